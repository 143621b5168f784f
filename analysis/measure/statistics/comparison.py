"""Two groups side by side, one row a marker: size of the difference first, then what tests can say.

The texts are the sample. G2 counts words and is shown for comparison with older work; the interval of
the Log Ratio, the rank test and the model count texts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.base.errors import StudyError, values_there
from analysis.base.wording import plural
from analysis.measure.formulas import widened
from analysis.measure.formulas.association import (
    log_likelihood,
    log_ratio,
    percent_diff,
    shrunk_log_odds,
)
from analysis.measure.formulas.intervals import FEWEST, Floats, log_ratio_interval
from analysis.measure.formulas.models import RatioModel, rate_ratio_model
from analysis.measure.formulas.multiplicity import benjamini_hochberg, family_size, holm
from analysis.measure.formulas.power import (
    dispersion,
    rank_texts_needed,
    smallest_rank_p,
    smallest_signed_rank_p,
    texts_needed,
)
from analysis.measure.formulas.ranks import rank_test, signed_rank_test
from analysis.measure.statistics.counts import NOT_GIVEN, Counts, check_columns, count_units
from analysis.measure.statistics.design import DEFAULT, TEXT, Contrast, Design
from analysis.measure.statistics.frequencies import RARE, ROUGH, rated
from analysis.measure.statistics.inference_units import unit_values, with_unit
from analysis.measure.store import Marks

ALPHA: Final = 0.05
SIDE: Final = "side"
RANK: Final = "Mann-Whitney"
SIGNED_RANK: Final = "Wilcoxon signed rank"
UNLIKE: Final = 1.25
"""The ratio of mean lengths from which a rank test takes lengths for rates (`benchmarks/false_alarms.py`)."""
CORRECTED: Final = {"holm": "_holm", "bh": "_bh", "none": ""}
"""The ending of the p-values that a design asks for."""
TESTS: Final = ("log_ratio", "rank", "model")
"""The tests of a comparison: `p_log_ratio` ...; each makes a family of its own."""


UNLIKE_NOTE: Final = "no rank test: {nouns} of one group are longer, and zeros are commoner in short ones"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups on the same cells; `shared` when a unit (a text with two voices) stands in both.

    Shared units are aligned: row i of both groups is the same unit, of size 0 where it is not in one.
    """

    a: Counts
    b: Counts
    shared: bool

    @property
    def both(self) -> NDArray[np.bool_]:
        """Which aligned units stand in both groups."""
        return (self.a.sizes > 0) & (self.b.sizes > 0)


def compare(
    marks: Marks,
    voices: pd.DataFrame,
    documents: pd.DataFrame | None,
    contrast: Contrast,
    design: Design = DEFAULT,
) -> pd.DataFrame:
    """One row a marker: counts, rates, effect sizes and tests of one group against another.

    `contrast` names a column of the voices or the documents and two of its values; `design.by` are columns of
    the marks. Columns of the result, after those of `by`:

    - n, denominator, rate, low, high, documents of each group (`n_a`, `n_b` ...), and per;
    - log_ratio, log_ratio_low, log_ratio_high (by `unit`: `formulas.widened`, or as `design.interval`
      says; open to one side where one group has no mark), percent_diff, g2;
    - p_log_ratio and p_equivalent, of the same rate and of a ratio beyond `design.effect`: `log_ratio_tests`;
    - log_odds and log_odds_z: shrunk to what both groups share (`association.shrunk_log_odds`);
    - test, p_rank and superiority, how often a has the higher rate: `rank_tests`;
    - model_ratio, model_low, model_high, p_model: negative binomial regression of the counts of texts with
      their size as offset, errors clustered by `unit`;
    - p_log_ratio_holm, p_log_ratio_bh, family_log_ratio and so on: corrected for all tests of that kind
      in the table, whose number is the family (`in_family` makes another family of a part);
    - texts_needed: texts in each group that find the ratio `design.effect` with 80% power;
    - unit, units_a, units_b: what was resampled and tested (`inference_units.with_unit`), and how many of it;
    - note: what could not be tested, why, and what would do.

    StudyError for a column or a group that does not exist.
    """
    voices, documents = two_groups(voices, documents, contrast)
    check_columns("by", design.by, [name for name in marks.columns if name not in voices.columns])
    design = with_unit(design, voices, documents, [SIDE])
    pair = count_pair(marks, voices, documents, design)
    texts, clusters = pair, unit_names(pair)
    if design.unit != TEXT and (owners := _owners(voices, documents, design.unit)) is not None:
        texts = count_pair(marks, voices, documents, replace(design, unit=TEXT))
        clusters = [owners[name] for name in unit_names(texts)]
    table = pair.a.cells.assign(
        **_sides(pair, design),
        **effects(pair, design),
        **log_ratio_tests(pair, design),
        **rank_tests(pair),
        **_model_columns(texts, clusters, design.level),
        unit=design.unit,
        **{f"units_{name}": int(np.count_nonzero(side.sizes)) for name, side in _both(pair)},
    )
    table["texts_needed"] = _needs(texts, design.effect)
    table["note"] = _notes(pair, table, design)
    return in_family(table).drop(columns="model_note")


