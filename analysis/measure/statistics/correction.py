"""Rates that carry the doubt of the machine: corrected by measured accuracy, and shared out over senses.

A corrected rate stands beside the raw one, never in its place.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from analysis.base.errors import StudyError
from analysis.measure.formulas.intervals import (
    FEWEST,
    MANY,
    Floats,
    confidence_draws,
    draws_interval,
    poisson_interval,
    ratio_estimate,
    ratio_replicates,
)
from analysis.measure.statistics.counts import Counts, check_columns, count_units, named, ordered
from analysis.measure.statistics.design import DEFAULT, Design
from analysis.measure.statistics.frequencies import rated, rates
from analysis.measure.store import Marks, Quantity, StoredMarks, Weight

SENSES: Final = ("epistemic", "deontic", "dynamic")
CHECKED: Final = ("true_positives", "false_positives", "false_negatives")
AUDIT: Final = ("machine", "human", "probability")
JEFFREYS: Final = 0.5  # prior count of each outcome of a share (Jeffreys 1946; Brown, Cai and DasGupta 2001)

_ADDED: Final[tuple[Quantity, ...]] = ("probability", "variance", "top")
_ACCURACY = 5  # marks the stream of random numbers of the check


def corrected_rates(
    marks: Marks,
    voices: pd.DataFrame,
    accuracy: pd.DataFrame,
    documents: pd.DataFrame | None,
    design: Design,
    *,
    on: str,
) -> pd.DataFrame:
    """`frequencies.rates` with a corrected rate and its interval beside the raw ones.

    corrected = rate * precision / recall: what was found wrongly is taken away, what was missed is
    added (the estimator of Rogan and Gladen 1978, for counts without true negatives). `accuracy` has one
    row for each value of the column `on` (one of `design.by`) with `true_positives`, `false_positives` and
    `false_negatives` of a check by hand. The interval joins the bootstrap over texts with the binomial
    doubt of precision and recall (Beta draws with Jeffreys' prior), so that a small check gives a wide
    interval. It holds where the checked texts resemble the corpus; `audited_rates` needs no such trust.

    Columns added: precision, recall, n_precision, n_recall (marks behind each), corrected, corrected_low,
    corrected_high. They are missing where `accuracy` has no row or nothing true was ever found; a
    count of zero has the Poisson limit over recall as its upper end.
    StudyError when a column is missing from `accuracy` or a value stands there twice.
    """
    _check_accuracy(accuracy, on, design.by)
    known = accuracy.assign(**{on: accuracy[on].map(str)}).set_index(on)[list(CHECKED)].astype(float)
    table = rates(marks, voices, documents, design)
    groups = count_units(marks, voices, documents, design, most=MANY)
    rows = [_corrected(counts, known, on, design) for counts in groups]
    return _beside(table, pd.concat(rows, ignore_index=True), design.by)


def sense_rates(
    marks: Marks,
    voices: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    design: Design = DEFAULT,
    *,
    senses: Sequence[str] = SENSES,
) -> pd.DataFrame:
    """Rates of modal senses that keep the doubt of each label.

    A mark that is epistemic with probability 0.7 counts as 0.7: `expected` is the sum of the probabilities,
    `n` the number of marks with that sense on top. The interval resamples units and redraws the labels:
    each label has the variance p (1 - p). It trusts the probabilities to be calibrated.

    `senses` are columns of probabilities in the marks. Columns: those of `frequencies.rates` with sense and
    expected; rate, low and high belong to `expected`.
    """
    labelled = _labelled(marks, senses)
    rows = [
        row
        for sense in senses
        for row in _sense_rows(
            labelled, voices, documents, design, [Weight(sense, of, tuple(senses)) for of in _ADDED]
        )
    ]
    table = pd.concat(rows, ignore_index=True)
    columns = ["n", "expected", "denominator", "per", "rate", "low", "high", "documents", "note"]
    keys = [*design.by, "sense"]
    return ordered(table, keys, {**design.levels, "sense": senses})[[*keys, *columns]]


def audited_rates(
    marks: Marks,
    voices: pd.DataFrame,
    audit: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    design: Design = DEFAULT,
) -> pd.DataFrame:
    """`frequencies.rates`, corrected by a random sample of the same corpus that people have checked.

    `audit` has one row a checked place (a sentence, a statement, a text), drawn at random whether it holds
    a mark or not, with `machine` and `human`, the number of marks each saw there, `probability`, the
    chance that the place had of being drawn, and the columns of `design.by`. corrected = (all machine marks
    + sum of (human - machine) / probability) / denominator: the difference estimator of survey sampling
    (Särndal, Swensson and Wretman 1992, section 6.3), known today as prediction-powered (Angelopoulos and
    others 2023) or design-based (Egami and others 2023). It is right on average whatever the machine's errors
    are; a good machine makes it precise.

    Where the sample was drawn by stratum, two further columns say so: `stratum`, and `place`, the same for
    the rows of one place; the doubt is then added up over the strata (Cochran 1977, section 5.4), and what
    was checked completely leaves none (`sampling.auditing.audit_table` gives such a table). A small sample
    without any error looks surer than it is: `sampling.estimates` says how sure.

    Columns added: checked (places), corrected, corrected_low, corrected_high.
    """
    by = list(design.by)
    check_columns("audit", [*by, *AUDIT], list(audit.columns))
    table = rates(marks, voices, documents, design)
    groups = count_units(marks, voices, documents, design, most=MANY)
    rows = [_audited(counts, named(audit, by), design) for counts in groups]
    return _beside(table, pd.concat(rows, ignore_index=True), by)


def _corrected(counts: Counts, known: pd.DataFrame, on: str, design: Design) -> pd.DataFrame:
    scale, level = counts.base.scale, design.level
    frame = counts.cells.assign(**counts.group)
    true, false, missed = known.reindex(frame[on])[list(CHECKED)].to_numpy(dtype=float).T
    with np.errstate(divide="ignore", invalid="ignore"):
        precision, recall = true / (true + false), true / (true + missed)
        factor = precision / recall
    generator = np.random.default_rng([design.seed, _ACCURACY])
    draws = _draws(counts, design)
    shape = draws.shape
    precise = generator.beta(np.nan_to_num(true) + JEFFREYS, np.nan_to_num(false) + JEFFREYS, size=shape)
    complete = generator.beta(np.nan_to_num(true) + JEFFREYS, np.nan_to_num(missed) + JEFFREYS, size=shape)
    low, high = _limits(draws * precise / complete, counts, level)
    total, size = counts.marks.sum(axis=0), counts.sizes.sum() or np.nan
    limit = poisson_interval(0, level=level)[1] / size / recall
    usable = np.isfinite(factor)
    return frame.assign(
        precision=precision,
        recall=recall,
        n_precision=true + false,
        n_recall=true + missed,
        corrected=total / size * factor * scale,
        corrected_low=np.where(usable, low, np.nan) * scale,
        corrected_high=np.where(usable, np.where(total > 0, high, limit + 0 * high), np.nan) * scale,
    )


def _audited(counts: Counts, audit: pd.DataFrame, design: Design) -> pd.DataFrame:
    by, scale = list(design.by), counts.base.scale
    frame = counts.cells.assign(**counts.group)
    checks = [_expanded_errors(audit, by, row) for row in frame[by].itertuples(index=False, name=None)]
    total, size = counts.marks.sum(axis=0), counts.sizes.sum() or np.nan
    missing = np.array([errors["error"].sum() if len(errors) else np.nan for errors in checks])
    spread = np.array([_total_error(errors, _stratum_sizes(audit, errors)) for errors in checks])
    draws = _draws(counts, design)
    freedom = np.array([max(len(errors) - 1, 1) for errors in checks])
    noise = np.random.default_rng([design.seed, _ACCURACY]).standard_t(freedom, size=draws.shape)
    low, high = _limits(draws + (missing + spread * noise) / size, counts, design.level)
    return frame.assign(
        checked=[len(errors) for errors in checks],
        corrected=np.maximum((total + missing) / size, 0) * scale,
        corrected_low=low * scale,
        corrected_high=high * scale,
    )


def _expanded_errors(audit: pd.DataFrame, by: list[str], values: tuple[str, ...]) -> pd.DataFrame:
    """The checked places of one group: stratum, probability, error = (human - machine) / probability."""
    rows = (
        audit[np.logical_and.reduce([audit[name] == value for name, value in zip(by, values, strict=True)])]
        if by
        else audit
    )
    numbers = rows[list(AUDIT)].to_numpy(dtype=float)
    errors = (numbers[:, 1] - numbers[:, 0]) / numbers[:, 2]
    table = pd.DataFrame({"error": errors, "probability": numbers[:, 2]})
    for name in ("place", "stratum"):
        table[name] = rows[name].to_numpy() if name in rows else range(len(rows)) if name == "place" else ""
    return table.groupby(["stratum", "place"], as_index=False).agg({"error": "sum", "probability": "first"})


def _stratum_sizes(audit: pd.DataFrame, errors: pd.DataFrame) -> Mapping[str, int]:
    """Checked places of each stratum; those of other groups had no error in this one."""
    if "stratum" in audit:
        return {str(name): int(size) for name, size in audit.groupby("stratum")["place"].nunique().items()}
    return {"": len(errors)}


def _total_error(errors: pd.DataFrame, sizes: Mapping[str, int]) -> float:
    """Standard error of a sum of expanded errors, drawn independently or by stratum without replacement."""
    if len(errors) < 2:
        return float("nan")
    by_stratum = "" not in sizes
    variance = 0.0
    for name, rows in errors.groupby("stratum"):
        values, size = rows["error"].to_numpy(), sizes[str(name)]
        spread = (values**2).sum() - values.sum() ** 2 / size if size > 1 else (values**2).sum()
        left = 1 - float(rows["probability"].iloc[0]) if by_stratum else 1.0  # of it was not checked
        variance += left * max(spread, 0.0) * (size / (size - 1) if size > 1 else 1.0)
    return float(np.sqrt(variance))


def _draws(counts: Counts, design: Design) -> Floats:
    """Draws of the raw rate, resamples x cells; missing with too few units."""
    if len(counts.units) < FEWEST:
        return np.full((1, counts.marks.shape[1]), np.nan)
    replicates = ratio_replicates(counts.marks, counts.sizes, resamples=design.resamples, seed=design.seed)
    return np.maximum(confidence_draws(*ratio_estimate(counts.marks, counts.sizes), replicates), 0)


def _limits(draws: Floats, counts: Counts, level: float) -> tuple[Floats, Floats]:
    if len(draws) < 2:
        return draws[0], draws[0]
    low, high = draws_interval(draws, units=len(counts.units), level=level)
    return np.maximum(low, 0), high


def _labelled(marks: Marks, senses: Sequence[str]) -> Marks:
    """The marks that have senses."""
    if isinstance(marks, StoredMarks):
        check_columns("senses", senses, SENSES)
        return marks.where(lambda labels: labels[labels["sense"].notna()])
    check_columns("senses", senses, list(marks.columns))
    return marks[marks[list(senses)].notna().all(axis=1)]


def _sense_rows(
    labelled: Marks,
    voices: pd.DataFrame,
    documents: pd.DataFrame | None,
    design: Design,
    weights: Sequence[Weight],
) -> list[pd.DataFrame]:
    """The rows of one sense, from what each mark adds: its probability, its doubt, whether it is on top."""
    counted = [
        count_units(labelled, voices, documents, design, weight=weight, most=MANY) for weight in weights
    ]
    return [
        expected.cells.assign(
            **expected.group,
            sense=weights[0].sense,
            expected=expected.marks.sum(axis=0),
            **rated(expected, design, variances=doubt.marks) | {"n": top.marks.sum(axis=0).astype(int)},
        )
        for expected, doubt, top in zip(*counted, strict=True)
    ]


def _beside(table: pd.DataFrame, added: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """The corrected columns beside the raw ones, missing where there is no raw rate; the note comes last."""
    joined = table.merge(added, on=list(by), how="left") if by else table.join(added)
    limits = ["corrected", "corrected_low", "corrected_high"]
    joined[limits] = joined[limits].where(joined["rate"].notna())
    return joined[[name for name in joined.columns if name != "note"] + ["note"]]


def _check_accuracy(accuracy: pd.DataFrame, on: str, by: Sequence[str]) -> None:
    check_columns("accuracy", [on, *CHECKED], list(accuracy.columns))
    check_columns("on", [on], by)
    twice = sorted(accuracy.loc[accuracy[on].duplicated(), on].map(str))
    if twice:
        raise StudyError(f"accuracy: {on} {twice[0]!r} stands there twice; right would be one row for each")
