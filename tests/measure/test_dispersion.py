"""Dispersion tables: floor, baseline, and what one text cannot show."""

import math

import pytest
from count_tables import marks_of, voices_of

from analysis.measure.statistics.design import Design
from analysis.measure.statistics.marker_dispersion import dispersion

VOICES = voices_of({(f"t{number}", "narrator"): 1000 for number in range(20)})


def test_even_and_clustered_markers():
    even = [(f"t{number}", "narrator", ["can"] * 5) for number in range(20)]
    marks = marks_of([*even, ("t3", "narrator", ["may"] * 90), ("t4", "narrator", ["may"] * 10)])
    table = dispersion(marks, VOICES, design=Design(by="item")).set_index("item")
    assert table.loc["can", ["n", "texts", "range", "range_share", "dp"]].tolist() == [100, 20, 20, 1.0, 0.0]
    assert table.loc["may", ["n", "range"]].tolist() == [100, 2]
    # |0.9 - 0.05| + |0.1 - 0.05| + 18 * 0.05, halved; over 1 - 1/20
    assert table.loc["may", "dp"] == pytest.approx(0.9)
    assert table.loc["may", "dp_norm"] == pytest.approx(0.9 / 0.95)
    assert table.loc["may", "p_chance"] == pytest.approx(1 / 501)
    assert table.loc["can", "p_chance"] == 1
    assert table.loc["can", "chance_dp"] == table.loc["may", "chance_dp"] > 0.1


def test_rare_markers_are_below_the_floor():
    marks = marks_of([("t0", "narrator", ["may"] * 9 + ["can"] * 10)])
    table = dispersion(marks, VOICES, design=Design(by="item", levels={"item": ["can", "may", "shall"]}))
    assert table["note"].tolist() == ["", "fewer than 10: only chance would be measured", "none found"]
    assert table["dp"].isna().tolist() == [False, True, True]
    assert table["range"].tolist() == [1, 1, 0]


def test_one_text_has_range_only():
    (row,) = dispersion(
        marks_of([("t0", "narrator", ["can"] * 30)]), VOICES[:1], design=Design(by="item")
    ).to_dict("records")
    assert (row["range"], row["note"]) == (1, "one text has no dispersion over texts")
    assert math.isnan(row["dp"])
