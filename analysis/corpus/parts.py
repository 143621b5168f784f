"""The parts of an office file, which is a zip archive: opened only if none of them is too large."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from zipfile import ZipFile

from analysis.corpus.limits import Limits
from analysis.corpus.reading import CorpusFile
from analysis.corpus.refusals import DAMAGE, UnreadableError

_LOCKED = b"\xd0\xcf\x11\xe0"
"""What a file of Office 97, and any office file with a password, begins with."""


@contextmanager
def open_parts(file: CorpusFile, data: bytes, kind: str) -> Iterator[ZipFile]:
    """The archive in the bytes of an office file; `kind` says in errors what it should have been."""
    if data.startswith(_LOCKED):
        reason = f"locked with a password, or older than 2007; save it as {kind} without a password"
        raise UnreadableError(file.path, reason)
    try:
        parts = ZipFile(io.BytesIO(data))
    except DAMAGE as error:
        raise UnreadableError(file.path, f"not {kind}") from error
    with parts:
        yield parts


def check_parts(file: CorpusFile, parts: ZipFile, most: int, limits: Limits) -> list[str]:
    """The names of the parts that hold XML; an error if one of them unpacks to more than `most` bytes."""
    xml = [part for part in parts.infolist() if part.filename.lower().endswith((".xml", ".rels"))]
    for part in xml:
        if part.flag_bits & 1:
            raise UnreadableError(file.path, "encrypted; save it without a password")
        if part.file_size > most:
            raise UnreadableError(file.path, limits.too_large(f"its part {part.filename}", most))
    return [part.filename for part in xml]
