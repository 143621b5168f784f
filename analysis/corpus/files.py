"""A path -> the files of a corpus, in a fixed order: one file, a folder, or the members of a zip archive."""

import gzip
import io
import os
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, cast

from analysis.corpus.metadata import SOURCES, TABLE, Declared, lookup, parse_sources, parse_table
from analysis.corpus.reading import CorpusFile, OnRead, Opener, Skip, Stream, UnreadableError, ignore

if TYPE_CHECKING:
    from typing_extensions import Buffer

BESIDE = {SOURCES, TABLE, "speakers.toml"}
"""Files that say something about the texts and are none themselves."""
_ABOUT = {"readme", "license", "licence", "copying", "contents", "citation", "changelog"}


def is_archive(path: Path) -> bool:
    """Whether the path is read as a folder though it is a file."""
    return path.suffix.lower() == ".zip"


def find_files(root: Path, exclude: frozenset[str], skip: Skip, on_read: OnRead) -> Iterator[CorpusFile]:
    """Yield the files of the corpus at `root`, each folder sorted by name, hidden files left out.

    `exclude` holds resolved paths of files to pass over; `on_read` is called with the number of bytes
    that are read from the disk.
    """
    if is_archive(root):
        return _archive(root, skip, on_read)
    if root.is_dir():
        return _folder(root, exclude, skip, on_read)
    return iter([_on_disk(root, root.name, _declared_in(root.parent), on_read)])


def corpus_size(root: Path) -> int:
    """Bytes on the disk of all files of a corpus."""
    if not root.is_dir():
        return root.stat().st_size if root.exists() else 0
    return sum(path.stat().st_size for path in _walk(root, ignore) if path.exists())


def _folder(root: Path, exclude: frozenset[str], skip: Skip, on_read: OnRead) -> Iterator[CorpusFile]:
    declared = _declared_in(root)
    for path in _walk(root, skip):
        name = path.relative_to(root).as_posix()
        if str(path.resolve()) in exclude or not _is_text(name, str(path), skip):
            continue
        if is_archive(path):
            yield from _nested(path, name, skip, on_read)
        else:
            yield _on_disk(path, name, declared, on_read)


def _walk(folder: Path, skip: Skip) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        return skip(str(folder), f"cannot be read ({error.strerror})")
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), skip)
        elif entry.name not in BESIDE:
            yield Path(entry.path)


def _is_text(name: str, where: str, skip: Skip) -> bool:
    if PurePosixPath(name).name.partition(".")[0].lower() in _ABOUT:
        skip(where, "taken for a file about the corpus, not for a text of it")
        return False
    return True


class _CountedFile(io.FileIO):
    """A file that tells how many bytes are read from it."""

    def __init__(self, path: Path, on_read: OnRead) -> None:
        super().__init__(path)
        self._on_read = on_read

    def readinto(self, buffer: "Buffer") -> int:
        size = super().readinto(buffer) or 0
        self._on_read(size)
        return size

    def readall(self) -> bytes:
        data = super().readall()
        self._on_read(len(data))
        return data


def _open(path: Path, on_read: OnRead) -> Stream:
    return io.BufferedReader(_CountedFile(path, on_read))


def _on_disk(path: Path, name: str, declared: Declared, on_read: OnRead) -> CorpusFile:
    return _corpus_file(str(path), name, partial(_open, path, on_read), declared)


def _corpus_file(path: str, name: str, open: Opener, declared: Declared) -> CorpusFile:
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    unpacked = name[:-3] if name.lower().endswith(".gz") else name
    id = str(PurePosixPath(unpacked).with_suffix(""))
    return CorpusFile(
        path=path,
        id=id,
        suffix=PurePosixPath(unpacked).suffix.lower(),
        open=open if unpacked == name else partial(_gunzip, open),
        metadata=lookup(declared, name, id),
    )


class _Unpacked(gzip.GzipFile):
    """A packed stream that closes what it reads from."""

    def __init__(self, packed: Stream) -> None:
        super().__init__(fileobj=packed, mode="rb")
        self._packed = packed

    def close(self) -> None:
        super().close()
        self._packed.close()


def _gunzip(open: Opener) -> Stream:
    return cast(Stream, _Unpacked(open()))


def _nested(path: Path, name: str, skip: Skip, on_read: OnRead) -> Iterator[CorpusFile]:
    """The members of an archive inside a folder; their ids begin with the archive's."""
    try:
        for member in _archive(path, skip, on_read):
            yield replace(member, id=f"{PurePosixPath(name).with_suffix('')}/{member.id}")
    except UnreadableError as error:
        skip(error.where, error.reason)


def _archive(path: Path, skip: Skip, on_read: OnRead) -> Iterator[CorpusFile]:
    with _open_archive(path, on_read) as archive:
        names = sorted(archive.namelist())
        declared = _declared({name: archive.read(name) for name in names if name in BESIDE}, path)
        for name in names:
            where = f"{path}/{name}"
            if not name.endswith("/") and not _is_hidden(name) and _is_text(name, where, skip):
                yield _corpus_file(where, name, partial(_open_member, archive, name), declared)


@contextmanager
def _open_archive(path: Path, on_read: OnRead) -> Iterator[zipfile.ZipFile]:
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(_open(path, on_read))
            archive = stack.enter_context(zipfile.ZipFile(stream))
        except (OSError, zipfile.BadZipFile) as error:
            raise UnreadableError(str(path), f"not a readable zip archive ({error})") from error
        yield archive


def _open_member(archive: zipfile.ZipFile, name: str) -> Stream:
    return cast(Stream, archive.open(name))


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return parts[-1] in BESIDE or any(part.startswith(".") or part == "__MACOSX" for part in parts)


def _declared_in(folder: Path) -> Declared:
    present = [folder / name for name in (TABLE, SOURCES) if (folder / name).is_file()]
    return _declared({path.name: path.read_bytes() for path in present}, folder)


def _declared(contents: dict[str, bytes], folder: Path) -> Declared:
    """What the files beside the texts declare; `sources.toml` wins over `metadata.csv`."""
    declared: dict[str, dict[str, str]] = {}
    for name, parse in ((TABLE, parse_table), (SOURCES, parse_sources)):
        for about, fields in parse(contents.get(name, b""), str(folder / name)).items():
            declared[about] = declared.get(about, {}) | fields
    return declared
