"""The tour and the frozen view, run by papermill where nobody is there to click."""

import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pandas as pd

from analysis import RunOptions, open_corpus
from analysis.study.explorer import View, freeze

ROOT = Path(__file__).parents[2]


def executed(name, folder, **given):
    """A notebook run by papermill in a folder, read again."""
    values = json.dumps({"corpus": "seeds", **given})
    command = [
        sys.executable,
        "-m",
        "papermill",
        str(ROOT / "notebooks" / f"{name}.ipynb"),
        "out.ipynb",
        "-y",
        values,
    ]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return nbformat.read(folder / "out.ipynb", as_version=4)


def test_the_tour_runs_without_a_reader_and_writes_nothing(tmp_path):
    notebook = executed("00_explore", tmp_path)
    shown = {cell.id: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}
    assert shown["open"][0].data["text/plain"].startswith("Run card: 00_explore\n")
    assert set(shown["explore"][0].data) == {"text/plain", "text/html"}
    assert not [one for outputs in shown.values() for one in outputs if one.output_type == "stream"]
    assert [path.name for path in tmp_path.iterdir()] == ["out.ipynb"]


def test_the_papermill_line_of_a_frozen_view_runs(tmp_path):
    (tmp_path / "talk.txt").write_text("“Perhaps,” said Ann Lee. It may rain, and we will perhaps stay. " * 9)
    view = View(open_corpus(tmp_path / "talk.txt", run=RunOptions("explorer")), ("hedges",), ("voice",))
    frozen = freeze(view, tmp_path / "by voice.yaml")
    line = f"{sys.executable} -m {frozen.papermill}"
    subprocess.run(line, shell=True, cwd=tmp_path, check=True, capture_output=True)
    made = pd.read_csv(tmp_path / "figures" / "by-voice" / "09_view.csv")
    assert list(made["n"]) == list(view.rates["n"])
    notebook = nbformat.read(tmp_path / "by voice.ipynb", as_version=4)
    assert not [
        one for cell in notebook.cells for one in cell.get("outputs", []) if one.output_type == "stream"
    ]
