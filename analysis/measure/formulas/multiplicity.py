"""Many tests at once: p-values corrected for the family they belong to.

A missing p-value is a test that was not made: it stays missing and does not count in the family.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def holm(p_values: ArrayLike) -> Floats:
    """p-values adjusted by Holm (1979): the chance of even one false alarm in the family stays below p.

    >>> holm([0.01, 0.04, 0.03]).round(3).tolist()
    [0.03, 0.06, 0.06]
    """
    return _adjusted(p_values, "holm")


def benjamini_hochberg(p_values: ArrayLike) -> Floats:
    """p-values adjusted by Benjamini and Hochberg (1995): the expected share of false alarms among the found.

    >>> benjamini_hochberg([0.01, 0.04, 0.03]).round(3).tolist()
    [0.03, 0.04, 0.04]
    """
    return _adjusted(p_values, "fdr_bh")


def family_size(p_values: ArrayLike) -> int:
    """How many tests were made.

    >>> family_size([0.2, float("nan")])
    1
    """
    return int(np.isfinite(np.asarray(p_values, dtype=float)).sum())


def _adjusted(p_values: ArrayLike, method: str) -> Floats:
    values = np.array(p_values, dtype=float)
    tested = np.isfinite(values)
    if tested.any():
        from statsmodels.stats.multitest import multipletests  # slow to load, and few notebooks test

        values[tested] = multipletests(values[tested], method=method)[1]
    return values
