"""The class of a word as clauses are read by it: the tags of `analysis.language.tagging`, fewer and seen
from syntax.

Finite forms are one class, nouns and numbers are, and words that Penn gives one tag are told apart: *if* and
*because* open a clause (`CONJUNCTION`) and *in* does not (`PREPOSITION`); *that* is a class of its own.
Each class is one letter, so that the classes of a sentence are a string that patterns can search.
"""

from enum import StrEnum
from typing import Final

from analysis.language.tagging.tags import FINITE as FINITE_TAGS
from analysis.language.tagging.tags import Tag
from analysis.language.word_lists import word_list


class WordClass(StrEnum):
    """What a word is in its clause."""

    VERB = "V"
    """A finite verb that is no modal."""
    MODAL = "M"
    BASE = "B"
    """The base form of a verb."""
    ING = "G"
    PARTICIPLE = "P"
    """A past participle."""
    TO = "T"
    """*to* before an infinitive."""
    NOUN = "N"
    """A noun, name or number."""
    PRONOUN = "S"
    """A pronoun that can be a subject or object."""
    DETERMINER = "D"
    ADJECTIVE = "J"
    ADVERB = "R"
    """An adverb, particle or interjection."""
    PREPOSITION = "I"
    COORDINATOR = "C"
    WH = "W"
    """A question word or relative."""
    THAT = "H"
    CONJUNCTION = "K"
    """A conjunction that opens a clause of its own (*if, unless, because, although*)."""
    EDGE = "$"
    """What is beyond the sentence."""


FINITE: Final = frozenset((WordClass.VERB, WordClass.MODAL))
VERBS: Final = FINITE | {WordClass.BASE}
"""What makes a stretch of words a clause."""
VERB_FORMS: Final = VERBS | {WordClass.PARTICIPLE, WordClass.ING}
NONFINITE: Final = VERB_FORMS - FINITE
JOINS: Final = frozenset((WordClass.COORDINATOR, WordClass.THAT, WordClass.WH, WordClass.CONJUNCTION))
"""What joins a clause to the one before it."""
SUBJECTS: Final = frozenset((WordClass.PRONOUN, WordClass.DETERMINER))
"""A first word of what is nearly always a subject."""
NOMINAL: Final = SUBJECTS | {WordClass.NOUN, WordClass.ADJECTIVE}
"""A first word of what may be a subject."""
CLAUSE_OPENERS: Final = JOINS - {WordClass.WH}
"""Words that join a clause and have no part in it."""
COMPLEMENTS: Final = frozenset(
    (WordClass.NOUN, WordClass.ADJECTIVE, WordClass.ADVERB, WordClass.BASE, WordClass.PARTICIPLE)
)
"""What a clause may end with."""
NOUN_PHRASE: Final = frozenset(
    (
        *(WordClass.DETERMINER, WordClass.ADJECTIVE, WordClass.NOUN, WordClass.PARTICIPLE),
        *(WordClass.PREPOSITION, WordClass.COORDINATOR),
    )
)
"""What noun phrases are made of."""

_CONJUNCTIONS: Final = word_list("word_classes", "clause-conjunctions")
_BY_WORD: Final = {
    **dict.fromkeys(_CONJUNCTIONS, WordClass.CONJUNCTION),
    **dict.fromkeys(("both", "either", "neither"), WordClass.DETERMINER),
    "that": WordClass.THAT,
}
"""Words whose class does not follow from their tag."""
_BY_TAG: Final = {
    **dict.fromkeys(FINITE_TAGS, WordClass.VERB),
    **dict.fromkeys((Tag.DT, Tag.PRP_POSS, Tag.POS), WordClass.DETERMINER),
    **dict.fromkeys((Tag.RB, Tag.RP, Tag.UH), WordClass.ADVERB),
    Tag.MD: WordClass.MODAL,
    Tag.VB: WordClass.BASE,
    Tag.VBG: WordClass.ING,
    Tag.VBN: WordClass.PARTICIPLE,
    Tag.TO: WordClass.TO,
    Tag.PRP: WordClass.PRONOUN,
    Tag.JJ: WordClass.ADJECTIVE,
    Tag.IN: WordClass.PREPOSITION,
    Tag.CC: WordClass.COORDINATOR,
    Tag.WH: WordClass.WH,
}
_OF_TAG: Final = [_BY_TAG.get(tag, WordClass.NOUN) for tag in Tag]


def word_class_of(word: str, tag: int) -> WordClass:
    """The class of a folded word with its tag.

    >>> word_class_of("if", Tag.IN), word_class_of("in", Tag.IN)
    (<WordClass.CONJUNCTION: 'K'>, <WordClass.PREPOSITION: 'I'>)
    """
    return _BY_WORD.get(word) or _OF_TAG[tag]
