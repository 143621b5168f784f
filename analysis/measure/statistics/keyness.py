"""Which markers set one group of texts apart from another: size and interval first."""

import pandas as pd

from analysis.measure.formulas.dispersion import text_range
from analysis.measure.formulas.multiplicity import benjamini_hochberg, family_size
from analysis.measure.statistics.comparison import (
    SIDE,
    as_shown,
    count_pair,
    effects,
    log_ratio_tests,
    rank_tests,
    two_groups,
)
from analysis.measure.statistics.counts import check_columns
from analysis.measure.statistics.design import DEFAULT, Contrast, Design
from analysis.measure.statistics.inference_units import with_unit
from analysis.measure.store import Marks


def keyness(
    marks: Marks,
    voices: pd.DataFrame,
    documents: pd.DataFrame | None,
    contrast: Contrast,
    design: Design = DEFAULT,
    *,
    floor: int = 5,
) -> pd.DataFrame:
    """Markers of one group against another (or all others), by Log Ratio, highest first.

    The first group of the `contrast` is the target, the second the reference.
    Columns after those of `by`: n, denominator and range (units with the marker) of both sides
    (`n_target`, `n_reference` ...); log_ratio with log_ratio_low and log_ratio_high (by unit);
    percent_diff; g2 (Rayson and Garside 2000); log_odds and log_odds_z (Monroe, Colaresi and Quinn 2008);
    p_log_ratio with its corrections and clear (`comparison.as_shown`); test, p_rank, superiority,
    p_rank_bh and family, the number of tests made. Markers found fewer than `floor` times on both sides
    together are left out.
    """
    check_columns("by", design.by, [name for name in marks.columns if name not in voices.columns])
    voices, documents = two_groups(voices, documents, contrast)
    design = with_unit(design, voices, documents, [SIDE])
    pair = count_pair(marks, voices, documents, design)
    sides = {"target": pair.a, "reference": pair.b}
    table = pair.a.cells.assign(
        **{f"n_{name}": side.marks.sum(axis=0).astype(int) for name, side in sides.items()},
        **{f"denominator_{name}": int(side.sizes.sum()) for name, side in sides.items()},
        **{f"range_{name}": text_range(side.marks) for name, side in sides.items()},
        **effects(pair, design),
        **log_ratio_tests(pair, design),
        **rank_tests(pair),
    )
    table = table[table["n_target"] + table["n_reference"] >= floor]
    table = as_shown(table, design, ("log_ratio",))
    table = table.assign(p_rank_bh=benjamini_hochberg(table["p_rank"]), family=family_size(table["p_rank"]))
    keys = ["log_ratio", *design.by]
    return table.sort_values(keys, ascending=[name != "log_ratio" for name in keys], ignore_index=True)
