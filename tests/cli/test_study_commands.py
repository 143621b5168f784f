import pytest
from click.testing import CliRunner
from little_study import little_study, write_notebook

from analysis.cli import main


@pytest.fixture
def project(tmp_path, monkeypatch):
    little_study(tmp_path, "figures: figures")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def hedgerow(*arguments):
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.stdout, result.stderr


def test_from_a_corpus_to_a_figure_that_is_verified_and_cited(project):
    code, out, _ = hedgerow("init", "seeds", "-o", "new.yaml")
    assert (code, out.splitlines()[-1]) == (0, "new.yaml: edit it, then: hedgerow run new.yaml")
    code, out, _ = hedgerow("run", "study.yaml")
    assert code == 0
    assert out.splitlines()[0] == "01_words: running"
    assert out.splitlines()[1].startswith("1 run, 0 unchanged: runs/little-")
    code, out, _ = hedgerow("verify", "figures/words.svg")
    assert code == 1
    assert out == (
        "figures/words.svg: not checked: its notebook '01_words' is not one of the suite, and no other code "
        "is run for a recipe; if you have read and trust it, name its file with --run-notebook\n"
    )
    trusted = ("--run-notebook", "notebooks/01_words.ipynb")
    warning = "warning: notebooks/01_words.ipynb is not of the suite; its code runs with all your rights\n"
    assert hedgerow("verify", "figures/words.svg", *trusted) == (0, "figures/words.svg: identical\n", warning)
    code, out, _ = hedgerow("cite", "figures/words.svg")
    assert (code, out.startswith("@misc{hedgerow-")) == (0, True)
    (project / "seeds/a.txt").write_text("We may go.")
    code, out, _ = hedgerow("verify", "figures/words.svg", *trusted)
    assert code == 1
    assert out.startswith("figures/words.svg: differs, here\n  corpus seeds: digest ")


@pytest.mark.usefixtures("project")
def test_the_notebooks_are_listed():
    code, out, _ = hedgerow("notebooks")
    assert code == 0
    assert "01_words: Words\n  How many words?\n    corpus = 'seeds'     a file or a folder\n" in out


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "gone.yaml"],
         "hedgerow: gone.yaml: cannot be read (No such file or directory); give the path of a study file\n"),
        (["cite", "seeds/a.txt"], "hedgerow: seeds/a.txt: "
         "no recipe in it and no record a.json beside it; was it saved by Hedgerow?\n"),
        (["verify", "x.zip"], "hedgerow: x.zip: a pack holds no text; say with --corpus where yours is\n"),
        (["init", "seeds"],
         "hedgerow: study.yaml: is there already; give another name with -o, or --force to replace it\n"),
        (["pack", "gone.yaml"],
         "hedgerow: gone.yaml: cannot be read (No such file or directory); give the path of a study file\n"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line_and_exit_code_1(arguments, message):
    assert hedgerow(*arguments) == (1, "", message)


def test_a_notebook_that_is_no_notebook_is_named_by_the_list(project):
    write_notebook(project / "notebooks/02_bad.ipynb", parameters="x = f()")
    code, out, error = hedgerow("notebooks")
    assert (code, out) == (1, "")
    assert error.count("\n") == 1
    assert "02_bad.ipynb: the parameters cell may hold only assignments" in error


@pytest.mark.usefixtures("project")
def test_what_is_no_figure_is_not_checked():
    reason = "no such file; give a figure (.pdf, .svg, .png) or its record (.json)"
    assert hedgerow("verify", "gone.pdf") == (1, f"gone.pdf: not checked: {reason}\n", "")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    "arguments", [["run"], ["run", "study.yaml", "--jobs", "0"], ["verify"], ["cite", "--x"]]
)
def test_wrong_usage_is_exit_code_2(arguments):
    assert hedgerow(*arguments)[0] == 2
