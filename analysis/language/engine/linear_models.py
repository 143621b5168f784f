"""Weights by feature, and the text file they are kept in: a table that a person can read and review.

The file is tab-separated UTF-8. Its first line says the form and its version, the second the classes
(`#classes<TAB>a<TAB>b...`); then there is one line a feature with a weight for each class. The feature named
`(bias)` is always on. A model with one class is a binary decision: its score is the log odds.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from importlib import resources
from itertools import repeat
from typing import Final

BIAS: Final = "(bias)"
FORM: Final = "#linear-model\t1"
"""First line of a model file: its form, and the version of the form."""
SCALE: Final = 1000
"""Weights are kept to three decimals, so that sums of whole thousandths are exact."""
_ZEROS: Final = repeat(0)


class LinearModel:
    """Weights by feature; unknown features count nothing."""

    def __init__(self, classes: tuple[str, ...], weights: Mapping[str, tuple[float, ...]]) -> None:
        self.classes = classes
        self.weights = weights

    @cached_property
    def _first(self) -> dict[str, float]:
        """The weights of the one class of a binary model."""
        return {feature: row[0] for feature, row in self.weights.items()} if len(self.classes) == 1 else {}

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

    def part(self, group: str) -> "LinearModel":
        """The weights of one group of features (`start:side+gap` is of the group `start`)."""
        begins = f"{group}:"
        weights = {name: row for name, row in self.weights.items() if name.startswith(begins)}
        return LinearModel(self.classes, weights)

    def dump(self, digits: int = 3) -> str:
        """The model as the text that `parse_model` reads; features in sorted order, zeros left out."""
        return "\n".join([FORM, "\t".join(("#classes", *self.classes)), *self._lines(digits)]) + "\n"

    def _lines(self, digits: int) -> Iterator[str]:
        for feature, row in sorted(self.weights.items()):
            rounded = [round(weight, digits) + 0.0 for weight in row]
            if any(rounded):
                cells = (f"{weight:.{digits}f}".rstrip("0").rstrip(".") for weight in rounded)
                yield "\t".join((feature, *cells))


def softmax(scores: Sequence[float]) -> list[float]:
    """The exponentials of the scores as shares that sum to 1."""
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


class _Rows(dict[str, tuple[float, ...]]):
    """Text -> weights; equal rows, which are many, are one object, so that more of them are at hand."""

    def __missing__(self, cells: str) -> tuple[float, ...]:
        return self.setdefault(cells, tuple(map(float, cells.split("\t"))))


def parse_model(text: str) -> LinearModel:
    """Read a model from the text that `LinearModel.dump` writes; ValueError for another form."""
    form, classes, *lines = text.splitlines() or [""] * 2
    if form != FORM:
        raise ValueError(f"a model file begins with the line {FORM!r}, not {form[:40]!r}")
    rows = _Rows()
    weights = {}
    for line in lines:
        feature, _, cells = line.partition("\t")
        weights[feature] = rows[cells]
    return LinearModel(tuple(classes.split("\t")[1:]), weights)


@lru_cache
def load_model(name: str) -> LinearModel:
    """The model `models/<name>.tsv` that ships with the package, read once."""
    return parse_model(resources.files("analysis").joinpath(f"models/{name}.tsv").read_text(encoding="utf-8"))
