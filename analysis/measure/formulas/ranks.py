"""Rank tests on the rates of texts: do texts of one group tend to have higher rates?"""

import math
from itertools import combinations, product

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

Floats = NDArray[np.float64]

_EXACT = 20_000  # arrangements up to which every one is counted


def rank_test(rates_a: ArrayLike, rates_b: ArrayLike) -> tuple[Floats, Floats]:
    """Two-sided p-value (Mann and Whitney 1947) and superiority of each column; texts x markers in.

    Superiority (Vargha and Delaney 2000) is the share of pairs in which the text of a has the higher
    rate, ties half: 0.5 means no tendency. Small samples are counted out over all arrangements, which
    ties do not disturb; large ones take the normal approximation corrected for ties.

    >>> [round(float(value[0]), 3) for value in rank_test([1, 2, 3, 4], [5, 6, 7, 8])]
    [0.029, 0.0]
    """
    a, b = _matrix(rates_a), _matrix(rates_b)
    ranks = stats.rankdata(np.vstack([a, b]), axis=0)
    wins = ranks[: len(a)].sum(axis=0) - len(a) * (len(a) + 1) / 2
    if math.comb(len(ranks), len(a)) <= _EXACT:
        chosen = np.zeros((math.comb(len(ranks), len(a)), len(ranks)))
        for row, places in zip(chosen, combinations(range(len(ranks)), len(a)), strict=True):
            row[list(places)] = 1
        p = _share_as_far(chosen @ ranks, ranks[: len(a)].sum(axis=0))
    else:
        p = np.asarray(stats.mannwhitneyu(a, b, axis=0, method="asymptotic").pvalue)
    return np.where(np.ptp(ranks, axis=0) == 0, 1.0, p), wins / (len(a) * len(b))


def signed_rank_test(rates_a: ArrayLike, rates_b: ArrayLike) -> tuple[Floats, Floats]:
    """The same for two rates of the same texts (Wilcoxon 1945, zero differences after Pratt 1959).

    Superiority is the share of texts whose first rate is higher, ties half.

    >>> [round(float(value[0]), 3) for value in signed_rank_test([2, 3, 4, 5, 6, 7], [1, 1, 1, 1, 1, 1])]
    [0.031, 1.0]
    """
    gaps = _matrix(rates_a) - _matrix(rates_b)
    superiority = (gaps > 0).mean(axis=0) + (gaps == 0).mean(axis=0) / 2
    if 2 ** len(gaps) <= _EXACT:
        ranks = np.where(gaps != 0, stats.rankdata(np.abs(gaps), axis=0), 0)
        signs = np.array(list(product((0.0, 1.0), repeat=len(gaps))))
        p = _share_as_far(signs @ ranks, (ranks * (gaps > 0)).sum(axis=0))
    else:
        p = np.array([_signed_rank_p(column) for column in gaps.T])
    return p, np.asarray(superiority)


def _share_as_far(arranged: Floats, observed: Floats) -> Floats:
    """How many of all arrangements lie as far from their centre as the observed sum does."""
    centre = arranged.mean(axis=0)
    return np.asarray((np.abs(arranged - centre) >= np.abs(observed - centre) - 1e-9).mean(axis=0))


def _signed_rank_p(gaps: Floats) -> float:
    if not gaps.any():
        return 1.0
    return float(stats.wilcoxon(gaps, zero_method="pratt", method="approx").pvalue)


def _matrix(values: ArrayLike) -> Floats:
    array = np.asarray(values, dtype=float)
    return array if array.ndim == 2 else array.reshape(-1, 1)
