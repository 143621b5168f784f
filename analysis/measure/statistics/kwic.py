"""Keyword in context: every count opens to its lines."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from analysis.base.errors import OutputError, StudyError
from analysis.base.exports import to_csv
from analysis.base.records import Annotation
from analysis.language.text import WORD
from analysis.measure.statistics.counts import check_columns, counted_marks, named
from analysis.measure.tables import marks_table

KWIC: Final = {
    "doc_id": "string",
    "sentence": "int64",  # index of the sentence that holds the mark
    "start": "int64",
    "end": "int64",
    "layer": "string",
    "item": "string",
    "category": "string",
    "voice": "string",
    "voice_kind": "string",
    "left": "string",
    "mark": "string",
    "right": "string",
}
_LONG = 100  # characters before a mark in which one word of context is looked for
UNITS: Final = ("sentence", "words", "characters")


def kwic(
    annotations: Iterable[Annotation],
    marks: pd.DataFrame | None = None,
    *,
    unit: str = "sentence",
    window: int = 0,
    sort: str | Sequence[str] = (),
    metadata: Sequence[str] = (),
) -> pd.DataFrame:
    """Marks in their context, one row a mark, with the columns of `KWIC` and the asked `metadata`.

    `marks` are rows of `analysis.measure.tables.marks_table` (all if not given). The context is the
    sentence and `window` sentences before and after it, or `window` words or characters on each side, never
    beyond the text. White space becomes one blank. `sort` names columns; "left" sorts by the words before
    the mark read backwards, "right" by those after it, both without regard to case and punctuation.
    Otherwise the order is that of the marks.

    StudyError for an unknown unit or column, or a mark whose document is not among the annotations.
    """
    by_id = {annotation.document.id: annotation for annotation in annotations}
    table = marks_table(by_id.values()) if marks is None else marks
    if unit not in UNITS:
        raise StudyError(f"unit: {unit!r} is no context; right would be one of {', '.join(UNITS)}")
    rows = [
        _line(row, _document(row["doc_id"], by_id), unit, window, metadata)
        for row in table.to_dict("records")
    ]
    lines = pd.DataFrame(rows, columns=[*KWIC, *metadata]).astype(KWIC | dict.fromkeys(metadata, "string"))
    keys = [sort] if isinstance(sort, str) else list(sort)
    check_columns("sort", keys, list(lines.columns))
    return lines.sort_values(keys, key=_sort_key, kind="stable", ignore_index=True) if keys else lines


def open_count(
    row: "Mapping[str, Any] | pd.Series[Any]",
    marks: pd.DataFrame,
    voices: pd.DataFrame,
    documents: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The marks behind one row of a table of rates: those that its `n` counts.

    `row` is a row of `frequencies.rates` made from the same `marks`, `voices` and `documents`; its columns
    before n say which marks. StudyError when their number is not the row's `n`,
    which means that the tables are not those the row was made from.
    """
    values = dict(row)
    by = list(values)[: list(values).index("n")]
    counted = counted_marks(marks, voices, documents, columns=by)
    grouped = named(counted, by)
    inside = [grouped[name] == str(values[name]) for name in by if name in grouped.columns]
    spoken = counted[np.logical_and.reduce(inside)] if inside else counted
    if len(spoken) != int(row["n"]):
        raise StudyError(
            f"the row counts {int(row['n'])} marks and these tables hold {len(spoken)}; "
            "right would be the tables that the row was made from"
        )
    return spoken[list(marks.columns)].reset_index(drop=True)


def write_kwic(lines: pd.DataFrame, path: str | Path) -> Path:
    """Write lines as CSV (UTF-8); a cell that a spreadsheet would run as a formula is made harmless."""
    target = Path(path)
    try:
        target.write_text(to_csv(lines), encoding="utf-8", newline="")
    except OSError as error:
        raise OutputError(
            f"{target}: cannot be written ({error.strerror}); right would be a file in a folder that exists"
        ) from error
    return target


def _document(name: str, by_id: Mapping[str, Annotation]) -> Annotation:
    if name not in by_id:
        raise StudyError(f"marks of document {name!r}, which is not among the annotations")
    return by_id[name]


def _line(
    row: Mapping[Any, Any], annotation: Annotation, unit: str, window: int, metadata: Sequence[str]
) -> dict[str, Any]:
    text, start, end = annotation.document.text, int(row["start"]), int(row["end"])
    first, last = _window(annotation, int(row["sentence"]), start, end, unit, window)
    kept = {name: row[name] for name in KWIC if name in row}
    facts = {name: annotation.document.metadata.get(name) for name in metadata}
    return (
        kept
        | facts
        | {
            "left": _one_line(text[first:start]),
            "mark": _one_line(text[start:end]),
            "right": _one_line(text[end:last]),
        }
    )


def _window(
    annotation: Annotation, sentence: int, start: int, end: int, unit: str, window: int
) -> tuple[int, int]:
    """Where the context begins and ends."""
    text, body = annotation.document.text, annotation.document.body_start
    if unit == "characters":
        return max(body, start - window), min(len(text), end + window)
    if unit == "words":
        near = max(body, start - _LONG * window)
        before = [found.start() for found in WORD.finditer(text, near, start)][-window:] if window else []
        after = [found.end() for _, found in zip(range(window), WORD.finditer(text, end), strict=False)]
        return min([*before[:1], start]), max([end, *after])
    if not annotation.sentences:
        return start, end
    sentences = annotation.sentences[max(0, sentence - window) : sentence + window + 1]
    return min(start, sentences[0][0]), max(end, sentences[-1][1])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _sort_key(column: "pd.Series[Any]") -> "pd.Series[Any]":
    """A column as it is sorted: contexts by their words, so that a comma sorts nothing."""
    if column.name == "left":
        return column.map(lambda text: " ".join(reversed(_words(text))))
    return column.map(lambda text: " ".join(_words(text))) if column.name in ("right", "mark") else column


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())
