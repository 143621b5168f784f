"""What lies over a text: voices, excluded stretches, the parts of conditionals, marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.base.layers import LAYERS
from analysis.base.layers.values import Stretch
from analysis.base.records import Annotation, Span, Statement
from analysis.measure.tables import voice_of
from analysis.show.displays.nested_spans import Overlay
from analysis.show.displays.shown import ShownMark


@dataclass(frozen=True, slots=True)
class Voice:
    """A piece of a statement; `index` is its place in the annotation."""

    index: int
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Excluded:
    """What nobody says and nothing counts: a header, a stage direction."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a mark, such as the protasis of a conditional.

    `letter` is what it is called before its bracket, as in "if p, q"; `arrow` points to it from the part
    before it.
    """

    of: ShownMark
    name: str
    letter: str
    arrow: str


def overlays(annotation: Annotation, marks: Sequence[ShownMark]) -> list[Overlay]:
    """All that lies over a text; the wider kinds outside."""
    return [*_excluded(annotation), *_voices(annotation), *_of_marks(marks)]


def titles(marks: Sequence[ShownMark]) -> dict[str, str]:
    """For each mark (by id) the facts about it and about all marks it stands in, one a line.

    Where *could* is a modal and a hedge, pointing at it says both.
    """
    said: dict[str, str] = {}
    around: list[ShownMark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, LAYERS[mark.layer].look.rank)):
        around = [mark, *(other for other in around if other.end > mark.start)]
        inside = [other for other in around if other.end >= mark.end]
        said[mark.id] = "\n".join(fact for other in inside for fact in other.facts)
    return said


def _excluded(annotation: Annotation) -> Iterator[Overlay]:
    header = (0, annotation.document.body_start)
    for start, end in sorted({header, *annotation.excluded}):
        if start >= header[1] or (start, end) == header:
            yield Overlay(start, end, 0, Excluded())


def _voices(annotation: Annotation) -> Iterator[Overlay]:
    for index, statement in enumerate(annotation.statements):
        for start, end in statement.spans:
            yield Overlay(start, end, 1, _voice(index, statement))


def _voice(index: int, statement: Statement) -> Voice:
    return Voice(index, voice_of(statement), statement.kind)


def _of_marks(marks: Sequence[ShownMark]) -> Iterator[Overlay]:
    for shown in marks:
        yield from _parts(shown)
        yield Overlay(shown.start, shown.end, LAYERS[shown.layer].look.rank, shown)


def _parts(shown: ShownMark) -> Iterator[Overlay]:
    """The parts of a mark; where there is a second one, arrows lead from the first to it."""
    parts = [] if shown.mark is None else LAYERS[shown.layer].parts
    spans: list[Span | None] = [getattr(shown.mark, part.at) for part in parts]
    for place, (part, span) in enumerate(zip(parts, spans, strict=True)):
        if span and isinstance(part.value, Stretch):
            yield Overlay(*span, 2, Part(shown, part.name, part.value.letter, _arrow(spans, place)))


def _arrow(spans: Sequence[Span | None], place: int) -> str:
    first, *others = spans
    last = next((span for span in others if span), None)
    if first and last and place == 0 and last[1] <= first[0]:
        return "← "
    return "→ " if first and last and place and first[1] <= last[0] else ""
