"""Conditional constructions."""

from analysis.records import Conditional, Modal
from analysis.text import Text


def find_conditionals(text: Text, modals: list[Modal]) -> list[Conditional]:
    """Each conditional of the text, by the position of its marker."""
    return []
