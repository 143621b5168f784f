"""What the careful reader says of the tokens of some passages, in place of the chains."""

from collections.abc import Sequence

import numpy as np

from analysis.annotation.statements.careful.encoder import Encoder, load_encoder
from analysis.annotation.statements.careful.windows import make_windows
from analysis.annotation.statements.chain import Floats
from analysis.annotation.statements.features import Pairs, Scene

STEPS = 1_000
"""Probabilities are rounded to one over so much, so that processors that differ in the last digits agree."""


class CarefulMarginals:
    """The marginals of cues, and of contents once the cues are chosen, from one reading by the encoder."""

    def __init__(self, scene: Scene, texts: Sequence[str], encoder: Encoder | None = None) -> None:
        self._encoder = encoder or load_encoder()
        windows = list(make_windows(scene, texts, self._encoder.pieces))
        scores, self._tokens = self._encoder.read(windows, len(scene.c))
        self._scene = scene
        self.cues = np.where((scene.c.block >= 0)[:, None], rounded(_softmax(scores)), np.float32(0))

    def contents(self, pairs: Pairs) -> Floats:
        """The probability of each label for each pair of cue and token."""
        return rounded(self._encoder.pair_head.marginals(self._scene, pairs, self._tokens))


def rounded(shares: Floats) -> Floats:
    """The nearest multiples of one over `STEPS`."""
    found: Floats = np.rint(shares * STEPS).astype(np.float32) / np.float32(STEPS)
    return found


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares
