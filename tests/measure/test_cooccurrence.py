"""Markers that stand together, and layers that share words."""

import math

import numpy as np
import pandas as pd
import pytest
from count_tables import marks_of

from analysis.base.errors import StudyError
from analysis.measure.formulas.association import association_g2
from analysis.measure.statistics.cooccurrence import cooccurrence
from analysis.measure.statistics.design import Design

DOCUMENTS = [f"t{number}" for number in range(8)]


def placed(places):
    """Marks from (document, sentence, layer, item, start, end)."""
    columns = ["doc_id", "sentence", "layer", "item", "start", "end"]
    empty = marks_of([])
    return pd.concat([empty, pd.DataFrame(places, columns=columns)], ignore_index=True).astype(empty.dtypes)


def sentences_of(words):
    """Sentences of these lengths in each text."""
    table = pd.DataFrame({"doc_id": list(words), "words": list(words.values())}).explode("words")
    return table.assign(sentence=table.groupby("doc_id").cumcount())


PLACES = sentences_of(dict.fromkeys(DOCUMENTS, [10] * 20))
BY_ITEM = Design(by=("layer", "item"))


def test_pairs_by_hand():
    # in each text sentence 0 holds can twice and perhaps once, sentence 1 can, sentence 2 perhaps
    marks = placed(
        [
            row
            for name in DOCUMENTS
            for row in [
                (name, 0, "modals", "can", 0, 3),
                (name, 0, "modals", "can", 5, 8),
                (name, 0, "hedges", "perhaps", 10, 17),
                (name, 1, "modals", "can", 30, 33),
                (name, 2, "hedges", "perhaps", 50, 57),
            ]
        ]
    )
    (row,) = cooccurrence(marks, PLACES, BY_ITEM).to_dict("records")
    assert (row["layer_a"], row["item_a"], row["layer_b"], row["item_b"]) == (
        "hedges",
        "perhaps",
        "modals",
        "can",
    )
    assert [row[name] for name in ("together", "places_a", "places_b", "places", "documents")] == [
        8,
        16,
        16,
        160,
        8,
    ]
    assert row["expected"] == pytest.approx(1.6)
    assert row["log_ratio"] == pytest.approx(math.log2(5))
    assert row["g2"] == pytest.approx(association_g2(8, 16, 16, 160))
    limits = [math.log2(limit / 1.6) for limit in (3.4538, 15.7632)]  # Garwood's of 8: texts are all alike
    assert [row["log_ratio_low"], row["log_ratio_high"]] == pytest.approx(limits, abs=1e-4)


def test_independent_markers_have_an_interval_around_zero():
    generator = np.random.default_rng(1)
    texts = [f"t{number}" for number in range(40)]
    marks = placed(
        [
            (name, sentence, "modals", item, 0, 3)
            for name in texts
            for sentence in range(20)
            for item in ("can", "may")
            if generator.random() < 0.3
        ]
    )
    places = sentences_of(dict.fromkeys(texts, [10] * 20))
    (row,) = cooccurrence(marks, places, Design(by="item")).to_dict("records")
    assert row["log_ratio_low"] < 0 < row["log_ratio_high"]
    assert row["log_ratio_high"] - row["log_ratio_low"] < 1


def test_long_sentences_bring_no_markers_together():
    # in 30 of 60 sentences, the long ones, each marker stands in every second and third: both in every sixth
    texts = [f"t{number}" for number in range(12)]
    places = sentences_of(dict.fromkeys(texts, [5] * 30 + [50] * 30))
    marks = placed(
        [
            (name, sentence, "modals", item, 0, 3)
            for name in texts
            for item, step in (("can", 2), ("may", 3))
            for sentence in range(30, 60, step)
        ]
    )
    (row,) = cooccurrence(marks, places, Design(by="item")).to_dict("records")
    assert (row["together"], row["expected"]) == (60, pytest.approx(60))
    assert row["log_ratio"] == pytest.approx(0)
    assert row["g2"] == pytest.approx(0)
    (flat,) = cooccurrence(marks, places.assign(words=1), Design(by="item")).to_dict("records")
    assert flat["expected"] == pytest.approx(30)  # what lengths alone would do
    assert flat["log_ratio_low"] > 0


@pytest.mark.parametrize("seed", range(3))
def test_what_is_expected_is_the_mean_of_permutations_within_a_length(seed):
    generator = np.random.default_rng(seed)
    lengths = generator.integers(1, 4, 90)
    held = generator.random((90, 2)) < 0.2 * lengths[:, None]
    places = sentences_of({"t0": list(lengths)})
    marks = placed(
        [
            ("t0", at, "modals", item, 0, 3)
            for item, own in zip(("can", "may"), held.T, strict=True)
            for at in np.flatnonzero(own)
        ]
    )
    (row,) = cooccurrence(marks, places, Design(by="item")).to_dict("records")
    met = []
    for _ in range(4000):
        order = np.arange(90)
        for length in (1, 2, 3):
            order[lengths == length] = generator.permutation(order[lengths == length])
        met.append((held[:, 0] & held[order, 1]).sum())
    assert row["expected"] == pytest.approx(np.mean(met), abs=4 * np.std(met) / 4000**0.5)


def test_rare_markers_and_other_places_are_left_out():
    marks = placed([("t0", 0, "modals", "can", 0, 3), ("t0", 0, "modals", "may", 5, 8)])
    assert cooccurrence(marks, PLACES, BY_ITEM).empty
    assert len(cooccurrence(marks, PLACES, BY_ITEM, floor=1)) == 1
    statements = PLACES.rename(columns={"sentence": "statement"})
    assert cooccurrence(
        marks, statements, BY_ITEM, floor=1, within="statement"
    ).empty  # the narrator's, in no statement
    with pytest.raises(
        StudyError, match=r"^within: 'page' is no place; right would be one of sentence, statement$"
    ):
        cooccurrence(marks, PLACES, BY_ITEM, within="page")
