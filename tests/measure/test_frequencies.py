"""Rates: count, denominator, rate, interval, and the words where there is none."""

import math
import time

import numpy as np
import pytest
from count_tables import documents_of, marks_of, random_corpus, voices_of

from analysis.measure.formulas.intervals import ratio_interval
from analysis.measure.formulas.widened import rate_interval
from analysis.measure.statistics.design import Design
from analysis.measure.statistics.frequencies import rates


def test_rates_by_hand():
    marks = marks_of([("d1", "narrator", ["can", "can", "will"]), ("d2", "narrator", ["can"])])
    voices = voices_of({("d1", "narrator"): 400, ("d2", "narrator"): 200, ("d2", "Bo"): 50})
    table = rates(marks, voices, design=Design(by=["voice", "item"]))
    assert list(table.columns) == [
        "voice", "item", "n", "denominator", "per", "rate", "low", "high", "documents", "note",
    ]  # fmt: skip
    rows = table.drop(columns=["per", "low", "high"]).fillna(-1).to_numpy().tolist()
    assert rows == [
        ["Bo", "can", 0, 50, -1, 1, "too short to rate"],
        ["Bo", "will", 0, 50, -1, 1, "too short to rate"],
        ["narrator", "can", 3, 600, 5.0, 2, "2 texts: too few for an interval"],
        ["narrator", "will", 1, 600, pytest.approx(5 / 3), 2, "2 texts: too few for an interval"],
    ]


def test_one_text_is_described_not_tested():
    table = rates(marks_of([("d1", "narrator", ["can"])]), voices_of({("d1", "narrator"): 400}))
    (row,) = table.to_dict("records")
    assert (row["rate"], row["note"]) == (2.5, "one text: described, not tested")
    assert math.isnan(row["low"])


@pytest.mark.parametrize(("kind", "measure"), [("widened", rate_interval), ("studentised", ratio_interval)])
def test_the_interval_is_that_of_the_measure(kind, measure):
    marks, voices, documents = random_corpus(30, items={"can": (5, 9), "must": (2, 2)})
    design = Design(by=["group", "item"], per="100 sentences", interval=kind, unit="doc_id")
    table = rates(marks, voices, documents, design)
    assert table["documents"].tolist() == [15, 15, 15, 15]
    inside = documents.loc[documents["group"] == "a", "doc_id"]
    own = voices[voices["doc_id"].isin(inside)].sort_values("doc_id")
    counts = [((marks["doc_id"] == name) & (marks["item"] == "can")).sum() for name in own["doc_id"]]
    low, high = measure(np.array(counts)[:, None], own["sentences"].to_numpy())
    assert table.loc[0, ["low", "high"]].tolist() == pytest.approx([100 * low[0], 100 * high[0]])
    assert table.loc[0, "rate"] == pytest.approx(100 * sum(counts) / own["sentences"].sum())


def test_a_group_keeps_its_interval_when_others_go():
    marks, voices, documents = random_corpus(40, items={"can": (5, 9)})
    both = rates(marks, voices, documents, Design(by=["group"]))
    alone = rates(marks, voices, documents[documents["group"] == "b"], Design(by=["group"]))
    assert both[both["group"] == "b"].reset_index(drop=True).equals(alone)


def test_counts_by_group_add_up():
    marks, voices, documents = random_corpus(40, items={"can": (5, 9), "may": (1, 1)})
    whole = rates(marks, voices)
    parts = rates(marks, voices, documents, Design(by=["group", "item"]))
    assert parts["n"].sum() == whole.loc[0, "n"] == len(marks)
    assert parts.drop_duplicates("group")["denominator"].sum() == whole.loc[0, "denominator"]


def test_nothing_found_is_a_row_of_zero():
    marks, voices, _ = random_corpus(20, items={"can": (5, 9)})
    table = rates(marks, voices, design=Design(by=["item"], levels={"item": ["shall", "can"]}))
    row = table.iloc[0]
    assert (row["item"], row["n"], row["rate"], row["low"]) == ("shall", 0, 0.0, 0.0)
    assert row["high"] == pytest.approx(1000 * 3.689 / row["denominator"], rel=1e-3)
    assert row["note"] == "none found: upper limit by Poisson"
    assert len(rates(marks[:0], voices)) == 1


def test_speakers_who_repeat_are_the_unit():
    marks, voices, documents = random_corpus(42, items={"can": (5, 9)})
    by_text = rates(marks, voices, documents=documents)
    by_speaker = rates(marks, voices, documents, Design(unit="speaker"))
    assert by_text.loc[0, "rate"] == by_speaker.loc[0, "rate"]
    assert by_speaker.loc[0, "note"] == "7 speakers: rough interval"
    assert by_speaker.loc[0, "documents"] == 42


def test_few_marks_or_texts_give_a_rough_interval():
    voices = voices_of({(f"t{i}", "narrator"): 500 for i in range(12)})
    marks = marks_of([(f"t{i}", "narrator", ["can"] if i < 4 else ["may"]) for i in range(12)])
    few = rates(marks, voices, design=Design(by=["item"], interval="studentised"))
    assert few["note"].tolist() == ["4 found: rough interval", "8 found: rough interval"]
    assert rates(marks, voices, design=Design(by=["item"]))["note"].tolist() == ["", ""]
    assert rates(marks, voices[:6])["note"].tolist() == ["6 texts: rough interval"]


def test_a_missing_denominator_is_named():
    voices = voices_of({("d1", "narrator"): 400, ("d1", "Ann"): 300})
    table = rates(marks_of([("d1", "Ann", ["can"])]), voices, design=Design(by=["voice"], per="statement"))
    assert table["note"].tolist() == ["one text: described, not tested", "no statements"]


def test_order_of_input_does_not_matter():
    marks, voices, documents = random_corpus(30, items={"can": (5, 9), "may": (1, 3)})
    table = rates(marks, voices, documents, Design(by=["group", "item"]))
    shuffled = rates(
        marks.sample(frac=1, random_state=2), voices[::-1], documents[::-1], Design(by=["group", "item"])
    )
    assert table.equals(shuffled)


def test_a_thousand_texts_and_fifty_markers_in_seconds():
    marks, voices, _ = random_corpus(1000, items={f"m{number:02}": (1, 1) for number in range(50)})
    start = time.perf_counter()
    assert len(rates(marks, voices, design=Design(by=["item"]))) == 50
    assert time.perf_counter() - start < 5


def test_documents_table_may_repeat_columns():
    marks, voices, documents = random_corpus(10, items={"can": (5, 9)})
    assert rates(marks, voices, documents, Design(by=["doc_id"]))["documents"].tolist() == [1] * 10
    few = documents_of({"t000": 1}, party=["left"])
    assert rates(marks, voices, few, Design(by=["party"]))["party"].tolist() == ["left"]
