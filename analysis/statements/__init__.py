"""Who says which characters: Text -> Attribution."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.records import Span, Statement
from analysis.speakers import Speakers
from analysis.text import Text


@dataclass(frozen=True, slots=True)
class Attribution:
    """The statements of one text in order, and the stretches that nobody says and nobody counts."""

    statements: tuple[Statement, ...]
    excluded: tuple[Span, ...] = ()


def find_statements(text: Text, metadata: Mapping[str, str], speakers: Speakers | None) -> Attribution:
    """The statements of one text, by their start."""
    return Attribution(())
