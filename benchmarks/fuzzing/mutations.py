"""Text or bytes -> the same, damaged: pieces are lost, doubled, moved, cut off, written otherwise."""

from collections.abc import Callable, Sequence
from random import Random
from typing import AnyStr

LONGEST_PIECE = 60
MOST_COPIES = 400


def mutated(rng: Random, whole: AnyStr, foreign: Sequence[AnyStr] = (), times: int = 3) -> AnyStr:
    """Up to `times` damages one after the other; pieces of `foreign` may come in.

    >>> mutated(Random(3), "We may go.", times=1)
    'We may go.y go.y go.'
    """
    for _ in range(rng.randint(1, times)):
        whole = rng.choice(_DAMAGES)(rng, whole, foreign)
    return whole


def _piece(rng: Random, whole: AnyStr) -> tuple[int, int]:
    start = rng.randint(0, len(whole))
    return start, min(len(whole), start + rng.randint(0, LONGEST_PIECE))


def _without(rng: Random, whole: AnyStr, _: Sequence[AnyStr]) -> AnyStr:
    start, end = _piece(rng, whole)
    return whole[:start] + whole[end:]


def _doubled(rng: Random, whole: AnyStr, _: Sequence[AnyStr]) -> AnyStr:
    (start, end), at = _piece(rng, whole), rng.randint(0, len(whole))
    return whole[:at] + whole[start:end] + whole[at:]


def _repeated(rng: Random, whole: AnyStr, _: Sequence[AnyStr]) -> AnyStr:
    """One piece many times in a row, now and then very many times."""
    start, end = _piece(rng, whole)
    times = rng.randint(2, MOST_COPIES) if rng.random() < 0.1 else rng.randint(2, 5)
    return whole[:end] + whole[start:end] * times + whole[end:]


def _swapped(rng: Random, whole: AnyStr, _: Sequence[AnyStr]) -> AnyStr:
    a, b = sorted(rng.randint(0, len(whole)) for _ in range(2))
    middle = rng.randint(a, b)
    return whole[:a] + whole[middle:b] + whole[a:middle] + whole[b:]


def _cut_off(rng: Random, whole: AnyStr, _: Sequence[AnyStr]) -> AnyStr:
    at = rng.randint(0, len(whole))
    return whole[:at] if rng.random() < 0.7 else whole[at:]


def _other_case(rng: Random, whole: AnyStr, _: Sequence[AnyStr]) -> AnyStr:
    start, end = _piece(rng, whole)
    piece = whole[start:end]
    return whole[:start] + rng.choice([piece.upper, piece.lower, piece.title, piece.swapcase])() + whole[end:]


def _foreign(rng: Random, whole: AnyStr, foreign: Sequence[AnyStr]) -> AnyStr:
    at = rng.randint(0, len(whole))
    return whole[:at] + rng.choice(foreign) + whole[at:] if foreign else whole


_DAMAGES: Sequence[Callable[[Random, AnyStr, Sequence[AnyStr]], AnyStr]] = (
    *(_without, _doubled, _repeated, _swapped, _cut_off, _other_case, _foreign, _foreign),
)
