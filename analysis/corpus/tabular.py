"""CSV and TSV -> documents, row by row; the delimiter is the one that sets off the text column."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TextIO

from analysis.corpus.reading import CorpusFile, Located, Options
from analysis.corpus.refusals import UnreadableError
from analysis.corpus.rows import Row, documents
from analysis.corpus.text_columns import ABOVE, column_names, header_at, name_of
from analysis.corpus.text_streams import open_text

DELIMITERS = ",;\t|"
_LONGEST_FIELD = 2**31 - 1
_SAMPLE = 200
"""Lines that are looked at to tell how a table is written."""
_AHEAD = 1 << 16
"""Characters of them."""
_SEPARATOR = re.compile(r"\ufeff?\"?sep=(.)\"?\s*", re.IGNORECASE)
"""A first line by which Excel is told the delimiter."""
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


class _TooLongError(Exception):
    """A row is longer than may be; it has been passed over."""


class _Lines:
    """The lines of a table for the `csv` reader: counted, and no more of one row than may be in memory."""

    def __init__(self, stream: TextIO, most: int) -> None:
        self.number = 0
        self.quoted = True
        self._stream = stream
        self._most = most
        self._ahead: list[str] = []
        self._size = 0
        self._quotes = 0

    def ahead(self, count: int) -> list[str]:
        """The next lines, which are still to come; fewer, if they are long."""
        size = sum(map(len, self._ahead))
        while len(self._ahead) < count and size < min(_AHEAD, self._most):
            line = self._stream.readline(self._most)
            if not line:
                break
            size += len(line)
            self._ahead.append(line)
        return self._ahead[:count]

    def begin_row(self) -> None:
        """What comes now is a new row."""
        self._size = self._quotes = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._ahead.pop(0) if self._ahead else self._stream.readline(self._most)
        if not line:
            raise StopIteration
        self.number += 1
        self._size += len(line)
        if self._size < self._most:
            self._quotes += line.count('"')
            return line
        self._pass_over(line)
        raise _TooLongError

    def _pass_over(self, line: str) -> None:
        """Go on to the end of a row; inside quotation marks it goes on over the ends of lines."""
        while line:
            self._quotes += line.count('"')
            ends = line.endswith(("\n", "\r"))
            if ends and not (self.quoted and self._quotes % 2):
                return
            line = self._stream.readline(self._most)
            self.number += ends


@dataclass(frozen=True, slots=True)
class _Dialect:
    """How a table is written: what parts its cells, how many lines stand above the header, quotation."""

    delimiter: str
    above: int
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL

    def reader(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """The cells of each row."""
        return csv.reader(lines, delimiter=self.delimiter, quoting=self.quoting, strict=True)


def read_csv(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield one document a row of a table with a header line; quotation marks inside a cell are doubled.

    A line `sep=;`, blank lines and a title above the header are passed over. Cells of a TSV whose
    quotation marks do not enclose them are taken as they stand.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    with open_text(file, options.encoding, newline="") as stream:
        yield from documents(file, _rows(file, _Lines(stream, options.limits.line), options), options)


def _rows(file: CorpusFile, lines: _Lines, options: Options) -> Iterator[Row]:
    dialect = _dialect(file, lines.ahead(ABOVE + 1), options)
    for _ in range(dialect.above):
        next(lines)
        lines.begin_row()
    try:
        header = next(dialect.reader(lines))
    except (csv.Error, StopIteration, _TooLongError) as error:
        raise UnreadableError(file.path, "the first line does not name the columns of a table") from error
    names = column_names(header, file, options)
    dialect = _with_quotation(dialect, lines.ahead(_SAMPLE), len(names))
    lines.quoted = dialect.quoting != csv.QUOTE_NONE
    for where, cells in _cells(file, dialect, lines, options):
        if len(cells) > len(names) and not any(cells[len(names) :]):
            del cells[len(names) :]
        if len(cells) == len(names):
            yield where, dict(zip(names, cells, strict=True))
        elif cells:
            wanted = f"{len(cells)} cells where the header has {len(names)}"
            options.broken(where, f"{wanted}; is a cell with {dialect.delimiter!r} not quoted?")


def _cells(
    file: CorpusFile, dialect: _Dialect, lines: _Lines, options: Options
) -> Iterator[tuple[str, list[str]]]:
    """The place and the cells of each row that can be parted."""
    reader = dialect.reader(lines)
    while True:
        where = f"{file.path}, line {lines.number + 1}"
        lines.begin_row()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            options.broken(where, f"not valid CSV ({error}); a quotation mark inside a cell is doubled")
        except _TooLongError:
            options.broken(where, options.limits.too_long(options.limits.line, "characters or more"))
        else:
            if cells is None:
                return
            yield where, cells


def _dialect(file: CorpusFile, head: list[str], options: Options) -> _Dialect:
    """The delimiter and the lines above the header, by the first lines of a table."""
    if not any(line.strip() for line in head):
        raise UnreadableError(file.path, "empty file; the first line must name the columns")
    told = _SEPARATOR.fullmatch(head[0])
    preferred = "\t" + DELIMITERS if file.suffix in (".tsv", ".tab") else DELIMITERS
    widest = _Dialect(preferred[0], 0)
    width = 0
    for delimiter in told[1] if told else preferred:
        rows = [next(csv.reader([line], delimiter=delimiter), []) for line in head[bool(told) :]]
        at = header_at(rows, options.text_column)
        dialect = _Dialect(delimiter, at + bool(told))
        header = rows[at] if rows else []
        if options.text_column in map(name_of, header):
            return dialect
        if len(header) > width:
            widest, width = dialect, len(header)
    return widest


def _with_quotation(dialect: _Dialect, sample: list[str], width: int) -> _Dialect:
    """A table parted by tabs has no quoted cells if each line has all cells and some quotes enclose none."""
    if dialect.delimiter != "\t":
        return dialect
    rows = [line.rstrip("\r\n").split("\t") for line in sample if line.strip()]
    stray = any(cell.startswith('"') and not _QUOTED.fullmatch(cell) for row in rows for cell in row)
    plain = stray and all(len(row) == width for row in rows)
    return replace(dialect, quoting=csv.QUOTE_NONE) if plain else dialect
