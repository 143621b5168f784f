"""Small linear models over string features, read from a plain text table; no numpy, no pickle.

The file is tab-separated UTF-8: a first line `#classes<TAB>a<TAB>b...`, then one line a feature
with a weight for each class. The feature named `(bias)` is always on. A model with one class
is a binary decision: its score is the log odds.
"""

import math
import struct
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from itertools import accumulate, pairwise, repeat
from typing import Final

BIAS: Final = "(bias)"
_ZEROS: Final = repeat(0)


class LinearModel:
    """Weights by feature; unknown features count nothing."""

    def __init__(self, classes: tuple[str, ...], weights: Mapping[str, tuple[float, ...]]) -> None:
        self.classes = classes
        self.weights = weights
        self._first = {feature: row[0] for feature, row in weights.items()} if len(classes) == 1 else {}

    def scores(self, features: Iterable[str]) -> list[float]:
        """The sum of the weights of the features, for each class."""
        get = self.weights.get
        rows = [row for feature in features if (row := get(feature)) is not None]
        bias = get(BIAS)
        if bias is not None:
            rows.append(bias)
        return [sum(column) for column in zip(*rows, strict=True)] if rows else [0.0] * len(self.classes)

    def probability(self, features: Iterable[str]) -> float:
        """Probability of the one class of a binary model."""
        return 1.0 / (1.0 + math.exp(-max(-500.0, min(500.0, self.score(features)))))

    def score(self, features: Iterable[str]) -> float:
        """The sum of the weights of the features for the one class of a binary model."""
        return sum(map(self._first.get, features, _ZEROS)) + self._first.get(BIAS, 0)

    def distribution(self, features: Iterable[str]) -> dict[str, float]:
        """Softmax over the classes; sums to 1."""
        return dict(zip(self.classes, softmax(self.scores(features)), strict=True))

    def dump(self, digits: int = 3) -> str:
        """The model as the text that `parse_model` reads; features in sorted order, zeros left out."""
        lines = ["\t".join(("#classes", *self.classes))]
        for feature, row in sorted(self.weights.items()):
            rounded = [round(weight, digits) + 0.0 for weight in row]
            if any(rounded):
                lines.append(
                    "\t".join(
                        (feature, *(f"{weight:.{digits}f}".rstrip("0").rstrip(".") for weight in rounded))
                    )
                )
        return "\n".join(lines) + "\n"


def softmax(scores: Sequence[float]) -> list[float]:
    """The exponentials of the scores as shares that sum to 1."""
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


class Columns:
    """Rows of `count` numbers as one integer each, so that one addition adds all columns.

    A number is taken to three decimals, as model files have them, and is a digit of 32 bits: sums are
    exact and do not depend on their order. They must stay below two million.

    >>> columns = Columns(2)
    >>> columns.unpack(columns.pack([0.5, -1.25]) + columns.pack([1.0, 0.0]))
    [1.5, -1.25]
    """

    _SCALE: Final = 1000
    _MIDDLE: Final = 1 << 31
    """The digit that stands for 0, so that no digit is negative."""

    def __init__(self, count: int) -> None:
        self._layout = struct.Struct(f"<{count}I")
        self._zero = int.from_bytes(self._layout.pack(*repeat(self._MIDDLE, count)), "little")

    def pack(self, row: Iterable[float]) -> int:
        """The row as one number; 0 stands for a row of zeros."""
        return sum(round(cell * self._SCALE) << 32 * i for i, cell in enumerate(row) if cell)

    def unpack(self, total: int) -> list[float]:
        """The row that a number, or a sum of such numbers, stands for."""
        return [(digit - self._MIDDLE) / self._SCALE for digit in self._digits(total)]

    def highest(self, total: int) -> int | None:
        """Index of the highest number of a row; None where several share it or none is above 0."""
        digits = self._digits(total)
        highest = max(digits)
        return digits.index(highest) if highest > self._MIDDLE and digits.count(highest) == 1 else None

    def _digits(self, total: int) -> tuple[int, ...]:
        return self._layout.unpack((total + self._zero).to_bytes(self._layout.size, "little"))


class JointModel:
    """Several models that see the same features, scored in one pass."""

    def __init__(self, models: Sequence[LinearModel]) -> None:
        sizes = [len(model.classes) for model in models]
        self._columns = Columns(sum(sizes))
        self._parts = [slice(*edges) for edges in pairwise(accumulate(sizes, initial=0))]
        zeros = [(0.0,) * size for size in sizes]
        self._rows = {
            feature: self._columns.pack(
                cell
                for model, zero in zip(models, zeros, strict=True)
                for cell in model.weights.get(feature, zero)
            )
            for feature in {feature for model in models for feature in model.weights}
        }
        self._bias = self._rows.get(BIAS, 0)

    def scores(self, features: Iterable[str]) -> list[list[float]]:
        """For each model the sum of the weights of the features, for each of its classes."""
        sums = self._columns.unpack(sum(map(self._rows.get, features, _ZEROS), self._bias))
        return [sums[part] for part in self._parts]


class _Numbers(dict[str, float]):
    """Text -> number; equal weights, which are many, are one object, so that more of them are at hand."""

    def __missing__(self, cell: str) -> float:
        return self.setdefault(cell, float(cell))


def parse_model(text: str) -> LinearModel:
    """Read a model from the text that `LinearModel.dump` writes."""
    first, *lines = text.splitlines()
    numbers = _Numbers()
    weights = {}
    for line in lines:
        feature, *row = line.split("\t")
        weights[feature] = tuple(map(numbers.__getitem__, row))
    return LinearModel(tuple(first.split("\t")[1:]), weights)


@lru_cache
def load_model(name: str) -> LinearModel:
    """The model `models/<name>.tsv` that ships with the package, read once."""
    return parse_model(resources.files("analysis").joinpath(f"models/{name}.tsv").read_text(encoding="utf-8"))
