"""What a model holds a rate against: columns of metadata as numbers, categories and their products.

    predictors = [parse_predictor(name) for name in ("party", "log length", "party:year")]
    terms = design_matrix(rows, predictors, references={"party": "left"}, steps={"year": 10})

Columns that only numbers fill are numbers, all others are categories, each set against its reference: the
value that was named, else the one with most words.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final

import numpy as np
import pandas as pd

from analysis.base.errors import StudyError
from analysis.base.wording import joined
from analysis.measure.formulas.intervals import Floats
from analysis.measure.statistics.counts import NOT_GIVEN, check_columns
from analysis.measure.statistics.time_series import decimal_year, with_dates

LOG: Final = "log "
CONSTANT: Final = "(constant)"
LENGTH: Final = "length"
SENTENCE_LENGTH: Final = "sentence_length"
YEAR: Final = "year"


@dataclass(frozen=True, slots=True)
class Predictor:
    """One predictor: a column, or a product of some; of those in `logged` the logarithm (base 2) counts."""

    columns: tuple[str, ...]
    logged: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """As it was written: "log length", "party:year"."""
        return ":".join(f"{LOG if column in self.logged else ''}{column}" for column in self.columns)


@dataclass(frozen=True, slots=True)
class Terms:
    """The columns of a model: `matrix` is rows x terms, the constant first.

    `of` is the predictor of each term, `against` the reference of its category; `note` says what was left
    out.
    """

    matrix: Floats
    names: tuple[str, ...]
    of: tuple[str, ...]
    against: tuple[str, ...]


def parse_predictor(name: str) -> Predictor:
    """Read "party", "log length" or "party:year".

    >>> parse_predictor("party:log length").columns, parse_predictor("party:log length").name
    (('party', 'length'), 'party:log length')
    """
    parts = [part.strip() for part in name.split(":")]
    if not all(part.removeprefix(LOG).strip() for part in parts):
        raise StudyError(f"predictors: {name!r} names no column; right would be 'party' or 'party:year'")
    columns = tuple(part.removeprefix(LOG).strip() for part in parts)
    logged = frozenset(column for column, part in zip(columns, parts, strict=True) if part.startswith(LOG))
    return Predictor(columns, logged)


def columns_of(predictors: Sequence[Predictor]) -> tuple[str, ...]:
    """The columns that predictors need, each once."""
    return tuple(dict.fromkeys(column for one in predictors for column in one.columns))


def with_made_columns(documents: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The documents with those of `length`, `sentence_length` and `year` that are wanted and not there.

    The length of a text is its number of words; the year comes from its date.
    """
    wanted = [name for name in columns if name in _MADE and name not in documents]
    made: dict[str, Any] = {name: _MADE[name](documents) for name in wanted}
    return documents.assign(**made)


def _years(documents: pd.DataFrame) -> "pd.Series[float]":
    check_columns("predictors", ["date"], list(documents.columns))
    return with_dates(documents)["date"].map(decimal_year)


_MADE: Final[Mapping[str, Callable[[pd.DataFrame], "pd.Series[float]"]]] = {
    LENGTH: lambda documents: documents["words"].astype(float),
    SENTENCE_LENGTH: lambda documents: documents["words"] / documents["sentences"].clip(lower=1),
    YEAR: _years,
}


def numbers_of(column: "pd.Series[str]") -> "pd.Series[float] | None":
    """The column as numbers, gaps missing; None where it holds anything else, or nothing.

    >>> numbers_of(pd.Series(["1960", "not given"])).tolist(), numbers_of(pd.Series(["left"]))
    ([1960.0, nan], None)
    """
    given = column.ne(NOT_GIVEN)
    found = pd.to_numeric(column.where(given), errors="coerce").astype(float)
    return found if given.any() and found[given].notna().all() else None


def complete(rows: pd.DataFrame, predictors: Sequence[Predictor]) -> pd.DataFrame:
    """The rows in which no number is missing; a category that is not given is one of its own."""
    kept = pd.Series(True, index=rows.index)
    for column in columns_of(predictors):
        if (values := numbers_of(rows[column])) is not None:
            kept &= values.notna()
    return rows[kept].reset_index(drop=True)


