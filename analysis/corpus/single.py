"""One file of a corpus: how it is opened, what it is called, and whether it is a text at all."""

import io
import os
import stat
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from analysis.corpus.metadata import SOURCES, TABLE
from analysis.corpus.reading import CorpusFile, OnRead, Opener, Stream
from analysis.corpus.refusals import Skip
from analysis.corpus.sources_beside import Beside
from analysis.corpus.unpack import PACKED, unpacked
from analysis.corpus.versions import Versions

if TYPE_CHECKING:
    from typing_extensions import Buffer

METADATA = {SOURCES, TABLE, "speakers.toml"}
"""Files that say something about the texts beside them."""
_NO_TEXT = "taken for a file about the corpus, not for a text of it"
_TWICE = "the same sitting as"
_ABOUT = {"readme", "license", "licence", "copying", "contents", "citation", "changelog"}

_PATIENCE = 5
"""Seconds until something must be written into a pipe."""


def corpus_file(path: str, name: str, open: Opener, beside: Beside) -> CorpusFile:
    """The file `name` (its path below the root of the corpus) with its id, format and metadata."""
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    whole = PurePosixPath(name)
    packed = whole.suffix.lower()
    plain = whole.with_suffix("") if packed in PACKED else whole
    id = str(plain.with_suffix(""))
    return CorpusFile(
        path=path,
        id=id,
        suffix=plain.suffix.lower(),
        open=partial(unpacked, open, packed) if packed in PACKED else open,
        metadata=beside.metadata(name, id),
        beside=beside,
    )


def is_text(name: str, where: str, versions: Versions, skip: Skip) -> bool:
    """Whether a file is a text: neither one about the texts nor one that another file holds as well."""
    base = PurePosixPath(name).name
    if base.partition(".")[0].lower() in _ABOUT:
        skip(where, _NO_TEXT)
        return False
    if better := versions.better(name):
        skip(where, f"{_TWICE} {better}, which is read")
        return False
    return base not in METADATA


def is_loss(reason: str) -> bool:
    """Whether what was skipped for a reason would have been a text of the corpus, had it been readable."""
    return not reason.startswith((_NO_TEXT, _TWICE))


class _CountedFile(io.FileIO):
    """A file that tells how many bytes are read from it."""

    def __init__(self, file: Path | int, on_read: OnRead) -> None:
        super().__init__(file)
        self._on_read = on_read

    def readinto(self, buffer: "Buffer") -> int:
        size = super().readinto(buffer) or 0
        self._on_read(size)
        return size

    def readall(self) -> bytes:
        data = super().readall()
        self._on_read(len(data))
        return data


def open_counted(path: Path, on_read: OnRead) -> Stream:
    """Open a file on the disk; `on_read` is called with the number of bytes each time some are read.

    A pipe is read as well, if a program writes into it; a device or a socket is an OSError.
    """
    mode = path.stat().st_mode
    if stat.S_ISFIFO(mode):
        return io.BufferedReader(_CountedFile(_written_to(path), on_read))
    if not stat.S_ISREG(mode):
        raise OSError("neither a file nor a folder")
    return io.BufferedReader(_CountedFile(path, on_read))


def _written_to(path: Path) -> int:
    """Open a pipe without waiting for ever: an OSError if nothing is written into it."""
    from select import POLLIN, poll

    pipe = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    waiting = poll()
    waiting.register(pipe, POLLIN)
    if not waiting.poll(_PATIENCE * 1000):
        os.close(pipe)
        raise OSError("a pipe into which no program writes")
    os.set_blocking(pipe, True)
    return pipe
