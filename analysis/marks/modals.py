"""Modal and semi-modal verbs."""

from analysis.records import Modal
from analysis.text import Text


def find_modals(text: Text) -> list[Modal]:
    """Each modal and semi-modal verb of the text, left to right, with its sense distributions."""
    return []
