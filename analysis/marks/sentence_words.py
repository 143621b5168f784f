"""The words of one sentence as the clause finder sees them: classes, punctuation between them, counts.

A *cut* `i` is the place before word `i`; punctuation belongs to cuts and never to words. The *shape*
of a cut says what begins there (a pronoun with a modal, a command, a preposition ...).
"""

import re
from collections.abc import Iterable
from itertools import accumulate
from typing import Final

from analysis.marks.word_classes import word_classes
from analysis.records import Span
from analysis.text import Tokens

_SHAPE = re.compile(
    r"(?P<S>R?SR*M)|(?P<s>R?SR*V)"  # we will, we go
    r"|(?P<N>R?D?R*[JGP]*N+R*M)|(?P<n>R?D?R*[JGP]*N+R*V)"  # the bill will, the bill fails
    r"|(?P<m>R?D?R*[JGP]*N+(?:ID?[JGP]*N+|R)R*[VM])"  # the bill of the senate fails
    r"|(?P<b>R?B)|(?P<a>[VM]R?[SDN])|(?P<w>WR*[VM])|(?P<v>W(?:S|D?J*N))"  # go; will we; what is; what we
    r"|(?P<c>CR?(?:S|D?J*N+)R*[VM])|(?P<d>C[VMBGP])|(?P<k>C)"  # and we go; and go; and
    r"|(?P<y>[VM])|(?P<t>TR?B)|(?P<h>H)|(?P<f>K)|(?P<i>I)|(?P<g>[GP])|(?P<r>R)|(?P<o>.)"
)
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
    one subtraction.
    """

    __slots__ = (
        "brackets", "classes", "commas", "end", "finite", "gap", "markers", "openings", "quotes",
        "shapes", "size", "start", "word",
    )  # fmt: skip

    def __init__(self, tokens: Tokens, text: str) -> None:
        self.word: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.gap = [""]
        letters = self._split(tokens, word_classes().tag(tokens.word), text)
        self.classes = "".join(letters)
        self.size = len(self.word)
        self.shapes = _shapes(self.classes, self.gap)
        self.finite = _running(letter in "VM" for letter in self.classes)
        self.openings = _running(shape in OPENS_CLAUSE for shape in self.shapes)
        self.markers = _running(word in ("if", "unless") for word in self.word)
        self.commas = _running("," in gap for gap in self.gap)
        self.quotes = _running(("q" in gap) - ("Q" in gap) for gap in self.gap)
        self.brackets = _running(("(" in gap) - (")" in gap) for gap in self.gap)

    def _split(self, tokens: Tokens, classes: str, text: str) -> list[str]:
        letters = []
        for start, end, word, letter in zip(tokens.start, tokens.end, tokens.word, classes, strict=True):
            if letter != ",":
                self.word.append(word)
                self.start.append(start)
                self.end.append(end)
                self.gap.append("")
                letters.append(letter)
            elif not self.gap[-1].endswith(code := _GAPS.get(word[0]) or _quote(text, start, end)):
                self.gap[-1] += code
        return letters

    def cuts(self, span: Span) -> tuple[int, int]:
        """The cuts around the words that `span` touches (equal where it touches none)."""
        first = next((i for i in range(self.size) if self.end[i] > span[0]), self.size)
        last = next((i for i in range(first, self.size) if self.start[i] >= span[1]), self.size)
        return first, last

    def class_at(self, i: int) -> str:
        """The class of word `i`, or an edge."""
        return self.classes[i] if 0 <= i < self.size else "$"

    def word_at(self, i: int) -> str:
        """Word `i`, or an edge."""
        return self.word[i] if 0 <= i < self.size else "$"

    def next_finite(self, i: int) -> int:
        """Index of the first finite verb at or after word `i`, or the number of words."""
        while i < self.size and self.classes[i] not in "VM":
            i += 1
        return i


def _running(flags: Iterable[int]) -> list[int]:
    return [0, *accumulate(map(int, flags))]


def _shapes(classes: str, gap: list[str]) -> list[str]:
    """What begins at each cut (the groups of `_SHAPE`), never across punctuation; `e` at the end."""
    spaced, places = "", []
    for letter, before in zip(classes, gap, strict=False):
        spaced += "," if _STOPS & set(before) else ""
        places.append(len(spaced))
        spaced += letter
    matches = (_SHAPE.match(spaced, place) for place in places)
    return [*((match and match.lastgroup) or "o" for match in matches), "e"]


def _quote(text: str, start: int, end: int) -> str:
    """Code of a straight quotation mark (opening or closing, by its neighbours) or of any other sign."""
    if text[start] not in "\"'’‘":
        return "*"
    before, after = text[start - 1 : start], text[end : end + 1]
    opens = after and not after.isspace() and (not before or before.isspace() or before in "([-—–")
    return "q" if opens else "Q"
