"""A folder of Parquet parts: what is finished in it, what is not, and that nothing else is there.

    OUT/part-000000.parquet ...   rows as in `parquet.py`; each appears when it is complete
    OUT/manifest.json             written when the run begins, and again, with all parts, when it ends

A part carries the digest of its documents, so a part that is there is a part that is finished, in
whatever order the parts came, and no journal can disagree with it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from analysis.annotation.notes.noted import Noted
from analysis.annotation.speakers import Speakers
from analysis.annotation.writing.manifest import (
    MANIFEST,
    Contents,
    documents_digest,
    manifest_text,
    part_entry,
    part_name,
    read_contents,
    read_manifest,
    run_settings,
)
from analysis.annotation.writing.output import replacing
from analysis.annotation.writing.summary import ChangedError
from analysis.base.errors import OutputError
from analysis.base.records import Document

_PART: Final = re.compile(r"part-(\d{6,})\.parquet")
_LEFT_OVER: Final = re.compile(r"\.(part-\d+\.parquet|manifest\.json)\.\d+\.tmp")
"""What a kill leaves of a file that was being written."""


class PartsFolder:
    """The folder that a run writes to; as it was, if the run ends with an error before a document is kept."""

    def __init__(self, path: Path, speakers: Speakers | None, reader: str, *, resume: bool) -> None:
        self.path = path
        self.documents = 0
        self.words = 0
        self._entries: dict[int, dict[str, Any]] = {}
        self._settings = run_settings(speakers, reader)
        self._is_new = not path.exists()
        names = _names(path)
        self._was_empty = not names
        self._unseen = self._existing(names, resume=resume) if names else set()
        if self._was_empty:
            self._write_manifest(complete=False)

    def _existing(self, names: set[str], *, resume: bool) -> set[int]:
        """The numbers of the parts that are there; a folder that cannot be resumed is refused."""
        if not resume:
            raise OutputError(_refusal(self.path, names))
        numbers = {int(match[1]) for name in names if (match := _PART.fullmatch(name))}
        strange = names - {MANIFEST, *map(part_name, numbers)}
        if strange:
            raise OutputError(f"{self.path / min(strange)}: is no part of annotations; move it elsewhere")
        known = read_manifest(self.path)
        if any(known.get(key) != self._settings.get(key) for key in (*self._settings, "reader")):
            raise self._changed(
                "it was made with another version, other libraries, another reader or other speakers"
            )
        for path in self.path.iterdir():
            if _LEFT_OVER.fullmatch(path.name):
                path.unlink(missing_ok=True)
        return numbers

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if kind is not None and self._was_empty and not self.documents:
            self._remove()

    def _remove(self) -> None:
        """Take away what holds no document, unless a part has come in the moment of the error."""
        empty = {MANIFEST, *map(part_name, self._entries)}
        with suppress(OSError):
            if _names(self.path) - empty:
                return
            for name in empty:
                (self.path / name).unlink(missing_ok=True)
            if self._is_new:
                self.path.rmdir()

    def missing(self, parts: Iterable[list[Document]]) -> Iterator[tuple[int, list[Document]]]:
        """Yield the parts that are still to be made, with their numbers; refuse one that has changed."""
        for number, documents in enumerate(parts):
            if number not in self._unseen:
                yield number, documents
                continue
            self._unseen.remove(number)
            data = (self.path / part_name(number)).read_bytes()
            contents = read_contents(data, self.path / part_name(number))
            if contents.digest != documents_digest(documents):
                raise self._changed(f"the documents of {part_name(number)} have changed since")
            self._count(number, data, contents)

    def _changed(self, reason: str) -> ChangedError:
        return ChangedError(f"{self.path}: cannot be resumed: {reason}; write to another folder")

    def add(self, number: int, data: bytes) -> Contents:
        """Put one finished part in its place."""
        path = self.path / part_name(number)
        contents = read_contents(data, path)
        with replacing(path) as temporary:
            temporary.write_bytes(data)
        return self._count(number, data, contents)

    def _count(self, number: int, data: bytes, contents: Contents) -> Contents:
        self._entries[number] = part_entry(number, data, contents)
        self.documents += contents.documents
        self.words += contents.words
        return contents

    def finish(self, unread: Mapping[str, str], noted: Noted) -> dict[str, str]:
        """Say that all parts are there, what could not be read, and what looks wrong (`noted` and the parts).

        What could not be annotated is returned, by id, with the reason.
        """
        if self._unseen:
            raise self._changed(f"{part_name(min(self._unseen))} lies beyond the end of the corpus")
        for _, part in sorted(self._entries.items()):
            noted.merge(part.get("notes", {}))
        failed = {id: why for _, part in sorted(self._entries.items()) for id, why in part["failed"].items()}
        if failed and not self.documents:
            first = ": ".join(next(iter(failed.items())))
            raise OutputError(f"no document could be annotated; the first: {first}")
        self._write_manifest(complete=True, known={"unread": unread, "notes": noted.record})
        return failed

    def _write_manifest(
        self, *, complete: bool, known: Mapping[str, Mapping[str, Any]] | None = None
    ) -> None:
        entries = [entry for _, entry in sorted(self._entries.items())]
        text = manifest_text(self._settings, entries, complete=complete, known=known or {})
        with replacing(self.path / MANIFEST) as temporary:
            temporary.write_text(text, "utf-8")


def _names(folder: Path) -> set[str]:
    """What is in a folder, without hidden files."""
    try:
        return {path.name for path in folder.iterdir() if not path.name.startswith(".")}
    except FileNotFoundError:
        return set()
    except NotADirectoryError as error:
        raise OutputError(f"{folder}: is a file; give the name of a folder") from error
    except OSError as error:
        raise OutputError(f"{folder}: cannot be read ({error.strerror})") from error


def _refusal(folder: Path, names: set[str]) -> str:
    if MANIFEST in names:
        return f"{folder}: holds annotations already; go on with --resume, or give the name of a new folder"
    return f"{folder}: holds other files ({min(names)}); give the name of a new or an empty folder"
