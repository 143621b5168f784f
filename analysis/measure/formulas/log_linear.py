"""Regression of rates on predictors: log-linear, with small-sample errors for few clusters (speakers).

log E(count) = log(size) + x b, fitted as a quasi-Poisson model (McCullagh and Nelder 1989, chapter 6): the
mean is all it takes to be right, so rates are ratios of sums as everywhere in the suite, and with one group
as the only predictor exp(b) is the ratio of two rates. Counts may be corrected ones, which are not whole
and may fall below 0. How sure b is comes from the clusters alone:

- `CR2`, the bias-reduced linearization of Bell and McCaffrey (2002) with the working variance of the model,
  tested against t with Satterthwaite's degrees of freedom (Pustejovsky and Tipton 2018): right from a handful
  of clusters on, and the same as R's clubSandwich;
- `MD`, Mancl and DeRouen's (2001) from statsmodels' GEE, with clusters - predictors degrees of freedom.
"""

import warnings
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import statsmodels.api as sm
from numpy.typing import ArrayLike, NDArray
from scipy import linalg

from analysis.measure.formulas.intervals import Floats

CR2: Final = "CR2"
MD: Final = "Mancl-DeRouen"
FARTHEST: Final = 15.0
"""A logarithm of a ratio beyond which there is none: a group without a mark runs off to minus infinity."""

_TINY: Final = 1e-9


class LogLinear(NamedTuple):
    """A fitted model: coefficients, the means of the rows, and the covariance if marks were independent."""

    counts: Floats
    x: Floats
    coefficients: Floats
    means: Floats

    @property
    def bread(self) -> Floats:
        """(x' W x)^-1 with the weights of the model, W = means."""
        return np.asarray(linalg.pinvh(self.x.T @ (self.means[:, None] * self.x)))

    @property
    def residuals(self) -> Floats:
        """counts - means."""
        return self.counts - self.means

    @property
    def influence(self) -> Floats:
        """What one more mark in a row would add to each coefficient: rows x coefficients."""
        return np.asarray(self.x @ self.bread)


class Uncertainty(NamedTuple):
    """Covariance of the coefficients and the degrees of freedom of each."""

    covariance: Floats
    freedom: Floats

    @property
    def errors(self) -> Floats:
        """Standard error of each coefficient."""
        return np.asarray(np.sqrt(np.maximum(np.diag(self.covariance), 0)))


def fit_log_linear(counts: ArrayLike, sizes: ArrayLike, x: ArrayLike) -> LogLinear | None:
    """Fit by iterated weighted least squares; None where it does not come to rest at finite coefficients.

    `x` is rows x predictors, the constant among them; no column may be a combination of others.

    >>> model = fit_log_linear([4, 6, 9, 12], [100, 100, 100, 50], [[1, 0], [1, 0], [1, 1], [1, 1]])
    >>> np.exp(model.coefficients).round(3).tolist()
    [0.05, 2.8]
    """
    y, words, matrix = (np.asarray(values, dtype=float) for values in (counts, sizes, x))
    start = np.zeros(matrix.shape[1])
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # what they say is that there is no fit
        for outcome in (np.maximum(y, 0), y) if (y < 0).any() else (y,):
            fitted = _fitted(outcome, words, matrix, start)
            if fitted is None:
                return None
            start = np.asarray(fitted.params)
    return LogLinear(y, matrix, start, words * np.exp(matrix @ start))


def _fitted(y: Floats, words: Floats, matrix: Floats, start: Floats) -> Any | None:
    """A Poisson model of statsmodels at rest; None where there is none."""
    if y.sum() <= 0:
        return None
    if not start.any():
        start = np.linalg.lstsq(matrix, np.full(len(y), np.log(y.sum() / words.sum())), rcond=None)[0]
    model = sm.GLM(y, matrix, family=sm.families.Poisson(), offset=np.log(words))
    try:
        fitted = model.fit(start_params=start, maxiter=100, tol=1e-10, tol_criterion="params")
    except (np.linalg.LinAlgError, ValueError):
        return None
    reach = np.ptp(matrix @ np.asarray(fitted.params))
    sound = fitted.converged and np.isfinite(fitted.params).all() and reach < FARTHEST
    score = matrix.T @ (y - np.asarray(fitted.mu))
    return fitted if sound and np.abs(score).max() < 1e-6 * max(y.sum(), 1) * np.abs(matrix).max() else None


