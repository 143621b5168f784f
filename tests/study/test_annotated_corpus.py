"""One corpus, two sources of marks: what it hands out is the reader's own, and what needs texts says so."""

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from little_corpus import little_corpus

from analysis import ReadingOptions, open_corpus
from analysis.base.earlier_names import EARLIER
from analysis.base.errors import NoTextsError, StudyError
from analysis.base.renamed import renamed
from analysis.cli import main
from analysis.study.provenance.figure_files import save_figure
from analysis.study.workbench.bench import open_bench
from analysis.study.workbench.in_memory import InMemory
from analysis.study.workbench.voice_choice import choose_voices, said_voices, shortest_choice

TEXT = "“We will probably stay if it rains,” said Ann Lee. Perhaps they may go. It is certainly long."
TABLES = ("documents", "denominators", "statements", "segments", "overlaps", "marks")
CHANGES = {
    "a cell": lambda table: table.__setitem__(table.columns[0], "changed"),
    "a value": lambda table: table.iloc.__setitem__((0, 0), "changed"),
    "a new column": lambda table: table.__setitem__("mine", 1),
    "rows": lambda table: table.drop(index=table.index, inplace=True),
    "names": lambda table: table.rename(columns=str.upper, inplace=True),
    "index": lambda table: setattr(table.columns, "name", "changed"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("sources")
    (path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert CliRunner().invoke(main, ["annotate", str(path / "a.txt"), "-q", "-o", str(path / "m.parquet")])
    return path


@pytest.fixture(scope="module", params=["a.txt", "m.parquet"])
def corpus(request, folder):
    return open_corpus(folder / request.param)


@pytest.mark.filterwarnings("ignore:The inplace keyword")
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_is_changed_changes_no_other(corpus, name, change):
    if name == "marks" and corpus.source.notice:
        pytest.skip("marks on disk are no table")
    before = getattr(corpus, name).copy(deep=True)
    if before.empty and name in ("statements", "segments"):
        pytest.skip("there is no row to change")
    change(getattr(corpus, name))
    pd.testing.assert_frame_equal(getattr(corpus, name), before)
    assert getattr(corpus, name).columns.name is None


def test_marks_to_be_counted_are_the_readers_own_too(corpus):
    before = corpus.rates("hedges", by="item")
    marks = corpus.countable("hedges")
    table = marks if isinstance(marks, pd.DataFrame) else marks.labels
    table["item"] = "changed"
    pd.testing.assert_frame_equal(corpus.rates("hedges", by="item"), before)


def test_tables_share_their_memory_until_they_are_changed(folder):
    corpus = open_corpus(folder / "a.txt")
    one, other = corpus.marks, corpus.marks
    assert one is not other
    assert one["start"].to_numpy().base is other["start"].to_numpy().base


def test_both_sources_give_the_same_numbers(folder):
    texts, marks = (open_corpus(folder / name) for name in ("a.txt", "m.parquet"))
    pd.testing.assert_frame_equal(texts.denominators, marks.denominators)
    pd.testing.assert_frame_equal(texts.documents, marks.documents)
    pd.testing.assert_frame_equal(texts.overlaps, marks.overlaps, check_dtype=False)
    assert (texts.scope, texts.every_voice) == (marks.scope, marks.every_voice)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (lambda corpus: corpus.annotations, "the text is not here: this corpus was annotated before"),
        (lambda corpus: corpus.texts, "the text is not here"),
        (lambda corpus: corpus.marks, r"marks: a table of all marks .* right would be `countable\(\)`"),
        (lambda corpus: corpus.layer("hedges"), "marks: a table of all marks"),
        (lambda corpus: corpus.source.with_annotations({}), "the text is not here"),
        (lambda corpus: corpus.source.denominators("100 finite verbs"), "per: '100 finite verbs' needs the"),
    ],
)
def test_what_needs_the_texts_says_so_itself(folder, question, said):
    with pytest.raises(NoTextsError, match=f"^{said}"):
        question(open_corpus(folder / "m.parquet"))


def test_texts_in_their_voices_or_a_line(folder):
    assert "[Ann Lee] “We will probably stay" in open_corpus(folder / "a.txt").in_voices({}).text
    assert open_corpus(folder / "m.parquet").in_voices({}).text.startswith("The text is not here: ")


def test_marks_of_one_source_are_not_counted_by_another(folder):
    texts, marks = (open_corpus(folder / name) for name in ("a.txt", "m.parquet"))
    with pytest.raises(StudyError, match="they are those of a store; right would be marks of this corpus"):
        texts.source.lines(marks.countable("hedges"), seed=1)
    with pytest.raises(StudyError, match="they are a table; right would be marks of this corpus"):
        marks.source.lines(texts.countable("hedges"), seed=1)


def test_other_marks_keep_the_words(tmp_path):
    corpus = little_corpus(tmp_path)
    first, second = corpus.annotations
    bare = InMemory([first, second]).with_annotations({"first": first})
    pd.testing.assert_frame_equal(bare.marks(None, ""), corpus.marks)
    pd.testing.assert_frame_equal(bare.denominators(""), corpus.denominators)


@pytest.mark.parametrize("choice", ["all", "narrator", "attributed", "Ann Lee", ["narrator", "Bo Oak"]])
def test_a_choice_of_voices_can_be_said_again(choice):
    known = ["narrator", "Ann Lee", "Bo Oak"]
    chosen = choose_voices(said_voices(choice), known)
    assert choose_voices(said_voices(shortest_choice(chosen, known)), known) == chosen


# Earlier names


def test_the_bench_of_earlier_notebooks_is_a_corpus(folder, tmp_path):
    with pytest.warns(DeprecationWarning, match="open_bench is called open_corpus now"):
        bench = open_bench(
            "x", corpus=folder / "a.txt", out_dir=tmp_path, per="100 sentences", turns="", top=3
        )
    now = open_corpus(folder / "a.txt", per="100 sentences", reading=ReadingOptions(turns=""))
    assert (bench.origin.notebook, bench.origin.parameters["top"], bench.out_dir) == ("x", 3, tmp_path)
    assert bench.caption("hedges") == now.caption("hedges")


def test_a_figure_is_saved_by_the_earlier_word(tmp_path):
    from matplotlib.figure import Figure

    words = {"title": "t", "caption": "c"}
    with pytest.warns(DeprecationWarning, match="^save_figure: bench is called corpus now$"):
        saved = save_figure(Figure(), pd.DataFrame({"n": [1]}), "x", bench=little_corpus(tmp_path), **words)
    assert (Path(saved.folder) / "x.csv").exists()


def test_a_present_name_is_read_without_a_notice(recwarn):
    @renamed(colour="ink")
    def draw(*, ink):
        return ink

    assert draw(ink="red") == "red"
    assert not recwarn


@pytest.mark.parametrize(
    ("earlier", "now"),
    [
        ("analysis.workbench.bench", "analysis.study.workbench.bench"),
        ("analysis.provenance.figures", "analysis.study.provenance.figure_files"),
        ("analysis.statistics.kwic", "analysis.measure.statistics.kwic"),
    ],
)
@pytest.mark.filterwarnings("ignore:analysis")
def test_an_earlier_module_is_the_module_of_today(earlier, now, monkeypatch):
    for name in [name for name in sys.modules if name.startswith(earlier.rpartition(".")[0])]:
        monkeypatch.delitem(sys.modules, name)
    module = import_module(now)
    assert import_module(earlier) is module
    assert module.__spec__.name == module.__name__ == now


def test_every_earlier_module_is_there_now():
    assert all(find_spec(now) for now in EARLIER.values())


def test_a_module_that_never_was_is_not_found():
    with pytest.raises(ModuleNotFoundError, match=r"^No module named 'analysis\.benches'$"):
        import_module("analysis.benches")
    with pytest.raises(ModuleNotFoundError, match=r"analysis\.study\.workbench\.benches"):
        import_module("analysis.workbench.benches")
