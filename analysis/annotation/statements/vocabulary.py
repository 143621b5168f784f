"""What is known of a token by its form alone: number, stem, ending, usual tag, reporting class.

Words outside the vocabulary are seen by their ending only, so no model holds a rare word. A text is
looked up by its pieces between white space, most of which have been seen before: cutting a piece into
tokens and describing them is done once for all its occurrences.
"""

from binascii import crc32
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import resources
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.language.lexicon import load_lexicon
from analysis.language.regex import regex
from analysis.language.text import Tokens, fold
from analysis.language.word_lists import word_list

_NAMES = "PAD PUNCT NN NNS NNP VB VBD VBN VBG VBP VBZ MD IN DT JJ RB CC PRP PRP$ TO CD W RP POS X"
TAGS = tuple(_NAMES.split())
"""Penn tags, a few of them put together (W: question and relative words; X: the rest)."""

TAG = {name: i for i, name in enumerate(TAGS)}
CLASSES = ("", "clause", "act", "stance", "noun", "source", "deed")
"""Reporting classes of the lexicon (`lexicons/reporting.toml`)."""

IRREGULAR = {
    form: parts.split()[0]
    for parts in word_list("statements", "vocabulary.principal-parts")
    for form in parts.split()[1:]
}
WORD_ID, STEM, ENDING, PRIOR, CLASS, SHAPE, CAPITAL, PUNCTUATION, LENGTH = range(9)
"""What is known of a token, in the order of the rows of `Vocabulary.describe`."""

QUOTE, COMMA, COLON, DASH, STOP, BRACKET, OTHER = range(1, 8)
_PUNCTUATION = {
    **dict.fromkeys("\"“”„«»‹›‚'", QUOTE),
    ",": COMMA,
    **dict.fromkeys(":;", COLON),
    **dict.fromkeys(("-", "--", "—", "–", "―"), DASH),
    **dict.fromkeys((".", "?", "!", "…", "...", ".."), STOP),
    **dict.fromkeys("()[]", BRACKET),
}
_DIGIT = regex(r"\d")
_FINAL_SIGNS = ".,:;?!"
_VERBAL = regex(r"(?:ies|ied|ing|ed|es|s)$")
_LIMIT = 80_000
"""Pieces and tokens that are kept."""
_LONGEST = 30
"""Characters of a piece that is kept; longer ones hardly come back."""

Ints = NDArray[np.int64]


def stem(word: str) -> str:
    """A rough stem that brings the forms of a verb together: *argues, argued, arguing* -> *argu*.

    >>> stem("argues"), stem("argued"), stem("arguing"), stem("said")
    ('argu', 'argu', 'argu', 'say')
    """
    if word in IRREGULAR:
        return IRREGULAR[word]
    base = _VERBAL.sub("", word) if len(word) > 4 else word
    if len(base) > 3 and base[-1] == base[-2] and base[-1] in "bdgmnprt":
        base = base[:-1]
    return base.rstrip("e") if len(base) > 3 else base


class Vocabulary:
    """Numbers for tokens, made on first sight and kept."""

    def __init__(self, tags: dict[str, str], classes: dict[str, str]) -> None:
        self._ids = {word: i for i, word in enumerate(sorted(tags), start=1)}
        self._tags = tags
        self._classes = classes
        self._stems = {name: i for i, name in enumerate(sorted({stem(word) for word in tags}), start=1)}
        self._pieces = _Pieces(self._number)
        self._numbers: dict[tuple[str, int], int] = {}
        self._table = np.zeros((LENGTH + 1, 0), dtype=np.int64)
        self._new: list[tuple[int, ...]] = []
        """What is to be added to the table."""

    def describe(self, text: str) -> Ints:
        """One column for each token of a text, with the numbers WORD_ID to LENGTH as its rows."""
        if max(len(self._pieces), len(self._numbers)) > _LIMIT:
            self._pieces.clear()
            self._numbers.clear()
            self._table = self._table[:, :0]
        numbers = chain.from_iterable(map(self._pieces.__getitem__, text.split()))
        columns = np.fromiter(numbers, dtype=np.int64)
        if self._new:
            self._table = np.concatenate([self._table, np.array(self._new, dtype=np.int64).T], axis=1)
            self._new.clear()
        return self._table.take(columns, axis=1)

    @property
    def stems(self) -> int:
        """The number of stems; 0 stands for one that is not known."""
        return len(self._stems)

    def flags(self, holds: Callable[[str], bool]) -> NDArray[np.bool_]:
        """For each number of a word whether something holds of it; never of 0, the unknown."""
        return np.array([False, *map(holds, self._ids)])

    def _number(self, word: str, capital: int) -> int:
        """The column of the table that describes a token."""
        number = self._numbers.get((word, capital))
        if number is None:
            number = self._numbers[word, capital] = len(self._numbers)
            self._new.append((*self._describe(word), capital, _punctuation(word), len(word)))
        return number

    def _describe(self, word: str) -> tuple[int, ...]:
        shape = 1 if word.isalpha() else 2 if word[0].isalnum() else 3
        plain = word
        if shape > 1 and any(map(str.isdigit, word)):
            plain = _DIGIT.sub("0", word)
            shape = 4
        return (
            self._ids.get(plain, 0),
            self._stems.get(stem(plain), 0),
            crc32(plain[-3:].encode("utf-8", "surrogatepass")) & 0xFFFF,
            TAG[self._tags.get(plain, "PAD")],
            CLASSES.index(self._classes.get(word, "")),
            shape,
        )


class _Pieces(dict[str, tuple[int, ...]]):
    """What stands between white space -> the numbers of its tokens, found out when first asked for."""

    def __init__(self, number: Callable[[str, int], int]) -> None:
        self._number = number

    def __missing__(self, piece: str) -> tuple[int, ...]:
        numbers = tuple(self._number(word, _capital(surface, word)) for surface, word in _cut(piece))
        if len(piece) <= _LONGEST:
            self[piece] = numbers
        return numbers


def _cut(piece: str) -> Iterator[tuple[str, str]]:
    """The tokens of what stands between white space, as written and in lower case."""
    word, sign = (piece, "") if piece[-1].isalnum() else (piece[:-1], piece[-1])
    if word.isascii() and word.isalpha() and sign in _FINAL_SIGNS:  # most are no more than that
        yield word, word.lower()
        if sign:
            yield sign, sign
    else:
        tokens = Tokens(fold(piece), 0, len(piece))
        for word, start, end in zip(tokens.word, tokens.start, tokens.end, strict=True):
            yield piece[start:end], word


def _capital(surface: str, word: str) -> int:
    """0 lower case, 1 capital, 2 all capitals (two letters or more)."""
    return 0 if surface[0] == word[0] else 2 if len(surface) > 1 and surface.isupper() else 1


def _punctuation(word: str) -> int:
    return 0 if word.isalnum() else _PUNCTUATION.get(word, OTHER if len(word) == 1 else 0)


@lru_cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary that ships with the package."""
    path: Any = resources.files("analysis").joinpath("models/statements/words.tsv")
    lines = path.read_text(encoding="utf-8").splitlines()
    return Vocabulary(dict(line.split("\t") for line in lines), reporting_classes())


def reporting_classes() -> dict[str, str]:
    """Single words of the reporting lexicon -> their class."""
    lexicon = load_lexicon("reporting")
    return {form: entry.category for form, entry in lexicon.by_form.items() if " " not in form}
