"""Stage directions in prose and speeches, and stretches without what nobody says.

What else is found in a transcript is in `turns/`.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from analysis.base.records import Span
from analysis.language.regex import regex
from analysis.language.word_lists import word_pattern

_ANY_DIRECTION = word_pattern("statements", "directions.any", " ")
_DIRECTION = regex(
    rf"[(\[](?=[^()\[\]\n]{{0,80}}\b{_ANY_DIRECTION}\b)[^()\[\]\n]{{1,90}}[)\]]\.?", re.IGNORECASE
)


def find_directions(text: str, start: int = 0) -> list[Span]:
    """Stage directions in brackets, which nobody says: *(Applause.)*, *[Laughter]*.

    >>> text = "Thank you. (Applause.) We will stay (for now)."
    >>> [text[a:b] for a, b in find_directions(text)]
    ['(Applause.)']
    """
    return [match.span() for match in _DIRECTION.finditer(text, start)]


def cut_out(span: Span, holes: Sequence[Span], text: str) -> tuple[Span, ...]:
    """What is left of a span without the holes (sorted), trimmed of white space."""
    pieces: list[Span] = []
    start = span[0]
    first = bisect_left(holes, (span[0], 0))
    if first and holes[first - 1][1] > span[0]:  # the span begins inside a hole
        first -= 1
    for a, b in holes[first : bisect_left(holes, (span[1], 0))]:
        pieces.append((start, a))
        start = max(start, b)
    pieces.append((start, span[1]))
    return tuple(trimmed for piece in pieces if (trimmed := trim(text, *piece)))


def trim(text: str, start: int, end: int) -> Span | None:
    """The span without white space at its edges; None when it holds no letter or digit."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if any(char.isalnum() for char in text[start:end]) else None
