"""Files of earlier versions -> the same files in the present formats, written aside and renamed.

Only what is worked on further is migrated: annotations, decisions, samples and studies. Figures, packs and
records of runs are evidence of what was done: they are read as they are, and never changed.
"""

import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from analysis.annotation.writing.output import (
    PARQUET,
    lines_version,
    read_annotations,
    replacing,
    write_annotations,
)
from analysis.base.errors import OutputError
from analysis.base.format_versions import DECISIONS, PARTS, RECORD, SAMPLE, STUDY, Format
from analysis.base.layers import LAYERS

_KINDS = ".jsonl, .jsonl.gz, .parquet, a folder of parts, .yaml, .csv"


@dataclass(frozen=True, slots=True)
class Migrated:
    """What became of a file: its versions before and after, and where the old one is kept, if it is.

    >>> print(Migrated(Path("a.yaml"), 1, 2))
    a.yaml: format 1 is now 2
    """

    path: Path
    before: int
    after: int
    kept: Path | None = None

    def __str__(self) -> str:
        if self.before == self.after:
            return f"{self.path}: is of the present format, {self.after}; nothing was changed"
        kept = f"; the old one is {self.kept}" if self.kept else ""
        return f"{self.path}: format {self.before} is now {self.after}{kept}"


@dataclass(frozen=True, slots=True)
class _Old:
    """A file that was looked at: its format and version, and what writes it anew in its place."""

    format: Format
    version: int
    rewrite: Callable[[], object]


def migrate(path: str | Path, *, keep: bool = False) -> Migrated:
    """Bring a file or a folder of parts up to date; one that is stays as it is.

    With `keep` the old one stays beside it, as NAME.format-1. HedgerowError for what cannot be read, is of a
    later version, or is never migrated; then nothing was changed.
    """
    path = Path(path)
    old = _look_at(path)
    if old.version == old.format.version:
        return Migrated(path, old.version, old.version)
    kept = path.with_name(f"{path.name}.format-{old.version}") if keep else None
    if kept:
        _keep(path, kept)
    old.rewrite()
    return Migrated(path, old.version, old.format.version, kept)


def _keep(path: Path, kept: Path) -> None:
    if kept.exists():
        raise OutputError(f"{kept}: is there already; move it elsewhere, or migrate without --keep")
    with replacing(kept) as temporary:
        try:
            (shutil.copytree if path.is_dir() else shutil.copyfile)(path, temporary)
        except OSError:
            shutil.rmtree(temporary, ignore_errors=True)
            raise


def _look_at(path: Path) -> _Old:
    name = path.name.lower()
    if path.is_dir():
        return _parts(path)
    if not path.is_file():
        raise OutputError(f"{path}: no such file; give one that an earlier Hedgerow wrote")
    if name.endswith((".jsonl", ".jsonl.gz")):
        return _Old(RECORD, lines_version(path), lambda: write_annotations(read_annotations(path), path))
    if name.endswith(PARQUET):
        return _parquet(path)
    if name.endswith((".yaml", ".yml")):
        return _yaml(path)
    if name.endswith(".csv"):
        return _sample(path)
    raise OutputError(
        f"{path}: is none of the files that are migrated ({_KINDS}); figures, packs and runs stay as they are"
    )


def _parquet(path: Path) -> _Old:
    from analysis.annotation.writing.parquet import parquet_version

    return _Old(RECORD, parquet_version(path), partial(_rewrite_parquet, path))


def _rewrite_parquet(path: Path) -> None:
    from analysis.annotation.writing.manifest import kept_in
    from analysis.annotation.writing.parquet import read_rows, write_rows

    with replacing(path) as temporary:
        write_rows(read_rows(path), temporary, about=kept_in(path))


def _parts(folder: Path) -> _Old:
    from analysis.annotation.writing.manifest import finished_parts, read_manifest

    parts, manifest = finished_parts(folder), read_manifest(folder)
    return _Old(PARTS, PARTS.version_of(manifest, folder), partial(_rewrite_parts, folder, parts, manifest))


def _rewrite_parts(folder: Path, parts: list[Path], manifest: dict[str, Any]) -> None:
    """Part by part, each of which says its version, and the manifest last: what breaks off can be redone."""
    from analysis.annotation.writing.manifest import MANIFEST, manifest_text

    settings = {name: manifest.get(name) for name in ("package", "pyarrow", "speakers")}
    entries = [_rewrite_part(number, part) for number, part in enumerate(parts)]
    known = {name: manifest.get(name, {}) for name in ("unread", "notes")}
    text = manifest_text(PARTS.said | settings, entries, complete=True, known=known)
    with replacing(folder / MANIFEST) as temporary:
        temporary.write_text(text, "utf-8")


def _rewrite_part(number: int, path: Path) -> dict[str, Any]:
    """What the manifest says of the part that was written anew."""
    from analysis.annotation.writing.manifest import part_entry, read_contents
    from analysis.annotation.writing.parquet import read_rows, write_rows

    documents = list(read_rows(path))
    marks = Counter(row["layer"] for rows in documents for row in rows)
    contents = replace(
        read_contents(path.read_bytes(), path), marks={layer: marks[layer] for layer in LAYERS}
    )
    with replacing(path) as temporary:
        write_rows(documents, temporary, about=contents.about())
    return part_entry(number, path.read_bytes(), contents)


def _yaml(path: Path) -> _Old:
    """A study is read as it is; a file of decisions is written anew."""
    from analysis.review.decisions.decision_files import decisions_version, read_decisions, write_decisions
    from analysis.study.runs.study import read_study

    if re.search(r"^notebooks\s*:", path.read_text("utf-8", "replace"), re.MULTILINE):
        return _Old(STUDY, read_study(path).format, lambda: None)
    decisions = read_decisions(path)
    return _Old(DECISIONS, decisions_version(path), lambda: write_decisions(decisions, path))


def _sample(path: Path) -> _Old:
    from analysis.review.sampling.samples import read_sample

    read_sample(path)
    return _Old(SAMPLE, SAMPLE.version, lambda: None)
