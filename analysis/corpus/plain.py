"""A plain text file -> one document; line ends stay as they are."""

from collections.abc import Iterator

from analysis.corpus.decoding import decode
from analysis.corpus.metadata import from_name, header
from analysis.corpus.reading import LONGEST, CorpusFile, Located, Options, UnreadableError, too_long
from analysis.records import Document

_MOST = 4 * LONGEST
"""Bytes that are read of a file; more cannot be a text of `LONGEST` characters in any encoding."""


def read_plain(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield the text of the file; an encoding other than UTF-8 is noted in its metadata."""
    data = file.read(_MOST + 1)
    if len(data) > _MOST:
        raise UnreadableError(file.path, too_long(_MOST, "bytes or more"))
    text, encoding = decode(data, file.path, options.encoding)
    if not text or text.isspace():
        raise UnreadableError(file.path, "empty file; there is nothing to annotate")
    fields, body_start = header(text)
    metadata = {**from_name(file.id, options.name_fields), **fields, **file.metadata}
    if encoding != "utf-8":
        options.note(file.path, f"read as {encoding}; if that is wrong, name its encoding")
        metadata["encoding"] = encoding
    yield file.path, Document(file.id, text, metadata, body_start)
