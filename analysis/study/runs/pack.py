"""A study -> a replication pack: all of its numbers, none of the wording of its texts.

    pack.json        what was run on what: versions, digests of lexicons and models, files, what was left out
    study.yaml       the study as written, and run.json, the record of the run
    speakers/        the file of speakers that the study names
    decisions/       what readers decided about marks, without the wording of the marks
    texts.csv        one row a text: words, sentences, statements, digest of the text
    statements.csv   one row a statement: offsets, voice, kind, digest of its wording
    marks.csv        one row a mark: offsets, lexicon entry, category, senses, voice, digest of its wording
    figures/         pictures, tables and records
    notebooks/       the notebooks without any output

Who holds the same texts checks it with `hedgerow verify PACK --corpus DIR`
(`analysis.study.runs.replication`).
The same study gives the same bytes.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.annotation.reader_names import FAST, named
from analysis.annotation.speakers import Speakers, read_speakers
from analysis.base.digests import digest_bytes, installed
from analysis.base.errors import OutputError, StudyError
from analysis.base.format_versions import PACK
from analysis.base.records import Document
from analysis.corpus import corpus_digest, read_corpus
from analysis.corpus.filters import choose
from analysis.corpus.named import named_corpus
from analysis.corpus.reading import HOW_TEXTS_ARE_READ
from analysis.review.decisions.decision import Decision
from analysis.review.decisions.decision_files import read_decisions, written
from analysis.study.runs.leaks import RUN, quoting_items, repeated_wording, without_wording
from analysis.study.runs.pack_tables import TABLES, pack_tables
from analysis.study.runs.plan import OUT, plan
from analysis.study.runs.run import Run, run_study
from analysis.study.runs.run_folder import as_json, place
from analysis.study.runs.study import Study, read_study

SPEAKERS = "speakers"
DECISIONS = "decisions"
_STAMP = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack on disk: its path, the number of files in it, and what was left out and why."""

    path: Path
    files: int
    left_out: tuple[str, ...]


def pack_study(
    path: str | Path,
    output: str | Path | None = None,
    *,
    runs_dir: str | Path = "runs",
    report: Callable[[str], None] | None = None,
) -> Pack:
    """Run a study (what has not changed is not run again) and write its replication pack.

    A figure is left out as a whole when one of its files repeats the wording of a text.
    Raises what `run_study` raises, `StudyError` for a matrix of several corpora, and `OutputError`
    where the pack cannot be written.
    """
    path = Path(path)
    study = read_study(path)
    _check_single(path, study)
    run = run_study(path, runs_dir=runs_dir, report=report)
    documents = read_documents(_corpus(path, study), study.filters, study.reading)
    decisions = read_decisions(path.parent / study.decisions) if study.decisions else []
    contents = _run_files(path, study, run)
    _check_items(path, decisions, documents)
    if study.decisions:
        kept = written(without_wording(decisions, documents))
        contents[f"{DECISIONS}/{Path(study.decisions).name}"] = kept
    contents |= pack_tables(documents, _known_speakers(path, study), decisions, study.reader or FAST)
    left_out = _leaks(contents, documents)
    contents = {name: content for name, content in sorted(contents.items()) if name not in left_out}
    contents["pack.json"] = as_json(_about(study, run, documents, contents, sorted(set(left_out.values()))))
    target = Path(output or f"{study.name}.zip")
    try:
        place(target, zipped(contents))
    except OSError as error:
        raise OutputError(
            f"{target}: cannot be written ({error.strerror}); give another place with -o"
        ) from error
    return Pack(target, len(contents), tuple(sorted(set(left_out.values()))))


def _check_single(path: Path, study: Study) -> None:
    """One pack, one corpus and one file of decisions: both are fields of the study itself."""
    if {"corpus", "filters", "reader", "decisions", *HOW_TEXTS_ARE_READ} & set(study.matrix):
        raise StudyError(
            f"{path}: a pack holds one corpus, read once; take corpus, filters, "
            f"{', '.join(HOW_TEXTS_ARE_READ)}, reader and decisions out of the matrix"
        )
    if any(
        "decisions" in given for given in (study.parameters, *(one.parameters for one in study.notebooks))
    ):
        raise StudyError(f"{path}: a pack holds one file of decisions; make it the study's own 'decisions'")


