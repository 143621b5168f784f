"""What a design can find: the smallest p-value of a rank test, the number of texts that a ratio needs."""

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats


def smallest_rank_p(texts_a: int, texts_b: int) -> float:
    """The smallest two-sided p-value of an exact rank test (Mann and Whitney 1947): 2 / C(a + b, a).

    >>> round(smallest_rank_p(3, 3), 2), round(smallest_rank_p(4, 4), 3)
    (0.1, 0.029)
    """
    return min(1.0, 2 / math.comb(texts_a + texts_b, texts_a))


def smallest_signed_rank_p(pairs: int) -> float:
    """The smallest two-sided p-value of an exact signed-rank test (Wilcoxon 1945): 2 / 2^pairs.

    >>> smallest_signed_rank_p(5), smallest_signed_rank_p(6)
    (0.0625, 0.03125)
    """
    return min(1.0, 2.0 ** (1 - pairs))


def rank_texts_needed(*, paired: bool = False, alpha: float = 0.05) -> int:
    """How many texts each group (or how many pairs) must have before a rank test can fall below `alpha`.

    >>> rank_texts_needed(), rank_texts_needed(paired=True)
    (4, 6)
    """
    smallest = smallest_signed_rank_p if paired else (lambda texts: smallest_rank_p(texts, texts))
    return next(texts for texts in range(1, 1000) if smallest(texts) <= alpha)


def dispersion(counts: ArrayLike, sizes: ArrayLike) -> float:
    """The extra variance k of counts over texts: variance = mean + k mean^2 (0 for independent marks).

    By moments with text sizes as offsets: k = sum((y - m)^2 - m) / sum(m^2), with m = rate * size
    (Cameron and Trivedi 1998, section 3.3), never below 0.

    >>> dispersion([0, 0, 20], [100, 100, 100]) > 1, dispersion([5, 5, 5], [100, 100, 100])
    (True, 0.0)
    """
    observed, words = np.asarray(counts, dtype=float), np.asarray(sizes, dtype=float)
    mean = observed.sum() / words.sum() * words
    if len(observed) < 2 or not mean.any():
        return 0.0
    correction = len(observed) / (len(observed) - 1)
    return max(0.0, float((correction * (observed - mean) ** 2 - mean).sum() / (mean**2).sum()))


def texts_needed(
    mean: float, ratio: float, *, dispersion: float = 0.0, alpha: float = 0.05, power: float = 0.8
) -> int:
    """Texts in each group to find a ratio of two negative binomial rates (Zhu and Lakkis 2014).

    n = (z(1 - alpha/2) + z(power))^2 * (1/mean + 1/(mean * ratio) + 2 * dispersion) / ln(ratio)^2,
    where `mean` is the expected count of a text in one group.

    >>> texts_needed(5.0, 1.5), texts_needed(5.0, 1.5, dispersion=0.5)
    (16, 64)
    """
    if mean <= 0 or ratio <= 0 or ratio == 1:
        raise ValueError(f"mean {mean} and ratio {ratio}: both must be above zero, the ratio not 1")
    z = stats.norm.ppf(1 - alpha / 2) + stats.norm.ppf(power)
    variance = 1 / mean + 1 / (mean * ratio) + 2 * dispersion
    return math.ceil(float(z**2 * variance / math.log(ratio) ** 2))
