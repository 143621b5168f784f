"""Two groups side by side."""

import math

import numpy as np
import pandas as pd
import pytest
from count_tables import documents_of, marks_of, random_corpus, voices_of
from scipy import stats

from analysis.base.errors import StudyError
from analysis.measure.formulas.association import log_likelihood
from analysis.measure.statistics.comparison import compare
from analysis.measure.statistics.design import Contrast, Design

FEW = "only {} texts in one group: too few for an interval"
BY_TEXT = Design(by="item", unit="doc_id")
ITEMS = {"can": (4, 12), "may": (3, 3), "must": (6, 2)}


@pytest.fixture(scope="module")
def corpus():
    return random_corpus(60, items=ITEMS)


@pytest.fixture(scope="module")
def table(corpus):
    return compare(*corpus, Contrast("group", "b", "a"), BY_TEXT).set_index("item")


def test_counts_and_effects_by_hand(corpus, table):
    marks, _, documents = corpus
    groups = marks.merge(documents[["doc_id", "group"]], on="doc_id")
    for item in ITEMS:
        own = groups[groups["item"] == item]["group"].value_counts()
        row = table.loc[item]
        assert (row["n_a"], row["n_b"]) == (own["b"], own["a"])
        ratio = (own["b"] / row["denominator_a"]) / (own["a"] / row["denominator_b"])
        assert row["log_ratio"] == pytest.approx(math.log2(ratio))
        assert row["percent_diff"] == pytest.approx(100 * (ratio - 1))
        assert row["g2"] == log_likelihood(own["b"], row["denominator_a"], own["a"], row["denominator_b"])


def test_rank_test_is_that_of_the_text_rates(corpus, table):
    marks, voices, documents = corpus
    counts = marks[marks["item"] == "can"].groupby("doc_id").size()
    frame = voices.merge(documents[["doc_id", "group"]], on="doc_id").set_index("doc_id")
    rate = counts.reindex(frame.index, fill_value=0) / frame["words"]
    expected = stats.mannwhitneyu(
        rate[frame["group"] == "b"], rate[frame["group"] == "a"], method="asymptotic"
    )
    assert table.loc["can", "p_rank"] == pytest.approx(expected.pvalue)
    assert (table["test"] == "Mann-Whitney").all()


def test_what_is_there_is_found_and_what_is_not_is_not(table):
    assert table.loc["can", "log_ratio_low"] > 0.5
    assert table.loc["must", "log_ratio_high"] < -0.5
    assert table.loc["may", "log_ratio_low"] < 0 < table.loc["may", "log_ratio_high"]
    assert table.loc["can", "model_ratio"] == pytest.approx(2 ** table.loc["can", "log_ratio"], rel=0.1)


def test_families(table):
    assert (table["family_rank"] == 3).all()
    assert (table["p_rank_holm"] >= table["p_rank_bh"]).all()
    assert (table["p_model_bh"] >= table["p_model"]).all()
    smallest = table["p_rank"].idxmin()
    assert table.loc[smallest, "p_rank_holm"] == pytest.approx(3 * table.loc[smallest, "p_rank"])


def test_swapping_the_groups_turns_the_signs(corpus, table):
    back = compare(*corpus, Contrast("group", "a", "b"), BY_TEXT).set_index("item")
    assert back["log_ratio"].to_numpy() == pytest.approx(-table["log_ratio"].to_numpy())
    assert back["p_rank"].to_numpy() == pytest.approx(table["p_rank"].to_numpy())
    assert back["model_ratio"].to_numpy() == pytest.approx(1 / table["model_ratio"].to_numpy(), rel=1e-3)


def test_voices_in_the_same_texts_are_paired():
    rows = [
        (f"t{i}", voice, ["can"] * (i + extra))
        for i in range(8)
        for voice, extra in (("Ann", 2), ("narrator", 0))
    ]
    voices = voices_of({(f"t{i}", voice): 500 for i in range(8) for voice in ("Ann", "narrator")})
    row = compare(marks_of(rows), voices, None, Contrast("voice", "Ann", "narrator"), BY_TEXT).iloc[0]
    assert row["test"] == "Wilcoxon signed rank"
    assert row["p_rank"] == pytest.approx(2 / 2**8)  # every text agrees
    assert row["superiority"] == 1
    assert row["documents_a"] == row["documents_b"] == 8


