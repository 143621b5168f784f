"""Rates as dots with their intervals, the counts beside them in figures."""

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.base.palette import GREY, INK, NAVY, PALE
from analysis.show.plots.shares import draw_key, draw_shares
from analysis.show.plots.style import (
    PAGE,
    SMALL,
    across,
    empty_figure,
    fitted,
    letter,
    message,
    new_figure,
    panel,
    quiet,
    styled,
    width_of,
)

ROW = 4.6
"""Height of one row, in millimetres."""
HEAD, FOOT = 12, 12
"""Room above the first row and below the last one, in millimetres."""


def plot_modals(table: pd.DataFrame, senses: Sequence[str]) -> Figure:
    """Modal verbs ranked by frequency: rate and count of each lemma, and beside it the share of its senses.

    Columns: item, n, rate, low, high, per, note and one share for each of `senses`.
    """
    with styled():
        if table.empty:
            return empty_figure("No modal verb was found in these voices.")
        height = ROW * len(table)
        figure = new_figure(PAGE, HEAD + 2 + height + FOOT)
        left = panel(figure, 28, FOOT, 58, height)
        _draw_rates(left, table)
        _label(left, [fitted(item, 25) for item in table["item"]], 26)
        letter(left, "a", "How often", left=26, up=6.5)
        right = panel(figure, 108, FOOT, 68, height)
        draw_shares(right, table, senses)
        right.set_xlabel("Share of the occurrences of each modal")
        letter(right, "b", "In which sense", up=6.5)
        draw_key(right, senses)
        return figure


def plot_ranked(table: pd.DataFrame, panels: Sequence[tuple[str, str]]) -> Figure:
    """Items ranked within each layer, layers side by side on one scale.

    Columns: layer, item, heading (true for a row that sums up those below it), n, rate, low, high,
    per, note. `panels` pairs the layers to draw with the titles of their panels.
    """
    with styled():
        parts = [table[table["layer"] == layer].reset_index(drop=True) for layer, _ in panels]
        if not any(map(len, parts)):
            return empty_figure(
                f"No {' and no '.join(layer for layer, _ in panels)} were found in these voices."
            )
        rows = max(map(len, parts))
        figure = new_figure(PAGE, HEAD + ROW * rows + FOOT)
        limit = _limit(table)
        each = PAGE / len(panels)
        for place, ((layer, title), part) in enumerate(zip(panels, parts, strict=True)):
            high = ROW * max(len(part), 1)
            axes = panel(figure, each * place + 42, FOOT + ROW * rows - high, each - 56, high)
            letter(axes, "abcd"[place], title, left=40, up=4.5)
            if part.empty:
                message(axes, f"No {layer} were found.")
                continue
            headings = [bool(heading) for heading in part["heading"]]
            _draw_rates(axes, part, markers=["D" if heading else "o" for heading in headings], limit=limit)
            _label(axes, _fitted(part, 39), 40, bold=headings)
        return figure


def plot_voice_rates(table: pd.DataFrame, panels: Sequence[tuple[str, str]], words: pd.DataFrame) -> Figure:
    """The rates of several layers side by side, one row a voice.

    Columns: layer, voice, n, rate, low, high, per, note; `words` (voice, words) gives the order and
    the size of the voices.
    """
    with styled():
        if words.empty:
            return empty_figure("Nobody speaks in this corpus.")
        high = 1.25 * ROW * len(words)
        figure = new_figure(PAGE, HEAD + high + FOOT)
        labels = [_sized(*row, 38) for row in zip(words["voice"], words["words"], strict=True)]
        each = (PAGE - 42) / len(panels)
        for place, (layer, title) in enumerate(panels):
            part = table[table["layer"] == layer].set_index("voice").reindex(words["voice"]).reset_index()
            axes = panel(figure, 42 + each * place, FOOT, each - 14, high)
            _draw_rates(axes, part)
            letter(axes, "abcd"[place], title, up=4.5)
            if not place:
                _label(axes, labels, 40)
                head = across(axes, -40)
                axes.text(0, len(words) - 0.3, "voice (words)", transform=head, va="bottom", size=SMALL)
        return figure


