"""Document ids -> safe file names, and the index file that leads back from a file to its document.

An id may hold anything: slashes, dots, control characters, a thousand letters, or differ from another
only in case. A name holds lower-case letters, digits and hyphens, and a digest of the id wherever it
says less than the id.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from analysis.base.digests import digest_bytes
from analysis.review.exchange.marked_document import Markup
from analysis.review.exchange.untrusted import as_list, as_object, as_text, read_json, write_json

INDEX: Final = "hedgerow.json"
_LONGEST: Final = 60
_RESERVED: Final = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


def file_name(document: str) -> str:
    """A name that is safe on every system, without a suffix; different for different ids.

    >>> file_name("speech-1")
    'speech-1'
    >>> file_name("../Talks/ÜBER.txt")
    'talks-ber-c7029cd4601b'
    """
    plain = re.sub(r"[^a-z0-9]+", "-", document.lower().removesuffix(".txt")).strip("-")[:_LONGEST]
    if plain == document and not _RESERVED.fullmatch(plain):
        return plain
    return f"{plain}-{digest_bytes(document.encode('utf-8', 'surrogatepass'))[:12]}".lstrip("-")


def write_index(markups: Iterable[Markup], folder: Path, format: str) -> None:
    """Write which file is which document and the digest of its text."""
    entries = [
        {"file": file_name(one.document), "document": one.document, "text": one.digest} for one in markups
    ]
    write_json({"format": format, "documents": entries}, folder / INDEX)


def read_index(folder: Path) -> dict[str, tuple[str, str]]:
    """Document and digest of its text by file name without suffix; empty where there is no index."""
    path = folder / INDEX
    if not path.is_file():
        return {}
    where = str(path)
    entries = as_list(as_object(read_json(path), where).get("documents"), where)
    return dict(_entry(as_object(entry, where), where) for entry in entries)


def _entry(entry: dict[str, Any], where: str) -> tuple[str, tuple[str, str]]:
    file, document, text = (
        as_text(entry.get(name), f"{where}: {name}") for name in ("file", "document", "text")
    )
    return file, (document, text)
