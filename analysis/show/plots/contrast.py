"""What sets one group apart from another: the size of the difference with its interval, counts beside."""

import math
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MultipleLocator

from analysis.base.palette import GREY, INK, NAVY
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

ROW = 4.6


def plot_contrast(table: pd.DataFrame, target: str, reference: str) -> Figure:
    """Log Ratio (Hardie 2014) of each item, highest first; one step to the right is twice as frequent.

    Columns as of `statistics.keyness.keyness`: item, n_target, n_reference, log_ratio, log_ratio_low,
    log_ratio_high; clear, if there, says which dots are filled, else it is those whose interval leaves
    out zero. Triangles at the edge point to what
    lies beyond it: an item that one side never uses is infinitely far out.
    """
    with styled():
        if table.empty:
            return empty_figure("No item is frequent enough to be compared.")
        high = ROW * len(table)
        figure = new_figure(PAGE, 8 + high + 12)
        axes = panel(figure, 44, 12, PAGE - 44 - 42, high)
        axes.axvline(0, color=INK, lw=0.8)
        limit = _limit(table)
        for index, row in enumerate(table.to_dict("records")):
            _draw(axes, len(table) - 1 - index, row, limit)
        _heads(axes, len(table) - 0.3, target, reference)
        _scale(axes, len(table), limit)
        names = f"in {fitted(target, 30)} as in {fitted(reference, 30)}"
        axes.set_xlabel(f"How many times as frequent {names}, per word")
        return figure


def _draw(axes: Axes, place: int, row: dict[Any, Any], limit: float) -> None:
    value, low, high = row["log_ratio"], row["log_ratio_low"], row["log_ratio_high"]
    sure = bool(row.get("clear", not pd.isna(low) and (low > 0 or high < 0)))
    if not pd.isna(low):
        ends = [max(low, -limit), min(high, limit)]
        axes.plot(ends, [place, place], color=NAVY if sure else GREY, lw=1.2, solid_capstyle="butt")
    looks: dict[str, Any] = {"color": NAVY if sure else "white", "mec": NAVY if sure else GREY}
    marker = "o" if abs(value) <= limit else ">" if value > 0 else "<"
    seen = max(-limit, min(value, limit))
    axes.plot(seen, place, marker, ms=4.5, mew=0.8, zorder=3, clip_on=False, **looks)
    axes.text(0, place, fitted(row["item"], 40), transform=across(axes, -42), va="center")
    for shift, name in ((18, "n_target"), (39, "n_reference")):
        axes.text(
            1, place, f"{row[name]:,}", transform=across(axes, shift), ha="right", va="center", size=SMALL
        )


def _heads(axes: Axes, place: float, target: str, reference: str) -> None:
    for shift, name in ((18, target), (39, reference)):
        label = f"n {fitted(name, 16, SMALL)}"
        axes.text(1, place, label, transform=across(axes, shift), ha="right", va="bottom", size=SMALL)


def _limit(table: pd.DataFrame) -> float:
    """How far the axis goes on both sides: to the farthest finite value, eight doublings at most."""
    values = table[["log_ratio", "log_ratio_low", "log_ratio_high"]].abs()
    farthest = values[np.isfinite(values)].max().max()
    return 1.0 if pd.isna(farthest) else min(8.0, max(1.0, math.ceil(float(farthest) * 1.05)))


def _scale(axes: Axes, rows: int, limit: float) -> None:
    axes.set_xlim(-limit, limit)
    axes.set_ylim(-0.6, rows - 0.4)
    axes.set_yticks([])
    axes.xaxis.set_major_locator(MultipleLocator(1 if limit <= 4 else 2))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _times(value)))
    quiet(axes)


def _times(power: float) -> str:
    """A power of two as a ratio.

    >>> _times(0), _times(3), _times(-2)
    ('1', '8', '1/4')
    """
    whole = round(2 ** abs(power))
    return str(whole) if power >= 0 else f"1/{whole}"
