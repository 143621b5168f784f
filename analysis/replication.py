"""A replication pack and a corpus -> is it the same corpus, and does it give the same marks and figures?

No code of the pack is run: figures are made again by the notebooks of the suite that have the same
name, and a notebook that is not the one of the pack is named.
"""

import io
import json
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.digests import digest_bytes
from analysis.errors import StudyError
from analysis.notebooks import find_notebook, read_notebook
from analysis.pack import FORMAT, SPEAKERS, read_documents
from analysis.pack_tables import pack_tables
from analysis.plan import OUT
from analysis.speakers import Speakers, read_speakers
from analysis.table_diff import compare_tables, parse_table
from analysis.verify import DIFFERS, IDENTICAL, Verdict, first_lines, verify_figures


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
    fresh = pack_tables(read_documents(corpus, about.get("filters")), _speakers(contents))
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


def _speakers(contents: Mapping[str, bytes]) -> Speakers | None:
    """What the pack knows of the speakers."""
    if SPEAKERS not in contents:
        return None
    with tempfile.TemporaryDirectory(prefix="hedgerow-pack-") as scratch:
        file = Path(scratch) / SPEAKERS
        file.write_bytes(contents[SPEAKERS])
        return read_speakers(file)


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
    records = [name for name in sorted(contents) if name.startswith(f"{OUT}/") and name.endswith(".json")]
    others = dict(_other_notebooks(contents))
    with tempfile.TemporaryDirectory(prefix="hedgerow-pack-") as scratch:
        folder = Path(scratch)
        for name in (name for name in contents if name.startswith(f"{OUT}/") and name in about["files"]):
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(contents[name])
        found = verify_figures([folder / name for name in records], corpus=corpus, own_notebooks=True)
        for name, verdict in zip(records, found, strict=True):
            notebook = json.loads(contents[name]).get("notebook", "")
            extra = (others[notebook],) if verdict.verdict != IDENTICAL and notebook in others else ()
            yield Verdict(f"{path}: {name}", verdict.verdict, (*extra, *verdict.details))


def _other_notebooks(contents: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Notebooks of the pack that are not the ones here."""
    with tempfile.TemporaryDirectory(prefix="hedgerow-pack-") as scratch:
        for name in (name for name in contents if name.startswith("notebooks/")):
            packed = Path(scratch) / "packed.ipynb"
            packed.write_bytes(contents[name])
            stem = Path(name).stem
            here = read_notebook(find_notebook(stem, Path.cwd()))
            if here.digest != read_notebook(packed).digest:
                yield stem, f"notebook {stem} here is not the one of the pack"
