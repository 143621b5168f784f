"""Annotated articles as the careful reader sees them: windows, and pairs of a cue and a token with labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.annotation.statements.careful.pair_places import pair_places
from analysis.annotation.statements.careful.windows import Window, make_windows
from analysis.annotation.statements.careful.word_pieces import WordPieces
from analysis.annotation.statements.chain import Ints
from analysis.annotation.statements.contents import make_pairs
from analysis.annotation.statements.features import Scene
from analysis.annotation.statements.paragraphs import find_paragraphs
from analysis.annotation.statements.prose import Prose, find_passages
from analysis.annotation.statements.quotes import find_quotations
from analysis.annotation.statements.token_columns import make_columns
from analysis.language.tagging.tagger import Tagger
from analysis.language.text import Text
from analysis.training.train_statements import Article, content_labels, cue_labels, gold_cues

MASKED = 0.03
"""Share of pieces that are hidden while training, so that the context is read as well."""


@dataclass(frozen=True)
class Example:
    """One article: its windows, the labels of its tokens, and its annotated cues with their reach."""

    windows: Sequence[Window]
    cue_labels: Ints
    """One a token of the windows, in their order."""
    starts: Ints
    """For each cue the number of its first token among those of the windows."""
    tokens: Ints
    """For each pair the number of its token among those of the windows."""
    cues: Ints
    places: Sequence[Ints]
    content_labels: Ints
    lengths: Ints
    """Pairs of each cue."""

    @property
    def pieces(self) -> int:
        """Word pieces of all windows."""
        return sum(len(window.pieces) for window in self.windows)


def read_article(record: dict[str, Any], tagger: Tagger) -> Article | None:
    """An article with only what is read of it when it is not annotated; None where that is nothing."""
    text = Text(record["text"])
    paragraphs = find_paragraphs(text.text)
    prose = Prose(text, paragraphs, find_quotations(text.text, paragraphs))
    passages = list(find_passages(prose))
    if not passages:
        return None
    return Article(text, make_columns(passages, tagger), record["attributions"])


def make_example(article: Article, known: WordPieces) -> Example:
    """What is learned from an article."""
    columns = article.columns
    scene = Scene(columns)
    windows = list(make_windows(scene, article.texts, known))
    order = np.concatenate([window.tokens for window in windows])
    number = np.zeros(len(columns), dtype=np.int64)
    number[order] = np.arange(len(order))
    cues, golds = gold_cues(article, np.ones(len(columns), dtype=np.float32))
    if not cues:
        none = np.zeros(0, dtype=np.int64)
        return Example(windows, cue_labels(article)[order], none, none, none, [none] * 4, none, none)
    pairs = make_pairs(scene, cues)
    wanted = np.stack([content_labels(columns, *each) for each in zip(cues, golds, strict=True)])
    return Example(
        windows=windows,
        cue_labels=cue_labels(article)[order],
        starts=number[pairs.cue_start],
        tokens=number[pairs.token],
        cues=pairs.cue,
        places=pair_places(scene, pairs),
        content_labels=wanted[pairs.cue, pairs.token],
        lengths=pairs.lengths,
    )


def together(examples: Sequence[Example]) -> Example:
    """Several articles as one."""
    tokens = np.cumsum([0, *(len(one.cue_labels) for one in examples)])
    cues = np.cumsum([0, *(len(one.starts) for one in examples)])
    shifted = list(zip(examples, tokens.tolist(), cues.tolist(), strict=False))
    return Example(
        windows=[window for one in examples for window in one.windows],
        cue_labels=np.concatenate([one.cue_labels for one in examples]),
        starts=np.concatenate([one.starts + by for one, by, _ in shifted]),
        tokens=np.concatenate([one.tokens + by for one, by, _ in shifted]),
        cues=np.concatenate([one.cues + by for one, _, by in shifted]),
        places=[np.concatenate(columns) for columns in zip(*(one.places for one in examples), strict=True)],
        content_labels=np.concatenate([one.content_labels for one in examples]),
        lengths=np.concatenate([one.lengths for one in examples]),
    )
