"""Annotation -> the marks that are shown, each with its name on the page and what is known about it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any, Final

import pandas as pd

from analysis.base.errors import StudyError, did_you_mean
from analysis.base.layers import LAYERS, Field
from analysis.base.layers.values import Candidates, Flag, Shares, Word
from analysis.base.records import Annotation, Mark, Span
from analysis.measure.tables import NARRATOR, marks_table

_COLUMNS: Final = ["layer", "start", "end", "item", "category", "voice", "voice_kind"]


@dataclass(frozen=True)
class ShownMark:
    """One mark on the page.

    `id` is its name there (`mark_id`), `item` and `category` are as in the table it comes from, `number`
    tells the marks of a document that have parts apart (0 for other layers). `mark` is the record, None where
    a table has a mark that the annotation has not.
    """

    id: str
    layer: str
    start: int
    end: int
    item: str
    category: str
    voice: str
    voice_kind: str
    number: int
    mark: Mark | None

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """All that is known about it, in a few phrases, what it is first."""
        voice = self.voice if self.voice == NARRATOR else f"{self.voice}, {self.voice_kind}"
        return (self._name, *self._details, f"voice {voice}")

    @property
    def extent(self) -> Span:
        """From the first to the last character that is shown for it; of a conditional, both parts."""
        spans = [(self.start, self.end), *([] if self.mark is None else LAYERS[self.layer].spans(self.mark))]
        return min(start for start, _ in spans), max(end for _, end in spans)

    @property
    def _name(self) -> str:
        noun = LAYERS[self.layer].noun
        category = [self.category] if self.category not in ("", noun) else []
        number = f" {self.number}" if self.number else ""
        return ", ".join([f"{noun}{number} {self.item}", *category, *self._told])

    @property
    def _told(self) -> Iterator[str]:
        """What its name says beyond item and category: words, and flags that are up."""
        for field in LAYERS[self.layer].labels if self.mark is not None else ():
            value = getattr(self.mark, field.at)
            if isinstance(field.value, Flag):
                yield from [field.name] if value else []
            elif isinstance(field.value, Word) and field.name not in ("item", "category") and value:
                yield value.replace("-", " ")

    @property
    def _details(self) -> Iterator[str]:
        """What only the record knows: how sure a sense is, what a conditional may be doing and why."""
        for field in LAYERS[self.layer].fields if self.mark is not None else ():
            yield from _said(field, getattr(self.mark, field.at)) if field.shown else ()


def mark_id(doc_id: str, layer: str, start: int, end: int) -> str:
    """Name of a mark within a page, from where it stands: a widget finds and scrolls to it by this.

    >>> mark_id("a/b", "modals", 3, 6)
    'hr-c14cddc0-modals-3-6'
    """
    return f"hr-{sha256(doc_id.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}-{layer}-{start}-{end}"


def shown_marks(
    annotation: Annotation,
    layers: Sequence[str] = tuple(LAYERS),
    voices: Sequence[str] | None = None,
    marks: pd.DataFrame | None = None,
) -> list[ShownMark]:
    """The marks of some layers and voices (None for all), in the order of the text.

    `marks` are rows of `analysis.measure.tables.marks_table` (of any documents): then only these are shown,
    with the
    item and category that stand there. StudyError for an unknown layer.
    """
    _check_layers(layers)
    table = marks_table([annotation]) if marks is None else marks
    kept = table[table["doc_id"].eq(annotation.document.id) & table["layer"].isin(list(layers))]
    if voices is not None:
        kept = kept[kept["voice"].isin(list(voices))]
    ordered = kept[_COLUMNS].sort_values(["start", "end", "layer"], kind="stable")
    return list(_shown(annotation, ordered.itertuples(index=False, name=None)))


def _check_layers(layers: Sequence[str]) -> None:
    for layer in layers:
        if layer not in LAYERS:
            raise StudyError(f"no layer {layer!r}{did_you_mean(layer, LAYERS)}")


def _shown(annotation: Annotation, rows: Iterable[tuple[Any, ...]]) -> Iterator[ShownMark]:
    records = _by_place(annotation)
    seen: Counter[str] = Counter()
    for layer, start, end, item, category, voice, voice_kind in rows:
        found = records.get((layer, start, end), [])
        name = mark_id(annotation.document.id, layer, start, end)
        seen.update([name, layer])
        yield ShownMark(
            id=name if seen[name] == 1 else f"{name}-{seen[name]}",
            layer=layer,
            start=start,
            end=end,
            item=_known(item),
            category=_known(category),
            voice=voice,
            voice_kind=voice_kind,
            number=seen[layer] if LAYERS[layer].parts else 0,
            mark=found.pop(0) if found else None,
        )


def _known(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _by_place(annotation: Annotation) -> dict[tuple[str, int, int], list[Mark]]:
    places: dict[tuple[str, int, int], list[Mark]] = {}
    for layer, marks in annotation.marks.items():
        for mark in marks:
            places.setdefault((layer, mark.start, mark.end), []).append(mark)
    return places


_LEAST: Final = 0.1
"""The probability from which on a candidate is shown."""


def _said(field: Field, value: Any) -> Iterator[str]:
    """What a field tells of a mark, after the phrase that introduces it."""
    match field.value:
        case Shares():
            if value:
                yield f"{field.shown}: {_distribution(value)}"
        case Candidates():
            for one in value:
                if one.probability is not None and one.probability < _LEAST:
                    continue
                share = "" if one.probability is None else f" {one.probability:.2f}".replace(" 0.", " .")
                reasons = f" ({', '.join(one.reasons)})" if one.reasons else ""
                yield f"{field.shown}: {one.act}{share}{reasons}"
        case other:
            if label := other.label(value):
                yield f"{field.shown}: {label}"


def _distribution(shares: Mapping[str, float]) -> str:
    """Probabilities of at least one per cent, the largest first, without the zero before the point."""
    likely = sorted((-share, name) for name, share in shares.items() if share >= 0.005)
    return ", ".join(f"{name} {f'{-share:.2f}'.removeprefix('0')}" for share, name in likely)
