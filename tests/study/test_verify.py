import json
import shutil

import pytest
from little_study import little_study, shipped, write_notebook

from analysis.base.errors import StudyError
from analysis.study.provenance.passports import read_recipe
from analysis.study.runs.run import run_study
from analysis.study.runs.table_diff import compare_tables, parse_table
from analysis.study.runs.verify import Verdict, verify_figures


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The folder of a study that was run once, with its figures."""
    folder = tmp_path_factory.mktemp("published")
    study = little_study(folder, "figures: figures", "parameters: {per: 10}")
    run_study(study, runs_dir=folder / "runs")
    return folder


@pytest.fixture
def project(published, tmp_path):
    """A copy of it that a test may spoil."""
    return shutil.copytree(published, tmp_path / "project")


def verdicts(project, *names, **options):
    with shipped(project):
        found = verify_figures([project / "figures" / name for name in names], **options)
    return [(one.verdict, list(one.details)) for one in found]


def test_figures_that_nothing_has_changed_are_identical(project):
    assert verdicts(project, "words.svg", "words.json", "words.csv") == [("identical", [])] * 3


def test_one_changed_word_is_found(project):
    (project / "seeds/b.txt").write_text("If so, we would leave them now.")
    (verdict, details) = verdicts(project, "words.svg")[0]
    assert verdict == "differs, here"
    assert details[0].startswith("corpus seeds: digest ")
    assert details[1:] == [
        "corpus seeds: words 11 -> 13",
        "row b.txt, column words: 5 -> 7",
        "row b.txt, column per: 0.5 -> 0.7",
    ]


def test_statements_found_by_another_reader_are_no_difference_here(project):
    path = project / "figures/words.json"
    record = json.loads(path.read_text())
    record["parameters"]["reader"] = "careful"
    path.write_text(json.dumps(record))
    (project / "seeds/b.txt").write_text("If so, we would leave them now.")
    (verdict, details) = verdicts(project, "words.json")[0]
    assert verdict == "another reader"
    assert "row b.txt, column words: 5 -> 7" in details


def test_another_corpus_may_be_given(project, tmp_path):
    (project / "seeds").rename(tmp_path / "my texts")
    assert verdicts(project, "words.csv", corpus=tmp_path / "my texts") == [("identical", [])]


def test_the_same_numbers_in_other_files(project):
    path = project / "figures/words.json"
    record = json.loads(path.read_text())
    record["versions"] = {"hedgerow": "0.0.9"}
    record["files"]["words.svg"] = "0" * 64
    path.write_text(json.dumps(record))
    (project / "figures/words.svg").unlink()
    assert verdicts(project, "words.json") == [
        ("same numbers", ["version of hedgerow: 0.0.9 -> 0.1.0", "words.svg has other bytes"])
    ]


def test_a_file_that_was_edited_by_hand_is_found(project):
    path = project / "figures/words.csv"
    path.write_text(path.read_text().replace("6", "9"))
    assert verdicts(project, "words.svg") == [
        ("differs, here", ["words.csv was changed after it was saved: its digest is not the recorded one"])
    ]


@pytest.mark.parametrize(
    ("cell", "detail"),
    [
        ("corpus / 2", "the notebook fails now: 01_words: cell 3 failed: TypeError: "
         "unsupported operand type(s) for /: 'str' and 'int'"),
        ("open(out_dir + '/other.csv', 'w').write('1')", "01_words makes no figure 'words' now"),
    ],
)  # fmt: skip
def test_a_notebook_that_gives_no_such_figure(cell, detail, project):
    write_notebook(project / "notebooks/01_words.ipynb", cell)
    assert verdicts(project, "words.svg") == [("differs, here", [detail])]


def test_a_corpus_that_is_not_there(project, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for path in (project / "figures").iterdir():
        path.write_text(path.read_text().replace('"corpus": "seeds"', '"corpus": "gone"'))
    reason = "its corpus 'gone' cannot be found beside the figure or here; say where it is with --corpus"
    assert verdicts(project, "words.json") == [("not checked", [reason])]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("gone.pdf", None, "no such file; give a figure (.pdf, .svg, .png) or its record (.json)"),
        ("a.png", b"no picture",
         "no recipe in it and no record a.json beside it; was it saved by Hedgerow?"),
        ("a.pdf", b"%PDF-1.4 broken",
         "no recipe in it and no record a.json beside it; was it saved by Hedgerow?"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>",
         "no recipe in it and no record a.json beside it; was it saved by Hedgerow?"),
        ("a.json", b"[1]", "no recipe in it and no record a.json beside it; was it saved by Hedgerow?"),
    ],
)  # fmt: skip
def test_a_file_without_a_recipe(name, content, reason, tmp_path):
    path = tmp_path / name
    if content:
        path.write_bytes(content)
    with pytest.raises(StudyError) as error:
        read_recipe(path)
    assert str(error.value) == f"{path}: {reason}"
    assert verify_figures([path]) == [Verdict(str(path), "not checked", (reason,))]


@pytest.mark.parametrize("kind", ["png", "pdf", "svg"])
def test_a_picture_alone_tells_its_recipe(kind, saved, tmp_path):
    folder, record = saved
    shutil.copy(folder / f"rates.{kind}", tmp_path / f"renamed.{kind}")
    recipe = read_recipe(tmp_path / f"renamed.{kind}")
    assert (recipe.figure, recipe.id, recipe.notebook) == ("rates", record["id"], "02_modal_verbs")
    assert recipe.parameters == {"corpus": "my; seeds", "voices": ["A=b", "C"], "top": 3}
    assert recipe.corpus == {"name": "my seeds", "digest": "0123456789ab"}
    assert recipe.versions == {"hedgerow": "0.1.0", "python": "3.11"}
    assert recipe.lexicons == {"modals": "aa11"}


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """A figure as `save_figure` writes it: folder and record."""
    import pandas as pd
    from matplotlib.figure import Figure

    from analysis.study.provenance.figure_files import save_figure
    from analysis.study.provenance.origin import Origin

    class Drawn:
        origin = Origin(
            notebook="02_modal_verbs",
            parameters={"corpus": "my; seeds", "voices": ["A=b", "C"], "top": 3},
            corpus={"name": "my seeds", "documents": 1, "words": 9, "digest": "0123456789ab"},
            lexicons={"modals": "aa11"},
            models={},
            versions={"hedgerow": "0.1.0", "python": "3.11"},
            seed=1,
            denominator="1,000 words",
        )
        out_dir = tmp_path_factory.mktemp("saved")

    figure = Figure(figsize=(1, 1))
    figure.subplots().plot([1, 2])
    table = pd.DataFrame({"item": ["can"], "n": [2]})
    made = save_figure(figure, table, "rates", corpus=Drawn(), title="Rates", caption="n = 2", alt="Two.")
    return Drawn.out_dir, made.record


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("verb,n\ncan,4\n", "verb,n\ncan,4\n", []),
        ("verb,rate\ncan,0.1\n", "verb,rate\ncan,0.10000000000001\n", []),
        ("verb,rate\ncan,0.1\n", "verb,rate\ncan,0.1001\n", ["row can, column rate: 0.1 -> 0.1001"]),
        ("verb,n\ncan,\n", "verb,n\ncan,0\n", ["row can, column n: empty -> 0"]),
        ("verb,n\ncan,4\nwill,1\n", "verb,n\nwill,1\ncan,4\n", []),
        ("verb,n\ncan,4\n", "verb,n\nmay,4\n", ["row can: gone", "row may: new"]),
        ("verb,n\ncan,4\n", "verb,n\ncan,4\nmay,1\n", ["rows: 1 -> 2", "row may: new"]),
        ("verb,n\ncan,4\n", "verb,count\ncan,4\n", ["columns: verb, n -> verb, count"]),
        ("a,b,n\nx,y,1\nx,z,2\n", "a,b,n\nx,y,1\nx,z,3\n", ["row x / z, column n: 2 -> 3"]),
        ("a,n\nx,1\nx,2\n", "a,n\nx,1\nx,3\n", ["row x (2), column n: 2 -> 3"]),
        ("n\n1\n2\n", "n\n1\n3\n", ["row 2, column n: 2 -> 3"]),
        ("", "", []),
    ],
)
def test_where_two_tables_differ(old, new, lines):
    assert list(compare_tables(parse_table(old), parse_table(new))) == lines
