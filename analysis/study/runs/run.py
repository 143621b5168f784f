"""A study file -> a run folder: executed notebooks, figures, reports and the record `run.json`.

    runs/seed-3f9a1c20d4/          study, and a digest of all that the results depend on
        run.json                   parameters, inputs, versions, seed, outputs with their digests
        timing.json                how long it took: the one file that differs from run to run
        index.html                 the run to read; opens from disk
        figures/  notebooks/  reports/      below each, one folder for each case of a matrix
        gathered/                  tables of a matrix, all cases in one

The name of the folder changes with anything that could change a result, so a finished run is never
overwritten. What an earlier run of the study made from the same things is copied, not run again, and
a run that was broken off goes on where it stopped.
"""

import json
import logging
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

from filelock import FileLock, Timeout

from analysis.annotation.notes.noted import notes_in_words
from analysis.annotation.writing.summary import counted
from analysis.annotation.writing.workers import sensible
from analysis.base.digests import digest_bytes, digest_package, digest_value, files_below, installed
from analysis.base.errors import OutputError, StudyError
from analysis.base.format_versions import RUN
from analysis.base.wording import left_out_in_words
from analysis.study.runs.gather import gather
from analysis.study.runs.plan import OUT, Step, plan
from analysis.study.runs.run_folder import (
    STEPS,
    Done,
    as_json,
    current,
    note_time,
    place,
    place_together,
    remember,
    reuse,
)
from analysis.study.runs.study import PICTURES, Study, read_study

WORK = ".work"
FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run: its folder, the steps executed and reused, the figure files published."""

    folder: Path
    executed: tuple[str, ...]
    reused: tuple[str, ...]
    published: tuple[Path, ...]


def run_study(
    path: str | Path,
    *,
    jobs: int = 1,
    force: bool = False,
    runs_dir: str | Path = "runs",
    report: Callable[[str], None] | None = None,
) -> Run:
    """Run a study and publish its figures; `report` is told about every step.

    Parameters are checked before the first kernel starts. A notebook that fails is kept under
    `failed/` and named in the `StudyError`; results that were there before stay as they are.
    `OutputError` where a folder cannot be written or a declared output is missing or empty.

    >>> run_study("studies/seed.yaml").folder.name          # doctest: +SKIP
    'seed-3f9a1c20d4'
    """
    path = Path(path)
    study = read_study(path)
    steps = _planned(study, path)
    folder = Path(runs_dir) / f"{study.name}-{_run_digest(study, steps)[:10]}"
    with _writing(folder), _only_one(folder), _saying_what_is_kept(folder, path):
        done = _all_steps(steps, folder, jobs=jobs, force=force, report=report or str)
        _describe(study, steps, done, folder)
        for name, one in done.items():
            if report and (known := left_out_of(one, folder)):
                report(f"{name}: {left_out_in_words(known['left_out'], named='names in run.json')}")
        _tell(report, _said_of_texts(done, folder))
        published = _publish(study, steps, done, folder, path.parent)
    return Run(
        folder=folder,
        executed=tuple(name for name, one in done.items() if not one.reused),
        reused=tuple(name for name, one in done.items() if one.reused),
        published=tuple(published),
    )


@contextmanager
def _saying_what_is_kept(folder: Path, study: Path) -> Iterator[None]:
    """Say, when the user or the system stops the run, what is kept and how to go on."""
    try:
        yield
    except KeyboardInterrupt as error:
        logging.getLogger("asyncio").disabled = True  # tasks of kernels that end with us are no news
        done = len(list((folder / STEPS).glob("*.json")))
        kept = f"{counted(done, 'finished notebook')} {'is' if done == 1 else 'are'} kept in {folder}"
        raise StudyError(f"stopped ({kept}; the same command goes on: hedgerow run {study})") from error


def _planned(study: Study, path: Path) -> list[Step]:
    try:
        return plan(study, path.parent)
    except StudyError as error:
        raise StudyError(f"{path}: {error}") from error


def _run_digest(study: Study, steps: Sequence[Step]) -> str:
    return digest_value([study.title, [[step.name, step.key] for step in steps]])


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Make the folder; whatever the system refuses in it is an `OutputError`."""
    try:
        (folder / STEPS).mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        name = Path(error.filename).name if error.filename else "a file"
        raise OutputError(
            f"run {folder.name}: {name} cannot be written ({error.strerror}); "
            "give a folder that can be written and has room with --runs-dir"
        ) from error


@contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    """Keep a second run out of the folder, and clear away what a run that was killed left in it."""
    try:
        with FileLock(folder / ".lock", timeout=0):
            shutil.rmtree(folder / WORK, ignore_errors=True)
            try:
                yield
            finally:
                shutil.rmtree(folder / WORK, ignore_errors=True)
    except Timeout as error:
        raise StudyError(f"{folder.name}: another run is writing here; wait until it is done") from error


def _all_steps(
    steps: Sequence[Step], folder: Path, *, jobs: int, force: bool, report: Callable[[str], object]
) -> dict[str, Done]:
    """Every step done, `jobs` at a time; after a failure no further step begins."""

    def one(step: Step) -> Done:
        done = None if force else reuse(step, folder)
        report(f"{step.name}: {'unchanged' if done else 'running'}")
        return done or _executed(step, folder)

    if jobs == 1:
        return {step.name: one(step) for step in steps}
    return _in_parallel(one, steps, sensible(jobs))


def _in_parallel(one: Callable[[Step], Done], steps: Sequence[Step], jobs: int) -> dict[str, Done]:
    stopped = Event()

    def unless_stopped(step: Step) -> Done | None:
        try:
            return None if stopped.is_set() else one(step)
        except BaseException:
            stopped.set()
            raise

    with ThreadPoolExecutor(jobs) as pool:
        try:
            futures = {step.name: pool.submit(unless_stopped, step) for step in steps}
            results = {name: future.result() for name, future in futures.items()}
        finally:
            stopped.set()  # an interrupt lets running notebooks end and begins no other
    return {name: done for name, done in results.items() if done}


def _executed(step: Step, folder: Path) -> Done:
    """Run one step in a folder of its own and put what it made into the run folder, its record last."""
    from analysis.study.runs.execution import NotebookFailedError, execute

    (folder / WORK).mkdir(exist_ok=True)
    kept = folder / FAILED / f"{step.name}.ipynb"
    began = time.monotonic()
    with tempfile.TemporaryDirectory(dir=folder / WORK, ignore_cleanup_errors=True) as work:
        try:
            notebook, figures = execute(step, Path(work))
        except NotebookFailedError as error:
            place(kept, error.notebook)
            raise StudyError(f"{error}; see {kept.as_posix()}") from error
        check_outputs(step, figures)
        made = _results(step, notebook, figures)
        for name, content in made.items():
            place(folder / name, content)
    kept.unlink(missing_ok=True)
    done = Done(step.key, {name: digest_bytes(content) for name, content in made.items()})
    note_time(folder, step, time.monotonic() - began)
    remember(folder, step, done)
    return done


def _results(step: Step, notebook: bytes, figures: Path) -> dict[str, bytes]:
    """The files of one step by their path in the run folder."""
    from analysis.study.runs.run_report import notebook_report

    depth = step.name.count("/") + 1
    below = f"{OUT}/{step.case}/" if step.case else f"{OUT}/"
    return {
        f"notebooks/{step.name}.ipynb": notebook,
        f"reports/{step.name}.html": notebook_report(notebook, step.notebook.title, depth=depth),
        **{below + name: (figures / name).read_bytes() for name in files_below(figures)},
    }


def check_outputs(step: Step, figures: Path) -> None:
    """A notebook must write something, and each figure that it declares with all files of its record.

    Raises `OutputError` naming what is missing or empty.
    """
    sizes = {name: (figures / name).stat().st_size for name in files_below(figures)}
    if not sizes:
        raise OutputError(f"{step.name}: the notebook wrote no figure; save at least one with save_figure")
    for name, size in sizes.items():
        if not size:
            raise OutputError(f"{step.name}: the output {name} is empty")
    for name in step.notebook.outputs:
        if f"{name}.json" not in sizes and name not in sizes:
            raise OutputError(f"{step.name}: the declared output {name!r} was not written")
    for record in (name for name in sizes if name.endswith(".json")):
        for name in json.loads((figures / record).read_bytes()).get("files", ()):
            if name not in sizes:
                raise OutputError(f"{step.name}: {record} names {name}, which was not written")


