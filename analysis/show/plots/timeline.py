"""Rates along time: a smooth line in its band, the periods as dots with intervals, events as marks."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.base.palette import COLOURS, GREY, INK
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

MARKERS = ("o", "s", "D", "^")
LINES = ("-", "--", ":", "-.")


def plot_timeline(
    table: pd.DataFrame, *, by: str = "layer", events: Sequence[tuple[float, str]] = ()
) -> Figure:
    """One line a value of `by` (at most four), with its name at its end.

    Columns: `by`, part ("line" or "period"), at (years), rate, low, high, per. The band of a line and
    the intervals of the periods are those of the table. `events` are years with their names.
    """
    with styled():
        drawn = table[table["rate"].notna()]
        if drawn["at"].nunique() < 2:
            return empty_figure("A timeline needs dated texts of several years, long enough to be rated.")
        figure = new_figure(PAGE, 78)
        axes = panel(figure, 16, 12, PAGE - 16 - 32, 58)
        series = [(str(name), drawn[drawn[by] == name]) for name in list(dict.fromkeys(drawn[by]))[:4]]
        for place, (_, rows) in enumerate(series):
            _draw_series(axes, rows, place)
        for place, (at, name) in enumerate(sorted(events)):
            axes.axvline(at, color=GREY, lw=0.6, ls=":")
            up = 1.01 + 0.055 * (place % 2)  # neighbours on two lines
            axes.text(at, up, fitted(name, 30, SMALL), transform=axes.get_xaxis_transform(), size=SMALL)
        axes.set_ylim(0, None)
        _names(axes, series)
        axes.set_ylabel(f"Rate per {drawn['per'].iloc[0]}")
        axes.xaxis.set_major_locator(MaxNLocator(8, integer=True))
        axes.ticklabel_format(axis="x", useOffset=False, style="plain")
        quiet(axes, keep=("bottom", "left"), grid=None)
        axes.grid(axis="y")
        return figure


def _draw_series(axes: Axes, rows: pd.DataFrame, place: int) -> None:
    colour = COLOURS[place]
    line, periods = rows[rows["part"] == "line"], rows[rows["part"] == "period"]
    axes.fill_between(line["at"], line["low"], line["high"], color=colour, alpha=0.18, lw=0)
    axes.plot(line["at"], line["rate"], color=colour, lw=1.4, ls=LINES[place])
    known = periods[periods["low"].notna()]
    axes.vlines(known["at"], known["low"], known["high"], color=colour, lw=0.6)
    axes.plot(periods["at"], periods["rate"], MARKERS[place], color=colour, ms=3.5, mec="white", mew=0.4)


def _names(axes: Axes, series: Sequence[tuple[str, pd.DataFrame]]) -> None:
    """The name of each line at its end, moved apart where the lines end close together."""
    ends = [float(rows.sort_values("at")["rate"].iloc[-1]) for _, rows in series]
    room = axes.get_ylim()[1] / 14
    lowest = 0.0
    for place in sorted(range(len(series)), key=lambda index: ends[index]):
        lowest = max(lowest, ends[place])
        look: dict[str, Any] = {"color": COLOURS[place], "mec": INK, "mew": 0.4, "ms": 5, "clip_on": False}
        axes.plot(1, lowest, MARKERS[place], transform=across(axes, 3), **look)
        name = fitted(series[place][0], 25, bold=True)
        axes.text(1, lowest, name, transform=across(axes, 6), va="center", weight="bold", color=INK)
        lowest += room
