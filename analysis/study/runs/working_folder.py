"""A folder to work in, from a checkout or an installed Hedgerow: notebooks, a study, a README in five lines.

    make_folder(Path("my-study"), Path("speeches.csv"))     # notebooks/, study.yaml, README.md
    make_folder(Path("tryout"))                             # notebooks/, studies/, seeds/, texts/, README.md

What the suite brings along stands in the checkout, or inside the installed package (`HOME`).
"""

import json
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from analysis.base.errors import CorpusError, OutputError
from analysis.corpus.named import named_corpus
from analysis.corpus.paths import STUDY_FILE, exists
from analysis.study.runs.init import seen_from, write_study
from analysis.study.runs.notebooks import SHIPPED

HOME: Final = SHIPPED.parent
"""Where notebooks, studies and texts of the suite stand."""
TRYOUT: Final = ("studies", "seeds", "texts")
"""What a folder without a corpus of its own holds beside the notebooks."""
TOUR: Final = "00_explore.ipynb"
_PARAMETERS: Final = "parameters"


@dataclass(frozen=True, slots=True)
class WorkingFolder:
    """A folder that was made: its study, as seen from it, and what was found in the corpus, in words."""

    folder: Path
    study: str
    found: tuple[str, ...] = ()


def make_folder(folder: Path, corpus: Path | None = None, **reading: Any) -> WorkingFolder:
    """Make a working folder; `reading` are options of `read_corpus`.

    OutputError where something that would be written is there already; CorpusError where the corpus cannot be
    read. Then nothing was made.
    """
    if corpus and not named_corpus(str(corpus)) and not exists(corpus):
        raise CorpusError(f"{corpus}: no such file or folder; give the path of a text, a table or a folder")
    _check_free(folder, ("notebooks", "README.md", *((STUDY_FILE,) if corpus else TRYOUT)))
    made = _of_corpus(folder, corpus, reading) if corpus else _tryout(folder)
    (folder / "README.md").write_text(_README.format(study=made.study, name=folder.resolve().name), "utf-8")
    return made


def _check_free(folder: Path, names: Sequence[str]) -> None:
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder}: is a file; give the name of a folder")
    for name in names:
        if (folder / name).exists():
            raise OutputError(f"{folder / name}: is there already; give another folder, or move it elsewhere")


def _tryout(folder: Path) -> WorkingFolder:
    """The suite's own studies with their texts."""
    for name in ("notebooks", *TRYOUT):
        _copy(HOME / name, folder / name)
    return WorkingFolder(folder, "studies/seed.yaml")


def _of_corpus(folder: Path, corpus: Path, reading: Mapping[str, Any]) -> WorkingFolder:
    """A study of a corpus, and notebooks that open it."""
    profile = write_study(corpus, folder / STUDY_FILE, **reading)
    _copy(SHIPPED, folder / "notebooks")
    given = {"corpus": seen_from(folder, corpus), **profile.reading}
    for notebook in sorted((folder / "notebooks").glob("*.ipynb")):
        notebook.write_bytes(_opening(notebook.read_bytes(), given))
    return WorkingFolder(folder, STUDY_FILE, tuple(profile.found))


def _copy(source: Path, target: Path) -> None:
    try:
        shutil.copytree(source, target, ignore=shutil.ignore_patterns(".*", "__pycache__"))
    except OSError as error:
        raise OutputError(f"{target}: cannot be written ({error}); give another folder") from error


def _opening(notebook: bytes, given: Mapping[str, str]) -> bytes:
    """A notebook whose parameters have other defaults; comments stay."""
    raw = json.loads(notebook)
    for cell in raw["cells"]:
        if _PARAMETERS in cell["metadata"].get("tags", ()):
            cell["source"] = [_with_default(line, given) for line in cell["source"]]
    return (json.dumps(raw, ensure_ascii=False, indent=1) + "\n").encode()


def _with_default(line: str, given: Mapping[str, str]) -> str:
    """A line of the parameters cell with another default.

    >>> _with_default('corpus = "seeds"  # a text', {"corpus": "../a b.csv"})
    'corpus = "../a b.csv"  # a text'
    """
    name, equals, rest = line.partition(" = ")
    if name not in given or not equals:
        return line
    _, hash, comment = rest.partition("  # ")
    return f"{name} = {json.dumps(given[name], ensure_ascii=False)}{hash}{comment}"


def open_lab(folder: Path, options: Sequence[str] = ()) -> None:
    """Run JupyterLab in a folder until it is closed, on the guided tour if the folder has that.

    The folder of this Python comes first on the PATH, so that `hedgerow` works in Lab's terminals.
    CorpusError where there is no such folder.
    """
    if not folder.is_dir():
        raise CorpusError(f"{folder}: no such folder; make one with: hedgerow new {folder}")
    from jupyterlab.labapp import LabApp

    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    given = [*lab_options(folder), *options]
    os.chdir(folder)  # where its terminals begin
    LabApp.launch_instance(given)


def lab_options(folder: Path) -> list[str]:
    """What JupyterLab is told: where to begin, and a shell that keeps the PATH (a login shell does not)."""
    tour = f"/lab/tree/notebooks/{TOUR}" if (folder / "notebooks" / TOUR).is_file() else "/lab"
    shell = os.environ.get("SHELL") or ("powershell.exe" if os.name == "nt" else "sh")
    return [
        f"--notebook-dir={folder.resolve()}",
        f"--LabApp.default_url={tour}",
        f"--ServerApp.terminado_settings={{'shell_command': [{shell!r}]}}",
    ]


_README: Final = """\
# {name}

1. `hedgerow lab` opens JupyterLab here; begin with `notebooks/00_explore.ipynb`, the guided tour.
2. `hedgerow run {study}` runs the notebooks that the study lists and writes `figures/`; edit the study first.
3. `hedgerow report {study}` makes one page (and a PDF) of it: figures, methods, accuracy, bibliography.
4. Other texts: change `corpus` in the study, or in the first cell of a notebook.
5. `hedgerow --help` lists all commands; `hedgerow cite FIGURE` says how to cite a figure.
"""
