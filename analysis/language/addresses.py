"""Where a text has addresses of pages and mail, #tags and @names: their letters are no words of a sentence.

*example.org/may/will?can=must* holds no modal, and *@will* is a name.
"""

import re
from bisect import bisect_right
from operator import itemgetter
from typing import Final

from analysis.base.records import Span
from analysis.language.word_lists import word_list, word_pattern

_ENDINGS: Final = sorted(f".{ending}" for ending in word_list("word_classes", "address-endings"))
_SIGNS: Final = ("@", "#", "://", "www.", *_ENDINGS)
_RUN: Final = r"[^\s(<\"'“,;]"
_ADDRESS: Final = re.compile(
    r"(?<![\w&])[#@]\w+(?:[.-]\w+)*"  # a tag or name; &#39; is none
    rf"|{_RUN}*(?:://|www\.)\S+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    rf"|[\w-]+(?:\.[\w-]+)*\.{word_pattern('word_classes', 'address-endings')}(?![\w-])(?:[/?#]\S*)?"
)


def addresses(folded: str) -> list[Span]:
    """The spans of addresses, tags and names in a folded text, in order.

    >>> text = "ask @will or may@can.org, see if.org/must?will #may"
    >>> [text[start:end] for start, end in addresses(text)]
    ['@will', 'may@can.org', 'if.org/must?will', '#may']
    """
    if not any(sign in folded for sign in _SIGNS):
        return []
    spans = []
    for start, end in _stretches(folded):
        spans += [match.span() for match in _ADDRESS.finditer(folded, start, end)]
    return spans


def _stretches(folded: str) -> list[Span]:
    """The stretches between blanks that hold one of the signs, so that no other is searched."""
    found: set[Span] = set()
    for sign in _SIGNS:
        at = folded.find(sign)
        while at >= 0:
            start, end = at, at
            while start and not folded[start - 1].isspace():
                start -= 1
            while end < len(folded) and not folded[end].isspace():
                end += 1
            found.add((start, end))
            at = folded.find(sign, end)
    return sorted(found)


def is_inside(spans: list[Span], offset: int) -> bool:
    """Whether an offset lies in one of the spans, which are in order."""
    i = bisect_right(spans, offset, key=itemgetter(0)) - 1
    return i >= 0 and offset < spans[i][1]
