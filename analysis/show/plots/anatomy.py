"""Conditionals cut open: condition and consequence in their order, the marker, the kind, the first act."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.base.palette import GREY, NAVY, PALE
from analysis.show.plots.style import PAGE, SMALL, empty_figure, new_figure, panel, styled, wrapped

LINES = 5
LINE = 3.3
_BOX, _GAP, _NOTE = 58, 3, 53


def plot_anatomy(table: pd.DataFrame) -> Figure:
    """One row a conditional: two boxes in the order of the text, and what they amount to.

    Columns: voice, marker, protasis, apodosis (may be missing), kind, order, act, reasons.
    """
    with styled():
        if table.empty:
            return empty_figure("There is no conditional to show.")
        rows = [_lines(row) for row in table.to_dict("records")]
        heights = [LINE * max(map(len, row)) + 4 for row in rows]
        total = sum(heights) + 3 * len(rows) + 8
        figure = new_figure(PAGE, total)
        axes = panel(figure, 0, 0, PAGE, total)
        axes.set_axis_off()
        axes.set_xlim(0, PAGE)
        axes.set_ylim(0, total)
        _heading(axes, total - 3)
        top = total - 8
        for row, lines, height in zip(table.to_dict("records"), rows, heights, strict=True):
            _draw(axes, row, lines, top, height)
            top -= height + 3
        return figure


def _lines(row: dict[Any, Any]) -> tuple[list[str], list[str], list[str]]:
    return (
        wrapped(row["protasis"], _BOX - 4, SMALL, lines=LINES),
        [] if pd.isna(row["apodosis"]) else wrapped(row["apodosis"], _BOX - 4, SMALL, lines=LINES),
        [line for text in _notes(row) for line in wrapped(text, _NOTE, SMALL)][: LINES + 2],
    )


def _notes(row: dict[Any, Any]) -> Iterator[str]:
    yield f"{row['voice']}: “{row['marker']}”, {row['kind']}, {row['order']}"
    if not pd.isna(row["act"]):
        yield f"first candidate: {row['act']}"
    if not pd.isna(row["reasons"]) and row["reasons"]:
        yield f"({row['reasons']})"


def _heading(axes: Axes, top: float) -> None:
    axes.text(
        3,
        top,
        "Condition (grey box) and consequence (open box), in the order of the text",
        size=SMALL,
        va="top",
    )
    axes.text(3 + 2 * (_BOX + _GAP), top, "Voice, kind, order; act with reasons", size=SMALL, va="top")


def _draw(axes: Axes, row: dict[Any, Any], lines: tuple[list[str], ...], top: float, height: float) -> None:
    protasis, apodosis, notes = lines
    boxes = [("protasis", protasis), ("apodosis", apodosis)]
    if row["order"] == "apodosis-first":
        boxes.reverse()
    for place, (part, text) in enumerate(boxes):
        _box(axes, 3 + place * (_BOX + _GAP), top, height, part, text)
    axes.text(3 + 2 * (_BOX + _GAP), top - 2, "\n".join(notes), va="top", size=SMALL, linespacing=1.25)


def _box(axes: Axes, left: float, top: float, height: float, part: str, text: list[str]) -> None:
    if not text:
        axes.text(left + 2, top - 2, "(no consequence)", va="top", size=SMALL, style="italic", color=GREY)
        return
    fill = PALE if part == "protasis" else "white"
    axes.add_patch(Rectangle((left, top - height), _BOX, height, facecolor=fill, edgecolor=NAVY, lw=0.8))
    axes.text(left + 2, top - 2, "\n".join(text), va="top", size=SMALL, linespacing=1.25)
