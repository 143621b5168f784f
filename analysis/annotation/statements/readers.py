"""The readers of prose, which differ in who says how likely each token is a cue, source or content.

The fast one asks two chains, the careful one a small encoder; all that comes before and after is the same.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import NamedTuple, Protocol

from analysis.annotation.reader_names import FAST, checked_reader
from analysis.annotation.statements.chain import (
    Chain,
    Floats,
    stored_chain,
    unpack_chain,
    unpack_lanes,
)
from analysis.annotation.statements.contents import content_marginals
from analysis.annotation.statements.cues import cue_marginals
from analysis.annotation.statements.features import Pairs, Scene
from analysis.annotation.statements.ranker import Ranker, load_ranker


class Marginals(Protocol):
    """What is said of the tokens of some passages."""

    cues: Floats
    """The probability of each label of a cue for each token."""

    def contents(self, pairs: Pairs) -> Floats:
        """The probability of source and content for each pair of cue and token."""


class Reader(NamedTuple):
    """`listen` takes a scene and the texts of its passages in lower case."""

    listen: Callable[[Scene, Sequence[str]], Marginals]
    ranker: Ranker


class ChainMarginals:
    """What the two chains say."""

    def __init__(self, cues: Chain, contents: Chain, scene: Scene, _texts: Sequence[str]) -> None:
        self._scene, self._chain = scene, contents
        self.cues = cue_marginals(scene, cues)

    def contents(self, pairs: Pairs) -> Floats:
        """The probability of source and content for each pair of cue and token."""
        return content_marginals(self._scene, pairs, self.cues[:, 1] + self.cues[:, 3], self._chain)


@lru_cache
def load_reader(name: str) -> Reader:
    """A reader by its name, read once; ReaderError if there is none or something is not installed."""
    if checked_reader(name) == FAST:
        cues, contents = unpack_lanes(stored_chain("cues")), unpack_chain(stored_chain("contents"))
        return Reader(partial(ChainMarginals, cues, contents), load_ranker())
    from analysis.annotation.statements.careful.encoder import load_careful_ranker
    from analysis.annotation.statements.careful.listening import CarefulMarginals

    return Reader(CarefulMarginals, load_careful_ranker())
