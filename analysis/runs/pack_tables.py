"""Documents -> the tables of a replication pack: offsets, entries and digests, but no wording."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from analysis.decisions.applying import apply_decisions
from analysis.decisions.decision import Decision
from analysis.digests import digest_bytes
from analysis.pipeline import annotate_corpus
from analysis.records import LAYERS, Annotation, Booster, Conditional, Document, Hedge, Mark, Modal
from analysis.speakers import Speakers
from analysis.tables import voice_of

TEXTS = ("text", "words", "sentences", "statements", "sha256")
STATEMENTS = ("text", "start", "end", "spans", "kind", "voice", "words", "sha256")
MARKS = (
    "text", "layer", "start", "end", "entry", "category", "negated",
    "epistemic", "deontic", "dynamic", "order", "voice", "voice_kind", "sha256",
)  # fmt: skip
TABLES = ("texts.csv", "statements.csv", "marks.csv")


Row = Sequence[Any]


def pack_tables(
    documents: Iterable[Document], speakers: Speakers | None = None, decisions: Sequence[Decision] = ()
) -> dict[str, bytes]:
    """File name -> CSV of the three tables of a pack; decisions of readers are in force in them."""
    annotations: Iterable[Annotation] = annotate_corpus(documents, speakers=speakers)
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
    for layer in LAYERS:
        for mark in getattr(annotation, layer):
            statement = None if mark.statement is None else annotation.statements[mark.statement]
            voice = voice_of(statement), statement.kind if statement else ""
            place = annotation.document.id, layer, mark.start, mark.end
            yield (*place, *_reading(mark), *voice, _sha(text[mark.start : mark.end]))


def _reading(mark: Mark) -> Row:
    """Entry, category, negated, three senses, order: what is empty does not apply."""
    match mark:
        case Modal():
            senses = (f"{mark.senses.get(name, 0.0):.4f}" for name in ("epistemic", "deontic", "dynamic"))
            return (mark.lemma, mark.modal_class, int(mark.negated), *senses, "")
        case Hedge():
            return (mark.entry, mark.category, "", "", "", "", "")
        case Booster():
            return (mark.entry, "booster", "", "", "", "", "")
        case Conditional():
            return (mark.entry, mark.kind, "", "", "", "", mark.order)