def design_matrix(
    rows: pd.DataFrame,
    predictors: Sequence[Predictor],
    *,
    references: Mapping[str, str] | None = None,
    steps: Mapping[str, float] | None = None,
) -> Terms:
    """The matrix of a model on `rows`, which have a column `size` and no number missing.

    Numbers count from their mean, in `steps` of so much (1 if not given): the constant is then the rate at
    the average. StudyError for a reference that does not exist, a predictor without differences, and one
    that says the same as others.
    """
    columns = columns_of(predictors)
    check_columns("predictors", columns, list(rows.columns))
    check_columns("references", list(references or {}), columns)
    check_columns("steps", list(steps or {}), columns)
    blocks = [_block(rows, one, references or {}, steps or {}) for one in predictors]
    parts = [(CONSTANT, np.ones(len(rows)), "", ""), *(term for block in blocks for term in block)]
    names, values, of, against = zip(*parts, strict=True)
    terms = Terms(np.column_stack(values), names, of, against)
    _check_rank(terms)
    return terms


def _block(
    rows: pd.DataFrame, one: Predictor, references: Mapping[str, str], steps: Mapping[str, float]
) -> list[tuple[str, Floats, str, str]]:
    """The terms of one predictor: name, values, predictor, reference."""
    sides = [_side(rows, column, column in one.logged, references, steps) for column in one.columns]
    against = joined([text for _, text in sides if text])
    products = reduce(_times, (terms for terms, _ in sides))
    return [(name, values, one.name, against) for name, values in products]


def _times(a: list[tuple[str, Floats]], b: list[tuple[str, Floats]]) -> list[tuple[str, Floats]]:
    return [(f"{one} : {other}", x * y) for one, x in a for other, y in b]


def _side(
    rows: pd.DataFrame, column: str, log: bool, references: Mapping[str, str], steps: Mapping[str, float]
) -> tuple[list[tuple[str, Floats]], str]:
    """The columns that one column of metadata becomes, and its reference."""
    numbers = None if column in references else numbers_of(rows[column])
    if numbers is None:
        if log or column in steps:
            raise StudyError(f"predictors: {column!r} is no number, so it has no logarithm and no steps")
        return _categories(rows, column, references)
    return [_number(rows, numbers, column, log, steps.get(column, 1.0))], ""


def _number(
    rows: pd.DataFrame, numbers: "pd.Series[float]", column: str, log: bool, step: float
) -> tuple[str, Floats]:
    if not np.isfinite(step) or step == 0:
        raise StudyError(f"steps: {column} = {step!r} will not do; right would be a number such as 10")
    if log and (numbers <= 0).any():
        raise StudyError(
            f"predictors: {LOG + column!r} has no value at 0 or below; right would be {column!r}"
        )
    values = np.log2(numbers) if log else numbers
    name = f"{column}, doubled" if log and step == 1 else f"{LOG if log else ''}{column} (+{step:g})"
    centre = np.average(values, weights=rows["size"])
    return name, ((values - centre) / step).to_numpy(dtype=float)


def _categories(
    rows: pd.DataFrame, column: str, references: Mapping[str, str]
) -> tuple[list[tuple[str, Floats]], str]:
    sizes = rows.groupby(column, sort=True)["size"].sum()
    reference = str(references.get(column, sizes.idxmax()))
    if reference not in sizes:
        raise StudyError(
            f"references: {column} has no value {reference!r}; right would be one of {', '.join(sizes.index)}"
        )
    if len(sizes) < 2:
        raise StudyError(
            f"predictors: {column!r} is {reference!r} everywhere; right would be one that differs"
        )
    others = [str(value) for value in sizes.index if value != reference]
    return [
        (f"{column} = {value}", rows[column].eq(value).to_numpy().astype(float)) for value in others
    ], reference


def _check_rank(terms: Terms) -> None:
    """StudyError for the first term that the terms before it already say."""
    scaled = terms.matrix / np.maximum(np.linalg.norm(terms.matrix, axis=0), 1e-12)
    for last in range(1, len(terms.names) + 1):
        if np.linalg.matrix_rank(scaled[:, :last], tol=1e-8) < last:
            raise StudyError(
                f"predictors: {terms.names[last - 1]!r} cannot be told apart from the terms before it "
                f"({', '.join(terms.names[1 : last - 1]) or 'it does not differ'}); "
                "right would be to leave one out"
            )
