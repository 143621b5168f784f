import json

import pytest
from click.testing import CliRunner
from little_study import little_study

from analysis.base.errors import CorpusError, OutputError
from analysis.cli import main
from analysis.corpus.paths import find_input, find_output
from analysis.study.runs.notebooks import read_notebook
from analysis.study.runs.plan import plan
from analysis.study.runs.study import read_study
from analysis.study.runs.working_folder import lab_options, make_folder

DEBATES = (
    "nr;camp;day;words said\n"
    "k1;blue;2019-05-01;We may well stay if they ask us to.\n"
    "k2;red;2020-05-01;They must perhaps leave before the winter.\n"
    "k3;blue;2021-05-01;It should be about right for all of us.\n"
    "k4;red;2022-05-01;We will certainly never go without a vote.\n"
)


@pytest.fixture
def debates(tmp_path):
    path = tmp_path / "all debates.csv"
    path.write_text(DEBATES, encoding="utf-8")
    return path


def test_a_folder_for_a_table_opens_it_everywhere(debates, tmp_path, monkeypatch):
    made = make_folder(tmp_path / "work", debates)
    assert made.found[:2] == ("text: the column 'words said'", "id: the column 'nr'")
    study = read_study(made.folder / made.study)
    assert (study.corpus, study.text_column, study.id_column) == ("../all debates.csv", "words said", "nr")
    notebook = read_notebook(made.folder / "notebooks/03_hedging.ipynb")
    given = {name: notebook.parameters[name].default for name in ("corpus", "text_column", "id_column")}
    assert given == {"corpus": "../all debates.csv", "text_column": "words said", "id_column": "nr"}
    monkeypatch.chdir(made.folder / "notebooks")
    assert find_input(given["corpus"]).samefile(debates)
    assert find_output("figures") == made.folder / "figures"


def test_a_study_of_a_table_knows_its_groups_and_periods(debates, tmp_path):
    make_folder(tmp_path / "work", debates)
    study = read_study(tmp_path / "work/study.yaml")
    steps = {step.name: step.effective for step in plan(study, tmp_path / "work")}
    assert {name: steps["08_compare"][name] for name in "ab"} == {"a": "blue", "b": "red"}
    assert steps["08_compare"]["group"] == "camp"
    assert "JD Vance" not in (tmp_path / "work/study.yaml").read_text("utf-8")


def test_the_readme_has_five_lines_and_names_the_study(debates, tmp_path):
    make_folder(tmp_path / "work", debates)
    lines = (tmp_path / "work/README.md").read_text("utf-8").splitlines()
    assert [line[:3] for line in lines if line[:1].isdigit()] == ["1. ", "2. ", "3. ", "4. ", "5. "]
    assert "hedgerow run study.yaml" in lines[3]


def test_without_a_corpus_it_holds_what_the_suite_brings(tmp_path):
    made = make_folder(tmp_path / "tryout")
    assert {path.name for path in made.folder.iterdir()} == {
        *("README.md", "notebooks", "seeds", "studies", "texts")
    }
    assert plan(read_study(made.folder / made.study), made.folder / "studies")
    assert "terms" in (made.folder / "texts/sources.toml").read_text("utf-8")


def test_nothing_is_written_over(debates, tmp_path):
    (tmp_path / "work").mkdir()
    (tmp_path / "work/README.md").write_text("mine")
    with pytest.raises(OutputError, match=r"README\.md: is there already; give another folder"):
        make_folder(tmp_path / "work", debates)
    assert [path.name for path in (tmp_path / "work").iterdir()] == ["README.md"]


def test_a_corpus_that_is_not_there_makes_nothing(tmp_path):
    with pytest.raises(CorpusError, match="no such file or folder"):
        make_folder(tmp_path / "work", tmp_path / "gone")
    assert not (tmp_path / "work").exists()


def test_a_table_without_any_text_makes_nothing(tmp_path):
    (tmp_path / "numbers.csv").write_text("a,b\n1,2\n")
    with pytest.raises(CorpusError, match="no column 'text'"):
        make_folder(tmp_path / "work", tmp_path / "numbers.csv")
    assert not (tmp_path / "work").exists()


def test_the_command_says_what_was_found_and_what_to_do(debates, tmp_path):
    result = CliRunner().invoke(main, ["new", str(tmp_path / "work"), str(debates)])
    assert result.exit_code == 0, result.output
    assert "text: the column 'words said'" in result.output
    assert "hedgerow lab\n  hedgerow run study.yaml\n" in result.output


def test_lab_opens_on_the_tour_with_a_shell_that_keeps_the_path(tmp_path, monkeypatch):
    little_study(tmp_path)
    monkeypatch.setenv("SHELL", "/bin/bash")
    assert "--LabApp.default_url=/lab" in lab_options(tmp_path)
    (tmp_path / "notebooks/00_explore.ipynb").write_text(json.dumps({}))
    options = lab_options(tmp_path)
    assert "--LabApp.default_url=/lab/tree/notebooks/00_explore.ipynb" in options
    assert options[-1].endswith("['/bin/bash']}")


def test_lab_in_a_folder_that_is_not_there(tmp_path):
    result = CliRunner().invoke(main, ["lab", str(tmp_path / "none")])
    assert result.exit_code == 1
    assert "make one with: hedgerow new" in result.output
