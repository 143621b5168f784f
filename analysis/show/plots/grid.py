"""Counts in a two-way table: the darker, the more; every cell holds its number."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from analysis.base.palette import INK, SKY
from analysis.show.plots.style import SMALL, fitted, message, new_figure, panel, styled

COLUMN_WIDTH, ROW_HEIGHT = 22, 7


def plot_grid(
    table: pd.DataFrame, rows: str, columns: str, *, order: tuple[Sequence[str], Sequence[str]]
) -> Figure:
    """How often each pair occurs. Columns: `rows`, `columns`, n; `order` lists the values of both."""
    import seaborn as sns  # takes a second, and no other figure needs it

    with styled():
        down, across = order
        width, height = 30 + COLUMN_WIDTH * len(across) + 3, 4 + ROW_HEIGHT * len(down) + 11
        figure = new_figure(width, height)
        axes = panel(figure, 30, 11, COLUMN_WIDTH * len(across), ROW_HEIGHT * len(down))
        if not table["n"].sum():
            message(axes, "None was found in these voices.")
            return figure
        counts = table.pivot_table(index=rows, columns=columns, values="n", aggfunc="sum", fill_value=0)
        counts = counts.reindex(index=list(down), columns=list(across), fill_value=0)
        sns.heatmap(
            counts,
            ax=axes,
            cmap=LinearSegmentedColormap.from_list("ink", ["#FFFFFF", SKY]),
            vmin=0,
            vmax=max(4, int(counts.to_numpy().max())),
            annot=True,
            annot_kws={"color": INK},
            fmt="d",
            linewidths=0.6,
            linecolor="#C9CDD3",
            cbar=False,
        )
        axes.set_xticks(
            [i + 0.5 for i in range(len(across))],
            [fitted(name, COLUMN_WIDTH - 1, SMALL) for name in across],
            rotation=0,
        )
        axes.set_yticks([i + 0.5 for i in range(len(down))], [fitted(name, 23) for name in down], rotation=0)
        axes.tick_params(length=0)
        axes.set_xlabel(columns.replace("_", " ").capitalize())
        axes.set_ylabel(rows.replace("_", " ").capitalize())
        return figure