def test_repeated_speakers_are_clusters(corpus):
    marks, voices, documents = corpus
    own = documents.assign(speaker=[f"{group}{i % 10}" for i, group in enumerate(documents["group"])])
    by_text = compare(marks, voices, own, Contrast("group", "b", "a"), BY_TEXT)
    by_speaker = compare(marks, voices, own, Contrast("group", "b", "a"), Design(by="item", unit="speaker"))
    assert by_speaker["model_ratio"].to_numpy() == pytest.approx(by_text["model_ratio"].to_numpy())
    assert not np.allclose(by_speaker["p_model"], by_text["p_model"])
    assert (by_speaker["p_rank"] >= 2 / 252).all()  # five speakers in each group: 252 arrangements


@pytest.mark.parametrize(
    ("texts", "note"),
    [
        (4, f"{FEW.format(2)}; a rank test of 2 and 2 texts cannot fall below p = 0.33, of 4 and 4 it can"),
        (6, f"{FEW.format(3)}; a rank test of 3 and 3 texts cannot fall below p = 0.1, of 4 and 4 it can"),
        (12, "only 6 texts in one group: rough interval"),
        (40, ""),
    ],
)
def test_small_samples_say_what_they_cannot_do(texts, note):
    row = compare(*random_corpus(texts, items={"can": (20, 22)}), Contrast("group", "a", "b"), BY_TEXT).iloc[
        0
    ]
    assert row["note"].split("; negative")[0] == note
    assert math.isnan(row["p_rank"]) == (texts < 8)
    assert row["family_rank"] == (texts >= 8)


def test_few_marks_are_said_to_be_few():
    rows = [(f"t{i}", "narrator", ["can"] * (1 if i < 14 and i % 2 else 2)) for i in range(40)]
    rows = [
        (name, voice, items if int(name[1:]) % 2 == 0 or int(name[1:]) < 14 else [])
        for name, voice, items in rows
    ]
    voices = voices_of({(name, "narrator"): 500 for name, _, _ in rows})
    documents = documents_of({name: 500 for name, _, _ in rows}, side_of=["ab"[i % 2] for i in range(40)])
    row = compare(
        marks_of(rows),
        voices,
        documents,
        Contrast("side_of", "a", "b"),
        Design(by="item", interval="studentised"),
    ).iloc[0]
    assert (row["n_a"], row["n_b"]) == (40, 7)
    assert row["note"].startswith("only 7 found in one group: rough interval")


@pytest.mark.parametrize(("a", "b", "missing"), [(9, 0, "b"), (0, 9, "a")])
def test_a_marker_of_one_group(a, b, missing):
    row = compare(*random_corpus(24, items={"can": (a, b)}), Contrast("group", "a", "b"), BY_TEXT).iloc[0]
    rule = "Log Ratio by its zero rule, its interval is open to that side, no model"
    assert row["note"] == f"none in {missing}: {rule}"
    far, near = ("high", "low") if missing == "b" else ("low", "high")
    assert abs(row[f"log_ratio_{far}"]) == math.inf
    assert abs(row[f"log_ratio_{near}"]) < math.inf
    assert math.isnan(row["p_model"])
    assert row["p_rank"] < 0.001


def test_texts_needed_fall_with_the_rate():
    table = compare(
        *random_corpus(60, items={"rare": (0.5, 0.5), "often": (20, 20)}),
        Contrast("group", "a", "b"),
        BY_TEXT,
    )
    assert (
        table.set_index("item")["texts_needed"]["rare"] > 3 * table.set_index("item")["texts_needed"]["often"]
    )


def test_no_marks_no_rows(corpus):
    marks, voices, documents = corpus
    empty = compare(
        marks[:0],
        voices,
        documents,
        Contrast("group", "a", "b"),
        Design(by="item", unit="doc_id", levels={"item": ["can"]}),
    )
    assert empty["note"].tolist() == ["none found"]
    assert pd.isna(empty.loc[0, "texts_needed"])


@pytest.mark.parametrize(
    ("contrast", "message"),
    [
        (Contrast("group", "a", "c"), "group: no group 'c'; right would be one of a, b"),
        (
            Contrast("item", "can", "may"),
            "group: no column 'item'; right would be one of doc_id, voice, voice_kind, words, "
            "sentences, statements, group, year, speaker",
        ),
    ],
)
def test_errors(corpus, contrast, message):
    with pytest.raises(StudyError) as caught:
        compare(*corpus, contrast)
    assert str(caught.value) == message


def test_cells_must_belong_to_the_marks(corpus):
    with pytest.raises(StudyError, match=r"^by: no column 'voice'; right would be one of layer, "):
        compare(*corpus, Contrast("group", "a", "b"), Design(by="voice"))
    documents = documents_of({"t000": 1, "t001": 1}, party=["x", None])
    marks, voices, _ = corpus
    assert len(compare(marks, voices, documents, Contrast("party", "x", "not given"), BY_TEXT)) > 0
