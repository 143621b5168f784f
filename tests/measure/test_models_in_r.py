"""Models against R, run once: every number below was printed by R and typed in.

R 4.2.2 with clubSandwich 0.5.8, lme4 1.1-31 and glmmTMB 1.1.5 (Debian: apt-get install r-base-core
r-cran-clubsandwich r-cran-lme4 r-cran-glmmtmb), Rscript with these lines, after `d` was set to
the rows of this file:

    m <- glm(n ~ party + year + register + offset(log(words)), poisson, d)
    coef_test(m, vcov = "CR2", cluster = d$speaker, test = "Satterthwaite")    # CR3 is Mancl and DeRouen's
    glmmTMB(n ~ party + year + register + offset(log(words)) + (1 | speaker), d, family = nbinom2)
    glmmTMB(n ~ 1 + offset(log(words)) + (1 | speaker), d, family = nbinom2)
    glmer(n ~ party + year + register + offset(log(words)) + (1 | speaker), d, poisson, nAGQ = 25)
"""

import numpy as np
import pytest

from analysis.measure.formulas import partial_pooling
from analysis.measure.formulas.log_linear import cr2, fit_log_linear, mancl_derouen
from analysis.measure.formulas.partial_pooling import draw_speakers, fit_pooled, texts_of
from analysis.measure.formulas.score_bootstrap import score_bootstrap_p

ROWS = [
    ("s00", "L", 6, "debate", 2700, 13),
    ("s00", "L", 8, "debate", 2400, 13),
    ("s00", "L", 5, "speech", 1100, 1),
    ("s01", "L", 5, "speech", 700, 3),
    ("s01", "L", 2, "speech", 600, 0),
    ("s01", "L", 9, "debate", 2000, 11),
    ("s01", "L", 7, "speech", 2200, 5),
    ("s02", "L", 4, "debate", 700, 6),
    ("s03", "L", 10, "debate", 1400, 8),
    ("s03", "L", 10, "speech", 2300, 28),
    ("s03", "L", 4, "speech", 500, 6),
    ("s03", "L", 0, "debate", 2400, 6),
    ("s04", "L", 8, "debate", 2300, 5),
    ("s04", "L", 9, "speech", 2700, 12),
    ("s04", "L", 10, "debate", 2000, 4),
    ("s05", "L", 5, "speech", 800, 9),
    ("s05", "L", 8, "speech", 2400, 18),
    ("s06", "R", 3, "speech", 900, 5),
    ("s06", "R", 4, "debate", 2700, 10),
    ("s07", "R", 2, "debate", 1000, 2),
    ("s07", "R", 7, "debate", 600, 4),
    ("s07", "R", 6, "debate", 2300, 16),
    ("s08", "R", 1, "speech", 1200, 5),
    ("s08", "R", 6, "speech", 600, 1),
    ("s08", "R", 10, "speech", 1800, 3),
    ("s08", "R", 5, "debate", 2500, 1),
    ("s09", "R", 7, "debate", 2900, 6),
    ("s09", "R", 3, "speech", 900, 2),
    ("s09", "R", 8, "debate", 900, 0),
    ("s10", "R", 9, "speech", 1100, 4),
    ("s10", "R", 7, "speech", 1100, 9),
    ("s10", "R", 9, "speech", 2200, 10),
    ("s11", "R", 8, "speech", 2600, 20),
    ("s12", "R", 4, "debate", 2500, 7),
    ("s12", "R", 3, "speech", 1800, 2),
    ("s13", "R", 6, "speech", 1700, 6),
    ("s13", "R", 3, "speech", 1400, 6),
    ("s13", "R", 0, "speech", 1500, 19),
]
SPEAKERS = [row[0] for row in ROWS]
WORDS, COUNTS = [row[4] for row in ROWS], [row[5] for row in ROWS]
X = np.array([[1, party == "R", year, register == "speech"] for _, party, year, register, *_ in ROWS], float)


@pytest.fixture(scope="module")
def model():
    return fit_log_linear(COUNTS, WORDS, X)


def test_coefficients_are_those_of_glm(model):
    assert model.coefficients == pytest.approx(
        [-5.568466770019, -0.254582828744, 0.008535444388, 0.436498973555], abs=1e-7
    )


def test_cr2_is_that_of_clubsandwich(model):
    sure = cr2(model, SPEAKERS)
    assert sure.errors == pytest.approx(
        [0.35190972553, 0.27473957016, 0.05774090386, 0.26293480808], rel=1e-6
    )
    assert sure.freedom == pytest.approx([5.161461072, 9.427519995, 5.788053871, 9.895670370], rel=1e-6)


def test_cr2_of_one_group_is_that_of_clubsandwich():
    sure = cr2(fit_log_linear(COUNTS, WORDS, X[:, :2]), SPEAKERS)
    assert sure.errors == pytest.approx([0.1905466788, 0.2829942723], rel=1e-6)
    assert sure.freedom == pytest.approx([3.966979555, 10.099796396], rel=1e-6)