def plot_groups(table: pd.DataFrame, panels: Sequence[tuple[str, str]]) -> Figure:
    """The rates of any groups, one panel a layer, two panels side by side; each has its own rows and scale.

    Columns: layer, group (the name of the row), n, rate, low, high, per, note. `panels` pairs the layers
    to draw with the titles of their panels.
    """
    with styled():
        parts = [table[table["layer"] == layer].reset_index(drop=True) for layer, _ in panels]
        columns = min(2, len(panels))
        each = PAGE / columns
        rows = [max(1, *map(len, parts[at : at + columns])) for at in range(0, len(parts), columns)]
        heights = [HEAD + ROW * count + FOOT for count in rows]
        figure = new_figure(PAGE, sum(heights))
        for place, ((_, title), part) in enumerate(zip(panels, parts, strict=True)):
            below, high = sum(heights[place // columns + 1 :]), ROW * max(len(part), 1)
            up = below + FOOT + ROW * rows[place // columns] - high
            axes = panel(figure, each * (place % columns) + 42, up, each - 56, high)
            letter(axes, "abcdefgh"[place], title, left=40, up=4.5)
            if part.empty:
                message(axes, "None were found.")
                continue
            _draw_rates(axes, part)
            _label(axes, [fitted(name, 39) for name in part["group"]], 40)
        return figure


def _draw_rates(axes: Axes, table: pd.DataFrame, *, markers: Sequence[str] = (), limit: float = 0) -> None:
    """One row for each row of the table, the first on top; the count in a column to the right."""
    beside = across(axes, 8)
    for index, row in enumerate(table.to_dict("records")):
        place = len(table) - 1 - index
        _draw_rate(axes, place, row, markers[index] if markers else "o")
        axes.text(1, place, f"{row['n']:,}", transform=beside, ha="right", va="center", size=SMALL)
    axes.text(1, len(table) - 0.3, "n", transform=beside, ha="right", va="bottom", size=SMALL, style="italic")
    axes.set_ylim(-0.6, len(table) - 0.4)
    axes.set_yticks([])
    _scale(axes, table, limit or _limit(table))
    quiet(axes)


def _label(axes: Axes, labels: Sequence[str], left: float, *, bold: Sequence[bool] = ()) -> None:
    """Names of the rows, from so many millimetres left of the panel; those under a bold one stand in."""
    for index, name in enumerate(labels):
        heavy = bool(bold) and bold[index]
        shift = across(axes, -left + (2.5 if bold and not heavy else 0))
        weight = "bold" if heavy else "normal"
        axes.text(0, len(labels) - 1 - index, name, transform=shift, va="center", weight=weight)


def _draw_rate(axes: Axes, place: int, row: dict[Any, Any], marker: str) -> None:
    if pd.isna(row["rate"]):
        axes.text(
            0.02,
            place,
            row["note"],
            transform=axes.get_yaxis_transform(),
            va="center",
            size=SMALL,
            style="italic",
        )
        return
    colour = NAVY if marker == "o" else INK
    _draw_band(axes, place, row)
    if not pd.isna(row["low"]):
        axes.plot([row["low"], row["high"]], [place, place], color=colour, lw=1.2, solid_capstyle="butt")
    axes.plot(row["rate"], place, marker, color=colour, ms=4.5, mec="white", mew=0.6, clip_on=False, zorder=3)


def _draw_band(axes: Axes, place: int, row: dict[Any, Any]) -> None:
    """The band of comparable texts behind a dot, where the row has one."""
    if not pd.isna(low := row.get("norm_low")):
        width = row["norm_high"] - low
        axes.barh(place, width, left=low, height=0.62, color=PALE, ec=GREY, lw=0.4, zorder=0.5)


def _scale(axes: Axes, table: pd.DataFrame, limit: float) -> None:
    axes.set_xlim(0, limit)
    axes.set_xlabel(f"Rate per {table['per'].iloc[0]}")
    axes.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    if table["rate"].isna().all():
        axes.set_xticks([])


def _limit(table: pd.DataFrame) -> float:
    """End of the scale: a little beyond the longest interval."""
    ends = [name for name in ("rate", "high", "norm_high") if name in table.columns]
    longest = table[ends].max().max()
    return float(longest) * 1.04 if longest and not math.isnan(longest) else 1.0


def _fitted(part: pd.DataFrame, width: float) -> list[str]:
    """Names of the rows, cut to the room they have: headings are bold, the entries below them stand in."""
    return [
        fitted(item, width, bold=True) if heading else fitted(item.replace("-", " "), width - 2.5)
        for item, heading in zip(part["item"], part["heading"], strict=True)
    ]


def _sized(voice: str, words: int, width: float) -> str:
    size = f" ({words:,})"
    return fitted(voice, width - width_of(size)) + size
