"""What a folder of Parquet parts says of itself: `manifest.json`, and the contents that each part carries.

Neither holds a time or a place: the same corpus, package and speakers give the same bytes.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Self

from analysis.annotation.interchange import Record
from analysis.annotation.left_out import record_of
from analysis.annotation.notes.noted import Noted, noted_in
from analysis.annotation.reader_names import FAST, named
from analysis.annotation.speakers import Speakers
from analysis.base.digests import digest_bytes, digest_package, digest_value
from analysis.base.errors import OutputError
from analysis.base.format_versions import KEY, PARTS
from analysis.base.layers import LAYERS
from analysis.base.records import Document
from analysis.corpus.digest import document_digest

MANIFEST: Final = "manifest.json"
COUNTS: Final = ("documents", "words", "statements", *LAYERS)
_KEY: Final = b"hedgerow"
"""Where a part keeps its contents among its key-value metadata."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What one part holds: digest of its documents, counts, and what could not be annotated, with reasons.

    `marks` counts them by layer; `notes` are those of its records
    (`analysis.annotation.notes.noted.Noted.record`).
    """

    digest: str
    documents: int
    words: int
    statements: int
    marks: dict[str, int]
    failed: dict[str, str] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, documents: Iterable[Document], records: Sequence[Record], failed: dict[str, str]) -> Self:
        """The contents of a part that is made of these documents."""
        marks = {name: sum(len(record[name]) for record in records) for name in LAYERS}
        words = sum(record["words"] for record in records)
        statements = sum(len(record["statements"]) for record in records)
        digest = documents_digest(documents)
        return cls(digest, len(records), words, statements, marks, failed, noted_in(*records))

    @classmethod
    def read(cls, written: dict[str, Any]) -> Self:
        """The contents that `written` says; what is unknown is passed over, a missing layer is empty."""
        own = {one.name: written[one.name] for one in fields(cls) if one.name in written}
        return cls(**{**own, "marks": {name: written.get(name, 0) for name in LAYERS}})

    @property
    def written(self) -> dict[str, Any]:
        """All of it as one object, the number of marks under the name of each layer."""
        said = asdict(self)
        marks, failed, notes = (said.pop(name) for name in ("marks", "failed", "notes"))
        return {**said, **marks, "failed": failed} | ({"notes": notes} if notes else {})

    def about(self) -> dict[bytes, bytes]:
        """The key-value metadata of the part."""
        return {_KEY: json.dumps(self.written, ensure_ascii=False).encode()}


def read_contents(data: bytes, where: Path) -> Contents:
    """What a part says of itself; `where` is named in the error if the bytes are no part."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return Contents.read(json.loads(pq.read_metadata(BytesIO(data)).metadata[_KEY]))
    except (pa.ArrowException, KeyError, TypeError, ValueError) as error:
        raise OutputError(f"{where}: is no part that 'hedgerow annotate' wrote; move it elsewhere") from error


def file_metadata(
    documents: int, failed: Mapping[str, str], unread: Mapping[str, str], notes: Mapping[str, Any]
) -> dict[bytes, bytes]:
    """What a file of so many annotated documents keeps of those it does not hold, and of what looks wrong."""
    if not failed and not unread and not notes:
        return {}
    about = {"documents": documents, "failed": failed, "unread": dict(unread), "notes": dict(notes)}
    return {_KEY: json.dumps({name: known for name, known in about.items() if known}).encode()}


def read_left_out(path: str | Path, files: Iterable[Path]) -> dict[str, Any]:
    """What of its corpus an annotated file or folder does not hold, as `left_out.record_of` says it.

    `files` are the Parquet files of `path`; one that says nothing of itself holds everything.
    """
    contents = [_about(file) for file in files]
    unread = [one.get("unread", {}) for one in contents]
    if (Path(path) / MANIFEST).is_file():
        unread.append(read_manifest(path).get("unread", {}))
    return record_of(
        sum(one.get("documents", 0) for one in contents),
        texts=_merged(one.get("failed", {}) for one in contents),
        files=_merged(unread),
    )


def read_notes(path: str | Path, files: Iterable[Path]) -> dict[str, Any]:
    """What looks wrong about the documents of an annotated file or folder, as `Noted.record` says it."""
    if (Path(path) / MANIFEST).is_file():
        known: dict[str, Any] = read_manifest(path).get("notes", {})
        return known
    noted = Noted()
    for file in files:
        noted.merge(_about(file).get("notes", {}))
    return noted.record


