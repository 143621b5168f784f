"""A judged sample of a corpus, and the widget that fills it in."""

import numpy as np
import pytest

from analysis import RunOptions, open_corpus
from analysis.base.errors import StudyError
from analysis.review.sampling.samples import read_sample
from analysis.show import plots
from analysis.study.explorer.judge import Judge, estimates_in_words, judge
from analysis.study.provenance.descriptions import describe
from analysis.study.workbench.audits import (
    accuracy_profile,
    check_sample,
    corrected,
    judged_in_words,
    open_sample,
    strata,
)

TALKS = {
    "a.txt": "We may go. It was sort of cold, perhaps. They ate a sort of cheese.",
    "b.txt": "They may stay. She sort of agreed. Nothing happened at all.",
}


@pytest.fixture(scope="module")
def annotated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("talks")
    for name, text in TALKS.items():
        (folder / name).write_text(text)
    return open_corpus(folder, run=RunOptions("10_audit", folder / "figures"))


@pytest.fixture
def file(annotated, tmp_path):
    return open_sample(annotated, "hedges", str(tmp_path / "hedges.csv")).path


def test_a_sample_is_drawn_once_and_read_afterwards(annotated, file):
    again = open_sample(annotated, "hedges", str(file), marks=1)
    assert again.sample.equals(read_sample(file))
    table = strata(again.sample)
    assert table["in_corpus"].sum() == table["drawn"].sum() == len(again.sample) == 11
    assert table["judged"].sum() == 0


def test_without_a_name_nothing_is_written_and_nothing_judged(annotated):
    widget = Judge(open_sample(annotated, "hedges"))
    widget._hear(widget, {"do": "judge", "judgement": "right"}, [])
    assert widget.message == "the sample has no file to keep judgements in; name one, such as hedges.csv"
    assert widget.progress["judged"] == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"layer": "modals"}, "the sample is one of modals; right would be one of hedges"),
        (
            {"text": "0" * 12},
            "the sample was drawn from another text of 'a'; right would be the corpus it is of",
        ),
        (
            {"in_stratum": 9},
            "the sample was drawn from 27 hedges and there are 5 here; right would be the voices, decisions "
            "and version it was drawn with",
        ),
    ],
)
def test_a_sample_of_something_else_is_refused(annotated, file, change, message):
    with pytest.raises(StudyError) as error:
        check_sample(annotated, read_sample(file).assign(**change), "hedges")
    assert str(error.value) == message


def judge_with_keys(widget, wrong, missed):
    """Send what the page sends for every place."""
    while widget.book.left:
        shown = widget.shown
        if shown["frame"] == "marks":
            said = {"judgement": "wrong" if shown["mark"] == wrong else "right"}
        else:
            said = (
                {"judgement": "1", "label": "approximator"} if missed in shown["mark"] else {"judgement": "0"}
            )
        widget._hear(widget, {"do": "judge", **said}, [])


def test_the_widget_saves_what_the_page_sends_and_shows_the_next_place(file):
    widget = judge(file)
    first = widget.shown["place"]
    widget._hear(widget, {"do": "judge", "judgement": "right", "note": "clear"}, [])
    assert widget.shown["place"] == first + 1
    assert widget.progress == {"judged": 1, "all": 11}
    assert read_sample(file)["note"].tolist()[first - 1] == "clear"
    widget._hear(widget, {"do": "undo"}, [])
    assert (widget.shown["place"], widget.progress["judged"]) == (first, 0)
    widget._hear(widget, {"do": "go", "by": -1}, [])
    assert widget.shown["place"] == 1


def test_the_widget_says_what_went_wrong(file):
    widget = judge(file)
    widget._hear(widget, {"do": "judge", "judgement": "=1+1"}, [])
    assert widget.message == "place 1: '=1+1' is no judgement of a mark; right would be right or wrong"
    assert widget.progress["judged"] == 0


def test_only_the_shown_place_travels_to_the_page(file):
    widget = judge(file)
    own = [
        name
        for name in widget.keys
        if not name.startswith("_") and name not in ("layout", "tabbable", "tooltip")
    ]
    assert sorted(own) == ["categories", "estimates", "message", "progress", "shown"]


def test_judgements_correct_the_rates_of_the_corpus(annotated, file):
    widget = Judge(open_sample(annotated, "hedges", str(file)))
    judge_with_keys(widget, wrong="perhaps", missed="cheese")
    sample = widget.book.sample
    raw = corrected(annotated, read_sample(file).assign(judgement=""))
    assert "corrected" not in raw
    row = corrected(annotated, sample).iloc[0]
    assert (row["n"], row["checked"]) == (5, 11)
    assert (np.isnan(row["corrected"]), row["note"]) == (True, "too short to rate")
    assert set(corrected(annotated, sample, by=["category"])["category"]) >= {
        "approximator",
        "epistemic-adverb",
    }
    assert estimates_in_words(sample)[0] == "precision 0.80 [0.80, 0.80]"
    assert judged_in_words(sample) == "Judged: 5 marks and 6 sentences drawn at random by stratum."
    profile = accuracy_profile(sample)
    assert profile["marker"].tolist()[0] == "all"
    assert describe(profile).startswith("all: precision 80% [80, 80], recall 80% [80, 80], 11 judged; ")
    assert plots.plot_accuracy(profile, [("hedges", "Hedges")]).axes


def test_a_stratum_without_a_judgement_corrects_nothing(annotated, file):
    widget = judge(file)
    widget._hear(widget, {"do": "judge", "judgement": "wrong"}, [])
    sample = widget.book.sample
    left = int((strata(sample)["judged"] == 0).sum())
    assert left > 0
    assert corrected(annotated, sample).equals(annotated.rates("hedges"))
    assert judged_in_words(sample) == (
        "Judged: 1 mark and no sentences drawn at random by stratum. "
        f"Rates stay as they are: {left} strata without a judgement."
    )


def test_an_unjudged_sample_is_drawn_as_such(annotated):
    sample = open_sample(annotated, "hedges").sample
    assert accuracy_profile(sample).empty
    assert judged_in_words(sample) == "Nothing of 11 places was judged yet."
    assert plots.plot_accuracy(accuracy_profile(sample), [("hedges", "Hedges")]).axes
