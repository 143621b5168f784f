"""Small linear models over string features, read from a plain text table; no numpy, no pickle.

The file is tab-separated UTF-8: a first line `#classes<TAB>a<TAB>b...`, then one line a feature
with a weight for each class. The feature named `(bias)` is always on. A model with one class
is a binary decision: its score is the log odds.
"""

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources
from typing import Final

BIAS: Final = "(bias)"


class LinearModel:
    """Weights by feature; unknown features count nothing."""

    def __init__(self, classes: tuple[str, ...], weights: Mapping[str, tuple[float, ...]]) -> None:
        self.classes = classes
        self.weights = weights

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
        return 1.0 / (1.0 + math.exp(-max(-500.0, min(500.0, self.scores(features)[0]))))

    def distribution(self, features: Iterable[str]) -> dict[str, float]:
        """Softmax over the classes; sums to 1."""
        scores = self.scores(features)
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        total = sum(powers)
        return {name: power / total for name, power in zip(self.classes, powers, strict=True)}

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


def parse_model(text: str) -> LinearModel:
    """Read a model from the text that `LinearModel.dump` writes."""
    first, *lines = text.splitlines()
    weights = {}
    for line in lines:
        feature, *row = line.split("\t")
        weights[feature] = tuple(map(float, row))
    return LinearModel(tuple(first.split("\t")[1:]), weights)


@lru_cache
def load_model(name: str) -> LinearModel:
    """The model `models/<name>.tsv` that ships with the package, read once."""
    return parse_model(resources.files("analysis").joinpath(f"models/{name}.tsv").read_text(encoding="utf-8"))
