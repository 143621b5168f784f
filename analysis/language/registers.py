"""Whether a text is older prose or law, by words that both use often and others rarely."""

from typing import Final

from analysis.language.word_lists import word_list

_MARKS: Final = word_list("word_classes", "older-prose")
READ: Final = 20_000
"""Characters at the beginning of a text that are asked."""
LEAST: Final = 3
"""Marks that a text must have: one *shall* makes no law."""
RATE: Final = 0.011
"""Marks a word from which a text counts; annual messages before 1900 have .010 to .031, later ones less."""


def is_older_or_law(folded: str) -> bool:
    """Whether a folded text reads as older prose or as law.

    >>> is_older_or_law("such sums as shall be due upon the day which the clerk shall name")
    True
    >>> is_older_or_law("you'll get paid on the day they tell you")
    False
    """
    words = folded[:READ].split()
    marks = sum(map(_MARKS.__contains__, words))
    return marks >= LEAST and marks >= RATE * len(words)
