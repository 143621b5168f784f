"""How evenly markers are spread over texts, read against what chance alone would do."""

from typing import Any

import numpy as np
import pandas as pd

from analysis.measure.formulas.dispersion import (
    chance_dp,
    deviation_of_proportions,
    juilland_d,
    normalised_dp,
    text_range,
)
from analysis.measure.statistics.counts import Counts, check_columns, count_units
from analysis.measure.statistics.design import DEFAULT, Design
from analysis.measure.store import Marks


def dispersion(
    marks: Marks,
    voices: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    design: Design = DEFAULT,
    *,
    floor: int = 10,
    draws: int = 500,
) -> pd.DataFrame:
    """One row a marker: in how many texts it occurs and how evenly, with a baseline of chance.

    Columns after those of `design.by` (columns of the marks): n; texts (all units with a
    denominator); range (units with the marker) and range_share; dp (Gries 2008), dp_norm (Lijffijt and Gries
    2012) and juilland_d (legacy); chance_dp and chance_dp_high, the median and the 97.5% point of DP when as
    many marks fall on the words at random (`draws` times); p_chance, how often chance is as uneven; note.
    Markers found fewer than `floor` times, and a single text, have range only.
    """
    check_columns("by", design.by, [name for name in marks.columns if name not in voices.columns])
    (counts,) = count_units(marks, voices, documents, design)
    totals, texts = counts.marks.sum(axis=0).astype(int), len(counts.units)
    ranges = text_range(counts.marks)
    table = counts.cells.assign(
        n=totals,
        texts=texts,
        range=ranges,
        range_share=ranges / texts if texts else np.nan,
        note=[_note(int(total), texts, floor) for total in totals],
    )
    read = table["note"] == ""
    measured = (
        _measures(counts) | _chance(counts, draws, design.seed)
        if texts > 1
        else dict.fromkeys(_MEASURED, np.nan)
    )
    values = pd.DataFrame(measured, index=table.index).where(read)
    return table.drop(columns="note").join(values).assign(note=table["note"])


_MEASURED = ("dp", "dp_norm", "juilland_d", "chance_dp", "chance_dp_high", "p_chance")


def _measures(counts: Counts) -> dict[str, Any]:
    return {
        "dp": deviation_of_proportions(counts.marks, counts.sizes),
        "dp_norm": normalised_dp(counts.marks, counts.sizes),
        "juilland_d": juilland_d(counts.marks, counts.sizes),
    }


def _chance(counts: Counts, draws: int, seed: int) -> dict[str, Any]:
    totals = counts.marks.sum(axis=0).astype(int)
    observed = deviation_of_proportions(counts.marks, counts.sizes)
    by_total = {int(n): chance_dp(int(n), counts.sizes, draws=draws, seed=seed) for n in set(totals) if n}
    none = np.full(1, np.nan)
    thrown = [by_total.get(int(n), none) for n in totals]
    return {
        "chance_dp": [float(np.median(values)) for values in thrown],
        "chance_dp_high": [float(np.quantile(values, 0.975)) for values in thrown],
        "p_chance": [
            (1 + int((values >= dp - 1e-12).sum())) / (1 + draws)
            for values, dp in zip(thrown, observed, strict=True)
        ],
    }


def _note(total: int, texts: int, floor: int) -> str:
    if texts < 2:
        return "one text has no dispersion over texts" if texts else "no words"
    if not total:
        return "none found"
    return "" if total >= floor else f"fewer than {floor}: only chance would be measured"
