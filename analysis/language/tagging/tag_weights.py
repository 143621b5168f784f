"""The weights of the tagger, and the packed file they are kept in (arrays of small integers, no pickle)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from io import BytesIO
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.language.engine.hashing import Ints

BITS: Final = 20
"""Features are numbers of so many bits."""
LEVELS: Final = 127
"""Weights are kept as integers from minus to plus this."""


@dataclass(frozen=True, slots=True)
class Weights:
    """`rows[index[feature]]` are the weights of a feature, one a tag; row 0, of zeros, is that of most."""

    index: NDArray[np.uint32]
    rows: NDArray[np.int16]

    def total(self, features: Iterable[Ints], start: NDArray[np.int16]) -> NDArray[np.int16]:
        """`start` and the weights of the features of each token, column by column."""
        total = start.copy()
        for column in features:
            total += self.rows.take(self.index.take(column), axis=0)
        return total


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of the first look (forms and windows) and of the second (contexts), in the same measure."""

    form: Weights
    window: Weights
    context: Weights


def pack(tables: dict[str, tuple[Ints, NDArray[np.int8]]]) -> bytes:
    """Tables of features (in rising order) and of their weights as the bytes of a file."""
    buffer = BytesIO()
    arrays = {}
    for name, (features, weights) in tables.items():
        arrays[f"{name}_steps"] = np.diff(features, prepend=0).astype(np.uint32)
        arrays[f"{name}_weights"] = np.ascontiguousarray(weights.T)
    np.savez_compressed(buffer, allow_pickle=False, **arrays)
    return buffer.getvalue()


def unpack(content: bytes) -> Model:
    """Read what `pack` wrote."""
    with np.load(BytesIO(content), allow_pickle=False) as stored:
        return Model(
            *(
                _weights(np.cumsum(stored[f"{name}_steps"]), stored[f"{name}_weights"].T)
                for name in ("form", "window", "context")
            )
        )


def _weights(features: Ints, weights: NDArray[np.int8]) -> Weights:
    index = np.zeros(1 << BITS, dtype=np.uint32)
    index[features] = np.arange(1, len(features) + 1)
    rows = np.zeros((len(features) + 1, weights.shape[1]), dtype=np.int16)
    rows[1:] = weights
    return Weights(index, rows)


@lru_cache
def model() -> Model:
    """The weights that ship with the package, read once."""
    return unpack(resources.files("analysis").joinpath("models/tagger.npz").read_bytes())
