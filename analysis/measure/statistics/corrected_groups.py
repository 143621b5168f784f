"""Rates of groups of any metadata, corrected by a judged sample of places."""

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.measure.formulas.intervals import FEWEST
from analysis.measure.formulas.judged_errors import (
    Places,
    corrected_counts,
    corrected_limits,
    doubt_of_sums,
)
from analysis.measure.formulas.log_linear import cr2, fit_log_linear
from analysis.measure.statistics.corrected_regression import (
    check_places,
    correction_in_words,
    judged_in,
    placed,
)
from analysis.measure.statistics.counts import parse_per
from analysis.measure.statistics.design import Design
from analysis.measure.statistics.predictors import with_made_columns
from analysis.measure.statistics.rate_rows import UNIT, rate_rows
from analysis.measure.statistics.regression import RateModel
from analysis.measure.store import Marks

Rows: TypeAlias = NDArray[np.intp]

CORRECTED: Final = ("corrected", "corrected_low", "corrected_high")


def corrected_rates_by(
    marks: Marks,
    voices: pd.DataFrame,
    documents: pd.DataFrame,
    by: Sequence[str],
    design: Design,
    places: pd.DataFrame,
) -> pd.DataFrame:
    """One row a group of any metadata: its raw rate, and the rate that judged places correct, with limits.

    Columns: `by`, n, size, per, rate (as counted), corrected, corrected_low, corrected_high, judged, wrong,
    missed (in the group), units, note. Fewer than five units, or a corrected count that is not above 0,
    have no corrected rate. StudyError as in `corrected_regression.corrected_regress`.
    """
    check_places(places, design)
    rows = rate_rows(marks, voices, with_made_columns(documents, by), by, design)
    behind = placed(places, rows, voices, documents, (RateModel(predictors=tuple(by)), design))
    scale = parse_per(design.per, voices).scale
    counts = corrected_counts(rows["n"], behind)
    parts = []
    for key, at in sorted(rows.groupby(list(by), sort=True).indices.items()):
        names = key if isinstance(key, tuple) else (key,)
        limits = _limits(rows.assign(n=counts), np.asarray(at), behind, design)
        found = _group_row(rows.iloc[at], behind.in_rows(at), scale)
        parts.append(dict(zip(by, names, strict=True)) | found | {n: v * scale for n, v in limits.items()})
    columns = [*by, "n", "size", "per", "rate", *CORRECTED, "judged", "wrong", "missed", "units", "note"]
    return pd.DataFrame(parts).assign(per=design.per)[columns]


def _group_row(own: pd.DataFrame, inside: Places, scale: float) -> dict[str, Any]:
    """What was counted and judged in one group."""
    n, size = float(own["n"].sum()), float(own["size"].sum())
    units = {"units": own[UNIT].nunique(), "note": correction_in_words(inside)}
    return {"n": round(n), "size": size, "rate": n / size * scale} | judged_in(inside) | units


def _limits(rows: pd.DataFrame, at: Rows, places: Places, design: Design) -> dict[str, float]:
    """The corrected rate of some rows, by a model of their own with nothing but a constant."""
    own = rows.iloc[at]
    model = fit_log_linear(own["n"], own["size"], np.ones((len(own), 1)))
    if model is None or own[UNIT].nunique() < FEWEST:
        return dict.fromkeys(CORRECTED, np.nan)
    sure = cr2(model, list(own[UNIT]))
    influence = np.zeros((len(rows), 1))
    influence[at] = model.influence
    doubts = [doubt_of_sums(kind, influence, level=design.level) for kind in places.kinds]
    variances, least = sure.errors**2, np.diag(model.bread)
    below, above = corrected_limits(variances, sure.freedom, least, doubts, level=design.level)
    b = float(model.coefficients[0])
    return dict(zip(CORRECTED, map(float, np.exp([b, b - below[0], b + above[0]])), strict=True))
