"""A plain text file -> one document; line ends stay as they are."""

from collections.abc import Iterator

from analysis.base.records import Document
from analysis.corpus.decoding import decode
from analysis.corpus.reading import CorpusFile, Located, Options
from analysis.corpus.refusals import UnreadableError
from analysis.corpus.rich import RTF, rich_document


def read_plain(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield the text of the file; an encoding other than UTF-8 is noted in its metadata."""
    data = file.read(options.limits, options.limits.text)
    if data.startswith(RTF):
        options.note(file.path, "rich text (RTF) by its content, read without its control words")
        yield from rich_document(file, data)
        return
    text, encoding = decode(data, file.path, options.encoding)
    if not text or text.isspace():
        raise UnreadableError(file.path, "empty file; there is nothing to annotate")
    metadata = dict(file.metadata)
    if encoding != "utf-8":
        options.note(file.path, f"read as {encoding}; if that is wrong, name its encoding")
        metadata["encoding"] = encoding
    yield file.path, Document(file.id, text, metadata)