def _check_items(path: Path, decisions: list[Decision], documents: list[Document]) -> None:
    """A mark that a reader named may not carry the wording of a text into the tables."""
    for decision in quoting_items(decisions, documents):
        raise StudyError(
            f"{path}: the decision about {decision.layer} {decision.start}-{decision.end} of "
            f"{decision.document} calls a mark by {RUN} words of the text or more; give it a shorter 'item'"
        )


def read_documents(
    corpus: str | Path, filters: Mapping[str, Any] | None, reading: Mapping[str, Any]
) -> list[Document]:
    """The texts that a study is about; `reading` are options of `read_corpus`."""
    documents: Iterable[Document] = read_corpus(corpus, **dict(reading))
    return list(choose(documents, filters) if filters else documents)


def _corpus(path: Path, study: Study) -> Path:
    return Path(study.corpus) if named_corpus(study.corpus) else path.parent / study.corpus


def _known_speakers(path: Path, study: Study) -> Speakers | None:
    return read_speakers(path.parent / study.speakers) if study.speakers else None


def _run_files(path: Path, study: Study, run: Run) -> dict[str, bytes]:
    """What goes into the pack from the study and its run, by name."""
    figures = sorted(file for file in (run.folder / OUT).rglob("*") if file.is_file())
    speakers = [path.parent / study.speakers] if study.speakers else []
    return {
        **{f"{SPEAKERS}/{file.name}": file.read_bytes() for file in speakers},
        "study.yaml": _portable(path.read_text(encoding="utf-8"), study).encode(),
        "run.json": (run.folder / "run.json").read_bytes(),
        **{file.relative_to(run.folder).as_posix(): file.read_bytes() for file in figures},
        **dict(_notebooks(path)),
    }


def _portable(text: str, study: Study) -> str:
    """The study file with the bare names of inputs that it gives by absolute paths."""
    for path in (study.corpus, study.speakers, study.decisions, study.figures):
        if path and Path(path).is_absolute():
            text = text.replace(path, Path(path).name)
    return text


def _notebooks(path: Path) -> Iterator[tuple[str, bytes]]:
    for step in plan(read_study(path), path.parent):
        notebook = json.loads(step.notebook.path.read_bytes())
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell |= {"outputs": [], "execution_count": None}
        yield f"notebooks/{step.notebook.name}.ipynb", as_json(notebook)


def _leaks(contents: Mapping[str, bytes], documents: Iterable[Document]) -> dict[str, str]:
    """Name -> reason of every file that has to stay out; a figure goes with all its files."""
    judged = (name for name in contents if name not in TABLES and not name.startswith(f"{DECISIONS}/"))
    readable = {name: _text(contents[name]) for name in judged}
    found = repeated_wording({name: text for name, text in readable.items() if text}, documents)
    reasons = {
        _stem(name): f"{_stem(name)}: {name.rpartition('/')[2]} repeats wording of the text {id!r}"
        for name, id in found.items()
    }
    return {name: reasons[_stem(name)] for name in contents if _stem(name) in reasons}


def _text(content: bytes) -> str:
    """The content of a text file; nothing for a picture (its figure is judged by its other files)."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _stem(name: str) -> str:
    return name.rpartition(".")[0]


def _about(
    study: Study, run: Run, documents: list[Document], contents: Mapping[str, bytes], left_out: list[str]
) -> dict[str, Any]:
    from analysis.study.provenance.origin import lexicon_digests, model_digests

    return {
        **PACK.said,
        "study": study.name,
        "title": study.title,
        "run": run.folder.name,
        "corpus": {
            "name": study.corpus if named_corpus(study.corpus) else Path(study.corpus).resolve().name,
            "texts": len(documents),
            "digest": str(corpus_digest(documents)),
        },
        "filters": dict(study.filters or {}),
        **study.reading,
        **named(study.reader or FAST),
        "versions": installed(),
        "lexicons": lexicon_digests(),
        "models": model_digests(study.reader or FAST),
        "files": {name: digest_bytes(content) for name, content in contents.items()},
        "left_out": left_out,
    }


def zipped(contents: Mapping[str, bytes]) -> bytes:
    """A zip archive without clock and owner: the same contents give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in sorted(contents.items()):
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()
