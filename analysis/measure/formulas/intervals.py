"""How sure a rate is: bootstrap by text for ratios of sums, exact intervals for single counts.

A rate is a ratio of sums: all marks of a group divided by all its words. The text is the
sampling unit, so a resample draws whole texts with replacement (Efron and Tibshirani 1993, chapter 6).
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats
from scipy.sparse import csr_array

Floats = NDArray[np.float64]

Seed: TypeAlias = int | Sequence[int]
"""A number, or several: the same seed gives the same resamples, `[seed, 1]` an independent stream."""

FEWEST = 5
"""Units below which no bootstrap interval is given: resampling two to four texts covers far too little."""

STEADY = 0.4
"""Smallest error of a replicate, as a share of the sample's; above it, coverage begins to suffer."""

MANY = 10_000
"""Units above which random groups of them are resampled: more would change an interval by less than 1%."""

_LABELS = 3  # marks the stream of random numbers that redraws labels
_GROUPS = 7  # marks the stream that throws units together
_CHUNK = 4_000_000  # weights held in memory at once
_KEPT = 20_000_000  # draws that are kept at most, for one number of units


def resampling_weights(units: int, *, resamples: int, seed: Seed) -> Iterator[Floats]:
    """How often each unit is drawn in each resample, in blocks of rows; every row adds up to `units`.

    The last few draws are kept: the next layer of the same texts is resampled alike.

    >>> [block.sum(axis=1).tolist() for block in resampling_weights(3, resamples=2, seed=1)]
    [[3.0, 3.0]]
    """
    key = tuple(seed) if isinstance(seed, Sequence) else seed
    draws = _kept_draws if units * resamples <= _KEPT else _draws
    return (block.astype(float) for block in draws(units, resamples, key))


