"""The tokens of some blocks as parallel columns of numbers, with padding between the blocks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from analysis.records import Span
from analysis.statements.vocabulary import (
    CLASS,
    ENDING,
    PRIOR,
    SHAPE,
    STEM,
    TAG,
    WORD_ID,
    Vocabulary,
)
from analysis.text import Text

Ints = NDArray[np.int64]
_NEWLINE = re.compile("\n")
GAP = 3
"""Padding tokens before each block, so that neighbours never reach into another block."""
QUOTE = 1
COMMA = 2
COLON = 3
DASH = 4
STOP = 5
BRACKET = 6
OTHER = 7
_PUNCTUATION = {
    **dict.fromkeys("\"“”„«»'", QUOTE),
    ",": COMMA,
    **dict.fromkeys(":;", COLON),
    **dict.fromkeys(("-", "--", "—", "–", "―"), DASH),
    **dict.fromkeys((".", "?", "!", "…", "...", ".."), STOP),
    **dict.fromkeys("()[]", BRACKET),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """One number a token in each column; `lengths[b]` tokens belong to block b, after its padding."""

    start: Ints
    end: Ints
    word: Ints
    stem: Ints
    ending: Ints
    prior: Ints
    category: Ints
    shape: Ints
    capital: Ints
    quoted: Ints
    """The number of the quotation that covers the token, from 1; 0 outside."""
    punctuation: Ints
    sentence: Ints
    block: Ints
    """The number of the block; -1 for padding."""
    lengths: Ints
    first: Ints
    """Index of the first token of each block."""
    line: Ints
    """The number of line breaks before the token."""
    title: Ints
    """1 in the first sentence of the text where it is a paragraph of its own, as a headline is."""
    tag: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def __len__(self) -> int:
        return len(self.start)


def make_columns(
    text: Text, blocks: Sequence[range], quotations: Sequence[Span], vocabulary: Vocabulary
) -> Columns:
    """Read the tokens of blocks (ranges of sentences) into columns."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    sentences: list[int] = []
    lengths: list[int] = []
    for block in blocks:
        _pad(words, starts, ends, sentences, text.sentences[block.start][0])
        before = len(words)
        for index in block:
            tokens = text.tokens(index)
            words += tokens.word
            starts += tokens.start
            ends += tokens.end
            sentences += [index] * len(tokens)
        lengths.append(len(words) - before)
    _pad(words, starts, ends, sentences, ends[-1] if ends else 0)
    return _columns(
        text,
        words,
        np.array(starts),
        np.array(ends),
        np.array(sentences),
        np.array(lengths),
        quotations,
        vocabulary,
    )


def _pad(words: list[str], starts: list[int], ends: list[int], sentences: list[int], at: int) -> None:
    words += [""] * GAP
    starts += [at] * GAP
    ends += [at] * GAP
    sentences += [-1] * GAP


def _columns(
    text: Text,
    words: list[str],
    start: Ints,
    end: Ints,
    sentence: Ints,
    lengths: Ints,
    quotations: Sequence[Span],
    vocabulary: Vocabulary,
) -> Columns:
    rows = vocabulary.rows([word or "\0" for word in words])
    real = sentence >= 0
    first = np.cumsum(lengths + GAP) - lengths
    block = np.full(len(start), -1)
    block[real] = np.repeat(np.arange(len(lengths)), lengths)
    quoted = _covering(start, quotations)
    return Columns(
        start=start,
        end=end,
        word=np.where(real, rows[:, WORD_ID], -1),
        stem=np.where(real, rows[:, STEM], -1),
        ending=np.where(real, rows[:, ENDING], -1),
        prior=np.where(real, rows[:, PRIOR], TAG["PAD"]),
        category=rows[:, CLASS],
        shape=np.where(real, rows[:, SHAPE], 0),
        capital=_capitals(text, words, start, end),
        quoted=np.where(real, quoted, 0),
        punctuation=_punctuation(words),
        sentence=sentence,
        block=block,
        lengths=lengths,
        first=first,
        line=np.searchsorted(
            np.array([m.start() for m in _NEWLINE.finditer(text.text)], dtype=np.int64), start
        ),
        title=(real & (sentence == 0) & has_headline(text)).astype(np.int64),
    )


def has_headline(text: Text) -> bool:
    """Whether the first sentence is a paragraph of its own with more text after it."""
    return len(text.sentences) > 1 and "\n" in text.text[text.sentences[0][1] : text.sentences[1][0]]


def _covering(start: Ints, quotations: Sequence[Span]) -> Ints:
    if not quotations:
        return np.zeros(len(start), dtype=np.int64)
    spans = np.array(quotations)
    index = np.searchsorted(spans[:, 0], start, side="right")
    return np.where((index > 0) & (start < spans[index - 1, 1]), index, 0)


def _capitals(text: Text, words: list[str], start: Ints, end: Ints) -> Ints:
    """0 lower case, 1 capital, 2 all capitals (two letters or more)."""
    source = text.text
    return np.array(
        [
            0 if not word or source[a] == word[0] else 2 if b - a > 1 and source[a:b].isupper() else 1
            for word, a, b in zip(words, start.tolist(), end.tolist(), strict=True)
        ],
        dtype=np.int64,
    )


def _punctuation(words: list[str]) -> Ints:
    get = _PUNCTUATION.get
    return np.array(
        [0 if word.isalnum() or not word else get(word, OTHER if len(word) == 1 else 0) for word in words]
    )
