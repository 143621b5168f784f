"""Parquet -> documents, row by row; a few pages a column are held in memory."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from analysis.corpus.reading import CorpusFile, Located, Options
from analysis.corpus.refusals import UnreadableError
from analysis.corpus.rows import Row, documents
from analysis.corpus.text_columns import column_names

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

_BATCH = 128
"""Rows that are turned into documents together, where they are short."""
_BYTES = 1 << 25
"""Bytes that these rows should not exceed by much."""
_READ: Final = 1 << 20
"""Bytes of a column that are read at a time, so that not even one group of rows must fit into memory."""


def read_parquet(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield one document a row; a date that no calendar holds is left out of its row."""
    import pyarrow as pa

    try:
        yield from documents(file, _rows(file, options), options)
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise UnreadableError(file.path, "not a readable Parquet file") from error


def _rows(file: CorpusFile, options: Options) -> Iterator[Row]:
    import pyarrow.parquet as pq

    with file.open() as stream:
        source = stream if stream.seekable() else io.BytesIO(file.read(options.limits))
        with pq.ParquetFile(source, pre_buffer=False, buffer_size=_READ) as table:
            names = column_names(table.schema_arrow.names, file, options)
            average = _bytes_a_row(file, table, options)
            batches = table.iter_batches(max(1, min(_BATCH, _BYTES // max(1, average))))
            before = 0
            for batch in batches:
                columns = [_values(file, column, before, options) for column in batch.columns]
                for number, cells in enumerate(zip(*columns, strict=True), start=before + 1):
                    yield f"{file.path}, row {number}", dict(zip(names, cells, strict=True))
                before += batch.num_rows


def _bytes_a_row(file: CorpusFile, table: "pq.ParquetFile", options: Options) -> int:
    """The bytes of a row, unpacked, in the group whose rows are longest; an error if it is too long."""
    most = 0
    for index in range(table.metadata.num_row_groups):
        group = table.metadata.row_group(index)
        most = max(most, group.total_byte_size // max(1, group.num_rows))
    if most > options.limits.text:
        raise UnreadableError(file.path, options.limits.too_large("a row of it", options.limits.text))
    return most


def _values(file: CorpusFile, column: "pa.Array", before: int, options: Options) -> list[Any]:
    """The values of a column of a batch; None, and a note, for a date that Python cannot hold."""
    try:
        return list(column.to_pylist())
    except (ValueError, OverflowError):
        rows = enumerate(column, start=before + 1)
        return [_value(cell, f"{file.path}, row {number}", options) for number, cell in rows]


def _value(cell: "pa.Scalar", where: str, options: Options) -> Any:
    try:
        return cell.as_py()
    except (ValueError, OverflowError):
        options.note(where, "a date before the year 1 or after 9999 is left out of its metadata")
        return None
