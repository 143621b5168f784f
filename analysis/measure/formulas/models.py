"""Regression of counts: the ratio of two rates with texts as observations and speakers as clusters."""

import warnings
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

NO_SPREAD = "rates do not differ between texts: no model"
NOT_CONVERGED = "negative binomial did not converge: Poisson with robust errors"

_NO_SPREAD = 1e-4  # a standard error that is nothing but rounding and early stopping


class RatioModel(NamedTuple):
    """A ratio of rates with interval and p-value; `note` says what was not as planned."""

    ratio: float
    low: float
    high: float
    p: float
    note: str = ""


def _statsmodels() -> Any:
    """statsmodels, which is slow to load: only notebooks that compare groups need it."""
    import statsmodels.api

    return statsmodels.api


def rate_ratio_model(
    counts: ArrayLike, sizes: ArrayLike, in_a: ArrayLike, clusters: Sequence[str], *, level: float = 0.95
) -> RatioModel:
    """Rate in group a over rate in group b: negative binomial regression (Hilbe 2011, NB2).

    One observation a text: log E(count) = log(size) + b0 + b1 * in_a, variance = mean + k mean^2. Errors are
    robust and clustered (Cameron and Miller 2015), tested against t with clusters - 1 degrees of freedom.
    Where the likelihood has no inner maximum, as when counts vary less than Poisson's, a Poisson
    regression with the same errors takes its place and `note` says so. Missing with a group that has no
    mark, or fewer than three clusters in it.

    >>> model = rate_ratio_model([4, 6, 5, 9, 12, 9], [100] * 6, [0, 0, 0, 1, 1, 1], list("abcdef"))
    >>> round(model.ratio, 2)
    2.0
    """
    y, x = np.asarray(counts, dtype=float), np.asarray(in_a, dtype=float)
    groups = np.unique(np.asarray(clusters, dtype=object).astype(str), return_inverse=True)[1]
    if any(not y[x == side].sum() or len(set(groups[x == side])) < 3 for side in (0, 1)):
        return RatioModel(np.nan, np.nan, np.nan, np.nan)
    design, offset = np.column_stack([np.ones_like(x), x]), np.log(np.asarray(sizes, dtype=float))
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # what they say ends in a note
        fitted = _negative_binomial(y, design, offset, groups)
        if fitted is not None:
            return _ratio(fitted, groups, level, "")
        return _ratio(_poisson(y, design, offset, groups), groups, level, NOT_CONVERGED)


def _negative_binomial(
    y: NDArray[Any], design: NDArray[Any], offset: NDArray[Any], groups: NDArray[Any]
) -> Any | None:
    start = [*_poisson(y, design, offset, groups).params, 0.1]
    try:
        fitted = (
            _statsmodels()
            .NegativeBinomial(y, design, offset=offset)
            .fit(
                start_params=start,
                method="bfgs",
                maxiter=200,
                disp=False,
                cov_type="cluster",
                cov_kwds={"groups": groups},
            )
        )
    except (np.linalg.LinAlgError, ValueError):
        return None
    sound = fitted.mle_retvals["converged"] and np.isfinite(fitted.bse).all() and fitted.params[-1] > 0
    return fitted if sound else None


def _poisson(y: NDArray[Any], design: NDArray[Any], offset: NDArray[Any], groups: NDArray[Any]) -> Any:
    sm = _statsmodels()
    model = sm.GLM(y, design, family=sm.families.Poisson(), offset=offset)
    return model.fit(cov_type="cluster", cov_kwds={"groups": groups})


def _ratio(fitted: Any, groups: NDArray[Any], level: float, note: str) -> RatioModel:
    slope, error = float(fitted.params[1]), float(fitted.bse[1])
    if error < _NO_SPREAD:
        return RatioModel(float(np.exp(slope)), np.nan, np.nan, np.nan, NO_SPREAD)
    t = stats.t(len(set(groups)) - 1)
    half = float(t.ppf((1 + level) / 2)) * error
    p = 2 * float(t.sf(abs(slope) / error))
    return RatioModel(float(np.exp(slope)), float(np.exp(slope - half)), float(np.exp(slope + half)), p, note)
