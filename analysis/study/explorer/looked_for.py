"""What the search box answers: lines of any words, what stands near them, how often they come where.

What was looked for last is kept, so that turning a page or sorting finds nothing anew.
"""

from collections.abc import Mapping
from math import floor
from pathlib import Path
from typing import Any, Final

import pandas as pd

from analysis.base.errors import StudyError, did_you_mean
from analysis.base.wording import plural, rate_in_words
from analysis.corpus.paths import find_output
from analysis.measure.search.hits import SEARCHED
from analysis.study.explorer.charts import number, period_length
from analysis.study.explorer.page_rows import line_of
from analysis.study.workbench.annotated_corpus import AnnotatedCorpus
from analysis.study.workbench.searching import Search, search

PAGE: Final = 25
SORTS: Final[Mapping[str, tuple[str, ...]]] = {
    "order of the texts": (),
    "words before": ("left",),
    "words after": ("right",),
    "words found": ("mark", "right"),
    "voice": ("voice",),
}
"""How lines can be sorted, and by which words."""
_AROUND: Final = 12
"""Words of a line on each side."""
_NEAR: Final = 40
"""Collocates that are shown."""
_GROUPS: Final = 24
ALONG_TIME: Final = "along time"

Plain = dict[str, Any]


class LookedFor:
    """The searches of a session; `corpus` is the one that is looked at now."""

    def __init__(self) -> None:
        self._last: Search | None = None

    def found(self, corpus: AnnotatedCorpus, query: str) -> Search:
        """What a query matches in a corpus."""
        last = self._last
        if last is None or last.corpus is not corpus or last.query != query:
            self._last = last = search(corpus, query)
        return last

    def lines(self, corpus: AnnotatedCorpus, query: str, *, sort: str = "", page: int = 0) -> Plain:
        """One page of lines."""
        found = self.found(corpus, query)
        order = sort or next(iter(SORTS))
        if order not in SORTS:
            raise StudyError(f"lines are not sorted by {order!r}{did_you_mean(order, SORTS)}")
        last = max(0, (len(found) - 1) // PAGE)
        page = min(max(page, 0), last)
        rows = slice(page * PAGE, (page + 1) * PAGE)
        shown = found.lines(window=_AROUND, sort=SORTS[order], rows=rows)
        return {
            "group": [SEARCHED, query],
            "name": query,
            "total": len(found),
            "page": page,
            "last": last,
            "sort": order,
            "first": page * PAGE + 1,
            "lines": [line_of(row) for row in shown.to_dict("records")],
        }

    def near(
        self, corpus: AnnotatedCorpus, query: str, *, left: int = 5, right: int = 5, by: str = "word"
    ) -> list[Plain]:
        """The words near what was found, those with the highest Log Ratio first."""
        table = self.found(corpus, query).collocates(left=left, right=right, by=by, top=_NEAR)
        return [_near_row(row) for row in table.to_dict("records")]

    def spread(self, corpus: AnnotatedCorpus, query: str, *, by: str = "") -> list[Plain]:
        """How often the words come by group, or along time."""
        found = self.found(corpus, query)
        if by != ALONG_TIME:
            rates = found.rates(by=by or "layer", design=None)
            named = rates.sort_values("n", ascending=False, kind="stable").head(_GROUPS) if by else rates
            return [_spread_row(row, str(row[by]) if by else "all texts") for row in named.to_dict("records")]
        table = found.timeline(years=period_length(corpus))
        periods = table[table["part"] == "period"]
        length = period_length(corpus)
        return [_spread_row(row, _period(row["at"], length)) for row in periods.to_dict("records")]

    def write(self, corpus: AnnotatedCorpus, query: str, path: str) -> Plain:
        """Write all lines as CSV."""
        found = self.found(corpus, query)
        return written(found.write(csv_path(path)), len(found))


def csv_path(path: str) -> Path:
    """Where a CSV is written. StudyError for a name that is none."""
    if not path.strip().endswith(".csv"):
        raise StudyError(f"{path.strip() or 'no name'}: lines are written as CSV; right would be lines.csv")
    return find_output(path.strip())


def written(path: Path, lines: int) -> Plain:
    """What the page is told of a file."""
    return {"file": str(path), "said": f"{plural(lines, 'line')} written to {path}"}


def _near_row(row: Mapping[Any, Any]) -> Plain:
    whole = ("n", "left", "right", "documents")
    parts = ("expected", "log_ratio", "log_ratio_low", "log_ratio_high", "g2")
    return (
        {"item": str(row["item"])}
        | {name: int(row[name]) for name in whole}
        | {name: number(row[name]) for name in parts}
    )


def _spread_row(row: Mapping[Any, Any], name: str) -> Plain:
    said = f"{name}: {int(row['n']):,} in {int(row['denominator']):,} words ({rate_in_words(row)})"
    rates = {column: number(row[column]) for column in ("rate", "low", "high")}
    note = "" if pd.isna(row.get("note", "")) else str(row.get("note", ""))
    return {"group": [SEARCHED, name], "name": name, "n": int(row["n"]), **rates, "note": note, "said": said}


def _period(middle: float, years: int) -> str:
    first = floor(middle - years / 2 + 0.5)
    return str(first) if years == 1 else f"{first}–{first + years - 1}"
