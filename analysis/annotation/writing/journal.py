"""The finished records of a run that is still going on, kept beside the output so that it can be resumed.

`OUT.partial` is a text file: a first line with the digest of the settings, then one line a document:
digest of the document, number of its words, record as JSON, with tabs between. For a document that could
not be annotated there is a minus sign and, as JSON, its id and the reason. A line that was cut off by a
kill is cut away on resuming.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from analysis.annotation.notes.noted import Noted, noted_in
from analysis.base.errors import OutputError
from analysis.base.records import Document
from analysis.corpus.digest import document_digest

_FAILED = b"-"


class Done(NamedTuple):
    """One finished document: its digest, the number of its words, its record as a line of JSON.

    `words` is None for one that could not be annotated; the line then says its id and the reason. `notes` are
    those of its record (`analysis.annotation.notes.noted.Noted.record`).
    """

    digest: str
    words: int | None
    line: bytes
    notes: Mapping[str, Any] | None = None


def journal_path(output: Path) -> Path:
    """Where the journal of an output file lies."""
    return output.parent / f"{output.name}.partial"


class Journal:
    """The journal of one output file: deleted when its block ends well, kept when it holds something."""

    def __init__(self, output: Path, settings: str, *, resume: bool) -> None:
        self.path = journal_path(output)
        self.documents = 0
        self.words = 0
        self.failed: list[tuple[str, str]] = []
        """The documents that could not be annotated, each with the reason."""
        self.noted = Noted()
        """The notes of those that could."""
        self._header = f"hedgerow {settings}\n".encode()
        if output.is_dir():
            raise OutputError(f"{output}: is a folder; give the name of a file")
        try:
            output.parent.mkdir(parents=True, exist_ok=True)
            self.resumed = resume and self.path.exists()
            self._file = self.path.open("r+b" if self.resumed else "w+b")
        except OSError as error:
            raise OutputError(f"{output}: cannot be written ({error.strerror})") from error
        if not self.resumed:
            self._file.write(self._header)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        with suppress(OSError):
            self._file.close()
        if kind is None or not (self.documents or self.resumed):
            self.path.unlink(missing_ok=True)

    def skip_done(self, documents: Iterator[Document]) -> None:
        """Move `documents` past those that are finished; refuse if they or the settings have changed."""
        if not self.resumed:
            return
        if self._file.readline() != self._header:
            raise self._changed(
                "it was made with another version, other lexicons, another reader or other speakers"
            )
        end = self._file.tell()
        while (line := self._file.readline()).endswith(b"\n"):
            digest, words, record = line.split(b"\t", 2)
            document = next(documents, None)
            if document is None or document_digest(document).encode() != digest:
                number = self.documents + len(self.failed) + 1
                raise self._changed(f"document {number} of the corpus has changed since")
            self._count(None if words == _FAILED else int(words), record)
            self.noted.merge({} if words == _FAILED else noted_in(json.loads(record)))
            end += len(line)
        self._file.seek(end)
        self._file.truncate()

    def _changed(self, reason: str) -> OutputError:
        return OutputError(f"{self.path}: cannot be resumed: {reason}; start anew without --resume")

    def add(self, done: Done) -> None:
        """Keep one more finished document."""
        try:
            words = _FAILED if done.words is None else b"%d" % done.words
            self._file.write(b"%s\t%s\t%s" % (done.digest.encode(), words, done.line))
            self._file.flush()  # out of reach of a kill
        except OSError as error:
            raise OutputError(f"{self.path}: cannot be written ({error.strerror})") from error
        self._count(done.words, done.line)
        self.noted.merge(done.notes or {})

    def _count(self, words: int | None, line: bytes) -> None:
        if words is None:
            id, reason = json.loads(line)
            self.failed.append((id, reason))
        else:
            self.documents += 1
            self.words += words

    def lines(self) -> Iterator[bytes]:
        """All records from the first to the last, as lines of JSON."""
        self._file.seek(len(self._header))
        for line in self._file:
            _, words, record = line.split(b"\t", 2)
            if words != _FAILED:
                yield record
