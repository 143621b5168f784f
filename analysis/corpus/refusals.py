"""What cannot be read: how damage shows itself, the error that names it, who is told of what is left out."""

import lzma
import struct
import zlib
from collections.abc import Callable
from gzip import BadGzipFile
from zipfile import BadZipFile

from analysis.base.errors import CorpusError

Skip = Callable[[str, str], None]
"""Called with the place and the reason of whatever is left out."""

PACKING = (EOFError, zlib.error, lzma.LZMAError, BadGzipFile, BadZipFile, struct.error)
"""What reading a packed file raises if it is damaged."""
DAMAGE = (*PACKING, OSError, RuntimeError, ValueError)
"""What opening or reading any file raises if it is damaged, locked, or packed in an unknown way."""


def ignore(_where: str, _reason: str) -> None:
    """Take no note of what is skipped."""


class UnreadableError(CorpusError):
    """One file, or one row of it, cannot be read: fatal as the only input, a skip inside a folder."""

    def __init__(self, where: str, reason: str) -> None:
        self.where = where
        self.reason = " ".join(reason.split())
        super().__init__(f"{where}: {self.reason}")


class NoColumnError(UnreadableError):
    """A table has no column of the name it should have; `likely` is the one that may be meant, or ""."""

    def __init__(self, where: str, reason: str, likely: str = "") -> None:
        super().__init__(where, reason)
        self.likely = likely
