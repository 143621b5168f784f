"""Measures against R, run once: every number below was printed by R and typed in.

R 4.2.2 with MASS 7.3-58.2 (Debian: apt-get install r-base-core r-cran-mass), Rscript with these lines,
after `a`, `wa` ... were set to the vectors of this file:

    g2 <- function(a, n, b, m) { e <- (a + b) / (n + m)
        2 * ((if (a > 0) a * log(a / (n * e)) else 0) + (if (b > 0) b * log(b / (m * e)) else 0)) }
    wilcox.test(a / wa, b / wb, exact = FALSE)              # rates with ties: normal, corrected
    wilcox.test(x, y, exact = TRUE)
    wilcox.test(x[1:5], y, paired = TRUE, exact = TRUE)
    p.adjust(p, "holm"); p.adjust(p, "BH")
    m <- glm.nb(n ~ g + offset(log(w)), control = glm.control(epsilon = 1e-12, maxit = 200)); exp(coef(m)[2])
    dp <- sum(abs(v / sum(v) - s / sum(s))) / 2; dp / (1 - min(s / sum(s)))
    poisson.test(7)$conf.int; poisson.test(0)$conf.int; prop.test(17, 20, correct = FALSE)$conf.int
"""

import numpy as np
import pytest
from scipy import stats

from analysis.measure.formulas.association import log_likelihood
from analysis.measure.formulas.dispersion import deviation_of_proportions, normalised_dp
from analysis.measure.formulas.intervals import poisson_interval, wilson_interval
from analysis.measure.formulas.models import rate_ratio_model
from analysis.measure.formulas.multiplicity import benjamini_hochberg, holm
from analysis.measure.formulas.ranks import rank_test, signed_rank_test

A, WORDS_A = [3, 0, 5, 2, 8, 1, 4], [812, 640, 1503, 990, 1210, 455, 1333]
B, WORDS_B = [1, 0, 2, 1, 3, 0, 2, 1], [905, 720, 1411, 1001, 1187, 530, 1290, 866]
X, Y = [1.1, 2.4, 3.9, 0.7, 5.2, 4.4], [0.3, 0.9, 1.6, 2.2, 0.1]
P = [0.01, 0.04, 0.03, 0.005, 0.2]
COUNTS_A, SIZES_A = (
    [3, 0, 15, 2, 28, 1, 4, 11, 0, 6],
    [812, 640, 1503, 990, 1210, 455, 1333, 1020, 700, 900],
)
COUNTS_B, SIZES_B = (
    [1, 0, 2, 9, 3, 0, 2, 1, 5, 0],
    [905, 720, 1411, 1001, 1187, 530, 1290, 866, 640, 1100],
)


def columns(*values):
    return [np.asarray(one, dtype=float)[:, None] for one in values]


@pytest.mark.parametrize(
    ("a", "n", "b", "m", "expected"),
    [
        (30, 10_000, 10, 10_000, 10.4649628753),
        (47, 52_310, 81, 40_125, 20.4007853353),
        (0, 5_000, 9, 8_000, 8.7391406841),
    ],
)
def test_g2(a, n, b, m, expected):
    assert float(log_likelihood(a, n, b, m)) == pytest.approx(expected, abs=1e-9)


def test_mann_whitney():
    rates = np.array(A) / WORDS_A, np.array(B) / WORDS_B
    p, superiority = rank_test(*columns(X, Y))
    assert p[0] == pytest.approx(0.0822510823, abs=1e-9)
    assert superiority[0] == pytest.approx(25 / 30)
    p, superiority = rank_test(*columns(*rates))
    assert superiority[0] == pytest.approx(47 / 56)  # R prints W = 47
    by_chance = stats.mannwhitneyu(*rates, method="asymptotic").pvalue
    assert by_chance == pytest.approx(0.0316624350, abs=1e-9)  # R; ours counts these ties out instead
    assert p[0] == pytest.approx(by_chance, abs=0.01)


def test_signed_rank():
    p, _ = signed_rank_test(*columns(X[:5], Y))
    assert p[0] == pytest.approx(0.3125, abs=1e-9)


def test_corrections_for_many_tests():
    assert holm(P) == pytest.approx([0.04, 0.09, 0.09, 0.025, 0.2])
    assert benjamini_hochberg(P) == pytest.approx([0.025, 0.05, 0.05, 0.025, 0.2])


def test_negative_binomial_is_that_of_mass():
    names = [f"t{number}" for number in range(20)]
    model = rate_ratio_model(COUNTS_A + COUNTS_B, SIZES_A + SIZES_B, [1] * 10 + [0] * 10, names)
    assert model.note == ""
    assert model.ratio == pytest.approx(2.59643678, rel=1e-4)


def test_dispersion():
    counts, sizes = np.array([[1], [2], [3], [4], [5]]), [9, 10, 10, 10, 11]
    assert deviation_of_proportions(counts, sizes) == pytest.approx(0.18)
    assert normalised_dp(counts, sizes) == pytest.approx(0.2195122, abs=1e-7)


def test_exact_intervals():
    assert poisson_interval(7) == pytest.approx((2.8143630515, 14.4226753617), abs=1e-8)
    assert poisson_interval(0) == pytest.approx((0.0, 3.6888794541), abs=1e-8)
    assert wilson_interval(17, 20) == pytest.approx((0.6395811353, 0.9476312541), abs=1e-8)
