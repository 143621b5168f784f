"""Parts of a whole as stacked bars; each part has a colour, a hatch and, where there is room, its number."""

from collections.abc import Sequence
from typing import Final, TypeAlias

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import PercentFormatter

from analysis.base.palette import GREY, INK, NAVY, RUST, SKY
from analysis.show.plots.style import (
    COLUMN,
    MILLIMETRE,
    SMALL,
    contrast,
    empty_figure,
    fitted,
    new_figure,
    panel,
    quiet,
    styled,
    width_of,
)

Fill: TypeAlias = tuple[str, str]
"""Colour and hatch."""

FILLS: Final[tuple[Fill, ...]] = ((NAVY, ""), (RUST, ""), (SKY, ""), ("#FFFFFF", "//////"))
"""Fills of the parts, in order; the last is for what is undecided."""
ROOM: Final = 0.14
"""Smallest share that holds its number."""

_KIND_FILLS: Final = {"direct": (NAVY, ""), "mixed": (SKY, ""), "indirect": ("#FFFFFF", "//////")}


def draw_shares(axes: Axes, table: pd.DataFrame, parts: Sequence[str]) -> None:
    """One bar a row, the first on top, cut into the columns `parts`."""
    for index, row in enumerate(table.to_dict("records")):
        left, place = 0.0, len(table) - 1 - index
        for part, (colour, hatch) in zip(parts, FILLS, strict=False):
            _draw_part(axes, place, left, row[part], colour, hatch)
            left += row[part]
    axes.set_ylim(-0.6, len(table) - 0.4)
    axes.set_yticks([])
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    quiet(axes, grid=None)


def _draw_part(axes: Axes, place: int, left: float, width: float, colour: str, hatch: str) -> None:
    if width <= 0:
        return
    axes.barh(
        place,
        width,
        left=left,
        height=0.72,
        color=colour,
        hatch=hatch,
        edgecolor=GREY if hatch else "white",
        lw=0.6,
    )
    if width >= ROOM:
        box = {"facecolor": "white", "edgecolor": "none", "pad": 0.8} if hatch else None
        axes.text(
            left + width / 2,
            place,
            f"{100 * width:.0f}%",
            ha="center",
            va="center",
            size=SMALL,
            color=contrast(colour),
            bbox=box,
        )


def draw_key(axes: Axes, names: Sequence[str], fills: Sequence[Fill] = FILLS) -> None:
    """Names of the parts with their fills, in one line just above the panel, from its left edge."""
    box = axes.get_window_extent()
    wide, high = (side / axes.figure.dpi / MILLIMETRE for side in (box.width, box.height))
    place, up = 0.0, 1 + 2.2 / high
    for name, (colour, hatch) in zip(names, fills, strict=False):
        swatch = Rectangle((place / wide, up), 2.8 / wide, 2.1 / high, facecolor=colour, hatch=hatch)
        swatch.set(transform=axes.transAxes, edgecolor=GREY if hatch else colour, lw=0.5, clip_on=False)
        axes.add_patch(swatch)
        axes.text((place + 3.6) / wide, up, name, transform=axes.transAxes, size=SMALL, va="bottom")
        place += 7.2 + width_of(name, SMALL)


def plot_words(table: pd.DataFrame) -> Figure:
    """Who has the word: words by voice, cut by kind of speech. Columns: voice, kind, n, total, share."""
    with styled():
        voices = list(dict.fromkeys(table["voice"]))
        if not voices:
            return empty_figure("No words in these voices.", COLUMN)
        high = 7.0 * len(voices)
        figure = new_figure(COLUMN, 9 + high + 11)
        axes = panel(figure, 32, 11, COLUMN - 32 - 13, high)
        for place, voice in enumerate(reversed(voices)):
            _draw_voice(axes, place, table[table["voice"] == voice])
        axes.set_yticks(range(len(voices)), [fitted(voice, 29) for voice in reversed(voices)])
        axes.set_ylim(-0.6, len(voices) - 0.4)
        axes.set_xlim(0, max(table.groupby("voice")["share"].sum().max(), 0.01))
        axes.set_xlabel(f"Share of {int(table['total'].iloc[0]):,} words")
        axes.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        quiet(axes)
        spoken = [kind for kind in _KIND_FILLS if kind in set(table["kind"])]
        draw_key(axes, spoken, [_KIND_FILLS[kind] for kind in spoken])
        return figure


def _draw_voice(axes: Axes, place: int, rows: pd.DataFrame) -> None:
    left = 0.0
    for row in rows.to_dict("records"):
        colour, hatch = _KIND_FILLS.get(row["kind"], ("#C9CDD3", ""))
        edge = GREY if hatch else "white"
        axes.barh(
            place, row["share"], left=left, height=0.6, color=colour, hatch=hatch, edgecolor=edge, lw=0.6
        )
        left += row["share"]
    axes.text(left, place, f" {int(rows['n'].sum()):,}", va="center", size=SMALL, color=INK)
