"""Precision and recall of markers as two dots with their intervals, one row a marker."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.base.palette import NAVY, RUST
from analysis.show.plots.style import (
    PAGE,
    SMALL,
    across,
    letter,
    message,
    new_figure,
    panel,
    plain,
    quiet,
    styled,
)

ROW = 4.6
"""Height of one row, in millimetres."""
HEAD, FOOT = 12, 14
LOOKS = (("precision", NAVY, "o", 0.16), ("recall", RUST, "s", -0.16))
"""Measure, colour, marker and how far above the row it is drawn."""


def plot_accuracy(table: pd.DataFrame, panels: Sequence[tuple[str, str]]) -> Figure:
    """Precision (round) and recall (square) with 95% intervals; `panels` pairs layers with titles.

    Columns: layer, marker, n (beside the panel), precision and recall, each with _low and _high.
    """
    with styled():
        parts = [table[table["layer"] == layer].reset_index(drop=True) for layer, _ in panels]
        rows = max(map(len, parts), default=0)
        figure = new_figure(PAGE, HEAD + ROW * max(rows, 2) + FOOT)
        each = PAGE / len(panels)
        for place, ((layer, title), part) in enumerate(zip(panels, parts, strict=True)):
            high = ROW * max(len(part), 2)
            axes = panel(figure, each * place + 32, FOOT + ROW * max(rows, 2) - high, each - 46, high)
            letter(axes, "abcd"[place], title, left=30, up=4.5)
            if part.empty:
                message(axes, f"No {layer} were judged in these data.")
            else:
                _draw(axes, part)
        _key(figure)
        return figure


def _draw(axes: Axes, part: pd.DataFrame) -> None:
    names, counts = across(axes, -30), across(axes, 9)
    for index, row in enumerate(part.to_dict("records")):
        place = len(part) - 1 - index
        for measure, colour, marker, shift in LOOKS:
            low, high = row[f"{measure}_low"], row[f"{measure}_high"]
            axes.plot([low, high], [place + shift] * 2, color=colour, lw=1, solid_capstyle="butt")
            style: dict[str, Any] = {"ms": 4, "mec": "white", "mew": 0.5, "clip_on": False, "zorder": 3}
            axes.plot(row[measure], place + shift, marker, color=colour, **style)
        axes.text(0, place, plain(row["marker"], 18), transform=names, va="center")
        axes.text(1, place, f"{row['n']:,}", transform=counts, ha="right", va="center", size=SMALL)
    axes.text(1, len(part) - 0.3, "n", transform=counts, ha="right", va="bottom", size=SMALL, style="italic")
    axes.set_ylim(-0.6, len(part) - 0.4)
    axes.set_xlim(0, 1)
    axes.set_xticks([0, 0.5, 1], ["0", ".5", "1"])
    axes.set_yticks([])
    quiet(axes)


def _key(figure: Figure) -> None:
    axes = panel(figure, 10, 1, PAGE - 20, 5)
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    texts = (
        "precision: share of what is marked that is right",
        "recall: share of what is there that is marked",
    )
    for (_, colour, marker, _), text, left in zip(LOOKS, texts, (0.02, 0.5), strict=True):
        axes.plot(left, 0.5, marker, color=colour, ms=4)
        axes.text(left + 0.015, 0.5, text, va="center", size=SMALL)
