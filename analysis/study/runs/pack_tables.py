"""Documents -> the tables of a replication pack: offsets, entries and digests, but no wording."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from analysis.annotation.pipeline import annotate_corpus
from analysis.annotation.reader_names import FAST
from analysis.annotation.speakers import Speakers
from analysis.base.digests import digest_bytes
from analysis.base.layers import LAYERS, Field, LayerSpec
from analysis.base.layers.values import Flag, Shares, Word
from analysis.base.records import Annotation, Document, Mark
from analysis.measure.tables import voice_of
from analysis.review.decisions.applying import apply_decisions
from analysis.review.decisions.decision import Decision

TEXTS = ("text", "words", "sentences", "statements", "sha256")
STATEMENTS = ("text", "start", "end", "spans", "kind", "voice", "words", "sha256")
READINGS = (
    "entry",
    "category",
    *(
        name
        for spec in LAYERS.values()
        for field in spec.labels
        if isinstance(field.value, Flag | Word) or (isinstance(field.value, Shares) and field.value.apart)
        for name in (field.value.values if isinstance(field.value, Shares) else (field.name,))
        if name not in ("item", "category")
    ),
)
"""What is said of a mark: its entry, its category, and each flag, probability and further category."""
MARKS = ("text", "layer", "start", "end", *READINGS, "voice", "voice_kind", "sha256")
TABLES = ("texts.csv", "statements.csv", "marks.csv")


Row = Sequence[Any]


def pack_tables(
    documents: Iterable[Document],
    speakers: Speakers | None = None,
    decisions: Sequence[Decision] = (),
    reader: str = FAST,
) -> dict[str, bytes]:
    """File name -> CSV of the three tables of a pack; decisions of readers are in force in them.

    A text that cannot be annotated has no row: the record of the run names it.
    """
    annotations: Iterable[Annotation] = annotate_corpus(
        documents, speakers=speakers, reader=reader, on_error=lambda _document, _error: None
    )
    if decisions:
        annotations = apply_decisions(annotations, decisions).annotations
    texts: list[Row] = []
    statements: list[Row] = []
    marks: list[Row] = []
    for annotation in annotations:
        texts.append(_text_row(annotation))
        statements += _statement_rows(annotation)
        marks += _mark_rows(annotation)
    rows = ((TEXTS, texts), (STATEMENTS, statements), (MARKS, marks))
    return {name: _csv(head, body) for name, (head, body) in zip(TABLES, rows, strict=True)}


def _csv(head: Sequence[str], rows: Iterable[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue().encode()


def _sha(text: str) -> str:
    return digest_bytes(text.encode("utf-8", "surrogatepass"))


def _text_row(annotation: Annotation) -> Row:
    document = annotation.document
    counts = annotation.words, len(annotation.sentences), len(annotation.statements)
    return (document.id, *counts, _sha(document.text))


def _statement_rows(annotation: Annotation) -> Iterator[Row]:
    text = annotation.document.text
    for statement, words in zip(annotation.statements, annotation.statement_words, strict=True):
        spans = " ".join(f"{start}-{end}" for start, end in statement.spans)
        place = annotation.document.id, statement.start, statement.end, spans
        wording = "".join(text[start:end] for start, end in statement.spans)
        yield (*place, statement.kind, voice_of(statement), words, _sha(wording))


def _mark_rows(annotation: Annotation) -> Iterator[Row]:
    text = annotation.document.text
    for layer, spec in LAYERS.items():
        for mark in annotation.marks[layer]:
            statement = None if mark.statement is None else annotation.statements[mark.statement]
            voice = voice_of(statement), statement.kind if statement else ""
            place = annotation.document.id, layer, mark.start, mark.end
            yield (*place, *_reading(spec, mark), *voice, _sha(text[mark.start : mark.end]))


def _reading(layer: LayerSpec, mark: Mark) -> Row:
    """What the layer says of a mark (`READINGS`): what is empty does not apply."""
    said = {"entry": getattr(mark, layer.by_name["item"].at), "category": layer.category_of(mark)}
    for field in layer.fields:
        said |= _unworded(field, getattr(mark, field.at))
    return [said.get(name, "") for name in READINGS]


def _unworded(field: Field, value: Any) -> dict[str, Any]:
    """What a field says without wording: flags, probabilities, categories."""
    match field.value:
        case Flag():
            return {field.name: int(value)}
        case Shares(values=names, apart=True):
            return {name: f"{value.get(name, 0.0):.4f}" for name in names}
        case Word():
            return {field.name: value}
    return {}