def count_pair(
    marks: Marks, voices: pd.DataFrame, documents: pd.DataFrame | None, design: Design = DEFAULT
) -> Pair:
    """The counts of the two groups of `two_groups` on the same cells; units in both are aligned."""
    sided = design.grouped(SIDE, *design.by, levels={**design.levels, SIDE: ["a", "b"]})
    one, other = count_units(marks, voices, documents, sided)
    if not set(one.units) & set(other.units):
        return Pair(one, other, shared=False)
    units = tuple(sorted({*one.units, *other.units}))
    return Pair(one.aligned(units), other.aligned(units), shared=True)


def effects(pair: Pair, design: Design) -> dict[str, Floats]:
    """Size of the difference of each cell: Log Ratio with interval, %DIFF, G2, shrunk log odds."""
    totals = (pair.a.marks.sum(axis=0), pair.a.sizes.sum(), pair.b.marks.sum(axis=0), pair.b.sizes.sum())
    low, high = _interval(pair, design)
    a_unit = float((totals[1] + totals[3]) / max(1, len(set(unit_names(pair)))))
    return {
        "log_ratio": log_ratio(*totals),
        "log_ratio_low": low,
        "log_ratio_high": high,
        "percent_diff": percent_diff(*totals),
        "g2": log_likelihood(*totals),
        **dict(zip(("log_odds", "log_odds_z"), shrunk_log_odds(*totals, prior=a_unit), strict=True)),
    }


def log_ratio_tests(pair: Pair, design: Design) -> dict[str, Floats]:
    """p-values of the same rate, and of rates as far apart as `design.effect`, by the widened interval.

    p_log_ratio is 1 - the level at which the interval reaches the same rate, p_equivalent that of two
    one-sided tests that the ratio is not between 1/`design.effect` and `design.effect`. Missing where the
    interval is, and with a studentised one.
    """
    missing = np.full(pair.a.marks.shape[1], np.nan)
    if design.interval != "widened":
        return {"p_log_ratio": missing, "p_equivalent": missing}
    a, b = (pair.a.marks, pair.a.sizes), (pair.b.marks, pair.b.sizes)
    apart = float(np.log2(design.effect))
    return {
        "p_log_ratio": widened.log_ratio_p(a, b, paired=pair.shared),
        "p_equivalent": widened.log_ratio_p(a, b, paired=pair.shared, apart=apart),
    }


def _interval(pair: Pair, design: Design) -> tuple[Floats, Floats]:
    a, b = (pair.a.marks, pair.a.sizes), (pair.b.marks, pair.b.sizes)
    if design.interval == "widened":
        return widened.log_ratio_interval(a, b, paired=pair.shared, level=design.level)
    resampled = {"resamples": design.resamples, "seed": design.seed}
    return log_ratio_interval(a, b, paired=pair.shared, level=design.level, **resampled)


def unit_names(pair: Pair) -> list[str]:
    """The units of both groups that have a size, those of a first."""
    sides = (pair.a, pair.b)
    return [name for side in sides for name, size in zip(side.units, side.sizes, strict=True) if size]


