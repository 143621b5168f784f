"""What the readers of all formats share: the file, the options, and how trouble is named."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.errors import CorpusError
from analysis.records import Document

if TYPE_CHECKING:
    from analysis.corpus.beside import Beside

Located = tuple[str, Document]
"""A document and the place where it was found: a path, or a path and a line."""

Skip = Callable[[str, str], None]
"""Called with the place and the reason of whatever is left out."""


Note = Callable[[str, str], None]
"""Called with the place and what was done to whatever is read, but not as it stands."""

OnRead = Callable[[int], None]
"""Called with the number of bytes each time some are read."""

Stream = io.BufferedReader
"""Bytes of a file, a packed file or a member of an archive; `peek` looks at them before they are read."""

Opener = Callable[[], Stream]


LONGEST = 15_000_000
"""Characters of one document; its annotations are in memory together, about 30 times its size."""


def too_long(length: int, unit: str = "characters") -> str:
    """The reason why a document of such a length is not read, and what to do."""
    return f"{length:,} {unit} in one document; split it so that none has more than {LONGEST:,} characters"


def ignore(_where: str, _reason: str) -> None:
    """Take no note of what is skipped."""


class UnreadableError(CorpusError):
    """One file, or one row of it, cannot be read: fatal as the only input, a skip inside a folder."""

    def __init__(self, where: str, reason: str) -> None:
        self.where = where
        self.reason = " ".join(reason.split())
        super().__init__(f"{where}: {self.reason}")


@dataclass(frozen=True, slots=True)
class Options:
    """How to read, column names in lower case, and what to do with what cannot be read."""

    text_column: str = "text"
    id_column: str | None = None
    encoding: str | None = None
    name_fields: str | None = None
    strict: bool = True
    skip: Skip = ignore
    note: Note = ignore

    def broken(self, where: str, reason: str) -> None:
        """A damaged row: an error in a file that is read for itself, a reported skip in a folder."""
        if self.strict:
            raise UnreadableError(where, reason)
        self.skip(where, reason)


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """One file of a corpus, on disk or in an archive.

    `path` is what messages show, `id` the relative path without suffix, `suffix` the format in lower
    case without `.gz`, `metadata` what is declared about the file beside it, `beside` the files there.
    """

    path: str
    id: str
    suffix: str
    open: Opener
    beside: "Beside"
    metadata: Mapping[str, str] = field(default_factory=dict)

    def read(self, most: int = -1) -> bytes:
        """All bytes of the file, or the first of them."""
        with self.open() as stream:
            return stream.read(most)
