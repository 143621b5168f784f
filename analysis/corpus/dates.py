"""A date as people write it -> an ISO date, as exact as what is written: 2019, 2019-03 or 2019-03-04.

Worded dates are read by python-dateutil. It fills what is missing from a day of its own, so every date
is read on two such days, and only what both readings share was written. A date of three numbers has
two readings, day first and month first; `dating.py` decides between them. Nothing depends on today.
"""

import re
import warnings
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, partial
from typing import Any

from analysis.language.regex import regex
from analysis.language.word_lists import word_pattern

Readings = tuple[str, str]
"""A date read day first and month first, in ISO form; "" for a reading that no calendar holds."""

UNREAD: Readings = ("", "")
LONGEST = 80
"""Characters of a date; what is longer is none."""
_PIVOT = 40
"""Two-digit years below are of this century, the others of the last."""
_BASES = (datetime(2000, 1, 1), datetime(2004, 2, 12))
"""Two days that differ in year, month, day, and after any shift to a weekday."""

MONTHS = rf"(?:may|{word_pattern('word_classes', 'months')})"
"""The words for months; the list of word classes leaves out *may*, which is a modal elsewhere."""
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_RANGE = regex(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\s*(?:[-–—&/]|and|to)\s*\d{1,2}(?:st|nd|rd|th)?(?=[\s,])")
_WORDED = regex(
    rf"(?<![\w-]){_DAY}(?:\s+day)?[\s,.-]*(?:of\s+)?{MONTHS}\b[\s.,'-]*\d{{4}}(?!\d)"
    rf"|(?<![\w-]){MONTHS}\b[\s.-]*(?:{_DAY}[\s.,-]+)?\d{{4}}(?!\d)"
    r"|(?<![\w-])\d{4}-\d{2}-\d{2}(?!\d)",
    re.IGNORECASE,
)
_TIME = r"(?:[T\s,]+(?:at\s+)?\d{1,2}[:.h]\d{2}.*|T\d.*|Z)?"
_YEAR_FIRST = regex(rf"(\d{{4}})[-./]\s?(\d{{1,2}})(?:[-./]\s?(\d{{1,2}}))?{_TIME}")
_YEAR_LAST = regex(rf"(\d{{1,2}})([-./ ])(\d{{1,2}})\2\s?(\d{{4}}|\d{{2}}){_TIME}")
_MONTH_YEAR = regex(r"(\d{1,2})[-./](\d{4})")
_SPAN = regex(r"(\d{4}(?:-\d{2}){0,2})\s*(?:[-–—/]|to)\s*\d{4}(?:-\d{2}){0,2}")
_EXCEL_MONTH = regex(r"^([A-Za-z]{3})-(\d\d)$")
_NUMBER = regex(r"(-?\d+)(?:\.\d+)?")
_ONE_YEAR = regex(r"(?<![\w.-])([12]\d{3})(?!\w|-\d)")


def iso_date(text: str) -> str:
    """The ISO date of a text that has only one reading; "" for all others.

    >>> iso_date("Monday, 4th March, 2019"), iso_date("May 2024"), iso_date("1552046400"), iso_date("May 4")
    ('2019-03-04', '2024-05', '2019-03-08', '')
    """
    day_first, month_first = readings(text)
    return day_first if day_first == month_first else ""


@lru_cache(maxsize=1 << 16)
def readings(text: str) -> Readings:
    """Both readings of a date, which are the same unless it is three numbers with the year at the end.

    >>> readings("3/4/2001"), readings("13/2/01"), readings("2023-24")
    (('2001-04-03', '2001-03-04'), ('2001-02-13', ''), ('2023', '2023'))
    """
    text = " ".join(text.split()).strip(" .,;()[]'\"")
    if not text or len(text) > LONGEST or not any(char.isdigit() for char in text):
        return UNREAD
    if found := _YEAR_LAST.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), _full_year(found[4])
        return _iso(year, second, first), _iso(year, first, second)
    for read in _READERS:
        if iso := read(text):
            return iso, iso
    return UNREAD


