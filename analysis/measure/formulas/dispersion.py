"""How evenly a marker is spread over texts: range, DP and, as legacy, Juilland's D.

`counts` is texts x markers, `sizes` one positive number (words) for each text; one value for each
marker comes back, missing where the marker never occurs.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

_CHUNK = 4_000_000  # counts of chance that are held at once


def text_range(counts: ArrayLike) -> NDArray[np.int64]:
    """In how many texts each marker occurs.

    >>> text_range([[1, 0], [2, 0], [0, 3]]).tolist()
    [2, 1]
    """
    return np.asarray((_matrix(counts) > 0).sum(axis=0), dtype=np.int64)


def deviation_of_proportions(counts: ArrayLike, sizes: ArrayLike) -> Floats:
    """DP (Gries 2008): half the sum of |share of the marker - share of the words| over the texts.

    0 is a spread as even as the sizes allow, towards 1 all in the smallest text. Five texts of 9, 10, 10,
    10 and 11 words with the marker once to five times:

    >>> deviation_of_proportions([[1], [2], [3], [4], [5]], [9, 10, 10, 10, 11]).round(2).tolist()
    [0.18]
    """
    matrix, shares = _matrix(counts), _shares(sizes)
    total = matrix.sum(axis=0)
    observed = matrix / np.where(total > 0, total, np.nan)
    return np.asarray(np.abs(observed - shares[:, None]).sum(axis=0) / 2)


def normalised_dp(counts: ArrayLike, sizes: ArrayLike) -> Floats:
    """DPnorm (Lijffijt and Gries 2012): DP over its largest value, 1 - the share of the smallest text.

    Three equal texts that hold two thirds, one third and nothing of a marker:

    >>> normalised_dp([[2], [1], [0]], [10, 10, 10]).round(3).tolist()
    [0.5]
    """
    largest = 1 - _shares(sizes).min()
    return deviation_of_proportions(counts, sizes) / (largest if largest > 0 else np.nan)


def juilland_d(counts: ArrayLike, sizes: ArrayLike) -> Floats:
    """Juilland's D (Juilland and others 1970): 1 - V / sqrt(texts - 1).

    V is the coefficient of variation of the rates of the texts (rates, so that texts may differ in
    size). Legacy, for comparison with older work: with many texts nearly every marker comes close to 1
    (Biber and others 2016).

    >>> juilland_d([[1], [2], [3], [4], [5]], [9, 10, 10, 10, 11]).round(3).tolist()
    [0.785]
    """
    matrix, words = _matrix(counts), np.asarray(sizes, dtype=float)
    if len(words) < 2:
        return np.full(matrix.shape[1], np.nan)
    rates = matrix / words[:, None]
    mean = rates.mean(axis=0)
    variation = rates.std(axis=0) / np.where(mean > 0, mean, np.nan)
    return np.asarray(1 - variation / np.sqrt(len(words) - 1))


def chance_dp(total: int, sizes: ArrayLike, *, draws: int = 500, seed: int = 1) -> Floats:
    """DP of `total` marks thrown on the texts at random, each word equally likely: one value a draw.

    The baseline that DP needs at low counts, where chance alone clusters (Nelson 2023).

    >>> bool(chance_dp(5, [100] * 20).mean() > chance_dp(500, [100] * 20).mean())
    True
    """
    if not total:
        return np.full(draws, np.nan)
    generator, shares = np.random.default_rng(seed), _shares(sizes)
    together = max(1, _CHUNK // len(shares))
    blocks = [min(together, draws - first) for first in range(0, draws, together)]
    thrown = (generator.multinomial(total, shares, size=block) for block in blocks)
    return np.concatenate([_thrown_dp(block, shares) for block in thrown])


def _thrown_dp(block: NDArray[np.int64], shares: Floats) -> Floats:
    """DP of each row of counts (of one sum); a text without a mark adds its share and is not looked at."""
    draw, text = np.nonzero(block)
    share = shares[text]
    beyond = np.abs(block[draw, text] / block[0].sum() - share) - share
    return np.asarray((1 + np.bincount(draw, beyond, minlength=len(block))) / 2)


def _shares(sizes: ArrayLike) -> Floats:
    words = np.asarray(sizes, dtype=float)
    return np.asarray(words / words.sum())


def _matrix(values: ArrayLike) -> Floats:
    array = np.asarray(values, dtype=float)
    return array if array.ndim == 2 else array.reshape(-1, 1)