def cr2(model: LogLinear, clusters: Sequence[str]) -> Uncertainty:
    """The CR2 covariance with Satterthwaite's degrees of freedom of each coefficient.

    With residuals r = y - mu, derivatives X = mu x, weights W = 1 / mu, the variance F = mu of the model,
    and M = (X' W X)^-1, each cluster i is adjusted by A_i = D (D (F_i - X_i M X_i') D)^(-1/2) D, D =
    F_i^(1/2), and V = M sum_i (X_i' W_i A_i r_i r_i' A_i W_i X_i) M (Pustejovsky and Tipton 2018, eq. 5 to
    11). The freedom of a coefficient c is tr(P)^2 / tr(P P), P_ij = a_i' (F_i 1[i = j] - X_i M X_j') a_j,
    a_i = A_i W_i X_i M c.

    >>> x = np.column_stack([np.ones(6), [0, 0, 0, 1, 1, 1]])
    >>> model = fit_log_linear([4, 6, 5, 9, 12, 9], [100] * 6, x)
    >>> found = cr2(model, list("abcdef"))
    >>> found.errors.round(4).tolist(), found.freedom.round(2).tolist()
    ([0.1155, 0.1528], [2.0, 3.6])
    """
    groups = _members(clusters)
    bread, size = model.bread, model.x.shape[1]
    scores = np.empty((len(groups), size))
    directions = np.empty((size, len(groups), size))  # X_i' a_i of each coefficient and cluster
    own = np.empty((size, len(groups)))  # a_i' F_i a_i
    for place, rows in enumerate(groups):
        x, means = model.x[rows], model.means[rows]
        slopes = means[:, None] * x
        pulled = _adjustment(slopes, means, bread) @ (x @ bread)  # a_i, one column a coefficient
        scores[place] = pulled.T @ model.residuals[rows]
        directions[:, place] = pulled.T @ slopes
        own[:, place] = (pulled**2 * means[:, None]).sum(axis=0)
    freedom = [_satterthwaite(np.diag(a) - u @ bread @ u.T) for a, u in zip(own, directions, strict=True)]
    return Uncertainty(scores.T @ scores, np.array(freedom))


def mancl_derouen(model: LogLinear, sizes: ArrayLike, clusters: Sequence[str]) -> Uncertainty:
    """Mancl and DeRouen's covariance: the residuals of a cluster over 1 minus its leverage, from GEE.

    Independent working correlation, so the coefficients are those of the model. The freedom is the number of
    clusters less that of coefficients. Counts below 0 have none: they are not counts to GEE.
    """
    words, names = np.asarray(sizes, dtype=float), np.asarray(clusters, dtype=object).astype(str)
    gee = sm.GEE(model.counts, model.x, names, family=sm.families.Poisson(), offset=np.log(words))
    fitted = gee.fit(start_params=model.coefficients, cov_type="bias_reduced")
    freedom = max(len(set(names)) - model.x.shape[1], 1)
    return Uncertainty(np.asarray(fitted.cov_params()), np.full(model.x.shape[1], float(freedom)))


def _members(clusters: Sequence[str]) -> list[NDArray[np.intp]]:
    """The rows of each cluster."""
    names = np.unique(np.asarray(clusters, dtype=object).astype(str), return_inverse=True)[1]
    order = np.argsort(names, kind="stable")
    return np.split(order, np.cumsum(np.bincount(names))[:-1])


def _adjustment(slopes: Floats, means: Floats, bread: Floats) -> Floats:
    """A_i: what makes the residuals of a cluster as large as the model says they are."""
    root = np.sqrt(means)
    inner = root[:, None] * (np.diag(means) - slopes @ bread @ slopes.T) * root
    values, vectors = np.linalg.eigh(inner)
    kept = values > _TINY * max(float(values[-1]), _TINY)
    inverse = np.where(kept, 1 / np.sqrt(np.where(kept, values, 1.0)), 0.0)
    return np.asarray(root[:, None] * ((vectors * inverse) @ vectors.T) * root)


def _satterthwaite(spread: Floats) -> float:
    """tr(P)^2 / tr(P P), at least 1."""
    squared = float((spread**2).sum())
    return max(1.0, float(np.trace(spread)) ** 2 / squared) if squared else 1.0
