"""A document as annotation tools see it: stretches of text with labels, and links between them.

A conditional is three stretches: its marker, its protasis and its apodosis, with a link from the first
to each of the others. Everything else is one stretch a mark. All offsets are code points.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from analysis.base.layers import LAYERS
from analysis.base.records import Annotation, Span
from analysis.review.decisions.decision import PARTS

KINDS: Final = (*LAYERS, *PARTS)

Link = tuple[str, str]
"""Ids of a conditional and of its protasis or apodosis."""


@dataclass(frozen=True, slots=True)
class Region:
    """One stretch of text: a mark, or a part of a conditional.

    `labels` can be seen and changed in the tool (names as in `decisions.decision.LABELS`). `details` is
    what only Hedgerow reads: all that the labels do not say; empty for a stretch that was drawn in the
    tool. `note` is what the annotator wrote, `surface` the words as the tool has them.
    """

    id: str
    kind: str
    start: int
    end: int
    labels: Mapping[str, str] = field(default_factory=dict)
    details: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    surface: str | None = None


@dataclass(frozen=True, slots=True)
class Markup:
    """The stretches of one document; `digest` is the `text_digest` of the text they were made on.

    `text` is the text as the file has it, None where the format holds none. `judged` is False where the
    tool says that nobody has gone over the document. `where` names the file and line for messages.
    """

    document: str
    digest: str
    text: str | None
    regions: tuple[Region, ...]
    links: tuple[Link, ...]
    sentences: tuple[Span, ...] = ()
    judged: bool = True
    where: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """A document with the marks of a file; `notes` by layer, start and end are the annotator's words."""

    annotation: Annotation
    judged: bool
    notes: Mapping[tuple[str, int, int], str]


def visible_edges(text: str, span: Span) -> Span:
    """The span without white space at its edges, which several tools cannot mark.

    >>> visible_edges("if so, ", (0, 7))
    (0, 6)
    """
    piece = text[slice(*span)]
    return span[0] + len(piece) - len(piece.lstrip()), span[0] + len(piece.rstrip())
