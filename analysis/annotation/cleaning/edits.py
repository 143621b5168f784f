"""Replacements in a text, and the way back from the new text to the old one."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.base.records import Span


class Edit(NamedTuple):
    """The characters from `start` to `end` become `new`."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class WayBack:
    """Where the pieces of a new text came from.

    `new` and `old` hold, one after another, the spans of what was put in and of what stood there; between
    them the texts are the same.
    """

    new: list[Span] = field(default_factory=list)
    old: list[Span] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def add(self, new: Span, old: Span) -> None:
        """The next replacement to the right."""
        self.new.append(new)
        self.old.append(old)
        self._starts.append(new[0])

    def span(self, span: Span) -> Span:
        """The span of the old text from which all characters of a span of the new one came."""
        start, end = span
        return (self._start(start), self._end(end)) if start < end else (self._start(start),) * 2

    def _start(self, at: int) -> int:
        i = bisect_right(self._starts, at) - 1
        if i < 0:
            return at
        return self.old[i][0] if at < self.new[i][1] else self.old[i][1] + at - self.new[i][1]

    def _end(self, at: int) -> int:
        i = bisect_right(self._starts, at - 1) - 1
        if i < 0:
            return at
        return self.old[i][1] + max(0, at - self.new[i][1])


def edited(text: str, edits: Iterable[Edit]) -> tuple[str, WayBack]:
    """The text after some edits, which stand in order and do not overlap, and the way back.

    >>> new, back = edited("per­haps", [Edit(3, 4, "")])
    >>> new, back.span((0, 7))
    ('perhaps', (0, 8))
    """
    pieces: list[str] = []
    back = WayBack()
    seen = length = 0
    for start, end, new in edits:
        pieces += (text[seen:start], new)
        length += start - seen
        back.add((length, length + len(new)), (start, end))
        length += len(new)
        seen = end
    return "".join([*pieces, text[seen:]]), back
