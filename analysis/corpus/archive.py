"""A zip archive is read like a folder; archives inside it are not opened."""

import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path, PurePosixPath
from typing import cast

from analysis.corpus.reading import CorpusFile, OnRead, Stream
from analysis.corpus.refusals import DAMAGE, Skip, UnreadableError
from analysis.corpus.single import corpus_file, is_text, open_counted
from analysis.corpus.sources_beside import Beside
from analysis.corpus.versions import Versions


def archived_files(path: Path, skip: Skip, on_read: OnRead) -> Iterator[CorpusFile]:
    """Yield the files of an archive, sorted by name; raise UnreadableError if it is none."""
    with _open_archive(path, on_read) as archive:
        names = sorted({name for name in archive.namelist() if not _is_hidden(name)})
        beside = Beside(str(path), partial(_names_in, names), archive.open, skip)
        versions = Versions(lambda: names)
        for name in names:
            where = f"{path}/{name}"
            if is_text(name, where, versions, skip):
                yield corpus_file(
                    where, name.replace("\\", "/"), partial(_open_member, archive, name), beside
                )


def _names_in(names: list[str], folder: str) -> list[str]:
    return [PurePosixPath(name).name for name in names if PurePosixPath(name).parent == PurePosixPath(folder)]


@contextmanager
def _open_archive(path: Path, on_read: OnRead) -> Iterator[zipfile.ZipFile]:
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(open_counted(path, on_read))
            archive = stack.enter_context(zipfile.ZipFile(stream))
        except DAMAGE as error:
            raise UnreadableError(str(path), f"not a readable zip archive ({error})") from error
        yield archive


def _open_member(archive: zipfile.ZipFile, name: str) -> Stream:
    try:
        return cast(Stream, archive.open(name))
    except (RuntimeError, ValueError, KeyError) as error:  # encrypted, damaged, or packed in an unknown way
        raise OSError(str(error)) from error


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return (
        name.endswith("/") or not parts or any(part.startswith(".") or part == "__MACOSX" for part in parts)
    )