def two_groups(
    voices: pd.DataFrame, documents: pd.DataFrame | None, contrast: Contrast
) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """Voices and documents of two groups, with a column `SIDE`: "a" or "b" (all others if b has no name)."""
    metadata = pd.DataFrame({"doc_id": voices["doc_id"].unique()}) if documents is None else documents
    group = contrast.group
    check_columns("group", [group], [*voices.columns, *metadata.columns])
    table = voices if group in voices.columns else metadata
    names = table[group].astype(object).where(table[group].notna(), NOT_GIVEN).map(str)
    for name in contrast.named:
        if name not in set(names):
            raise StudyError(
                f"{group}: no group {name!r}; right would be one of {values_there(set(names), [name])}"
            )
    kept = names.notna() if contrast.b is None else names.isin(contrast.named)
    sided = table.assign(**{SIDE: np.where(names == contrast.a, "a", "b")})[kept]
    return (sided, documents) if table is voices else (voices, sided)


def _owners(voices: pd.DataFrame, documents: pd.DataFrame | None, unit: str) -> Mapping[str, str] | None:
    """The unit of each document, None where a document has several."""
    table = voices if documents is None or unit in voices.columns else documents
    pairs = table[["doc_id", unit]].assign(**{unit: unit_values(table, unit)}).drop_duplicates()
    if pairs["doc_id"].duplicated().any():
        return None
    return {str(document): str(owner) for document, owner in pairs.itertuples(index=False)}


def _both(pair: Pair) -> tuple[tuple[str, Counts], tuple[str, Counts]]:
    return ("a", pair.a), ("b", pair.b)


def _sides(pair: Pair, design: Design) -> dict[str, Any]:
    sides = {name: rated(counts, design) for name, counts in _both(pair)}
    columns = ("n", "denominator", "rate", "low", "high", "documents")
    return {"per": pair.a.base.label} | {
        f"{column}_{name}": side[column] for name, side in sides.items() for column in columns
    }


def rank_tests(pair: Pair) -> dict[str, Any]:
    """Test, p-value and superiority of each cell.

    Mann-Whitney on the rates of the units, or Wilcoxon's signed-rank test where the same units stand in
    both groups. Missing where so few units could never reach `ALPHA`, and where lengths differ by `UNLIKE`
    or more, as zeros are commoner in short texts.
    """
    missing = np.full(pair.a.marks.shape[1], np.nan)
    test = SIGNED_RANK if pair.shared else RANK
    if smallest_p(pair) > ALPHA or unlike_lengths(pair):
        return {"test": "", "p_rank": missing, "superiority": missing}
    if pair.shared:
        p, superiority = signed_rank_test(_rates(pair.a)[pair.both], _rates(pair.b)[pair.both])
    else:
        p, superiority = rank_test(_rates(pair.a), _rates(pair.b))
    return {"test": test, "p_rank": p, "superiority": superiority}


def unlike_lengths(pair: Pair) -> bool:
    """Whether the units of one group are so much longer that a rank test would find their length."""
    kept = pair.both if pair.shared else slice(None)
    means = [sizes[sizes > 0].mean() for side in (pair.a, pair.b) if (sizes := side.sizes[kept]).any()]
    return len(means) > 1 and bool(max(means) >= UNLIKE * min(means))


def smallest_p(pair: Pair) -> float:
    """The smallest p-value that the rank test of this pair can give."""
    if pair.shared:
        return smallest_signed_rank_p(int(pair.both.sum()))
    return smallest_rank_p(len(pair.a.units), len(pair.b.units))


def _rates(counts: Counts) -> Floats:
    return counts.marks / np.where(counts.sizes > 0, counts.sizes, np.nan)[:, None]


def _observations(pair: Pair) -> tuple[Floats, Floats, Floats]:
    """Counts, sizes and membership in a of all texts that have a size."""
    counts = np.vstack([pair.a.marks, pair.b.marks])
    sizes = np.concatenate([pair.a.sizes, pair.b.sizes])
    in_a = np.repeat([1.0, 0.0], [len(pair.a.sizes), len(pair.b.sizes)])
    return counts[sizes > 0], sizes[sizes > 0], in_a[sizes > 0]


def _model_columns(texts: Pair, clusters: Sequence[str], level: float) -> dict[str, Any]:
    counts, sizes, in_a = _observations(texts)
    models = [rate_ratio_model(column, sizes, in_a, clusters, level=level) for column in counts.T]
    names = dict(
        zip(
            RatioModel._fields,
            ("model_ratio", "model_low", "model_high", "p_model", "model_note"),
            strict=True,
        )
    )
    return {column: [getattr(model, field) for model in models] for field, column in names.items()}


