import pytest
from click.testing import CliRunner
from little_study import little_study, write_notebook

from analysis.base.errors import StudyError
from analysis.cli import main
from analysis.show.displays import not_asked, say
from analysis.study.runs import study_report
from analysis.study.runs.run import run_study
from analysis.study.runs.run_report import asked_for, finding
from analysis.study.runs.study_report import report_page, write_report


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("study")
    return run_study(little_study(place), runs_dir=place / "runs").folder


def code(*shown):
    outputs = [{"data": {"text/html": one._repr_html_()}} for one in shown]
    return {"cell_type": "code", "source": "x", "outputs": outputs}


def prose(text):
    return {"cell_type": "markdown", "source": text}


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        ([prose("## A\n\nwhy"), code(not_asked("correct"))], []),
        ([prose("## A\n\nwhy"), code(say("yes"))], ["## A\n\nwhy", "x"]),
        ([prose("## A"), code(not_asked("a")), prose("more"), code(say("yes"))], ["## A\n\nmore", "x"]),
        ([prose("## A"), code(not_asked("a")), prose("more"), code(not_asked("b"))], []),
        ([prose("## A"), code(say("yes")), code(not_asked("export"))], ["## A", "x"]),
        ([prose("## A"), code(not_asked("a")), prose("## B")], ["## B"]),
        ([code(), prose("end")], ["x", "end"]),
    ],
)
def test_what_was_not_asked_for_is_in_no_report(cells, kept):
    assert [cell["source"] for cell in asked_for(cells)] == kept


def test_a_finding_is_the_first_of_what_a_figure_says():
    assert finding("T", "T. can: 1; may: 2; will: 3.") == "can: 1; may: 2."
    assert finding("T", "T. can: 1.") == "can: 1."


def test_the_report_holds_findings_figures_methods_and_a_bibliography(folder):
    page = report_page(folder).decode()
    for heading in ("What was found", "How it was done", "How often the marks are right", "Bibliography"):
        assert f"<h2>{heading}</h2>" in page
    assert 'src="data:image/svg+xml;base64,' in page
    assert "@misc{hedgerow-" in page
    assert "@software{hedgerow" in page
    assert "&lt;b&gt;11&lt;/b&gt; words" in page
    assert "<script" not in page


def test_without_a_browser_the_page_is_written_alone(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(study_report, "_printed", lambda _: (None, "no PDF: there is no browser"))
    written = write_report(folder, tmp_path / "a.html")
    assert (written.pdf, written.without) == (None, "no PDF: there is no browser")
    assert written.page.read_bytes() == report_page(folder)


def test_the_command_runs_what_was_not_run(tmp_path, monkeypatch):
    monkeypatch.setattr(study_report, "_printed", lambda _: (None, "no PDF"))
    study = little_study(tmp_path)
    runs = str(tmp_path / "runs")
    result = CliRunner().invoke(main, ["report", str(study), "--runs-dir", runs])
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[-2:] == [str(tmp_path / "study.html"), "no PDF"]


def test_a_folder_that_is_no_run(tmp_path):
    with pytest.raises(StudyError, match="is no finished run"):
        report_page(tmp_path)


def test_a_failed_run_names_a_path_that_is_there(tmp_path, monkeypatch):
    study = little_study(tmp_path)
    write_notebook(tmp_path / "notebooks/01_words.ipynb", "raise ValueError('no')")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StudyError) as error:
        run_study(study)
    named = str(error.value).rpartition("; see ")[2]
    assert named.startswith("runs/")
    assert (tmp_path / named).is_file()
