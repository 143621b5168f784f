"""Tests that mean what they say: lengths, intervals, equivalence, large and sure words."""

import numpy as np
import pandas as pd
import pytest
from count_tables import documents_of, marks_of, voices_of

from analysis.measure.formulas.association import shrunk_log_odds
from analysis.measure.formulas.widened import log_ratio_interval, log_ratio_p
from analysis.measure.statistics.comparison import as_shown, compare
from analysis.measure.statistics.design import Contrast, Design


def two_groups(long):
    """Ten texts of 1,000 words in a, ten of `long` words in b, a mark each."""
    words = {f"{side}{i}": 1000 if side == "a" else long for side in "ab" for i in range(10)}
    marks = marks_of([(name, "narrator", ["can"]) for name in words])
    documents = documents_of(words, side=[name[0] for name in words])
    return marks, voices_of({(name, "narrator"): size for name, size in words.items()}), documents


@pytest.mark.parametrize(("long", "test"), [(1000, "Mann-Whitney"), (1200, "Mann-Whitney"), (1300, "")])
def test_a_rank_test_needs_like_lengths(long, test):
    row = compare(*two_groups(long), Contrast("side", "a", "b"), Design(by="item")).iloc[0]
    assert row["test"] == test
    assert np.isnan(row["p_rank"]) == (not test)
    assert ("no rank test: texts of one group are longer" in row["note"]) == (not test)


RNG = np.random.default_rng(5)
A = (RNG.poisson(6, (12, 8)), np.full(12, 1000))
B = (RNG.poisson(4, (15, 8)), np.full(15, 900))


def test_at_its_p_value_the_interval_reaches_the_same_rate():
    p = log_ratio_p(A, B)
    low, high = log_ratio_interval(A, B, level=1 - p)
    assert np.minimum(abs(low), abs(high)) == pytest.approx(np.zeros(8), abs=1e-5)


def test_rates_are_equivalent_where_the_90_interval_lies_within():
    p = log_ratio_p(A, B, apart=1.2)
    low, high = log_ratio_interval(A, B, level=0.9)
    assert ((p < 0.05) == ((low > -1.2) & (high < 1.2))).all()
    assert 0 < (p < 0.05).sum() < 8


def test_filled_dots_are_corrected_for_the_rows_shown():
    limits = {"log_ratio_low": [0.1, 0.1, -1.0], "log_ratio_high": 2.0}
    table = pd.DataFrame(limits).assign(p_log_ratio=[0.001, 0.03, 0.4])
    for adjustment, clear in (("holm", [True, False, False]), ("none", [True, True, False])):
        shown = as_shown(table, Design(adjustment=adjustment), ("log_ratio",))
        assert shown["clear"].tolist() == clear
    untested = as_shown(table.assign(p_log_ratio=np.nan), Design(interval="studentised"), ("log_ratio",))
    assert untested["clear"].tolist() == [True, True, False]


def test_the_surest_word_is_not_the_rarest():
    odds, z = shrunk_log_odds([300, 4], 50_000, [150, 0], 50_000, prior=1000)
    assert odds[1] > odds[0]
    assert z[0] > 3 * z[1]
