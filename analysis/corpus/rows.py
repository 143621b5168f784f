"""Rows of a table or of JSON -> documents: one column is the text, one may be the id, the rest metadata."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from analysis.corpus.decoding import mend
from analysis.corpus.metadata import flatten
from analysis.corpus.reading import CorpusFile, Located, Options, UnreadableError
from analysis.records import Document

ID_COLUMNS = ("doc_id", "id")
"""Columns that hold the id of a document unless another is named."""

Row = tuple[str, Mapping[str, Any]]
"""The place of a row ("a.csv, line 7") and its cells by column."""


def documents(file: CorpusFile, rows: Iterable[Row], options: Options) -> Iterator[Located]:
    """Yield one document a row. Without an id of its own a row is called by its file and its number."""
    noted = False
    for number, (where, row) in enumerate(rows, start=1):
        cells = {str(name).strip().lower(): value for name, value in row.items()}
        for column, option in ((options.text_column, "--text-column"), (options.id_column, "--id-column")):
            if number == 1 and column and column not in cells:
                raise UnreadableError(file.path, _no_column(column, row, option))
        text = cells.pop(options.text_column, None)
        if text is None or text == "" or (isinstance(text, str) and text.isspace()):
            options.skip(where, "empty text")
        elif not isinstance(text, str):
            options.broken(where, f"column {options.text_column!r} holds no text but {text!r:.40}")
        else:
            document = _document(file, number, text, cells, options)
            if not noted and "encoding" in document.metadata and "encoding" not in cells:
                options.note(where, "not UTF-8, read as cp1252; if that is wrong, name its encoding")
                noted = True
            yield where, document


def _no_column(name: str, row: Mapping[str, Any], option: str) -> str:
    return f"no column {name!r}; the columns are: {', '.join(map(str, row))} (choose one with {option})"


def _document(file: CorpusFile, number: int, text: str, cells: dict[str, Any], options: Options) -> Document:
    id_columns = (options.id_column,) if options.id_column else ID_COLUMNS
    named = next((column for column in id_columns if cells.get(column) not in (None, "")), None)
    id = f"{file.id}-{number}" if named is None else str(cells.pop(named))
    text, mended = mend(text)
    fields = {mend(name)[0]: mend(value)[0] for name, value in flatten(cells).items()}
    noted = {"encoding": "utf-8 with cp1252"} if mended else {}
    return Document(mend(id)[0], text, {**file.metadata, **fields, **noted})
