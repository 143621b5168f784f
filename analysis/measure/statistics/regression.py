"""Rates held against any metadata: one row a term, its ratio with an interval, tests by units.

    model = RateModel(predictors=("party", "log length"), references={"party": "left"})
    regress(marks, voices, documents, model, Design(unit="speaker"))

With one group as the only predictor the ratio is the one of `comparison.compare`: 2 to the power of the Log
Ratio.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias, get_args

import numpy as np
import pandas as pd
from scipy import stats

from analysis.base.errors import StudyError, did_you_mean
from analysis.base.wording import plural
from analysis.measure.formulas.intervals import FEWEST
from analysis.measure.formulas.log_linear import (
    LogLinear,
    Uncertainty,
    cr2,
    fit_log_linear,
    mancl_derouen,
)
from analysis.measure.formulas.multiplicity import benjamini_hochberg, family_size, holm
from analysis.measure.formulas.score_bootstrap import score_bootstrap_p
from analysis.measure.statistics.counts import parse_per
from analysis.measure.statistics.design import DEFAULT, Design
from analysis.measure.statistics.predictors import (
    CONSTANT,
    Terms,
    columns_of,
    complete,
    design_matrix,
    parse_predictor,
    with_made_columns,
)
from analysis.measure.statistics.rate_rows import UNIT, rate_rows
from analysis.measure.store import Marks

ErrorKind: TypeAlias = Literal["CR2", "Mancl-DeRouen"]
ERRORS: Final[tuple[str, ...]] = get_args(ErrorKind)
FEW: Final = 4.0
"""Degrees of freedom below which a t test is not to be relied on (Pustejovsky and Tipton 2018)."""
NO_FIT: Final = "no finite ratios: a group without a mark, or too few marks"


@dataclass(frozen=True, slots=True, kw_only=True)
class RateModel:
    """What a rate is held against, and how sure the answer is said to be.

    `predictors` are columns of the metadata or the voices, "log NAME" or products "party:year"; `length`,
    `sentence_length` and `year` are made where the metadata has none. `references` names the value that
    others of a category are set against; `steps` how much of a number one step is; `errors` is "CR2" or
    "Mancl-DeRouen".
    """

    predictors: Sequence[str]
    references: Mapping[str, str] = field(default_factory=dict)
    steps: Mapping[str, float] = field(default_factory=dict)
    errors: ErrorKind = "CR2"
    within: float = 1.25

    def __post_init__(self) -> None:
        named = [self.predictors] if isinstance(self.predictors, str) else self.predictors
        object.__setattr__(self, "predictors", tuple(named))
        if not self.predictors:
            raise StudyError("predictors: none is given; right would be a column, such as 'party'")
        if self.errors not in ERRORS:
            raise StudyError(f"errors: no method {self.errors!r}{did_you_mean(str(self.errors), ERRORS)}")
        if not self.within > 1:
            right = "a ratio above 1, such as 1.25"
            raise StudyError(f"within: {self.within!r} will not do; right would be {right}")


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model on the rows it was fitted to, and how sure its coefficients are."""

    rows: pd.DataFrame
    terms: Terms
    model: LogLinear
    sure: Uncertainty


def regress(
    marks: Marks,
    voices: pd.DataFrame,
    documents: pd.DataFrame,
    model: RateModel,
    design: Design = DEFAULT,
) -> pd.DataFrame:
    """One row a term: the ratio of rates that it makes, everything else held constant.

    `design.by` are columns of the marks that make a model each; `design.unit` is the cluster. Columns:
    those of `by`, term, predictor, against (the reference), ratio with low and high (the constant: a rate,
    per as `design.per` says), b and error (natural logarithm), freedom and p (t with Satterthwaite's
    degrees of freedom), p_holm and p_bh (family: all terms of the table but the constants), p_score (score
    bootstrap by units), n, units, rows, note. Missing where no finite ratio fits. StudyError for a column
    that does not exist, or says the same as others.
    """
    rows, left_out = model_rows(marks, voices, documents, model, design)
    cells = list(rows.groupby(list(design.by), sort=False)) if design.by else [((), rows)]
    scale = parse_per(design.per, voices).scale
    tables = [
        _of_cell(_term_rows(part.reset_index(drop=True), model, design, scale), design.by, key)
        for key, part in cells
    ]
    return _adjusted(pd.concat(tables, ignore_index=True), design, left_out)


def model_rows(
    marks: Marks, voices: pd.DataFrame, documents: pd.DataFrame, model: RateModel, design: Design
) -> tuple[pd.DataFrame, str]:
    """The rows that a model is fitted to, and in words what was left out because a number is missing."""
    predictors = [parse_predictor(name) for name in model.predictors]
    columns = columns_of(predictors)
    every = rate_rows(marks, voices, with_made_columns(documents, columns), columns, design)
    rows = complete(every, predictors)
    if rows.empty:
        raise StudyError("predictors: no text has all of them; right would be columns that are filled")
    missing = every[UNIT].nunique() - rows[UNIT].nunique()
    return (
        rows,
        f"{plural(missing, design.noun, design.nouns)} left out: a number is missing" if missing else "",
    )


