"""A file of a corpus as a stream of characters or lines, read piece by piece within limits."""

import io
from collections.abc import Iterator
from functools import partial
from typing import TextIO

from analysis.corpus.decoding import HEAD, check_is_text, choose_encoding
from analysis.corpus.limits import Limits
from analysis.corpus.reading import CorpusFile
from analysis.corpus.refusals import UnreadableError


def open_text(file: CorpusFile, encoding: str | None, newline: str) -> io.TextIOWrapper:
    """A file as a stream of characters; `mend` each piece of text that is taken from it."""
    stream = file.open()
    head = stream.peek(HEAD)
    encoding = choose_encoding(head, encoding)
    if encoding.startswith("utf-8"):
        try:
            check_is_text(head, file.path)
        except UnreadableError:
            stream.close()
            raise
    return io.TextIOWrapper(stream, encoding, "surrogateescape", newline)


def lines(stream: TextIO, where: str, limits: Limits) -> Iterator[str]:
    """The lines of a file that cannot be read further if one of them is too long for the memory."""
    for number, line in enumerate(iter(partial(stream.readline, limits.line), ""), start=1):
        if len(line) == limits.line and not line.endswith("\n"):
            reason = limits.too_long(limits.line, "characters or more")
            raise UnreadableError(f"{where}, line {number}", reason)
        yield line
