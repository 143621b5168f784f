"""The head of a document: what it is, how its marks are drawn, how many there are of each, and who speaks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from analysis.base.layers import LAYERS
from analysis.base.records import Annotation
from analysis.base.wording import plural
from analysis.measure.tables import NARRATOR, voice_of
from analysis.show.displays.elements import bdi, element, escape, label, shortened
from analysis.show.displays.shown import ShownMark
from analysis.show.displays.theme import TINTS

NAMED: Final = 12
"""How many voices a legend names."""
VALUE: Final = 100
"""Longest value of a metadata field that a legend shows whole, in letters."""
_HOW: Final = "Point at a mark, or go to it with the Tab key, to read what is known about it."


@dataclass(frozen=True)
class Legend:
    """The marks shown of one document, counted by layer and voice."""

    annotation: Annotation
    layers: Sequence[str]
    marks: Sequence[ShownMark]

    @cached_property
    def words(self) -> dict[str, int]:
        """Words of each voice, most first; the narrator, who has the rest, comes last."""
        counts: Counter[str] = Counter()
        for statement, words in zip(self.annotation.statements, self.annotation.statement_words, strict=True):
            counts[voice_of(statement)] += words
        ranked = dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
        return ranked | {NARRATOR: self.annotation.words - sum(counts.values())}

    @property
    def tints(self) -> dict[str, int]:
        """The voices with most words and the number of their tint."""
        named = [voice for voice in self.words if voice != NARRATOR]
        return {voice: number for number, voice in enumerate(named[:TINTS])}

    @property
    def html(self) -> str:
        """Title, one line for layers, one for voices."""
        items = "".join(element("li", self._layer(layer, count)) for layer, count in self._by_layer.items())
        voices = "".join(element("li", self._voice(voice)) for voice in self._named)
        more = element("li", escape(self._more)) if self._more else ""
        known = "; ".join(f"{bdi(name)}: {bdi(value)}" for name, value in self._metadata.items())
        return (
            element("p", f"{bdi(self.annotation.document.id)}: {escape(self._size)}", class_="hr-title")
            + (element("p", known, class_="hr-note") if known else "")
            + (element("ul", items, class_="hr-legend", aria_label="Layers") if items else "")
            + element("ul", voices + more, class_="hr-legend", aria_label="Voices")
            + (element("p", _HOW, class_="hr-note") if self.marks else "")
        )

    @property
    def text(self) -> str:
        """The same for a terminal."""
        layers = [
            f"{LAYERS[layer].look.letter} = {LAYERS[layer].noun}: {count:,}"
            for layer, count in self._by_layer.items()
        ]
        voices = [f"{voice}: {self._said(voice)}" for voice in self._named]
        return "\n".join(
            filter(
                None,
                [
                    f"{self.annotation.document.id}: {self._size}",
                    "; ".join(f"{name}: {value}" for name, value in self._metadata.items()),
                    "; ".join(layers),
                    "; ".join([*voices, *filter(None, [self._more])]),
                ],
            )
        )

    @property
    def _metadata(self) -> dict[str, str]:
        known = self.annotation.document.metadata.items()
        return {name: shortened(value, VALUE) for name, value in known if value}

    @property
    def _size(self) -> str:
        sentences = plural(len(self.annotation.sentences), "sentence")
        return f"{plural(self.annotation.words, 'word')} in {sentences}"

    @cached_property
    def _by_layer(self) -> dict[str, int]:
        counts = Counter(mark.layer for mark in self.marks)
        return {layer: counts[layer] for layer in self.layers}

    @cached_property
    def _by_voice(self) -> Counter[str]:
        return Counter(mark.voice for mark in self.marks)

    @property
    def _named(self) -> list[str]:
        return [*list(self.words)[:-1][:NAMED], NARRATOR]

    @property
    def _more(self) -> str:
        rest = len(self.words) - len(self._named)
        return f"and {plural(rest, 'more voice')}" if rest else ""

    def _said(self, voice: str) -> str:
        marks = f"{plural(self._by_voice[voice], 'mark')} in " if self.layers else ""
        return marks + plural(self.words[voice], "word")

    def _layer(self, layer: str, count: int) -> str:
        spec = LAYERS[layer]
        tag = label(spec.look.letter, tag="sup", class_=f"hr-tag-{layer}")
        sample = element("u", escape(spec.noun), class_=f"hr-mark hr-{layer}")
        how = f" {_PAIR}" if layer == "conditionals" else ""
        return f"{sample}{tag}{how} {count:,}"

    def _voice(self, voice: str) -> str:
        tint = self.tints.get(voice)
        name = bdi(voice) if voice == NARRATOR else f"[{bdi(voice)}]"
        class_ = "hr-voice" if tint is None else f"hr-voice hr-tint{tint}"
        return f"{element('b', name, class_=class_)} {escape(self._said(voice))}"


_ONE: Final = element("sup", "1")
_PAIR: Final = label(f"p{_ONE}[condition]{_ONE} → q{_ONE}[consequence]{_ONE}", tag="b", class_="hr-bracket")
