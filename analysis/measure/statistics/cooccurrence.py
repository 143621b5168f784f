"""Which markers stand together in a sentence or a statement, against what chance would give."""

from typing import Any, Final

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from analysis.base.errors import StudyError
from analysis.measure.formulas.association import association_g2
from analysis.measure.formulas.intervals import (
    FEWEST,
    Floats,
    draws_interval,
    resampling_weights,
)
from analysis.measure.statistics.counts import check_columns
from analysis.measure.statistics.design import TEXT, Design

PLACES: Final = {"sentence": "sentences", "statement": "statements"}
"""Where markers may stand together, and the column of the voices that counts those places."""


def cooccurrence(
    marks: pd.DataFrame,
    voices: pd.DataFrame,
    design: Design,
    *,
    within: str = "sentence",
    floor: int = 5,
) -> pd.DataFrame:
    """Pairs of markers that share a sentence (or a statement), against what independence would give.

    `design.by` are the columns that make a marker. One row an unordered pair found together at least once,
    both of them in at least `floor` places. Columns: `by` of each (`item_a`, `item_b` ...); together,
    places_a, places_b, places (sentences or statements, each counted once however often a marker stands in
    it); expected = places_a * places_b / places; log_ratio = log2(together / expected) with log_ratio_low
    and log_ratio_high (bootstrap by document, percentiles); g2 (Dunning 1993); documents (with the pair).
    Sorted by g2. A marker is not paired with itself.
    """
    by = list(design.by)
    check_columns("by", by, list(marks.columns))
    if not by or design.unit != TEXT:
        raise StudyError(
            "pairs: markers need a column and texts are resampled; right would be a design such as "
            f"Design(by=('layer', 'item')) with the unit {TEXT!r}"
        )
    if within not in PLACES:
        raise StudyError(f"within: {within!r} is no place; right would be one of {', '.join(PLACES)}")
    placed = marks[marks[within].notna()]
    texts = voices.groupby("doc_id", sort=True)[PLACES[within]].sum()
    markers = placed[by].drop_duplicates().sort_values(by, ignore_index=True)
    presence, owners = _presence(placed, markers, by, within)
    frequent = np.flatnonzero(presence.sum(axis=0) >= floor)
    markers, presence = markers.iloc[frequent].reset_index(drop=True), presence[:, frequent]
    a, b = _pairs(presence)
    table = _named(markers, a, "a").join(_named(markers, b, "b"))
    counted = _by_document(presence, a, b, texts.index.get_indexer(pd.Index(owners)), len(texts))
    sums = _pair_columns(counted, texts.to_numpy(dtype=float))
    limits = _pair_interval(counted, texts.to_numpy(dtype=float), design)
    documents = (counted[0] > 0).sum(axis=0)
    result = table.assign(**sums, **limits, documents=documents)
    order = ["together", "places_a", "places_b", "places", "expected"]
    order += ["log_ratio", "log_ratio_low", "log_ratio_high", "g2", "documents"]
    named = [name for name in result.columns if name not in order]
    return result[named + order].sort_values(
        ["g2", *named], ascending=[False, *[True] * len(named)], ignore_index=True
    )


def _presence(
    placed: pd.DataFrame, markers: pd.DataFrame, by: list[str], within: str
) -> tuple[Any, "np.ndarray[Any, Any]"]:
    """Places x markers, 1 where the marker stands in the place, and the document of each place."""
    places = placed[["doc_id", within]].drop_duplicates().sort_values(["doc_id", within], ignore_index=True)
    rows = placed.merge(places.assign(row=places.index), on=["doc_id", within])
    cells = rows[[*by, "row"]].merge(markers.assign(column=markers.index), on=by)
    once = cells[["row", "column"]].drop_duplicates()
    shape = (len(places), len(markers))
    matrix = csr_array((np.ones(len(once)), (once["row"].to_numpy(), once["column"].to_numpy())), shape=shape)
    return matrix, places["doc_id"].to_numpy(dtype=object)


def _pairs(presence: Any) -> tuple[Any, Any]:
    """Columns that share a place, each pair once."""
    together = (presence.T @ presence).tocoo()
    upper = together.row < together.col
    order = np.lexsort((together.col[upper], together.row[upper]))
    return together.row[upper][order], together.col[upper][order]


def _named(markers: pd.DataFrame, at: Any, side: str) -> pd.DataFrame:
    taken: pd.DataFrame = markers.iloc[at].reset_index(drop=True)
    return taken.add_suffix(f"_{side}")


def _by_document(presence: Any, a: Any, b: Any, owners: Any, documents: int) -> tuple[Floats, Floats, Floats]:
    """Together, places of a and places of b: each documents x pairs."""
    to_document = csr_array(
        (np.ones(len(owners)), (owners, np.arange(len(owners)))), shape=(documents, len(owners))
    )
    single = (to_document @ presence).toarray()
    both = (to_document @ (presence[:, a] * presence[:, b])).toarray()
    return both, single[:, a], single[:, b]


def _pair_columns(counted: tuple[Floats, Floats, Floats], sizes: Floats) -> dict[str, Any]:
    both, a, b = (values.sum(axis=0) for values in counted)
    places = sizes.sum()
    expected = a * b / places
    return {
        "together": both.astype(int),
        "places_a": a.astype(int),
        "places_b": b.astype(int),
        "places": int(places),
        "expected": expected,
        "log_ratio": np.log2(both / expected),
        "g2": association_g2(both, a, b, places),
    }


def _pair_interval(
    counted: tuple[Floats, Floats, Floats], sizes: Floats, design: Design
) -> dict[str, Floats]:
    if len(sizes) < FEWEST or not counted[0].shape[1]:
        missing = np.full(counted[0].shape[1], np.nan)
        return {"log_ratio_low": missing, "log_ratio_high": missing}
    blocks = []
    for weights in resampling_weights(len(sizes), resamples=design.resamples, seed=design.seed):
        both, a, b = (weights @ values for values in counted)
        expected = np.maximum(a * b, 1) / (weights @ sizes)[:, None]
        blocks.append(np.log2(np.maximum(both, 0.5) / expected))
    low, high = draws_interval(np.concatenate(blocks), units=len(sizes), level=design.level)
    return {"log_ratio_low": low, "log_ratio_high": high}
