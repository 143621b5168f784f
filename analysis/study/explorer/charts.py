"""What a view shows beside rates: the same layers along time, and two groups of texts set against each other.

Both are tables with one row a group, whose marks can be opened like those of a rate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from analysis.base.errors import StudyError, did_you_mean
from analysis.measure.statistics.comparison import two_groups
from analysis.measure.statistics.counts import counted_marks
from analysis.measure.statistics.design import Contrast
from analysis.measure.statistics.keyness import keyness
from analysis.measure.statistics.time_series import timeline, with_dates, with_years
from analysis.study.workbench.annotated_corpus import AnnotatedCorpus

RATES: Final = "rates"
TIMELINE: Final = "timeline"
DIFFERENCE: Final = "difference"
CHARTS: Final = {RATES: "rates by group", TIMELINE: "a line along time", DIFFERENCE: "two groups compared"}
_PERIODS: Final = 15
"""Periods that a timeline has at most."""
_LENGTHS: Final = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)
FLOOR: Final = 5
"""Marks that a marker must have in both groups together to be compared."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What is shown; for a difference the two groups: a column, a value, and another ("" for all others)."""

    kind: str = RATES
    contrast: tuple[str, str, str] = ("", "", "")

    def __post_init__(self) -> None:
        if self.kind not in CHARTS:
            raise StudyError(f"nothing is drawn as {self.kind!r}{did_you_mean(self.kind, CHARTS)}")

    @property
    def groups(self) -> Contrast:
        """The two groups. StudyError where none are named."""
        group, a, b = self.contrast
        if not group or not a:
            raise StudyError("choose the two groups that are compared, such as a party and all others")
        return Contrast(group, a, b or None)


def period_length(corpus: AnnotatedCorpus) -> int:
    """Years of a period, so that a corpus has few enough to be read."""
    dated = with_years(with_dates(corpus.documents), years=1, name="period")
    years = [int(value) for value in dated["period"].dropna()] if "period" in dated else []
    span = max(years) - min(years) + 1 if years else 1
    return next((length for length in _LENGTHS if span / length <= _PERIODS), _LENGTHS[-1])


def line_of(corpus: AnnotatedCorpus, layer: str) -> pd.DataFrame:
    """The line and the periods of a layer (`time_series.timeline`). StudyError where nothing is dated."""
    design = corpus.design.grouped("layer", levels={"layer": [layer]})
    tables = corpus.denominators, corpus.documents
    if not {"date", "year"} & set(corpus.documents):
        raise StudyError("no text has a date or a year, so there is no line along time")
    table = timeline(corpus.countable(layer), *tables, design, years=period_length(corpus))
    if table.empty:
        raise StudyError("no text has a date or a year, so there is no line along time")
    names = _period_names(corpus)
    periods = table[table["part"] == "period"].copy()
    periods["period"] = names[: len(periods)]
    return pd.concat([table[table["part"] == "line"], periods], ignore_index=True)


def _period_names(corpus: AnnotatedCorpus) -> list[str]:
    """The periods that have texts, in order of time."""
    dated = _with_periods(corpus)
    spoken = dated["doc_id"].isin(corpus.denominators["doc_id"])
    return sorted(dated.loc[spoken, "period"].dropna().unique(), key=lambda name: int(str(name)[:4]))


def _with_periods(corpus: AnnotatedCorpus) -> pd.DataFrame:
    documents = with_dates(corpus.documents)
    return with_years(documents, years=period_length(corpus), name="period")


def difference_of(corpus: AnnotatedCorpus, layer: str, by: str, top: int, chart: Chart) -> pd.DataFrame:
    """The layer as a whole, then its markers: those with the most evidence, by falling Log Ratio.

    Columns: `by` ("" for the whole layer), n, n_a, n_b, log_ratio with its interval, g2.
    """
    tables = corpus.denominators, corpus.documents
    marks = corpus.countable(layer)
    whole = keyness(marks, *tables, chart.groups, corpus.design.grouped("layer"), floor=0)
    each = keyness(marks, *tables, chart.groups, corpus.design.grouped(by), floor=FLOOR)
    strongest = each.sort_values(["g2", by], ascending=[False, True]).head(top)
    shown = strongest.sort_values(["log_ratio", by], ascending=[False, True])
    table = pd.concat([whole.assign(**{by: ""}), shown], ignore_index=True)
    renamed = table.rename(columns={"n_target": "n_a", "n_reference": "n_b"})
    renamed["n"] = renamed["n_a"] + renamed["n_b"]
    renamed.attrs["groups"] = len(each)
    return renamed


def marks_in(corpus: AnnotatedCorpus, group: Sequence[str], by: str, chart: Chart) -> pd.DataFrame:
    """The marks that a row of a timeline or a difference counts, in the order of the texts."""
    layer, *values = group
    marks = corpus.layer(layer)
    if chart.kind == TIMELINE:
        dated = _with_periods(corpus)
        names = dated.loc[dated["period"].isin(values), "doc_id"]
        return marks[marks["doc_id"].isin(names)].reset_index(drop=True)
    sides = two_groups(corpus.denominators, corpus.documents, chart.groups)
    spoken = counted_marks(marks, *sides)
    chosen = spoken if values == [""] else spoken[spoken[by].isin(values)]
    return chosen[list(marks.columns)].reset_index(drop=True)


def number(value: Any) -> float | None:
    """A number as the page takes it; None where there is none."""
    return None if value is None or pd.isna(value) or not np.isfinite(value) else float(value)
