"""Blocks of text, as pages, Word files and rich text give them -> one document, a blank line between them."""

import re
from collections.abc import Iterable

from analysis.base.records import Document
from analysis.corpus.decoding import mend
from analysis.corpus.reading import CorpusFile, Located
from analysis.corpus.refusals import UnreadableError

_GAP = re.compile(r"\n{3,}")


def close_up(text: str) -> str:
    """The text with at most one blank line in a row."""
    return _GAP.sub("\n\n", text)


def paragraphs(blocks: Iterable[str]) -> list[str]:
    """Blocks with plain white space: blanks in a row are one, line breaks stay.

    >>> paragraphs(["  We   may ", "wait,\\n  or not"])
    ['We may', 'wait,\\nor not']
    """
    return [
        close_up("\n".join(" ".join(line.split()) for line in block.strip().split("\n"))) for block in blocks
    ]


def as_set(block: str) -> str:
    """A block whose lines lie on the page as they were typed: only what stands behind them goes."""
    return "\n".join(line.rstrip() for line in block.split("\n")).strip("\n")


def page_document(file: CorpusFile, paragraphs: Iterable[str], metadata: dict[str, str]) -> Located:
    """The document of a file that is one text."""
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    if not text:
        raise UnreadableError(file.path, "no text in it; a scan must be read by OCR first")
    return file.path, Document(file.id, mend(text)[0], {**metadata, **file.metadata})
