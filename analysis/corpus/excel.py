"""Excel -> documents, row by row of one sheet: the first that is seen and has a column for the text."""

import io
import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import chain, islice, repeat
from typing import Any

from analysis.corpus.parts import check_parts, open_parts
from analysis.corpus.reading import CorpusFile, Located, Options
from analysis.corpus.refusals import UnreadableError
from analysis.corpus.rows import Row, documents
from analysis.corpus.text_columns import ABOVE, column_names, header_at, name_of

_KIND = "an Excel file (.xlsx)"
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s")
_PIECE = 1 << 20


def read_xlsx(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield one document a row of a sheet; its first row, or one below a title, names the columns."""
    yield from documents(file, _rows(file, options), options)


def _rows(file: CorpusFile, options: Options) -> Iterator[Row]:
    openpyxl = _openpyxl(file)
    data = file.read(options.limits)
    with open_parts(file, data, _KIND) as parts:
        check_parts(file, parts, options.limits.whole, options.limits)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what a file says of its size may be wrong, or a million rows
        yield from _sheet_rows(file, _sheet(file, book.worksheets, options), options)
    except UnreadableError:
        raise
    except Exception as error:  # openpyxl raises whatever the damage leads to
        raise UnreadableError(file.path, f"not {_KIND} that can be read ({error})") from error


def _openpyxl(file: CorpusFile) -> Any:
    try:
        return import_module("openpyxl")
    except ImportError as error:
        missing = "Excel files are read with openpyxl, which is not installed"
        advice = "save the sheet as CSV, or install it: pip install 'hedgerow[corpora]'"
        raise UnreadableError(file.path, f"{missing}; {advice}") from error


def _sheet(file: CorpusFile, sheets: Sequence[Any], options: Options) -> Any:
    """The sheet that is read; said, if there are others."""
    if not sheets:
        raise UnreadableError(file.path, "an Excel file without a sheet of cells")
    seen = [sheet for sheet in sheets if sheet.sheet_state == "visible"] or list(sheets)
    chosen = next((sheet for sheet in seen if _has_text(sheet, options)), seen[0])
    if len(sheets) > 1:
        others = [
            f"{sheet.title!r}" + (" (hidden)" if sheet.sheet_state != "visible" else "")
            for sheet in sheets
            if sheet is not chosen
        ]
        options.note(file.path, f"the sheet {chosen.title!r} is read; not read: {', '.join(others)}")
    return chosen


def _has_text(sheet: Any, options: Options) -> bool:
    return any(options.text_column in map(name_of, row) for row in _head(sheet.iter_rows(values_only=True)))


def _is_merged(sheet: Any) -> bool:
    """Whether cells of a sheet are merged, which its file says behind them."""
    end = b""
    with sheet._get_source() as stream:
        while piece := stream.read(_PIECE):
            if _MERGED.search(end + piece):
                return True
            end = piece[-32:]
    return False


def _head(rows: Iterator[Sequence[Any]]) -> list[Sequence[Any]]:
    return list(islice(rows, ABOVE + 1))


def _sheet_rows(file: CorpusFile, sheet: Any, options: Options) -> Iterator[Row]:
    rows = sheet.iter_rows(values_only=True)
    head = _head(rows)
    at = header_at(head, options.text_column)
    if _is_merged(sheet):
        options.note(file.path, f"{sheet.title!r} has merged cells; their value is that of the first of them")
    names = column_names(head[at] if head else (), file, options)
    for number, cells in enumerate(chain(head[at + 1 :], rows), start=at + 2):
        if any(cell is not None for cell in cells):
            yield f"{file.path}, row {number}", dict(zip(names, chain(cells, repeat(None)), strict=False))
