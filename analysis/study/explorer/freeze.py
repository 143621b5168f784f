"""A view -> the study file that makes it again, and the command that runs it.

    freeze(view, "my-view.yaml").command        # "hedgerow run my-view.yaml"

The study is read back and planned before the file is placed, so a frozen view is one that runs.
"""

import json
import os
import re
import shlex
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from analysis.base.errors import OutputError, StudyError
from analysis.base.format_versions import STUDY
from analysis.corpus.named import named_corpus
from analysis.corpus.paths import find_output
from analysis.corpus.reading import HOW_TEXTS_ARE_READ
from analysis.study.explorer.changed_corpus import said_choice
from analysis.study.explorer.view import View
from analysis.study.runs.notebooks import find_notebook
from analysis.study.runs.plan import FIELDS, INPUTS, plan
from analysis.study.runs.run_folder import current, place
from analysis.study.runs.study import read_study

NOTEBOOK: Final = "09_view"
"""The notebook that draws a frozen view."""
ENDINGS: Final = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Frozen:
    """A study file that makes a view again.

    `command` runs it and publishes its figure; `papermill` runs the notebook alone. Both are typed in the
    folder of the file.
    """

    path: Path
    command: str
    papermill: str

    def __repr__(self) -> str:
        lines = [f"{self.path.name} is written. In its folder, run it with:", f"  {self.command}"]
        return "\n".join([*lines, "or the notebook alone with:", f"  {self.papermill}"])


def freeze(view: View, path: str | Path, *, replace: bool = False) -> Frozen:
    """Write the study that gives exactly the numbers of a view; paths in it count from its folder.

    A relative `path` counts from the project, where there is one (`analysis.corpus.paths.find_output`).
    OutputError where another file is there already (unless `replace`, and it is a study) or none can be
    written, StudyError where the view cannot be made again from files: a corpus that was never read from one.
    """
    path = find_output(path)
    if path.suffix not in ENDINGS:
        raise OutputError(f"{path.name or path}: a study is a YAML file; end its name in {ENDINGS[0]}")
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", path.stem).strip("-_") or "view"
    given = given_to(view, path.parent)
    content = _as_yaml(name, given)
    _check(content, path.parent)
    if (there := current(path)) is not None and there != content:
        if not replace:
            raise OutputError(f"{path.name}: another file is there already; give another name, or replace it")
        _check_replaced(path)
    try:
        place(path, content)
    except OSError as error:
        raise OutputError(f"{path.name}: cannot be written ({error.strerror}); give another place") from error
    notebook = find_notebook(NOTEBOOK, path.parent)
    shown = Path(os.path.relpath(notebook, path.parent.resolve())).as_posix()
    values = json.dumps(given | {"out_dir": f"figures/{name}"}, ensure_ascii=False)
    line = ["papermill", shown, f"{path.stem}.ipynb", "-y", values]
    return Frozen(path, shlex.join(["hedgerow", "run", path.name]), shlex.join(line))


def _check_replaced(path: Path) -> None:
    """OutputError unless a file is a study: decisions of readers, and texts, are never written over."""
    try:
        read_study(path)
    except StudyError as error:
        raise OutputError(f"{path.name}: is no study and is not replaced; give another name") from error


def given_to(view: View, folder: Path) -> dict[str, Any]:
    """The parameters by which the notebook makes a view, paths seen from a folder; defaults are left out."""
    corpus, recorded = view.corpus, view.corpus.origin.parameters
    if "corpus" not in corpus.inputs:
        raise StudyError("this corpus was not read from a file or a folder, so no study can name it")
    given = {
        **{name: _seen_from(folder, corpus.inputs[name]) for name in INPUTS if name in corpus.inputs},
        "filters": dict(recorded.get("filters") or {}),
        "voices": said_choice(corpus),
        "lens": corpus.lens,
        **{name: recorded[name] for name in HOW_TEXTS_ARE_READ if recorded.get(name)},
        "reader": recorded.get("reader", ""),
        "per": corpus.per,
        "layers": list(view.layers),
        "by": list(view.by),
        "top": view.top,
        "seed": corpus.seed,
    }
    return {name: value for name, value in given.items() if value not in ("", {})}


def _seen_from(folder: Path, path: Path) -> str:
    """How a study file in a folder names one of its inputs."""
    if named_corpus(str(path)):
        return str(path)
    return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()


def _as_yaml(name: str, given: Mapping[str, Any]) -> bytes:
    common = FIELDS
    study = {
        **STUDY.said,
        "name": name,
        **{field: given[field] for field in common if field in given},
        "notebooks": [
            {"notebook": NOTEBOOK, "parameters": {one: given[one] for one in given if one not in common}}
        ],
        "figures": f"figures/{name}",
    }
    head = f"# A view of the explorer. Run it with: hedgerow run {name}.yaml\n"
    body = yaml.safe_dump(study, sort_keys=False, allow_unicode=True, width=100)
    return (head + body).encode("utf-8")


def _check(content: bytes, folder: Path) -> None:
    """StudyError or CorpusError where the study would not run from this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        (file := Path(scratch) / "study.yaml").write_bytes(content)
        plan(read_study(file), folder)
