"""Measures against printed examples and against scipy and statsmodels."""

import doctest
import importlib
import math

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats
from statsmodels.nonparametric.smoothers_lowess import lowess

from analysis.measure.formulas.association import (
    association_g2,
    log_likelihood,
    log_ratio,
    odds_ratio,
    percent_diff,
)
from analysis.measure.formulas.dispersion import (
    chance_dp,
    deviation_of_proportions,
    juilland_d,
    normalised_dp,
    text_range,
)
from analysis.measure.formulas.intervals import (
    bca_interval,
    log_ratio_interval,
    percentile_interval,
    poisson_interval,
    ratio_estimate,
    ratio_interval,
    ratio_jackknife,
    ratio_replicates,
    resampling_weights,
    wilson_interval,
)
from analysis.measure.formulas.models import NO_SPREAD, NOT_CONVERGED, corrected_error, rate_ratio_model
from analysis.measure.formulas.multiplicity import benjamini_hochberg, family_size, holm
from analysis.measure.formulas.power import (
    dispersion,
    rank_texts_needed,
    smallest_rank_p,
    smallest_signed_rank_p,
    texts_needed,
)
from analysis.measure.formulas.ranks import rank_test, signed_rank_test
from analysis.measure.formulas.smoothing import local_rates

# --- association


@pytest.mark.parametrize(
    "name",
    ["association", "dispersion", "intervals", "models", "multiplicity", "power", "ranks", "smoothing"],
)
def test_worked_numbers(name):
    found = doctest.testmod(importlib.import_module(f"analysis.measure.formulas.{name}"))
    assert found.attempted > 0
    assert found.failed == 0


@pytest.mark.parametrize(
    ("a", "n", "b", "m"), [(30, 10_000, 10, 10_000), (1, 500, 40, 90_000), (7, 7_000, 7, 7_000)]
)
def test_log_likelihood_is_the_two_term_form(a, n, b, m):
    # scipy's power divergence over the same two cells with the expectations of the UCREL wizard
    expected = np.array([n, m]) * (a + b) / (n + m)
    assert log_likelihood(a, n, b, m) == pytest.approx(
        stats.power_divergence([a, b], expected, lambda_="log-likelihood").statistic
    )


@pytest.mark.parametrize("hits", [(0, 0), (0, 12), (12, 0)])
def test_log_likelihood_of_a_zero_is_finite(hits):
    a, b = hits
    assert log_likelihood(a, 1000, b, 1000) == pytest.approx(2 * (a + b) * math.log(2))


@pytest.mark.parametrize(("both", "a", "b", "total"), [(10, 20, 20, 100), (0, 5, 30, 200), (5, 5, 5, 50)])
def test_association_g2_is_scipys(both, a, b, total):
    table = [[both, a - both], [b - both, total - a - b + both]]
    expected = stats.chi2_contingency(table, lambda_="log-likelihood", correction=False).statistic
    assert association_g2(both, a, b, total) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("a", "n", "b", "m", "ratio", "percent"),
    [
        (10, 1000, 10, 1000, 0.0, 0.0),
        (20, 1000, 10, 1000, 1.0, 100.0),  # each step of 1 doubles the rate (Hardie 2014)
        (10, 1000, 80, 1000, -3.0, -87.5),
        (20, 2000, 10, 1000, 0.0, 0.0),
        (8, 1000, 0, 1000, 4.0, 1500.0),  # zero rule: half an occurrence
        (0, 1000, 8, 1000, -4.0, -100.0),
        (0, 1000, 0, 1000, math.nan, math.nan),
    ],
)
def test_effect_sizes(a, n, b, m, ratio, percent):
    assert log_ratio(a, n, b, m) == pytest.approx(ratio, nan_ok=True)
    assert percent_diff(a, n, b, m) == pytest.approx(percent, nan_ok=True)


def test_odds_ratio_is_scipys():
    table = [[30, 10], [70, 90]]
    assert odds_ratio(30, 100, 10, 100) == pytest.approx(
        stats.contingency.odds_ratio(table, kind="sample").statistic
    )
    assert odds_ratio(0, 10, 5, 10) == pytest.approx(1 / odds_ratio(5, 10, 0, 10))
    assert math.isnan(odds_ratio(0, 10, 0, 10))


# --- dispersion

