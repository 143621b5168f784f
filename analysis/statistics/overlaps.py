"""How far the layers overlap: one word may be a modal and a hedge and stand in a conditional at once."""

from collections.abc import Iterable
from itertools import permutations
from typing import Any, Final, TypeAlias

import pandas as pd

from analysis.records import LAYERS, Annotation, Conditional, Mark, Span

OVERLAPS: Final = {
    "layer": "string",
    "other": "string",
    "n": "int64",  # marks of `layer` that share characters with a mark of `other`
    "total": "int64",  # marks of `layer`
    "share": "float64",
}
_KEY = ["doc_id", "layer", "start", "end"]
_Extent: TypeAlias = tuple[Span, ...]


def overlaps_table(annotations: Iterable[Annotation], *, marks: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row an ordered pair of layers, with the columns of `OVERLAPS`; only of `marks`, if given.

    A conditional counts with its whole construction, so that the row "modals, conditionals" reads: so
    many modals stand inside a condition or its consequence. (`statistics.cooccurrence.overlap` counts it
    with its marker only.)
    """
    pairs = list(permutations(LAYERS, 2))
    shared, totals = dict.fromkeys(pairs, 0), dict.fromkeys(LAYERS, 0)
    kept = None if marks is None else set(marks[_KEY].itertuples(index=False, name=None))
    for annotation in annotations:
        extents = {layer: _extents(annotation, layer, kept) for layer in LAYERS}
        for layer in LAYERS:
            totals[layer] += len(extents[layer])
        for one, other in pairs:
            shared[one, other] += sum(_touches(extent, extents[other]) for extent in extents[one])
    rows = [
        {"layer": one, "other": other, "n": n, "total": totals[one], "share": n / totals[one]}
        for (one, other), n in shared.items()
        if totals[one]
    ]
    return pd.DataFrame(rows, columns=list(OVERLAPS)).astype(OVERLAPS)


def _extents(annotation: Annotation, layer: str, kept: set[tuple[Any, ...]] | None) -> list[_Extent]:
    found: tuple[Mark, ...] = getattr(annotation, layer)
    name = annotation.document.id
    return [_extent(one) for one in found if kept is None or (name, layer, one.start, one.end) in kept]


def _extent(mark: Mark) -> _Extent:
    if isinstance(mark, Conditional):
        return tuple(span for span in (mark.protasis, mark.apodosis) if span)
    return ((mark.start, mark.end),)


def _touches(mark: _Extent, others: Iterable[_Extent]) -> bool:
    pairs = ((one, other) for one in mark for spans in others for other in spans)
    return any(one[0] < other[1] and other[0] < one[1] for one, other in pairs)
