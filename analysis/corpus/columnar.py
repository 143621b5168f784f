"""Parquet and Excel -> documents, row by row; of Parquet a few pages a column are held in memory."""

import io
from collections.abc import Iterator
from importlib import import_module
from typing import Final

from analysis.corpus.reading import CorpusFile, Located, Options, UnreadableError
from analysis.corpus.rows import Row, documents

_BATCH = 128
"""Rows that are turned into documents together."""
_READ: Final = 1 << 20
"""Bytes of a column that are read at a time, so that not even one group of rows must fit into memory."""


def read_parquet(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield one document a row."""
    import pyarrow as pa

    try:
        yield from documents(file, _rows(file), options)
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise UnreadableError(file.path, "not a readable Parquet file") from error


def _rows(file: CorpusFile) -> Iterator[Row]:
    import pyarrow.parquet as pq

    with file.open() as stream:
        source = stream if stream.seekable() else io.BytesIO(stream.read())
        with pq.ParquetFile(source, pre_buffer=False, buffer_size=_READ) as table:
            rows = (row for batch in table.iter_batches(_BATCH) for row in batch.to_pylist())
            for number, row in enumerate(rows, start=1):
                yield f"{file.path}, row {number}", row


def read_xlsx(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield one document a row of the first sheet; its first row names the columns."""
    yield from documents(file, _sheet(file), options)


def _sheet(file: CorpusFile) -> Iterator[Row]:
    try:
        openpyxl = import_module("openpyxl")
    except ImportError as error:
        missing = "Excel files are read with openpyxl, which is not installed"
        raise UnreadableError(file.path, f"{missing}; save the sheet as CSV, or install openpyxl") from error
    try:
        book = openpyxl.load_workbook(io.BytesIO(file.read()), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(values_only=True)
        names = [str(name) for name in next(rows, ()) if name is not None]
        for number, cells in enumerate(rows, start=2):
            if any(cell is not None for cell in cells):
                yield f"{file.path}, row {number}", dict(zip(names, cells, strict=False))
    except Exception as error:  # openpyxl raises whatever the damage leads to
        raise UnreadableError(file.path, f"not a readable Excel file ({error})") from error
