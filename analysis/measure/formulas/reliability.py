"""How far two readers agree: Krippendorff's alpha of pairs of nominal values, for many resamples at once.

alpha = 1 - D_o / D_e: the disagreement that is there over the disagreement to be expected if values were
drawn from all those given. 1 is perfect agreement, 0 that of chance (Krippendorff 2018, chapter 12;
0.8 is his line for firm conclusions, 0.667 for tentative ones).
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def pair_alpha(agreed: ArrayLike, units: ArrayLike, totals: ArrayLike) -> Floats:
    """Alpha of two readers who both gave each of `units` a value and gave the same to `agreed` of them.

    D_o = 1 - agreed / units; D_e = 1 - sum(t (t - 1)) / (v (v - 1)), where t is how often a value was
    given by either (`totals`, the last axis) and v = 2 units. Missing where all values are the same:
    without variation there is nothing that readers could be shown to tell apart.

    >>> pair_alpha(6, 10, [14, 6]).round(3).item()  # Krippendorff 2011, two observers, binary data
    0.095
    """
    same, number = np.asarray(agreed, dtype=float), np.asarray(units, dtype=float)
    given = np.asarray(totals, dtype=float)
    values = 2 * number
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = 1 - same / number
        expected = 1 - (given * (given - 1)).sum(axis=-1) / (values * (values - 1))
        return np.asarray(np.where(expected > 0, 1 - observed / expected, np.nan), dtype=float)