GRIES_2008 = ([[1], [2], [3], [4], [5]], [9, 10, 10, 10, 11])  # his five parts of 50 words


def test_dispersion_of_the_printed_example():
    counts, sizes = GRIES_2008
    assert text_range(counts).tolist() == [5]
    assert deviation_of_proportions(counts, sizes).round(2).tolist() == [0.18]
    assert juilland_d(counts, sizes).round(3).tolist() == [0.785]
    assert normalised_dp(counts, sizes) == pytest.approx(0.18 / (1 - 9 / 50))


@pytest.mark.parametrize(
    ("counts", "dp", "norm"),
    [
        ([2, 1, 0], 1 / 3, 0.5),  # Lijffijt and Gries 2012, table 1
        ([5, 5, 5], 0.0, 0.0),
        ([0, 0, 9], 2 / 3, 1.0),
        ([0, 0, 0], math.nan, math.nan),
    ],
)
def test_dp_over_three_equal_parts(counts, dp, norm):
    column = np.array(counts)[:, None]
    assert deviation_of_proportions(column, [10] * 3) == pytest.approx(dp, nan_ok=True)
    assert normalised_dp(column, [10] * 3) == pytest.approx(norm, nan_ok=True)


def test_one_text_has_no_dispersion():
    assert np.isnan(juilland_d([[3]], [100])).all()
    assert np.isnan(normalised_dp([[3]], [100])).all()


def test_chance_dp_has_the_expected_value_of_one_mark():
    # a single mark falls on text i with probability s_i and then has DP 1 - s_i
    sizes = np.array([100, 200, 700])
    shares = sizes / sizes.sum()
    assert chance_dp(1, sizes, draws=20_000).mean() == pytest.approx((shares * (1 - shares)).sum(), abs=0.01)


# --- intervals


def test_weights_draw_whole_samples():
    blocks = list(resampling_weights(7, resamples=300, seed=1))
    weights = np.concatenate(blocks)
    assert weights.shape == (300, 7)
    assert (weights.sum(axis=1) == 7).all()
    assert weights.mean() == 1


def test_blocks_do_not_change_the_draws(monkeypatch):
    whole = np.concatenate(list(resampling_weights(5, resamples=40, seed=3)))
    monkeypatch.setattr("analysis.measure.formulas.intervals._CHUNK", 35)
    monkeypatch.setattr("analysis.measure.formulas.intervals._KEPT", 0)
    assert np.array_equal(whole, np.concatenate(list(resampling_weights(5, resamples=40, seed=3))))


@pytest.mark.parametrize("seed", [3, [3, 1]])
def test_draws_that_are_kept_are_those_that_would_be_drawn_anew(seed, monkeypatch):
    kept = np.concatenate(list(resampling_weights(300, resamples=40, seed=seed)))
    monkeypatch.setattr("analysis.measure.formulas.intervals._KEPT", 0)
    assert np.array_equal(kept, np.concatenate(list(resampling_weights(300, resamples=40, seed=seed))))


@pytest.mark.parametrize(("method", "ours"), [("percentile", "percentile"), ("BCa", "bca")])
def test_bootstrap_intervals_are_scipys(method, ours):
    generator = np.random.default_rng(5)
    counts, sizes = generator.poisson(4, 25), generator.integers(200, 900, 25)
    result = stats.bootstrap(
        (counts, sizes),
        lambda c, s, axis=-1: c.sum(axis=axis) / s.sum(axis=axis),
        paired=True,
        n_resamples=999,
        method=method,
        rng=generator,
    )
    drawn = result.bootstrap_distribution
    if ours == "percentile":
        low, high = percentile_interval(drawn)
    else:
        jackknife = ratio_jackknife(counts[:, None], sizes)
        low, high = bca_interval(counts.sum() / sizes.sum(), drawn, jackknife)
    assert [low[0], high[0]] == pytest.approx([*result.confidence_interval])


def test_ratio_error_is_the_spread_of_the_replicates():
    generator = np.random.default_rng(2)
    counts, sizes = generator.poisson(generator.gamma(2, 5, 200)), generator.integers(500, 1500, 200)
    _, error = ratio_estimate(counts[:, None], sizes)
    drawn = ratio_replicates(counts[:, None], sizes, resamples=4000, seed=1).values
    assert error[0] == pytest.approx(drawn.std(), rel=0.05)


