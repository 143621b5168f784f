"""Hedges."""

from analysis.records import Hedge, Modal
from analysis.text import Text


def find_hedges(text: Text, modals: list[Modal]) -> list[Hedge]:
    """Each hedge of the text, left to right."""
    return []
