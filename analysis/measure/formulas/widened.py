"""Exact intervals of counts, widened by what units differ beyond chance: they hold for one mark as for many.

Marks that fall independently have exact intervals: a rate Garwood's (1936), a ratio of two rates that of the
binomial share of the first group in both counts (Przyborowski and Wilenski 1940), with mid-P (Lancaster
1961; Berry and Armitage 1995). Units (texts, speakers) differ more than that. The variance between them is
the sandwich of a ratio of sums with leverage (HC2: MacKinnon and White 1985),

    V = sum of e_i^2 / (1 - h_i) / n^2,  e_i = n_i - n h_i,  h_i = size_i / size,

which is unbiased where variance goes with size, with the degrees of freedom of Bell and McCaffrey (2002).
What it has beyond the 1/n of independent marks is an `excess`, and it widens the exact limits as variances
are recovered from limits (MOVER: Zou and Donner 2008), on the scale of logarithms:

    limit = estimate -/+ sqrt((estimate - exact limit)^2 + t^2 excess).

Few units give V by chance too small. Where it is above that of independent marks, its upper confidence bound
of 60% counts, V df / chi2(.4, df), though never more than three times the excess seen: measured, not derived
(`benchmarks/rare_markers.py`). Without such excess the limits are the exact ones.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from analysis.measure.formulas.association import ZERO, log_ratio
from analysis.measure.formulas.intervals import FEWEST, Floats

BOUND = 0.6
"""The confidence at which the variance between units is bounded from above."""

STEEPEST = 3.0
"""How many times the excess seen may be counted at most: so that the limits do not jump."""

_STEPS = 60  # halvings of a search between 0 and 1
_STEPS_OF_P, _LEAST = 24, float(np.log(1e-9))


class Spread(NamedTuple):
    """How far units lie apart: residuals over the total (units x cells), and the total of each cell."""

    residuals: Floats
    totals: Floats
    freedom: float

    @property
    def variance(self) -> Floats:
        """The relative variance of each total; of a count of zero as if it were `ZERO`."""
        seen = np.maximum((self.residuals**2).sum(axis=0), 1e-9)  # even units are no reason to divide by 0
        return np.where(self.totals > 0, seen, self.least)

    @property
    def least(self) -> Floats:
        """The relative variance that independent marks would have."""
        return 1 / np.maximum(self.totals, ZERO)


def spread(counts: ArrayLike, sizes: ArrayLike) -> Spread:
    """The residuals of units x cells, each over sqrt(1 - h), and their degrees of freedom (`freedom`).

    >>> found = spread([[4], [6], [5], [9]], [100] * 4)
    >>> found.variance.round(4).tolist(), round(found.freedom, 2)
    ([0.0324], 3.0)
    """
    marks, words = _matrix(counts), np.asarray(sizes, dtype=float)
    share = words / words.sum()
    rest = np.maximum(1 - share, 1e-9)
    totals = marks.sum(axis=0)
    residuals = (marks - totals * share[:, None]) / np.sqrt(rest)[:, None] / np.maximum(totals, ZERO)
    return Spread(residuals, totals, freedom(share))


def freedom(share: Floats) -> float:
    """The degrees of freedom of a variance between units that hold these shares h (Bell and McCaffrey 2002).

    df = 1 / (sum of h^2 + (sum of g)^2 - sum of g^2), g = h^2 / (1 - h): u - 1 where shares are even, fewer
    where a few units hold most.

    >>> round(freedom(np.full(8, 1 / 8)), 2), round(freedom(np.array([0.7, 0.1, 0.1, 0.1])), 2)
    (7.0, 1.59)
    """
    pulled = share**2 / np.maximum(1 - share, 1e-9)
    return max(1.0, 1 / float((share**2).sum() + pulled.sum() ** 2 - (pulled**2).sum()))


def excess(variance: Floats, least: Floats, freedom: ArrayLike) -> Floats:
    """What a variance has beyond that of independent marks, from its upper bound; never below 0.

    >>> excess(np.array([0.9, 1.1, 3.0]), np.ones(3), 7).round(2).tolist()
    [0.0, 0.3, 2.82]
    """
    df = np.asarray(freedom, dtype=float)
    bounded = variance * df / stats.chi2.ppf(1 - BOUND, df) - least
    return np.asarray(np.maximum(np.minimum(bounded, STEEPEST * (variance - least)), 0.0))


def poisson_limits(counts: ArrayLike, *, level: float = 0.95) -> tuple[Floats, Floats]:
    """Garwood's exact limits of Poisson means (1936); expected counts need not be whole.

    >>> [limit.round(2).tolist() for limit in poisson_limits([0, 1, 10])]
    [[0.0, 0.03, 4.8], [3.69, 5.57, 18.39]]
    """
    n, tail = np.asarray(counts, dtype=float), (1 - level) / 2
    low = np.where(n > 0, stats.chi2.ppf(tail, 2 * np.maximum(n, 1e-9)) / 2, 0.0)
    return low, np.asarray(stats.chi2.ppf(1 - tail, 2 * (n + 1)) / 2)


def share_limits(hits: ArrayLike, others: ArrayLike, *, level: ArrayLike = 0.95) -> tuple[Floats, Floats]:
    """Mid-P limits of the share hits / (hits + others): half of the chance of what was seen counts.

    P(more) + P(the same) / 2 = (1 - level) / 2 at the lower limit, and the other way round at the upper.
    0 and 1 where nothing, or nothing else, was seen.

    >>> [limit.round(3).item() for limit in share_limits(7, 1)]
    [0.52, 0.994]
    """
    a, b = (np.asarray(value, dtype=float) for value in (hits, others))
    tail = (1 - np.asarray(level, dtype=float)) / 2

    def mid_p(share: Floats) -> Floats:
        """The chance of more hits, and half of that of as many."""
        as_many = np.where(a > 0, special.betainc(np.maximum(a, 1e-9), b + 1, share), 1.0)
        more = np.where(b > 0, special.betainc(a + 1, np.maximum(b, 1e-9), share), 0.0)
        return np.asarray((as_many + more) / 2)

    low = np.where(a > 0, _where(mid_p, tail, a.shape), 0.0)
    return low, np.where(b > 0, _where(mid_p, 1 - tail, a.shape), 1.0)


def rate_interval(
    counts: ArrayLike, sizes: ArrayLike, *, variances: ArrayLike | None = None, level: float = 0.95
) -> tuple[Floats, Floats]:
    """The widened interval of sum(counts) / sum(sizes) of each cell; `counts` is units x cells.

    A count of zero has 0 and Garwood's limit. `variances` (units x cells) are added where the counts are
    themselves in doubt. Fewer than `FEWEST` units give missing values.

    >>> [limit.round(2).item() for limit in rate_interval([[1], [0], [1], [0], [1]], [1] * 5)]
    [0.12, 1.75]
    """
    words = np.asarray(sizes, dtype=float)
    if len(words) < FEWEST:
        return _missing(_matrix(counts).shape[1])
    found = spread(counts, words)
    doubt = 0.0 if variances is None else _matrix(variances).sum(axis=0)
    n, base = found.totals, np.maximum(found.totals, 1e-9)
    beyond = excess(found.variance, found.least, found.freedom) + doubt / base**2
    wide = stats.t.ppf((1 + level) / 2, found.freedom) ** 2 * np.where(n > 0, beyond, 0.0)
    low, high = poisson_limits(n, level=level)
    with np.errstate(divide="ignore"):
        below, above = (np.sqrt(np.log(base / limit) ** 2 + wide) for limit in (low, high))
    return base * np.exp(-below) / words.sum(), np.where(n > 0, base * np.exp(above), high) / words.sum()


def log_ratio_interval(
    a: tuple[ArrayLike, ArrayLike],
    b: tuple[ArrayLike, ArrayLike],
    *,
    paired: bool = False,
    level: ArrayLike = 0.95,
) -> tuple[Floats, Floats]:
    """The widened interval of the Log Ratio (Hardie 2014) of each cell, at one level or one of each cell.

    `a` and `b` are the counts (units x cells) and sizes of the units of each group. `paired`: row i of both
    is the same unit, which may have size 0 in one group; what moves both counts of a unit then cancels. Where
    one group has no mark the interval is one-sided, open to minus or plus infinity; where neither has
    one, and with fewer than `FEWEST` units in a group, it is missing.

    >>> a, b = ([[2], [1], [2], [1], [1]], [100] * 5), ([[0], [1], [0], [0], [0]], [100] * 5)
    >>> [limit.round(2).item() for limit in log_ratio_interval(a, b)]
    [0.11, 7.31]
    """
    sizes = [np.asarray(group[1], dtype=float) for group in (a, b)]
    if min(np.count_nonzero(size) for size in sizes) < FEWEST:
        return _missing(_matrix(a[0]).shape[1])
    one, other = spread(*a), spread(*b)
    point = log_ratio(one.totals, sizes[0].sum(), other.totals, sizes[1].sum())
    low, high = (_log_odds(share) for share in share_limits(one.totals, other.totals, level=level))
    shift = np.log2(sizes[1].sum() / sizes[0].sum())
    wide = _widening(one, other, paired, level)
    below, above = np.sqrt((point - low - shift) ** 2 + wide), np.sqrt((high + shift - point) ** 2 + wide)
    return point - below, point + above


def log_ratio_p(
    a: tuple[ArrayLike, ArrayLike],
    b: tuple[ArrayLike, ArrayLike],
    *,
    paired: bool = False,
    apart: float = 0.0,
) -> Floats:
    """The p-value of a Log Ratio of 0 of each cell: at the level 1 - p its interval just reaches 0.

    With `apart`, the p-value of a Log Ratio as far from 0 as that or farther (the larger of two one-sided
    tests: Schuirmann 1987; Lakens 2017): a small one says that the rates are equivalent. Missing where the
    interval is.

    >>> a, b = ([[2], [1], [2], [1], [1]], [100] * 5), ([[0], [1], [0], [0], [0]], [100] * 5)
    >>> log_ratio_p(a, b).round(3).item()
    0.039
    """
    low, high = np.full(_matrix(a[0]).shape[1], _LEAST), np.zeros(_matrix(a[0]).shape[1])  # logarithms of p
    for _ in range(_STEPS_OF_P):
        middle = (low + high) / 2
        below, above = log_ratio_interval(a, b, paired=paired, level=1 - np.exp(middle))
        outside = (below > 0) | (above < 0) if not apart else (below > -apart) & (above < apart)
        low, high = np.where(outside, low, middle), np.where(outside, middle, high)
    p = np.exp((low + high) / 2) / (2 if apart else 1)
    return np.asarray(np.where(np.isnan(below), np.nan, p))


def _widening(one: Spread, other: Spread, paired: bool, level: ArrayLike) -> Floats:
    """t^2 excess of the difference of two logarithms, to the base of 2."""
    a, b = one.variance, other.variance
    if paired:
        both = ((one.residuals - other.residuals) ** 2).sum(axis=0)
        unseen = np.where(one.totals > 0, 0, one.least) + np.where(other.totals > 0, 0, other.least)
        variance, freedom = both + unseen, np.full(len(a), min(one.freedom, other.freedom))
    else:
        variance, freedom = a + b, (a + b) ** 2 / (a**2 / one.freedom + b**2 / other.freedom)
    beyond = excess(variance, one.least + other.least, freedom)
    upper = (1 + np.asarray(level, dtype=float)) / 2
    return np.asarray(stats.t.ppf(upper, freedom) ** 2 * beyond / np.log(2) ** 2)


def _where(rising: Callable[[Floats], Floats], target: ArrayLike, shape: tuple[int, ...]) -> Floats:
    """Where between 0 and 1 a rising function reaches the target, by halving."""
    low, high, wanted = np.zeros(shape), np.ones(shape), np.asarray(target, dtype=float)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        beyond = rising(middle) > wanted
        low, high = np.where(beyond, low, middle), np.where(beyond, middle, high)
    return np.asarray((low + high) / 2)


def _log_odds(share: Floats) -> Floats:
    with np.errstate(divide="ignore"):
        return np.asarray(np.log2(share) - np.log2(1 - share))


def _missing(cells: int) -> tuple[Floats, Floats]:
    return np.full(cells, np.nan), np.full(cells, np.nan)


def _matrix(values: ArrayLike) -> Floats:
    array = np.asarray(values, dtype=float)
    return array if array.ndim == 2 else array.reshape(-1, 1)
