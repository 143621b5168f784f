"""One label a stretch, for tools that know no more, and the values that labels can take.

"hedges:approximator", "modals:central:epistemic", "boosters", "conditionals:open", "protasis": the
layer, its category and, for modals, the sense. Whatever else is known travels beside the marks.
"""

from collections.abc import Iterable
from typing import Final

from analysis.base.errors import StudyError, did_you_mean
from analysis.base.layers import LAYERS
from analysis.base.layers.values import Shares, Stretch
from analysis.review.decisions.decision import ALLOWED
from analysis.review.exchange.marked_document import KINDS, Markup

SHOWN: Final = ("category", "sense")
"""Labels that one flat label holds, in this order."""
COLOUR: Final = {name: layer.look.fill for name, layer in LAYERS.items()} | {
    part.name: part.value.tint
    for layer in LAYERS.values()
    for part in layer.parts
    if isinstance(part.value, Stretch)
}
"""Background of each kind of stretch; letters on it are `LETTERS`."""
LETTERS: Final = dict.fromkeys(KINDS, "#000000") | {name: layer.look.ink for name, layer in LAYERS.items()}


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

    Where that list is open, as for the meanings of Quirk et al., they are those that the distributions of the
    marks name.
    """
    open_lists = [
        (name, field)
        for name, layer in LAYERS.items()
        for field in layer.labels
        if isinstance(field.value, Shares) and not field.value.values
    ]
    regions = [region for markup in markups for region in markup.regions]
    named = {
        (name, field.name): tuple(
            sorted(
                {
                    one
                    for region in regions
                    if region.kind == name
                    for one in region.details.get(field.kept, ())
                }
            )
        )
        for name, field in open_lists
    }
    return {**ALLOWED, **{key: values for key, values in named.items() if values}}
