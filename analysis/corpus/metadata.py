"""What is known about a text beyond its words; every value is a string, every key in lower case.

`metadata.csv` and `sources.toml` beside the files are keyed by file name, by path below the folder, or by
document id, and win over all that the files say (`describing.py` tells the rest):

    ["2025-05-09-vance-walk-away.txt"]
    title = "..."
    speakers = ["JD Vance"]
"""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from analysis.base.errors import CorpusError
from analysis.corpus.decoding import decode

SOURCES = "sources.toml"
TABLE = "metadata.csv"
KEYS = ("doc_id", "id", "file", "filename", "file_name", "fileid", "path", "name")
"""Columns of `metadata.csv` that may say which text a row is about; else the first column does."""

Declared = Mapping[str, Mapping[str, str]]
"""Metadata by file name, path or document id."""


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
