"""Overlapping stretches of a text -> pieces that nest, as HTML wants them.

A modal may stand in a hedge, the hedge in a condition, and the condition may begin in one voice and end in
another. The text is cut at every boundary; where two stretches cross, the one that began later is closed and
taken up again.
"""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """A stretch of the text and what it stands for; of two equal stretches the lower rank is outside."""

    start: int
    end: int
    rank: int
    what: Any


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of the text without a boundary inside."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edge:
    """Where an overlay opens or closes; `outer` unless it is only interrupted by another one that ends."""

    side: Literal["open", "close"]
    overlay: Overlay
    outer: bool


def nest_spans(overlays: Iterable[Overlay], start: int, end: int) -> Iterator[Words | Edge]:
    """The text from `start` to `end` in reading order; every edge that opens is closed, the last first.

    >>> hedge, modal = Overlay(3, 9, 0, "hedge"), Overlay(3, 5, 1, "modal")
    >>> [step.overlay.what if isinstance(step, Edge) else (step.start, step.end)
    ...  for step in nest_spans([modal, hedge], 0, 9)]
    [(0, 3), 'hedge', 'modal', (3, 5), 'modal', (5, 9), 'hedge']
    """
    inside = [one for one in overlays if max(one.start, start) < min(one.end, end)]
    openings: dict[int, list[Overlay]] = {}
    for one in inside:
        openings.setdefault(max(one.start, start), []).append(one)
    stack: list[Overlay] = []
    cursor = start
    for place in sorted({*openings, *(min(one.end, end) for one in inside), end}):
        if cursor < place:
            yield Words(cursor, place)
        cursor = place
        interrupted = yield from _close(stack, place, end)
        yield from _open(stack, interrupted, openings.get(place, []))


def _close(stack: list[Overlay], place: int, end: int) -> Generator[Edge, None, list[Overlay]]:
    """Close what ends here and all that was opened inside it; gives back what has to be taken up again."""
    ending = {one for one in stack if min(one.end, end) == place}
    interrupted: list[Overlay] = []
    while ending:
        one = stack.pop()
        yield Edge("close", one, outer=one in ending)
        if one in ending:
            ending.remove(one)
        else:
            interrupted.append(one)
    return interrupted


def _open(stack: list[Overlay], again: list[Overlay], new: list[Overlay]) -> Iterator[Edge]:
    """Open the longest first, so that as little as possible has to be interrupted."""
    for one in sorted([*again, *new], key=lambda one: (-one.end, one.rank)):
        stack.append(one)
        yield Edge("open", one, outer=one not in again)
