"""Intervals of counts: exact where marks fall independently, wider where units differ, one-sided at zero."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.measure.formulas.widened import (
    log_ratio_interval,
    poisson_limits,
    rate_interval,
    share_limits,
    spread,
)

UNITS = np.full(40, 1000.0)


def one_each(n, units=40):
    """n marks, each in a text of its own."""
    return (np.arange(units) < n).astype(float)[:, None]


# R: poisson.test(n)$conf.int
@pytest.mark.parametrize(
    ("n", "limits"),
    [
        (1, (0.025318, 5.571643)),
        (2, (0.242209, 7.224688)),
        (7, (2.814363, 14.422675)),
    ],
)
def test_marks_in_texts_of_their_own_have_garwoods_interval(n, limits):
    low, high = rate_interval(one_each(n), UNITS)
    assert (low[0] * 40_000, high[0] * 40_000) == pytest.approx(limits, abs=2e-6)


def test_limits_rise_with_the_count():
    limits = np.array([np.concatenate(rate_interval(one_each(n), UNITS)) for n in range(41)])
    heaps = [np.concatenate(rate_interval(one_each(1) * n, UNITS)) for n in range(41)]
    assert (np.diff(limits, axis=0) > 0).all()
    assert (np.diff(np.array(heaps)[:, 1]) > 0).all()


def test_nothing_found_is_one_sided():
    low, high = rate_interval(np.zeros((40, 1)), UNITS)
    assert low[0] == 0
    assert high[0] * 40_000 == pytest.approx(3.688879, abs=1e-6)  # R: poisson.test(0)


def test_marks_that_cluster_are_surer_of_less():
    apart, heaped = rate_interval(one_each(6), UNITS), rate_interval(one_each(2) * 3, UNITS)
    assert heaped[1][0] > 1.5 * apart[1][0]
    assert heaped[0][0] < apart[0][0]


def test_the_spread_is_unbiased_for_independent_marks():
    rng = np.random.default_rng(4)
    sizes = rng.lognormal(7, 1, 12)
    drawn = rng.poisson(40 * sizes[:, None] / sizes.sum(), (12, 20_000))
    found = spread(drawn, sizes)
    variance = found.variance * drawn.sum(axis=0) ** 2
    assert variance.mean() == pytest.approx(40, rel=0.02)
    assert 2 * variance.mean() ** 2 / variance.var() == pytest.approx(found.freedom, rel=0.12)


def test_even_texts_have_all_but_one_degree_of_freedom():
    assert spread(one_each(3), UNITS).freedom == pytest.approx(39)


@given(st.integers(0, 60), st.integers(0, 60))
def test_mid_p_is_half_of_what_was_seen(a, b):
    low, high = (float(limit) for limit in share_limits(a, b))
    if a:
        reached = stats.binom.sf(a, a + b, low) + stats.binom.pmf(a, a + b, low) / 2
        assert reached == pytest.approx(0.025, abs=1e-9)
    if b:
        reached = stats.binom.cdf(a - 1, a + b, high) + stats.binom.pmf(a, a + b, high) / 2
        assert reached == pytest.approx(0.025, abs=1e-9)
    assert (low == 0) == (a == 0)
    assert (high == 1) == (b == 0)


def test_the_ratio_of_seven_and_one():
    """As 7 of 8 with mid-P; the bootstrap said 3.8 to 70.7."""
    low, high = log_ratio_interval((one_each(7, 36), np.ones(36)), (one_each(1, 36), np.ones(36)))
    share = share_limits(7, 1)
    assert (2 ** low[0], 2 ** high[0]) == pytest.approx([float(s / (1 - s)) for s in share])
    assert 2 ** low[0] == pytest.approx(1.082, abs=0.001)


@pytest.mark.parametrize(("a", "b", "open_at"), [(5, 0, 1), (0, 5, 0)])
def test_a_ratio_to_nothing_is_one_sided(a, b, open_at):
    limits = log_ratio_interval((one_each(a), UNITS), (one_each(b), UNITS))
    assert np.isinf(limits[open_at])
    assert np.isfinite(limits[1 - open_at])


def test_nothing_against_nothing_is_missing():
    assert np.isnan(log_ratio_interval((one_each(0), UNITS), (one_each(0), UNITS))).all()
    assert np.isnan(log_ratio_interval((one_each(3)[:4], UNITS[:4]), (one_each(3), UNITS))).all()
    assert np.isnan(rate_interval(one_each(3)[:4], UNITS[:4])).all()


def test_groups_change_places():
    rng = np.random.default_rng(3)
    a, b = ((rng.poisson(rng.gamma(1, 3, (20, 5))), rng.lognormal(6, 1, 20)) for _ in "ab")
    low, high = log_ratio_interval(a, b)
    back = log_ratio_interval(b, a)
    assert np.allclose([low, high], [-back[1], -back[0]])


def test_what_moves_both_counts_of_a_text_cancels_in_pairs():
    rng = np.random.default_rng(5)
    own = rng.gamma(1, 1, (30, 1))
    a, b = ((rng.poisson(20 * own), np.full(30, 500.0)) for _ in "ab")
    paired, apart = (log_ratio_interval(a, b, paired=kind) for kind in (True, False))
    assert paired[1] - paired[0] < 0.6 * (apart[1] - apart[0])


def test_many_cells_are_quick_and_finite():
    counts = np.random.default_rng(1).poisson(2, (1000, 50))
    low, high = rate_interval(counts, np.full(1000, 900))
    assert (low < counts.sum(axis=0) / 900_000).all()
    assert (counts.sum(axis=0) / 900_000 < high).all()
    assert np.allclose(poisson_limits([0]), [[0], [3.688879]])