def kept_in(file: Path) -> dict[bytes, bytes]:
    """The key-value metadata that `left_out_metadata` gave a file; nothing for none."""
    said = _about(file)
    return {_KEY: json.dumps(said).encode()} if said else {}


def _about(file: Path) -> dict[str, Any]:
    """The key-value metadata of one file, as far as it is ours."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        about = json.loads((pq.read_metadata(file).metadata or {})[_KEY])
    except (pa.ArrowException, OSError, KeyError, ValueError):
        return {}
    return about if isinstance(about, dict) else {}


def _merged(reasons: Iterable[Mapping[str, str]]) -> dict[str, str]:
    return {name: why for one in reasons for name, why in one.items()}


def documents_digest(documents: Iterable[Document]) -> str:
    """SHA-256 over the documents in their order, as 64 hexadecimal digits."""
    sha = hashlib.sha256()
    for document in documents:
        sha.update(document_digest(document).encode())
    return sha.hexdigest()


def part_name(number: int) -> str:
    """The file of a part.

    >>> part_name(7)
    'part-000007.parquet'
    """
    return f"part-{number:06d}.parquet"


def part_entry(number: int, data: bytes, contents: Contents) -> dict[str, Any]:
    """What the manifest says of one part."""
    return {"name": part_name(number), "sha256": digest_bytes(data), **contents.written}


def run_settings(speakers: Speakers | None, reader: str = FAST) -> dict[str, Any]:
    """All that decides the bytes of a part beside its documents; the fast reader is not named."""
    import pyarrow as pa

    known = digest_bytes(repr(speakers).encode()) if speakers else None
    return {
        **PARTS.said,
        "package": digest_package(),
        "pyarrow": pa.__version__,
        "speakers": known,
        **named(reader),
    }


def manifest_text(
    settings: dict[str, Any],
    parts: Sequence[dict[str, Any]],
    *,
    complete: bool,
    known: Mapping[str, Mapping[str, Any]],
) -> str:
    """The manifest of these parts as it is written; `known`: what could not be read (unread), and notes."""
    manifest = {
        **settings,
        "complete": complete,
        "corpus": digest_value([part["digest"] for part in parts]) if complete else None,
        **{name: sum(part[name] for part in parts) for name in COUNTS},
        **{name: dict(said) for name, said in known.items() if said},
        "parts": parts,
    }
    return f"{json.dumps(manifest, indent=1, ensure_ascii=False)}\n"


def read_manifest(folder: str | Path) -> dict[str, Any]:
    """What the manifest of a folder of parts says; OutputError if there is none that can be read.

    Keys: format, package, pyarrow, speakers, reader (what decides the bytes), complete, corpus (digest of all
    documents), documents, words, statements and the number of marks of each layer, unread (what could not be
    read, if anything), notes (`Noted.record`, if any), and parts: for each its name, the digest of its bytes,
    and its `Contents`.
    """
    path = Path(folder) / MANIFEST
    try:
        manifest = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        made = f"make it with 'hedgerow annotate CORPUS -o {folder}/'"
        raise OutputError(f"{folder}: holds no annotations in parts (no {MANIFEST}); {made}") from error
    except (OSError, ValueError) as error:
        raise OutputError(f"{path}: cannot be read ({error})") from error
    if isinstance(manifest, dict):
        PARTS.version_of(manifest, path, OutputError)
    if not isinstance(manifest, dict) or not {KEY, "complete", "parts"} <= set(manifest):
        raise OutputError(f"{path}: is not a manifest that 'hedgerow annotate' wrote")
    return manifest


def finished_parts(folder: str | Path) -> list[Path]:
    """The parts of a folder in their order; OutputError if the run is not finished or a part is gone."""
    manifest = read_manifest(folder)
    if not manifest["complete"]:
        raise OutputError(f"{folder}: is not finished; go on with 'hedgerow annotate --resume'")
    parts = [Path(folder) / part["name"] for part in manifest["parts"]]
    for part in parts:
        if not part.is_file():
            raise OutputError(f"{part}: is missing; make it again with 'hedgerow annotate --resume'")
    return parts
