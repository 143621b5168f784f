"""What is known of a word by its form alone: number, stem, ending, usual tag, reporting class.

Words outside the vocabulary are seen by their ending only, so no model holds a rare word.
"""

import re
from binascii import crc32
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.lexicon import load_lexicon

_NAMES = "PAD PUNCT NN NNS NNP VB VBD VBN VBG VBP VBZ MD IN DT JJ RB CC PRP PRP$ TO CD W RP POS X"
TAGS = tuple(_NAMES.split())
"""Penn tags, a few of them put together (W: question and relative words; X: the rest)."""

TAG = {name: i for i, name in enumerate(TAGS)}
CLASSES = ("", "clause", "act", "stance", "noun", "source", "deed")
"""Reporting classes of the lexicon (`lexicons/reporting.toml`)."""

_PRINCIPAL_PARTS = """
say says said | tell told | write wrote written | speak spoke spoken | make made | give gave given |
take took taken | think thought | know knew | see saw seen | swear swore sworn swears | go went goes |
hold held | begin began | reply replied replies | be is are was were been being am | have has had having |
do did does done doing | deny denied denies | vilify vilified | testify testified testifies | feel felt |
find found | believe believes | seek sought | fight fought
"""
IRREGULAR = {form: parts.split()[0] for parts in _PRINCIPAL_PARTS.split("|") for form in parts.split()[1:]}
WORD_ID, STEM, ENDING, PRIOR, CLASS, SHAPE = range(6)
_VERBAL = re.compile(r"(?:ies|ied|ing|ed|es|s)$")
_COLUMNS = 6
_LIMIT = 200_000


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
    """Numbers for words, made on first sight and kept."""

    def __init__(self, tags: dict[str, str], classes: dict[str, str]) -> None:
        self._ids = {word: i for i, word in enumerate(sorted(tags), start=1)}
        self._tags = tags
        self._classes = classes
        self._stems = {name: i for i, name in enumerate(sorted({stem(word) for word in tags}), start=1)}
        self._rows: dict[str, int] = {}
        self._table = np.zeros((1024, _COLUMNS), dtype=np.int64)

    def rows(self, words: list[str]) -> NDArray[np.int64]:
        """For each word the numbers WORD_ID to SHAPE, one column each."""
        if len(self._rows) > _LIMIT:
            self._rows.clear()
        known = self._rows
        index = [known[word] if word in known else self._add(word) for word in words]
        return self._table[index]

    @property
    def stems(self) -> int:
        """The number of stems; 0 stands for one that is not known."""
        return len(self._stems)

    def _add(self, word: str) -> int:
        row = len(self._rows)
        if row == len(self._table):
            self._table = np.concatenate([self._table, np.zeros_like(self._table)])
        self._table[row] = self._describe(word)
        self._rows[word] = row
        return row

    def _describe(self, word: str) -> tuple[int, ...]:
        plain = re.sub(r"\d", "0", word)
        tag = TAG[self._tags.get(plain, "PAD")]
        shape = 1 if word.isalpha() else 2 if word[0].isalnum() else 3
        if any(char.isdigit() for char in word):
            shape = 4
        return (
            self._ids.get(plain, 0),
            self._stems.get(stem(plain), 0),
            crc32(plain[-3:].encode("utf-8", "surrogatepass")) & 0xFFFF,
            tag,
            CLASSES.index(self._classes.get(word, "")),
            shape,
        )


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