def test_mancl_derouen_is_cr3_of_clubsandwich(model):
    sure = mancl_derouen(model, WORDS, SPEAKERS)
    assert sure.errors == pytest.approx(
        [0.40340186099, 0.30756037042, 0.06629214191, 0.29510562822], rel=1e-6
    )
    assert list(sure.freedom) == [10.0] * 4


def test_the_order_of_rows_does_not_matter(model):
    order = np.random.default_rng(3).permutation(len(ROWS))
    mixed = fit_log_linear(np.array(COUNTS)[order], np.array(WORDS)[order], X[order])
    again = cr2(mixed, [SPEAKERS[place] for place in order])
    assert again.errors == pytest.approx(cr2(model, SPEAKERS).errors, rel=1e-8)


def test_a_group_without_a_mark_has_no_finite_ratio():
    empty = np.column_stack([X[:, 0], np.array(COUNTS) == 0])
    assert fit_log_linear(COUNTS, WORDS, empty) is None
    assert fit_log_linear([0] * len(ROWS), WORDS, X) is None


def test_counts_below_zero_are_fitted():
    lower = [count - 3 for count in COUNTS]
    fitted = fit_log_linear(lower, WORDS, X)
    assert X.T @ (np.array(lower) - fitted.means) == pytest.approx([0] * 4, abs=1e-3)


@pytest.mark.parametrize(("shift", "clear"), [(1.0, False), (12.0, True)])
def test_the_score_bootstrap_finds_what_is_there(shift, clear):
    counts = [count * shift if row[1] == "L" else count for row, count in zip(ROWS, COUNTS, strict=True)]
    p = score_bootstrap_p(counts, WORDS, X[:, :2], SPEAKERS, 1)
    assert (p < 0.05) is clear


def test_the_score_bootstrap_goes_through_all_signs_of_few_clusters():
    x = np.column_stack([np.ones(8), np.repeat([0, 1], 4)])
    assert score_bootstrap_p([4, 6, 5, 3, 9, 12, 9, 11], [100] * 8, x, list("abcdefgh"), 1) == 2 / 2**8


def pooled(columns: int):
    return fit_pooled(texts_of(COUNTS, WORDS, X[:, :columns], SPEAKERS))


def test_the_likelihood_is_that_of_glmmtmb(monkeypatch):
    monkeypatch.setattr(partial_pooling, "NODES", 1)  # Laplace's approximation, which glmmTMB makes
    texts = texts_of(COUNTS, WORDS, X, SPEAKERS)
    b = np.array([-5.512874234, -0.298170885, 0.009041331, 0.356054270])
    found = partial_pooling._integrated(texts, b, np.sqrt(0.09927623), 1 / 5.213327353)
    assert found.value == pytest.approx(-106.2146112, abs=2e-6)
    assert found.modes[:4] == pytest.approx([-0.05830919, -0.22263153, 0.15479477, 0.20453513], abs=1e-6)


def test_pooled_speakers_are_near_those_of_glmmtmb():
    fitted = pooled(4)  # by quadrature, which is nearer to the integral than Laplace
    assert fitted.coefficients == pytest.approx(
        [-5.512874234, -0.298170885, 0.009041331, 0.356054270], abs=2e-3
    )
    assert (fitted.sigma, 1 / fitted.dispersion) == pytest.approx((0.3150813, 5.213327353), rel=0.015)


def test_quadrature_is_near_laplace():
    fitted = pooled(1)
    assert fitted.coefficients[0] == pytest.approx(-5.418696, abs=2e-3)
    assert fitted.sigma == pytest.approx(0.36856599, rel=0.02)
    assert fitted.modes[[0, 8, 13]] == pytest.approx([-0.05491616, -0.42435609, 0.24480895], abs=0.01)


def test_intervals_of_speakers_are_at_least_those_given_the_estimates():
    """glmmTMB's s.d. of a speaker take sigma for known; ours are draws that do not."""
    texts = texts_of(COUNTS, WORDS, X[:, :1], SPEAKERS)
    drawn = draw_speakers(texts, fit_pooled(texts), draws=600)
    spread = drawn.log_rates.std(axis=0)
    known = [0.2614, 0.2693, 0.3438, 0.2735, 0.2854, 0.3265, 0.2874, 0.2720]
    assert (spread[:8] / known > 0.9).all()
    assert (spread[:8] / known < 1.6).all()
    assert np.sort(drawn.ranks, axis=1)[0].tolist() == list(range(1, 15))


def test_speakers_who_do_not_differ_have_no_place():
    texts = texts_of([5] * 24, [1000] * 24, np.ones((24, 1)), list("abcdef") * 4)
    ranks = draw_speakers(texts, fit_pooled(texts), draws=400).ranks
    assert (np.quantile(ranks, 0.05, axis=0) <= 2).all()
    assert (np.quantile(ranks, 0.95, axis=0) >= 5).all()
