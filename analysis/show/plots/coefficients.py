"""What a model says: ratios of rates with their intervals; speakers by their rates, with ranks beside."""

from typing import Any, Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

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

ROW: Final = 4.6
MOST: Final = 30
"""Rows that a page draws; the rest stands in the table."""
_CONSTANT: Final = "(constant)"
_FARTHEST: Final = 32.0
"""Ratios beyond this, up or down, are cut off at the edge."""


def plot_coefficients(table: pd.DataFrame) -> Figure:
    """The ratio of each term on a scale of ratios, 1 in the middle: right is more, everything else the same.

    Columns as of `statistics.regression.regress`: term, against, ratio, low, high; with raw_ratio, raw_low,
    raw_high the machine alone in grey below. Hollow dots have an interval that holds 1.
    """
    with styled():
        drawn = table[table["term"].ne(_CONSTANT) & table["ratio"].notna()].reset_index(drop=True)
        if drawn.empty:
            return empty_figure("No model fits: there is no ratio to draw.")
        rest, drawn = len(drawn) - MOST, drawn.head(MOST)
        high = ROW * 1.3 * len(drawn)
        figure = new_figure(PAGE, 20 + high)
        axes = panel(figure, 80, 12, PAGE - 80 - 34, high)
        axes.axvline(1, color=INK, lw=0.8)
        for place, row in enumerate(drawn.to_dict("records")):
            _term(axes, len(drawn) - 1 - place, row)
        _ratio_scale(axes, drawn)
        axes.set_xlabel("Ratio of rates" + (f" ({rest} more in the table)" if rest > 0 else ""))
        return figure


def plot_speakers(table: pd.DataFrame) -> Figure:
    """Speakers by their pooled rates, highest first, with intervals; hollow the rate as counted; ranks
    beside.

    Columns as of `statistics.ranked_speakers.rank_speakers`.
    """
    with styled():
        if table.empty:
            return empty_figure("Nobody speaks in these texts.")
        rest, drawn = len(table) - MOST, table.head(MOST)
        high = ROW * len(drawn)
        figure = new_figure(PAGE, 24 + high)
        axes = panel(figure, 46, 12, PAGE - 46 - 46, high)
        for place, row in enumerate(drawn.to_dict("records")):
            _speaker(axes, len(drawn) - 1 - place, row)
        for shift, name in ((14, "n"), (42, "rank")):
            axes.text(1, len(drawn) - 0.3, name, transform=across(axes, shift), ha="right", size=SMALL)
        axes.set_xlim(left=0)
        axes.set_ylim(-0.6, len(drawn) - 0.4)
        axes.set_yticks([])
        axes.set_xlabel(
            f"Rate per {table['per'].iloc[0]}" + (f" ({rest} more in the table)" if rest > 0 else "")
        )
        quiet(axes)
        return figure


def _term(axes: Axes, place: int, row: dict[Any, Any]) -> None:
    raw = not pd.isna(row.get("raw_ratio", np.nan))
    if raw:
        _line(axes, place - 0.22, row["raw_low"], row["raw_high"], GREY)
        axes.plot(row["raw_ratio"], place - 0.22, "o", color="white", mec=GREY, ms=3, mew=0.8)
    sure = row["low"] > 1 or row["high"] < 1
    at = place + (0.14 if raw else 0)
    _line(axes, at, row["low"], row["high"], NAVY)
    axes.plot(row["ratio"], at, "o", color=NAVY if sure else "white", mec=NAVY, ms=4.5, mew=0.8, zorder=3)
    against = f" (against {row['against']})" if row["against"] else ""
    axes.text(0, place, fitted(f"{row['term']}{against}", 78), transform=across(axes, -79), va="center")
    none = pd.isna(row["low"])
    limits = f"{row['ratio']:.2f} " + ("no interval" if none else f"[{row['low']:.2f}, {row['high']:.2f}]")
    axes.text(1, place, limits, transform=across(axes, 32), ha="right", va="center", size=SMALL)


def _speaker(axes: Axes, place: int, row: dict[Any, Any]) -> None:
    axes.plot([row["low"], row["high"]], [place, place], color=NAVY, lw=1.2, solid_capstyle="butt")
    axes.plot(row["raw_rate"], place, "o", color="white", mec=GREY, ms=3.5, mew=0.8)
    axes.plot(row["rate"], place, "o", color=NAVY, ms=4.5, zorder=3)
    axes.text(0, place, fitted(row["speaker"], 44), transform=across(axes, -45), va="center")
    rank = f"{row['rank']} [{row['rank_low']}, {row['rank_high']}]"
    for shift, text in ((14, f"{row['n']:,}"), (42, rank)):
        axes.text(1, place, text, transform=across(axes, shift), ha="right", va="center", size=SMALL)


def _line(axes: Axes, place: float, low: float, high: float, colour: str) -> None:
    ends = [max(low, 1 / _FARTHEST), min(high, _FARTHEST)]
    axes.plot(ends, [place, place], color=colour, lw=1.2, solid_capstyle="butt")


def _ratio_scale(axes: Axes, drawn: pd.DataFrame) -> None:
    """A scale of ratios as far as the intervals reach, the same to both sides."""
    columns = [name for name in ("ratio", "low", "high", "raw_low", "raw_high") if name in drawn]
    values = drawn[columns].to_numpy(dtype=float)
    found = np.abs(np.log2(values[np.isfinite(values) & (values > 0)]))
    reach = min(max(float(found.max(initial=1.0)) * 1.05, 0.5), float(np.log2(_FARTHEST)))
    axes.set_xscale("log", base=2)
    axes.set_xlim(2**-reach, 2**reach)
    axes.xaxis.set_major_locator(LogLocator(base=2))
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.set_ylim(-0.6, len(drawn) - 0.4)
    axes.set_yticks([])
    quiet(axes)
