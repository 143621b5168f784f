"""What lies over a text: voices, excluded stretches, the parts of conditionals, marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from analysis.displays.shown import ShownMark
from analysis.displays.weave import Overlay
from analysis.records import Annotation, Conditional, Span, Statement
from analysis.tables import voice_of

_RANKS: Final = {"conditionals": 3, "hedges": 4, "boosters": 5, "modals": 6}


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
    """Protasis or apodosis of a conditional; `arrow` points from the condition to what depends on it."""

    of: ShownMark
    name: Literal["protasis", "apodosis"]
    arrow: str

    @property
    def letter(self) -> str:
        """What the part is called before its bracket, as in "if p, q"."""
        return "p" if self.name == "protasis" else "q"


def overlays(annotation: Annotation, marks: Sequence[ShownMark]) -> list[Overlay]:
    """All that lies over a text; the wider kinds outside."""
    return [*_excluded(annotation), *_voices(annotation), *_of_marks(marks)]


def titles(marks: Sequence[ShownMark]) -> dict[str, str]:
    """For each mark (by id) the facts about it and about all marks it stands in, one a line.

    Where *could* is a modal and a hedge, pointing at it says both.
    """
    said: dict[str, str] = {}
    around: list[ShownMark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, _RANKS[mark.layer])):
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
        if isinstance(shown.mark, Conditional):
            yield from _parts(shown, shown.mark.protasis, shown.mark.apodosis)
        yield Overlay(shown.start, shown.end, _RANKS[shown.layer], shown)


def _parts(shown: ShownMark, protasis: Span, apodosis: Span | None) -> Iterator[Overlay]:
    after = apodosis is not None and protasis[1] <= apodosis[0]
    before = apodosis is not None and apodosis[1] <= protasis[0]
    yield Overlay(*protasis, 2, Part(shown, "protasis", "← " if before else ""))
    if apodosis:
        yield Overlay(*apodosis, 2, Part(shown, "apodosis", "→ " if after else ""))
