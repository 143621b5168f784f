"""The specification curve."""

import numpy as np
import pandas as pd
import pytest
from count_tables import random_corpus

from analysis.base.errors import StudyError
from analysis.measure.statistics.comparison import compare
from analysis.measure.statistics.design import Contrast, Design
from analysis.measure.statistics.specification import (
    Tables,
    at_least_words,
    curve_summary,
    denominator,
    dimensions_of,
    keep_all,
    only_marks,
    only_voices,
    specification_curve,
    through_lens,
    without_overlap,
)
from analysis.measure.taxonomies import lens_labels

DIMENSIONS = {
    "lens": {"wide": keep_all, "narrow": only_marks("modals", "item", ["may"])},
    "denominator": {"words": keep_all, "sentences": denominator("100 sentences")},
    "texts": {"all": keep_all, "long": at_least_words(1000)},
}


@pytest.fixture(scope="module")
def tables():
    return Tables(*random_corpus(60, items={"can": (4, 12), "may": (3, 3)}), Design(resamples=200))


def curve_of(tables, dimensions):
    return specification_curve(tables, dimensions, Contrast("group", "b", "a"), layer="modals")


def test_every_combination_is_a_row(tables):
    curve = curve_of(tables, DIMENSIONS)
    assert len(curve) == 8
    assert len(curve[["lens", "denominator", "texts"]].drop_duplicates()) == 8
    assert curve["log_ratio"].is_monotonic_decreasing


def test_a_specification_is_the_comparison_on_its_tables(tables):
    curve = curve_of(tables, DIMENSIONS).set_index(["lens", "denominator", "texts"])
    row = curve.loc[("narrow", "sentences", "long")]
    marks = tables.marks[tables.marks["item"] == "may"]
    documents = tables.documents[tables.documents["words"] >= 1000]
    expected = compare(
        marks,
        tables.voices,
        documents,
        Contrast("group", "b", "a"),
        Design(by="item", per="100 sentences", resamples=200),
    ).iloc[0]
    assert row[["n_a", "n_b", "rate_a", "rate_b", "log_ratio"]].tolist() == pytest.approx(
        expected[["n_a", "n_b", "rate_a", "rate_b", "log_ratio"]].tolist()
    )
    assert [row["low"], row["high"]] == pytest.approx([expected["log_ratio_low"], expected["log_ratio_high"]])


def test_summary_counts_the_signs(tables):
    curve = curve_of(tables, {"lens": DIMENSIONS["lens"]})
    summary = curve_summary(curve)
    assert summary["specifications"] == summary["compared"] == 2
    assert summary["highest"] == curve.loc[0, "log_ratio"] > 0.5
    same = np.sign(curve["log_ratio"]) == np.sign(curve["log_ratio"].median())
    assert summary["share_same_sign"] == same.mean()
    assert summary["share_clear"] == 0.5
    assert summary["different"] == 2
    twice = {"lens": DIMENSIONS["lens"], "length": {"any": keep_all, "1 word": at_least_words(1)}}
    assert curve_summary(curve_of(tables, twice)) == summary | {"specifications": 4, "compared": 4}


def test_choices_that_leave_nothing_say_so(tables):
    curve = curve_of(tables, {"texts": {"all": keep_all, "huge": at_least_words(10**6)}})
    assert curve["note"].tolist() == ["", "one group has no text left"]
    assert curve_summary(curve)["compared"] == 1
    voices = curve_of(tables, {"voices": {"quoted": only_voices("direct")}})
    assert voices["note"].tolist() == ["one group has no words"]


def test_overlapping_marks_can_be_left_out(tables):
    shared = tables.marks[tables.marks["item"] == "may"].assign(layer="hedges")
    both = Tables(pd.concat([tables.marks, shared], ignore_index=True), tables.voices, tables.documents)
    curve = curve_of(both, {"overlap": {"kept": keep_all, "dropped": without_overlap("hedges")}}).set_index(
        "overlap"
    )
    dropped = (tables.marks["item"] == "may").sum()
    kept = curve.loc["kept", ["n_a", "n_b"]].sum()
    assert kept - curve.loc["dropped", ["n_a", "n_b"]].sum() == dropped


def test_a_taxonomy_keeps_its_own_entries(tables):
    entry = next(iter(key for key in lens_labels("hyland2005") if key[0] == "hedges"))
    hedges = tables.marks.assign(layer="hedges", item="no such entry", category=entry[2])
    hedges.loc[::2, "item"] = entry[1]
    both = Tables(pd.concat([tables.marks, hedges], ignore_index=True), tables.voices, tables.documents)
    kept = through_lens("hedges", "hyland2005")(both).marks
    assert set(kept.loc[kept["layer"] == "hedges", "item"]) == {entry[1]}
    assert (kept["layer"] == "modals").sum() == len(tables.marks)


def test_the_dimensions_of_a_curve(tables):
    assert dimensions_of(curve_of(tables, DIMENSIONS)) == list(DIMENSIONS)


def test_bad_curves(tables):
    with pytest.raises(
        StudyError, match=r"^specification: right would be at least one dimension, each with "
    ):
        curve_of(tables, {})
    with pytest.raises(StudyError, match=r"^group: no group 'z'; right would be one of a, b$"):
        specification_curve(tables, DIMENSIONS, Contrast("group", "z", "a"), layer="modals")
