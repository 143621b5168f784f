"""One file -> its documents, by the reader of its format; a reader is imported when it is needed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module

from analysis.corpus.decoding import garbled
from analysis.corpus.manifesto import is_manifesto
from analysis.corpus.parlamint import is_lines
from analysis.corpus.reading import CorpusFile, Located, Options
from analysis.corpus.refusals import PACKING, UnreadableError

Reader = Callable[[CorpusFile, Options], Iterator[Located]]

READERS = {
    "": "plain_text.read_plain",
    ".txt": "plain_text.read_plain",
    ".text": "plain_text.read_plain",
    ".md": "plain_text.read_plain",
    ".markdown": "plain_text.read_plain",
    ".vtt": "subtitles.read_captions",
    ".webvtt": "subtitles.read_captions",
    ".srt": "subtitles.read_captions",
    ".csv": "tabular.read_csv",
    ".tsv": "tabular.read_csv",
    ".tab": "tabular.read_csv",
    ".json": "jsonlines.read_json",
    ".jsonl": "jsonlines.read_jsonl",
    ".ndjson": "jsonlines.read_jsonl",
    ".parquet": "columnar.read_parquet",
    ".xlsx": "excel.read_xlsx",
    ".xml": "tei.read_tei",
    ".conllu": "conllu.read_conllu",
    ".vrt": "vrt.read_vrt",
    ".vert": "vrt.read_vrt",
    ".html": "pages.read_html",
    ".htm": "pages.read_html",
    ".docx": "word.read_docx",
    ".odt": "word.read_odt",
    ".rtf": "rich.read_rtf",
    ".pdf": "pages.read_pdf",
}
"""Suffix -> module and function. A single file with another suffix is read as plain text."""


def read_file(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield the documents of one file; raise UnreadableError for whatever the file holds instead."""
    try:
        yield from _noted(_bounded(_documents(file, options), options), options)
    except RecursionError as error:
        raise UnreadableError(file.path, "nested too deeply") from error
    except MemoryError as error:
        raise UnreadableError(file.path, "does not fit into memory; split it") from error
    except UnicodeError as error:
        raise UnreadableError(file.path, f"not in the encoding it should have ({error})") from error
    except PACKING as error:
        raise UnreadableError(file.path, f"damaged compressed data ({error})") from error
    except OSError as error:
        raise UnreadableError(file.path, f"cannot be read ({error.strerror or error})") from error


def _documents(file: CorpusFile, options: Options) -> Iterator[Located]:
    """What the reader of a file gives; one of a folder without any text is named (XML lists persons)."""
    heard = False

    def skip(where: str, reason: str) -> None:
        nonlocal heard
        heard = True
        options.skip(where, reason)

    own = replace(options, skip=skip)
    for located in _reader(file, own)(file, own):
        heard = True
        yield located
    if not (heard or options.strict or file.suffix == ".xml"):
        options.skip(file.path, "holds no text")


def _bounded(found: Iterator[Located], options: Options) -> Iterator[Located]:
    """The documents that are not longer than may be."""
    for where, document in found:
        if len(document.text) <= options.limits.longest:
            yield where, document
        else:
            options.broken(where, options.limits.too_long(len(document.text)))


def _noted(found: Iterator[Located], options: Options) -> Iterator[Located]:
    """The documents; the first of a file that was decoded wrongly before it was saved is noted."""
    noted = False
    for where, document in found:
        if not noted and (sign := garbled(document.text)):
            options.note(
                where,
                f"looks like UTF-8 that was once decoded as Windows-1252 (mojibake, as in {sign}); "
                "read as it stands; mend it where it comes from",
            )
            noted = True
        yield where, document


def _reader(file: CorpusFile, options: Options) -> Reader:
    if file.suffix not in READERS and not options.strict:
        known = " ".join(suffix for suffix in READERS if suffix)
        raise UnreadableError(file.path, f"format {file.suffix} is not read; formats of a corpus: {known}")
    name = READERS.get(file.suffix, READERS[""])
    if file.suffix == ".txt" and is_lines(file):
        name = "parlamint.read_lines"
    if file.suffix == ".csv" and is_manifesto(file):
        name = "manifesto.read_manifesto"
    module, function = name.split(".")
    reader: Reader = getattr(import_module(f"analysis.corpus.{module}"), function)
    return reader