def test_studentised_interval_of_many_even_texts_is_students():
    # equal sizes: the ratio is a mean, whose textbook interval is that of Student's t
    generator = np.random.default_rng(4)
    counts = generator.normal(50, 10, 400).round()
    low, high = ratio_interval(counts[:, None], np.full(400, 100), resamples=8000)
    half = stats.t.ppf(0.975, 399) * counts.std(ddof=1) / 20 / 100
    assert low[0] == pytest.approx(counts.mean() / 100 - half, abs=half / 15)
    assert high[0] == pytest.approx(counts.mean() / 100 + half, abs=half / 15)


def test_an_interval_holds_its_rate_and_stays_above_zero():
    generator = np.random.default_rng(6)
    counts, sizes = generator.poisson(0.3, (12, 40)), generator.integers(100, 2000, 12)
    low, high = ratio_interval(counts, sizes, resamples=500)
    rate = counts.sum(axis=0) / sizes.sum()
    assert (low >= 0).all()
    assert (low <= rate).all()
    assert (rate <= high).all()


def test_zero_marks_and_few_texts():
    low, high = ratio_interval([[0], [0], [0], [0], [0]], [1000] * 5)
    assert (low[0], high[0]) == (0.0, pytest.approx(-math.log(0.025) / 5000))
    assert np.isnan(ratio_interval([[1], [2], [3], [4]], [100] * 4)).all()


def test_the_seed_decides():
    counts, sizes = [[1], [4], [2], [9], [0], [3]], [100, 300, 200, 400, 100, 250]
    assert ratio_interval(counts, sizes, seed=1) == ratio_interval(counts, sizes, seed=1)
    assert ratio_interval(counts, sizes, seed=1) != ratio_interval(counts, sizes, seed=2)


def test_poisson_interval_is_garwoods():
    # Garwood 1936; the printed limits for a count of 10
    assert poisson_interval(10) == pytest.approx((4.795, 18.391), abs=0.001)
    low, high = poisson_interval(3, level=0.9)
    assert stats.poisson.sf(2, low) == pytest.approx(0.05)
    assert stats.poisson.cdf(3, high) == pytest.approx(0.05)


@pytest.mark.parametrize(("hits", "trials"), [(9, 10), (0, 5), (50, 50), (3, 1000)])
def test_wilson_interval_is_scipys(hits, trials):
    interval = stats.binomtest(hits, trials).proportion_ci(method="wilson")
    assert wilson_interval(hits, trials) == pytest.approx([*interval], abs=1e-12)


def test_wilson_interval_without_trials_is_everything():
    assert wilson_interval(0, 0) == (0.0, 1.0)


def test_log_ratio_interval_of_a_group_with_itself_is_nothing_when_paired():
    counts, sizes = [[3], [5], [9], [4], [0], [7]], [100, 200, 300, 250, 90, 180]
    low, high = log_ratio_interval((counts, sizes), (counts, sizes), paired=True)
    assert (low[0], high[0]) == (0.0, 0.0)
    apart = log_ratio_interval((counts, sizes), (counts, sizes))
    assert apart[0][0] < 0 < apart[1][0]


def test_log_ratio_interval_turns_with_the_groups():
    generator = np.random.default_rng(8)
    a, b = generator.poisson(9, (40, 1)), generator.poisson(4, (40, 1))
    sizes = np.full(40, 1000)
    low, high = log_ratio_interval((a, sizes), (b, sizes), resamples=4000)
    back = log_ratio_interval((b, sizes), (a, sizes), resamples=4000)
    assert low[0] > 0.5
    assert [low[0], high[0]] == pytest.approx([-back[1][0], -back[0][0]], abs=0.08)


def test_log_ratio_interval_is_missing_without_marks_or_texts():
    sizes = [100] * 6
    some, none = [[1]] * 6, [[0]] * 6
    assert np.isnan(log_ratio_interval((some, sizes), (none, sizes))).all()
    assert np.isnan(log_ratio_interval((some, sizes), (some[:4], sizes[:4]))).all()


# --- tests