def fitted_model(rows: pd.DataFrame, model: RateModel) -> Fitted | None:
    """The model on rows of `model_rows`; None where no finite ratios fit."""
    predictors = [parse_predictor(name) for name in model.predictors]
    terms = design_matrix(rows, predictors, references=model.references, steps=model.steps)
    fitted = fit_log_linear(rows["n"], rows["size"], terms.matrix)
    if fitted is None:
        return None
    units = list(rows[UNIT])
    whole = model.errors == "Mancl-DeRouen" and not (fitted.counts < 0).any()
    sure = mancl_derouen(fitted, rows["size"], units) if whole else cr2(fitted, units)
    return Fitted(rows, terms, fitted, sure)


def t_limits(b: Any, error: Any, freedom: Any, *, level: float) -> tuple[Any, Any]:
    """Limits of b by Student's t."""
    half = stats.t.ppf((1 + level) / 2, freedom) * error
    return b - half, b + half


def _term_rows(rows: pd.DataFrame, model: RateModel, design: Design, scale: float) -> pd.DataFrame:
    found = fitted_model(rows, model)
    seen: dict[str, Any] = {
        "n": round(rows["n"].sum()),
        "units": rows[UNIT].nunique(),
        "rows": len(rows),
        "per": design.per,
    }
    if found is None:
        predictors = [parse_predictor(name) for name in model.predictors]
        terms = design_matrix(rows, predictors, references=model.references, steps=model.steps)
        return _named(terms).assign(**dict.fromkeys(_NUMBERS, np.nan), **seen, note=NO_FIT)
    b, error, freedom = found.model.coefficients, found.sure.errors, found.sure.freedom
    low, high = t_limits(b, error, freedom, level=design.level)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = 2 * stats.t.sf(np.abs(b) / error, freedom)
    constant = np.array(found.terms.names) == CONSTANT
    base = np.where(constant, scale, 1.0)
    table = _named(found.terms).assign(
        ratio=np.exp(b) * base,
        low=np.exp(low) * base,
        high=np.exp(high) * base,
        b=b,
        error=error,
        freedom=freedom,
        p=np.where(constant, np.nan, p),
        p_score=_score_tests(found, design),
        **seen,
        note=["" if df >= FEW else f"{df:.1f} degrees of freedom: rough" for df in freedom],
    )
    return withheld(table, rows, found.terms, design, _DOUBT)


def withheld(
    table: pd.DataFrame, rows: pd.DataFrame, terms: Terms, design: Design, columns: Sequence[str]
) -> pd.DataFrame:
    """The table without the doubt (`columns`) of terms that too few units stand behind, and why in the note.

    What units differ by cannot be seen in one of them: a value that only one has, or a reference that only
    one has, gets no interval.
    """
    units = rows[UNIT].to_numpy()
    if len(set(units)) < FEWEST:
        said = {
            place: f"{plural(len(set(units)), design.noun, design.nouns)}: too few for an interval"
            for place in range(len(table))
        }
    else:
        said = {
            place: f"one {design.noun} has it, or its reference: no interval"
            for place in range(1, len(table))
            if _behind(terms, place, units) < 2
        }
    at = list(said)
    table.loc[at, list(columns)] = np.nan
    table.loc[at, "note"] = list(said.values())
    return table


def _behind(terms: Terms, place: int, units: Any) -> int:
    """Units behind a category and its reference, whichever has fewer; many for a number."""
    values = terms.matrix[:, place]
    if not terms.against[place] or not np.isin(values, (0, 1)).all():
        return len(units)
    same = [column for column, name in enumerate(terms.of) if name == terms.of[place]]
    reference = ~terms.matrix[:, same].any(axis=1)
    return min(len(set(units[values == 1])), len(set(units[reference])))


_DOUBT: Final = ("low", "high", "error", "freedom", "p", "p_score")
_NUMBERS: Final = ("ratio", "low", "high", "b", "error", "freedom", "p", "p_score")


def _of_cell(table: pd.DataFrame, by: Sequence[str], key: Any) -> pd.DataFrame:
    """The rows of one cell, with the values of its columns."""
    values = key if isinstance(key, tuple) else (key,)
    return table.assign(**{str(name): value for name, value in zip(by, values, strict=True)})


def _named(terms: Terms) -> pd.DataFrame:
    return pd.DataFrame({"term": terms.names, "predictor": terms.of, "against": terms.against})


def _score_tests(found: Fitted, design: Design) -> list[float]:
    """The score bootstrap of each term but the constant."""
    rows, units = found.rows, list(found.rows[UNIT])
    return [
        float("nan")
        if name == CONSTANT
        else score_bootstrap_p(
            rows["n"],
            rows["size"],
            found.terms.matrix,
            units,
            place,
            resamples=design.resamples,
            seed=design.seed,
        )
        for place, name in enumerate(found.terms.names)
    ]


def _adjusted(table: pd.DataFrame, design: Design, left_out: str) -> pd.DataFrame:
    """Columns in their order, with p-values corrected for all terms of the table."""
    p = table["p"].to_numpy(dtype=float)
    table = table.assign(p_holm=holm(p), p_bh=benjamini_hochberg(p), family=family_size(p))
    if left_out:
        table["note"] = [f"{note}; {left_out}" if note else left_out for note in table["note"]]
    columns = ["term", "predictor", "against", "ratio", "low", "high", "per", "b", "error", "freedom", "p"]
    tests = ["p_holm", "p_bh", "family", "p_score", "n", "units", "rows", "note"]
    return table[[*design.by, *columns, *tests]]
