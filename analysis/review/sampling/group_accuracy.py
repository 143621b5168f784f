"""A judged sample -> precision and recall by any metadata, exact where all or nothing of a group is right.

A group (a party, a period) holds some places of each stratum. Its precision is that of the places judged in
it, each weighted by what it stands for, with the limits of Clopper and Pearson (1934) at the number of
places that the weights leave (Kish 1965; Korn and Graubard 1998): exact where weights are even, and above
nothing where all or none was right. Where every mark of a group was judged there is no doubt left.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from analysis.base.wording import plural
from analysis.measure.formulas.intervals import Floats
from analysis.measure.formulas.judged_errors import exact_share_limits
from analysis.measure.formulas.widened import poisson_limits
from analysis.measure.statistics.corrected_regression import MARKS, PLACES
from analysis.measure.statistics.counts import check_columns, named

_KEYS: Final = ["doc_id", "voice", "voice_kind"]


def accuracy_by(
    places: pd.DataFrame,
    documents: pd.DataFrame,
    by: Sequence[str],
    *,
    level: float = 0.95,
) -> pd.DataFrame:
    """One row a group of `by`, columns of the metadata or the voice: how much of what is marked is right.

    `places` are those of `judged_places.judged_places`. Columns: `by`, found (marks), judged, right,
    precision with limits, sentences, read, missed, recall with limits, note. Precision is missing where no
    mark of a group was judged. Recall takes precision and missed marks together; its limits join both at
    their worst, so they hold at least as often as they say.
    """
    check_columns("by", by, [*_KEYS, *documents.columns])
    new = [name for name in by if name not in _KEYS]
    table = named(places[list(PLACES)].merge(documents[["doc_id", *new]], on="doc_id"), list(by))
    sizes = table.groupby(["frame", "stratum"])["error"].agg(["size", "count"])
    weights = (sizes["size"] / sizes["count"].clip(lower=1)).rename("weight").reset_index()
    table = table.merge(weights, on=["frame", "stratum"], how="left")
    rows = [
        dict(zip(by, key if isinstance(key, tuple) else (key,), strict=True)) | _row(group, level)
        for key, group in table.groupby(list(by), sort=True)
    ]
    return pd.DataFrame(rows)


def _row(group: pd.DataFrame, level: float) -> dict[str, Any]:
    marks, sentences = group[group["frame"] == MARKS], group[group["frame"] != MARKS]
    judged, read = marks[marks["error"].notna()], sentences[sentences["error"].notna()]
    precision = _precision(marks, judged, level)
    missed = _missed(sentences, read, level)
    right = tuple(share * len(marks) for share in precision)
    with np.errstate(invalid="ignore", divide="ignore"):
        recall = [
            float(np.divide(one, one + other))
            for one, other in zip(right, (missed[0], missed[2], missed[1]), strict=True)
        ]
    return {
        "found": len(marks),
        "judged": len(judged),
        "right": int((judged["error"] == 0).sum()),
        **dict(zip(("precision", "precision_low", "precision_high"), precision, strict=True)),
        "sentences": len(sentences),
        "read": len(read),
        "missed": int(read["error"].sum()),
        **dict(zip(("recall", "recall_low", "recall_high"), recall, strict=True)),
        "note": _note(marks, judged),
    }


def _precision(marks: pd.DataFrame, judged: pd.DataFrame, level: float) -> tuple[float, float, float]:
    """Share of right marks and its limits; what was judged is known, the rest has the limits."""
    if judged.empty:
        return np.nan, np.nan, np.nan
    right, weight = (judged["error"] == 0).to_numpy(dtype=float), judged["weight"].to_numpy(dtype=float)
    share = float(np.average(right, weights=weight))
    places = _effective(weight)
    low, high = exact_share_limits(share * places, places, level=level)
    known, rest = len(judged) / len(marks), 1 - len(judged) / len(marks)
    seen = float(right.mean())
    point = known * seen + rest * share
    return point, known * seen + rest * low, known * seen + rest * high


def _missed(sentences: pd.DataFrame, read: pd.DataFrame, level: float) -> tuple[float, float, float]:
    """Missed marks of a group and their limits (Garwood's, at the number of places that weights leave)."""
    if read.empty:
        return (np.nan, np.nan, np.nan) if len(sentences) else (0.0, 0.0, 0.0)
    errors, weight = read["error"].to_numpy(dtype=float), read["weight"].to_numpy(dtype=float)
    rate, places = float(np.average(errors, weights=weight)), _effective(weight)
    low, high = (float(limit) / places for limit in poisson_limits(rate * places, level=level))
    seen, rest = float(errors.sum()), len(sentences) - len(read)
    return seen + rest * rate, seen + rest * low, seen + rest * high


def _effective(weight: Floats) -> float:
    """How many places of even weight these are worth (Kish 1965)."""
    return float(weight.sum() ** 2 / (weight**2).sum())


def _note(marks: pd.DataFrame, judged: pd.DataFrame) -> str:
    """What was judged completely, or came out all one way."""
    if len(marks) and len(judged) == len(marks):
        return (
            f"all {plural(len(marks), 'mark')} were judged" if len(marks) > 1 else "the one mark was judged"
        )
    if judged.empty:
        return "no mark was judged" if len(marks) else "no mark was found"
    errors = set(judged["error"])
    if errors == {0.0}:
        return f"all {plural(len(judged), 'judged mark')} are right: the lower limit is exact"
    if 0.0 not in errors:
        return f"none of {plural(len(judged), 'judged mark')} is right: the upper limit is exact"
    return ""
