"""How the edges of overlays are written, in HTML and in plain text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from analysis.base.layers import LAYERS
from analysis.base.records import Span
from analysis.show.displays.elements import bdi, element, escape, label, start_tag
from analysis.show.displays.nested_spans import Edge
from analysis.show.displays.overlays import Excluded, Part, Voice
from analysis.show.displays.shown import ShownMark

_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class _Pen:
    """How an overlay is written in HTML: its element, and our labels after its start and before its end."""

    tag: str
    attributes: Mapping[str, str | int | None]
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class SpanRenderers:
    """Writes the edges of overlays; labels stand where one begins and ends, not where it is cut.

    `tints` are the numbers of voices that have one, `titles` what is read when a mark is pointed at, `focus`
    the span whose marks are outlined.
    """

    tints: Mapping[str, int]
    titles: Mapping[str, str]
    focus: Span | None

    def html(self, edge: Edge) -> str:
        """The tag at an edge with its label."""
        pen = self._pen(edge)
        if edge.side == "close":
            return (pen.after if edge.outer else "") + f"</{pen.tag}>"
        return start_tag(pen.tag, **pen.attributes) + (pen.before if edge.outer else "")

    def text(self, edge: Edge) -> str:
        """The label at an edge in plain text."""
        if not edge.outer:
            return ""
        before, after = _plain(edge.overlay.what)
        return before if edge.side == "open" else after

    def _pen(self, edge: Edge) -> _Pen:
        match edge.overlay.what:
            case ShownMark() as mark:
                tag = label(
                    LAYERS[mark.layer].look.letter,
                    tag="sup",
                    class_=f"hr-tag-{mark.layer}",
                    aria_hidden="true",
                )
                return _Pen("u", self._whole(mark) if edge.outer else self._rest(mark), after=tag)
            case Part() as part:
                return _part(part)
            case Voice() as voice:
                return self._voice(voice)
        return _Pen("i", {"class_": "hr-out"}, label("[not counted: "), label("]"))

    def _whole(self, mark: ShownMark) -> dict[str, str | int | None]:
        """The attributes by which a mark is found, reached and read."""
        focused = self.focus is not None and mark.start < self.focus[1] and self.focus[0] < mark.end
        return {
            "class_": f"hr-mark hr-{mark.layer}" + (" hr-focus" if focused else ""),
            "id": mark.id,
            "data_layer": mark.layer,
            "data_start": mark.start,
            "data_end": mark.end,
            "data_item": mark.item,
            "data_voice": mark.voice,
            "tabindex": 0,
            "role": "note",
            "aria_current": "true" if focused else None,
            "aria_label": "; ".join(mark.facts),
            "title": self.titles[mark.id],
        }

    def _rest(self, mark: ShownMark) -> dict[str, str | int | None]:
        """The attributes of what follows where another overlay ends within a mark."""
        return {
            "class_": f"hr-mark hr-{mark.layer}",
            "data_of": mark.id,
            "title": self.titles[mark.id],
        }

    def _voice(self, voice: Voice) -> _Pen:
        tint = f" hr-tint{self.tints[voice.name]}" if voice.name in self.tints else ""
        return _Pen(
            "span",
            {"class_": f"hr-voice{tint}", "data_statement": voice.index, "data_voice": voice.name},
            label(f"[{bdi(voice.name)}, {escape(voice.kind)}] ", class_="hr-who"),
            label("\u00a0[·]", class_="hr-who", title=f"end of {voice.name}"),
        )


def _part(part: Part) -> _Pen:
    number = element("sup", str(part.of.number))
    return _Pen(
        "span",
        {"class_": f"hr-part hr-{part.name}", "data_of": part.of.id, "data_part": part.name},
        label(f"{part.arrow}{part.letter}{number}[", tag="b", class_="hr-bracket"),
        label(f"]{number}", tag="b", class_="hr-bracket"),
    )


def _plain(what: ShownMark | Part | Voice | Excluded) -> tuple[str, str]:
    """What stands before and after an overlay in plain text."""
    match what:
        case ShownMark(layer=layer):
            return "", f"{{{LAYERS[layer].look.letter}}}"
        case Part(of=mark, letter=letter, arrow=arrow):
            number = str(mark.number).translate(_RAISED)
            return f"{arrow}{letter}{number}[", f"]{number}"
        case Voice(name=name, kind=kind):
            return f"[{name}, {kind}] ", " [·]"
        case Excluded():
            return "[not counted: ", "]"
