"""One label a stretch, for tools that know no more, and the values that labels can take.

"hedges:approximator", "modals:central:epistemic", "boosters", "conditionals:open", "protasis": the
layer, its category and, for modals, the sense. Whatever else is known travels beside the marks.
"""

from collections.abc import Iterable
from typing import Final

from analysis.decisions.decision import ALLOWED
from analysis.errors import StudyError, did_you_mean
from analysis.exchange.markup import KINDS, Markup
from analysis.palette import NAVY, RUST, SAND, SKY

SHOWN: Final = ("category", "sense")
"""Labels that one flat label holds, in this order."""
COLOUR: Final = dict(zip(KINDS, (NAVY, SKY, SAND, RUST, "#E7A99B", "#F3D6CF"), strict=True))
"""Background of each kind of stretch; letters on it are `LETTERS`."""
LETTERS: Final = dict.fromkeys(KINDS, "#000000") | dict.fromkeys(("modals", "conditionals"), "#ffffff")


def flat_label(kind: str, labels: dict[str, str] | None = None) -> str:
    """One label for a stretch.

    >>> flat_label("modals", {"item": "may", "category": "central", "sense": "deontic"})
    'modals:central:deontic'
    """
    said = labels or {}
    return ":".join([kind, *(said[name] for name in SHOWN if name in said)])


def from_flat(label: str, where: str) -> tuple[str, dict[str, str]]:
    """Kind and labels of a flat label; StudyError for one that Hedgerow does not know.

    >>> from_flat("hedges:approximator", "line 1")
    ('hedges', {'category': 'approximator'})
    """
    kind, *said = label.split(":")
    if kind not in KINDS or len(said) > len(SHOWN):
        raise StudyError(f"{where}: label {label!r} does not exist{did_you_mean(label, flat_labels())}")
    return kind, dict(zip(SHOWN, said, strict=False))


def flat_labels() -> list[str]:
    """All flat labels, for the configuration of a tool."""
    labels: list[str] = []
    for kind in KINDS:
        categories = ALLOWED.get((kind, "category"), ())
        senses = ALLOWED.get((kind, "sense"), ())
        labels += [f"{kind}:{category}" for category in categories if not senses]
        labels += [f"{kind}:{category}:{sense}" for category in categories for sense in senses]
        labels += [] if categories else [kind]
    return labels


def values_of(markups: Iterable[Markup]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The values of each label that is a closed list, by layer and name.

    The meanings of Quirk et al. are those that the distributions of the marks name.
    """
    quirk = {
        meaning
        for markup in markups
        for region in markup.regions
        for meaning in region.details.get("quirk", ())
    }
    return {**ALLOWED, **({("modals", "quirk"): tuple(sorted(quirk))} if quirk else {})}
