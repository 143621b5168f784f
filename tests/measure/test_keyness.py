"""Keyness: the comparison of one group with another or with all the rest."""

import pytest
from count_tables import marks_of, random_corpus, voices_of

from analysis.base.errors import StudyError
from analysis.measure.statistics.comparison import compare
from analysis.measure.statistics.design import Contrast, Design
from analysis.measure.statistics.keyness import keyness

ITEMS = {"can": (4, 12, 4), "may": (6, 3, 6), "must": (2, 2, 2), "rare": (0.01, 0.01, 0.01)}


@pytest.fixture(scope="module")
def corpus():
    return random_corpus(60, items=ITEMS, groups=("a", "b", "c"))


def test_key_markers_come_first(corpus):
    table = keyness(*corpus, Contrast("group", "b"), Design(by="item"))
    assert table["item"].tolist() == ["can", "must", "may"]
    assert table.loc[0, "log_ratio_low"] > 0 > table.loc[2, "log_ratio_high"]
    assert (table["family_log_ratio"] == 3).all()
    assert table["clear"].tolist() == (table["p_log_ratio_holm"] <= 0.05).tolist()


def test_two_groups_are_a_comparison(corpus):
    table = keyness(*corpus, Contrast("group", "b", "c"), Design(by="item")).set_index("item")
    other = compare(*corpus, Contrast("group", "b", "c"), Design(by="item")).set_index("item")
    for column in ("log_ratio", "log_ratio_low", "log_ratio_high", "g2", "p_rank", "superiority"):
        assert table[column].to_dict() == other.loc[table.index, column].to_dict()


def test_the_rest_is_everybody_else(corpus):
    marks, voices, documents = corpus
    table = keyness(*corpus, Contrast("group", "b"), Design(by="item")).set_index("item")
    inside = documents.loc[documents["group"] == "b", "doc_id"]
    assert table.loc["can", "n_reference"] == ((marks["item"] == "can") & ~marks["doc_id"].isin(inside)).sum()
    assert (
        table.loc["can", "denominator_reference"] == voices.loc[~voices["doc_id"].isin(inside), "words"].sum()
    )


def test_a_voice_against_the_others_in_the_same_texts():
    rows = [
        (f"t{i}", voice, ["can"] * (i + extra)) for i in range(8) for voice, extra in (("Ann", 2), ("Bo", 0))
    ]
    voices = voices_of({(f"t{i}", voice): 500 for i in range(8) for voice in ("Ann", "Bo", "narrator")})
    row = keyness(marks_of(rows), voices, None, Contrast("voice", "Ann"), Design(by="item")).iloc[0]
    assert (row["n_target"], row["n_reference"], row["denominator_reference"]) == (44, 28, 8000)
    assert row["test"] == ""  # the others have twice as many words in each text
    assert row["p_log_ratio"] < 0.01


def test_unknown_target(corpus):
    with pytest.raises(StudyError, match=r"^group: no group 'z'; right would be one of a, b, c$"):
        keyness(*corpus, Contrast("group", "z"), Design(by="item"))
