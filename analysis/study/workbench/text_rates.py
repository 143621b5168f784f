"""Rates of a corpus however few its texts: resampled where they allow it, else described by their count."""

from typing import Final

import pandas as pd

from analysis.measure.formulas.intervals import FEWEST, poisson_interval
from analysis.measure.statistics.caption_words import made
from analysis.measure.statistics.counts import parse_per
from analysis.measure.statistics.design import Design
from analysis.measure.statistics.frequencies import rates
from analysis.measure.statistics.inference_units import with_unit
from analysis.measure.store import Marks

BY_COUNT: Final = f"exact Poisson interval of the count: fewer than {FEWEST} texts are described, not tested"


def rates_of_texts(
    marks: Marks, denominators: pd.DataFrame, documents: pd.DataFrame, design: Design
) -> pd.DataFrame:
    """`statistics.frequencies.rates` with a column `interval`, which says how each interval was made.

    Where there are too few texts to resample, it is the exact Poisson interval of the count (Garwood
    1936), which knows nothing of how texts differ: it describes these texts.
    """
    design = with_unit(design, denominators, documents, design.by)
    table = rates(marks, denominators, documents, design).assign(interval="")
    alone = table["rate"].notna() & table["low"].isna()
    limits = [poisson_interval(int(n), level=design.level) for n in table.loc[alone, "n"]]
    sizes = table.loc[alone, "denominator"].to_numpy(dtype=float)
    scale = parse_per(design.per, denominators).scale
    table.loc[table["low"].notna(), "interval"] = made(design)
    table.loc[alone, ["interval", "note"]] = BY_COUNT, "few texts: described, not tested"
    for column, bound in (("low", 0), ("high", 1)):
        table.loc[alone, column] = [
            limit[bound] / size * scale for limit, size in zip(limits, sizes, strict=True)
        ]
    return table
