"""What is known of a token by its form alone: number, stem, reporting class, kind of punctuation.

Words outside the vocabulary are seen by their ending only, so no model holds a rare word.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.language.lexicon import load_lexicon
from analysis.language.regex import regex
from analysis.language.tagging.forms import Row, without_digits
from analysis.language.tagging.tag_lexicon import lexicon
from analysis.language.tagging.tag_weights import model
from analysis.language.tagging.tagger import Tagger
from analysis.language.word_lists import word_list

CLASSES = ("", "clause", "act", "stance", "noun", "source", "deed")
"""Reporting classes of the lexicon (`lexicons/reporting.toml`)."""

IRREGULAR = {
    form: parts.split()[0]
    for parts in word_list("statements", "vocabulary.principal-parts")
    for form in parts.split()[1:]
}
WORD_ID, STEM, CLASS, PUNCTUATION = range(len(Row), len(Row) + 4)
"""What is known of a token, as rows of the table of forms behind those of the tagger."""

QUOTE, COMMA, COLON, DASH, STOP, BRACKET, OTHER = range(1, 8)
_PUNCTUATION = {
    **dict.fromkeys("\"“”„«»‹›‚'", QUOTE),
    ",": COMMA,
    **dict.fromkeys(":;", COLON),
    **dict.fromkeys(("-", "--", "—", "–", "―"), DASH),
    **dict.fromkeys((".", "?", "!", "…", "...", ".."), STOP),
    **dict.fromkeys("()[]", BRACKET),
}
_VERBAL = regex(r"(?:ies|ied|ing|ed|es|s)$")
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
    """Numbers for what the models of statements see of a token, beside its tag and what the tagger sees."""

    def __init__(self, words: Iterable[str], classes: dict[str, str]) -> None:
        known = sorted(words)
        self._ids = {word: i for i, word in enumerate(known, start=1)}
        self._classes = classes
        self._stems = {name: i for i, name in enumerate(sorted(set(map(stem, known))), start=1)}

    @property
    def stems(self) -> int:
        """The number of stems; 0 stands for one that is not known."""
        return len(self._stems)

    def flags(self, holds: Callable[[str], bool]) -> NDArray[np.bool_]:
        """For each number of a word whether something holds of it; never of 0, the unknown."""
        return np.array([False, *map(holds, self._ids)])

    def describe(self, word: str) -> tuple[int, ...]:
        """The rows WORD_ID to PUNCTUATION for a folded token."""
        plain = without_digits(word)
        return (
            self._ids.get(plain, 0),
            self._stems.get(stem(plain), 0),
            CLASSES.index(self._classes.get(word, "")),
            _punctuation(word),
        )


def _punctuation(word: str) -> int:
    return 0 if word.isalnum() else _PUNCTUATION.get(word, OTHER if len(word) == 1 else 0)


@lru_cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary that ships with the package."""
    path: Any = resources.files("analysis").joinpath("models/statements/words.tsv")
    lines = path.read_text(encoding="utf-8").splitlines()
    return Vocabulary(lines, reporting_classes())


@lru_cache
def load_tagger() -> Tagger:
    """The tagger, whose table of forms has the rows of the vocabulary as well."""
    return Tagger(lexicon(), model(), load_vocabulary().describe)


def reporting_classes() -> dict[str, str]:
    """Single words of the reporting lexicon -> their class."""
    lexicon = load_lexicon("reporting")
    return {form: entry.category for form, entry in lexicon.by_form.items() if " " not in form}
