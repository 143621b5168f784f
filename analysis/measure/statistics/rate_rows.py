"""Marks and denominators -> one row a unit and combination of predictors: what a model is fitted to."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.measure.statistics.counts import Counts, check_columns, count_units
from analysis.measure.statistics.design import TEXT, Design
from analysis.measure.store import Marks

UNIT = "unit"


def rate_rows(
    marks: Marks,
    voices: pd.DataFrame,
    documents: pd.DataFrame,
    columns: Sequence[str],
    design: Design,
) -> pd.DataFrame:
    """One row a unit and combination of `columns`, and a cell of the marks where `design.by` makes some.

    Columns: those asked for (as strings), unit, the columns of `design.by` (of the marks), n, size. A unit
    without a mark is a row of zero. StudyError for a column that neither voices nor documents have.
    """
    outside = [*voices.columns, *documents.columns]
    unit = design.unit or TEXT
    check_columns("columns", [*columns, unit], outside)
    check_columns("by", design.by, [name for name in marks.columns if name not in outside])
    every = design.grouped(*columns, *design.by, levels=design.levels)
    parts = [_long(counts) for counts in count_units(marks, voices, documents, every) if counts.units]
    names = [*columns, UNIT, *design.by, "n", "size"]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=names)
    if unit in columns:
        table[UNIT] = table[unit]
    return table[names]


def _long(counts: Counts) -> pd.DataFrame:
    """The units of one group, one row a unit and cell."""
    units, cells = len(counts.units), len(counts.cells)
    table = counts.cells.loc[counts.cells.index.repeat(units)].reset_index(drop=True)
    numbers = {"n": counts.marks.T.ravel(), "size": np.tile(counts.sizes, cells)}
    return table.assign(**counts.group).assign(**{UNIT: list(counts.units) * cells}).assign(**numbers)
