"""What a reader says about a mark beside the verdict: labels, the parts of a conditional, why, and who."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from analysis.base.layers.values import NONE
from analysis.review.decisions.decision import OPTIONAL
from analysis.study.explorer.pointed_words import find_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Labels, reason and annotator of a decision.

    `parts` are the protasis and apodosis of a conditional by their `words` and, where these were
    selected in the text, their `span`; an apodosis without words says that there is none.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    reason: str = ""
    annotator: str = ""

    def all_labels(self, text: str, *, near: int) -> dict[str, str]:
        """The labels, and the parts as labels of a decision. StudyError for words that are not there."""
        parts = {name: _part(text, name, near, **part) for name, part in self.parts.items()}
        return {**self.labels, **parts}


NOTHING: Final = Said()


def _part(text: str, name: str, near: int, words: str, span: Sequence[int] = ()) -> str:
    """The label of a decision for a part of a mark that is said by its words."""
    if name in OPTIONAL and not words.split():
        return NONE
    start, end = find_words(text, words, near=near, span=span)
    return f"{start}-{end}"
