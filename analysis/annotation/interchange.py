"""Annotation <-> the interchange record, a plain dict that other programs read as JSON.

The fields and their meaning are a contract. Beyond it a record carries `format` (its version), `sentences`
(their number), `reader` and `layout` (how the text was read), `excluded` (stretches that are not counted)
with `excluded_kinds`, `metadata`, `notes`, and per statement `words`, `found_by`, `confidence`,
`speaker_note`. Records of earlier versions are read as the present one has them.
"""

from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, Final

from analysis.base.errors import HedgerowError
from analysis.base.format_versions import RECORD
from analysis.base.layers import LAYERS
from analysis.base.layers.values import DIGITS, Value
from analysis.base.records import Annotation, Span, Statement

Record = dict[str, Any]
"""One document in the interchange format."""

LATER: Final[Mapping[str, Callable[[], Any]]] = {
    **{"reader": str, "layout": str, "notes": list, "excluded_kinds": list},
    **dict.fromkeys(LAYERS, list),
}
"""Fields that a record may lack, because an earlier version wrote it, with what makes their default."""
STATEMENTS_LATER: Final[Mapping[str, Callable[[], Any]]] = {"speaker_note": str}
"""The same of its statements."""


def to_record(annotation: Annotation) -> dict[str, Any]:
    """One document as the interchange format wants it."""
    return {
        "id": annotation.document.id,
        **RECORD.said,
        "words": annotation.words,
        "sentences": len(annotation.sentences),
        "reader": annotation.reader,
        "layout": annotation.layout,
        "metadata": dict(annotation.document.metadata),
        "notes": [{"name": note.name, "what": note.what} for note in annotation.notes],
        "excluded": [list(span) for span in annotation.excluded],
        "excluded_kinds": list(annotation.excluded_kinds),
        "statements": [
            _statement(statement, words)
            for statement, words in zip(annotation.statements, annotation.statement_words, strict=True)
        ],
        **{layer: list(map(_writer(layer), annotation.marks[layer])) for layer in LAYERS},
    }


def read_record(record: Mapping[str, Any], where: object, error: type[HedgerowError]) -> dict[str, Any]:
    """A record of this or an earlier version as the present one has it; `error` for one of a later version.

    What is not known here is passed on as it is.
    """
    version = RECORD.version_of(record, where, error)
    known = {"id": record["id"], **RECORD.said} | _filled(record, LATER) | RECORD.said
    known["statements"] = [_filled(statement, STATEMENTS_LATER) for statement in known["statements"]]
    return known | {name: up_to_date(name, known[name], version) for name in LAYERS}


def _filled(written: Mapping[str, Any], later: Mapping[str, Callable[[], Any]]) -> dict[str, Any]:
    """What was written, with the defaults of the fields that it lacks."""
    return dict(written) | {name: default() for name, default in later.items() if name not in written}


def up_to_date(layer: str, marks: list[dict[str, Any]], version: int) -> list[dict[str, Any]]:
    """The marks of a layer in one document, or their rows, as the present version has them."""
    if layer == "conditionals":
        return [_with_probabilities(mark) for mark in marks]
    if version > 1 or layer != "modals":
        return marks
    phrases = {mark["start"] for mark in marks if mark["lemma"] == "ought to"}
    return [mark for mark in marks if mark["lemma"] != "ought" or mark["start"] not in phrases]


def _with_probabilities(mark: dict[str, Any]) -> dict[str, Any]:
    """A conditional whose candidates all say how probable they are; null where they were written without."""
    candidates = mark.get("act_candidates")
    if not candidates or all("probability" in one for one in candidates):
        return mark
    return mark | {"act_candidates": [{**one, "probability": one.get("probability")} for one in candidates]}


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def _statement(statement: Statement, words: int) -> dict[str, Any]:
    return {
        "start": statement.start,
        "end": statement.end,
        "spans": [list(span) for span in statement.spans],
        "speaker": statement.speaker,
        "speaker_span": _span(statement.speaker_span),
        "cue": _span(statement.cue),
        "kind": statement.kind,
        "words": words,
        "found_by": statement.found_by,
        "confidence": round(statement.confidence, DIGITS),
        "speaker_note": statement.speaker_note,
    }


@cache
def _writer(layer: str) -> Callable[[Any], dict[str, Any]]:
    """The function that writes a mark of a layer."""
    spec = LAYERS[layer]
    fields = {field.written: field for field in spec.fields}
    values = attrgetter(*(fields[key].at if key in fields else key for key in spec.written))
    plain = [_plain(fields[key].value) if key in fields else None for key in spec.written]
    keys = list(zip(spec.written, plain, strict=True))

    def write(mark: Any) -> dict[str, Any]:
        return {
            key: form(value) if form else value for (key, form), value in zip(keys, values(mark), strict=True)
        }

    return write


def _plain(value: Value) -> Callable[[Any], Any] | None:
    """How a value is written; None where it is written as it is."""
    return None if type(value).plain is Value.plain else value.plain
