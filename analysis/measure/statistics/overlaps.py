"""How far the layers overlap: one word may be a modal and a hedge and stand in a conditional at once."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

from analysis.base.layers import LAYERS
from analysis.base.records import Annotation, Span
from analysis.measure.formulas.intervals import ratio_interval
from analysis.measure.statistics.design import DEFAULT, Design
from analysis.measure.store import Marks, StoredMarks
from analysis.measure.store.span_overlaps import apart_from, shared_by_document

OVERLAPS: Final = {
    "layer": "string",
    "other": "string",
    "n": "int64",  # marks of `layer` that share characters with a mark of `other`
    "total": "int64",  # marks of `layer`
    "share": "float64",
    "low": "float64",  # interval of the share, texts resampled; missing with fewer than five
    "high": "float64",
    "documents": "int64",  # with a mark of `layer`
}
_KEY = ["doc_id", "layer", "start", "end"]
_Extent: TypeAlias = tuple[Span, ...]


def overlaps_table(
    annotations: Iterable[Annotation], design: Design = DEFAULT, *, marks: pd.DataFrame | None = None
) -> pd.DataFrame:
    """One row an ordered pair of layers, with the columns of `OVERLAPS`; only of `marks`, if given.

    A conditional counts with its whole construction, so that the row "modals, conditionals" reads: so
    many modals stand inside a condition or its consequence.
    """
    kept = None if marks is None else set(marks[_KEY].itertuples(index=False, name=None))
    counted = [_shared(annotation, kept) for annotation in annotations]
    pairs = {
        (one, other): [(shared[one, other], totals[one]) for shared, totals in counted if totals[one]]
        for one, other in permutations(LAYERS, 2)
    }
    return _overlaps(pairs, design)


def stored_overlaps(marks: StoredMarks, design: Design = DEFAULT) -> pd.DataFrame:
    """`overlaps_table` of the marks of a store."""
    shared = shared_by_document(marks)
    pairs = {
        (one, other): shared.loc[(shared["layer"] == one) & (shared["other"] == other), ["n", "total"]]
        for one, other in permutations(LAYERS, 2)
    }
    return _overlaps(pairs, design)


def _overlaps(pairs: Mapping[tuple[str, str], Any], design: Design) -> pd.DataFrame:
    """The table from, for each pair of layers, the marks of each document that share and all of them."""
    rows = []
    for (one, other), found in pairs.items():
        if len(found):
            n, total = np.array(found, dtype=float).T
            low, high = ratio_interval(
                n, total, resamples=design.resamples, seed=design.seed, level=design.level
            )
            share = n.sum() / total.sum()
            rows.append((one, other, n.sum(), total.sum(), share, low[0], min(high[0], 1.0), len(found)))
    return pd.DataFrame(rows, columns=list(OVERLAPS)).astype(OVERLAPS)


def marks_apart(marks: Marks, layer: str) -> Marks:
    """The marks without those of other layers that share characters with a mark of `layer`."""
    if isinstance(marks, StoredMarks):
        return apart_from(marks, layer)
    touching = touching_marks(marks)
    shared = marks.index[np.unique(touching.loc[touching["other"] == layer, "mark"])]
    return marks.drop(index=shared)


def overlapping_items(marks: pd.DataFrame) -> pd.DataFrame:
    """Which markers of two layers are the same words, the most frequent first.

    Columns: layer, item, other, other_item, n. A conditional counts with its marker here.
    """
    columns = ["layer", "item", "other", "other_item"]
    counted = touching_marks(marks).groupby(columns, sort=True).size().rename("n").reset_index()
    return counted.sort_values(["n", *columns], ascending=[False, *[True] * 4], ignore_index=True)


def touching_marks(marks: pd.DataFrame) -> pd.DataFrame:
    """Pairs of marks of different layers that share characters, one row an ordered pair.

    Columns: doc_id, sentence, layer, item, start, end and mark (the row of `marks`), then other,
    other_item, begin and stop of the second mark. A conditional counts with its marker.
    """
    columns = ["doc_id", "sentence", "layer", "item", "start", "end"]
    left = marks[columns].assign(mark=np.arange(len(marks)))
    right = marks[columns].rename(
        columns={"layer": "other", "item": "other_item", "start": "begin", "end": "stop"}
    )
    pairs = left.merge(right, on=["doc_id", "sentence"])
    shared = (
        (pairs["layer"] != pairs["other"])
        & (pairs["start"] < pairs["stop"])
        & (pairs["begin"] < pairs["end"])
    )
    return pairs[shared]


def _shared(
    annotation: Annotation, kept: set[tuple[Any, ...]] | None
) -> tuple[dict[tuple[str, str], int], dict[str, int]]:
    """How many marks of one document touch each other layer, and how many there are."""
    extents = {layer: _extents(annotation, layer, kept) for layer in LAYERS}
    covered = {layer: _merged(span for extent in extents[layer] for span in extent) for layer in LAYERS}
    shared = {
        (one, other): sum(any(_touches(span, covered[other]) for span in extent) for extent in extents[one])
        for one, other in permutations(LAYERS, 2)
    }
    return shared, {layer: len(found) for layer, found in extents.items()}


def _extents(annotation: Annotation, layer: str, kept: set[tuple[Any, ...]] | None) -> list[_Extent]:
    name, spec = annotation.document.id, LAYERS[layer]
    return [
        tuple(spec.spans(one))
        for one in annotation.marks[layer]
        if kept is None or (name, layer, one.start, one.end) in kept
    ]


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The stretches that the spans cover, in order and apart."""
    covered: list[Span] = []
    for start, end in sorted(spans):
        if covered and start < covered[-1][1]:
            covered[-1] = (covered[-1][0], max(end, covered[-1][1]))
        else:
            covered.append((start, end))
    return covered


def _touches(span: Span, covered: Sequence[Span]) -> bool:
    """Whether the last of the covered stretches to begin before the end of `span` reaches into it."""
    before = bisect_left(covered, span[1], key=lambda one: one[0]) - 1
    return before >= 0 and covered[before][1] > span[0]
