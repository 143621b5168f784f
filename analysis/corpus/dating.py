"""The date of each document, in ISO form: whatever its metadata call it, in the order that the corpus uses.

`date` becomes an ISO date and what was written stays as `date_original`, where it differs. Without a
`date` it is taken from another field that holds one (`timestamp`, `created_utc`, `speech_date` ...), from
`year`, `month` and `day`, or from `year` alone. Whether 3/4/2001 is in April or in March is decided by the
other dates of the same field, in the same file and else in the whole corpus: 25/4/2001 says that the day
comes first. What nothing decides keeps its year and no date.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from analysis.base.records import Document
from analysis.corpus.dates import UNREAD, Readings, readings
from analysis.language.regex import regex

ORIGINAL = "date_original"
_DAY = regex(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])")
_TOKEN = regex(r"[^\W\d_]+")
_HOLD_DATES = {
    *("date", "datetime", "timestamp", "created", "published", "pubdate", "dateofspeech", "speechdate"),
    *("day", "when"),
}
_OF_SOMETHING_ELSE = {
    *("birth", "born", "death", "died", "modified", "updated", "update", "accessed", "retrieved", "scraped"),
    *("downloaded", "start", "end", "to", "until", "due", "original", "joined", "member", "account", "file"),
}
"""Parts of the names of fields that hold other dates than that of the text."""

_NONE = {"", "na", "n/a", "nan", "nat", "none", "null", "-"}
"""What tables write where there is no date."""

Scan = Callable[[], Iterator[tuple[str, Document]]]
"""All documents of the corpus with their files, read once more."""


class _Written(NamedTuple):
    """A date as a field gives it, and how it can be read."""

    field: str
    text: str
    readings: Readings


@dataclass
class _Trouble:
    """Dates of one kind that were not taken: how many, and the first of them."""

    count: int = 0
    first: str = ""

    def add(self, where: str, text: str) -> None:
        self.count += 1
        self.first = self.first or f"{text!r}, {where}"

    def __str__(self) -> str:
        return f"{self.count:,} {'date' if self.count == 1 else 'dates'} (the first: {self.first})"


@dataclass
class Dating:
    """Gives documents their dates; `scan` is called at most once, when a date can be read in two ways."""

    scan: Scan
    _undecided: _Trouble = field(default_factory=_Trouble)
    _unread: _Trouble = field(default_factory=_Trouble)

    def dated(self, file: str, where: str, document: Document) -> Document:
        """The document with its date in ISO form."""
        known = document.metadata
        if _DAY.fullmatch(known.get("date", "")):
            return document
        written = _written(known)
        if written is None:
            if known.get("date", "").casefold() not in _NONE:
                self._unread.add(where, known["date"])
            return document
        iso = self._decided(file, written)
        if not iso:
            self._undecided.add(where, written.text)
        return replace(document, metadata=_with_date(known, iso, written.readings[0][:4]))

    def notes(self) -> Iterator[str]:
        """What to say of the dates of the whole corpus."""
        if self._undecided.count:
            why = "day first or month first, and nothing in the corpus decides; only the year is kept"
            yield f"{self._undecided}: {why}. Write dates like 2001-04-03"
        if self._unread.count:
            why = "not understood; no figure over time shows these texts"
            yield f"{self._unread}: {why}. Write dates like 2001-04-03"

    def _decided(self, file: str, written: _Written) -> str:
        """The right reading; "" where nothing decides. With points (3.4.2001) the day comes first."""
        day_first, month_first = written.readings
        if day_first == month_first or not (day_first and month_first):
            return day_first or month_first
        order = next(filter(None, (self._orders.get((of, written.field)) for of in (file, ""))), set())
        if order == {"month"}:
            return month_first
        return day_first if order == {"day"} or (not order and "." in written.text) else ""

    @cached_property
    def _orders(self) -> Mapping[tuple[str, str], set[str]]:
        """The orders that dates with one reading show for a field, in each file and ("") in all."""
        orders: dict[tuple[str, str], set[str]] = defaultdict(set)
        for file, document in self.scan():
            written = _written(document.metadata)
            if written and "" in written.readings:
                order = "day" if written.readings[0] else "month"
                orders[file, written.field].add(order)
                orders["", written.field].add(order)
        return dict(orders)


def _with_date(known: Mapping[str, str], iso: str, year: str) -> dict[str, str]:
    """Metadata with a date, or with the year of one that is undecided."""
    found = {name: value for name, value in known.items() if name != "date"}
    found = ({"date": iso} if iso else {"year": year}) | found
    if known.get("date", iso) != iso:
        found[ORIGINAL] = known["date"]
    return found


def has_date(known: Mapping[str, str]) -> bool:
    """Whether some field gives a date."""
    return _written(known) is not None


def _written(known: Mapping[str, str]) -> _Written | None:
    """The first field with a date that can be read."""
    for name, text in _candidates(known):
        if (found := readings(text)) != UNREAD:
            return _Written(name, text, found)
    return None


def _candidates(known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Fields that may hold the date of a text, the best first."""
    if "date" in known:
        yield "date", known["date"]
    for name, value in known.items():
        tokens = set(_TOKEN.findall(name))
        if tokens & _HOLD_DATES and not tokens & _OF_SOMETHING_ELSE and name != "date":
            yield name, value
    by_end = {name.rpartition(".")[2]: value for name, value in known.items()}
    if year := by_end.get("year"):
        if month := by_end.get("month"):
            yield "month", _together(year, month, by_end.get("day", ""))
        yield "year", year


def _together(year: str, month: str, day: str) -> str:
    """A date from its parts; the month is a number or a word."""
    parts = [part.removesuffix(".0") for part in (year, month, day) if part]
    return "-".join(parts) if parts[1].isdigit() else " ".join(reversed(parts))
