"""Whether a text is older prose or law, by words that both use often and others rarely."""

import re
from typing import Final

from analysis.language.word_lists import word_pattern

_MARKS: Final = re.compile(rf"\b{word_pattern('word_classes', 'older-prose')}\b")
LEAST: Final = 3
"""Marks that a text must have: one *shall* makes no law."""
RATE: Final = 0.012
"""Marks a word from which a text counts; annual messages before 1900 have .012 to .033, later to .014."""


def is_older_or_law(folded: str) -> bool:
    """Whether a folded text reads as older prose or as law.

    >>> is_older_or_law("such sums as shall be due upon the day which the clerk shall name")
    True
    >>> is_older_or_law("you'll get paid on the day they tell you")
    False
    """
    marks = sum(1 for _ in _MARKS.finditer(folded))
    return marks >= LEAST and marks >= RATE * (folded.count(" ") + 1)
