"""What stands before a text in its own file: a date, YAML front matter, `Key: value` lines, a record's head.

None of it is said by anybody: the text proper begins behind it (`Document.body_start`).
"""

import re
from collections.abc import Callable, Mapping
from datetime import date

from analysis.corpus.dates import find_date
from analysis.corpus.metadata import flatten
from analysis.language.regex import regex

Front = tuple[dict[str, str], int]
"""Metadata, and the offset where the text proper begins; 0 where there are none."""

_NONE: Front = ({}, 0)
_MOST = 16_384
"""Characters in which the front of a text must end."""
_DATE = regex(r"\s*date:?\s+(\d{4}-\d{2}-\d{2})(?!\d)\s*", re.IGNORECASE)
_MATTER = regex(r"\s*---[ \t]*\r?\n(.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n\s*|$)", re.DOTALL)
_KEYS = (
    "title|speakers?|date|author|party|source|url|link|place|location|venue|event|occasion|country|language"
    "|chamber|house|session|type|category|role|office|position|state|year|description|series"
)
_LINES = regex(rf"\s*((?:(?:{_KEYS})[ \t]*:[^\r\n]*\r?\n){{2,}})[ \t]*\r?\n\s*", re.IGNORECASE)
_RECORD = regex(
    r"\s*\[[^\[\]\r\n]{1,200}\((?P<day>[^()\r\n]{4,60})\)\][ \t\r]*\n"
    r"\s*\[(?P<chamber>[A-Z][^\[\]\r\n]{2,60})\][ \t\r]*\n\s*"
    r"(?:\[Pages? (?P<pages>[^\[\]\r\n]{1,60})\]\s*)?(?:From the [^\r\n]+)?\s*(?:\{time\}[ \t]*\d*\s*)?"
)
_TITLE_LINE = regex(r"[ \t]*(\S[^\r\n]*?)[ \t]*(?:\r?\n|$)")
_LABEL = 5
"""Words from which on what ends in a point is no label of a speaker."""
_FEW = 0.1
"""Share of small letters in a heading in capitals: of McDonald, or an abbreviation."""


def read_front(text: str) -> Front:
    """The metadata before a text, and the offset where the text proper begins.

    >>> read_front(" date 2025-05-09 On 8 May, he spoke.")
    ({'date': '2025-05-09'}, 17)
    """
    head = text[:_MOST]
    return next((front for read in _READERS if (front := read(head))[1]), _NONE)


def _dated(head: str) -> Front:
    match = _DATE.match(head)
    return ({"date": match[1]}, match.end()) if match and _is_date(match[1]) else _NONE


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _matter(head: str) -> Front:
    """YAML between two lines of dashes, as static pages have it."""
    match = _MATTER.match(head)
    if match is None:
        return _NONE
    import yaml

    try:
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(match[1], Loader=yaml.BaseLoader)):
            return _NONE
        fields = yaml.load(match[1], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return _NONE
    return (_in_line(flatten(fields)), match.end()) if isinstance(fields, Mapping) else _NONE


def _lines(head: str) -> Front:
    """At least two lines such as `Title: The wall` and a blank one, all of them with usual keys."""
    match = _LINES.match(head)
    if match is None:
        return _NONE
    pairs = (line.partition(":") for line in match[1].splitlines())
    fields = {key.strip(): value for key, _, value in pairs}
    return _in_line(flatten(fields)), match.end()


def _record(head: str) -> Front:
    """The head of a page of the Congressional Record: volume and day, house, pages, and the heading."""
    match = _RECORD.match(head)
    if match is None or not (day := find_date(match["day"])):
        return _NONE
    title, end = _heading(head, match.end())
    known = {"title": title, "date": day, "chamber": match["chamber"], "pages": match["pages"] or ""}
    return {key: value for key, value in known.items() if value}, end


def _heading(head: str, start: int) -> tuple[str, int]:
    """The lines in capitals at `start` and where they end."""
    lines: list[str] = []
    place = start - (len(head[:start]) - len(head[:start].rstrip(" \t")))
    while (line := _TITLE_LINE.match(head, place)) and _in_capitals(line[1]):
        lines.append(line[1])
        place = line.end()
    return " ".join(lines), place if lines else start


def _in_capitals(line: str) -> bool:
    letters = [char for char in line if char.isalpha()]
    small = sum(char.islower() for char in letters)
    label = line.endswith(":") or (line.endswith(".") and len(line.split()) < _LABEL)
    return len(letters) > 3 and small <= _FEW * len(letters) and not label


def _in_line(fields: dict[str, str]) -> dict[str, str]:
    return {name: " ".join(value.split()) for name, value in fields.items()}


_READERS: tuple[Callable[[str], Front], ...] = (_matter, _lines, _record, _dated)
