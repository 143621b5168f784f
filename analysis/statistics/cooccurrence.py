"""Which markers stand together, and how far the layers are made of the same words."""

from collections.abc import Sequence
from itertools import permutations
from typing import Any, Final

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from analysis.errors import StudyError
from analysis.measures.association import association_g2
from analysis.measures.intervals import (
    FEWEST,
    Floats,
    draws_interval,
    ratio_interval,
    resampling_weights,
)
from analysis.statistics.counts import check_columns

PLACES: Final = {"sentence": "sentences", "statement": "statements"}
"""Where markers may stand together, and the column of the voices that counts those places."""


def cooccurrence(
    marks: pd.DataFrame,
    voices: pd.DataFrame,
    *,
    by: str | Sequence[str] = ("layer", "item"),
    within: str = "sentence",
    floor: int = 5,
    resamples: int = 1000,
    level: float = 0.95,
    seed: int = 1,
) -> pd.DataFrame:
    """Pairs of markers that share a sentence (or a statement), against what independence would give.

    `by` are the columns that make a marker. One row an unordered pair found together at least once, both of
    them in at least `floor` places. Columns: `by` of each (`item_a`, `item_b` ...); together, places_a,
    places_b, places (sentences or statements, each counted once however often a marker stands in it);
    expected = places_a * places_b / places; log_ratio = log2(together / expected) with log_ratio_low and
    log_ratio_high (bootstrap by document, percentiles); g2 (Dunning 1993); documents (with the pair).
    Sorted by g2. A marker is not paired with itself.
    """
    by = [by] if isinstance(by, str) else list(by)
    check_columns("by", by, list(marks.columns))
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
    limits = _pair_interval(counted, texts.to_numpy(dtype=float), resamples, level, seed)
    documents = (counted[0] > 0).sum(axis=0)
    result = table.assign(**sums, **limits, documents=documents)
    order = ["together", "places_a", "places_b", "places", "expected"]
    order += ["log_ratio", "log_ratio_low", "log_ratio_high", "g2", "documents"]
    named = [name for name in result.columns if name not in order]
    return result[named + order].sort_values(
        ["g2", *named], ascending=[False, *[True] * len(named)], ignore_index=True
    )


def overlap(
    marks: pd.DataFrame, *, resamples: int = 2000, level: float = 0.95, seed: int = 1
) -> pd.DataFrame:
    """How many marks of one layer share characters with a mark of another: one row an ordered pair of layers.

    Columns: layer, other, n (marks of `layer` that touch a mark of `other`), total (marks of `layer`),
    share, low, high (bootstrap by document; missing with fewer than five), documents (with marks of
    `layer`). A conditional counts with its marker only (`if`), not with its clauses.
    """
    layers = sorted(marks["layer"].unique())
    touched = touching_marks(marks)
    return pd.DataFrame(
        [
            _overlap_row(marks, touched, one, other, resamples, level, seed)
            for one, other in permutations(layers, 2)
        ],
        columns=["layer", "other", "n", "total", "share", "low", "high", "documents"],
    )


def overlapping_items(marks: pd.DataFrame) -> pd.DataFrame:
    """Which markers of two layers are the same words, the most frequent first.

    Columns: layer, item, other, other_item, n.
    """
    touching = touching_marks(marks)
    columns = ["layer", "item", "other", "other_item"]
    counted = touching.groupby(columns, sort=True).size().rename("n").reset_index()
    return counted.sort_values(["n", *columns], ascending=[False, *[True] * 4], ignore_index=True)


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
    counted: tuple[Floats, Floats, Floats], sizes: Floats, resamples: int, level: float, seed: int
) -> dict[str, Floats]:
    if len(sizes) < FEWEST or not counted[0].shape[1]:
        missing = np.full(counted[0].shape[1], np.nan)
        return {"log_ratio_low": missing, "log_ratio_high": missing}
    blocks = []
    for weights in resampling_weights(len(sizes), resamples=resamples, seed=seed):
        both, a, b = (weights @ values for values in counted)
        expected = np.maximum(a * b, 1) / (weights @ sizes)[:, None]
        blocks.append(np.log2(np.maximum(both, 0.5) / expected))
    low, high = draws_interval(np.concatenate(blocks), units=len(sizes), level=level)
    return {"log_ratio_low": low, "log_ratio_high": high}


def touching_marks(marks: pd.DataFrame) -> pd.DataFrame:
    """Pairs of marks of different layers that share characters, one row an ordered pair.

    Columns: doc_id, sentence, layer, item, start, end and mark (the row of `marks`), then other,
    other_item, begin and stop of the second mark.
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


def _overlap_row(
    marks: pd.DataFrame, touching: pd.DataFrame, one: str, other: str, resamples: int, level: float, seed: int
) -> tuple[Any, ...]:
    of_one = marks[marks["layer"] == one]
    sizes = of_one.groupby("doc_id", sort=True).size()
    pairs = touching[(touching["layer"] == one) & (touching["other"] == other)].drop_duplicates("mark")
    counts = pairs.groupby("doc_id").size().reindex(sizes.index, fill_value=0)
    n, total = int(counts.sum()), int(sizes.sum())
    low, high = ratio_interval(
        counts.to_numpy(), sizes.to_numpy(), resamples=resamples, seed=seed, level=level
    )
    return one, other, n, total, n / total, float(low[0]), min(float(high[0]), 1.0), len(sizes)
