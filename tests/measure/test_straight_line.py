"""A course that is straight is seldom ruled out, though speakers differ; a step is found; gaps stay empty."""

import numpy as np
import pytest
from count_tables import random_corpus

from analysis.measure.formulas.smoothing import local_rates, local_weights
from analysis.measure.formulas.straight_line import signs, straight_line_p
from analysis.measure.statistics.design import Design, Smoother
from analysis.measure.statistics.time_series import smooth_rates, straight_lines

WHO = np.repeat(np.arange(40), 5)
YEARS = np.arange(200.0)


def p_values(course, spread):
    rng = np.random.default_rng(2)
    own = rng.lognormal(0, spread, (40, 100))[WHO]
    counts = rng.poisson(20 * course(YEARS)[:, None] * own)
    flips = signs(40, resamples=200, seed=3)
    return straight_line_p(YEARS, counts, np.full(200, 1000), WHO, share=0.4, flips=flips)


@pytest.mark.parametrize(
    ("course", "least", "most"),
    [
        (np.ones_like, 0, 0.07),
        (lambda years: 1 + years / 200, 0, 0.07),
        (lambda years: np.where(years < 100, 1.0, 2.5), 0.5, 1),
    ],
)
def test_how_often_a_straight_course_is_ruled_out(course, least, most):
    assert least <= (p_values(course, 0.3) < 0.05).mean() <= most


def test_weights_of_texts_make_the_line():
    times, counts, sizes = [1, 2, 3, 5, 8], [3, 1, 4, 1, 5], [100, 200, 100, 300, 100]
    at = np.linspace(1, 8, 5)
    line = local_rates(times, counts, sizes, at, share=0.8)[0, :, 0]
    assert np.maximum(local_weights(times, sizes, at, share=0.8) @ counts, 0) == pytest.approx(line)


def test_no_line_where_no_texts_lie():
    marks, voices, documents = random_corpus(40, items={"can": (6, 6)}, seed=3)
    years = [1900 + i if i < 20 else 1960 + i for i in range(40)]
    dated = documents.assign(year=[str(year) for year in years])
    table = smooth_rates(marks, voices, dated, smoother=Smoother(points=10, resamples=50))
    empty = (table["at"] > 1919) & (table["at"] < 1980)
    assert empty.sum() > 2
    assert table.loc[empty, ["rate", "low", "high"]].isna().all(axis=None)
    assert table.loc[~empty, ["rate", "low", "high"]].notna().all(axis=None)


def test_a_row_a_group_and_its_units():
    marks, voices, documents = random_corpus(30, items={"can": (6, 6), "may": (3, 3)}, seed=4)
    owned = documents.assign(speaker=[f"s{number // 3}" for number in range(30)])
    table = straight_lines(marks, voices, owned, Design(by="item"), smoother=Smoother(resamples=200))
    assert table[["item", "units"]].to_numpy().tolist() == [["can", 10], ["may", 10]]
    assert (table["p_straight_holm"] >= table["p_straight"]).all()
