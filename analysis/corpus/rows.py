"""Rows of a table or of JSON -> documents: one column is the text, one may be the id, the rest metadata."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from analysis.base.records import Document
from analysis.corpus.decoding import mend
from analysis.corpus.metadata import flatten
from analysis.corpus.reading import CorpusFile, Located, Options
from analysis.corpus.text_columns import ID_COLUMNS, column_names, no_column, text_column

Row = tuple[str, Mapping[str, Any]]
"""The place of a row ("a.csv, line 7") and its cells by column."""

_BYTES = re.compile("[\udc80-\udcff]")
"""Bytes that were not UTF-8, as they stand until they are mended."""
_NO_TEXT = frozenset(
    (
        *("NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "null", "NULL", "None", "nil"),
        *("[deleted]", "[removed]"),
    )
)
"""What programs and archives write where there is no text."""


def documents(file: CorpusFile, rows: Iterable[Row], options: Options) -> Iterator[Located]:
    """Yield one document a row. Without an id of its own a row is called by its file and its number."""
    noted = False
    column = options.text_column
    for number, (where, row) in enumerate(rows, start=1):
        cells = {str(name).strip().lower(): value for name, value in row.items()}
        if len(cells) < len(row):
            names = column_names(row, file, options)
            cells = dict(zip(map(str.lower, names), row.values(), strict=True))
        if number == 1:
            column = text_column(cells, file, options)
        for name, option in ((column, "--text-column"), (options.id_column, "--id-column")):
            if number == 1 and name and name not in cells:
                raise no_column(file.path, name, row, option)
        text = cells.pop(column, None)
        if reason := _no_text(text):
            options.skip(where, reason)
        elif not isinstance(text, str):
            options.broken(where, f"column {column!r} holds no text but {text!r:.40}")
        elif document := _document(file, (where, number), text, cells, options):
            if not noted and "encoding" in document.metadata and "encoding" not in cells:
                options.note(where, "not UTF-8, read as cp1252; if that is wrong, name its encoding")
                noted = True
            elif not noted and document.text != text and "encoding" not in cells:
                options.note(where, "holds half characters (lone surrogates), read as U+FFFD")
                noted = True
            yield where, document


def _no_text(text: Any) -> str | None:
    """The reason why a row has no text, if it has none."""
    if text is None or text != text or text == "" or (isinstance(text, str) and text.isspace()):
        return "empty text"
    if isinstance(text, str) and len(text) < 16 and text.strip() in _NO_TEXT:
        return f"no text but {text.strip()!r}, which stands for a missing one"
    return None


def _document(
    file: CorpusFile, place: tuple[str, int], text: str, cells: dict[str, Any], options: Options
) -> Document | None:
    """The document of a row; none, told to the options, where its fields go too deep."""
    where, number = place
    id_columns = (options.id_column,) if options.id_column else ID_COLUMNS
    named = next((column for column in id_columns if cells.get(column) not in (None, "")), None)
    id = f"{file.id}-{number}" if named is None else str(cells.pop(named))
    mended = bool(_BYTES.search(text))
    text, _ = mend(text)
    try:
        fields = {mend(name)[0]: mend(value)[0] for name, value in flatten(cells).items()}
    except RecursionError:
        options.broken(where, "its fields are nested too deeply")
        return None
    noted = {"encoding": "utf-8 with cp1252"} if mended else {}
    return Document(mend(id)[0], text, {**file.metadata, **fields, **noted})