def _describe(study: Study, steps: Sequence[Step], done: Mapping[str, Done], folder: Path) -> None:
    """Write what tells of the whole run: gathered tables, index.html and, last, run.json."""
    outputs = {name: digest for one in done.values() for name, digest in one.outputs.items()}
    for name, content in gather(steps, folder).items():
        place(folder / name, content)
        outputs[name] = digest_bytes(content)
    record = _record(study, steps, done, folder) | {"outputs": dict(sorted(outputs.items()))}
    if current(folder / "run.json") == as_json(record) and (folder / "index.html").is_file():
        return
    from analysis.study.runs.run_report import run_index

    place(folder / "index.html", run_index(record, folder))
    place(folder / "run.json", as_json(record))


def _record(study: Study, steps: Sequence[Step], done: Mapping[str, Done], folder: Path) -> dict[str, Any]:
    """What was run on what: the content of run.json, without paths of the machine and without times."""
    from analysis.study.provenance.origin import lexicon_digests, model_digests

    return {
        **RUN.said,
        "run": folder.name,
        "study": study.name,
        "title": study.title,
        "seed": study.seed,
        "versions": installed(),
        "package": digest_package(),
        "lexicons": lexicon_digests(),
        "models": model_digests(),
        "steps": [_step_record(step, done[step.name], folder) for step in steps],
    }


def _step_record(step: Step, done: Done, folder: Path) -> dict[str, Any]:
    return {
        "name": step.name,
        "notebook": step.notebook.name,
        "title": step.notebook.title,
        "question": step.notebook.question,
        "case": dict(step.values),
        "parameters": step.effective,
        "inputs": dict(step.input_digests),
        "digest": step.notebook.digest,
        **left_out_of(done, folder),
        **_corpus_says("notes", done, folder),
        "figures": {one.get("figure", ""): one["id"] for one in _figure_records(done, folder)},
        "outputs": sorted(done.outputs),
    }


def left_out_of(done: Done, folder: Path) -> dict[str, Any]:
    """What of its corpus a step could not read or annotate (`analysis.annotation.left_out`), under the key
    `left_out`.

    Its figures say so; empty where everything is in.
    """
    return _corpus_says("left_out", done, folder)


def _corpus_says(key: str, done: Done, folder: Path) -> dict[str, Any]:
    """What the records of a step's figures say of its corpus under a key; empty where they say nothing."""
    corpora = (one.get("corpus") or {} for one in _figure_records(done, folder))
    return next(({key: corpus[key]} for corpus in corpora if corpus.get(key)), {})


def _tell(report: Callable[[str], None] | None, lines: Iterable[str]) -> None:
    if report:
        for line in lines:
            report(line)


def _said_of_texts(done: Mapping[str, Done], folder: Path) -> list[str]:
    """What looks wrong about the texts (`analysis.annotation.notes`), once where all steps say the same."""
    notes = (_corpus_says("notes", one, folder).get("notes", {}) for one in done.values())
    said = (f"{what}: {texts}" for record in notes for what, texts in notes_in_words(record).items())
    return [f"note: {line}" for line in dict.fromkeys(said)]


def _figure_records(done: Done, folder: Path) -> list[dict[str, Any]]:
    """The record of each figure: what a picture says of itself leads here."""
    records = [folder / name for name in sorted(done.outputs) if name.endswith(".json")]
    found = [json.loads(record.read_bytes()) for record in records]
    return [one for one in found if isinstance(one, dict) and "id" in one]


def _publish(
    study: Study, steps: Sequence[Step], done: Mapping[str, Done], folder: Path, home: Path
) -> list[Path]:
    """Copy the figures of each step to the study's folder of figures: all of a step or none."""
    if study.figures is None:
        return []
    unwanted = {f".{kind}" for kind in PICTURES if study.formats and kind not in study.formats}
    published: list[Path] = []
    for step in steps:
        names = [name for name in done[step.name].outputs if name.startswith(f"{OUT}/")]
        wanted = [name for name in names if Path(name).suffix not in unwanted]
        files = {home / study.figures / name.removeprefix(f"{OUT}/"): folder / name for name in wanted}
        try:
            place_together({new: old for new, old in files.items() if current(new) != current(old)})
        except OSError as error:
            reason = f"the figures of {step.name} cannot be published ({error.strerror}), none was replaced"
            raise OutputError(
                f"{study.figures}: {reason}; name a folder with room under `figures`"
            ) from error
        published += files
    return published
