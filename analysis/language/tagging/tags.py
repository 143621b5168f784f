"""The tag set of the suite: Penn Treebank tags (Marcus, Santorini and Marcinkiewicz 1993), a few of them one.

Penn and not the Universal tags, since mood and finiteness need what only Penn tells apart: modals, base form,
past form, participles, and the two present forms. One tag stands for several where nothing here asks for
more: `JJ` and `RB` with their comparatives, `DT` with predeterminers, `PRP` with existential *there*, `NNP`
with its plural, `WH` for the four of question words and relatives,
`X` for foreign words, symbols, list items.
"""

from collections.abc import Iterable
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray


class Tag(IntEnum):
    """One tag a token. The number is what models and columns hold; it is part of the model files.

    >>> Tag.VBD.penn, Tag.PRP_POSS.penn, Tag.of("WDT")
    ('VBD', 'PRP$', <Tag.WH: 21>)
    """

    EDGE = 0
    """What stands before the first and behind the last token of a sentence."""
    PUNCT = 1
    NN = 2
    """Noun."""
    NNS = 3
    """Plural noun."""
    NNP = 4
    """Name."""
    VB = 5
    """Base form."""
    VBD = 6
    """Past form."""
    VBN = 7
    """Past participle."""
    VBG = 8
    """Form in *-ing*."""
    VBP = 9
    """Present form without *-s*."""
    VBZ = 10
    """Present form in *-s*."""
    MD = 11
    """Modal verb."""
    IN = 12
    """Preposition or subordinator."""
    DT = 13
    """Determiner."""
    JJ = 14
    """Adjective."""
    RB = 15
    """Adverb."""
    CC = 16
    """Coordinator."""
    PRP = 17
    """Personal pronoun, existential *there*."""
    PRP_POSS = 18
    """Possessive pronoun (`PRP$`)."""
    TO = 19
    """*to* before an infinitive."""
    CD = 20
    """Number."""
    WH = 21
    """Question word or relative (`WDT`, `WP`, `WP$`, `WRB`)."""
    RP = 22
    """Particle."""
    POS = 23
    """Possessive *'s*."""
    X = 24
    """Foreign word, symbol, list item, address."""
    UH = 25
    """Interjection."""

    @property
    def penn(self) -> str:
        """The tag as the Penn Treebank writes it."""
        return _WRITTEN.get(self, self.name)

    @classmethod
    def of(cls, penn: str) -> "Tag":
        """The tag that stands for a Penn tag; for what is no tag of a word, PUNCT."""
        name = _MERGED.get(penn, penn)
        if name in cls.__members__:
            return cls[name]
        return cls.X if penn[:1].isalpha() else cls.PUNCT


_WRITTEN: Final = {Tag.PRP_POSS: "PRP$", Tag.WH: "W"}
_MERGED: Final = {
    **dict.fromkeys(("WDT", "WP", "WP$", "WRB"), "WH"),
    **dict.fromkeys(("JJR", "JJS"), "JJ"),
    **dict.fromkeys(("RBR", "RBS"), "RB"),
    **{"NNPS": "NNP", "PDT": "DT", "EX": "PRP", "PRP$": "PRP_POSS"},
}

FINITE: Final = frozenset((Tag.VBD, Tag.VBP, Tag.VBZ, Tag.MD))
"""Finite verbs: modals, past and present forms. One a verb group: *has gone* and *will go* have one each."""
NONFINITE: Final = frozenset((Tag.VB, Tag.VBN, Tag.VBG))
VERBS: Final = FINITE | NONFINITE
LEXICAL_VERBS: Final = VERBS - {Tag.MD}
PRESENT: Final = frozenset((Tag.VBP, Tag.VBZ))
BARE: Final = frozenset((Tag.VB, Tag.VBP))
"""Verb forms without an ending."""
ENDING_IN_ED: Final = frozenset((Tag.VBD, Tag.VBN))
"""Past forms and participles, which most verbs do not tell apart."""
NOUNS: Final = frozenset((Tag.NN, Tag.NNS, Tag.NNP))
NOMINAL: Final = NOUNS | {Tag.PRP, Tag.CD, Tag.DT, Tag.WH}
"""What can be a subject, or end one."""
SEPARATORS: Final = frozenset((Tag.EDGE, Tag.PUNCT, Tag.CC, Tag.IN, Tag.WH))
"""What may part two clauses, or two phrases of one."""
CLAUSE_EDGES: Final = frozenset((Tag.EDGE, Tag.PUNCT, Tag.CC, Tag.WH))
"""What may part two clauses."""


def table(tags: Iterable[Tag]) -> NDArray[np.bool_]:
    """A set of tags as a table, to be looked up by the number of a tag.

    >>> table(FINITE)[[Tag.MD, Tag.VB]].tolist()
    [True, False]
    """
    chosen = frozenset(tags)
    return np.array([tag in chosen for tag in Tag])
