"""The lines of a text as they lie on the page, and where on each of them the words begin."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.annotation.statements.excluded import Excluded
from analysis.language.regex import regex

_BREAKS = "\n\f\r\u2028\u2029"
_BREAK = regex(rf"([{_BREAKS}])")


class Line(NamedTuple):
    """One line that is not blank: `start` to `end` without the blanks around, the margin, the gap above."""

    start: int
    end: int
    indent: int
    gap: int


class Sheet(NamedTuple):
    """A text, its lines without what is furniture, and the furniture."""

    text: str
    lines: Sequence[Line]
    furniture: Sequence[Excluded]

    @property
    def margin(self) -> int:
        """The indent that most lines have."""
        indents = Counter(line.indent for line in self.lines)
        return max(indents, key=lambda indent: (indents[indent], -indent), default=0)

    def of(self, line: Line) -> str:
        """The words of a line."""
        return self.text[line.start : line.end]


def find_lines(text: str, start: int = 0) -> Iterator[Line]:
    """Every line that holds more than blanks; `gap` is the number of line breaks before it, less one.

    >>> [tuple(line) for line in find_lines("  Ann Lee\\n\\nWe can.")]
    [(2, 9, 2, 0), (11, 18, 0, 1)]
    """
    breaks = 0
    place = start
    for piece in _BREAK.split(text[start:]):
        if len(piece) < 2 and piece in _BREAKS:
            breaks += 10 if piece == "\f" else piece == "\n"
        elif words := piece.strip():
            begin = place + len(piece) - len(piece.lstrip())
            yield Line(begin, begin + len(words), begin - place, max(0, breaks - 1))
            breaks = 0
        place += len(piece)
