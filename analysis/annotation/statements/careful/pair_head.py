"""Scores of source and content for each pair of a cue and a token, from what the encoder says of both.

The sum of both, their product and how they lie to each other, smoothed over the neighbouring tokens; the
labels of one cue are a chain (`analysis.annotation.statements.chain`).
"""

from dataclasses import dataclass, fields
from io import BytesIO
from itertools import pairwise

import numpy as np

from analysis.annotation.statements.careful.pair_places import pair_places
from analysis.annotation.statements.chain import Floats, Ints, forward_backward
from analysis.annotation.statements.features import Pairs, Scene

PORTION = 20_000
"""Pairs that are scored at once."""


@dataclass(frozen=True)
class PairHead:
    """The weights; `distances` to `quotations` hold one row a value of `pair_places`."""

    distances: Floats
    sentences: Floats
    paragraphs: Floats
    quotations: Floats
    near: Floats
    """Neighbouring tokens x numbers."""
    near_bias: Floats
    contents: Floats
    contents_bias: Floats
    transitions: Floats

    def marginals(self, scene: Scene, pairs: Pairs, tokens: Floats) -> Floats:
        """The probability of each label for each pair; `tokens` has four vectors side by side a token."""
        places = pair_places(scene, pairs)
        shares = []
        for first, last in _portions(pairs.lengths):
            rows = slice(int(pairs.ends[first] - pairs.lengths[first]), int(pairs.ends[last - 1]))
            scores = self._scores(pairs, tokens, [column[rows] for column in places], rows)
            shares.append(forward_backward(scores, self.transitions, pairs.lengths[first:last])[0])
        return np.concatenate(shares)

    def _scores(self, pairs: Pairs, tokens: Floats, places: list[Ints], rows: slice) -> Floats:
        token, cue = pairs.token[rows], pairs.cue[rows]
        of_token, of_cue, token_factor, cue_factor = np.split(tokens, 4, axis=1)
        start = pairs.cue_start[cue]
        x = of_token.take(token, axis=0) + of_cue.take(start, axis=0)
        x += token_factor.take(token, axis=0) * cue_factor.take(start, axis=0)
        tables = (self.distances, self.sentences, self.paragraphs, self.quotations)
        for table, numbers in zip(tables, places, strict=True):
            x += table.take(numbers, axis=0)
        x = _quick_gelu(x)
        x += _quick_gelu(self._smoothed(x, cue))
        scores: Floats = np.einsum("np,pk->nk", x, self.contents) + self.contents_bias
        return scores

    def _smoothed(self, x: Floats, cue: Ints) -> Floats:
        """Each row with its neighbours of the same cue, weighted."""
        middle = len(self.near) // 2
        near: Floats = self.near_bias + self.near[middle] * x
        for step in range(1, middle + 1):
            same = (cue[step:] == cue[:-step])[:, None]
            near[step:] += self.near[middle - step] * x[:-step] * same
            near[:-step] += self.near[middle + step] * x[step:] * same
        return near


def _quick_gelu(x: Floats) -> Floats:
    """x times a logistic function of it."""
    gated: Floats = x / (1 + np.exp(np.float32(-1.702) * x))
    return gated


def _portions(lengths: Ints) -> list[tuple[int, int]]:
    """From which cue to which are scored at once."""
    portion = (np.cumsum(lengths) - lengths) // PORTION
    cuts = np.flatnonzero(np.diff(portion)) + 1
    edges = [0, *cuts.tolist(), len(lengths)]
    return list(pairwise(edges))


def pack_pair_head(head: PairHead) -> bytes:
    """The weights as bytes."""
    buffer = BytesIO()
    np.savez_compressed(buffer, **{field.name: getattr(head, field.name) for field in fields(PairHead)})
    return buffer.getvalue()


def unpack_pair_head(content: bytes) -> PairHead:
    """Read what `pack_pair_head` wrote."""
    with np.load(BytesIO(content), allow_pickle=False) as stored:
        return PairHead(**{name: stored[name] for name in stored.files})
