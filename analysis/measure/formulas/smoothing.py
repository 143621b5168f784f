"""A rate along time: local linear smoothing of ratios of sums."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.measure.formulas.intervals import gathered

Floats = NDArray[np.float64]

_CHUNK = 4_000_000  # values of texts x points x cells that are held at once


def local_rates(
    times: ArrayLike,
    counts: ArrayLike,
    sizes: ArrayLike,
    at: ArrayLike,
    *,
    share: float = 0.5,
    weights: ArrayLike | None = None,
    groups: NDArray[np.intp] | None = None,
) -> Floats:
    """The smoothed rate of each cell at each of the points `at`: resamples x points x cells.

    Local linear regression of counts / sizes on time with tricube weights over the nearest `share` of the
    texts (Cleveland 1979, without its robustness steps), each text weighted by its size as well, so that
    a flat line is the ratio of sums. `weights` (resamples x texts) says how often each text is drawn in
    each resample, once if not given; the neighbours are those of the full sample, and a resample that drew
    none of them is missing. With `groups`, the group of each text, `weights` are those of the groups. Never
    below 0.

    >>> local_rates([1, 2, 3, 4], [2, 4, 6, 8], [10] * 4, [2, 3], share=1).round(3).tolist()
    [[[0.4], [0.6]]]
    """
    t, size = np.asarray(times, dtype=float), np.asarray(sizes, dtype=float)
    count = np.asarray(counts, dtype=float).reshape(len(t), -1)
    drawn = np.ones((1, len(t))) if weights is None else np.asarray(weights, dtype=float)
    points, most = np.asarray(at, dtype=float), max(1, _CHUNK // max(count.size, 1))
    if len(points) > most:
        parts = [points[first : first + most] for first in range(0, len(points), most)]
        lines = [local_rates(t, count, size, p, share=share, weights=weights, groups=groups) for p in parts]
        return np.concatenate(lines, axis=1)
    gaps = t[:, None] - points
    near = _tricube(gaps, share)
    s0, s1, s2 = (
        _sums(drawn, (size[:, None] * near * gaps**power)[:, :, None], groups) for power in (0, 1, 2)
    )
    t0, t1 = (_sums(drawn, (near * gaps**power)[:, :, None] * count[:, None, :], groups) for power in (0, 1))
    spread = s0 * s2 - s1**2
    with np.errstate(divide="ignore", invalid="ignore"):
        line = np.where(spread > 1e-9 * s0 * s2, (s2 * t0 - s1 * t1) / spread, t0 / s0)
    return np.asarray(np.maximum(line, 0.0))


def local_weights(times: ArrayLike, sizes: ArrayLike, at: ArrayLike, *, share: float = 0.5) -> Floats:
    """What the count of each text adds to the smoothed rate at each of the points: points x texts.

    >>> weights = local_weights([1, 2, 3, 4], [10] * 4, [2, 3], share=1)
    >>> (weights @ [2, 4, 6, 8]).round(3).tolist()
    [0.4, 0.6]
    """
    t, size = np.asarray(times, dtype=float), np.asarray(sizes, dtype=float)
    gaps = np.asarray(at, dtype=float)[:, None] - t
    near = _tricube(-gaps.T, share).T
    s0, s1, s2 = ((size * near * gaps**power).sum(axis=1, keepdims=True) for power in (0, 1, 2))
    spread = s0 * s2 - s1**2
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(near * np.where(spread > 1e-9 * s0 * s2, (s2 - s1 * gaps) / spread, 1 / s0))


def _sums(drawn: Floats, values: Floats, groups: NDArray[np.intp] | None) -> Floats:
    """The sum over texts of texts x points x cells in each resample of texts, or of groups of them."""
    if groups is not None:
        flat = gathered(groups, values.reshape(len(values), -1))
        values = flat.reshape(-1, *values.shape[1:])
    return np.asarray(np.tensordot(drawn, values, axes=1))


def _tricube(gaps: Floats, share: float) -> Floats:
    """Weights that fall from 1 here to 0 at the farthest of the nearest `share` of texts; texts x points.

    Where all of those are equally far, they weigh the same.
    """
    nearest = min(len(gaps), max(2, int(share * len(gaps) + 1e-10)))
    distance = np.abs(gaps)
    radius = np.maximum(np.partition(distance, nearest - 1, axis=0)[nearest - 1], 1e-12)
    near = np.clip(1 - (distance / radius) ** 3, 0, None) ** 3
    return np.asarray(np.where(near.sum(axis=0) > 0, near, distance <= radius), dtype=float)
