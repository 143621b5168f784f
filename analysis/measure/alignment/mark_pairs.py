"""The marks of a statement and those of its source, paired: kept, changed, added, dropped, cut off.

*Kept*: the same marker stands on both sides; a modal that a report moves into the past (*will*, *would*) is
kept. *Changed*: another marker of the layer stands in its place. *Dropped*: it stood between the words
printed, and is gone. *Cut off*: it stood in the same sentence, beyond the words quoted; of conditionals only
those whose consequence is printed. *Added*: nothing on the side of the source.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from analysis.base.layers import LAYERS
from analysis.base.records import Annotation, Span

BACKSHIFT: Final = {
    "will": "would",
    "can": "could",
    "may": "might",
    "shall": "should",
    "be going to": "would",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A mark in the source, one in print, or both, with what became of it."""

    layer: str
    fate: str
    source_item: str = ""
    item: str = ""
    source_span: Span | None = None
    span: Span | None = None


Found = tuple[str, Any]


def within(annotation: Annotation, span: Span) -> list[Found]:
    """The marks that begin in a stretch, with their layer."""
    return [
        (name, mark)
        for name, marks in annotation.marks.items()
        for mark in marks
        if span[0] <= mark.start < span[1]
    ]


def pairs_of_quoted(
    said: Sequence[Found], printed: Sequence[Found], words: Mapping[Span, Span], inside: Span
) -> Iterator[Pair]:
    """Pair marks by their places: `words` has each word printed by the same word in the source.

    `inside` is the stretch of the source from the first to the last word printed.
    """
    left = list(printed)
    for layer, mark in said:
        places = [words[word] for word in words if _meets(mark, word)]
        match = next(
            (one for one in left if one[0] == layer and any(_meets(one[1], place) for place in places)), None
        )
        if match:
            left.remove(match)
            yield _pair(layer, mark, match[1])
        elif inside[0] <= mark.start < inside[1]:
            yield _pair(layer, mark, None)
        elif _consequence_printed(mark, inside):
            yield _pair(layer, mark, None, "cut off")
    for layer, mark in left:
        yield _pair(layer, None, mark)


def pairs_of_reported(said: Sequence[Found], printed: Sequence[Found]) -> Iterator[Pair]:
    """Pair marks by what they are, then what is left of a layer in order: the words are others."""
    left, gone = list(printed), []
    for layer, mark in said:
        match = next((one for one in left if one[0] == layer and same(layer, mark, one[1])), None)
        if match:
            left.remove(match)
            yield _pair(layer, mark, match[1])
        else:
            gone.append((layer, mark))
    for layer, mark in gone:
        match = next((one for one in left if one[0] == layer), None)
        if match:
            left.remove(match)
        yield _pair(layer, mark, match[1] if match else None)
    for layer, mark in left:
        yield _pair(layer, None, mark)


def same(layer: str, one: Any, other: Any) -> bool:
    """Whether two marks are the same marker, but for the tense of a report; any two conditions are."""
    if layer == "conditionals":
        return True
    before, after = LAYERS[layer].item(one), LAYERS[layer].item(other)
    return before == after or (layer == "modals" and BACKSHIFT.get(before) == after)


def _meets(mark: Any, word: Span) -> bool:
    """Whether a mark stands in a word, or a word in a mark: the mark of *I'll* is a part of it."""
    return bool(mark.start < word[1] and word[0] < mark.end)


def _consequence_printed(mark: Any, inside: Span) -> bool:
    """Whether a mark beyond the words printed may bear on them: any but a condition of something else."""
    apodosis = getattr(mark, "apodosis", None)
    if not hasattr(mark, "protasis"):
        return True
    return bool(apodosis and apodosis[0] < inside[1] and inside[0] < apodosis[1])


def _pair(layer: str, said: Any, printed: Any, fate: str = "") -> Pair:
    item = LAYERS[layer].item
    if not fate:
        fate = "added" if said is None else "dropped" if printed is None else "changed"
        fate = "kept" if said and printed and same(layer, said, printed) else fate
    return Pair(
        layer,
        fate,
        item(said) if said else "",
        item(printed) if printed else "",
        (said.start, said.end) if said else None,
        (printed.start, printed.end) if printed else None,
    )
