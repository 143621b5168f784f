"""Columns of integers -> one 64-bit number a row: what stands for a feature while models are in use."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Numbers = NDArray[np.uint64]

MULTIPLY: Final = np.uint64(0x9E3779B97F4A7C15)
HALF: Final = np.uint64(32)
_FINISH: Final = np.uint64(0xD6E8FEB86659FD93)


def stir(numbers: Numbers, column: Ints, high: Numbers | None = None) -> None:
    """Mix one more column into numbers, in place; `high` is memory to work in."""
    numbers += column.view(np.uint64)
    numbers *= MULTIPLY
    numbers ^= np.right_shift(numbers, HALF, out=high)


def mix(salt: int, first: Ints, *others: Ints) -> Numbers:
    """One 64-bit number for each row of the columns; another salt gives other numbers.

    >>> one, other = np.array([1, 2, 1]), np.array([5, 5, 5])
    >>> mixed = mix(7, one, other)
    >>> bool(mixed[0] == mixed[2]), bool(mixed[0] == mixed[1])
    (True, False)
    """
    numbers = np.full(len(first), salt, dtype=np.uint64)
    high = np.empty_like(numbers)
    for column in (first, *others):
        stir(numbers, column, high)
    return numbers


def joint(*columns: Ints) -> Ints:
    """Several columns as one: equal where all of them are equal."""
    return mix(977, *columns).view(np.int64)


def to_rows(numbers: Numbers, bits: int) -> Ints:
    """Mixed numbers (which are lost) as rows of a table of `2 ** bits` rows."""
    numbers *= _FINISH
    numbers >>= np.uint64(64 - bits)
    return numbers.view(np.int64)
