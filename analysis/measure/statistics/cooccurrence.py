"""Which markers stand together in a sentence or a statement, against what chance would give.

Long sentences hold more of every marker: what chance would give is counted among sentences of like length
(`formulas.strata`).
"""

from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from analysis.base.errors import StudyError
from analysis.measure.formulas.association import association_g2
from analysis.measure.formulas.intervals import Floats
from analysis.measure.formulas.strata import expected_shares, length_strata
from analysis.measure.formulas.widened import rate_interval
from analysis.measure.statistics.counts import check_columns
from analysis.measure.statistics.design import TEXT, Design

PLACES: Final = ("sentence", "statement")
"""Where markers may stand together: columns of the marks."""


def cooccurrence(
    marks: pd.DataFrame,
    places: pd.DataFrame,
    design: Design,
    *,
    within: str = "sentence",
    floor: int = 5,
) -> pd.DataFrame:
    """Pairs of markers that share a sentence (or a statement), against what independence would give.

    `places` are all sentences (or statements), with a marker or without: doc_id, `within` and words, which
    are added up where a place has several rows; only marks in one of them count. `design.by` are the columns
    that make a marker. One row an unordered pair found together at least once, both of them in at least
    `floor` places. Columns: `by` of each (`item_a`, `item_b` ...); together, places_a, places_b, places (each
    counted once however often a marker stands in it); expected, the sum of places_a * places_b / places over
    strata of like length; log_ratio = log2(together / expected) with log_ratio_low and log_ratio_high (exact,
    widened by how texts differ); g2 (Dunning 1993) against what is expected; documents (with the pair).
    The surest first: by the lower limit. A marker is not paired with itself.
    """
    by = list(design.by)
    check_columns("by", by, list(marks.columns))
    if not by or design.unit not in ("", TEXT):
        raise StudyError(
            "pairs: markers need a column and texts are the units; right would be a design such as "
            f"Design(by=('layer', 'item')) with the unit {TEXT!r}"
        )
    if within not in PLACES:
        raise StudyError(f"within: {within!r} is no place; right would be one of {', '.join(PLACES)}")
    known = places.groupby(["doc_id", within], sort=True)["words"].sum().reset_index()
    placed = marks[marks[within].notna()]
    markers = placed[by].drop_duplicates().sort_values(by, ignore_index=True)
    presence = _presence(placed, known, markers, within)
    frequent = np.flatnonzero(presence.sum(axis=0) >= floor)
    markers, presence = markers.iloc[frequent].reset_index(drop=True), presence[:, frequent]
    a, b = _pairs(presence)
    table = _named(markers, a, "a").join(_named(markers, b, "b"))
    named = list(table.columns)
    result = table.assign(**_pair_columns(presence, known, (a, b), design.level))
    keys = ["log_ratio_low", "g2", *named]
    return result.sort_values(keys, ascending=[False, False, *[True] * len(named)], ignore_index=True)


def _presence(placed: pd.DataFrame, places: pd.DataFrame, markers: pd.DataFrame, within: str) -> csr_array:
    """Places x markers, 1 where the marker stands in the place."""
    keys = ["doc_id", within]
    rows = placed.merge(places[keys].assign(row=places.index), on=keys)
    cells = rows.merge(markers.assign(column=markers.index), on=list(markers.columns))
    once = cells[["row", "column"]].drop_duplicates()
    shape = (len(places), len(markers))
    return csr_array((np.ones(len(once)), (once["row"].to_numpy(), once["column"].to_numpy())), shape=shape)


def _pairs(presence: Any) -> tuple[Any, Any]:
    """Columns that share a place, each pair once."""
    together = (presence.T @ presence).tocoo()
    upper = together.row < together.col
    order = np.lexsort((together.col[upper], together.row[upper]))
    return together.row[upper][order], together.col[upper][order]


def _named(markers: pd.DataFrame, at: Any, side: str) -> pd.DataFrame:
    taken: pd.DataFrame = markers.iloc[at].reset_index(drop=True)
    return taken.add_suffix(f"_{side}")


def _pair_columns(
    presence: csr_array, places: pd.DataFrame, pair: tuple[Any, Any], level: float
) -> dict[str, Any]:
    a, b = pair
    texts, strata = places["doc_id"].factorize()[0], length_strata(places["words"])
    to_text = _belonging(texts)
    both = (to_text @ (presence[:, a] * presence[:, b])).toarray()
    means = (to_text @ _belonging(strata).T).toarray() @ expected_shares(presence, strata, a, b)
    together, expected, single = both.sum(axis=0), means.sum(axis=0), presence.sum(axis=0)
    low, high = _interval(both, means, level)
    return {
        "together": together.astype(int),
        "places_a": single[a].astype(int),
        "places_b": single[b].astype(int),
        "places": len(places),
        "expected": expected,
        "log_ratio": np.log2(together / expected),
        "log_ratio_low": low,
        "log_ratio_high": high,
        "g2": association_g2(together, single[a], single[b], len(places), expected=expected),
        "documents": (both > 0).sum(axis=0),
    }


def _interval(both: Floats, means: Floats, level: float) -> tuple[Floats, Floats]:
    """The interval of log2(together / expected): of a count whose denominator is what each text expects."""
    limits = [
        rate_interval(found, mean, level=level)
        for found, mean in zip(both.T[:, :, None], means.T, strict=True)
    ]
    low, high = np.array(limits, dtype=float).reshape(-1, 2).T
    return np.log2(low), np.log2(high)


def _belonging(groups: NDArray[np.intp]) -> csr_array:
    """Groups x places, 1 where the place belongs to the group."""
    shape = (int(groups.max(initial=-1)) + 1, len(groups))
    return csr_array((np.ones(len(groups)), (groups, np.arange(len(groups)))), shape=shape)
