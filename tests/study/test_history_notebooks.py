"""The notebooks on time and on two groups, executed on the seed: one text, and they say so."""

import json
from pathlib import Path

import nbformat
import papermill
import pytest

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
NAMES = ["07_over_time", "08_compare", "14_models"]
METHODS = NAMES[:2]


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("elsewhere")
    for name in NAMES:
        papermill.execute_notebook(
            str(NOTEBOOKS / f"{name}.ipynb"),
            str(folder / f"{name}.ipynb"),
            {"corpus": "seeds", "out_dir": str(folder)},
            kernel_name="python3",
            progress_bar=False,
            cwd=str(folder),
        )
    return folder


def outputs(executed, name):
    notebook = nbformat.read(executed / f"{name}.ipynb", as_version=4)
    return {cell.id: cell.outputs for cell in notebook.cells if cell.cell_type == "code" and cell.outputs}


@pytest.mark.parametrize("name", NAMES)
def test_it_writes_what_it_declares_and_warns_of_nothing(name, executed):
    for figure in nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4).metadata["hedgerow"]["outputs"]:
        record = json.loads((executed / f"{figure}.json").read_text("utf-8"))
        assert record["alt"]
        assert "nan" not in record["alt"]
        assert (executed / f"{figure}.pdf").stat().st_size > 0
    assert not [
        one for cell in outputs(executed, name).values() for one in cell if one.output_type == "stream"
    ]


def test_one_text_is_not_tested(executed):
    shown = outputs(executed, "08_compare")["tests"][0].data["text/plain"]
    assert "a rank test of 1 text in both cannot fall below p = 1, of 6 it can" in shown


def test_the_methods_are_written_down(executed):
    for name in METHODS:
        assert "The corpus seeds holds 1 text of " in outputs(executed, name)["method"][0].data["text/plain"]
