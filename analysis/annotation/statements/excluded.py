"""Stretches that nobody says, each with its kind: labels, stage directions, page heads ..."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from analysis.base.records import Span


class Excluded(NamedTuple):
    """One stretch that nobody says and what it is."""

    start: int
    end: int
    kind: str

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.start, self.end


def excluded(spans: Iterable[Span], kind: str) -> Iterator[Excluded]:
    """Some spans of one kind."""
    return (Excluded(start, end, kind) for start, end in spans)


def apart(stretches: Iterable[Excluded]) -> list[Excluded]:
    """The stretches in order; of two that overlap, the first keeps what they share, an outer one all.

    >>> apart([Excluded(2, 4, "direction"), Excluded(0, 6, "label"), Excluded(5, 8, "direction")])
    [Excluded(start=0, end=6, kind='label'), Excluded(start=6, end=8, kind='direction')]
    """
    kept: list[Excluded] = []
    for start, end, kind in sorted(stretches, key=lambda each: (each.start, -each.end)):
        begin = max(start, kept[-1].end) if kept else start
        if begin < end:
            kept.append(Excluded(begin, end, kind))
    return kept


def joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap or touch put together.

    >>> joined([(0, 9), (2, 4), (9, 11), (12, 13)])
    [(0, 11), (12, 13)]
    """
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def spans_of(stretches: Sequence[Excluded]) -> list[Span]:
    """Where the stretches stand."""
    return [each.span for each in stretches]
