"""A random sample of judged places -> counts corrected by it, and what the sample leaves in doubt.

A place is a mark that was found or a sentence; its error is what people see there less what the machine saw
(-1: a wrong mark; 2: two missed marks). In stratum s, n_s of N_s places were judged. The corrected count of
a row (the texts of one speaker) is

    count + sum_s N_rs e_s + sum of (e_i - e_s) N_s / n_s over its judged places, e_s = mean error of
    stratum s:

the regression estimator of survey sampling (Särndal, Swensson and Wretman 1992, chapter 6) by row, which
leaves the estimating equations of any model of the counts right on average, whatever the machine's errors are
and whoever they fall on: design-based supervised learning (Egami, Hinck, Stewart and Wei 2023),
prediction-powered inference (Angelopoulos and others 2023).

The doubt of the sample stands in the spread of corrected counts between clusters, so the errors of the
model (`log_linear.cr2`) hold it. They hold too little of it where hardly an error was found: a sample
without any looks as if there were none. Its limits are then those of a weighted sum of Poisson counts (Fay
and Feuer 1997, with the mean weights of Tiwari, Clegg and Zou 2006), exact for one weight and above 0 where
no error was found, shrunk by what was judged completely. Wrong marks and missed ones are looked at apart:
from `ENOUGH` found on, the spread says how sure a kind of error is, below it both in proportion. Measured,
not derived (`benchmarks/judged_contrasts.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from analysis.measure.formulas.intervals import Floats

ENOUGH: Final = 3
"""Errors of one kind in a sample from which on its own spread says how sure it is."""


@dataclass(frozen=True, slots=True)
class Places:
    """The places behind the rows of a model: for each its row, stratum and error, missing if not judged.

    Strata are numbered from 0; `marks` says which places are marks that were found, the others are sentences.
    """

    row: NDArray[np.intp]
    stratum: NDArray[np.intp]
    error: Floats
    marks: NDArray[np.bool_]

    @property
    def judged(self) -> NDArray[np.bool_]:
        """Which places were judged."""
        return np.isfinite(self.error)

    @property
    def kinds(self) -> "tuple[Places, ...]":
        """The marks, which can be wrong, and the sentences, in which one can be missed."""
        return tuple(self.only(kind) for kind in (self.marks, ~self.marks) if kind.any())

    def in_rows(self, rows: ArrayLike) -> "Places":
        """The places that stand in some rows."""
        return self.only(np.isin(self.row, rows))

    def only(self, kept: NDArray[np.bool_]) -> "Places":
        """Some of the places, with strata numbered anew."""
        stratum = np.unique(self.stratum[kept], return_inverse=True)[1]
        return replace(
            self, row=self.row[kept], stratum=stratum, error=self.error[kept], marks=self.marks[kept]
        )

    @property
    def sizes(self) -> Floats:
        """N_s: places of each stratum."""
        return np.bincount(self.stratum).astype(float)

    @property
    def drawn(self) -> Floats:
        """n_s: judged places of each stratum."""
        return np.bincount(self.stratum[self.judged], minlength=len(self.sizes)).astype(float)

    @property
    def errors(self) -> int:
        """Judged places with an error."""
        return int(np.count_nonzero(np.nan_to_num(self.error)))

    @property
    def mean_errors(self) -> Floats:
        """e_s; 0 in a stratum of which nothing was judged."""
        found = self.judged
        sums = np.bincount(self.stratum[found], self.error[found], minlength=len(self.sizes))
        return np.asarray(sums / np.maximum(self.drawn, 1))

    @property
    def weights(self) -> Floats:
        """N_s / n_s of the stratum of each place: how many places it stands for."""
        return np.asarray((self.sizes / np.maximum(self.drawn, 1))[self.stratum])


class Doubt(NamedTuple):
    """What a sample leaves in doubt about sums over rows: one value a sum.

    `variance` is that of the sample, with replacement; `noise` what of it the spread between rows shows
    already; `below` and `above` are how far the limits lie from the sum; `errors` is how many were found.
    """

    errors: Floats
    variance: Floats
    noise: Floats
    below: Floats
    above: Floats


def corrected_counts(counts: ArrayLike, places: Places) -> Floats:
    """The counts of the rows, corrected.

    Ten marks in each of two rows; four of each were judged, and one of the second was wrong:

    >>> row, error = np.repeat([0, 1], 10), np.full(20, np.nan)
    >>> error[[0, 1, 2, 3, 10, 11, 12]], error[13] = 0, -1
    >>> places = Places(row, np.zeros(20, dtype=int), error, np.full(20, True))
    >>> corrected_counts([10, 10], places).tolist()
    [10.0, 7.5]
    """
    found, rows = places.judged, len(np.asarray(counts))
    expected = places.mean_errors[places.stratum]
    beyond = np.where(found, (np.nan_to_num(places.error) - expected) * places.weights, 0.0)
    return np.asarray(counts, dtype=float) + np.bincount(places.row, expected + beyond, minlength=rows)


def doubt_of_sums(places: Places, influence: ArrayLike, *, level: float = 0.95) -> Doubt:
    """The doubt that a sample leaves about sums of influence x corrected count (rows x sums).

    >>> row, error = np.zeros(20, dtype=int), np.append(np.zeros(12), np.full(8, np.nan))
    >>> places = Places(row, np.zeros(20, dtype=int), error, np.full(20, True))
    >>> doubt = doubt_of_sums(places, [[1.0]])  # none of 12 is wrong: how many of the other 8 are?
    >>> doubt.below.round(2).tolist(), doubt.above.tolist()
    ([3.89], [0.0])
    """
    columns = [_doubt(places, column, level) for column in np.asarray(influence, dtype=float).T]
    return Doubt(*(np.array(values) for values in zip(*columns, strict=True)))


def weighted_poisson_limits(
    total: float, variance: float, further: tuple[float, float], *, level: float = 0.95
) -> tuple[float, float]:
    """Limits of a sum of weighted Poisson counts: gamma limits with the same mean and variance.

    `further` is the mean weight, and the mean squared weight, of one more event.

    >>> [round(limit, 2) for limit in weighted_poisson_limits(0, 0, (1, 1))]
    [0.0, 3.69]
    >>> [round(limit, 2) for limit in weighted_poisson_limits(20, 40, (2, 4))]  # twice Garwood's limits of 10
    [9.59, 36.78]
    """
    tail = (1 - level) / 2
    low = stats.gamma.ppf(tail, total**2 / variance, scale=variance / total) if total > 0 else 0.0
    more, spread = total + further[0], variance + further[1]
    high = stats.gamma.ppf(1 - tail, more**2 / spread, scale=spread / more) if more > 0 else 0.0
    return float(low), float(high)


def exact_share_limits(hits: float, places: float, *, level: float = 0.95) -> tuple[float, float]:
    """Clopper and Pearson's limits of a share; numbers need not be whole.

    >>> [round(limit, 3) for limit in exact_share_limits(12, 12)]
    [0.735, 1.0]
    """
    tail = (1 - level) / 2
    low = stats.beta.ppf(tail, hits, places - hits + 1) if hits > 0 else 0.0
    high = stats.beta.ppf(1 - tail, hits + 1, places - hits) if hits < places else 1.0
    return float(low), float(high)


def _doubt(places: Places, influence: Floats, level: float) -> tuple[float, ...]:
    found, pull, weight = places.judged, influence[places.row], places.weights
    seen = np.where(found, np.nan_to_num(places.error) * pull * weight, 0.0)
    rest = np.where(found, (np.nan_to_num(places.error) - places.mean_errors[places.stratum]) * pull, 0.0)
    variance, left = _stratified_variances(places, rest)
    noise = float((rest**2 * weight * np.maximum(weight - 1, 0)).sum())
    below, above = _skewed(places, seen, pull * weight, level)
    shrunk = _shrinkage(places, left, seen, pull * weight)
    return float(np.count_nonzero(seen)), variance, noise, below * shrunk, above * shrunk


def _stratified_variances(places: Places, values: Floats) -> tuple[float, float]:
    """sum_s N_s^2 S_s^2 / n_s of the judged values, and with (1 - n_s / N_s) (Cochran 1977, section 5.4)."""
    found, size = places.judged, len(places.sizes)
    sums, squares = (
        np.bincount(places.stratum[found], values[found] ** power, minlength=size) for power in (1, 2)
    )
    n, whole = np.maximum(places.drawn, 1), places.sizes
    spread = np.maximum(squares - sums**2 / n, 0) / np.maximum(n - 1, 1)
    parts = whole**2 * spread / n
    return float(parts.sum()), float((parts * (1 - n / np.maximum(whole, n))).sum())


def _skewed(places: Places, seen: Floats, pulls: Floats, level: float) -> tuple[float, float]:
    """How far the limits of the errors lie from what was seen, were errors Poisson counts."""
    limits = []
    for sign in (1.0, -1.0):
        part = np.maximum(seen * sign, 0)
        possible = np.maximum(np.where(places.marks, -pulls, pulls) * sign, 0)
        total, variance = float(part.sum()), float((part**2).sum())
        low, high = weighted_poisson_limits(total, variance, _further(possible), level=level)
        limits.append((total - low, high - total))
    (up_low, up_high), (down_low, down_high) = limits
    return float(np.hypot(up_low, down_high)), float(np.hypot(up_high, down_low))


def _further(possible: Floats) -> tuple[float, float]:
    """The mean weight, and mean squared weight, of one more error among the places that could have it."""
    able = possible[possible > 0]
    return (float(able.mean()), float((able**2).mean())) if len(able) else (0.0, 0.0)


def _shrinkage(places: Places, variance: float, seen: Floats, pulls: Floats) -> float:
    """The standard error of the sample over that of Poisson counts; without errors what was not judged."""
    poisson = float((seen**2).sum())
    left = np.sqrt(np.maximum(1 - places.drawn / np.maximum(places.sizes, 1), 0))[places.stratum]
    unseen = float(np.average(left, weights=np.abs(pulls))) if np.abs(pulls).sum() else 0.0
    return min(1.0, float(np.sqrt(variance / poisson))) if poisson else unseen


def corrected_limits(
    variances: Floats, freedom: Floats, least: Floats, doubts: Sequence[Doubt], *, level: float = 0.95
) -> tuple[Floats, Floats]:
    """How far the limits of coefficients fitted to corrected counts lie below and above them.

    `variances` are those between clusters, `least` those of independent marks, `doubts` those of each of
    `Places.kinds`. As far as a kind has too few errors, its noise is taken out of the variance and its
    skewed limits take its place, as limits of independent sums are joined (MOVER: Zou and Donner 2008).
    """
    t = stats.t.ppf((1 + level) / 2, freedom)
    unsure = [np.maximum(0, 1 - doubt.errors / ENOUGH) for doubt in doubts]
    noise = sum(share * doubt.noise for share, doubt in zip(unsure, doubts, strict=True))
    between = np.maximum(variances - noise, least)
    below, above = (
        np.maximum(
            t * np.sqrt(variances),
            np.sqrt(t**2 * between + sum(u * side**2 for u, side in zip(unsure, sides, strict=True))),
        )
        for sides in ([doubt.below for doubt in doubts], [doubt.above for doubt in doubts])
    )
    return below, above


def share_to_judge(
    variances: Floats, freedom: Floats, doubts: Sequence[Doubt], half: float, *, level: float = 0.95
) -> Floats:
    """How many times as many places must be judged for limits `half` away from the coefficients.

    What falls with the number judged is the variance of the sample, or of its limits where they hold; the
    rest stays. 1 or less where it is enough, infinite where no number would do: that takes more texts.
    """
    z, t = stats.norm.ppf((1 + level) / 2), stats.t.ppf((1 + level) / 2, freedom)
    falls, stays = np.zeros(len(variances)), variances.astype(float)
    for doubt in doubts:
        unsure = np.maximum(0, 1 - doubt.errors / ENOUGH)
        bound = (unsure * np.maximum(doubt.below, doubt.above) / z) ** 2
        falls += np.maximum(doubt.variance, bound)
        stays -= doubt.variance
    room = (half / t) ** 2 - np.maximum(stays, 0)
    with np.errstate(divide="ignore"):
        return np.asarray(np.where(room > 0, falls / np.maximum(room, 1e-300), np.inf))
