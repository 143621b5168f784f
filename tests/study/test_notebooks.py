"""The notebooks are prose that runs: their shape, and each of them executed by papermill on the seed."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import nbformat
import papermill
import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SUITE = ["01_statements", "02_modal_verbs", "03_hedging", "04_conditionality", "05_voices"]
RUN = [*SUITE, "gallery"]
"""Notebooks that are executed here; those that need more than one text have tests of their own."""
COMMON = {"corpus", "voices", "per", "out_dir", "seed"}
ONE_CORPUS = {"voices", "per"}
"""What a notebook of two corpora does not ask."""
ENDINGS = ("csv", "json", "pdf", "png", "svg", "tex", "txt")

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
each_executed = pytest.mark.parametrize(
    "path", [ROOT / "notebooks" / f"{name}.ipynb" for name in RUN], ids=RUN
)


def read(path):
    return nbformat.read(path, as_version=4)


def code_cells(path):
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def outputs_of(path):
    return read(path).metadata["hedgerow"]["outputs"]


def parameters(path):
    return next(cell for cell in code_cells(path) if "parameters" in cell.metadata.get("tags", []))


def test_the_suite_is_whole():
    assert [path.stem for path in NOTEBOOKS if path.stem in SUITE] == SUITE


@each_notebook
def test_it_is_a_valid_notebook_with_fixed_cell_names(path):
    notebook = read(path)
    nbformat.validate(notebook)
    names = [cell.id for cell in notebook.cells]
    assert len(set(names)) == len(names)
    assert all(name.replace("-", "").isalpha() for name in names), "name cells by what they do"
    assert notebook.metadata.kernelspec.name == "python3"


@each_notebook
def test_the_title_is_a_question(path):
    first = read(path).cells[0]
    assert first.cell_type == "markdown"
    assert first.source.startswith("# ")
    assert first.source.splitlines()[0].endswith("?")


@each_notebook
def test_exactly_one_parameters_cell_of_plain_literals_each_with_a_comment(path):
    tagged = [cell for cell in code_cells(path) if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    assert tagged[0] is not None
    statements = ast.parse(tagged[0].source).body
    names = {ast.unparse(getattr(one, "target", None) or one.targets[0]) for one in statements}
    assert names >= COMMON - (ONE_CORPUS if path.stem == "13_coverage" else set())
    for statement in statements:
        ast.literal_eval(statement.value)
    assert all("  # " in line for line in tagged[0].source.splitlines())


@each_notebook
def test_no_output_is_stored(path):
    assert all(not cell.outputs and cell.execution_count is None for cell in code_cells(path))


@each_notebook
def test_cells_are_thin(path):
    for cell in code_cells(path):
        assert len(cell.source.splitlines()) <= 13 or cell.id == "parameters", cell.id
        kinds = (ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While)
        assert not [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, kinds)], cell.id


@each_notebook
def test_prose_stands_before_every_step(path):
    cells = read(path).cells
    words = sum(len(cell.source.split()) for cell in cells if cell.cell_type == "markdown")
    lines = sum(len(cell.source.splitlines()) for cell in code_cells(path))
    assert words >= 4 * lines


@each_notebook
def test_the_file_is_written_as_nbformat_writes_it(path):
    assert path.read_text("utf-8") == nbformat.writes(read(path), version=4, indent=1) + "\n"


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    return tmp_path_factory.mktemp("elsewhere")


@pytest.fixture
def executed(path, elsewhere, monkeypatch):
    """The folder where a notebook was run on the seed (once for all tests), and its copy with outputs."""
    monkeypatch.chdir(elsewhere)
    if not (elsewhere / path.name).exists():
        papermill.execute_notebook(
            str(path), path.name, {"corpus": "seeds"}, kernel_name="python3", progress_bar=False
        )
    return elsewhere


@each_executed
def test_it_runs_on_the_seed_and_writes_what_it_declares(path, executed):
    for name in outputs_of(path):
        for ending in ENDINGS:
            assert (executed / "figures" / f"{name}.{ending}").stat().st_size > 0


@each_executed
def test_the_first_output_is_the_run_card(path, executed):
    shown = [cell for cell in code_cells(executed / path.name) if cell.outputs]
    card = shown[0].outputs[0].data
    assert card["text/plain"].startswith(f"Run card: {path.stem}\n")
    assert "seeds (digest " in card["text/plain"]
    assert "<table" in card["text/html"]


@each_executed
def test_it_runs_without_a_warning_and_names_nothing_of_the_machine(path, executed):
    outputs = [output for cell in code_cells(executed / path.name) for output in cell.outputs]
    assert not [output.text for output in outputs if output.output_type == "stream"]
    said = json.dumps(outputs)
    for secret in (str(executed), str(ROOT), str(Path.home()) + "/"):
        assert secret not in said


@each_executed
def test_it_ends_with_its_evidence(path, executed):
    last = code_cells(executed / path.name)[-1]
    assert "<table" in last.outputs[0].data["text/html"]


@each_executed
def test_figures_in_the_repository_are_those_of_the_seed(path, executed):
    """What `make figures` commits, byte for byte in numbers and words."""
    if path.stem not in SUITE:
        pytest.skip("not among the figures of the seed")
    for figure in outputs_of(path):
        for ending in ("csv", "txt", "tex"):
            committed = ROOT / "figures" / f"{figure}.{ending}"
            assert (executed / "figures" / committed.name).read_text("utf-8") == committed.read_text("utf-8")


def test_papermill_on_the_command_line_from_another_folder(tmp_path):
    corpus = tmp_path / "speech.txt"
    corpus.write_text("Perhaps we should go. If it rains, we will stay.\n")
    notebook = ROOT / "notebooks" / "03_hedging.ipynb"
    command = [sys.executable, "-m", "papermill", str(notebook), "out.ipynb", "-p", "corpus", "speech.txt"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    record = json.loads((tmp_path / "figures" / "03_hedging.json").read_text("utf-8"))
    assert record["corpus"] | {"digest": ""} == {
        "name": "speech.txt",
        "documents": 1,
        "words": 10,
        "digest": "",
    }
    assert record["parameters"]["corpus"] == "speech.txt"


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("02_modal_verbs", {}),
        ("03_hedging", {"export": "lines.csv"}),
        ("05_voices", {"per": "100 sentences"}),
    ],
)
def test_corrected_rates_stand_beside_the_raw_ones_when_asked_for(name, given, tmp_path):
    source, target = ROOT / "notebooks" / f"{name}.ipynb", tmp_path / "out.ipynb"
    chosen = {"corpus": "seeds", "out_dir": str(tmp_path), "correct": True, **given}
    papermill.execute_notebook(str(source), str(target), chosen, kernel_name="python3", progress_bar=False)
    shown = next(cell for cell in code_cells(target) if cell.id == "corrected").outputs[0]
    caption, head = (line.split() for line in shown.data["text/plain"].splitlines()[:2])
    assert caption[:6] == ["Corrected", "rates", "rest", "on", "the", "labels"]
    assert {"rate", "precision", "recall", "corrected", "corrected_low"} <= set(head)
    record = json.loads((tmp_path / f"{name}.json").read_text("utf-8"))
    assert record["parameters"]["correct"] is True
    assert all((tmp_path / file).stat().st_size for file in [given.get("export")] if file)
