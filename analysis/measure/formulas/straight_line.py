"""Does a rate along time leave a straight line? A test by whole units, whose texts resemble each other."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.measure.formulas.intervals import FEWEST
from analysis.measure.formulas.smoothing import Floats, local_weights


def straight_line_p(
    times: ArrayLike,
    counts: ArrayLike,
    sizes: ArrayLike,
    units: NDArray[np.intp],
    *,
    share: float,
    flips: Floats,
    points: int = 40,
) -> Floats:
    """The p-value of a straight course of each cell; `counts` is texts x cells, `units` the unit of a text.

    The statistic is the largest distance between the smooth line (`smoothing.local_rates`) and the straight
    one by weighted least squares, over its error, at evenly spaced points. Under a straight course whole
    units lie above or below it alike, so their residuals are given the signs of `flips` (resamples x units,
    1 or -1; Cameron, Gelbach and Miller 2008): p is the share of flips with a distance as large. Missing with
    fewer than `FEWEST` units, and where all texts are of one time.

    >>> flips = signs(8, resamples=400, seed=1)
    >>> times, sizes = np.arange(8.0), np.full(8, 100.0)
    >>> straight_line_p(times, [5, 6, 4, 5, 6, 5, 4, 6], sizes, np.arange(8), share=1, flips=flips).round(1)
    array([0.9])
    """
    t, size = np.asarray(times, dtype=float), np.asarray(sizes, dtype=float)
    count = np.asarray(counts, dtype=float).reshape(len(t), -1)
    if flips.shape[1] < FEWEST or not np.ptp(t):
        return np.full(count.shape[1], np.nan)
    centred = np.column_stack([np.ones_like(t), t - np.average(t, weights=size)])
    fitted = centred @ np.linalg.solve((centred.T * size) @ centred, centred.T @ count)
    residuals = count - size[:, None] * fitted
    near = local_weights(t, size, np.linspace(t.min(), t.max(), points), share=share)
    return np.array([_share_as_far(near, column, units, flips) for column in residuals.T])


def signs(units: int, *, resamples: int, seed: int) -> Floats:
    """Signs of units, half of them turned on average: resamples x units."""
    return np.random.default_rng(seed).choice([-1.0, 1.0], (resamples, units))


def _share_as_far(near: Floats, residuals: Floats, units: NDArray[np.intp], flips: Floats) -> float:
    """How many flips put the smooth line of the residuals as far from 0 as it lies."""
    member = np.equal.outer(units, np.arange(flips.shape[1])).astype(float)
    moved = (near * residuals) @ member
    error = np.sqrt((moved**2).sum(axis=1))
    if not error.any():
        return 1.0
    kept, scale = moved[error > 0], error[error > 0, None]
    farthest = np.abs(kept.sum(axis=1, keepdims=True) / scale).max()
    drawn = np.abs(kept @ flips.T / scale).max(axis=0)
    return float((1 + np.count_nonzero(drawn >= farthest - 1e-9)) / (1 + len(flips)))
