"""Rates along time: by year or period, as a smooth line with a band, and before against after."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.base.errors import StudyError
from analysis.measure.formulas.intervals import (
    FEWEST,
    MANY,
    draws_interval,
    random_groups,
    resampling_weights,
)
from analysis.measure.formulas.multiplicity import benjamini_hochberg, holm
from analysis.measure.formulas.smoothing import Floats, local_rates
from analysis.measure.formulas.straight_line import signs, straight_line_p
from analysis.measure.statistics.comparison import compare
from analysis.measure.statistics.counts import Counts, check_columns, count_units, parse_per
from analysis.measure.statistics.design import DEFAULT, SMOOTHER, TEXT, Contrast, Design, Smoother
from analysis.measure.statistics.frequencies import rates
from analysis.measure.statistics.inference_units import unit_values, with_unit
from analysis.measure.store import Marks

_DATE = re.compile(r"\s*(-?\d{4}|[1-9]\d{2})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?\s*")
_DAYS = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


def decimal_year(date: object) -> float:
    """A year, a month or a day in ISO form as a number on the line of years; missing for anything else.

    A day counts from the beginning of its year, a month from its first day, a year as its beginning.

    >>> decimal_year("1801"), decimal_year("1801-07"), round(decimal_year("1801-12-08"), 2)
    (1801.0, 1801.495890410959, 1801.93)
    """
    found = None if pd.isna(date) else _DATE.fullmatch(str(date))  # type: ignore[call-overload]
    if not found:
        return math.nan
    month, day = int(found[2] or 1), int(found[3] or 1)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return math.nan
    return int(found[1]) + (_DAYS[month - 1] + day - 1) / 365


def with_years(
    documents: pd.DataFrame, *, date: str = "date", years: int = 1, name: str = "year"
) -> pd.DataFrame:
    """The documents with a column of years, or of periods of `years` years ("1790–1799"), from their dates.

    Dates are in ISO form: years ("1790"), months ("1790-01") or days ("1790-01-08"). Where there is no
    `date`, a `year` will do; documents without either get a missing value.

    >>> table = pd.DataFrame({"doc_id": ["a", "b"], "date": ["1797-12-08", None]})
    >>> with_years(table, years=10, name="decade")["decade"].tolist()
    ['1790–1799', <NA>]
    """
    dated = with_dates(documents, date=date)
    check_columns("date", [date], list(dated.columns))
    labels = [_period(decimal_year(value), years) for value in dated[date]]
    return documents.assign(**{name: pd.array(labels, dtype="string")})


def with_dates(documents: pd.DataFrame, *, date: str = "date") -> pd.DataFrame:
    """The documents with their `year` for a missing date, in a column `date`."""
    if "year" not in documents or date != "date":
        return documents
    years = documents["year"]
    return documents.assign(date=documents["date"].fillna(years) if "date" in documents else years)


def rates_over_time(
    marks: Marks,
    voices: pd.DataFrame,
    documents: pd.DataFrame,
    design: Design = DEFAULT,
    *,
    time: str = "year",
) -> pd.DataFrame:
    """`frequencies.rates` by `design.by` and `time`, in order of time, with a numeric column `at`.

    `time` is a column of the documents with years, periods or dates; documents without one are left
    out. A period stands at its middle.
    """
    check_columns("time", [time], list(documents.columns))
    dated = documents[[not math.isnan(_middle(value)) for value in documents[time]]]
    if dated.empty:
        raise StudyError(f"{time}: no document has a year; right would be '1790' or '1790-01-08'")
    by = design.by
    table = rates(marks, voices, dated, design.grouped(*by, time, levels=design.levels))
    table.insert(len(by) + 1, "at", [_middle(value) for value in table[time]])
    return table.sort_values([*by, "at"], kind="stable", ignore_index=True)


def smooth_rates(
    marks: Marks,
    voices: pd.DataFrame,
    documents: pd.DataFrame,
    design: Design = DEFAULT,
    *,
    time: str = "year",
    smoother: Smoother = SMOOTHER,
) -> pd.DataFrame:
    """A smooth line of rates along time for each group of `design.by`, with a pointwise bootstrap band.

    Local linear regression over the nearest texts (Cleveland 1979; see `measures.smoothing`) at evenly spaced
    times; missing in gaps between texts (`_in_gap`). The band resamples whole units: texts, or a column of
    the documents such as the speaker, whose texts resemble each other. It is made by percentiles, with the
    resamples of the `smoother`.
    Columns: `by`, at, rate, low, high, per, documents. The band is missing with fewer than five units.
    """
    lines, groups = _lines(marks, voices, documents, design, time=time, smoother=smoother)
    base = parse_per(design.per, voices)
    table = pd.concat([lines.line(counts) for counts in groups if counts.units], ignore_index=True)
    limits = ["rate", "low", "high"]
    scaled = table.assign(per=base.label, **{name: table[name] * base.scale for name in limits})
    return scaled[[*design.by, "at", *limits, "per", "documents"]]


def straight_lines(
    marks: Marks,
    voices: pd.DataFrame,
    documents: pd.DataFrame,
    design: Design = DEFAULT,
    *,
    time: str = "date",
    smoother: Smoother = SMOOTHER,
) -> pd.DataFrame:
    """Does the course of each group of `design.by` leave a straight line? See `formulas.straight_line`.

    Columns: `by`, units, p_straight, and p_straight_holm, p_straight_bh, corrected for the rows of the table.
    """
    documents = with_dates(documents, date=time)
    lines, groups = _lines(marks, voices, documents, design, time=time, smoother=smoother)
    table = pd.concat([lines.straight(counts) for counts in groups if counts.units], ignore_index=True)
    p = table["p_straight"].to_numpy(dtype=float)
    corrected = {"p_straight_holm": holm(p), "p_straight_bh": benjamini_hochberg(p)}
    return table.assign(**corrected)[[*design.by, "units", "p_straight", *corrected]]


def _lines(
    marks: Marks,
    voices: pd.DataFrame,
    documents: pd.DataFrame,
    design: Design,
    *,
    time: str,
    smoother: Smoother,
) -> tuple["_Lines", list[Counts]]:
    """How lines are drawn, and the counts of the texts of each group that have a time."""
    check_columns("time", [time], list(documents.columns))
    design = with_unit(design, voices, documents)
    check_columns("unit", [design.unit], list(documents.columns))
    names = documents["doc_id"].map(str)
    times = {name: _middle(value) for name, value in zip(names, documents[time], strict=True)}
    owners = dict(zip(names, unit_values(documents, design.unit), strict=True))
    dated = documents[[not math.isnan(times[name]) for name in names]]
    groups = count_units(marks, voices, dated, replace(design, unit=TEXT))
    return _Lines(times, owners, smoother, design), groups


@dataclass(frozen=True, slots=True)
class _Lines:
    """How lines are drawn: when each document stands, what is resampled together, how wide to look."""

    times: Mapping[str, float]
    owners: Mapping[str, str]
    smoother: Smoother
    design: Design

    def line(self, counts: Counts) -> pd.DataFrame:
        """One row a point and cell of a group."""
        times = np.array([self.times[name] for name in counts.units])
        at = np.linspace(times.min(), times.max(), self.smoother.points if np.ptp(times) else 1)
        values = local_rates(times, counts.marks, counts.sizes, at, share=self.smoother.share)[0]
        low, high = self._band(counts, times, at)
        empty = np.repeat(_in_gap(times, at), len(counts.cells))
        cells = counts.cells.loc[np.tile(counts.cells.index, len(at))].reset_index(drop=True)
        return cells.assign(
            **counts.group,
            at=np.repeat(at, len(counts.cells)),
            rate=np.where(empty, np.nan, values.ravel()),
            low=np.where(empty, np.nan, low.ravel()),
            high=np.where(empty, np.nan, high.ravel()),
            documents=counts.documents,
        )

    def straight(self, counts: Counts) -> pd.DataFrame:
        """One row a cell of a group: how many units there are, and the test of a straight course."""
        times = np.array([self.times[name] for name in counts.units])
        names, place = np.unique([self.owners[name] for name in counts.units], return_inverse=True)
        flips = signs(len(names), resamples=self.smoother.resamples, seed=self.design.seed)
        p = straight_line_p(times, counts.marks, counts.sizes, place, share=self.smoother.share, flips=flips)
        return counts.cells.assign(**counts.group, units=len(names), p_straight=p)

    def _band(self, counts: Counts, times: Floats, at: Floats) -> tuple[Floats, Floats]:
        names, place = np.unique([self.owners[name] for name in counts.units], return_inverse=True)
        if len(names) < FEWEST:
            missing = np.full(len(at) * len(counts.cells), np.nan)
            return missing, missing
        resampled = partial(local_rates, times, counts.marks, counts.sizes, at, share=self.smoother.share)
        units = min(len(names), MANY)
        resamples, seed = self.smoother.resamples, self.design.seed
        draws = resampling_weights(units, resamples=resamples, seed=seed)
        if len(times) > MANY:
            groups = random_groups(len(names), seed=seed)[place]
            blocks = [resampled(weights=weights, groups=groups) for weights in draws]
        else:
            blocks = [resampled(weights=weights[:, place]) for weights in draws]
        drawn = np.concatenate(blocks).reshape(resamples, -1)
        return draws_interval(drawn, units=units, level=self.design.level)


def _in_gap(times: Floats, at: Floats) -> NDArray[np.bool_]:
    """Which points lie where no texts lie: inside of a gap over a tenth of all the time and three usual ones.

    >>> _in_gap(np.array([1900.0, 1910, 1920, 1990, 2000]), np.array([1915.0, 1950, 1990])).tolist()
    [False, True, False]
    """
    moments = np.unique(times)
    if not np.ptp(moments):
        return np.zeros(len(at), dtype=bool)
    gaps = np.diff(moments)
    usual = np.sort(gaps)[(len(gaps) - 1) // 2]
    place = np.clip(np.searchsorted(moments, at, side="right") - 1, 0, len(gaps) - 1)
    inside = (at > moments[place]) & (at < moments[place + 1])
    return np.asarray(inside & (gaps[place] > max(np.ptp(moments) / 10, 3 * usual)))


def timeline(
    marks: Marks,
    voices: pd.DataFrame,
    documents: pd.DataFrame,
    design: Design,
    *,
    time: str = "date",
    years: int = 10,
    smoother: Smoother = SMOOTHER,
) -> pd.DataFrame:
    """What a figure along time shows: a smooth line, and periods of so many years, by group of `design.by`.

    Columns: `by`, part ("line" or "period"), at, n, denominator, rate, low, high, per, documents. Both the
    band and the intervals resample whole units. Empty where no document has a date or year.
    """
    documents = with_dates(documents, date=time)
    columns = [*design.by, "part", "at", "n", "denominator", "rate", "low", "high", "per", "documents"]
    if time not in documents or all(math.isnan(_middle(value)) for value in documents[time]):
        return pd.DataFrame(columns=columns)
    dated = with_years(documents, date=time, years=years, name="period")
    line = smooth_rates(marks, voices, dated, design, time=time, smoother=smoother)
    dots = rates_over_time(marks, voices, dated, design, time="period")
    parts = [line.assign(part="line"), dots.assign(part="period")]
    table = pd.concat(parts, ignore_index=True).reindex(columns=columns)
    return table.astype(dict.fromkeys(["n", "denominator", "documents"], "Int64"))


def change(
    marks: Marks,
    voices: pd.DataFrame,
    documents: pd.DataFrame,
    design: Design = DEFAULT,
    *,
    before: tuple[float, float],
    after: tuple[float, float],
    time: str = "year",
) -> pd.DataFrame:
    """`comparison.compare` of two periods, `after` (a) against `before` (b); both ends are included."""
    check_columns("time", [time], list(documents.columns))
    if max(before) >= min(after):
        raise StudyError(f"periods: {_label(before)} must end before {_label(after)} begins")
    years = [_middle(value) for value in documents[time]]
    names = [_inside(year, {_label(before): before, _label(after): after}) for year in years]
    dated = documents.assign(period=pd.array(names, dtype="string"))
    return compare(marks, voices, dated, Contrast("period", _label(after), _label(before)), design)


def _period(year: float, years: int) -> str | None:
    if math.isnan(year):
        return None
    first = math.floor(year / years) * years
    return str(first) if years == 1 else f"{first}–{first + years - 1}"


def _middle(value: object) -> float:
    """The place of a year, a date or a period "1790–1799" on the line of years."""
    first, _, last = str(value).partition("–")
    return (decimal_year(first) + decimal_year(last)) / 2 if last else decimal_year(value)


def _label(period: tuple[float, float]) -> str:
    return f"{period[0]:g}–{period[1]:g}"


def _inside(year: float, periods: Mapping[str, tuple[float, float]]) -> str | None:
    return next((name for name, (first, last) in periods.items() if first <= math.floor(year) <= last), None)