@pytest.mark.parametrize(("n", "m"), [(4, 5), (6, 6)])
def test_exact_rank_test_is_scipys(n, m):
    generator = np.random.default_rng(n)
    a, b = generator.normal(0, 1, (n, 3)), generator.normal(1, 1, (m, 3))
    p, superiority = rank_test(a, b)
    expected = stats.mannwhitneyu(a, b, axis=0, method="exact")
    assert p == pytest.approx(expected.pvalue)
    assert superiority == pytest.approx(expected.statistic / (n * m))


def test_large_rank_test_is_scipys():
    generator = np.random.default_rng(1)
    a, b = generator.poisson(2, (50, 4)), generator.poisson(3, (60, 4))
    assert rank_test(a, b)[0] == pytest.approx(stats.mannwhitneyu(a, b, axis=0, method="asymptotic").pvalue)


def test_ties_in_small_samples_are_counted_out():
    # 0 0 1 against 1 2 2: all 20 arrangements by hand; rank sums as far out as 7 from 10.5 are 7 and 14
    assert rank_test([0, 0, 1], [1, 2, 2])[0] == pytest.approx(0.2)
    assert rank_test([1, 1, 1], [1, 1, 1])[0] == pytest.approx(1.0)


def test_exact_signed_rank_test_is_scipys():
    generator = np.random.default_rng(3)
    a, b = generator.normal(0, 1, (9, 3)), generator.normal(0.5, 1, (9, 3))
    assert signed_rank_test(a, b)[0] == pytest.approx(stats.wilcoxon(a, b, axis=0, method="exact").pvalue)


def test_large_signed_rank_test_is_scipys():
    generator = np.random.default_rng(3)
    a, b = generator.poisson(3, (40, 2)), generator.poisson(4, (40, 2))
    expected = stats.wilcoxon(a, b, axis=0, zero_method="pratt", method="approx").pvalue
    assert signed_rank_test(a, b)[0] == pytest.approx(expected)
    assert signed_rank_test(a, a)[0].tolist() == [1.0, 1.0]


def test_holm_and_benjamini_hochberg_by_hand():
    p = [0.01, 0.04, math.nan, 0.03, 0.005]
    assert holm(p) == pytest.approx([0.03, 0.06, math.nan, 0.06, 0.02], nan_ok=True)
    assert benjamini_hochberg(p) == pytest.approx([0.02, 0.04, math.nan, 0.04, 0.02], nan_ok=True)
    assert family_size(p) == 4
    assert np.isnan(holm([math.nan])).all()


# --- models and power


def test_model_of_equal_sizes_gives_the_ratio_of_means():
    generator = np.random.default_rng(2)
    y = np.concatenate([generator.negative_binomial(3, 0.3, 40), generator.negative_binomial(3, 0.15, 40)])
    side = np.repeat([0, 1], 40)
    model = rate_ratio_model(y, np.full(80, 1000), side, [str(i) for i in range(80)])
    assert model.ratio == pytest.approx(y[40:].mean() / y[:40].mean(), rel=1e-3)
    assert model.low < model.ratio < model.high
    assert model.note == ""


def test_repeated_speakers_widen_the_model():
    generator = np.random.default_rng(9)
    speakers = np.repeat(np.arange(12), 10)
    rate = generator.gamma(2, 0.002, 12)[speakers]
    y, side = generator.poisson(rate * 1000), (speakers % 2).astype(float)
    apart = rate_ratio_model(y, np.full(120, 1000), side, [str(i) for i in range(120)])
    together = rate_ratio_model(y, np.full(120, 1000), side, [str(i) for i in speakers])
    assert together.ratio == pytest.approx(apart.ratio)
    assert together.high / together.low > 1.5 * apart.high / apart.low


def test_without_a_maximum_poisson_takes_over():
    counts, sizes = [4, 7, 3, 3, 2, 1], [72, 239, 87, 178, 274, 282]
    model = rate_ratio_model(counts, sizes, [0, 0, 0, 1, 1, 1], list("abcdef"))
    assert model.note == NOT_CONVERGED
    assert model.ratio == pytest.approx((6 / 734) / (14 / 398))  # Poisson: the ratio of the rates of the sums


def test_counts_without_spread_have_a_ratio_and_no_interval():
    model = rate_ratio_model([2, 2, 2, 6, 6, 6], [100] * 6, [0, 0, 0, 1, 1, 1], list("abcdef"))
    assert model.ratio == pytest.approx(3)
    assert math.isnan(model.low)
    assert model.note == NO_SPREAD


