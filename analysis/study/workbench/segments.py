"""Annotation -> the text in reading order, cut where the voice changes."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pandas as pd

from analysis.annotation.cleaning import clean
from analysis.base.records import Annotation, Span
from analysis.measure.tables import NARRATOR, NOT_COUNTED, voice_of

SEGMENTS: Final = {
    "doc_id": "string",
    "start": "int64",  # characters of the text
    "end": "int64",
    "first_word": "int64",  # position of its first word in the document, from 0
    "words": "int64",
    "voice": "string",  # as in the marks table; "not counted" for what nobody says
    "voice_kind": "string",
}


def segments_table(annotations: Iterable[Annotation]) -> pd.DataFrame:
    """One row a segment of text in one voice, with the columns of `SEGMENTS`.

    The segments of a document follow each other without gap from its beginning to its end.
    """
    rows = [row for annotation in annotations for row in _rows(annotation)]
    return pd.DataFrame(rows, columns=list(SEGMENTS)).astype(dict(SEGMENTS))


def sentences_table(annotations: Iterable[Annotation]) -> pd.DataFrame:
    """Words of each sentence by voice: doc_id, sentence (as in the marks table), voice, voice_kind, words.

    A sentence in two voices has two rows; words that nobody says are not counted.
    """
    rows = [row for annotation in annotations for row in _sentence_rows(annotation)]
    table = pd.DataFrame(rows, columns=["doc_id", "sentence", "voice", "voice_kind", "words"])
    keys = ["doc_id", "sentence", "voice", "voice_kind"]
    types = {"doc_id": "string", "voice": "string", "voice_kind": "string"} | dict.fromkeys(
        ("sentence", "words"), "int64"
    )
    return table.groupby(keys, sort=True)["words"].sum().reset_index().astype(types)


def positions_table(marks: pd.DataFrame, annotations: Iterable[Annotation]) -> pd.DataFrame:
    """The marks with a column `at`: how many words of the text proper stand before each."""
    starts = {one.document.id: _word_starts(one) for one in annotations}
    places = zip(marks["doc_id"], marks["start"], strict=True)
    return marks.assign(at=[bisect_left(starts[name], start) for name, start in places])


def _word_starts(annotation: Annotation) -> list[int]:
    return [start for start, _ in clean(annotation.document).words()]


def _sentence_rows(annotation: Annotation) -> Iterator[tuple[str, int, str, str, int]]:
    """Each stretch of a sentence in one voice, with its words."""
    words, begins = _word_starts(annotation), [start for start, _ in annotation.sentences]
    for (start, end), voice, kind in _segments(annotation):
        spoken = words[bisect_left(words, start) : bisect_left(words, end)]
        inside = Counter(max(0, bisect_right(begins, at) - 1) for at in spoken)
        if kind != NOT_COUNTED:
            name = annotation.document.id
            yield from ((name, sentence, voice, kind, n) for sentence, n in inside.items())


def _rows(annotation: Annotation) -> Iterator[dict[str, Any]]:
    starts = _word_starts(annotation)
    counted = 0
    for (start, end), voice, kind in _segments(annotation):
        words = bisect_left(starts, end) - bisect_left(starts, start)
        yield {
            "doc_id": annotation.document.id,
            "start": start,
            "end": end,
            "first_word": counted,
            "words": words,
            "voice": voice,
            "voice_kind": kind,
        }
        counted += words if kind != NOT_COUNTED else 0


def _segments(annotation: Annotation) -> Iterator[tuple[Span, str, str]]:
    cursor = annotation.document.body_start
    for (start, end), voice, kind in sorted(_owned(annotation)):
        if cursor < start:
            yield (cursor, start), NARRATOR, NARRATOR
        if max(cursor, start) < end:
            yield (max(cursor, start), end), voice, kind
        cursor = max(cursor, end)
    if cursor < len(annotation.document.text):
        yield (cursor, len(annotation.document.text)), NARRATOR, NARRATOR


def _owned(annotation: Annotation) -> Iterator[tuple[Span, str, str]]:
    for statement in annotation.statements:
        for span in statement.spans:
            yield span, voice_of(statement), statement.kind
    for span in annotation.excluded:
        if span[0] >= annotation.document.body_start:
            yield span, NOT_COUNTED, NOT_COUNTED