def _draws(units: int, resamples: int, seed: Seed) -> Iterator[NDArray[np.int64]]:
    generator = np.random.default_rng(seed)
    rows = max(1, _CHUNK // max(units, 1))
    for start in range(0, resamples, rows):
        yield generator.multinomial(units, np.full(units, 1 / units), size=min(rows, resamples - start))


@lru_cache(maxsize=6)
def _kept_draws(units: int, resamples: int, seed: Seed) -> tuple[NDArray[np.uint8], ...]:
    """The draws in one byte each: that a unit is drawn more than 255 times does not happen in a lifetime."""
    return tuple(block.astype(np.uint8) for block in _draws(units, resamples, seed))


def random_groups(units: int, *, most: int = MANY, seed: Seed = 1) -> NDArray[np.intp]:
    """The group of each unit when they are thrown together at random, in groups of equal number.

    A sum over units is a sum over groups of independent units, so resampling the groups measures the same
    spread with `most` - 1 degrees of freedom (random groups: Wolter 2007, chapter 2). Up to `most` units
    each is a group of its own.

    >>> random_groups(3).tolist(), sorted(random_groups(6, most=3).tolist())
    ([0, 1, 2], [0, 0, 1, 1, 2, 2])
    """
    if units <= most:
        return np.arange(units)
    return np.random.default_rng([*np.atleast_1d(seed), _GROUPS]).permutation(units) % most


def gathered(groups: NDArray[np.intp], values: ArrayLike) -> Floats:
    """The sum of `values` (units, or units x cells) over each group.

    >>> gathered(np.array([0, 1, 0]), [1, 2, 3]).tolist()
    [4.0, 2.0]
    """
    units = len(groups)
    shape = (units, int(groups.max(initial=-1)) + 1)
    belongs = csr_array((np.ones(units), groups, np.arange(units + 1)), shape=shape)
    return np.asarray(belongs.T @ np.asarray(values, dtype=float))


class Replicates(NamedTuple):
    """Bootstrap replicates of a statistic and the standard error of each: resamples x cells."""

    values: Floats
    errors: Floats


def ratio_estimate(
    counts: ArrayLike, sizes: ArrayLike, *, variances: ArrayLike | None = None
) -> tuple[Floats, Floats]:
    """sum(counts) / sum(sizes) of each cell, and its standard error over the units.

    The error is that of a ratio estimator (Cochran 1977, section 6.3): the root of the sum of
    (count - ratio * size)^2, times u / (u - 1), over the total size. It is never below that of
    independent marks, sqrt(count) / size, because few texts can look even by chance. `variances`
    (units x cells) are added where the counts themselves are in doubt.

    >>> [value.round(4).tolist() for value in ratio_estimate([[0], [4]], [100, 100])]
    [[0.02], [0.02]]
    """
    numerators, denominators = _matrix(counts), np.asarray(sizes, dtype=float)
    doubt = np.zeros_like(numerators) if variances is None else _matrix(variances)
    values, errors = _weighted_ratio(np.ones((1, len(denominators))), numerators, denominators, doubt)
    return values[0], errors[0]


def ratio_replicates(
    counts: ArrayLike,
    sizes: ArrayLike,
    *,
    variances: ArrayLike | None = None,
    resamples: int,
    seed: Seed,
) -> Replicates:
    """Bootstrap replicates of `ratio_estimate`.

    `counts` is units x cells, `sizes` one positive number for each unit. All cells share the
    same resamples, so that differences between cells keep their correlation. With `variances`, each
    replicate also redraws the counts (normal approximation to a sum of uncertain labels).
    """
    numerators, denominators = _matrix(counts), np.asarray(sizes, dtype=float)
    doubt = np.zeros_like(numerators) if variances is None else _matrix(variances)
    generator = np.random.default_rng([*np.atleast_1d(seed), _LABELS])
    blocks = []
    for weights in resampling_weights(len(denominators), resamples=resamples, seed=seed):
        values, errors = _weighted_ratio(weights, numerators, denominators, doubt)
        if variances is not None:
            noise = np.sqrt(weights @ doubt) * generator.standard_normal(values.shape)
            values = values + noise / (weights @ denominators)[:, None]
        blocks.append((values, errors))
    return Replicates(*(np.concatenate(parts) for parts in zip(*blocks, strict=True)))


def ratio_jackknife(counts: ArrayLike, sizes: ArrayLike) -> Floats:
    """The ratio with each unit left out once: units x cells.

    >>> ratio_jackknife([[1], [3]], [10, 20]).ravel().round(2).tolist()
    [0.15, 0.1]
    """
    numerators, denominators = _matrix(counts), np.asarray(sizes, dtype=float)
    rest: Floats = denominators.sum() - denominators
    return np.asarray((numerators.sum(axis=0) - numerators) / rest[:, None])


def percentile_interval(replicates: ArrayLike, *, level: float = 0.95) -> tuple[Floats, Floats]:
    """The middle `level` of the replicates of each column (Efron 1979).

    >>> percentile_interval([[0], [1], [2], [3], [4]], level=0.5)
    (array([1.]), array([3.]))
    """
    tail = (1 - level) / 2
    low, high = np.quantile(_matrix(replicates), [tail, 1 - tail], axis=0)
    return low, high


def bca_interval(
    estimate: ArrayLike, replicates: ArrayLike, jackknife: ArrayLike, *, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Bias-corrected and accelerated bootstrap interval of each column (Efron 1987).

    The percentiles are shifted by the median bias z0 and the acceleration a of the statistic:
    alpha' = Phi(z0 + (z0 + z) / (1 - a (z0 + z))). A column whose replicates do not vary gives
    that value twice.
    """
    matrix, point = _matrix(replicates), np.atleast_1d(np.asarray(estimate, dtype=float))
    bias = _median_bias(point, matrix)
    acceleration = _acceleration(_matrix(jackknife))
    tails = np.asarray(stats.norm.ppf([[(1 - level) / 2], [(1 + level) / 2]]))
    shifted = bias + (bias + tails) / (1 - acceleration * (bias + tails))
    shares = np.nan_to_num(stats.norm.cdf(shifted), nan=0.5)
    pairs = np.array([np.quantile(column, share) for column, share in zip(matrix.T, shares.T, strict=True)])
    return pairs[:, 0], pairs[:, 1]


def confidence_draws(estimate: ArrayLike, error: ArrayLike, replicates: Replicates) -> Floats:
    """Draws whose quantiles are the studentised interval: estimate - error * t, resamples x cells.

    t = (replicate - estimate) / its error. Draws can be carried through further steps, as when a
    rate is multiplied by an uncertain precision. Resamples that left a cell undefined are dropped. The
    error of a replicate counts as at least `STEADY` of that of the sample, because a resample that drew one
    text over and over looks sure of itself.
    """
    point, spread = np.atleast_1d(estimate).astype(float), np.atleast_1d(error).astype(float)
    pivots = (replicates.values - point) / np.maximum(replicates.errors, STEADY * spread)
    return np.asarray(point - spread * pivots[np.isfinite(pivots).all(axis=1)])


def draws_interval(draws: ArrayLike, *, units: int, level: float = 0.95) -> tuple[Floats, Floats]:
    """The middle `level` of draws, its tails widened for few units as Student's t is.

    The bootstrap of u units is too narrow by about sqrt((u - 1) / u) and its normal tails are too
    short; the tail probability becomes Phi(sqrt(u / (u - 1)) * t(tail, u - 1)) (Hesterberg 2015,
    section 4.5). Missing draws are left out, each column by itself.
    """
    tail = stats.norm.cdf(stats.t.ppf((1 - level) / 2, units - 1) * np.sqrt(units / (units - 1)))
    matrix = _matrix(draws)
    limits = np.full((2, matrix.shape[1]), np.nan)
    known = ~np.isnan(matrix).all(axis=0)
    quantile = np.nanquantile if np.isnan(matrix).any() else np.quantile
    limits[:, known] = quantile(matrix[:, known], [tail, 1 - tail], axis=0)
    return limits[0], limits[1]


def studentised_interval(
    estimate: ArrayLike, error: ArrayLike, replicates: Replicates, *, units: int, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Bootstrap-t interval of each cell (Davison and Hinkley 1997, section 5.2); it holds the estimate."""
    point = np.atleast_1d(estimate).astype(float)
    low, high = draws_interval(confidence_draws(point, error, replicates), units=units, level=level)
    return np.minimum(low, point), np.maximum(high, point)


def ratio_interval(
    counts: ArrayLike,
    sizes: ArrayLike,
    *,
    variances: ArrayLike | None = None,
    resamples: int = 2000,
    seed: Seed = 1,
    level: float = 0.95,
) -> tuple[Floats, Floats]:
    """Studentised bootstrap interval of sum(counts) / sum(sizes) by unit; `counts` is units x cells.

    Cells without any count get 0 and the exact Poisson limit, because resampling zeros says nothing.
    Fewer than `FEWEST` units give missing values; more than `MANY` are resampled in random groups.
    `benchmarks/coverage.py` measures how often it holds.
    """
    counts, sizes, variances = _in_groups(seed, counts, sizes, variances)
    estimate, error = ratio_estimate(counts, sizes, variances=variances)
    units, size = len(np.asarray(sizes)), float(np.sum(sizes))
    if units < FEWEST:
        missing = np.full(len(estimate), np.nan)
        return missing, missing.copy()
    replicates = ratio_replicates(counts, sizes, variances=variances, resamples=resamples, seed=seed)
    low, high = studentised_interval(estimate, error, replicates, units=units, level=level)
    limit = poisson_interval(0, level=level)[1] / size
    return np.maximum(low, 0.0), np.where(estimate == 0, limit, high)


def log_ratio_interval(
    a: tuple[ArrayLike, ArrayLike],
    b: tuple[ArrayLike, ArrayLike],
    *,
    paired: bool = False,
    resamples: int = 2000,
    seed: int = 1,
    level: float = 0.95,
) -> tuple[Floats, Floats]:
    """Studentised bootstrap interval of the Log Ratio (Hardie 2014) of each cell, by unit.

    `a` and `b` are the counts (units x cells) and the sizes of the units of each group. The error of a
    logarithm is that of the rate over the rate. `paired`: row i of both groups is the same unit, resampled
    together; a unit may then have size 0 in one group. Missing where one group has no mark (the Log Ratio
    is then a convention) or fewer than `FEWEST` units. More than `MANY` units of a group are resampled in
    random groups.
    """
    streams = ([seed, 0], [seed, 0]) if paired else ([seed, 0], [seed, 1])
    groups = [
        (_matrix(counts), np.asarray(sizes, dtype=float))
        for counts, sizes, _ in (_in_groups(seed, *a), _in_groups(seed, *b))
    ]
    units = int(min(np.count_nonzero(sizes) for _, sizes in groups))
    if units < FEWEST:
        missing = np.full(groups[0][0].shape[1], np.nan)
        return missing, missing.copy()
    point, error = _log_ratio(*(ratio_estimate(*group) for group in groups))
    drawn = [
        ratio_replicates(*group, resamples=resamples, seed=stream)
        for group, stream in zip(groups, streams, strict=True)
    ]
    low, high = studentised_interval(point, error, Replicates(*_log_ratio(*drawn)), units=units, level=level)
    found = np.all([counts.sum(axis=0) > 0 for counts, _ in groups], axis=0)
    return np.where(found, low, np.nan), np.where(found, high, np.nan)


def poisson_interval(count: int, *, level: float = 0.95) -> tuple[float, float]:
    """Exact interval of a Poisson mean for one count (Garwood 1936).

    >>> [round(limit, 2) for limit in poisson_interval(10)]
    [4.8, 18.39]
    """
    tail = (1 - level) / 2
    low = stats.chi2.ppf(tail, 2 * count) / 2 if count else 0.0
    return float(low), float(stats.chi2.ppf(1 - tail, 2 * (count + 1)) / 2)


def wilson_interval(hits: int, trials: int, *, level: float = 0.95) -> tuple[float, float]:
    """Score interval of a share (Wilson 1927); the whole of 0 to 1 when nothing was tried.

    >>> [round(limit, 3) for limit in wilson_interval(9, 10)]
    [0.596, 0.982]
    """
    if not trials:
        return 0.0, 1.0
    z = float(stats.norm.ppf((1 + level) / 2))
    share, weight = hits / trials, 1 + z * z / trials
    centre = (share + z * z / (2 * trials)) / weight
    half = z / weight * float(np.sqrt(share * (1 - share) / trials + z * z / (4 * trials**2)))
    return max(0.0, centre - half), min(1.0, centre + half)


def _log_ratio(a: tuple[Floats, Floats], b: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    """Binary logarithm of the ratio of two rates, and its standard error (delta method).

    A rate of zero counts as half an occurrence; its error is that of one.
    """
    (rate_a, rate_b) = (np.where(values > 0, values, errors / 2) for values, errors in (a, b))
    return np.log2(rate_a / rate_b), np.hypot(a[1] / rate_a, b[1] / rate_b) / np.log(2)


def _weighted_ratio(weights: Floats, counts: Floats, sizes: Floats, doubt: Floats) -> tuple[Floats, Floats]:
    """Ratios and their standard errors when unit i is taken `weights[:, i]` times."""
    units = int(np.count_nonzero(sizes))
    total, size = weights @ counts, (weights @ sizes)[:, None]
    size = np.where(size > 0, size, np.nan)
    ratio = total / size
    mixed, squared = weights @ (counts * sizes[:, None]), (weights @ sizes**2)[:, None]
    residual = weights @ counts**2 - 2 * ratio * mixed + ratio**2 * squared
    variance = np.maximum(residual * units / max(units - 1, 1), np.maximum(total, 1.0))
    return ratio, np.sqrt(variance + weights @ doubt) / size


def _in_groups(
    seed: Seed, counts: ArrayLike, sizes: ArrayLike, variances: ArrayLike | None = None
) -> tuple[ArrayLike, ArrayLike, ArrayLike | None]:
    """The same of random groups where there are more than `MANY` units."""
    units = len(np.asarray(sizes))
    if units <= MANY:
        return counts, sizes, variances
    groups = random_groups(units, seed=seed)
    doubt = None if variances is None else gathered(groups, _matrix(variances))
    return gathered(groups, _matrix(counts)), gathered(groups, sizes), doubt


def _matrix(values: ArrayLike) -> Floats:
    array = np.asarray(values, dtype=float)
    return array if array.ndim == 2 else array.reshape(-1, 1)


def _median_bias(estimate: Floats, replicates: Floats) -> Floats:
    below = (replicates < estimate).mean(axis=0)
    at_or_below = (replicates <= estimate).mean(axis=0)
    return np.asarray(stats.norm.ppf((below + at_or_below) / 2))


def _acceleration(jackknife: Floats) -> Floats:
    gaps = jackknife.mean(axis=0) - jackknife
    spread = (gaps**2).sum(axis=0) ** 1.5
    return np.asarray((gaps**3).sum(axis=0) / (6 * np.where(spread > 0, spread, 1)))
