"""Source and content of each cue."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.statements.chain import Chain
from analysis.statements.cues import Cue
from analysis.statements.features import Pairs, Scene, content_features

LABELS = ("out", "content", "source", "cue")
REACH_BEFORE = 1
REACH_AFTER = 2
"""Sentences around a cue that are read in a block without quotation marks; with them, the whole block."""

LONGEST_REACH = 150
"""Tokens on each side of a cue that are read at most."""


def make_pairs(scene: Scene, cues: Sequence[Cue]) -> Pairs:
    """Each cue with the tokens in its reach."""
    c = scene.c
    starts = np.array([cue.start for cue in cues])
    ends = np.array([cue.end for cue in cues])
    block = c.block[starts]
    first, last = c.first[block], c.first[block] + c.lengths[block]
    silent = scene.quotes[last - 1] == scene.quotes[first] - scene.opens[first]
    low = np.where(silent, np.maximum(first, _sentence_edge(c.sentence, starts, -REACH_BEFORE)), first)
    high = np.where(silent, np.minimum(last, _sentence_edge(c.sentence, starts, REACH_AFTER + 1)), last)
    low, high = np.maximum(low, starts - LONGEST_REACH), np.minimum(high, ends + LONGEST_REACH)
    high = np.maximum(high, ends)
    lengths = high - low
    cue = np.repeat(np.arange(len(cues)), lengths)
    token = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths) + low[cue]
    return Pairs(token, cue, starts, ends, _heads(scene, starts, ends), lengths)


def _sentence_edge(sentence: NDArray[np.int64], tokens: NDArray[np.int64], by: int) -> NDArray[np.int64]:
    """Index of the first token of the sentence `by` after that of each token."""
    filled = np.maximum.accumulate(sentence)
    return np.searchsorted(filled, sentence[tokens] + by, side="left")


def _heads(scene: Scene, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """The reporting word of each cue: the last one of a known class, else its first token."""
    heads = starts.copy()
    for offset in range(int((ends - starts).max(initial=0))):
        at = np.minimum(starts + offset, ends - 1)
        heads = np.where(scene.c.category[at] > 0, at, heads)
    return heads


def content_marginals(
    scene: Scene, pairs: Pairs, strength: NDArray[np.float32], chain: Chain
) -> NDArray[np.float32]:
    """Probability of each label for each pair of cue and token."""
    columns = content_features(scene, pairs, strength, chain.bits)
    return chain.marginals(chain.scores(columns, len(pairs.token)), pairs.lengths)
