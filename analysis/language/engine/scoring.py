"""The candidates of a batch -> their scores by one or more linear models, in one call.

Values become codes, codes become feature numbers, numbers rows of one table of weights, whose sums are
exact: they are whole thousandths, so that a score does not depend on what else is in the batch.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, groupby, pairwise, repeat
from operator import itemgetter
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analysis.language.engine.feature_templates import Templates
from analysis.language.engine.hashing import Ints, Numbers, mix
from analysis.language.engine.linear_models import BIAS, SCALE, LinearModel

PORTION: Final = 20_000
"""Features that are worked on at once: so many stay in the cache of the processor."""
_SPARSE: Final = 3
"""The index of feature numbers has at least `2 ** _SPARSE` places for each."""
_ZEROS: Final = repeat(0)


@dataclass(frozen=True, slots=True)
class Column:
    """A named feature of many candidates: candidate `i` has the value `names[index[i]]`.

    Without an index there is one name a candidate.
    """

    names: Sequence[str]
    index: Ints | None = None

    def take(self, index: Ints) -> "Column":
        """The values at some places."""
        return Column(self.names, index if self.index is None else self.index.take(index))

    def values(self) -> list[str]:
        """The value of each candidate."""
        return list(self.names) if self.index is None else [self.names[i] for i in self.index.tolist()]


def columns_of(names: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, Column]:
    """Columns of these names from rows with a value for each."""
    return {name: Column(values) for name, values in zip(names, zip(*rows, strict=True), strict=True)}


def features_of(templates: Templates, columns: Mapping[str, Column]) -> list[list[str]]:
    """The features of each candidate as strings, for training."""
    values = [columns[name].values() for name in templates.columns]
    return [
        templates.features(dict(zip(templates.columns, row, strict=True)))
        for row in zip(*values, strict=True)
    ]


class Scorer:
    """Models that look at the same templates, scored together.

    >>> model = LinearModel(("yes",), {"verb go": (0.5,), "lemma+verb may go": (0.25,), "(bias)": (-1.0,)})
    >>> scorer = Scorer([model], Templates(["verb", "lemma+verb"]))
    >>> scorer.scores(columns_of(("lemma", "verb"), [("may", "go"), ("can", "go"), ("may", "say")])).tolist()
    [[-0.25], [-0.5], [-1.0]]
    """

    def __init__(self, models: Sequence[LinearModel], templates: Templates) -> None:
        self.templates = templates
        self._codes = _Codes()
        sizes = [len(model.classes) for model in models]
        self.parts = [slice(*edges) for edges in pairwise(accumulate(sizes, initial=0))]
        """The columns of the scores that belong to each model."""
        features = list(dict.fromkeys(f for model in models for f in model.weights if f != BIAS))
        self._weights = np.zeros((len(features) + 1, sum(sizes)), dtype=np.int32)
        self._bias = np.zeros(sum(sizes), dtype=np.int32)
        for model, part in zip(models, self.parts, strict=True):
            self._set_weights(model, part, features)
        self._index = _Index(self._feature_numbers(features))
        self._known = lru_cache(maxsize=200)(self._table)

    def _set_weights(self, model: LinearModel, part: slice, features: Sequence[str]) -> None:
        zeros = (0.0,) * len(model.classes)
        cells = chain.from_iterable(map(model.weights.get, features, repeat(zeros)))
        rows = np.fromiter(cells, dtype=np.float64, count=len(features) * len(zeros))
        self._weights[1:, part] = np.rint(rows.reshape(-1, len(zeros)) * SCALE)
        self._bias[part] = np.rint(np.array(model.weights.get(BIAS, zeros)) * SCALE)

    def _feature_numbers(self, features: Sequence[str]) -> Numbers:
        """The number of each feature; its values get their codes here."""
        numbers = [np.zeros(0, dtype=np.uint64)]
        codes = self._codes
        for name, same in groupby([feature.split(" ") for feature in features], itemgetter(0)):
            rows = list(same)
            if set(map(len, rows)) != {self.templates.sizes.get(name, -1) + 1}:
                raise ValueError(f"a model has features of {name!r}, which is no template of its table")
            _, *values = zip(*rows, strict=True)
            coded = [np.array([codes[value] for value in column], dtype=np.int64) for column in values]
            numbers.append(mix(self.templates.salts[name], *coded))
        codes |= {value.replace("_", " "): code for value, code in codes.items() if "_" in value}
        return np.concatenate(numbers)

    def scores(self, columns: Mapping[str, Column]) -> NDArray[np.float64]:
        """The score of each candidate for each class of each model (see `parts`)."""
        return self.thousandths(columns) / SCALE

    def thousandths(self, columns: Mapping[str, Column]) -> NDArray[np.int32]:
        """The same as whole numbers."""
        coded = self._encoded(columns)
        size = max(1, PORTION // len(self.templates.templates))
        parts = [
            self._sums(coded[:, start : start + size]) for start in range(0, max(1, coded.shape[1]), size)
        ]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def _sums(self, coded: Ints) -> NDArray[np.int32]:
        rows = self._index.rows(self.templates.numbers(coded))
        sums: NDArray[np.int32] = self._weights.take(rows, axis=0).sum(axis=0, dtype=np.int32)
        sums += self._bias
        return sums

    def _encoded(self, columns: Mapping[str, Column]) -> Ints:
        """The codes of the values, a row for each column of the templates."""
        tables: dict[int, Ints] = {}
        coded: list[Any] = []
        for name in self.templates.columns:
            column = columns[name]
            key = id(column.names)
            if key not in tables:
                known = isinstance(column.names, tuple) and column.index is not None
                tables[key] = self._known(column.names) if known else self._table(column.names)
            coded.append(tables[key] if column.index is None else tables[key].take(column.index))
        return np.array(coded, dtype=np.int64)

    def _table(self, names: Iterable[str]) -> Ints:
        """The codes of some values; 0 for those of no feature."""
        return np.array(list(map(self._codes.get, names, _ZEROS)), dtype=np.int64)


class _Codes(dict[str, int]):
    """Value -> its code, a new one at first sight."""

    def __missing__(self, value: str) -> int:
        return self.setdefault(value, len(self) + 1)


class _Index:
    """Feature numbers -> rows of the table of weights, from 1; 0 for the number of no feature.

    A number is looked for at the place that its first bits name, and then at the next until a place is free.
    """

    def __init__(self, numbers: Numbers) -> None:
        bits = max(4, len(numbers).bit_length() + _SPARSE)
        self._shift = np.uint64(64 - bits)
        self._last = (1 << bits) - 1
        self._numbers = np.zeros(1 << bits, dtype=np.uint64)
        self._rows = np.zeros(1 << bits, dtype=np.int32)
        rows = np.arange(len(numbers))
        places = self._places(numbers)
        while len(rows):
            free = self._rows.take(places) == 0
            self._rows[places[free]] = rows[free] + 1  # of several the last stays
            self._numbers[places[free]] = numbers[rows[free]]
            left = self._rows.take(places) != rows + 1
            rows, places = rows[left], (places[left] + 1) & self._last

    def _places(self, numbers: Numbers) -> Ints:
        return np.right_shift(numbers, self._shift).view(np.int64)

    def rows(self, numbers: Numbers) -> NDArray[np.int32]:
        """The row of each number."""
        flat = numbers.ravel()
        places = self._places(flat)
        rows = self._rows.take(places)
        other = np.flatnonzero(self._numbers.take(places) != flat)
        taken = rows.take(other) != 0
        rows[other] = 0
        wanted = other[taken]
        while len(wanted):
            places[wanted] = (places[wanted] + 1) & self._last
            here = places.take(wanted)
            found, met = self._rows.take(here), self._numbers.take(here) == flat.take(wanted)
            rows[wanted[met]] = found[met]
            wanted = wanted[~met & (found != 0)]
        return rows.reshape(numbers.shape)
