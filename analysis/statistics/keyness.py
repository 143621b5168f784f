"""Which markers set one group of texts apart from another: size and interval first."""

from collections.abc import Sequence

import pandas as pd

from analysis.measures.dispersion import text_range
from analysis.measures.multiplicity import benjamini_hochberg, family_size
from analysis.statistics.comparison import count_pair, effects, rank_tests, two_groups
from analysis.statistics.counts import Levels, check_columns
from analysis.store import Marks


def keyness(
    marks: Marks,
    voices: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    *,
    group: str,
    target: str,
    reference: str | None = None,
    by: str | Sequence[str] = "item",
    unit: str = "doc_id",
    levels: Levels | None = None,
    floor: int = 5,
    resamples: int = 2000,
    level: float = 0.95,
    seed: int = 1,
) -> pd.DataFrame:
    """Markers of `target` against `reference` (everything else if not given), by Log Ratio, highest first.

    Columns after those of `by`: n, denominator (words) and range (units with the marker) of both sides
    (`n_target`, `n_reference` ...); log_ratio with log_ratio_low and log_ratio_high (bootstrap by `unit`);
    percent_diff; g2 (Rayson and Garside 2000); test, p_rank, superiority, p_rank_bh and family, the
    number of tests made. Markers found fewer than `floor` times on both sides together are left out.
    """
    by = [by] if isinstance(by, str) else list(by)
    check_columns("by", by, [name for name in marks.columns if name not in voices.columns])
    voices, documents = two_groups(voices, documents, group, target, reference)
    pair = count_pair(marks, voices, documents, by=by, unit=unit, levels=levels)
    sides = {"target": pair.a, "reference": pair.b}
    table = pair.a.cells.assign(
        **{f"n_{name}": side.marks.sum(axis=0).astype(int) for name, side in sides.items()},
        **{f"denominator_{name}": int(side.sizes.sum()) for name, side in sides.items()},
        **{f"range_{name}": text_range(side.marks) for name, side in sides.items()},
        **effects(pair, resamples=resamples, level=level, seed=seed),
        **rank_tests(pair),
    )
    table = table[table["n_target"] + table["n_reference"] >= floor]
    table = table.assign(p_rank_bh=benjamini_hochberg(table["p_rank"]), family=family_size(table["p_rank"]))
    return table.sort_values(["log_ratio", *by], ascending=[False, *[True] * len(by)], ignore_index=True)
