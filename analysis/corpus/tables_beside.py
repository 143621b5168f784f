"""Tables at the root of a corpus that hold no texts but say something of them, joined to them row by row.

`metadata.csv` is keyed by file (`metadata.py`). Any other table is joined by what it shares with the names
of the files: a column with file names or ids, or at least two of country, party, speaker, session, year and
date, one of the first three among them. A text takes the values of the one row that fits it.
"""

import csv
import io
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from zipfile import BadZipFile

from analysis.base.errors import CorpusError
from analysis.corpus.decoding import decode
from analysis.corpus.metadata import TABLE, flatten
from analysis.corpus.sources_beside import Beside

_LONGEST = 64_000_000
"""Bytes of a table that is kept in memory."""
_HEAD = 16_384
"""Bytes that are read to see what columns a table has."""
_IDS = ("doc_id", "id", "doc", "document", "file", "filename", "file_name", "file name", "fileid", "text_id")
_COLUMNS = {
    "id": _IDS,
    "country": ("iso code", "iso_code", "iso", "iso3", "country code", "country_code", "country"),
    **{name: (name,) for name in ("party", "speaker", "session", "year", "date")},
}
"""What texts and tables share -> the columns that may hold it, the best first."""
_OWNERS = {"id", "country", "party", "speaker"}
_CALLED = {
    **dict.fromkeys(
        ("name of person speaking", "speaker name", "speaker_name", "name of speaker"), "speaker"
    ),
    **dict.fromkeys(("post", "position"), "role"),
}

Row = Mapping[str, str]
Key = tuple[tuple[str, str], ...]


@dataclass
class Table:
    """The rows of one table; `shared` says in which column it holds what texts have as well."""

    name: str
    rows: Sequence[Row]
    shared: Mapping[str, str]
    used: int = 0
    _indexes: dict[tuple[str, ...], dict[Key, Row | None]] = field(default_factory=dict)

    def about(self, id: str, known: Mapping[str, str]) -> dict[str, str]:
        """What the one row that fits a text says of it; nothing where none or several fit."""
        for key in self._keys(id, known):
            if row := self._index(tuple(name for name, _ in key)).get(key):
                self.used += 1
                return dict(self._described(row, {self.shared[name] for name, _ in key}))
        return {}

    def _keys(self, id: str, known: Mapping[str, str]) -> Iterator[Key]:
        if "id" in self.shared:
            for one in (PurePosixPath(id).name, id):
                yield (("id", _plain(one)),)
        fields = {"year": known.get("date", "")[:4], **known}
        names = [name for name in self.shared if name != "id" and fields.get(name)]
        if len(names) > 1 and _OWNERS & set(names):
            yield tuple((name, _plain(fields[name])) for name in names)

    def _index(self, names: tuple[str, ...]) -> dict[Key, Row | None]:
        """The rows by some of what they share; None where several have the same."""
        if names not in self._indexes:
            index: dict[Key, Row | None] = {}
            for row in self.rows:
                key = tuple((name, _plain(row.get(self.shared[name], ""))) for name in names)
                index[key] = None if key in index else row
            self._indexes[names] = index
        return self._indexes[names]

    def _described(self, row: Row, keys: set[str]) -> Iterator[tuple[str, str]]:
        """What a row says in columns by which it was not found."""
        for column, value in row.items():
            if value and column not in keys:
                name = _CALLED.get(column, column)
                taken = self.shared.get(name, column) != column
                yield (f"{name}_name" if taken else name), value


def find_tables(beside: Beside, texts: Iterable[str]) -> list[Table]:
    """The tables at the root of a corpus that can be joined; one with a column of `texts` holds texts."""
    tables = []
    for name in beside.names("."):
        if name != TABLE and name.lower().endswith((".csv", ".tsv", ".xlsx")):
            shared = _shared(_columns(beside, name, _HEAD), texts)
            if shared and (rows := _rows(beside, name)):
                tables.append(Table(name, rows, shared))
    return tables


def _shared(columns: Sequence[str], texts: Iterable[str]) -> dict[str, str]:
    """In which columns a table holds what texts have as well; nothing where it cannot be joined."""
    shared = {
        what: next(column for column in holders if column in columns)
        for what, holders in _COLUMNS.items()
        if not set(holders).isdisjoint(columns)
    }
    return shared if _OWNERS & set(shared) and set(texts).isdisjoint(columns) else {}


def _columns(beside: Beside, name: str, size: int) -> list[str]:
    header = next(iter(_cells(beside, name, size)), [])
    return [column.strip().lower() for column in header]


def _rows(beside: Beside, name: str) -> list[Row]:
    """All rows of a table with their columns in lower case."""
    header, *rows = _cells(beside, name, _LONGEST) or [[]]
    columns = [column.strip().lower() for column in header]
    return [dict.fromkeys(columns, "") | flatten(dict(zip(columns, cells, strict=False))) for cells in rows]


def _cells(beside: Beside, name: str, size: int) -> list[list[str]]:
    """The cells of a table, as far as `size` bytes go; none of one that is damaged or much too large."""
    try:
        if name.lower().endswith(".xlsx"):
            return _sheet(beside.read(name, _LONGEST))
        data = beside.read(name, size + 1)
        whole = len(data) <= size
        return _lines(name, data) if whole or size == _HEAD else []
    except (ValueError, OSError, EOFError, RuntimeError, CorpusError, csv.Error, zlib.error, BadZipFile):
        return []


def _lines(name: str, data: bytes) -> list[list[str]]:
    text, _ = decode(data, name)
    first = text.partition("\n")[0]
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t|", key=first.count)))


def _sheet(data: bytes) -> list[list[str]]:
    try:
        import openpyxl
    except ImportError:
        return []
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return [["" if cell is None else str(cell) for cell in row] for row in book.worksheets[0].values]
    except Exception as error:  # openpyxl raises whatever the damage leads to
        raise ValueError(str(error)) from error


def _plain(value: str) -> str:
    """How values are compared: numbers as they are counted, names without their capitals and file endings."""
    return value.strip().removesuffix(".0").removesuffix(".txt").casefold()
