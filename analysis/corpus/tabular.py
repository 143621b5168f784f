"""CSV and TSV -> documents, row by row; the delimiter is the one that sets off the text column."""

import csv
from collections.abc import Iterator
from typing import TextIO

from analysis.corpus.decoding import open_text
from analysis.corpus.reading import CorpusFile, Located, Options, UnreadableError
from analysis.corpus.rows import Row, documents

DELIMITERS = ",;\t|"
_LONGEST_FIELD = 2**31 - 1


def read_csv(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield one document a row of a table with a header line; quotation marks inside a cell are doubled."""
    csv.field_size_limit(_LONGEST_FIELD)
    with open_text(file, options.encoding, newline="") as stream:
        yield from documents(file, _rows(file, stream, options), options)


def _rows(file: CorpusFile, stream: TextIO, options: Options) -> Iterator[Row]:
    header, delimiter = _header(file, stream, options)
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    while True:
        where = f"{file.path}, line {reader.line_num + 2}"
        try:
            cells = next(reader, None)
        except csv.Error as error:
            options.broken(where, f"not valid CSV ({error}); a quotation mark inside a cell is doubled")
            continue
        if cells is None:
            return
        if len(cells) == len(header):
            yield where, dict(zip(header, cells, strict=True))
        elif cells:
            wanted = f"{len(cells)} cells where the header has {len(header)}"
            options.broken(where, f"{wanted}; is a cell with {delimiter!r} not quoted?")


def _header(file: CorpusFile, stream: TextIO, options: Options) -> tuple[list[str], str]:
    line = stream.readline()
    if not line.strip():
        raise UnreadableError(file.path, "empty file; the first line must name the columns")
    preferred = "\t" + DELIMITERS if file.suffix in (".tsv", ".tab") else DELIMITERS
    splits = [(next(csv.reader([line], delimiter=delimiter)), delimiter) for delimiter in preferred]
    for names, delimiter in splits:
        if options.text_column in (name.strip().lower() for name in names):
            return names, delimiter
    return max(splits, key=lambda split: len(split[0]))
