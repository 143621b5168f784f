"""Values that two readers gave to the same units -> Krippendorff's alpha with an interval."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.measure.formulas.intervals import FEWEST, percentile_interval, resampling_weights
from analysis.measure.formulas.reliability import pair_alpha

Values = Sequence[tuple[str, str]]
"""What the first and the second reader said of each unit."""


def krippendorff_alpha(ratings: Iterable[tuple[str, str, str]]) -> float:
    """Krippendorff's alpha for nominal values, from (reader, unit, value); units may lack readers.

    NaN where nobody varies (Krippendorff 2018, chapter 12; computed by NLTK's `AnnotationTask`).

    >>> krippendorff_alpha([("A", "1", "x"), ("B", "1", "x"), ("A", "2", "y"), ("B", "2", "y")])
    1.0
    """
    from nltk.metrics.agreement import AnnotationTask

    data = list(ratings)
    if len({value for _, _, value in data}) < 2:
        return float("nan")
    return float(AnnotationTask(data=data).alpha())


def alpha_interval(said: Values, documents: Sequence[str], seed: int, resamples: int) -> dict[str, Any]:
    """`low`, `high` and `interval`, how it was made: the middle 95% of alpha over resamples (Efron 1979).

    Whole documents are resampled, or units where there are fewer than `FEWEST` documents; missing where
    there are fewer units too, or where no resample varies.
    """
    names, of_document = np.unique(documents, return_inverse=True)
    whole = len(names) >= FEWEST
    sums = _sums(said, of_document if whole else np.arange(len(said)))
    draws = resampling_weights(len(sums), resamples=resamples, seed=seed)
    alphas = np.concatenate([_alphas(weights @ sums) for weights in draws])
    known = alphas[~np.isnan(alphas)]
    if len(sums) < FEWEST or not known.size:
        return {"low": np.nan, "high": np.nan, "interval": ""}
    low, high = percentile_interval(known[:, None])
    resampled = "documents resampled" if whole else "places resampled"
    return {"low": float(low[0]), "high": float(high[0]), "interval": resampled}


def _alphas(drawn: NDArray[np.float64]) -> NDArray[np.float64]:
    return pair_alpha(drawn[:, 0], drawn[:, 1], drawn[:, 2:])


def _sums(said: Values, groups: NDArray[np.intp]) -> NDArray[np.float64]:
    """For each group of units: how many agree, how many there are, how often each value was given."""
    known = {value: at for at, value in enumerate(sorted({value for pair in said for value in pair}), 2)}
    sums = np.zeros((groups.max() + 1, len(known) + 2))
    for group, (one, other) in zip(groups, said, strict=True):
        sums[group, 0] += one == other
        sums[group, 1] += 1
        sums[group, known[one]] += 1
        sums[group, known[other]] += 1
    return sums


def ratings(said: Values) -> Iterator[tuple[str, str, str]]:
    """(reader, unit, value) of each value."""
    for unit, values in enumerate(said):
        yield from ((reader, str(unit), value) for reader, value in zip("AB", values, strict=True))
