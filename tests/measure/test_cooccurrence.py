"""Markers that stand together, and layers that share words."""

import math

import numpy as np
import pandas as pd
import pytest
from count_tables import marks_of, voices_of

from analysis.base.errors import StudyError
from analysis.measure.formulas.association import association_g2
from analysis.measure.statistics.cooccurrence import cooccurrence
from analysis.measure.statistics.design import Design

DOCUMENTS = [f"t{number}" for number in range(8)]
VOICES = voices_of({(name, "narrator"): 200 for name in DOCUMENTS})  # 20 sentences each


def placed(places):
    """Marks from (document, sentence, layer, item, start, end)."""
    columns = ["doc_id", "sentence", "layer", "item", "start", "end"]
    empty = marks_of([])
    return pd.concat([empty, pd.DataFrame(places, columns=columns)], ignore_index=True).astype(empty.dtypes)


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
    (row,) = cooccurrence(marks, VOICES, Design(by=("layer", "item"), resamples=1000)).to_dict("records")
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
    assert row["expected"] == 1.6
    assert row["log_ratio"] == pytest.approx(math.log2(5))
    assert row["g2"] == pytest.approx(association_g2(8, 16, 16, 160))
    assert row["log_ratio_low"] == row["log_ratio_high"] == pytest.approx(row["log_ratio"])  # texts all alike


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
    voices = voices_of({(name, "narrator"): 200 for name in texts})
    (row,) = cooccurrence(marks, voices, Design(by="item", resamples=1000)).to_dict("records")
    assert row["log_ratio_low"] < 0 < row["log_ratio_high"]
    assert row["log_ratio_high"] - row["log_ratio_low"] < 1


def test_rare_markers_and_other_places_are_left_out():
    marks = placed([("t0", 0, "modals", "can", 0, 3), ("t0", 0, "modals", "may", 5, 8)])
    assert cooccurrence(marks, VOICES, Design(by=("layer", "item"), resamples=1000)).empty
    assert len(cooccurrence(marks, VOICES, Design(by=("layer", "item"), resamples=1000), floor=1)) == 1
    assert cooccurrence(
        marks, VOICES, Design(by=("layer", "item"), resamples=1000), floor=1, within="statement"
    ).empty  # the narrator's, in no statement
    with pytest.raises(
        StudyError, match=r"^within: 'page' is no place; right would be one of sentence, statement$"
    ):
        cooccurrence(marks, VOICES, Design(by=("layer", "item"), resamples=1000), within="page")
