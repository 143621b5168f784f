"""How far two rates are apart: evidence (G2) and size (Log Ratio, %DIFF, odds ratio).

Each function takes counts and corpus sizes, numbers or arrays of the same shape. G2 says how much
evidence there is if words were independent, which they are not: it ranks, it does not test.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import xlogy

Floats = NDArray[np.float64]

ZERO = 0.5
"""What a count of zero becomes in a ratio (Hardie 2014): half an occurrence."""


def log_likelihood(hits_a: ArrayLike, size_a: ArrayLike, hits_b: ArrayLike, size_b: ArrayLike) -> Floats:
    """G2 for one feature in two corpora, in the two-term form of Rayson and Garside (2000).

    G2 = 2 * (a ln(a / Ea) + b ln(b / Eb)) with Ea = size_a (a + b) / (size_a + size_b); a term with count
    0 is 0. Always positive; 0 when the rates are equal or nothing was found. 3.84 is the 5% point of
    chi-squared with one degree of freedom.

    >>> round(float(log_likelihood(30, 10_000, 10, 10_000)), 2)
    10.46
    """
    a, n, b, m = _floats(hits_a, size_a, hits_b, size_b)
    expected = (a + b) / (n + m)
    return 2 * (_term(a, n * expected) + _term(b, m * expected))


def log_ratio(hits_a: ArrayLike, size_a: ArrayLike, hits_b: ArrayLike, size_b: ArrayLike) -> Floats:
    """Log Ratio (Hardie 2014): the binary logarithm of the ratio of the two rates.

    0 means equal rates, 1 twice the rate in a, -1 half of it. A count of zero becomes 0.5, so that the
    value stays finite; with both counts zero it is missing.

    >>> float(log_ratio(40, 10_000, 10, 10_000)), float(log_ratio(4, 1000, 0, 1000))
    (2.0, 3.0)
    """
    a, n, b, m = _floats(hits_a, size_a, hits_b, size_b)
    value = np.log2(np.where(a > 0, a, ZERO) / n) - np.log2(np.where(b > 0, b, ZERO) / m)
    return np.where(a + b > 0, value, np.nan)


def shrunk_log_odds(
    hits_a: ArrayLike, size_a: ArrayLike, hits_b: ArrayLike, size_b: ArrayLike, *, prior: float
) -> tuple[Floats, Floats]:
    """Log odds ratio with an informative Dirichlet prior, and its z-score (Monroe, Colaresi and Quinn 2008).

    The prior is the rate of both groups together in `prior` words, those of a text, say. The largest z are
    large and sure, where the largest ratios are often those of the rarest words. The logarithm is the
    natural one; z knows words, not texts: it ranks, it does not test. Missing where nothing was found, and
    where there are more marks than places (by sentences, say), as they have no odds.

    >>> odds, z = shrunk_log_odds([60, 2], 10_000, [30, 0], 10_000, prior=1000)
    >>> odds.round(2).tolist(), z.round(2).tolist()
    ([0.63, 3.04], [2.98, 0.94])
    """
    a, n, b, m = _floats(hits_a, size_a, hits_b, size_b)
    alpha = (a + b) * prior / (n + m)
    with np.errstate(divide="ignore", invalid="ignore"):
        (one, odds_a), (other, odds_b) = (
            (hits + alpha, (hits + alpha) / (size + prior - hits - alpha)) for hits, size in ((a, n), (b, m))
        )
        odds = np.log(odds_a) - np.log(odds_b)
        z = odds / np.sqrt(1 / one + 1 / other)
    return np.where(a + b > 0, odds, np.nan), np.where(a + b > 0, z, np.nan)


def percent_diff(hits_a: ArrayLike, size_a: ArrayLike, hits_b: ArrayLike, size_b: ArrayLike) -> Floats:
    """%DIFF (Gabrielatos and Marchi 2011): the difference of the rates in per cent of the rate in b.

    A count of zero in b becomes 0.5, as in `log_ratio` (Gabrielatos takes a number near zero, which makes
    every such value huge); with both counts zero it is missing.

    >>> float(percent_diff(30, 10_000, 10, 10_000)), float(percent_diff(0, 10_000, 10, 10_000))
    (200.0, -100.0)
    """
    a, n, b, m = _floats(hits_a, size_a, hits_b, size_b)
    reference = np.where(b > 0, b, ZERO) / m
    return np.where(a + b > 0, 100 * (a / n - reference) / reference, np.nan)


def odds_ratio(hits_a: ArrayLike, size_a: ArrayLike, hits_b: ArrayLike, size_b: ArrayLike) -> Floats:
    """The odds of the feature among the words of a over its odds in b.

    Where one of the four cells is zero, 0.5 is added to each (Haldane 1956, Anscombe 1956); with both
    counts zero it is missing.

    >>> round(float(odds_ratio(30, 100, 10, 100)), 3), round(float(odds_ratio(5, 10, 0, 10)), 3)
    (3.857, 21.0)
    """
    a, n, b, m = _floats(hits_a, size_a, hits_b, size_b)
    empty = (a == 0) | (b == 0) | (a == n) | (b == m)
    a1, a0, b1, b0 = (cell + np.where(empty, 0.5, 0.0) for cell in (a, n - a, b, m - b))
    return np.where(a + b > 0, a1 * b0 / (a0 * b1), np.nan)


def association_g2(
    both: ArrayLike, a: ArrayLike, b: ArrayLike, total: ArrayLike, *, expected: ArrayLike | None = None
) -> Floats:
    """G2 of a two by two table (Dunning 1993): `both` of `total` places hold a and b.

    All four cells take part, unlike in `log_likelihood`. `expected` is how many places would hold both;
    a * b / total if not given.

    >>> round(float(association_g2(10, 20, 20, 100)), 2), association_g2(6, 20, 20, 100, expected=6).item()
    (12.07, 0.0)
    """
    n11, row, column, n = _floats(both, a, b, total)
    mean = row * column / n if expected is None else np.asarray(expected, dtype=float)
    seen, means = (
        (cell, row - cell, column - cell, n - row - column + cell) for cell in (n11, np.asarray(mean))
    )
    return 2 * np.asarray(sum(_term(cell, mean) for cell, mean in zip(seen, means, strict=True)))


def _term(observed: Floats, expected: Floats) -> Floats:
    return np.asarray(xlogy(observed, observed / np.where(expected > 0, expected, 1)))


def _floats(*values: ArrayLike) -> list[Floats]:
    return [np.asarray(value, dtype=float) for value in values]
