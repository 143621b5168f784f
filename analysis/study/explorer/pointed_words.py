"""Words that a reader points at -> the characters that they are."""

import re
from collections.abc import Iterator, Sequence

from analysis.base.errors import StudyError
from analysis.base.records import Span


def find_words(text: str, words: str, *, near: int, span: Sequence[int] = ()) -> Span:
    """Where some words stand: at `span`, if these are its words, else the place nearest to `near`.

    `span` are two offsets, as a page sends them; empty where nothing was selected. Any white
    space stands for any other, since a page shows a line break as a blank. StudyError where the words are
    not in the text.

    >>> find_words("a kind of\\ncheese, a kind of map", "kind of", near=20)
    (21, 28)
    """
    wanted = words.split()
    if not wanted:
        raise StudyError("no words were given; right would be the words of the text that make the mark")
    if len(span) == 2 and text[slice(*span)].split() == wanted:
        return _trimmed(text, (int(span[0]), int(span[1])))
    places = list(_places(text, wanted))
    if not places:
        raise StudyError(f"the words {' '.join(wanted)!r} do not stand in this text as they are written")
    return min(places, key=lambda place: abs(place[0] - near))


def _places(text: str, wanted: list[str]) -> Iterator[Span]:
    pattern = r"\s+".join(map(re.escape, wanted))
    first = r"\b" if wanted[0][0].isalnum() else ""
    last = r"\b" if wanted[-1][-1].isalnum() else ""
    return (match.span() for match in re.finditer(f"{first}{pattern}{last}", text))


def _trimmed(text: str, span: Span) -> Span:
    """The span without white space at its ends."""
    words = text[slice(*span)]
    return span[0] + len(words) - len(words.lstrip()), span[0] + len(words.rstrip())
