"""The explorer: which texts, a line along time, two groups compared, a search box, what has no row."""

import pytest

from analysis.base.errors import StudyError
from analysis.study.explorer import explore
from analysis.study.explorer.charts import Chart
from analysis.study.explorer.in_words import in_words
from analysis.study.explorer.messages import Question, read_question

LEFT = "Perhaps we will go. We might stay, I think. The road is long and the night is cold. "
RIGHT = "We must go. We certainly will. Perhaps it rains on the long road. "


@pytest.fixture(scope="module")
def talks(tmp_path_factory):
    folder = tmp_path_factory.mktemp("talks")
    rows = ["doc_id,date,party,text"]
    for number in range(16):
        party, text = (("Left", LEFT), ("Right", RIGHT))[number % 2]
        rows.append(f't{number:02},{1900 + 2 * number}-05-01,{party},"{text * 12}"')
    (folder / "talks.csv").write_text("\n".join(rows), encoding="utf-8")
    return folder / "talks.csv"


@pytest.fixture
def explorer(talks, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return explore(talks, layers=["hedges", "modals"])


def ask(explorer, name, **given):
    return explorer.answer(Question(name, given))


def rows_of(explorer, layer="hedges"):
    panel = next(one for one in explorer.state["figure"]["panels"] if one["layer"] == layer)
    return {row["name"]: row for row in panel["rows"]}


def test_texts_are_chosen_by_metadata_and_years(explorer):
    assert explorer.state["offered"]["fields"]["party"] == [["Left", 8], ["Right", 8]]
    assert explorer.state["offered"]["years"][:2] == ["1900", "1902"]
    everything = rows_of(explorer)["perhaps"]["n"]
    ask(explorer, "choose", filters={"party": ["Left"]})
    assert "8 texts" in explorer.state["corpus"]
    assert rows_of(explorer)["perhaps"]["n"] == everything / 2
    ask(explorer, "choose", filters={"party": ["Left"], "year": ["1900", "1902", "1904"]})
    assert "2 texts" in explorer.state["corpus"]
    lines = ask(explorer, "lines", group=["hedges", "perhaps"])
    assert lines["total"] == rows_of(explorer)["perhaps"]["n"] == 24
    ask(explorer, "choose", filters={})
    assert rows_of(explorer)["perhaps"]["n"] == everything


@pytest.mark.parametrize("filters", [{"partei": ["Left"]}, {"party": ["Middle"]}])
def test_texts_that_are_not_there_change_nothing(explorer, filters):
    before = explorer.state
    with pytest.raises(StudyError, match="no text has"):
        ask(explorer, "choose", filters=filters)
    assert explorer.session.state() == before


def test_filters_are_frozen(explorer, tmp_path):
    ask(explorer, "choose", filters={"party": ["Left"]})
    frozen = ask(explorer, "freeze", path=str(tmp_path / "left.yaml"))
    assert frozen["file"] == str(tmp_path / "left.yaml")
    assert "filters:\n  party:\n  - Left\n" in (tmp_path / "left.yaml").read_text(encoding="utf-8")


def test_a_line_along_time_has_periods_that_open(explorer):
    ask(explorer, "choose", chart="timeline")
    panel = explorer.state["figure"]["panels"][1]
    assert panel["line"][0]["at"] < panel["line"][-1]["at"]
    periods = rows_of(explorer)
    assert list(periods) == [f"{year}–{year + 4}" for year in range(1900, 1931, 5)]
    for row in periods.values():
        assert ask(explorer, "lines", group=row["group"])["total"] == row["n"]
    assert sum(row["n"] for row in periods.values()) == explorer.view.corpus.layer("hedges").shape[0]


def test_without_dates_there_is_no_line(tmp_path):
    (tmp_path / "a.txt").write_text(LEFT, encoding="utf-8")
    with pytest.raises(StudyError, match="no text has a date"):
        ask(explore(tmp_path / "a.txt"), "choose", chart="timeline")


def test_two_groups_are_compared_and_open(explorer):
    ask(explorer, "choose", chart="difference", contrast=["party", "Left", ""])
    assert explorer.state["figure"]["title"] == "Hedges and modals: Left against all others"
    rows = rows_of(explorer)
    assert next(iter(rows)) == "all hedges"
    assert rows["perhaps"]["rate"] == pytest.approx(-0.53, abs=0.3)
    assert rows["might"]["rate"] > 4
    assert "times as often in Left" in rows["might"]["said"]
    for row in rows.values():
        assert ask(explorer, "lines", group=row["group"])["total"] == row["n"]
    assert explorer.state["figure"]["panels"][1]["least"] <= 0


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"chart": "difference"}, "choose the two groups"),
        ({"chart": "difference", "contrast": ["party", "Middle", ""]}, "no group 'Middle'"),
        ({"chart": "pie"}, "nothing is drawn as 'pie'"),
    ],
)
def test_a_chart_that_cannot_be_is_said(explorer, choice, said):
    with pytest.raises(StudyError, match=said):
        ask(explorer, "choose", **choice)
    assert explorer.view.chart == Chart()


