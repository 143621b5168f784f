"""The words of one sentence as the clause finder sees them: classes, punctuation between them, counts.

A *cut* `i` is the place before word `i`; punctuation belongs to cuts and never to words. The *shape*
of a cut is the `Onset` of what begins there (a pronoun with a modal, a command, a preposition ...).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property
from itertools import accumulate, repeat
from operator import contains, sub
from typing import Final

from analysis.base.records import Span
from analysis.language.tagging.tag_lexicon import has_letter
from analysis.language.tagging.tagger import tags_of
from analysis.language.text import Text
from analysis.language.word_classes import FINITE, WordClass, word_class_of
from analysis.language.word_lists import word_list


class Onset(StrEnum):
    """What begins at a cut, by the classes of the words behind it; one letter each, as in the model files."""

    PRONOUN_MODAL = "S"
    """*we will*."""
    PRONOUN_VERB = "s"
    """*we go*."""
    NOUN_MODAL = "N"
    """*the bill will*."""
    NOUN_VERB = "n"
    """*the bill fails*."""
    LONG_SUBJECT = "m"
    """*the bill of the senate fails*."""
    COMMAND = "b"
    """*go*."""
    INVERSION = "a"
    """*will we*."""
    FINITE_VERB = "y"
    """*will*, without a subject of its own."""
    WH_VERB = "w"
    """*what is*."""
    WH_SUBJECT = "v"
    """*what we*."""
    TO_INFINITIVE = "t"
    AND_CLAUSE = "c"
    """*and we go*."""
    AND_VERB = "d"
    """*and go*."""
    COORDINATOR = "k"
    THAT = "h"
    CONJUNCTION = "f"
    PREPOSITION = "i"
    PARTICIPLE = "g"
    """A participle or a form in *-ing*."""
    ADVERB = "r"
    OTHER = "o"
    END = "e"
    """The end of the sentence."""


def _onset_pattern() -> re.Pattern[str]:
    """What begins at a word, by the one group that matches.

    The groups are empty and come last in their branch, since a branch that begins with a plain letter is
    passed over quickly.
    """
    w = WordClass
    finite, name = f"[{w.VERB}{w.MODAL}]", f"{w.DETERMINER}?{w.ADJECTIVE}*{w.NOUN}"
    adverb, adverbs = f"{w.ADVERB}?", f"{w.ADVERB}*"
    dressed = f"[{w.ADJECTIVE}{w.ING}{w.PARTICIPLE}]*{w.NOUN}+"
    branches = (
        f"{w.PREPOSITION}{_group(Onset.PREPOSITION)}",
        f"{w.THAT}{_group(Onset.THAT)}",
        f"{w.CONJUNCTION}{_group(Onset.CONJUNCTION)}",
        f"{finite}(?:{adverb}[{w.PRONOUN}{w.DETERMINER}{w.NOUN}]{_group(Onset.INVERSION)}"
        f"|{_group(Onset.FINITE_VERB)})",
        f"{w.TO}(?:{adverb}{w.BASE}{_group(Onset.TO_INFINITIVE)})?",
        f"{w.WH}(?:{adverbs}{finite}{_group(Onset.WH_VERB)}|(?:{w.PRONOUN}|{name}){_group(Onset.WH_SUBJECT)})?",
        f"{w.COORDINATOR}(?:{adverb}(?:{w.PRONOUN}|{name}+){adverbs}{finite}{_group(Onset.AND_CLAUSE)}"
        f"|[{w.VERB}{w.MODAL}{w.BASE}{w.ING}{w.PARTICIPLE}]{_group(Onset.AND_VERB)}|{_group(Onset.COORDINATOR)})",
        f"{adverb}(?:{w.BASE}{_group(Onset.COMMAND)}"
        f"|{w.PRONOUN}{adverbs}(?:{w.MODAL}{_group(Onset.PRONOUN_MODAL)}|{w.VERB}{_group(Onset.PRONOUN_VERB)}))",
        f"{adverb}{w.DETERMINER}?{adverbs}{dressed}"
        f"(?:{adverbs}(?:{w.MODAL}{_group(Onset.NOUN_MODAL)}|{w.VERB}{_group(Onset.NOUN_VERB)})"
        f"|{w.PREPOSITION}{w.DETERMINER}?{dressed}{adverbs}{finite}{_group(Onset.LONG_SUBJECT)})",
        f"[{w.ING}{w.PARTICIPLE}]{_group(Onset.PARTICIPLE)}",
        f"{w.ADVERB}{_group(Onset.ADVERB)}",
        f"[^{STOP}]",
    )
    return re.compile(f"(?={'|'.join(branches)})")


def _group(onset: Onset) -> str:
    return f"(?P<{onset}>)"


STOP: Final = ","
"""What stands for punctuation among the classes of words: no onset reaches over it."""
_ONSETS: Final = _onset_pattern()
_EDGES: Final = WordClass.EDGE * 3
MARKERS: Final = frozenset(("if", "unless"))
_CONDITIONS: Final = word_list("conditions", "clauses.conditions")
_STOPS: Final = frozenset(",;:-().?")
WITH_PRONOUN: Final = frozenset((Onset.PRONOUN_MODAL, Onset.PRONOUN_VERB))
STATEMENT: Final = WITH_PRONOUN | {Onset.NOUN_MODAL, Onset.NOUN_VERB, Onset.LONG_SUBJECT}
"""A subject and then its finite verb."""
WITH_SUBJECT: Final = STATEMENT | {Onset.INVERSION}
"""A subject and its finite verb."""
OPENS_MAIN_CLAUSE: Final = WITH_SUBJECT | {Onset.COMMAND}
"""What can begin a statement, a yes-no question or a command."""
OPENS_CLAUSE: Final = OPENS_MAIN_CLAUSE | {Onset.WH_VERB, Onset.WH_SUBJECT}
"""What can begin a clause of its own."""
JOINED_CLAUSE: Final = frozenset((Onset.AND_CLAUSE, Onset.COORDINATOR, Onset.THAT, Onset.CONJUNCTION))
"""What begins with a word that joins clauses."""
VERBLESS: Final = frozenset(
    (Onset.PARTICIPLE, Onset.PREPOSITION, Onset.ADVERB, Onset.TO_INFINITIVE, Onset.OTHER)
)
"""What has no finite verb where a clause would have it: *if necessary*, *if in doubt*."""
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

    def __init__(self, text: Text, number: int) -> None:
        self.word: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.gap = [""]
        self._text, self._number = text, number
        self._tokens: list[int] = []
        """The places of the words among the tokens."""
        self._split()
        self.size = len(self.word)

    def _split(self) -> None:
        gap, tokens, text = self.gap, self._text.tokens(self._number), self._text.text
        for i, (start, end, word) in enumerate(zip(tokens.start, tokens.end, tokens.word, strict=True)):
            if has_letter(word):
                self._tokens.append(i)
                self.word.append(word)
                self.start.append(start)
                self.end.append(end)
                gap.append("")
            elif not gap[-1].endswith(code := _GAPS.get(word[0]) or _quote(text, start, end)):
                gap[-1] += code

    @cached_property
    def classes(self) -> str:
        """The class of each word, one letter each."""
        tags = tags_of(self._text, self._number)
        return "".join(map(word_class_of, self.word, map(tags.__getitem__, self._tokens)))

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
        """What begins at each cut (an `Onset`), never across punctuation."""
        stopped = (
            f"{STOP}{letter}" if gap and not _STOPS.isdisjoint(gap) else letter
            for letter, gap in zip(self.classes, self.gap, strict=False)
        )
        found = (match.lastgroup or Onset.OTHER.value for match in _ONSETS.finditer("".join(stopped)))
        return [*found, Onset.END.value]

    @cached_property
    def finite(self) -> list[int]:
        return _running(map(FINITE.__contains__, self.classes))

    @cached_property
    def openings(self) -> list[int]:
        return _running(map(OPENS_CLAUSE.__contains__, self.shapes))

    @cached_property
    def markers(self) -> list[int]:
        return _running(map(MARKERS.__contains__, self.word))

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
            following.append(i if self.classes[i] in FINITE else following[-1])
        return following[::-1]

    def cuts(self, span: Span) -> tuple[int, int]:
        """The cuts around the words that `span` touches (equal where it touches none)."""
        first = bisect_right(self.end, span[0])
        return first, bisect_left(self.start, span[1], first)

    def class_at(self, i: int) -> str:
        """The class of word `i`, or an edge."""
        return self.classes[i] if 0 <= i < self.size else WordClass.EDGE

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
