"""One file -> its documents, by the reader of its format; a reader is imported when it is needed."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from importlib import import_module
from zipfile import BadZipFile

from analysis.corpus.parlamint import is_lines
from analysis.corpus.reading import LONGEST, CorpusFile, Located, Options, UnreadableError, too_long

Reader = Callable[[CorpusFile, Options], Iterator[Located]]

READERS = {
    "": "plain.read_plain",
    ".txt": "plain.read_plain",
    ".text": "plain.read_plain",
    ".csv": "tabular.read_csv",
    ".tsv": "tabular.read_csv",
    ".tab": "tabular.read_csv",
    ".json": "jsonlines.read_json",
    ".jsonl": "jsonlines.read_jsonl",
    ".ndjson": "jsonlines.read_jsonl",
    ".parquet": "columnar.read_parquet",
    ".xlsx": "columnar.read_xlsx",
    ".xml": "tei.read_tei",
    ".conllu": "conllu.read_conllu",
    ".vrt": "vrt.read_vrt",
    ".vert": "vrt.read_vrt",
    ".html": "pages.read_html",
    ".htm": "pages.read_html",
    ".docx": "pages.read_docx",
    ".pdf": "pages.read_pdf",
}
"""Suffix -> module and function. A single file with another suffix is read as plain text."""


def read_file(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield the documents of one file; raise UnreadableError for whatever the file holds instead."""
    try:
        reader = _reader(file, options)
        for where, document in reader(file, options):
            if len(document.text) <= LONGEST:
                yield where, document
            else:
                options.broken(where, too_long(len(document.text)))
    except (EOFError, zlib.error, gzip.BadGzipFile, BadZipFile) as error:
        raise UnreadableError(file.path, f"damaged compressed data ({error})") from error
    except RecursionError as error:
        raise UnreadableError(file.path, "nested too deeply") from error
    except OSError as error:
        raise UnreadableError(file.path, f"cannot be read ({error.strerror or error})") from error


def _reader(file: CorpusFile, options: Options) -> Reader:
    if file.suffix not in READERS and not options.strict:
        known = " ".join(suffix for suffix in READERS if suffix)
        raise UnreadableError(file.path, f"format {file.suffix} is not read; formats of a corpus: {known}")
    name = READERS.get(file.suffix, READERS[""])
    if file.suffix == ".txt" and is_lines(file):
        name = "parlamint.read_lines"
    module, function = name.split(".")
    reader: Reader = getattr(import_module(f"analysis.corpus.{module}"), function)
    return reader
