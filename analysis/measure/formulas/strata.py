"""Places of like length, and how often two markers would share one if only its length brought them together.

A long sentence holds more of everything, so independent markers meet in long sentences more often than
places_a * places_b / places. Within a stratum of like lengths s that product holds (it is the mean of all
permutations of one marker over the places of the stratum: Mantel and Haenszel 1959), so that

    expected = sum over s of a_s * b_s / places_s.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from analysis.measure.formulas.intervals import Floats

FEWEST_PLACES = 20
"""Places in a stratum, at least: in a smaller one the markers themselves would make what is expected."""


def length_strata(lengths: ArrayLike, *, fewest: int = FEWEST_PLACES) -> NDArray[np.intp]:
    """The stratum of each place, from 0 for the shortest: equal lengths are never parted.

    Each stratum holds `fewest` places at least and a hundredth of all; what is left of the longest joins the
    one below.

    >>> length_strata([5, 5, 9, 9, 9, 30], fewest=2).tolist()
    [0, 0, 1, 1, 1, 1]
    """
    values = np.asarray(lengths, dtype=float)
    distinct, at, counts = np.unique(values, return_inverse=True, return_counts=True)
    least = max(fewest, len(values) // 100)
    stratum, held, names = 0, 0, np.zeros(len(distinct), dtype=np.intp)
    for place, count in enumerate(counts):
        names[place] = stratum
        held += int(count)
        if held >= least:
            stratum, held = stratum + 1, 0
    if held and stratum:
        names[names == stratum] = stratum - 1
    return np.asarray(names[at], dtype=np.intp)


def expected_shares(presence: csr_array, strata: NDArray[np.intp], a: ArrayLike, b: ArrayLike) -> Floats:
    """How many places of each stratum would hold both, over its number of places: strata x pairs.

    `presence` is places x markers of 0 and 1; `a` and `b` are the columns of the pairs.

    >>> presence = csr_array(np.array([[1, 1], [1, 0], [0, 1], [0, 0]]))
    >>> expected_shares(presence, np.zeros(4, dtype=int), [0], [1]).tolist()
    [[0.25]]
    """
    rows = np.arange(len(strata))
    belongs = csr_array((np.ones(len(strata)), (strata, rows)), shape=(int(strata.max()) + 1, len(strata)))
    held = (belongs @ presence).toarray() / np.bincount(strata)[:, None]
    return np.asarray(held[:, np.asarray(a, dtype=np.intp)] * held[:, np.asarray(b, dtype=np.intp)])
