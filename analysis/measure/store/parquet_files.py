"""Which Parquet files make an annotated corpus, and their digest."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from analysis.annotation.writing.manifest import MANIFEST, read_manifest
from analysis.base.digests import digest_file
from analysis.base.errors import CorpusError
from analysis.base.format_versions import RECORD

PARTS: Final = "part-*.parquet"
"""The names of the parts that `hedgerow annotate` writes into a folder."""


def is_annotated(path: str | Path) -> bool:
    """Whether a file or a folder holds annotations rather than texts: Parquet with a row a mark."""
    files = _files(Path(path))
    return bool(files) and all(_has_marks(file) for file in files[:1])


def annotated_files(path: str | Path) -> tuple[Path, ...]:
    """The Parquet files of an annotated corpus in their order; CorpusError where one holds something else."""
    files = _files(Path(path))
    if not files:
        raise CorpusError(
            f"{path}: holds no annotations; right would be a file or a folder that "
            "'hedgerow annotate' wrote as Parquet"
        )
    if (Path(path) / MANIFEST).exists() and not read_manifest(path)["complete"]:
        raise CorpusError(f"{path}: not all texts are annotated yet; go on with 'hedgerow annotate --resume'")
    from analysis.annotation.writing.parquet import parquet_version

    for file in files:
        if not _has_marks(file):
            raise CorpusError(f"{file}: is not Parquet that 'hedgerow annotate' wrote; make it again")
        if parquet_version(file, CorpusError) < RECORD.version:
            old = path if (Path(path) / MANIFEST).exists() else file
            raise CorpusError(
                f"{file}: its marks are those of an earlier version, which counted some words twice; "
                f"bring them up to date with 'hedgerow migrate {old}'"
            )
    return files


def same_documents(files: Sequence[Path], names: Sequence[str], corpus: str | Path) -> None:
    """CorpusError unless annotated files hold exactly the documents of these names."""
    import pyarrow.parquet as pq

    there = {name for file in files for name in pq.read_table(file, columns=["doc_id"])["doc_id"].to_pylist()}
    others = sorted(there ^ set(names))
    if others:
        raise CorpusError(
            f"{corpus}: {others[0]!r} is only there or only among the annotations, and so are "
            f"{len(others) - 1:,} others; right would be the corpus that was annotated, read in the same way"
        )


def files_digest(files: Sequence[Path]) -> str:
    """SHA-256 over the contents of the files, in their order, as 64 hexadecimal digits."""
    return hashlib.sha256("".join(map(digest_file, files)).encode()).hexdigest()


def _files(path: Path) -> tuple[Path, ...]:
    if path.is_dir():
        return tuple(sorted(path.glob(PARTS)))
    return (path,) if path.suffix.lower() == ".parquet" and path.is_file() else ()


def _has_marks(file: Path) -> bool:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from analysis.annotation.writing.parquet import NEEDED

    try:
        return set(pq.read_schema(file).names) >= NEEDED
    except (pa.ArrowException, OSError):
        return False
