"""Source and content of each cue."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.statements.chain import Chain
from analysis.annotation.statements.cues import Cue
from analysis.annotation.statements.features import Pairs, Scene, content_features

LABELS = ("out", "content", "source", "cue")
REACH_BEFORE = 1
REACH_AFTER = 2
"""Sentences around a cue that are read in a block without quotation marks; with them, the whole block."""

LONGEST_REACH = 150
"""Tokens on each side of a cue that are read at most."""

PORTION = 200_000
"""Pairs of a cue and a token that are read at once; ordinary prose has fewer in all its passages together."""


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
    shares = []
    for portion in _portions(pairs):
        columns = content_features(scene, portion, strength, chain.bits)
        shares.append(chain.marginals(chain.scores(columns, len(portion.token)), portion.lengths))
    return shares[0] if len(shares) == 1 else np.concatenate(shares)


def _portions(pairs: Pairs) -> Iterator[Pairs]:
    """The pairs, as many cues at a time as fill the memory that one reading may take."""
    first, ends = 0, pairs.ends
    while first < len(ends):
        begin = int(ends[first] - pairs.lengths[first])
        last = max(first + 1, int(np.searchsorted(ends, begin + PORTION, side="right")))
        rows, cues = slice(begin, int(ends[last - 1])), slice(first, last)
        yield Pairs(
            token=pairs.token[rows],
            cue=pairs.cue[rows] - first,
            cue_start=pairs.cue_start[cues],
            cue_end=pairs.cue_end[cues],
            head=pairs.head[cues],
            lengths=pairs.lengths[cues],
        )
        first = last
