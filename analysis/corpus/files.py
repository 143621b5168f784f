"""A path -> the files of a corpus, in a fixed order: one file, a folder, or the members of a zip archive."""

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePath, PurePosixPath

from analysis.corpus.archive import archived_files
from analysis.corpus.reading import CorpusFile, OnRead
from analysis.corpus.refusals import Skip, UnreadableError, ignore
from analysis.corpus.single import METADATA, corpus_file, is_text, open_counted
from analysis.corpus.sources_beside import beside
from analysis.corpus.versions import Versions


def is_archive(path: Path) -> bool:
    """Whether the path is read as a folder though it is a file."""
    return path.suffix.lower() == ".zip" and not path.is_dir()


def find_files(root: Path, exclude: frozenset[str], skip: Skip, on_read: OnRead) -> Iterator[CorpusFile]:
    """Yield the files of the corpus at `root`, each folder sorted by name, hidden files left out.

    `exclude` holds real paths of files and folders to pass over; `on_read` is called with the number
    of bytes each time some are read from the disk.
    """
    if is_archive(root):
        return archived_files(root, skip, on_read)
    if root.is_dir():
        return _folder(root, exclude, skip, on_read)
    return iter(
        [corpus_file(str(root), root.name, partial(open_counted, root, on_read), beside(root.parent))]
    )


def corpus_size(root: Path) -> int:
    """Bytes on the disk of all files of a corpus."""
    if not os.path.isdir(root):  # noqa: PTH112 (Path.is_dir raises for a name that is too long)
        return _size(root)
    return sum(map(_size, _walk(root, frozenset(), ignore)))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def _folder(root: Path, exclude: frozenset[str], skip: Skip, on_read: OnRead) -> Iterator[CorpusFile]:
    known = beside(root, skip)
    versions = Versions(lambda: (path.name for path in _walk(root, exclude, ignore)))
    for path in _walk(root, exclude, skip):
        name = path.relative_to(root).as_posix()
        if is_archive(path):
            yield from _nested(path, name, skip, on_read)
        elif is_text(name, str(path), versions, skip):
            yield corpus_file(str(path), name, partial(open_counted, path, on_read), known)


def _walk(folder: Path, exclude: frozenset[str], skip: Skip) -> Iterator[Path]:
    """The files below a folder; a list of what is open keeps folders as deep as a path can be apart."""
    names = {PurePath(other).name for other in exclude}
    opened = [_entries(str(folder), skip)]
    while opened:
        entry = next(opened[-1], None)
        if entry is None:
            opened.pop()
        elif entry.name.startswith(".") or (entry.name in names and os.path.realpath(entry.path) in exclude):
            continue
        elif entry.is_dir(follow_symlinks=False):
            if entry.name in METADATA:
                skip(entry.path, "a folder where a file about the texts is expected; its texts are read")
            opened.append(_entries(entry.path, skip))
        elif _is_file(entry):
            yield Path(entry.path)
        else:
            skip(entry.path, "neither a file nor a folder; links to folders are not followed")


def _entries(folder: str, skip: Skip) -> "Iterator[os.DirEntry[str]]":
    try:
        return iter(sorted(os.scandir(folder), key=lambda entry: entry.name))
    except OSError as error:
        skip(folder, f"cannot be read ({error.strerror})")
        return iter(())


def _is_file(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link that leads to itself
        return False


def _nested(path: Path, name: str, skip: Skip, on_read: OnRead) -> Iterator[CorpusFile]:
    """The members of an archive inside a folder; their ids begin with the archive's."""
    empty = True
    try:
        for member in archived_files(path, skip, on_read):
            empty = False
            yield replace(member, id=f"{PurePosixPath(name).with_suffix('')}/{member.id}")
        if empty:
            skip(str(path), "holds no file with texts")
    except UnreadableError as error:
        skip(error.where, error.reason)
