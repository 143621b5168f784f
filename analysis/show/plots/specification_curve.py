"""A specification curve: the finding under every combination of choices, and which choices made it."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.base.palette import GREY, INK, NAVY, PALE
from analysis.show.plots.style import PAGE, SMALL, across, fitted, message, new_figure, panel, quiet, styled

ROW = 4.0
LEFT = 42


def plot_specification(table: pd.DataFrame, dimensions: Sequence[str]) -> Figure:
    """Above the Log Ratio of each specification with its interval, highest first; below its choices.

    Columns as of `statistics.specification.specification_curve`; `dimensions` are the columns of choices.
    Filled dots have an interval that leaves out zero.
    """
    with styled():
        drawn = table[table["log_ratio"].notna()].reset_index(drop=True)
        if drawn.empty:
            figure = new_figure(PAGE, 20)
            message(panel(figure, 10, 4, PAGE - 20, 12), "No specification leaves two groups to compare.")
            return figure
        choices = [(name, str(value)) for name in dimensions for value in dict.fromkeys(table[name])]
        below = ROW * len(choices)
        figure = new_figure(PAGE, below + 62)
        _curve(panel(figure, LEFT, below + 12, PAGE - LEFT - 6, 44), drawn)
        _choices(panel(figure, LEFT, 6, PAGE - LEFT - 6, below), drawn, choices)
        return figure


def _curve(axes: Axes, drawn: pd.DataFrame) -> None:
    axes.axhline(0, color=INK, lw=0.8)
    lowest, highest = _ends(drawn)
    clear = (drawn["low"] > 0) | (drawn["high"] < 0)
    for place, (value, low, high, sure) in enumerate(
        zip(drawn["log_ratio"], drawn["low"], drawn["high"], clear, strict=True)
    ):
        axes.vlines(place, max(low, lowest), min(high, highest), color=NAVY if sure else GREY, lw=0.9)
        axes.plot(
            place, value, "o", color=NAVY if sure else "white", mec=NAVY if sure else GREY, ms=3.2, mew=0.7
        )
    axes.set_xlim(-0.7, len(drawn) - 0.3)
    axes.set_xticks([])
    axes.set_ylabel("Log Ratio (1 = twice)")
    quiet(axes, keep=("left",), grid="y")


def _ends(drawn: pd.DataFrame) -> tuple[float, float]:
    """How far lines go whose interval is open: one doubling beyond all that is finite."""
    values = drawn[["log_ratio", "low", "high"]].to_numpy(dtype=float)
    finite = values[np.isfinite(values)]
    return float(finite.min()) - 1, float(finite.max()) + 1


def _choices(axes: Axes, drawn: pd.DataFrame, choices: Sequence[tuple[str, str]]) -> None:
    for row, (name, value) in enumerate(reversed(choices)):
        if row % 2:
            axes.axhspan(row - 0.5, row + 0.5, color=PALE, alpha=0.5, lw=0)
        taken = drawn.index[drawn[name].astype(str) == value]
        axes.plot(taken, [row] * len(taken), "s", color=INK, ms=2.2)
        label = fitted(f"{name}: {value}", LEFT - 4, SMALL)
        axes.text(0, row, label, transform=across(axes, -2), ha="right", va="center", size=SMALL)
    axes.set_xlim(-0.7, len(drawn) - 0.3)
    axes.set_ylim(-0.6, len(choices) - 0.4)
    axes.set_axis_off()
