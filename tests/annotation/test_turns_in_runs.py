"""How turns are marked, said in a study: checked, given to every notebook, recorded, packed, verified."""

import json
import zipfile
from pathlib import Path

import pytest
from little_study import COUNT, PARAMETERS, little_study, shipped, write_notebook

from analysis import ReadingOptions, RunOptions, open_corpus
from analysis.base.errors import StudyError
from analysis.study.runs.notebooks import read_notebook
from analysis.study.runs.pack import pack_study
from analysis.study.runs.replication import verify_pack
from analysis.study.runs.study import read_study

MARKED = "ANN LEA // We may go on.\nBOB RAY // We must not.\nANN LEA // Perhaps we could.\n"
PATTERN = "(?P<name>[A-Z ]+) //"
SUITE = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
SUITE = [path for path in SUITE if path.stem != "13_coverage"]  # of two corpora, read as they are found


@pytest.mark.parametrize("path", SUITE, ids=lambda path: path.stem)
def test_every_notebook_takes_turns(path):
    parameter = read_notebook(path).parameters["turns"]
    assert (parameter.default, parameter.kind) == ("", "str")
    assert "turns=turns" in path.read_text("utf-8")


def test_a_bench_reads_turns_as_told_and_records_it(write):
    corpus = write("texts/hearing.txt", MARKED).parent
    told = open_corpus(corpus, reading=ReadingOptions(turns=PATTERN), run=RunOptions("test"))
    assert set(told.statements["voice"]) == {"Ann Lea", "Bob Ray"}
    assert told.origin.parameters["turns"] == PATTERN
    untold = open_corpus(corpus, run=RunOptions("test"))
    assert "Ann Lea" not in set(untold.statements["voice"])
    assert "turns" not in untold.origin.parameters


def test_a_bench_says_what_is_no_layout(write):
    with pytest.raises(StudyError, match="turns: 'columns' is no layout"):
        open_corpus(write("texts/hearing.txt", MARKED).parent, reading=ReadingOptions(turns="columns"))


def test_a_study_names_a_layout_or_a_pattern(write):
    head = "name: s\ncorpus: texts\nnotebooks: [01_statements]\nturns: "
    assert read_study(write("study.yaml", f"{head}own, colon\n")).turns == "own, colon"
    assert read_study(write("study.yaml", f"{head}'{PATTERN}'\n")).turns == PATTERN
    with pytest.raises(StudyError, match=r"study\.yaml:4: 'turns' 'columns' is no layout"):
        read_study(write("study.yaml", f"{head}columns\n"))


def test_a_pack_is_verified_with_the_turns_of_its_study(tmp_path, monkeypatch):
    study = little_study(tmp_path, f"turns: '{PATTERN}'")
    (tmp_path / "seeds/a.txt").write_text(MARKED)
    cells = "FIGURE, NAME = 'words', '01_words'\n" + COUNT
    write_notebook(tmp_path / "notebooks/01_words.ipynb", cells, parameters=PARAMETERS + 'turns = ""\n')
    monkeypatch.chdir(tmp_path)
    with shipped(tmp_path):
        pack = pack_study(study, tmp_path / "little.zip", runs_dir=tmp_path / "runs").path
        tables = [one for one in verify_pack(pack, tmp_path / "seeds") if one.figure.endswith(".csv")]
    with zipfile.ZipFile(pack) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    assert json.loads(contents["pack.json"])["turns"] == PATTERN
    assert b"Bob Ray" in contents["statements.csv"]
    assert tables
    assert {one.verdict for one in tables} == {"identical"}
