"""Rerun the recipe of a figure and compare: *identical*, *same numbers*, or *differs, here*.

Identical: every file has the same bytes. Same numbers: the table drawn is the same, though a picture
or a record is not (another version of a library, a rounding in the last digit). Otherwise the verdict
names the inputs that have changed and the cells that differ.
"""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.digests import digest_file
from analysis.errors import CorpusError, HedgerowError, StudyError
from analysis.paths import find_input
from analysis.provenance.passports import Recipe, read_recipe
from analysis.runs.notebooks import Notebook, find_notebook, read_notebook
from analysis.runs.plan import INPUTS, Step, step_for
from analysis.runs.table_diff import compare_tables, read_table

IDENTICAL = "identical"
SAME = "same numbers"
DIFFERS = "differs, here"
CELLS = 5
"""Number of differing cells that are named."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rerun said of one figure; `details` say where and why it is not identical."""

    figure: str
    verdict: str
    details: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join([f"{self.figure}: {self.verdict}", *(f"  {line}" for line in self.details)])


def verify_figures(
    paths: Sequence[str | Path], *, corpus: str | Path | None = None, own_notebooks: bool = False
) -> list[Verdict]:
    """One verdict for each figure, in order; figures of one notebook and recipe share one rerun.

    The corpus is looked up by the name in the recipe, from the figure's folder and from here, unless
    `corpus` says where it is. The notebook is looked up from the same places, with `own_notebooks`
    only from here. A figure without a recipe raises `StudyError`, a missing corpus
    `CorpusError`; a notebook that fails is a difference.
    """
    recipes = [read_recipe(path) for path in paths]
    with tempfile.TemporaryDirectory(prefix="hedgerow-verify-") as scratch:
        remade: dict[str, Path | HedgerowError] = {}
        verdicts = []
        for recipe in recipes:
            step = _step(recipe, corpus, own_notebooks)
            if step.key not in remade:
                remade[step.key] = _remake(step, Path(scratch) / f"{len(remade)}")
            verdicts.append(_verdict(recipe, remade[step.key]))
        return verdicts


def _step(recipe: Recipe, corpus: str | Path | None, own_notebooks: bool) -> Step:
    """The recipe as a step that can be run."""
    notebook = _notebook(recipe, [Path.cwd()] if own_notebooks else [recipe.folder, Path.cwd()])
    parameters = {name: value for name, value in recipe.parameters.items() if name in notebook.parameters}
    names: dict[str, str] = {}
    for name in INPUTS:
        if recorded := str(parameters.get(name) or ""):
            here = find_input(corpus) if name == "corpus" and corpus else _input(recipe, name, recorded)
            parameters[name] = str(here)
            if not Path(recorded).is_absolute() and ".." not in Path(recorded).parts:
                names[name] = recorded
    return step_for(notebook, parameters, Path.cwd(), names)


def _notebook(recipe: Recipe, places: Sequence[Path]) -> Notebook:
    for near in places:
        try:
            return read_notebook(find_notebook(recipe.notebook, near))
        except StudyError as error:
            missing = error
    raise StudyError(f"{recipe.path}: made by {missing}")


def _input(recipe: Recipe, kind: str, name: str) -> Path:
    for here in (recipe.folder.resolve(), Path.cwd()):
        try:
            return find_input(name, here=here)
        except CorpusError:
            continue
    right = "say where it is with --corpus" if kind == "corpus" else "put it beside the figure or here"
    raise CorpusError(f"{recipe.path}: its {kind} {name!r} cannot be found; {right}")


def _remake(step: Step, folder: Path) -> Path | HedgerowError:
    from analysis.runs.execution import execute

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
        return Verdict(shown, DIFFERS, (*changed, *cells))
    return Verdict(shown, SAME, (*changed, *_other_bytes(recipe, new)))


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
        yield from compare_tables(read_table(old_table), read_table(new_table))
    elif recipe.id != new.id:
        yield f"table, title or caption: figure {recipe.id} -> {new.id}"


def first_lines(lines: Iterable[str]) -> Iterator[str]:
    """The first differences, and how many more there are."""
    found = list(lines)
    yield from found[:CELLS]
    if len(found) > CELLS:
        yield f"… and {len(found) - CELLS} more"
