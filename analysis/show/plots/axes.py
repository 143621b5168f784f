"""Tables of `analysis.rates`, `compare` and `timeline` drawn into axes, for figures that readers make.

    axes = plot_rates(rates(corpus, "hedges", by="category"))
    axes.figure.savefig("hedges.pdf")

The figures of the suite have whole pages (`plot_ranked` ...); these draw one panel with plain matplotlib,
into `ax` or into a figure of their own, and leave everything about it to the reader. A number that is drawn
stands in the table; an empty table is said in words.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.base.errors import StudyError
from analysis.base.palette import COLOURS, GREY, NAVY
from analysis.show.plots.style import plain

ROW: Final = 0.24
"""Inches that one row of a figure of its own takes."""
_LONGEST: Final = 40


def plot_rates(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Rates as dots with their intervals, one row a group, the first on top, each with its count.

    Columns: those of `analysis.rates`. Rows that are not rated stand there without a dot.
    """
    _check(table, {"n", "rate", "low", "high", "per"}, "rates")
    axes = _axes(ax, len(table))
    if table.empty:
        return _said(axes, "Nothing was found.")
    at = np.arange(len(table))[::-1]
    low, high = table["low"].fillna(table["rate"]), table["high"].fillna(table["rate"])
    axes.hlines(at, low.to_numpy(float), high.to_numpy(float), color=NAVY, lw=1.2)
    axes.plot(table["rate"].to_numpy(float), at, "o", color=NAVY, ms=4.5)
    names = [f"{name} (n = {n:,})" for name, n in zip(_group_names(table), table["n"], strict=True)]
    _label_rows(axes, names)
    axes.set_xlim(left=0)
    axes.set_xlabel(f"Rate per {table['per'].iloc[0]}")
    return axes


def plot_comparison(table: pd.DataFrame, *, ax: Axes | None = None, floor: int = 5) -> Axes:
    """Log Ratios with their intervals, highest first: one step to the right is twice as frequent in `a`.

    Columns: those of `analysis.compare`. Items found fewer than `floor` times, and those that one side never
    uses, are not drawn; grey is what has no interval, or one that holds zero.
    """
    _check(table, {"n_a", "n_b", "log_ratio", "log_ratio_low", "log_ratio_high"}, "compare")
    drawn = table[(table["n_a"] + table["n_b"] >= floor) & np.isfinite(table["log_ratio"].astype(float))]
    axes = _axes(ax, len(drawn))
    if drawn.empty:
        return _said(axes, "No item is frequent enough to be compared.")
    at = np.arange(len(drawn))[::-1]
    low, high = (drawn[f"log_ratio_{end}"].to_numpy(float) for end in ("low", "high"))
    colours = [NAVY if clear else GREY for clear in (low > 0) | (high < 0)]
    axes.axvline(0, color="black", lw=0.8)
    axes.hlines(at, low, high, color=colours, lw=1.2)
    axes.scatter(drawn["log_ratio"].to_numpy(float), at, color=colours, s=20, zorder=3)
    _label_rows(axes, _group_names(drawn, before="n_a"))
    axes.set_xlabel("Log Ratio: a against b")
    return axes


def plot_over_time(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """One smooth line a layer or item in its band, the periods as dots.

    Columns: those of `analysis.timeline`.
    """
    _check(table, {"part", "at", "rate", "low", "high", "per"}, "timeline")
    axes = _axes(ax, 12)
    drawn = table[table["rate"].notna()]
    if drawn.empty:
        return _said(axes, "No text has a date, or all are too short to rate.")
    for place, (name, rows) in enumerate(drawn.groupby(str(table.columns[0]), sort=False)):
        colour = COLOURS[place % len(COLOURS)]
        line, periods = rows[rows["part"] == "line"], rows[rows["part"] == "period"]
        axes.fill_between(line["at"], line["low"], line["high"], color=colour, alpha=0.18, lw=0)
        axes.plot(line["at"], line["rate"], color=colour, label=plain(name, _LONGEST).replace("$", r"\$"))
        axes.plot(periods["at"], periods["rate"], "o", color=colour, ms=3.5)
    axes.set_ylim(bottom=0)
    axes.set_ylabel(f"Rate per {drawn['per'].iloc[0]}")
    axes.legend(frameon=False)
    return axes


def _axes(ax: Axes | None, rows: int) -> Axes:
    """The axes given, or those of a new figure of pyplot, which a notebook shows by itself."""
    if ax is not None:
        return ax
    from matplotlib import pyplot

    _, axes = pyplot.subplots(figsize=(6.5, 1 + ROW * max(rows, 4)), layout="constrained")
    return axes


def _label_rows(axes: Axes, names: Sequence[str]) -> None:
    """Names of the rows, the first on top; a dollar sign is a dollar sign."""
    axes.set_yticks(range(len(names))[::-1], labels=names)
    for label in axes.get_yticklabels():
        label.set_parse_math(False)


def _said(axes: Axes, why: str) -> Axes:
    axes.text(0.5, 0.5, why, transform=axes.transAxes, ha="center", va="center")
    axes.set_axis_off()
    return axes


def _group_names(table: pd.DataFrame, before: str = "n") -> list[str]:
    """The name of each row: the columns before the counts, without a layer that all rows share."""
    columns = list(table.columns)[: list(table.columns).index(before)]
    if len(columns) > 1 and "layer" in columns and table["layer"].nunique() == 1:
        columns.remove("layer")
    return [plain(", ".join(map(str, row)), _LONGEST) for row in table[columns].itertuples(index=False)]


def _check(table: pd.DataFrame, needed: set[str], made_by: str) -> None:
    """StudyError for a table of something else."""
    if missing := sorted(needed - set(table.columns)):
        raise StudyError(f"the table has no column {missing[0]!r}; right would be a table of {made_by}")
