"""Manifesto Project: a table with a quasi-sentence a row, called PARTY_YYYYMM.csv -> one document.

Where a quasi-sentence ends a sentence the line ends too; headings, which have no code (NA, H), are
paragraphs. Party and month come from the name of the file. `cmp_code` holds the code of each
quasi-sentence, in order, and `segments` how many there are.
"""

import csv
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from analysis.base.records import Document
from analysis.corpus.decoding import mend
from analysis.corpus.reading import CorpusFile, Located, Options
from analysis.corpus.refusals import UnreadableError
from analysis.corpus.text_streams import open_text
from analysis.language.regex import regex

if TYPE_CHECKING:
    from _csv import Reader as _Lines

_NAME = regex(r"\d{4,6}_\d{6}")
_CODES = "cmp_code"
_TEXTS = ("text", "content")
_END = regex(r"[.!?…][\"'’”)]*$")
_HEAD = 4096
_HEADINGS = ("", "NA", "H", "nan")
_MISSING = "NA"


def is_manifesto(file: CorpusFile) -> bool:
    """Whether a table is called and has columns as those of the Manifesto Project."""
    if not _NAME.fullmatch(PurePosixPath(file.id).name):
        return False
    with file.open() as stream:
        lines = stream.read(_HEAD).decode("utf-8-sig", "replace").splitlines()
    columns = {name.strip(' "').lower() for line in lines[:1] for name in line.split(",")}
    return _CODES in columns and not set(_TEXTS).isdisjoint(columns)


def read_manifesto(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield the one document of the table."""
    with open_text(file, options.encoding, newline="") as stream:
        lines = csv.reader(stream, strict=True)
        try:
            names = [name.strip().lower() for name in next(lines)]
            rows = list(_rows(file, names, lines, options))
        except csv.Error as error:
            raise UnreadableError(
                f"{file.path}, line {lines.line_num}", f"not valid CSV ({error})"
            ) from error
    if not rows:
        raise UnreadableError(file.path, "no text in it; each row must hold a quasi-sentence")
    codes = {"segments": str(len(rows)), "cmp_code": "; ".join(code or _MISSING for _, code in rows)}
    yield file.path, Document(file.id, _joined(rows), {**file.metadata, **codes})


def _rows(file: CorpusFile, names: list[str], lines: "_Lines", options: Options) -> Iterator[tuple[str, str]]:
    """The quasi-sentences, as long as a document may be."""
    length = 0
    for cells in lines:
        if row := _row(f"{file.path}, line {lines.line_num}", names, cells, options):
            length += len(row[0]) + 1
            if length > options.limits.longest:
                raise UnreadableError(file.path, options.limits.too_long(length, "characters or more"))
            yield row


def _row(where: str, names: list[str], cells: list[str], options: Options) -> tuple[str, str] | None:
    """The words of a quasi-sentence and its code; None for an empty row."""
    if not cells:
        return None
    if len(cells) != len(names):
        options.broken(where, f"{len(cells)} cells where the header has {len(names)}")
        return None
    row = dict(zip(names, cells, strict=True))
    text = next((row[name] for name in _TEXTS if name in row), "")
    return (" ".join(mend(text)[0].split()), row.get(_CODES, "").strip()) if text.strip() else None


def _joined(rows: list[tuple[str, str]]) -> str:
    """Quasi-sentences in sentences, headings as paragraphs."""
    pieces = [rows[0][0]]
    for (_, before), (text, code) in pairwise(rows):
        if before in _HEADINGS or code in _HEADINGS:
            pieces.append("\n\n")
        else:
            pieces.append("\n" if _END.search(pieces[-1]) else " ")
        pieces.append(text)
    return "".join(pieces)
