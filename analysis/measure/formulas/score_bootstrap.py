"""A test of one coefficient for few clusters: signs of whole clusters are redrawn."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from analysis.measure.formulas.intervals import Floats
from analysis.measure.formulas.log_linear import fit_log_linear

ALL_SIGNS: Final = 13
"""Up to so many clusters all their signs are gone through; with more, signs are drawn."""


def score_bootstrap_p(
    counts: ArrayLike,
    sizes: ArrayLike,
    x: ArrayLike,
    clusters: Sequence[str],
    term: int,
    *,
    resamples: int = 2000,
    seed: int = 1,
) -> float:
    """The p-value of coefficient `term` being 0, by the score bootstrap (Kline and Santos 2012).

    The model is fitted without the term. Each cluster then has a score, what it would pull the coefficient
    by; the statistic is their sum. If the coefficient is 0, each score may as well have the other sign
    (Rademacher weights), so that p is the share of signs with a sum as far from 0. The smallest p is 2 /
    2^clusters. Missing where the model without the term cannot be fitted, or all scores are 0.

    >>> x = np.column_stack([np.ones(8), [0, 0, 0, 0, 1, 1, 1, 1]])
    >>> round(score_bootstrap_p([4, 6, 5, 3, 9, 12, 9, 11], [100] * 8, x, list("abcdefgh"), 1), 4)
    0.0078
    """
    matrix = np.asarray(x, dtype=float)
    restricted = fit_log_linear(counts, sizes, np.delete(matrix, term, axis=1))
    if restricted is None:
        return float("nan")
    full = restricted._replace(x=matrix)
    pulls = full.residuals * full.influence[:, term]
    names = np.unique(np.asarray(clusters, dtype=object).astype(str), return_inverse=True)[1]
    scores = np.bincount(names, weights=pulls)
    scale = float(np.abs(scores).sum())
    if not scale:
        return float("nan")
    sums = np.abs(_signs(len(scores), resamples, seed) @ scores)
    return float((sums >= abs(scores.sum()) - 1e-9 * scale).mean())


def _signs(clusters: int, resamples: int, seed: int) -> Floats:
    """Signs of the clusters, resamples x clusters: all there are, or drawn; what was seen is one of them."""
    if clusters <= ALL_SIGNS:
        bits = (np.arange(2**clusters)[:, None] >> np.arange(clusters)) & 1
        return np.asarray(1.0 - 2 * bits)
    drawn = np.random.default_rng(seed).choice([-1.0, 1.0], size=(resamples, clusters))
    return np.vstack([np.ones(clusters), drawn])
