"""How likely is an alternative to be exactly what was said? A small neural network over its numbers.

The network is an average of a few with one hidden layer each; categories (tags, kinds of punctuation)
enter as one input a value. It is read from a table of half-precision numbers, without pickle.
"""

from dataclasses import dataclass, fields
from functools import cached_property
from importlib import resources
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
PORTION = 256
"""Alternatives whose hidden units stay in the cache of the processor."""
SMALL = 200_000
"""Multiplications below which OpenBLAS, behind numpy, stays on one core."""
ROWS = 16
"""Portions are a multiple of so many rows, which matrix libraries take together."""


@dataclass(frozen=True)
class Ranker:
    """`categories[k]` is a column and a value that become an input of their own."""

    categories: NDArray[np.int32]
    mean: Floats
    scale: Floats
    hidden: Floats
    """Inputs x hidden units of all networks, side by side."""
    hidden_bias: Floats
    output: Floats
    """Hidden units x networks."""
    output_bias: Floats
    rates: Floats
    """For each stem the share of its candidate cues that were cues in training."""

    @cached_property
    def _plain(self) -> tuple[Floats, Floats]:
        """Weights and bias of the plain numbers, with their scaling folded in."""
        weights = self.hidden / self.scale[:, None]
        count = len(weights) - len(self.categories)
        return weights[:count], self.hidden_bias - self.mean @ weights

    @cached_property
    def _lookup(self) -> list[tuple[int, int, Floats]]:
        """For each category column: the column, its least value, and the weights by value (0 beside them)."""
        weights = self.hidden[-len(self.categories) :] / self.scale[-len(self.categories) :, None]
        tables = []
        for column in sorted(set(self.categories[:, 0].tolist())):
            chosen = self.categories[:, 0] == column
            values = self.categories[chosen, 1]
            table = np.zeros((values.max() - values.min() + 3, weights.shape[1]), dtype=np.float32)
            table[values - values.min() + 1] = weights[chosen]
            tables.append((column, int(values.min()), table))
        return tables

    def probability(self, numbers: Floats) -> Floats:
        """The probability of each alternative to be right."""
        parts = range(0, max(1, len(numbers)), PORTION)
        return np.concatenate([self._probability(numbers[i : i + PORTION]) for i in parts])

    def _probability(self, numbers: Floats) -> Floats:
        weights, bias = self._plain
        hidden = _product(numbers, weights) + bias
        for column, least, table in self._lookup:
            value = numbers[:, column].astype(np.int64) - (least - 1)
            hidden += table.take(value, axis=0, mode="clip")
        odds = np.clip(_product(np.maximum(hidden, 0), self.output) + self.output_bias, -30, 30)
        mean: Floats = (1 / (1 + np.exp(-odds))).mean(axis=1)
        return mean


def _product(rows: Floats, matrix: Floats) -> Floats:
    """`rows @ matrix` in portions so small that the matrix library starts no threads for them.

    All portions are of one size, the last one filled up: in another one a row may be summed in another order,
    and what comes of a row must not depend on the others.
    """
    portion = max(ROWS, min(PORTION, SMALL // matrix.size) // ROWS * ROWS)
    missing = -len(rows) % portion
    filled = np.concatenate([rows, np.zeros((missing, rows.shape[1]), dtype=rows.dtype)])
    parts = [filled[i : i + portion] @ matrix for i in range(0, len(filled), portion)]
    return np.concatenate(parts or [rows @ matrix])[: len(rows)]


def pack_ranker(ranker: Ranker) -> bytes:
    """The model as bytes."""
    buffer = BytesIO()
    arrays = {field.name: getattr(ranker, field.name) for field in fields(Ranker)}
    halved = {name: value.astype(np.float16) for name, value in arrays.items() if name != "categories"}
    np.savez_compressed(buffer, categories=ranker.categories, **halved)
    return buffer.getvalue()


def load_ranker() -> Ranker:
    """The model that ships with the package."""
    path: Any = resources.files("analysis").joinpath("models/statements/ranker.npz")
    return unpack_ranker(path.read_bytes())


def unpack_ranker(content: bytes) -> Ranker:
    """Read what `pack_ranker` wrote."""
    with np.load(BytesIO(content), allow_pickle=False) as stored:
        return Ranker(
            **{
                name: stored[name] if name == "categories" else stored[name].astype(np.float32)
                for name in stored.files
            }
        )
