"""Cues: the words that report (*said*, *according to*, a colon after a name)."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.statements.chain import Chain
from analysis.annotation.statements.features import Scene, cue_features

LABELS = ("out", "begin", "inside", "begin-other", "inside-other")
"""Cues of statements and of other attributions (beliefs, plans), by first and further tokens."""

THRESHOLD = 0.22
"""Probability from which a token may begin a cue; with less of it more contents are read, and none better."""
FURTHER = 0.4
"""Probability from which a token continues the cue before it."""


class Cue(NamedTuple):
    """Tokens `start` to `end` report with the probability `strength`."""

    start: int
    end: int
    strength: float


def cue_marginals(scene: Scene, chain: Chain) -> NDArray[np.float32]:
    """Probability of each label for each token; padding is outside."""
    real = scene.c.block >= 0
    scores = chain.scores(cue_features(scene, chain.bits), len(scene.c))
    marginals = np.zeros((len(scene.c), len(LABELS)), dtype=np.float32)
    marginals[real] = chain.marginals(scores[real], scene.c.lengths)
    return marginals


def find_cues(marginals: NDArray[np.float32], least: float = THRESHOLD) -> list[Cue]:
    """Every stretch that may be the cue of a statement, by the probability that it begins one."""
    further = marginals[:, 2] + marginals[:, 4] > FURTHER
    cues = []
    for start in np.flatnonzero(marginals[:, 1] > least).tolist():
        end = start + 1
        while end < len(further) and further[end]:
            end += 1
        cues.append(Cue(start, end, float(marginals[start, 1])))
    return cues
