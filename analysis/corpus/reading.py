"""What the readers of all formats share: the file, the options, and how trouble is named."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from analysis.base.records import Document
from analysis.corpus.limits import USUAL, Limits
from analysis.corpus.refusals import Skip, UnreadableError, ignore
from analysis.corpus.sources_beside import Beside

Located = tuple[str, Document]
"""A document and the place where it was found: a path, or a path and a line."""

Note = Callable[[str, str], None]
"""Called with the place and what was done to whatever is read, but not as it stands."""

OnRead = Callable[[int], None]
"""Called with the number of bytes each time some are read."""

Stream = io.BufferedReader
"""Bytes of a file, a packed file or a member of an archive; `peek` looks at them before they are read."""

Opener = Callable[[], Stream]


HOW_TEXTS_ARE_READ: Final = ("text_column", "id_column", "encoding", "name_fields", "turns")
"""What `read_corpus` can be told of how files become texts: options, study keys, parameters of notebooks."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to read, column names in lower case, and what to do with what cannot be read."""

    text_column: str = "text"
    id_column: str | None = None
    encoding: str | None = None
    name_fields: str | None = None
    limits: Limits = USUAL
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
    beside: Beside
    metadata: Mapping[str, str] = field(default_factory=dict)

    def read(self, limits: Limits, most: int | None = None) -> bytes:
        """All bytes of the file, of which there may be `most`, else what the limits allow a whole file."""
        most = limits.whole if most is None else most
        with self.open() as stream:
            data = stream.read(most + 1)
        if len(data) > most:
            raise UnreadableError(self.path, limits.too_large("the file", most))
        return data