def test_decisions_count_in_every_chart(explorer, tmp_path):
    ask(explorer, "keep", path=str(tmp_path / "decisions.yaml"))
    ask(explorer, "choose", chart="timeline", filters={"party": ["Left"]})
    row = next(iter(rows_of(explorer).values()))
    line = ask(explorer, "lines", group=row["group"])["lines"][0]
    place = {name: line[name] for name in ("document", "layer", "start", "end")}
    ask(explorer, "decide", verdict="reject", **place, reason="a trial")
    assert next(iter(rows_of(explorer).values()))["n"] == row["n"] - 1
    ask(explorer, "choose", filters={})
    ask(explorer, "undo")
    assert explorer.state["decisions"]["place"] == str(tmp_path / "decisions.yaml")


def test_what_has_no_row_is_said(explorer):
    ask(explorer, "choose", by=["date"], top=6)
    assert explorer.state["figure"]["note"] == "Shown are 6 of 16 dates, those with most words."
    ask(explorer, "choose", by=["item"], top=1)
    assert explorer.state["figure"]["note"] == ""
    assert explorer.state["figure"]["panels"][1]["note"].endswith("markers, the most frequent")


def test_a_layer_of_which_nothing_is_said_has_no_false_row(explorer):
    ask(explorer, "choose", by=["act"])
    assert [panel["rows"] for panel in explorer.state["figure"]["panels"]] == [[], []]
    assert "first act candidate" in explorer.state["figure"]["panels"][0]["note"]


def test_rows_have_words_and_not_ids(explorer):
    assert "i think" in rows_of(explorer) or "think" in rows_of(explorer)
    ask(explorer, "choose", by=["category"])
    assert not [name for name in rows_of(explorer) if "-" in name]
    assert in_words("hedges", "item", "of-no-lexicon") == "of-no-lexicon"
    assert in_words("modals", "item", "will") == "will"


def test_any_words_are_looked_for(explorer):
    found = ask(explorer, "search", query="the long road", sort="words before")
    assert (found["total"], found["last"], len(found["lines"])) == (96, 3, 25)
    line = found["lines"][0]
    text = explorer.view.corpus.annotations[1].document.text
    assert text[line["start"] : line["end"]] == "the long road"
    assert ask(explorer, "read", document=line["document"], start=line["start"], end=line["end"])["marks"]
    assert ask(explorer, "search", query="the long road", page=3)["first"] == 76


def test_only_the_chosen_texts_are_searched(explorer):
    ask(explorer, "choose", filters={"party": ["Left"]})
    assert ask(explorer, "search", query="certainly")["total"] == 0
    assert ask(explorer, "search", query="lemma:be")["total"] == 8 * 12 * 2


def test_words_near_and_rates_of_a_search(explorer):
    near = ask(explorer, "near", query="road", left=1, right=0)
    assert near[0]["item"] == "long"
    assert near[0]["log_ratio_low"] <= near[0]["log_ratio"]
    by_party = ask(explorer, "spread", query="must", by="party")
    assert {row["name"]: row["n"] for row in by_party} == {"Left": 0, "Right": 96}
    assert next(row["name"] for row in ask(explorer, "spread", query="must", by="along time")) == "1900–1904"
    assert ask(explorer, "spread", query="must", by="")[0]["n"] == 96


@pytest.mark.parametrize("group", [["search", "must"], ["modals", "must"]])
def test_lines_are_written_with_their_metadata(explorer, tmp_path, group):
    answer = ask(explorer, "write", path="lines.csv", group=group)
    assert answer["said"] == f"96 lines written to {tmp_path / 'lines.csv'}"
    head, first, *_ = (tmp_path / "lines.csv").read_text(encoding="utf-8").splitlines()
    assert head.endswith("left,mark,right,date,party")
    assert first.startswith("t01,")
    with pytest.raises(StudyError, match="as CSV"):
        ask(explorer, "write", path="lines.txt", group=group)


@pytest.mark.parametrize(
    "message",
    [
        {"ask": "search", "with": {"query": 3}},
        {"ask": "near", "with": {"query": "a", "left": 10_000}},
        {"ask": "choose", "with": {"filters": {"party": "Left"}}},
        {"ask": "choose", "with": {"contrast": ["a", "b", "c", "d"]}},
        {"ask": "write", "with": {"path": "a.csv"}},
    ],
)
def test_messages_are_checked(message):
    with pytest.raises(StudyError):
        read_question(message)


def test_how_far_an_opening_is_is_told(explorer, talks):
    told = []
    explorer.send = told.append
    ask(explorer, "open", corpus=str(talks))
    assert told[-1] == {"progress": "Reading the corpus: 16 of 16 texts …"}
