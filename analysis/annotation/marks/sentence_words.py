"""The words of one sentence as the clause finder sees them: classes, punctuation between them, counts.

A *cut* `i` is the place before word `i`; punctuation belongs to cuts and never to words. The *shape*
of a cut says what begins there (a pronoun with a modal, a command, a preposition ...).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate, repeat
from operator import contains, sub
from typing import Final

from analysis.base.records import Span
from analysis.language.text import Tokens
from analysis.language.word_classes import is_sign, word_classes
from analysis.language.word_lists import word_list

_SHAPE = re.compile(
    r"(?=I(?P<i>)|H(?P<h>)|K(?P<f>)"
    r"|[VM](?:R?[SDN](?P<a>)|(?P<y>))"  # will we; will
    r"|T(?:R?B(?P<t>))?"
    r"|W(?:R*[VM](?P<w>)|(?:S|D?J*N)(?P<v>))?"  # what is; what we
    r"|C(?:R?(?:S|D?J*N+)R*[VM](?P<c>)|[VMBGP](?P<d>)|(?P<k>))"  # and we go; and go; and
    r"|R?(?:B(?P<b>)|SR*(?:M(?P<S>)|V(?P<s>)))"  # go; we will; we go
    r"|R?D?R*[JGP]*N+(?:R*(?:M(?P<N>)|V(?P<n>))"  # the bill will; the bill fails
    r"|ID?[JGP]*N+R*[VM](?P<m>))"  # the bill of the senate fails
    r"|[GP](?P<g>)|R(?P<r>)|[^,])"
)
"""What begins at a word, by the one group that matches; the groups are empty and come last in their branch,
since a branch that begins with a plain letter is passed over quickly."""
_EDGES: Final = "$$$"
_MARKERS: Final = frozenset(("if", "unless"))
_CONDITIONS: Final = word_list("conditions", "clauses.conditions")
_STOPS: Final = frozenset(",;:-().?")
OPENS_CLAUSE: Final = "SsNnmbawv"
"""Shapes that can begin a clause of their own."""
_GAPS: Final = {
    **dict.fromkeys("([{", "("),
    **dict.fromkeys(")]}", ")"),
    **dict.fromkeys("-–—", "-"),
    **dict.fromkeys(".…!", "."),
    **dict.fromkeys("“«", "q"),
    **dict.fromkeys("”»", "Q"),
    **{char: char for char in ",;:?"},
}


class Sentence:
    """The words of one sentence with their classes, what stands in the cuts, and running counts.

    `finite[i]`, `commas[i]` ... count what lies before cut `i`, so that any segment is counted by
    one subtraction. What takes time is made when it is first asked for: most candidates of conditions
    are judged by a word or two.
    """

    def __init__(self, tokens: Tokens, text: str) -> None:
        self.word: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.gap = [""]
        self._tokens = tokens
        self._split(tokens, text)
        self.size = len(self.word)

    def _split(self, tokens: Tokens, text: str) -> None:
        gap = self.gap
        for start, end, word in zip(tokens.start, tokens.end, tokens.word, strict=True):
            if not is_sign(word):
                self.word.append(word)
                self.start.append(start)
                self.end.append(end)
                gap.append("")
            elif not gap[-1].endswith(code := _GAPS.get(word[0]) or _quote(text, start, end)):
                gap[-1] += code

    @cached_property
    def classes(self) -> str:
        """The class of each word, one letter each."""
        return word_classes().tag(self._tokens.word).replace(",", "")

    @cached_property
    def letters(self) -> str:
        """The classes with an edge for each of the three places before the first word and behind the last."""
        return self.classes + _EDGES

    @cached_property
    def forms(self) -> list[str]:
        """The words with the same edges: `forms[-1]` stands before the first word."""
        return [*self.word, *_EDGES]

    @cached_property
    def shapes(self) -> list[str]:
        """What begins at each cut (the groups of `_SHAPE`), never across punctuation; `e` at the end."""
        stopped = (
            f",{letter}" if gap and not _STOPS.isdisjoint(gap) else letter
            for letter, gap in zip(self.classes, self.gap, strict=False)
        )
        return [*(match.lastgroup or "o" for match in _SHAPE.finditer("".join(stopped))), "e"]

    @cached_property
    def finite(self) -> list[int]:
        return _running(map("VM".__contains__, self.classes))

    @cached_property
    def openings(self) -> list[int]:
        return _running(map(OPENS_CLAUSE.__contains__, self.shapes))

    @cached_property
    def markers(self) -> list[int]:
        return _running(map(_MARKERS.__contains__, self.word))

    @cached_property
    def _conditions(self) -> list[int]:
        return _running(map(_CONDITIONS.__contains__, self.word))

    @cached_property
    def commas(self) -> list[int]:
        return _running(map(contains, self.gap, repeat(",")))

    @cached_property
    def quotes(self) -> list[int]:
        return self._open("q", "Q")

    @cached_property
    def brackets(self) -> list[int]:
        return self._open("(", ")")

    def _open(self, opening: str, closing: str) -> list[int]:
        """How many more of one sign than of its partner stand before each cut."""
        signs = "".join(self.gap)
        if opening not in signs and closing not in signs:
            return [0] * (len(self.gap) + 1)
        opened = map(contains, self.gap, repeat(opening))
        return _running(map(sub, opened, map(contains, self.gap, repeat(closing))))

    @cached_property
    def _next_finite(self) -> list[int]:
        following = [self.size]
        for i in range(self.size - 1, -1, -1):
            following.append(i if self.classes[i] in "VM" else following[-1])
        return following[::-1]

    def cuts(self, span: Span) -> tuple[int, int]:
        """The cuts around the words that `span` touches (equal where it touches none)."""
        first = bisect_right(self.end, span[0])
        return first, bisect_left(self.start, span[1], first)

    def class_at(self, i: int) -> str:
        """The class of word `i`, or an edge; words with one class can be asked for before all are decided."""
        if not 0 <= i < self.size:
            return "$"
        return word_classes().known.get(self.word[i]) or self.classes[i]

    def word_at(self, i: int) -> str:
        """Word `i`, or an edge."""
        return self.word[i] if 0 <= i < self.size else "$"

    def before_marker(self, cut: int, count: int) -> int:
        """The cut before the *if*, *lest* ... that follows `count` others behind `cut`, or the last cut."""
        behind = bisect_right(self._conditions, self._conditions[cut] + count)
        return behind - 1 if behind <= self.size else self.size

    def behind_marker(self, cut: int, count: int) -> int:
        """The cut behind the *if*, *lest* ... with `count` others up to `cut`, or the first cut."""
        return bisect_left(self._conditions, self._conditions[cut] - count)

    def next_finite(self, i: int) -> int:
        """Index of the first finite verb at or after word `i`, or the number of words."""
        return self._next_finite[i] if i < self.size else i


def _running(flags: Iterable[int]) -> list[int]:
    return list(accumulate(flags, initial=0))


def _quote(text: str, start: int, end: int) -> str:
    """Code of a straight quotation mark (opening or closing, by its neighbours) or of any other sign."""
    if text[start] not in "\"'’‘":
        return "*"
    before, after = text[start - 1 : start], text[end : end + 1]
    opens = after and not after.isspace() and (not before or before.isspace() or before in "([-—–")
    return "q" if opens else "Q"
