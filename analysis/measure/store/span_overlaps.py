"""Which marks of a store share characters with marks of another layer, some documents at a time."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count, permutations
from typing import Final, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.base.layers import LAYERS, OWNERS
from analysis.measure.store.database import as_columns
from analysis.measure.store.stored import StoredMarks, whose

Places: TypeAlias = NDArray[np.int64]
Chosen: TypeAlias = NDArray[np.bool_]
Spans: TypeAlias = tuple[Places, Places]
"""Starts and ends on one line on which the documents stand one behind the other; ends of 0: no span."""

SHARED: Final = {"doc": "int64", "layer": "category", "other": "category", "n": "int64", "total": "int64"}
_CHUNK: Final = 2_000  # documents that are looked at together
_DOCUMENT: Final = 1 << 32  # longer than any document
_NUMBERS: Final = count()
_ENDS: Final = "".join(
    f", coalesce({part}_{end}, 0)::BIGINT AS {part}_{end}" for part in OWNERS for end in ("start", "end")
)


def shared_by_document(marks: StoredMarks) -> pd.DataFrame:
    """How many marks of each layer share characters with each other layer, one row a document and pair.

    Columns: doc, layer, other, n, total (marks of `layer`); documents in order, only those with such a mark.
    A conditional counts with its whole construction.
    """
    none = pd.DataFrame(columns=list(SHARED)).astype(SHARED)
    return pd.concat(
        [none, *(table for rows in _chunks(marks) for table in _shared(rows))], ignore_index=True
    )


def apart_from(marks: StoredMarks, layer: str) -> StoredMarks:
    """Without the marks of other layers that share characters with one of `layer`; conditionals by marker."""
    database, name = marks.store.database, f"apart{next(_NUMBERS)}"
    database.run(f"CREATE TABLE {name} (doc INTEGER, line INTEGER)")
    for rows in _chunks(marks):
        places = [_on_line(rows, "start", "end")]
        own = (rows["layer"] == layer).to_numpy()
        touching = rows[~own & _touch(places, _only(places, own))]
        lent = as_columns(doc=touching["doc"], line=touching["line"])
        database.run_with(f"INSERT INTO {name} FROM lent", lent=lent)
    return replace(marks, source=f"(FROM {marks.source} ANTI JOIN {name} USING (doc, line))").recounted()


def _chunks(marks: StoredMarks) -> Iterator[pd.DataFrame]:
    """The marks of some documents at a time: doc, line, layer and offsets, 0 for those that are missing."""
    database = marks.store.database
    layers = marks.labels.set_index("label")["layer"].astype(object)
    ((last,),) = database.rows("SELECT coalesce(max(doc), -1) FROM documents")
    for first in range(0, last + 1, _CHUNK):
        rows = database.frame(
            f"""SELECT doc::BIGINT AS doc, line, label, start::BIGINT AS start, "end"::BIGINT AS "end"{_ENDS}
                FROM {marks.source} AS marks JOIN wanted USING (label)
                WHERE doc BETWEEN $first AND $last AND {marks.spoken}""",
            whose(marks.chosen) | {"first": first, "last": first + _CHUNK - 1},
            wanted=marks.wanted(),
        )
        yield rows.assign(layer=rows["label"].map(layers))


def _shared(rows: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The rows of `shared_by_document` for some documents."""
    spans = _whole(rows)
    of = {layer: (rows["layer"] == layer).to_numpy() for layer in LAYERS}
    for one, other in permutations(LAYERS, 2):
        touching = _touch(_only(spans, of[one]), _only(spans, of[other]))
        marks = pd.DataFrame({"doc": rows["doc"][of[one]], "n": touching})
        counted = marks.groupby("doc")["n"].agg(n="sum", total="size").reset_index()
        yield counted.assign(layer=one, other=other)[list(SHARED)].astype(SHARED)


def _whole(rows: pd.DataFrame) -> list[Spans]:
    """The stretches of each mark: of one with parts, such as a conditional, these, of all others one."""
    parted = rows["layer"].isin(set(OWNERS.values())).to_numpy()
    start, end = _on_line(rows, "start", "end")
    own = np.where(parted, 0, start), np.where(parted, 0, end)
    return [own, *(_on_line(rows, f"{part}_start", f"{part}_end") for part in OWNERS)]


def _on_line(rows: pd.DataFrame, start: str, end: str) -> Spans:
    """Offsets of documents that stand one behind the other."""
    shift = (rows["doc"].to_numpy() + 1) * _DOCUMENT
    there = rows[end].to_numpy() > 0
    return np.where(there, shift + rows[start].to_numpy(), 0), np.where(
        there, shift + rows[end].to_numpy(), 0
    )


def _only(spans: list[Spans], chosen: Chosen) -> list[Spans]:
    return [(start[chosen], end[chosen]) for start, end in spans]


def _touch(spans: list[Spans], others: list[Spans]) -> Chosen:
    """Which of the marks, of one or more stretches each, share characters with one of the others.

    Of the others that begin before a stretch ends, the one that ends last decides.
    """
    starts, ends = (np.concatenate(parts) for parts in zip(*others, strict=True))
    order = np.argsort(starts[ends > 0], kind="stable")
    begin = starts[ends > 0][order]
    furthest = np.concatenate([[0], np.maximum.accumulate(ends[ends > 0][order])])
    touching = [furthest[np.searchsorted(begin, end)] > start for start, end in spans]
    present = [end > 0 for _, end in spans]
    found: Chosen = np.logical_or.reduce([t & p for t, p in zip(touching, present, strict=True)])
    return found
