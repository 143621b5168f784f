"""Regression of counts: the ratio of two rates with texts as observations and speakers as clusters."""

import warnings
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from analysis.measure.formulas import widened
from analysis.measure.formulas.intervals import Floats

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
    robust, clustered and corrected for few clusters (`corrected_error`). Where the likelihood has no inner
    maximum, as when counts vary less than Poisson's, a Poisson regression with the same errors takes its
    place and `note` says so. Missing with a group that has no mark, or fewer than three clusters in it.

    >>> model = rate_ratio_model([4, 6, 5, 9, 12, 9], [100] * 6, [0, 0, 0, 1, 1, 1], list("abcdef"))
    >>> round(model.ratio, 2)
    2.0
    """
    y, x = np.asarray(counts, dtype=float), np.asarray(in_a, dtype=float)
    groups = np.unique(np.asarray(clusters, dtype=object).astype(str), return_inverse=True)[1]
    if any(not y[x == side].sum() or len(set(groups[x == side])) < 3 for side in (0, 1)):
        return RatioModel(np.nan, np.nan, np.nan, np.nan)
    design, size = np.column_stack([np.ones_like(x), x]), np.asarray(sizes, dtype=float)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # what they say ends in a note
        fitted = _negative_binomial(y, design, np.log(size))
        note = "" if fitted is not None else NOT_CONVERGED
        params = [*_poisson(y, design, np.log(size)), 0.0] if fitted is None else fitted
        mean = size * np.exp(design @ np.asarray(params[:2]))
        error, freedom = corrected_error(y, mean, x, groups, k=float(params[2]))
    return _ratio(float(params[1]), error, freedom, level=level, note=note)


def corrected_error(
    y: Floats, mean: Floats, in_a: Floats, clusters: NDArray[Any], *, k: float
) -> tuple[float, float]:
    """The clustered error of b1 by Mancl and DeRouen (2001) at the fitted means, and its degrees of freedom.

    What a cluster i adds, the sum s_i of (y - mean) / (1 + k mean) over each group, is divided by what the
    fit has taken of it: M (I - A_i M)^-1 s_i, where A_i are the sums of mean / (1 + k mean) and M is the
    inverse of all A_i together. The degrees of freedom are those of Bell and McCaffrey (2002) in each group,
    by the clusters' shares of its A (`widened.freedom`), joined as Welch (1947) does; of clusters in both
    groups the fewer of the two.

    >>> y, mean = np.array([4.0, 6, 5, 9, 12, 9]), np.array([5.0] * 3 + [10.0] * 3)
    >>> found = corrected_error(y, mean, np.array([0.0] * 3 + [1] * 3), np.arange(6), k=0)
    >>> [round(value, 3) for value in found]
    [0.187, 3.92]
    """
    weight, number = 1 / (1 + k * mean), int(clusters.max()) + 1
    scores, pulls = (
        np.column_stack([np.bincount(clusters, weight * values * (in_a == side), number) for side in (0, 1)])
        for values in (y - mean, mean)
    )
    total = pulls.sum(axis=0)
    moved = scores / np.maximum(total - pulls, 1e-9 * total)  # groups share no text, so all A are diagonal
    variances = (moved**2).sum(axis=0)
    each = np.array([widened.freedom(share) for share in (pulls / total).T])
    crossed = bool(((pulls > 0).sum(axis=1) > 1).any())
    joined = float(variances.sum() ** 2 / max((variances**2 / each).sum(), 1e-300))
    error = float(np.sqrt(((moved[:, 1] - moved[:, 0]) ** 2).sum()))
    return error, float(each.min()) if crossed else max(1.0, joined)


def _negative_binomial(y: Floats, design: Floats, offset: Floats) -> Floats | None:
    """Both coefficients and k; None without an inner maximum."""
    start = [*_poisson(y, design, offset), 0.1]
    try:
        model = _statsmodels().NegativeBinomial(y, design, offset=offset)
        fitted = model.fit(start_params=start, method="bfgs", maxiter=200, disp=False)
    except (np.linalg.LinAlgError, ValueError):
        return None
    sound = fitted.mle_retvals["converged"] and np.isfinite(fitted.bse).all() and fitted.params[-1] > 0
    return np.asarray(fitted.params) if sound else None


def _poisson(y: Floats, design: Floats, offset: Floats) -> Floats:
    sm = _statsmodels()
    return np.asarray(sm.GLM(y, design, family=sm.families.Poisson(), offset=offset).fit().params)


def _ratio(slope: float, error: float, freedom: float, *, level: float, note: str) -> RatioModel:
    if error < _NO_SPREAD:
        return RatioModel(float(np.exp(slope)), np.nan, np.nan, np.nan, NO_SPREAD)
    t = stats.t(freedom)
    half = float(t.ppf((1 + level) / 2)) * error
    p = 2 * float(t.sf(abs(slope) / error))
    return RatioModel(float(np.exp(slope)), float(np.exp(slope - half)), float(np.exp(slope + half)), p, note)
