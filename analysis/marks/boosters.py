"""Boosters."""

from analysis.records import Booster, Modal
from analysis.text import Text


def find_boosters(text: Text, modals: list[Modal]) -> list[Booster]:
    """Each booster of the text, left to right."""
    return []