def _needs(texts: Pair, effect: float) -> "pd.api.extensions.ExtensionArray":
    """Texts of the present mean size that each group needs to find the ratio `effect`."""
    counts, sizes, in_a = _observations(texts)
    needed: list[int | None] = []
    for column in counts.T:
        mean = column.sum() / len(sizes) if len(sizes) else 0.0
        spread = [dispersion(column[in_a == side], sizes[in_a == side]) for side in (0, 1)]
        needed.append(texts_needed(mean, effect, dispersion=max(spread)) if mean else None)
    return pd.array(needed, dtype="Int64")


def _notes(pair: Pair, table: pd.DataFrame, design: Design) -> list[str]:
    weak = [_few_texts(pair, design), _no_rank_test(pair, design)]
    rows = zip(table["n_a"], table["n_b"], table["model_note"], strict=True)
    return ["; ".join(filter(None, [_few_marks(n_a, n_b, design), *weak, model])) for n_a, n_b, model in rows]


def _few_marks(n_a: int, n_b: int, design: Design) -> str:
    bootstrap, least = design.interval == "studentised", min(n_a, n_b)
    if least:
        return f"only {least} found in one group: rough interval" if least < RARE and bootstrap else ""
    if not n_a and not n_b:
        return "none found"
    interval = "no interval" if bootstrap else "its interval is open to that side"
    return f"none in {'b' if n_a else 'a'}: Log Ratio by its zero rule, {interval}, no model"


def _few_texts(pair: Pair, design: Design) -> str:
    units = int(min(np.count_nonzero(side.sizes) for side in (pair.a, pair.b)))
    if units >= ROUGH:
        return ""
    quality = "rough interval" if units >= FEWEST else "too few for an interval"
    return f"only {plural(units, design.noun, design.nouns)} in one group: {quality}"


def _no_rank_test(pair: Pair, design: Design) -> str:
    """Why the rank test was not made, and how many texts would allow it."""
    least, enough = smallest_p(pair), rank_texts_needed(paired=pair.shared, alpha=ALPHA)
    if least <= ALPHA:
        return UNLIKE_NOTE.format(nouns=design.nouns) if unlike_lengths(pair) else ""
    have, wanted = f"{len(pair.a.units)} and {len(pair.b.units)} {design.nouns}", f"{enough} and {enough}"
    if pair.shared:
        have, wanted = f"{plural(int(pair.both.sum()), design.noun, design.nouns)} in both", str(enough)
    return f"a rank test of {have} cannot fall below p = {least:.2g}, of {wanted} it can"


def as_shown(table: pd.DataFrame, design: Design, tests: Sequence[str] = TESTS) -> pd.DataFrame:
    """The rows that a figure shows as one family, with `clear`: is the same rate left out after correction?

    Corrected as `design.adjustment` says, at its level; where the interval has no p-value, `clear` is what
    the interval leaves out, uncorrected.
    """
    found = in_family(table, tests)
    p = found[f"p_log_ratio{CORRECTED[design.adjustment]}"].to_numpy(dtype=float)
    outside = ((found["log_ratio_low"] > 0) | (found["log_ratio_high"] < 0)).to_numpy(dtype=bool)
    untested = not np.isfinite(p).any()
    return found.assign(clear=outside if untested else np.nan_to_num(p, nan=1.0) <= 1 - design.level)


def in_family(table: pd.DataFrame, tests: Sequence[str] = TESTS) -> pd.DataFrame:
    """A comparison with p-values corrected for the rows that it has: the family is what is shown.

    >>> part = in_family(pd.DataFrame({"p_log_ratio": [0.01, 0.02], "p_rank": 0.5, "p_model": 0.5}))
    >>> part["p_log_ratio_holm"].tolist(), part["family_log_ratio"].tolist()
    ([0.02, 0.02], [2, 2])
    """
    columns: dict[str, Any] = {}
    for name in tests:
        p = table[f"p_{name}"].to_numpy(dtype=float)
        columns |= {
            f"p_{name}_holm": holm(p),
            f"p_{name}_bh": benjamini_hochberg(p),
            f"family_{name}": family_size(p),
        }
    found = table.assign(**columns)
    last = [name for name in ("texts_needed", "unit", "units_a", "units_b", "note") if name in table]
    return found[[name for name in found.columns if name not in last] + last]
