"""A replication pack as somebody sent it -> its files by name, and what it says of itself; checked first.

Nothing is unpacked onto the disk here. A pack that is too large once unpacked, names a file outside itself
or twice, or holds links is refused whole: `hedgerow pack` writes none of that.
"""

import io
import lzma
import stat
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from analysis.annotation.reader_names import FAST
from analysis.base.data_files import read_json
from analysis.base.errors import StudyError
from analysis.base.format_versions import KEY, PACK
from analysis.corpus.reading import HOW_TEXTS_ARE_READ

LARGEST: Final = 2_000_000_000
"""Bytes of all files of a pack, unpacked."""
MOST: Final = 20_000
"""Files of a pack."""
_NO_PACK: Final = "not a replication pack; `hedgerow pack` writes one"


class About(BaseModel):
    """What `pack.json` must say; it may say more."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    format: int
    files: Annotated[dict[str, str], Field(max_length=MOST)]
    filters: dict[str, str | list[str]] | None = None
    text_column: str = ""
    id_column: str = ""
    encoding: str = ""
    name_fields: str = ""
    turns: str = ""
    reader: str = FAST

    @property
    def reading(self) -> dict[str, str]:
        """How the files of the corpus become texts, in the words of `read_corpus`."""
        given = {name: getattr(self, name) for name in HOW_TEXTS_ARE_READ}
        return {name: value for name, value in given.items() if value}


def read_pack(path: Path) -> tuple[dict[str, bytes], About]:
    """The files of a pack by name, and its `pack.json`; StudyError for what is no pack to be trusted."""
    try:
        if path.stat().st_size > LARGEST:
            raise StudyError(f"{path}: too large for a pack ({LARGEST:,} bytes at most)")
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            _check_members(archive.infolist(), path)
            contents = {name: archive.read(name) for name in archive.namelist()}
    except OSError as error:
        raise StudyError(f"{path}: cannot be read ({error.strerror}); give the path of a pack") from error
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error,
            lzma.LZMAError) as error:  # fmt: skip
        raise StudyError(f"{path}: {_NO_PACK}") from error
    return contents, _about(contents, path)


def _check_members(members: list[zipfile.ZipInfo], path: Path) -> None:
    names = {member.filename for member in members}
    if len(members) > MOST or sum(member.file_size for member in members) > LARGEST:
        raise StudyError(
            f"{path}: holds more than {MOST:,} files or {LARGEST:,} bytes; do not trust this pack"
        )
    for member in members:
        if not _is_plain(member.filename):
            raise StudyError(
                f"{path}: the file {member.filename[:100]!r} points out of the pack; do not trust this pack"
            )
        if stat.S_ISLNK(member.external_attr >> 16):
            raise StudyError(f"{path}: {member.filename[:100]!r} is a link; do not trust this pack")
    if len(names) < len(members):
        raise StudyError(f"{path}: holds two files of one name; do not trust this pack")


def _is_plain(name: str) -> bool:
    """Whether a name in an archive stays below the folder it is unpacked in, on any system."""
    parts = name.split("/")
    fits = all(part not in ("", ".", "..") and len(part.encode("utf-8", "replace")) < 250 for part in parts)
    return fits and len(parts) < 20 and name.isprintable() and not set(name) & set("\\:")


def _about(contents: Mapping[str, bytes], path: Path) -> About:
    if "pack.json" not in contents:
        raise StudyError(f"{path}: {_NO_PACK}")
    raw: Any = read_json(contents["pack.json"], f"{path}: pack.json")
    if isinstance(raw, dict) and KEY in raw:
        PACK.version_of(raw, path)
    try:
        return About.model_validate(raw)
    except ValidationError as error:
        raise StudyError(f"{path}: {_NO_PACK}") from error