def find_date(text: str) -> str:
    """The first date in words or in ISO form within a text, as an ISO date; "" where none is.

    >>> find_date("Record, Volume 9 Issue 5 (Monday, March 3, 2025)")
    '2025-03-03'
    """
    if not any(map(str.isdigit, text)):
        return ""
    for found in _WORDED.finditer(_RANGE.sub(r"\1", text)):
        if iso := _year_first(found[0]) or _worded(found[0]):
            return iso
    return ""


def _iso(year: int, month: int | None = None, day: int | None = None) -> str:
    """Parts of a date in ISO form, as many as there are; "" where no calendar holds them."""
    try:
        whole = date(year, 1 if month is None else month, 1 if day is None else day).isoformat()
    except ValueError:
        return ""
    return whole[: 10 if day is not None else 7 if month is not None else 4]


def _full_year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year < _PIVOT else 1900)


def _year_first(text: str) -> str:
    """2019-03-04, 2019.3.4, 2019-03 and a time behind; 2023-24 is the year in which it begins."""
    if not (found := _YEAR_FIRST.fullmatch(text)):
        return ""
    year, month, day = int(found[1]), int(found[2]), int(found[3]) if found[3] else None
    if day is None and month == (year + 1) % 100 and month > 12:
        return _iso(year)
    return _iso(year, month, day)


def _span(text: str) -> str:
    """The beginning of a time from one year or day to another."""
    found = _SPAN.fullmatch(text)
    return (
        _year_first(found[1]) or (_iso(int(found[1])) if found and found[1].isdigit() else "")
        if found
        else ""
    )


def _month_year(text: str) -> str:
    found = _MONTH_YEAR.fullmatch(text)
    return _iso(int(found[2]), int(found[1])) if found else ""


def _number(text: str) -> str:
    """Digits alone: a year, 201903, 20190304, a time after it, an Excel day, or time since 1970."""
    if not (found := _NUMBER.fullmatch(text)):
        return ""
    digits = found[1]
    match len(digits):
        case 3 | 4:
            return _iso(int(digits)) if not digits.startswith("-") else ""
        case 5:
            return (date(1899, 12, 30) + timedelta(int(digits))).isoformat() if digits > "10000" else ""
        case 6:
            return _iso(int(digits[:4]), int(digits[4:])) if "1000" < digits < "2200" else ""
        case 8 | 12 | 14 if "1000" < digits < "2200" and (day := _compact(digits)):
            return day
    return _since_1970(int(digits))


def _compact(digits: str) -> str:
    hours, minutes = digits[8:10] or "0", digits[10:12] or "0"
    if int(hours) > 23 or int(minutes) > 59:
        return ""
    return _iso(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))


def _since_1970(number: int) -> str:
    """Seconds, or thousandths, millionths and thousand-millionths of them; in the years 1900 to 2100."""
    for power in (0, 3, 6, 9):
        seconds = number // 10**power
        if 10**8 <= abs(seconds) < 4_102_444_800 and seconds > -2_208_988_800:
            return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).date().isoformat()
    return ""


@lru_cache
def _dateutil() -> Callable[..., Any]:
    """The reader of dateutil, loaded for the first date in words; its years do not depend on today."""
    from dateutil import parser

    class English(parser.parserinfo):  # type: ignore[misc]  # dateutil has no types
        def convertyear(self, year: int, century_specified: bool = False) -> int:
            return year if century_specified or year > 99 else _full_year(f"{year:02}")

    return partial(parser.parse, parserinfo=English(), ignoretz=True)


def _worded(text: str) -> str:
    """A date with its month in words."""
    text = _EXCEL_MONTH.sub(lambda found: f"{found[1]} {_full_year(found[2])}", _RANGE.sub(r"\1", text))
    if not any(char.isalpha() for char in text):
        return ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            one, two = (_dateutil()(text, default=base) for base in _BASES)
    except (ValueError, OverflowError, TypeError, AttributeError):
        return ""
    if one.year != two.year or (one.day == two.day and one.month != two.month):
        return ""
    if one.month != two.month:
        return _iso(one.year)
    return _iso(one.year, one.month, one.day if one.day == two.day else None)


def _within(text: str) -> str:
    """A date among other words, else the first year: *Spring 2020*, *c. 1850*."""
    found = _ONE_YEAR.search(text)
    return find_date(text) or (_iso(int(found[1])) if found else "")


_READERS: tuple[Callable[[str], str], ...] = (_year_first, _number, _span, _month_year, _worded, _within)
