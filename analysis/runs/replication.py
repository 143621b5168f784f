"""A replication pack and a corpus -> is it the same corpus, and does it give the same marks and figures?

No code of the pack is run: figures are made again by the notebooks of the suite that have the same
name, and a notebook that is not the one of the pack is named.
"""

import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from analysis.decisions.files import read_decisions
from analysis.digests import digest_bytes
from analysis.errors import StudyError
from analysis.runs.notebooks import find_notebook, read_notebook
from analysis.runs.pack import DECISIONS, FORMAT, SPEAKERS, read_documents
from analysis.runs.pack_tables import pack_tables
from analysis.runs.plan import OUT
from analysis.runs.table_diff import compare_tables, parse_table
from analysis.runs.verify import DIFFERS, IDENTICAL, Verdict, first_lines, verify_figures
from analysis.speakers import read_speakers

Kept = TypeVar("Kept")

UNCHECKED = "not checked"
_ABSENT = "is not here; read the one in the pack, and put it into your notebooks if you trust it"


def verify_all(paths: Sequence[str | Path], *, corpus: str | Path | None = None) -> list[Verdict]:
    """Verdicts on figures and replication packs (.zip), in order; a pack needs `corpus`."""
    verdicts: list[Verdict] = []
    for path in (path for path in map(Path, paths) if path.suffix == ".zip"):
        if corpus is None:
            raise StudyError(f"{path}: a pack holds no text; say with --corpus where yours is")
        verdicts += verify_pack(path, corpus)
    return [
        *verdicts,
        *verify_figures([path for path in map(Path, paths) if path.suffix != ".zip"], corpus=corpus),
    ]


def verify_pack(path: str | Path, corpus: str | Path) -> list[Verdict]:
    """Verdicts on the pack itself, its texts, statements, marks and each of its figures.

    `StudyError` where the file is no pack, `CorpusError` where the corpus cannot be read.
    """
    path = Path(path)
    contents, about = _read_pack(path)
    documents = read_documents(corpus, about.get("filters"))
    speakers = _kept(contents, SPEAKERS, read_speakers)
    decisions = _kept(contents, DECISIONS, read_decisions) or ()
    fresh = pack_tables(documents, speakers, decisions)
    verdicts = [_own_files(path, contents, about)]
    for name, table in fresh.items():
        verdicts.append(_table_verdict(f"{path}: {name}", contents.get(name, b""), table))
    return [*verdicts, *_figures(path, contents, about, Path(corpus))]


def _read_pack(path: Path) -> tuple[dict[str, bytes], dict[str, Any]]:
    try:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            contents = {name: archive.read(name) for name in archive.namelist()}
        about = json.loads(contents["pack.json"])
        files = dict(about["files"])
    except OSError as error:
        raise StudyError(f"{path}: cannot be read ({error.strerror}); give the path of a pack") from error
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise StudyError(f"{path}: not a replication pack; `hedgerow pack` writes one") from error
    for name in contents:
        if not _is_plain(name):
            raise StudyError(f"{path}: the file {name!r} points out of the pack; do not trust this pack")
    if about.get("format") != FORMAT:
        raise StudyError(
            f"{path}: a pack of format {about.get('format')}; this version reads format {FORMAT}"
        )
    return contents, about | {"files": files}


def _is_plain(name: str) -> bool:
    """Whether a name in an archive stays below the folder it is unpacked in, on any system."""
    return all(part not in ("", ".", "..") for part in name.split("/")) and not set(name) & set("\\:\0")


def _below(contents: Mapping[str, bytes], folder: str) -> str | None:
    """The name of the file that a pack keeps in a folder, if there is one."""
    return next((name for name in contents if name.startswith(f"{folder}/")), None)


def _kept(contents: Mapping[str, bytes], folder: str, read: Callable[[Path], Kept]) -> Kept | None:
    """What the pack knows of the speakers, or of the decisions of readers."""
    if (name := _below(contents, folder)) is None:
        return None
    with tempfile.TemporaryDirectory(prefix="hedgerow-pack-") as scratch:
        file = Path(scratch) / Path(name).name
        file.write_bytes(contents[name])
        return read(file)


def _own_files(path: Path, contents: Mapping[str, bytes], about: Mapping[str, Any]) -> Verdict:
    """Is everything in the pack as it was written?"""
    lines = [f"{name}: missing" for name in about["files"] if name not in contents]
    lines += [
        f"{name}: was changed after it was packed"
        for name, digest in about["files"].items()
        if name in contents and digest_bytes(contents[name]) != digest
    ]
    return Verdict(f"{path}: its files", DIFFERS if lines else IDENTICAL, tuple(lines))


def _table_verdict(name: str, old: bytes, new: bytes) -> Verdict:
    if old == new:
        return Verdict(name, IDENTICAL)
    lines = compare_tables(parse_table(old.decode()), parse_table(new.decode()))
    return Verdict(name, DIFFERS, tuple(first_lines(lines)) or ("the rows stand in another order",))


def _figures(
    path: Path, contents: Mapping[str, bytes], about: Mapping[str, Any], corpus: Path
) -> Iterator[Verdict]:
    packed = {name: contents[name] for name in sorted(about["files"]) if name in contents}
    records = [name for name in packed if name.startswith(f"{OUT}/") and name.endswith(".json")]
    others = dict(_other_notebooks(packed))
    here = [name for name in records if others.get(_notebook(packed[name])) != _ABSENT]
    for name in (name for name in records if name not in here):
        notebook = _notebook(packed[name])
        yield Verdict(f"{path}: {name}", UNCHECKED, (f"its notebook {notebook} {_ABSENT}",))
    with tempfile.TemporaryDirectory(prefix="hedgerow-pack-") as scratch:
        _unpack(packed, Path(scratch))
        found = verify_figures([Path(scratch) / name for name in here], corpus=corpus, own_notebooks=True)
    for name, verdict in zip(here, found, strict=True):
        notebook = _notebook(packed[name])
        changed = notebook in others and verdict.verdict != IDENTICAL
        extra = (f"its notebook {notebook} {others[notebook]}",) if changed else ()
        yield Verdict(f"{path}: {name}", verdict.verdict, (*extra, *verdict.details))


def _notebook(record: bytes) -> str:
    return str(json.loads(record).get("notebook", ""))


def _unpack(contents: Mapping[str, bytes], folder: Path) -> None:
    """The figures of a pack as files, each with what the pack knows of speakers and decisions beside it."""
    beside = [name for folder in (SPEAKERS, DECISIONS) if (name := _below(contents, folder))]
    for name in (name for name in contents if name.startswith(f"{OUT}/")):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(contents[name])
        for other in beside:
            (file.parent / Path(other).name).write_bytes(contents[other])


def _other_notebooks(contents: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Notebooks of the pack that are not here, or not the same here."""
    with tempfile.TemporaryDirectory(prefix="hedgerow-pack-") as scratch:
        for name in (name for name in contents if name.startswith("notebooks/")):
            packed = Path(scratch) / "packed.ipynb"
            packed.write_bytes(contents[name])
            stem = Path(name).stem
            try:
                here = read_notebook(find_notebook(stem, Path.cwd()))
            except StudyError:
                yield stem, _ABSENT
                continue
            if here.digest != read_notebook(packed).digest:
                yield stem, "is not the one of the pack"
