"""What is known about a text beyond its words; every value is a string, every key in lower case.

From the weakest source to the strongest: the date at the beginning of a file name, a header in the
text itself, `metadata.csv` and `sources.toml` beside the files. The last two are keyed by file name,
by path below the folder, or by document id:

    ["2025-05-09-vance-walk-away.txt"]
    title = "..."
    speakers = ["JD Vance"]
"""

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from analysis.corpus.decoding import decode
from analysis.errors import CorpusError

SOURCES = "sources.toml"
TABLE = "metadata.csv"
KEYS = ("doc_id", "id", "file", "filename", "file_name", "fileid", "path", "name")
"""Columns of `metadata.csv` that may say which text a row is about; else the first column does."""

_DATE = r"(\d{4}-\d{2}-\d{2})(?!\d)"
_NAME_DATE = re.compile(_DATE)
_HEADER = re.compile(rf"\s*date:?\s+{_DATE}\s*", re.IGNORECASE)

Declared = Mapping[str, Mapping[str, str]]
"""Metadata by file name, path or document id."""


def header(text: str) -> tuple[dict[str, str], int]:
    """The metadata of a header ` date 2025-05-09 ` and the offset where the text proper begins.

    >>> header(" date 2025-05-09 On 8 May, he spoke.")
    ({'date': '2025-05-09'}, 17)
    """
    match = _HEADER.match(text)
    return ({"date": match[1]}, match.end()) if match and _is_date(match[1]) else ({}, 0)


def from_name(id: str, fields: str | None = None) -> dict[str, str]:
    """What a file name says: the date at its beginning and, if `fields` names them, further fields.

    >>> from_name("speeches/2025-05-09-munich")
    {'date': '2025-05-09'}
    >>> from_name("un/USA_75_2020", "country_session_year")
    {'country': 'USA', 'session': '75', 'year': '2020'}
    """
    name = id.rpartition("/")[2]
    match = _NAME_DATE.match(name)
    found = {"date": match[1]} if match and _is_date(match[1]) else {}
    named = name_pattern(fields).fullmatch(name) if fields else None
    return found | (named.groupdict() if named else {})


@cache
def name_pattern(fields: str) -> re.Pattern[str]:
    """The pattern for names such as `country_session_year`: letters name fields, signs are just signs."""
    parts = re.findall(r"[^\W\d_]+|[\W\d_]+", fields.lower())
    names = [part for part in parts if part.isalpha()]
    if not names or len(set(names)) < len(names):
        raise CorpusError(
            f"{fields!r} does not name the fields of a file name; write for example country_session_year"
        )
    return re.compile("".join(f"(?P<{part}>.+?)" if part.isalpha() else re.escape(part) for part in parts))


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def lookup(declared: Declared, path: str, id: str) -> dict[str, str]:
    """All that is declared about the file `path`, whose document is `id`."""
    found: dict[str, str] = {}
    for key in (id.rpartition("/")[2], path.rpartition("/")[2], id, path):
        found |= declared.get(key, {})
    return found


def flatten(fields: Mapping[Any, Any], prefix: str = "") -> dict[str, str]:
    """Nested fields as strings: keys in lower case joined by points, lists by "; ", nothing for null.

    >>> flatten({"Party": "Labour", "meta": {"session": 3, "tags": ["a", "b"]}, "none": None})
    {'party': 'Labour', 'meta.session': '3', 'meta.tags': 'a; b'}
    """
    flat: dict[str, str] = {}
    for key, value in fields.items():
        name = prefix + str(key).strip().lower()
        if isinstance(value, Mapping):
            flat |= flatten(value, f"{name}.")
        elif (string := _as_string(value)) and name:
            flat[name] = string
    return flat


def _as_string(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(string for item in value if (string := _as_string(item)))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {string}" for name, string in flatten(value).items())
    return "" if value is None else str(value).strip()


def parse_sources(data: bytes, where: str) -> dict[str, dict[str, str]]:
    """The tables of a `sources.toml`."""
    try:
        tables = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CorpusError(f"{where}: not valid TOML in UTF-8: {error}") from error
    except RecursionError as error:
        raise CorpusError(f"{where}: lists lie too deep in one another") from error
    return {name: flatten(table) for name, table in tables.items() if isinstance(table, dict)}


def parse_table(data: bytes, where: str) -> dict[str, dict[str, str]]:
    """The rows of a `metadata.csv` by their key."""
    text, _ = decode(data, where)
    rows = csv.DictReader(text.splitlines(keepends=True))
    try:
        return dict(_keyed(rows))
    except csv.Error as error:
        raise CorpusError(f"{where}, line {rows.line_num}: not valid CSV: {error}") from error


def _keyed(rows: "csv.DictReader[str]") -> Iterator[tuple[str, dict[str, str]]]:
    columns = {name.strip().lower(): name for name in rows.fieldnames or ()}
    key = next((columns[name] for name in KEYS if name in columns), next(iter(columns.values()), ""))
    for row in rows:
        if about := row.pop(key, None):
            yield about.strip(), flatten({name: value for name, value in row.items() if name})
