"""How often a marker may be expected in a text of so many words: the negative binomial distribution.

Speakers differ, so counts vary more than chance: the rate of a text is a draw from a gamma distribution, its
count one of Poisson (Greenwood and Yule 1920). Mean rate and dispersion change with the length of the text,
because who is quoted with a few words is quoted for other reasons than who speaks for an hour.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special, stats

Floats = NDArray[np.float64]

MIDDLE: Final = 300
"""Words at which the parameters are given."""
TAIL: Final = 1e-9
"""Probability that is left out at the far end of a distribution."""
PRIOR: Final = ((-7.0, 4.0), (0.0, 0.3), (1.0, 1.5), (0.0, 0.3))
"""Mean and deviation of a weak normal prior for each parameter: length changes little unless texts say so."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Rate a word and size (k) of a negative binomial, log-linear in log length; known from `least` to `most`
    words, beyond which they stay as they are there."""

    rate: float
    rate_slope: float
    size: float
    size_slope: float
    least: float
    most: float

    def at(self, words: float) -> tuple[float, float]:
        """Expected count and size in a text of so many words.

        >>> Fitted(np.log(0.02), 0, np.log(4), 0, 25, 3000).at(100)
        (2.0, 4.0)
        """
        far = np.log(min(max(words, self.least), self.most) / MIDDLE)
        mean = words * np.exp(self.rate + self.rate_slope * far)
        size = np.exp(self.size + self.size_slope * far)
        return round(float(mean), 9), round(float(size), 9)

    def pmf(self, words: float) -> Floats:
        """Probabilities of the counts 0, 1, 2 ... in a text of so many words."""
        mean, size = self.at(words)
        spread = stats.nbinom(size, size / (size + mean))
        return np.asarray(spread.pmf(np.arange(int(spread.isf(TAIL)) + 2)), dtype=np.float64)


def fit(counts: Floats, words: Floats, weights: Floats) -> Fitted:
    """The distribution that makes the counts of texts of so many words most likely, under a weak prior.

    `weights` say how much each text counts (a speaker with many texts should not decide alone).
    """
    far = np.log(words / MIDDLE)
    centre, width = np.array(PRIOR).T

    def loss(parameters: Floats) -> tuple[float, Floats]:
        mean = words * np.exp(parameters[0] + parameters[1] * far)
        k = np.exp(np.clip(parameters[2] + parameters[3] * far, -6, 9))
        likely, by_mean, by_size = _likelihood(counts, mean, k)
        slopes = [by_mean, by_mean * far, by_size, by_size * far]
        held = (parameters - centre) / width
        gradient = held / width - np.array([(weights * slope).sum() for slope in slopes])
        return float((held**2).sum() / 2 - (weights * likely).sum()), gradient

    start = np.array([np.log((counts.sum() + 0.5) / words.sum()), 0.0, 1.0, 0.0])
    found = optimize.minimize(loss, start, jac=True, method="L-BFGS-B").x
    rate, rate_slope, size, size_slope = (round(float(value), 4) for value in found)
    return Fitted(rate, rate_slope, size, size_slope, float(words.min()), float(words.max()))


def _likelihood(counts: Floats, mean: Floats, k: Floats) -> tuple[Floats, Floats, Floats]:
    """Log likelihood of each count, but for a constant, and its slopes along the logarithms of mean and k."""
    both = k + mean
    likely = (
        special.gammaln(counts + k) - special.gammaln(k) + k * np.log(k / both) + counts * np.log(mean / both)
    )
    by_size = special.psi(counts + k) - special.psi(k) + np.log(k / both) + 1 - (k + counts) / both
    return likely, k * (counts - mean) / both, k * by_size


def summed(parts: Iterable[tuple[Fitted, float]]) -> Floats:
    """Probabilities of the sum of independent counts, each of a distribution and a number of words."""
    return reduce(np.convolve, (fitted.pmf(words) for fitted, words in parts), np.ones(1))


def middle_share(pmf: Floats, count: float) -> float:
    """The share of texts with a lower count, those with the same one as a half (mid-P; Lancaster 1961).

    A count between two whole numbers (the end of an interval) lies between their shares.

    >>> middle_share(np.array([0.25, 0.5, 0.25]), 1)
    0.5
    """
    shares = np.cumsum(pmf) - pmf / 2
    return float(np.interp(count, np.arange(len(pmf)), shares, right=1.0))


def band(pmf: Floats, level: float = 0.9) -> tuple[int, int]:
    """The lowest and the highest count that `level` of the texts have (mid-P, as counts are whole).

    As many texts lie above it as below; where too many have nothing at all, it begins at 0 and all that is
    outside lies above.

    >>> band(np.array([0.03, 0.9, 0.03, 0.04])), band(np.array([0.5, 0.3, 0.1, 0.06, 0.04]))
    ((1, 2), (0, 2))
    """
    shares = np.cumsum(pmf) - pmf / 2
    tail = (1 - level) / 2
    above = tail if shares[0] < tail else 2 * tail
    inside = np.flatnonzero((shares >= 2 * tail - above) & (shares <= 1 - above))
    if not len(inside):
        inside = np.array([int(np.argmax(pmf))])
    return int(inside[0]), int(inside[-1])
