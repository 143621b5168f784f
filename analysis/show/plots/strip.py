"""A text in reading order: a band from its first word to its last, coloured by voice.

The colour says who speaks, the height how: direct speech is tall, mixed lower, indirect half as
high, the narrator a thin line. In grey, the heights and the letters above the band remain.
"""

from collections.abc import Sequence
from os.path import commonprefix
from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.base.palette import COLOURS, GREY
from analysis.measure.tables import NARRATOR
from analysis.show.plots.style import (
    MILLIMETRE,
    PAGE,
    SMALL,
    empty_figure,
    fitted,
    new_figure,
    panel,
    plain,
    quiet,
    styled,
    width_of,
)

HEIGHTS: Final = {"direct": 1.0, "mixed": 0.75, "indirect": 0.5, NARRATOR: 0.1}
OTHER: Final = "other voices"
_NARRATOR_COLOUR: Final = "#6B7078"
_OTHER_COLOUR: Final = "#B4B9C1"
_BAND: Final = 9
_NAME: Final = 33
"""Millimetres for the name of a document."""


def voice_colours(voices: Sequence[str]) -> dict[str, str]:
    """A colour for each of the first four voices, in their order; the others share a grey."""
    named = [voice for voice in voices if voice != NARRATOR]
    colours = dict(zip(named, COLOURS, strict=False))
    return {voice: colours.get(voice, _OTHER_COLOUR) for voice in named} | {NARRATOR: _NARRATOR_COLOUR}


def plot_strip(segments: pd.DataFrame, voices: Sequence[str]) -> Figure:
    """One band a document. Columns as in `workbench.segments.SEGMENTS`; `voices` in order of size."""
    with styled():
        documents = list(dict.fromkeys(segments["doc_id"]))
        if not documents:
            return empty_figure("There is no text to show.")
        spoken = segments[segments["voice_kind"].isin(HEIGHTS) & (segments["words"] > 0)]
        each = _BAND if len(documents) == 1 else _BAND * 0.62
        label = 0 if len(documents) == 1 else 34
        voices = [voice for voice in voices if voice in set(spoken["voice"])]
        figure = new_figure(PAGE, 8 + (each + 3) * len(documents) + 11)
        shown = _told_apart(documents)
        longest = max(1, int((spoken["first_word"] + spoken["words"]).max() or 1))
        for place, document in enumerate(reversed(documents)):
            axes = panel(figure, 4 + label, 11 + (each + 3) * place, PAGE - 8 - label, each)
            _draw_band(axes, spoken[spoken["doc_id"] == document], voice_colours(voices))
            axes.set_xlim(0, longest)
            _frame(axes, shown[document] if label else "", last=place == 0)
        _key(figure, voices, set(spoken["voice"]))
        return figure


def _told_apart(names: Sequence[str]) -> dict[str, str]:
    """The names as they are drawn: where one is too long, without the beginning that all of them share."""
    alike = commonprefix(names)  # noqa: RUF071 (character by character is meant)
    alike = alike[: 1 + max(alike.rfind(sign) for sign in "-_/. ")]
    if len(names) < 2 or all(width_of(plain(name), SMALL) <= _NAME for name in names):
        alike = ""
    return {name: f"…{name[len(alike) :]}" if alike else name for name in names}


def _draw_band(axes: Axes, segments: pd.DataFrame, colours: dict[str, str]) -> None:
    for row in segments.to_dict("records"):
        axes.bar(
            row["first_word"],
            HEIGHTS[row["voice_kind"]],
            width=row["words"],
            align="edge",
            color=colours.get(row["voice"], _OTHER_COLOUR),
            edgecolor="white",
            lw=0.3,
        )


def _frame(axes: Axes, name: str, *, last: bool) -> None:
    axes.set_ylim(0, 1.02)
    axes.set_yticks([])
    quiet(axes, grid=None)
    if name:
        axes.text(
            -0.008,
            0,
            fitted(name, _NAME, SMALL),
            transform=axes.transAxes,
            ha="right",
            va="bottom",
            size=SMALL,
        )
    if last:
        axes.set_xlabel("Words from the beginning of the text")
    else:
        axes.tick_params(bottom=False, labelbottom=False)
        axes.spines["bottom"].set_visible(False)


def _room(names: Sequence[str], width: float) -> float:
    """The width from which a name in the key is cut: short names leave their room to the long ones."""
    widths = sorted(width_of(plain(name), SMALL) for name in names)
    rest = width - 8 * len(names)
    for i, each in enumerate(widths):
        if each > (share := rest / (len(widths) - i)):
            return max(share, 10)
        rest -= each
    return width


def _key(figure: Figure, voices: Sequence[str], drawn: set[str]) -> None:
    """Colours and names of the voices, then the heights and the kinds of speech, in one line on top."""
    width, height = figure.get_size_inches() / MILLIMETRE
    axes = panel(figure, 4, height - 8, width - 8, 6)
    axes.set_axis_off()
    axes.set_xlim(0, width - 8)
    axes.set_ylim(0, 6)
    colours = voice_colours(voices)
    named = [voice for voice in voices if voice in drawn and colours[voice] != _OTHER_COLOUR]
    entries = [(voice, colours[voice], 1.0 if voice != NARRATOR else 0.25) for voice in named]
    if any(colours[voice] == _OTHER_COLOUR for voice in voices if voice in drawn):
        entries.append((OTHER, _OTHER_COLOUR, 1.0))
    place, room = 0.0, _room([name for name, *_ in entries], width - 8 - 50)
    for name, colour, tall in entries:
        shown = fitted(name, room, SMALL)
        axes.bar(place, 3 * tall, bottom=1.4, width=3, align="edge", color=colour)
        axes.text(place + 4, 1.2, shown, size=SMALL, va="bottom")
        place += 8 + width_of(shown, SMALL)
    place = width - 8 - 44
    for kind in ("direct", "mixed", "indirect"):
        axes.bar(
            place,
            3.2 * HEIGHTS[kind],
            bottom=1.4,
            width=2,
            align="edge",
            color="white",
            edgecolor=GREY,
            lw=0.8,
        )
        axes.text(place + 3, 1.2, kind, size=SMALL, va="bottom")
        place += 7 + width_of(kind, SMALL)
