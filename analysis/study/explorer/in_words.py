"""What values are called on the page: the words of a marker, never its id."""

from functools import cache
from typing import Final

from analysis.base.errors import LexiconError
from analysis.base.layers import LAYERS
from analysis.language.lexicon import load_lexicon

_PLAIN: Final = ("category", "order", "act", "sense", "quirk", "voice_kind")
"""Columns whose values are names of ours, joined by hyphens."""


def in_words(layer: str, column: str, value: str) -> str:
    """A value of a column as people write it.

    >>> in_words("hedges", "item", "i-know"), in_words("hedges", "category", "attribution-shield")
    ('i know', 'attribution shield')
    """
    if column == "item":
        return _forms(layer).get(value, value)
    return value.replace("-", " ") if column in _PLAIN else value


@cache
def _forms(layer: str) -> dict[str, str]:
    """The first form of each entry of a layer's lexicon, by id; none for a layer without one."""
    try:
        return {entry.id: entry.forms[0] for entry in load_lexicon(layer).entries if entry.forms}
    except (LexiconError, OSError, KeyError):
        return {}


def noun_of(layer: str) -> str:
    """What one mark of a layer is called."""
    return LAYERS[layer].noun if layer in LAYERS else "match"
