"""What the models say of some blocks of prose: cues, and for each of them tokens of source and content."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.statements.choices import Alternatives
from analysis.annotation.statements.cues import Cue
from analysis.annotation.statements.features import Pairs, Scene
from analysis.base.records import Span


class Reading(NamedTuple):
    """What the models say of some blocks: `shares` are the marginals of source and content by pair."""

    scene: Scene
    cues: Sequence[Cue]
    pairs: Pairs
    shares: NDArray[np.float32]
    alternatives: Alternatives
    likely: NDArray[np.float32]
    """The probability of each alternative."""

    def span(self, first: int, last: int) -> Span:
        """From the first to the last of some tokens, in characters."""
        c = self.scene.c
        return c.start.item(first), c.end.item(last)
