"""Where in the texts the marks stand: one line a text or an item, one stroke a mark."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.base.palette import NAVY, PALE
from analysis.show.plots.style import (
    PAGE,
    SMALL,
    across,
    empty_figure,
    fitted,
    new_figure,
    panel,
    quiet,
    styled,
)

ROW = 6.0


def plot_barcode(table: pd.DataFrame, rows: str, sizes: pd.DataFrame) -> Figure:
    """A dispersion plot. Columns: `rows`, at (words before the mark); `sizes` has `rows` and words.

    `sizes` gives the order of the lines and how long each text is; the shaded part of a line is its text.
    """
    with styled():
        if table.empty or sizes.empty:
            return empty_figure("There is no mark to show.")
        high = ROW * len(sizes)
        figure = new_figure(PAGE, 7 + high + 11)
        axes = panel(figure, 38, 11, PAGE - 38 - 14, high)
        places = range(len(sizes) - 1, -1, -1)
        for place, name, words in zip(places, sizes[rows], sizes["words"], strict=True):
            axes.barh(place, words, height=0.7, color=PALE, lw=0)
            _strokes(axes, place, table.loc[table[rows] == name, "at"].tolist())
            axes.text(0, place, fitted(name, 34), transform=across(axes, -36), va="center")
        axes.text(1, len(sizes) - 0.4, "n", transform=across(axes, 10), ha="right", va="bottom", size=SMALL)
        axes.set_ylim(-0.5, len(sizes) - 0.5)
        axes.set_xlim(0, max(1, int(sizes["words"].max())))
        axes.set_yticks([])
        axes.set_xlabel("Words from the beginning of the text")
        quiet(axes, grid=None)
        return figure


def _strokes(axes: Axes, place: float, at: Sequence[float]) -> None:
    axes.vlines([word + 0.5 for word in at], place - 0.35, place + 0.35, color=NAVY, lw=0.9)
    axes.text(1, place, f"{len(at):,}", transform=across(axes, 10), ha="right", va="center", size=SMALL)
