"""The tokens of many passages as parallel columns of numbers, with padding between their blocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np

from analysis.annotation.statements.vocabulary import (
    CLASS,
    PUNCTUATION,
    STEM,
    WORD_ID,
    Ints,
)
from analysis.base.records import Span
from analysis.language.tagging.forms import Row
from analysis.language.tagging.tagger import Tagger, keep
from analysis.language.tagging.tags import Tag
from analysis.language.text import Text

GAP = 4
"""Padding tokens before each block: as far as any feature looks, so that none reaches into another block."""
_NEWLINE = ord("\n")
_IS_SPACE = np.array([chr(code).isspace() for code in range(0x3002)])
"""Whether a code point is white space; the last one stands for all that follow."""


class Passage(NamedTuple):
    """Blocks of one text (ranges of its sentences), with the quotations that reach into them."""

    text: Text
    blocks: Sequence[range]
    quotations: Sequence[Span]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Columns:
    """One number a token in each column; `lengths[b]` tokens belong to block b, after its padding."""

    start: Ints
    """Offset in the text of the passage."""
    end: Ints
    word: Ints
    stem: Ints
    ending: Ints
    category: Ints
    capital: Ints
    """A `Case`."""
    tag: Ints
    quoted: Ints
    """The number of the quotation that covers the token, from 1; 0 outside."""
    punctuation: Ints
    sentence: Ints
    """The number of the sentence, counted through all passages; -1 for padding."""
    block: Ints
    """The number of the block; -1 for padding."""
    line: Ints
    """The number of line breaks before the token, counted through all passages."""
    title: Ints
    """1 in the first sentence of a text where it is a paragraph of its own, as a headline is."""
    lengths: Ints
    first: Ints
    """Index of the first token of each block."""
    passage: Ints
    """The number of the passage of each block."""

    def __len__(self) -> int:
        return len(self.start)


def make_columns(passages: Sequence[Passage], tagger: Tagger) -> Columns:
    """Read the tokens of passages into columns and tag them; there must be at least one block."""
    joined = _Joined(passages)
    numbers, counts = tagger.forms.numbers(joined.pieces)
    token = tagger.forms.table.take(numbers, axis=1)
    sentence = np.repeat(np.arange(len(counts)), counts)
    tags = tagger.tags(numbers, sentence)
    keep(joined.sentences, tags, counts)
    start, end = _places(joined.codes, token[Row.LENGTH])
    block = _number(joined.starts, start)
    lengths = np.bincount(block, minlength=len(joined.starts))
    shift = joined.shift[block]
    pad = partial(
        _padded, at=np.arange(len(start)) + GAP * (block + 1), size=len(start) + GAP * (len(lengths) + 1)
    )
    return Columns(
        start=pad(start + shift),
        end=pad(end + shift),
        word=pad(token[WORD_ID], -1),
        stem=pad(token[STEM], -1),
        ending=pad(token[Row.ENDING], -1),
        category=pad(token[CLASS]),
        capital=pad(token[Row.CASE]),
        tag=pad(tags, Tag.EDGE),
        quoted=pad(_covering(passages, joined.passage[block], start + shift)),
        punctuation=pad(token[PUNCTUATION]),
        sentence=pad(sentence, -1),
        block=pad(block, -1),
        line=pad(_number(np.flatnonzero(joined.codes == _NEWLINE), start)),
        title=pad(joined.titles[sentence]),
        lengths=lengths,
        first=np.cumsum(lengths + GAP) - lengths,
        passage=joined.passage,
    )


class _Joined:
    """The blocks of all passages as one string, and what leads from its offsets back to the texts."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        blocks = [(number, p.text, block) for number, p in enumerate(passages) for block in p.blocks]
        spans = [
            (text.sentences[block.start][0], text.sentences[block.stop - 1][1]) for _, text, block in blocks
        ]
        pieces = [text.text[slice(*span)] for (_, text, _), span in zip(blocks, spans, strict=True)]
        self.string = "\n".join(pieces)
        self.codes = np.frombuffer(self.string.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        self.passage = np.array([number for number, _, _ in blocks])
        self.starts = np.cumsum([0, *(len(piece) + 1 for piece in pieces[:-1])])
        """Where each block begins."""
        self.shift = np.array([start for start, _ in spans]) - self.starts
        """What an offset in a block is more in the text than here."""
        self.sentences = [(text, index) for _, text, block in blocks for index in block]
        """Each sentence, as its text and its number there."""
        self.pieces = [text.text[slice(*text.sentences[index])] for text, index in self.sentences]
        """The characters of each sentence."""
        self.titles = np.array(
            [index == 0 and has_headline(text) for _, text, block in blocks for index in block],
            dtype=np.int64,
        )


def has_headline(text: Text) -> bool:
    """Whether the first sentence is a paragraph of its own with more text after it."""
    return len(text.sentences) > 1 and "\n" in text.text[text.sentences[0][1] : text.sentences[1][0]]


def _places(codes: np.ndarray, lengths: Ints) -> tuple[Ints, Ints]:
    """Start and end of each token: tokens cover all that is not white space, and none holds any."""
    inked = np.flatnonzero(~_IS_SPACE.take(codes, mode="clip"))
    after = np.cumsum(lengths)
    return inked[after - lengths], inked[after - 1] + 1


def _number(starts: Ints, offsets: Ints) -> Ints:
    """Which of some stretches, of which the starts are given, holds each offset; -1 before the first."""
    return np.searchsorted(starts, offsets, side="right") - 1


def _covering(passages: Sequence[Passage], passage: Ints, start: Ints) -> Ints:
    """The number of the quotation that covers each token, through all passages, from 1; 0 for none."""
    if not any(p.quotations for p in passages):
        return np.zeros(len(start), dtype=np.int64)
    base = np.cumsum([0, *(len(p.text.text) for p in passages)])
    spans = np.array(
        [(a + by, b + by) for p, by in zip(passages, base.tolist(), strict=False) for a, b in p.quotations]
    )
    at = start + base[passage]
    index = np.searchsorted(spans[:, 0], at, side="right")
    return np.where((index > 0) & (at < spans[index - 1, 1]), index, 0)


def _padded(values: Ints, padding: int = 0, *, at: Ints, size: int) -> Ints:
    column = np.full(size, padding, dtype=np.int64)
    column[at] = values
    return column
