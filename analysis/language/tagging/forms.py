"""A token by its form alone: its number, its tags in the lexicon, endings, spelling.

A text is looked up by its pieces between white space, most of which have been seen before: cutting a piece
into tokens and describing them is done once for all its occurrences.
"""

import re
from binascii import crc32
from collections.abc import Callable, Iterable
from enum import IntEnum
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.language.tagging.tag_lexicon import Lexicon, has_letter
from analysis.language.text import Tokens, fold

Ints = NDArray[np.int64]
Describe = Callable[[str], tuple[int, ...]]
"""A folded token -> further numbers."""


class Row(IntEnum):
    """The rows of the table of forms: what is known of each, as numbers."""

    WORD = 0
    """The number of the word in the lexicon; of an unknown one its ending, below 0."""
    CLASS = 1
    """The number of its tags in the lexicon (`Lexicon.class_of`)."""
    ENDING = 2
    """The last three letters."""
    SHORT_ENDING = 3
    LONG_ENDING = 4
    BEGINNING = 5
    SHAPE = 6
    """Case and spelling, as one number."""
    SURE = 7
    """The tag of a form that needs no decision; -1 for one that does."""
    CASE = 8
    LENGTH = 9


class Case(IntEnum):
    """How a token is written."""

    LOWER = 0
    CAPITAL = 1
    CAPITALS = 2
    """Two letters or more, all of them capitals."""


_CASES: Final = len(Case)


class Spelling(IntEnum):
    """What signs a token has."""

    EDGE = 0
    LETTERS = 1
    SIGN = 2
    """No letter and no digit."""
    HYPHEN = 3
    NUMBER = 4
    """It begins with a digit."""
    MIXED = 5


EDGE: Final = 0
"""The number of the form that stands for what is beyond a sentence; all its rows are 0."""
_DIGIT: Final = re.compile(r"\d")
_FINAL_SIGNS: Final = ".,:;?!"
_LIMIT: Final = 80_000
"""Pieces and tokens that are kept."""
_LONGEST: Final = 30
"""Characters of a piece that is kept; longer ones hardly come back."""


def nothing_more(_: str) -> tuple[int, ...]:
    """For a table that has only the rows of `Row`."""
    return ()


class Forms:
    """Numbers for the forms of tokens, made on first sight; `table[:, number]` says what is known of one.

    `more` gives rows behind those of `Row`; `score` gives a row of `scores` for each new column of the table.
    """

    def __init__(
        self, lexicon: Lexicon, score: Callable[[Ints], NDArray[np.int16]], more: Describe = nothing_more
    ) -> None:
        self._lexicon = lexicon
        self._words = {word: number for number, word in enumerate(sorted(lexicon.classes), start=1)}
        self._classes = dict[str, int]()
        for name in sorted(set(lexicon.classes.values())):
            self._classes[name] = len(self._classes) + 1
        self._score, self._more = score, more
        self._pieces = _Pieces(self._number)
        self._numbers: dict[tuple[str, int], int] = {}
        self._new: list[tuple[int, ...]] = []
        edge = np.zeros((len(Row) + len(more("")), 1), dtype=np.int64)
        self.table: Ints = edge
        self.scores = score(edge)
        self._forget()

    def numbers(self, texts: Iterable[str]) -> tuple[Ints, Ints]:
        """The number of the form of each token of some texts, and how many tokens each text has.

        Numbers that were given before may mean nothing any more.
        """
        if max(len(self._pieces), len(self._numbers)) > _LIMIT:
            self._forget()
        found: list[int] = []
        ends = [0]
        for text in texts:
            found.extend(chain.from_iterable(map(self._pieces.__getitem__, text.split())))
            ends.append(len(found))
        if self._new:
            rows = np.array(self._new, dtype=np.int64).T
            self.table = np.concatenate([self.table, rows], axis=1)
            self.scores = np.concatenate([self.scores, self._score(rows)])
            self._new.clear()
        return np.array(found, dtype=np.int64), np.diff(ends)

    def _forget(self) -> None:
        self._pieces.clear()
        self._numbers = {("", EDGE): EDGE}
        self.table, self.scores = self.table[:, :1], self.scores[:1]

    def _number(self, word: str, case: Case) -> int:
        number = self._numbers.get((word, case))
        if number is None:
            number = self._numbers[word, case] = len(self._numbers)
            self._new.append((*self._describe(word, case), *self._more(word)))
        return number

    def _describe(self, word: str, case: Case) -> tuple[int, ...]:
        plain = without_digits(word)
        name = self._lexicon.class_of(plain)
        ending = hashed(plain[-3:])
        sure = self._lexicon.sure(plain)
        return (
            self._words.get(plain, -1 - ending),
            self._classes.get(name) or hashed(name) + len(self._classes) + 1,
            ending,
            hashed(plain[-2:]),
            hashed(plain[-4:]),
            hashed(plain[:3]),
            case + _CASES * spelling(word),
            -1 if sure is None else sure,
            case,
            len(word),
        )


def without_digits(word: str) -> str:
    """The word with 0 for each digit, so that all years are one word."""
    return word if word.isalpha() else _DIGIT.sub("0", word)


def hashed(letters: str) -> int:
    """A number below 65,536 for a few letters."""
    return crc32(letters.encode("utf-8", "surrogatepass")) & 0xFFFF


def spelling(word: str) -> Spelling:
    """What signs a folded token has."""
    if word.isalpha():
        return Spelling.LETTERS
    if not word[:1].isalnum():
        return Spelling.SIGN if not has_letter(word) else Spelling.MIXED
    if "-" in word:
        return Spelling.HYPHEN
    return Spelling.NUMBER if word[0].isdigit() else Spelling.MIXED


class _Pieces(dict[str, tuple[int, ...]]):
    """What stands between white space -> the numbers of its tokens, found out when first asked for."""

    def __init__(self, number: Callable[[str, Case], int]) -> None:
        self._number = number

    def __missing__(self, piece: str) -> tuple[int, ...]:
        numbers = tuple([self._number(word, _case(written, word)) for written, word in _cut(piece)])
        if len(piece) <= _LONGEST:
            self[piece] = numbers
        return numbers


def _cut(piece: str) -> list[tuple[str, str]]:
    """The tokens of what stands between white space, as written and in lower case."""
    word, sign = (piece, "") if piece[-1].isalnum() else (piece[:-1], piece[-1])
    if word.isascii() and word.isalpha() and sign in _FINAL_SIGNS:  # most are no more than that
        return [(word, word.lower()), (sign, sign)] if sign else [(word, word.lower())]
    tokens = Tokens(fold(piece), 0, len(piece))
    return [
        (piece[start:end], word)
        for word, start, end in zip(tokens.word, tokens.start, tokens.end, strict=True)
    ]


def _case(written: str, word: str) -> Case:
    if written[0] == word[0]:
        return Case.LOWER
    return Case.CAPITALS if len(written) > 1 and written.isupper() else Case.CAPITAL
