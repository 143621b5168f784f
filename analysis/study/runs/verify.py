"""Rerun the recipe of a figure: *identical*, *same numbers*, *another reader*, or *differs, here*.

Identical: every file has the same bytes. Same numbers: the table drawn is the same, though a picture
or a record is not (another version of a library, a rounding in the last digit). Another reader: the
statements were found by another careful reader than the one that is installed. Otherwise the verdict names
the inputs that have changed and the cells that differ.

A recipe may come from anybody (`docs/security.md`). It chooses among the notebooks of the suite by their
bare names, and what is run is never what stands beside it; it names its inputs, but not where they are.
A recipe that asks for more is *not checked*, with the reason; the others are.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from analysis.annotation.reader_names import CAREFUL, FAST, checked_reader
from analysis.base.digests import digest_file
from analysis.base.errors import CorpusError, HedgerowError, StudyError
from analysis.corpus.named import named_corpus
from analysis.corpus.paths import find_input, in_short
from analysis.study.provenance.passports import Recipe, read_recipe
from analysis.study.runs.notebooks import Notebook, read_notebook, shipped_notebook
from analysis.study.runs.plan import INPUTS, TAKEN, Step, step_for
from analysis.study.runs.table_diff import compare_tables, read_table

IDENTICAL = "identical"
SAME = "same numbers"
ANOTHER = "another reader"
DIFFERS = "differs, here"
UNCHECKED = "not checked"
CELLS = 5
"""Number of differing cells that are named."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rerun said of one figure; `details` say where and why it is not identical.

    >>> print(Verdict("a.pdf", UNCHECKED, ("no such file",)))
    a.pdf: not checked: no such file
    """

    figure: str
    verdict: str
    details: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.verdict == UNCHECKED:
            return f"{self.figure}: {self.verdict}: {'; '.join(self.details)}"
        return "\n".join([f"{self.figure}: {self.verdict}", *(f"  {line}" for line in self.details)])


def verify_figures(
    paths: Sequence[str | Path], *, corpus: str | Path | None = None, run_notebooks: Sequence[str | Path] = ()
) -> list[Verdict]:
    """One verdict for each figure, in order; figures of one notebook and recipe share one rerun.

    The corpus is looked up by the name in the recipe, from the figure's folder and from here, unless
    `corpus` says where it is. Only notebooks of the suite are run, and the files `run_notebooks`, for
    recipes that name them: with these, code that is not the suite's is run. Whatever cannot be checked
    is the verdict `UNCHECKED` on that figure; a notebook that fails is a difference. `StudyError` for a
    file of `run_notebooks` that is no notebook.
    """
    foreign = {Path(file).stem: read_notebook(Path(file)) for file in run_notebooks}
    with tempfile.TemporaryDirectory(prefix="hedgerow-verify-") as scratch:
        remade: dict[str, Path | HedgerowError] = {}
        verdicts = []
        for path in paths:
            try:
                recipe = read_recipe(path)
                step = _step(recipe, corpus, foreign)
            except HedgerowError as error:
                verdicts.append(Verdict(in_short(path), UNCHECKED, (_about(error, path),)))
                continue
            if step.key not in remade:
                remade[step.key] = _remake(step, Path(scratch) / f"{len(remade)}")
            verdicts.append(_verdict(recipe, remade[step.key]))
        return verdicts


def _about(error: HedgerowError, path: str | Path) -> str:
    """What an error says, without the file that the verdict names already."""
    return str(error).removeprefix(f"{in_short(path)}: ")


def _step(recipe: Recipe, corpus: str | Path | None, foreign: Mapping[str, Notebook]) -> Step:
    """The recipe as a step that can be run."""
    notebook = _notebook(recipe, foreign)
    parameters = {name: value for name, value in recipe.parameters.items() if name in notebook.parameters}
    checked_reader(parameters.get("reader", FAST))
    names: dict[str, str] = {}
    for name in INPUTS:
        if recorded := _recorded(recipe, name, parameters.get(name)):
            here = find_input(corpus) if name == "corpus" and corpus else _input(recipe, name, recorded)
            parameters[name] = str(here)
            if not _leads_out(recorded):
                names[name] = recorded
    _check_places(parameters, names.values())
    return step_for(notebook, parameters, Path.cwd(), names)


def _notebook(recipe: Recipe, foreign: Mapping[str, Notebook]) -> Notebook:
    """The notebook that a recipe may choose: one of the suite, or one that the user has named himself."""
    if recipe.notebook in foreign:
        return foreign[recipe.notebook]
    if path := shipped_notebook(recipe.notebook):
        return read_notebook(path)
    raise StudyError(
        f"its notebook {in_short(recipe.notebook)!r} is not one of the suite, and no other code is run for a "
        "recipe; if you have read and trust it, name its file with --run-notebook"
    )


def _recorded(recipe: Recipe, name: str, value: Any) -> str:
    """The name of an input as the recipe has it; '' where it has none."""
    if value is not None and not isinstance(value, str):
        raise StudyError(f"{recipe.path}: its {name} is no name of a file or folder")
    return value or ""


def _input(recipe: Recipe, kind: str, name: str) -> Path:
    """The file or folder of an input, beside the figure or here; a recipe cannot point anywhere else.

    One that leads elsewhere (an absolute path, `..`) is looked for by its last name.
    """
    right = "; say where it is with --corpus" if kind == "corpus" else ""
    wanted = PureWindowsPath(name).name if _leads_out(name) and not named_corpus(name) else name
    for here in (recipe.folder.resolve(), Path.cwd()) if wanted not in ("", "..") else ():
        try:
            found = find_input(wanted, here=here)
        except CorpusError:
            continue
        if named_corpus(wanted) or found.is_file() or found.is_dir():  # a pipe would be waited for
            return found
    raise CorpusError(f"its {kind} {in_short(name)!r} cannot be found beside the figure or here{right}")


def _leads_out(name: str) -> bool:
    """Whether a name leads out of the folder it is looked for in, on any system, or has a meaning there.

    >>> [_leads_out(name) for name in ("seeds", "texts/1990", "../seeds", "/etc", "C:seeds", "figures")]
    [False, False, True, True, True, True]
    """
    posix, windows = PurePosixPath(name), PureWindowsPath(name)
    parts = {*posix.parts, *windows.parts}
    return bool(posix.root or windows.anchor or ".." in parts) or not parts or posix.parts[0] in TAKEN


def _check_places(parameters: Mapping[str, Any], seen: Iterable[str]) -> None:
    """StudyError for a parameter by which a notebook would write or read a file elsewhere."""
    inputs = [PurePosixPath(name) for name in seen]
    for name, value in parameters.items():
        if name in (*INPUTS, "out_dir") or not isinstance(value, str) or not value:
            continue
        path = PurePosixPath(value.replace("\\", "/"))
        within = any(other == path or other in path.parents for other in inputs)
        if (within and "/" in value) or path.root or PureWindowsPath(value).drive or ".." in path.parts:
            raise StudyError(f"its {name} {in_short(value)!r} leads to a file that no recipe may choose")


def _remake(step: Step, folder: Path) -> Path | HedgerowError:
    from analysis.study.runs.execution import execute

    folder.mkdir()
    try:
        return execute(step, folder)[1]
    except HedgerowError as error:
        return error


def _verdict(recipe: Recipe, remade: Path | HedgerowError) -> Verdict:
    shown = str(recipe.path)
    if isinstance(remade, HedgerowError):
        return Verdict(shown, DIFFERS, (f"the notebook fails now: {remade}",))
    record = remade / f"{recipe.figure}.json"
    if not record.is_file():
        return Verdict(shown, DIFFERS, (f"{recipe.notebook} makes no figure {recipe.figure!r} now",))
    new = read_recipe(record)
    spoilt, changed = tuple(_spoilt(recipe)), tuple(_changed_inputs(recipe, new))
    if spoilt:
        return Verdict(shown, DIFFERS, (*spoilt, *changed))
    if _all_bytes_equal(recipe, new):
        return Verdict(shown, IDENTICAL)
    if cells := tuple(first_lines(_differences(recipe, new))):
        return Verdict(shown, DIFFERS if _reader(recipe) == _reader(new) else ANOTHER, (*changed, *cells))
    return Verdict(shown, SAME, (*changed, *_other_bytes(recipe, new)))


def _reader(recipe: Recipe) -> Mapping[str, str]:
    """What makes the careful reader another one; empty where the statements were found by the fast one."""
    if recipe.parameters.get("reader", FAST) == FAST:
        return {}
    models = {name: digest for name, digest in recipe.models.items() if CAREFUL in name.split("/")}
    return {**models, "onnxruntime": recipe.versions.get("onnxruntime", "")}


def _spoilt(recipe: Recipe) -> Iterator[str]:
    """Files that are no longer what their record says."""
    for name, digest in recipe.files.items():
        path = recipe.folder / name
        if path.is_file() and digest_file(path) != digest:
            yield f"{name} was changed after it was saved: its digest is not the recorded one"


def _all_bytes_equal(recipe: Recipe, new: Recipe) -> bool:
    if recipe.files:
        return recipe.files == new.files and recipe.record == new.record
    remade = new.folder / f"{recipe.figure}{recipe.path.suffix}"
    return remade.is_file() and remade.read_bytes() == recipe.path.read_bytes()


def _other_bytes(recipe: Recipe, new: Recipe) -> Iterator[str]:
    """Words and files that have changed though the numbers are the same."""
    for name in ("title", "caption", "alt"):
        if recipe.record.get(name) != new.record.get(name) and recipe.record:
            yield f"{name}: {recipe.record.get(name)!r} -> {new.record.get(name)!r}"
    for name, digest in recipe.files.items():
        if new.files.get(name) != digest:
            yield f"{name} has other bytes"
    if not recipe.files:
        yield f"{recipe.path.name} has other bytes"


def _changed_inputs(recipe: Recipe, new: Recipe) -> Iterator[str]:
    """What the figure was made from and what it would be made from now, where that differs."""
    for name in ("digest", "documents", "words"):
        old, now = str(recipe.corpus.get(name, "")), str(new.corpus.get(name, ""))
        if not now.startswith(old):  # a picture holds a shortened digest
            yield f"corpus {recipe.corpus.get('name', '')}: {name} {old[:12]} -> {now[:12]}"
    old, now = (str(one.corpus.get("decisions", {}).get("digest", "none")) for one in (recipe, new))
    if not now.startswith(old):
        yield f"decisions of readers: digest {old[:12]} -> {now[:12]}"
    pairs = [("lexicon", recipe.lexicons, new.lexicons), ("model", recipe.models, new.models)]
    for kind, before, after in [*pairs, ("version of", recipe.versions, new.versions)]:
        for name in sorted({*before, *after}):
            if before.get(name) != after.get(name):
                yield f"{kind} {name}: {before.get(name, 'none')} -> {after.get(name, 'none')}"


def _differences(recipe: Recipe, new: Recipe) -> Iterator[str]:
    """Where the table drawn differs; without the table its figure id tells whether it does."""
    old_table, new_table = (one.folder / f"{recipe.figure}.csv" for one in (recipe, new))
    if recipe.files and old_table.is_file() and new_table.is_file():
        try:
            yield from compare_tables(read_table(old_table), read_table(new_table))
        except StudyError as error:
            yield str(error)
    elif recipe.id != new.id:
        yield f"table, title or caption: figure {recipe.id} -> {new.id}"


def first_lines(lines: Iterable[str]) -> Iterator[str]:
    """The first differences, and how many more there are."""
    found = list(lines)
    yield from found[:CELLS]
    if len(found) > CELLS:
        yield f"… and {len(found) - CELLS} more"
