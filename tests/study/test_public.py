"""What `import analysis` offers: ten lines from a text to a figure, data first, plain tables, types."""

import inspect
import subprocess
import sys
import zipfile
from pathlib import Path

import matplotlib.axes
import pandas as pd
import pytest
from little_corpus import little_corpus
from matplotlib import pyplot

import analysis
from analysis.base.errors import NoTextsError, StudyError
from analysis.base.layers import LAYERS
from analysis.measure.statistics.design import Design

ROOT = Path(__file__).parents[2]
PLOTS = ["plot_rates", "plot_comparison", "plot_over_time"]


@pytest.fixture
def corpus(tmp_path):
    return little_corpus(tmp_path)


@pytest.fixture(autouse=True)
def closed():
    yield
    pyplot.close("all")


@pytest.mark.parametrize("name", analysis.__all__)
def test_every_name_is_there(name):
    assert getattr(analysis, name) is getattr(analysis, name)
    assert name in dir(analysis)


def test_nothing_heavy_is_loaded_by_the_import():
    code = "import sys, analysis; sys.exit(any(name in sys.modules for name in ('pandas', 'numpy', 'nltk')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_unknown_name_is_no_attribute():
    with pytest.raises(AttributeError, match="module 'analysis' has no attribute 'rate'"):
        _ = analysis.rate


@pytest.mark.parametrize("name", ["open_corpus", "rates", "compare", "timeline", "kwic", *PLOTS])
def test_data_come_first_and_choices_are_keywords(name):
    parameters = list(inspect.signature(getattr(analysis, name)).parameters.values())
    assert parameters[0].name in ("path", "corpus", "table")
    keywords = [one for one in parameters[1:] if one.name != "layer"]
    assert all(one.kind == one.KEYWORD_ONLY for one in keywords)
    assert len(parameters) <= 7


def test_rates_of_layers_are_those_of_the_corpus(corpus):
    table = analysis.rates(corpus)
    assert table["layer"].tolist() == list(LAYERS)
    assert table["n"].tolist() == [3, 2, 1, 1]
    one = analysis.rates(corpus, "hedges", by="item")
    pd.testing.assert_frame_equal(one.drop(columns="layer"), corpus.rates("hedges", by=["item"]))


def test_a_design_of_its_own(corpus):
    assert set(analysis.rates(corpus, "modals", design=Design(per="100 sentences"))["per"]) == {
        "100 sentences"
    }


def test_a_comparison_by_falling_log_ratio(corpus):
    table = analysis.compare(corpus, "modals", group="party", a="Left", b="Right")
    assert table["item"].tolist()[-1] == "might"
    assert table["log_ratio"].is_monotonic_decreasing


def test_lines_of_some_items(corpus):
    assert analysis.kwic(corpus, "modals", items="may")["mark"].tolist() == ["may"]
    assert set(analysis.kwic(corpus)["layer"]) == set(LAYERS)


def test_time_in_layers_or_items(corpus):
    assert analysis.timeline(corpus, ["modals", "hedges"]).columns[0] == "layer"
    assert set(analysis.timeline(corpus, "modals", items=["may"])["item"]) == {"may"}
    with pytest.raises(StudyError, match=r"^items: they belong to one layer; right would be its name"):
        analysis.timeline(corpus, items=["may"])


def drawn(name, corpus):
    tables = {
        "plot_rates": lambda: analysis.rates(corpus, by="voice"),
        "plot_comparison": lambda: analysis.compare(corpus, "modals", group="party", a="Left"),
        "plot_over_time": lambda: analysis.timeline(corpus, "modals"),
    }
    return tables[name]()


@pytest.mark.parametrize("name", PLOTS)
def test_plots_draw_into_the_axes_given(name, corpus):
    _, axes = pyplot.subplots()
    assert getattr(analysis, name)(drawn(name, corpus), ax=axes) is axes


@pytest.mark.parametrize("name", PLOTS)
def test_an_empty_table_is_said_in_words(name, corpus):
    axes = getattr(analysis, name)(drawn(name, corpus).head(0))
    assert isinstance(axes, matplotlib.axes.Axes)
    assert [text.get_text() for text in axes.texts]


def test_rates_are_drawn_as_they_are(corpus):
    table = analysis.rates(corpus, "modals", by="voice")
    axes = analysis.plot_rates(table)
    (dots,) = axes.get_lines()
    assert pd.Series(dots.get_xdata()).equals(table["rate"].astype(float))
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert labels == [f"{voice} (n = {n})" for voice, n in zip(table["voice"], table["n"], strict=True)]
    assert list(dots.get_ydata()) == [2, 1, 0], "the first on top"


def test_a_dollar_sign_is_no_formula(corpus):
    table = analysis.rates(corpus, "modals", by="voice").assign(voice=["$5 and $6", "b", "c"])
    axes = analysis.plot_rates(table)
    assert not any(label.get_parse_math() for label in axes.get_yticklabels())
    axes.figure.canvas.draw()


def test_a_table_of_something_else_is_not_drawn():
    with pytest.raises(
        StudyError, match=r"^the table has no column 'high'; right would be a table of rates$"
    ):
        analysis.plot_rates(pd.DataFrame({"a": [1]}))


def test_marks_on_disk_are_counted_and_have_no_lines(write, tmp_path):
    from click.testing import CliRunner

    from analysis.cli import main

    text = write("a.txt", "Perhaps we may go. If it rains, we will certainly stay.")
    CliRunner().invoke(main, ["annotate", str(text), "-q", "-o", str(tmp_path / "m.parquet")])
    stored, opened = analysis.open_corpus(tmp_path / "m.parquet"), analysis.open_corpus(text)
    pd.testing.assert_frame_equal(analysis.rates(stored), analysis.rates(opened))
    with pytest.raises(NoTextsError):
        analysis.kwic(stored, "modals")


SCRIPT = """\
import analysis
corpus = analysis.open_corpus("seeds", voices=["narrator"])
reveal_type(corpus)
reveal_type(analysis.rates(corpus, "hedges", by="item"))
reveal_type(analysis.plot_rates(analysis.rates(corpus)))
analysis.rates("seeds")
"""


def test_an_installed_package_has_types(tmp_path):
    """The wheel, unpacked into an environment of its own, as mypy finds it there."""
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "env")], check=True)
    (packages,) = (tmp_path / "env").glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as content:
        content.extractall(packages)
    (tmp_path / "ten.py").write_text(SCRIPT, encoding="utf-8")
    python = tmp_path / "env" / "bin" / "python"
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--python-executable", str(python), "--config-file=", "ten.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    revealed = [
        line.partition("Revealed type is ")[2] for line in done.stdout.splitlines() if "Revealed" in line
    ]
    assert revealed[0].startswith('"analysis.')
    assert revealed[0].endswith('AnnotatedCorpus"')
    assert 'Argument 1 to "rates" has incompatible type "str"; expected "AnnotatedCorpus"' in done.stdout
