"""Records -> DataFrames: one row a mark, a statement, a voice, a document.

Every column name of the suite's tables is defined here. Two currencies: records before this
file, DataFrames after it.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.annotation.cleaning import clean
from analysis.base.layers import LAYERS, LayerSpec, columns
from analysis.base.records import Annotation, Mark, Span, Statement
from analysis.language.finite_verbs import finite_verbs

NARRATOR = "narrator"
UNNAMED = "unnamed source"
NOT_COUNTED = "not counted"  # what nobody says, in a text in reading order

MARKS = {
    "doc_id": "string",
    "layer": "string",  # a name of `layers.LAYERS`
    "start": "int64",
    "end": "int64",
    "surface": "string",  # text[start:end]
    **columns(),  # item, category, and what else the descriptions of the layers name; missing elsewhere
    "sentence": "int64",  # index of the sentence that holds it
    "statement": "Int64",  # index into the document's statements; missing for the narrator
    "voice": "string",  # the speaker, "unnamed source" or "narrator"
    "voice_kind": "string",  # direct, mixed, indirect or narrator
}
STATEMENTS = {
    "doc_id": "string",
    "statement": "int64",
    "start": "int64",
    "end": "int64",
    "voice": "string",
    "kind": "string",
    "cue": "string",
    "found_by": "string",
    "confidence": "float64",
    "words": "int64",
    "surface": "string",
}
VOICES = {
    "doc_id": "string",
    "voice": "string",
    "voice_kind": "string",
    "words": "int64",
    "sentences": "int64",  # sentences that begin in this voice
    "statements": "int64",
}
FINITE_VERBS = "finite_verbs"  # a further column of VOICES, where it was asked for
DOCUMENTS = {"doc_id": "string", "words": "int64", "sentences": "int64", "statements": "int64"}


def marks_table(annotations: Iterable[Annotation]) -> pd.DataFrame:
    """One row a mark with the columns of `MARKS`."""
    rows = (
        _mark_row(annotation, layer, mark)
        for annotation in annotations
        for layer in LAYERS.values()
        for mark in annotation.marks[layer.name]
    )
    return _frame(rows, MARKS)


def statements_table(annotations: Iterable[Annotation]) -> pd.DataFrame:
    """One row a statement with the columns of `STATEMENTS`."""
    rows = (
        _statement_row(annotation, index, statement)
        for annotation in annotations
        for index, statement in enumerate(annotation.statements)
    )
    return _frame(rows, STATEMENTS)


def voices_table(annotations: Iterable[Annotation], *, with_finite_verbs: bool = False) -> pd.DataFrame:
    """The denominators: one row a document, voice and kind, with words, sentences, statements.

    The rows of one document add up to its words. A voice without any mark has its row all the
    same. With `with_finite_verbs` each text is tagged and their
    number is a further column.
    """
    columns = VOICES | ({FINITE_VERBS: "int64"} if with_finite_verbs else {})
    return _frame(
        (row for annotation in annotations for row in _voice_rows(annotation, with_finite_verbs)), columns
    )


def documents_table(annotations: Iterable[Annotation]) -> pd.DataFrame:
    """One row a document: `DOCUMENTS`, then one column for each field of the metadata."""
    rows = [
        {
            "doc_id": annotation.document.id,
            "words": annotation.words,
            "sentences": len(annotation.sentences),
            "statements": len(annotation.statements),
            **{key: value for key, value in annotation.document.metadata.items() if key not in DOCUMENTS},
        }
        for annotation in annotations
    ]
    fields = sorted({key for row in rows for key in row} - set(DOCUMENTS))
    return _frame(rows, DOCUMENTS | dict.fromkeys(fields, "string"))


def voice_of(statement: Statement | None) -> str:
    """The name under which a statement is counted."""
    if statement is None:
        return NARRATOR
    return statement.speaker or UNNAMED


def _frame(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(columns)).astype(dict(columns))


def _mark_row(annotation: Annotation, layer: LayerSpec, mark: Mark) -> dict[str, Any]:
    text = annotation.document.text
    statement = None if mark.statement is None else annotation.statements[mark.statement]
    return {
        "doc_id": annotation.document.id,
        "layer": layer.name,
        "start": mark.start,
        "end": mark.end,
        "surface": text[mark.start : mark.end],
        "sentence": _sentence_index(annotation, mark.start),
        "statement": mark.statement,
        "voice": voice_of(statement),
        "voice_kind": statement.kind if statement else NARRATOR,
        **_layer_fields(text, layer, mark),
    }


def _layer_fields(text: str, layer: LayerSpec, mark: Mark) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for field in layer.fields:
        cells.update(field.value.cells(field.name, getattr(mark, field.at), text))
    return cells | {"item": layer.item(mark), "category": layer.category_of(mark)}


def _sentence_index(annotation: Annotation, offset: int) -> int:
    return max(0, bisect_right(annotation.sentences, (offset, len(annotation.document.text) + 1)) - 1)


def _statement_row(annotation: Annotation, index: int, statement: Statement) -> dict[str, Any]:
    text = annotation.document.text
    return {
        "doc_id": annotation.document.id,
        "statement": index,
        "start": statement.start,
        "end": statement.end,
        "voice": voice_of(statement),
        "kind": statement.kind,
        "cue": text[slice(*statement.cue)] if statement.cue else None,
        "found_by": statement.found_by,
        "confidence": statement.confidence,
        "words": annotation.statement_words[index],
        "surface": " … ".join(text[slice(*span)] for span in statement.spans),
    }


def _voice_rows(annotation: Annotation, with_finite_verbs: bool) -> Iterator[dict[str, Any]]:
    points = {"sentences": [start for start, _ in annotation.sentences]}
    if with_finite_verbs:
        cleaned = clean(annotation.document)
        points[FINITE_VERBS] = [cleaned.offset(at) for at in finite_verbs(cleaned.working_text())]
    excluded = _count_within(points, annotation.excluded)
    rest = {"words": annotation.words, "statements": 0} | {
        name: len(offsets) - excluded[name] for name, offsets in points.items()
    }
    totals: dict[tuple[str, str], Counter[str]] = {(NARRATOR, NARRATOR): Counter(rest)}
    for statement, words in zip(annotation.statements, annotation.statement_words, strict=True):
        counts = Counter({"words": words, **_count_within(points, statement.spans)})
        totals[NARRATOR, NARRATOR].subtract(counts)
        counts["statements"] = 1
        totals.setdefault((voice_of(statement), statement.kind), Counter()).update(counts)
    for (voice, kind), total in totals.items():
        yield {
            "doc_id": annotation.document.id,
            "voice": voice,
            "voice_kind": kind,
            **{n: total[n] for n in rest},
        }


def _count_within(points: Mapping[str, list[int]], spans: Iterable[Span]) -> dict[str, int]:
    """How many offsets of each list fall into the spans."""
    spans = list(spans)
    return {
        name: sum(bisect_left(offsets, end) - bisect_left(offsets, start) for start, end in spans)
        for name, offsets in points.items()
    }
