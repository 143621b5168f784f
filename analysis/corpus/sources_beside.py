"""The files at the root of a corpus that say something about its texts, read when they are asked for."""

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import IO, Any, TypeVar

from analysis.base.errors import CorpusError
from analysis.corpus.limits import BESIDE
from analysis.corpus.metadata import SOURCES, TABLE, Declared, lookup, parse_sources, parse_table
from analysis.corpus.refusals import DAMAGE, Skip, UnreadableError

Made = TypeVar("Made")

_Tables = dict[str, dict[str, str]]

ABOVE = ".."
"""The folder that holds the one that is read."""


class Beside:
    """A folder or an archive: `names` lists the files of a folder in it, `open` opens one of them.

    Folders are named from there, "." for itself. What is made of the files is remembered, since every
    file of the corpus asks for it. `skip` hears of those that cannot be read; without it they are errors.
    """

    def __init__(
        self,
        folder: str,
        names: Callable[[str], Iterable[str]],
        open: Callable[[str], IO[bytes]],
        skip: Skip | None = None,
    ) -> None:
        self.folder = folder
        self.names = names
        self.open = open
        self.skip = skip
        self._made: dict[str, Any] = {}

    def read(self, name: str, size: int = BESIDE) -> bytes:
        """The first bytes of a file; none if it is not there."""
        try:
            with self.open(name) as stream:
                return stream.read(size)
        except (FileNotFoundError, IsADirectoryError, KeyError):
            return b""

    @cached_property
    def declared(self) -> Declared:
        """Metadata by file or document; `sources.toml` wins over `metadata.csv`."""
        declared: dict[str, dict[str, str]] = {}
        for name, parse in ((TABLE, parse_table), (SOURCES, parse_sources)):
            for about, fields in self._parsed(name, parse).items():
                declared[about] = declared.get(about, {}) | fields
        return declared

    def _parsed(self, name: str, parse: Callable[[bytes, str], _Tables]) -> _Tables:
        """What a file declares; nothing, told to `skip`, if it cannot be read."""
        where = f"{self.folder}/{name}"
        try:
            try:
                return parse(self.read(name), where)
            except RecursionError as error:
                raise UnreadableError(where, "nested too deeply") from error
            except DAMAGE as error:
                raise UnreadableError(where, f"cannot be read ({error})") from error
        except CorpusError as error:
            if self.skip is None:
                raise
            reason = str(error).removeprefix(where).lstrip(":, ")
            self.skip(where, f"{reason}; what it says of the texts is not read")
            return {}

    def metadata(self, path: str, id: str) -> dict[str, str]:
        """All that is declared about one file."""
        return lookup(self.declared, path, id)

    def remember(self, key: str, make: "Callable[[Beside], Made]") -> Made:
        """What `make` gives for these files, made once."""
        if key not in self._made:
            self._made[key] = make(self)
        made: Made = self._made[key]
        return made


def beside(folder: Path, skip: Skip | None = None) -> Beside:
    """The files of a folder on the disk; a folder in it that is not there has none."""

    def names(inner: str) -> list[str]:
        try:
            return sorted(path.name for path in (folder / inner).iterdir() if path.is_file())
        except OSError:
            return []

    def opened(name: str) -> IO[bytes]:
        path = folder / name
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise OSError("neither a file nor a folder")  # a pipe: to open it would be to wait
        return path.open("rb")

    return Beside(str(folder), names, opened, skip)