def test_no_model_without_marks_or_with_two_texts():
    assert math.isnan(rate_ratio_model([0, 0, 0, 4, 5, 6], [100] * 6, [0, 0, 0, 1, 1, 1], list("abcdef")).p)
    assert math.isnan(rate_ratio_model([1, 2, 4, 5, 6], [100] * 5, [0, 0, 1, 1, 1], list("abcde")).p)


@pytest.mark.parametrize(("n", "m"), [(3, 3), (4, 4), (2, 8)])
def test_smallest_rank_p_is_reached_by_complete_separation(n, m):
    assert smallest_rank_p(n, m) == pytest.approx(rank_test(np.arange(n), 100 + np.arange(m))[0][0])


def test_smallest_signed_rank_p_is_reached():
    assert smallest_signed_rank_p(7) == pytest.approx(signed_rank_test(np.arange(1, 8), np.zeros(7))[0][0])
    assert (rank_texts_needed(), rank_texts_needed(paired=True)) == (4, 6)


def test_dispersion_by_moments_finds_the_parameter():
    generator = np.random.default_rng(1)
    sizes = generator.integers(500, 1500, 5000)
    counts = generator.poisson(generator.gamma(2, 1 / 2, 5000) * sizes * 0.01)  # k = 1 / 2
    assert dispersion(counts, sizes) == pytest.approx(0.5, abs=0.05)


def test_texts_needed_give_the_power_they_promise():
    mean, ratio, k = 4.0, 1.6, 0.3
    n = texts_needed(mean, ratio, dispersion=k)
    generator = np.random.default_rng(1)
    rates = generator.gamma(1 / k, k, (2, 2000, n)) * np.array([mean, mean * ratio])[:, None, None]
    sums = generator.poisson(rates).sum(axis=2)
    error = np.sqrt((1 / sums + k / n).sum(axis=0))
    assert (np.abs(np.log(sums[1] / sums[0])) / error > 1.96).mean() == pytest.approx(0.8, abs=0.04)


def test_texts_needed_refuses_no_difference():
    with pytest.raises(
        ValueError, match=r"^mean 4\.0 and ratio 1: both must be above zero, the ratio not 1$"
    ):
        texts_needed(4.0, 1)


# --- smoothing


def test_local_rates_of_equal_texts_are_lowess_without_robustness():
    generator = np.random.default_rng(0)
    times = np.sort(generator.uniform(1800, 2000, 80))
    counts = generator.poisson(20 + times - 1800)
    expected = lowess(counts / 1000, times, frac=0.4, it=0, delta=0, return_sorted=False)
    found = local_rates(times, counts, np.full(80, 1000), times, share=0.4)
    assert found[0, :, 0] == pytest.approx(expected)


def test_local_rates_weigh_texts_by_size():
    flat = local_rates([1, 1, 1], [[2], [0], [4]], [100, 100, 400], [1.0], share=1)
    assert flat.ravel().tolist() == [0.01]
    drawn = local_rates([1, 1, 1], [[2], [0], [4]], [100, 100, 400], [1.0], share=1, weights=[[3, 0, 0]])
    assert drawn.ravel().tolist() == [0.02]


@pytest.mark.parametrize("crossed", [False, True])
def test_the_error_of_a_model_is_that_of_mancl_and_derouen_in_statsmodels(crossed):
    generator = np.random.default_rng(3)
    speaker = np.repeat(np.arange(12), 5)
    in_a, size = (speaker % 2).astype(float), generator.integers(300, 2000, 60).astype(float)
    y = generator.poisson(size * 0.005 * generator.gamma(4, 0.25, 12)[speaker]).astype(float)
    clusters = generator.integers(0, 9, 60) if crossed else speaker
    exog = np.column_stack([np.ones(60), in_a])
    family, apart = sm.families.NegativeBinomial(alpha=0.2), sm.cov_struct.Independence()
    model = sm.GEE(y, exog, groups=clusters, family=family, cov_struct=apart, offset=np.log(size))
    fitted = model.fit(cov_type="bias_reduced", ctol=1e-12)
    error, _ = corrected_error(y, size * np.exp(exog @ fitted.params), in_a, clusters, k=0.2)
    assert error == pytest.approx(fitted.bse[1])
