"""All tokens of a corpus as columns: a position is a number, and the next token is the next number."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from analysis.language.dictionary_lemmas import lemma_of
from analysis.language.text import WORD, fold

Ints: TypeAlias = NDArray[np.signedinteger[Any]]
Truths: TypeAlias = NDArray[np.bool_]

COLUMNS: Final = ("word", "start", "end", "document", "sentence", "statement", "voice")
"""The columns that every table has."""
NO_STATEMENT: Final = -1
"""The statement of what the narrator says."""


@dataclass(frozen=True, eq=False)
class TokenTable:
    """The tokens of a corpus in reading order, without what nobody says (labels, stage directions).

    Each column has one number a token: `word`, `tag`, `document` and `voice` are places in `forms`, `tags`,
    `documents` and `voices` (name and kind); `start` and `end` are characters of the text; `sentence` counts
    through the corpus; `statement` is an index into those of the document, `NO_STATEMENT` for the narrator.
    Without `tags` nothing is tagged.
    """

    forms: Sequence[str]
    documents: Sequence[str]
    voices: Sequence[tuple[str, str]]
    word: Ints
    start: Ints
    end: Ints
    document: Ints
    sentence: Ints
    statement: Ints
    voice: Ints
    tags: Sequence[str] = ()
    tag: Ints | None = None

    def __len__(self) -> int:
        return len(self.word)

    @cached_property
    def folded(self) -> list[str]:
        """The distinct words in lower case with straight apostrophes."""
        return list(map(fold, self.forms))

    @cached_property
    def lemmas(self) -> list[str]:
        """The lemma of each distinct word."""
        return list(map(lemma_of, self.folded))

    @cached_property
    def is_word(self) -> Truths:
        """Which distinct words are words, and no punctuation."""
        return np.array([bool(WORD.search(form)) for form in self.forms], dtype=bool)

    @cached_property
    def rank(self) -> Ints:
        """The place of each distinct word in the alphabet; capitals make no difference."""
        _, places = np.unique(np.array(self.folded, dtype=object), return_inverse=True)
        return places.astype(np.int32)

    @cached_property
    def words_at(self) -> Ints:
        """The positions of the tokens that are words."""
        return np.flatnonzero(self.is_word[self.word]).astype(np.int32)

    @cached_property
    def words_before(self) -> Ints:
        """How many words stand before each position; one more number than there are tokens."""
        return np.concatenate([[0], np.cumsum(self.is_word[self.word])]).astype(np.int32)

    @cached_property
    def document_ends(self) -> Ints:
        """Where each document ends, as a position."""
        return np.searchsorted(self.document, np.arange(len(self.documents)), "right").astype(np.int32)

    def of_documents(self, names: Collection[str]) -> "TokenTable":
        """The tokens of some documents."""
        kept = np.array([name in names for name in self.documents], dtype=bool)
        if kept.all():
            return self
        inside = kept[self.document]
        columns = {name: getattr(self, name)[inside] for name in COLUMNS}
        tag = None if self.tag is None else self.tag[inside]
        return replace(self, tag=tag, **columns)

    def text(self, first: int, last: int) -> str:
        """The tokens of some positions as one line, with a blank where one was.

        Two tokens of one text with nothing between them stand close: *we* and *'ll*, a word and its comma.
        """
        parts = [self.forms[number] for number in self.word[first:last].tolist()]
        close = (self.start[first + 1 : last] == self.end[first : max(first, last - 1)]).tolist()
        return "".join(
            part if near else f" {part}" for part, near in zip(parts, [True, *close], strict=False)
        )
