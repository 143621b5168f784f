"""A replication pack and a corpus -> is it the same corpus, and does it give the same marks and figures?

No code of the pack is run: figures are made again by the notebooks of the suite that have the same
name, and a notebook that is not the one of the pack is named.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from analysis.annotation.reader_names import checked_reader
from analysis.annotation.speakers import read_speakers
from analysis.base.digests import digest_bytes
from analysis.base.errors import StudyError
from analysis.corpus.paths import in_short
from analysis.review.decisions.decision_files import read_decisions
from analysis.study.provenance.passports import read_recipe
from analysis.study.runs.notebooks import Notebook, read_notebook, shipped_notebook
from analysis.study.runs.pack import DECISIONS, SPEAKERS, read_documents
from analysis.study.runs.pack_tables import pack_tables
from analysis.study.runs.plan import OUT
from analysis.study.runs.table_diff import compare_tables, parse_table
from analysis.study.runs.unpacking import About, read_pack
from analysis.study.runs.verify import DIFFERS, IDENTICAL, UNCHECKED, Verdict, first_lines, verify_figures

Kept = TypeVar("Kept")

_ABSENT = (
    "is not one of the suite, and no code of a pack is run; "
    "if you have read and trust it, unpack it and name its file with --run-notebook"
)


def verify_all(
    paths: Sequence[str | Path], *, corpus: str | Path | None = None, run_notebooks: Sequence[str | Path] = ()
) -> list[Verdict]:
    """Verdicts on replication packs (.zip), then on figures, in order; a pack needs `corpus`.

    What is no pack is `UNCHECKED`, and the others are checked. `run_notebooks` as in `verify_figures`.
    """
    packs = [path for path in map(Path, paths) if path.suffix == ".zip"]
    if packs and corpus is None:
        raise StudyError(f"{packs[0]}: a pack holds no text; say with --corpus where yours is")
    verdicts: list[Verdict] = []
    for path in packs:
        try:
            verdicts += verify_pack(path, corpus or "", run_notebooks=run_notebooks)
        except StudyError as error:
            verdicts.append(Verdict(str(path), UNCHECKED, (str(error).removeprefix(f"{path}: "),)))
    figures = [path for path in map(Path, paths) if path.suffix != ".zip"]
    return verdicts + verify_figures(figures, corpus=corpus, run_notebooks=run_notebooks)


def verify_pack(
    path: str | Path, corpus: str | Path, *, run_notebooks: Sequence[str | Path] = ()
) -> list[Verdict]:
    """Verdicts on the pack itself, its texts, statements, marks and each of its figures.

    `StudyError` where the file is no pack, `CorpusError` where the corpus cannot be read.
    """
    path = Path(path)
    contents, about = read_pack(path)
    documents = read_documents(corpus, about.filters, about.reading)
    speakers = _kept(path, contents, SPEAKERS, read_speakers)
    decisions = _kept(path, contents, DECISIONS, read_decisions) or ()
    fresh = pack_tables(documents, speakers, decisions, checked_reader(about.reader))
    verdicts = [_own_files(path, contents, about)]
    for name, table in fresh.items():
        verdicts.append(_table_verdict(f"{path}: {name}", contents.get(name, b""), table))
    return [*verdicts, *_figures(path, contents, about, Path(corpus), run_notebooks)]


def _below(contents: Mapping[str, bytes], folder: str) -> str | None:
    """The name of the file that a pack keeps in a folder, if there is one."""
    return next((name for name in contents if name.startswith(f"{folder}/")), None)


def _kept(
    path: Path, contents: Mapping[str, bytes], folder: str, read: Callable[[Path], Kept]
) -> Kept | None:
    """What the pack knows of the speakers, or of the decisions of readers."""
    if (name := _below(contents, folder)) is None:
        return None
    with tempfile.TemporaryDirectory(prefix="hedgerow-pack-") as scratch:
        file = Path(scratch) / Path(name).name
        file.write_bytes(contents[name])
        try:
            return read(file)
        except StudyError as error:
            raise StudyError(str(error).replace(str(file), f"{path}: {name}")) from error


def _own_files(path: Path, contents: Mapping[str, bytes], about: About) -> Verdict:
    """Is everything in the pack as it was written?"""
    lines = [f"{in_short(name)}: missing" for name in about.files if name not in contents]
    lines += [
        f"{name}: was changed after it was packed"
        for name, digest in about.files.items()
        if name in contents and digest_bytes(contents[name]) != digest
    ]
    return Verdict(f"{path}: its files", DIFFERS if lines else IDENTICAL, tuple(lines))


def _table_verdict(name: str, old: bytes, new: bytes) -> Verdict:
    if old == new:
        return Verdict(name, IDENTICAL)
    try:
        lines = tuple(first_lines(compare_tables(parse_table(old), parse_table(new))))
    except StudyError as error:
        return Verdict(name, DIFFERS, (str(error),))
    return Verdict(name, DIFFERS, lines or ("the rows stand in another order",))


def _figures(
    path: Path, contents: Mapping[str, bytes], about: About, corpus: Path, run_notebooks: Sequence[str | Path]
) -> Iterator[Verdict]:
    """A verdict on each figure of the pack, made again by notebooks that are here."""
    packed = {name: contents[name] for name in sorted(about.files) if name in contents}
    records = [name for name in packed if name.startswith(f"{OUT}/") and name.endswith(".json")]
    known = {Path(file).stem: read_notebook(Path(file)) for file in run_notebooks}
    with tempfile.TemporaryDirectory(prefix="hedgerow-pack-") as scratch:
        _unpack(packed, Path(scratch))
        files = [Path(scratch) / name for name in records]
        found = verify_figures(files, corpus=corpus, run_notebooks=run_notebooks)
        named = [_notebook_of(file) for file in files]
    for name, verdict, notebook in zip(records, found, named, strict=True):
        other = _other(packed, notebook, known) if verdict.verdict != IDENTICAL else ""
        extra = (f"its notebook {notebook} {other}",) if other else ()
        details = extra if other == _ABSENT else (*extra, *verdict.details)
        yield Verdict(f"{path}: {name}", verdict.verdict, details)


def _notebook_of(record: Path) -> str:
    """The notebook that a record names; '' for what is no record."""
    try:
        return read_recipe(record).notebook
    except StudyError:
        return ""


def _unpack(contents: Mapping[str, bytes], folder: Path) -> None:
    """The figures of a pack as files, each with what the pack knows of speakers and decisions beside it."""
    beside = [name for folder in (SPEAKERS, DECISIONS) if (name := _below(contents, folder))]
    for name in (name for name in contents if name.startswith(f"{OUT}/")):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(contents[name])
        for other in beside:
            (file.parent / Path(other).name).write_bytes(contents[other])


def _other(packed: Mapping[str, bytes], name: str, known: Mapping[str, Notebook]) -> str:
    """What is to be said of a notebook that the pack holds: it is not here, or not the same here."""
    if (content := packed.get(f"notebooks/{name}.ipynb")) is None:
        return ""
    shipped = shipped_notebook(name)
    here = known.get(name) or (read_notebook(shipped) if shipped else None)
    if here is None:
        return _ABSENT
    with tempfile.TemporaryDirectory(prefix="hedgerow-pack-") as scratch:
        (file := Path(scratch) / "packed.ipynb").write_bytes(content)
        try:
            same = read_notebook(file).digest == here.digest
        except StudyError:
            same = False
    return "" if same else "is not the one of the pack"
