"""Counts corrected by judged places: against ppi-python, by hand, and what a small sample cannot say.

ppi-python 0.2.3, run once on the arrays of `texts`; what it printed is typed in:

    ppi_mean_pointestimate(Y, Yhat, every, lam=1); ppi_mean_ci(Y, Yhat, every, alpha=0.05, lam=1)
    ppi_poisson_pointestimate(x[judged], Y, Yhat, x, every, lam=1)
"""

import numpy as np
import pandas as pd
import pytest
from count_tables import random_corpus

from analysis.base.errors import StudyError
from analysis.measure.formulas.judged_errors import (
    Places,
    corrected_counts,
    corrected_limits,
    doubt_of_sums,
    share_to_judge,
)
from analysis.measure.formulas.log_linear import cr2, fit_log_linear
from analysis.measure.statistics.corrected_regression import corrected_regress
from analysis.measure.statistics.design import Design
from analysis.measure.statistics.regression import RateModel, regress

NUMBER = np.arange(400)
GROUP = NUMBER % 2
MACHINE = NUMBER * 7 % 5 + NUMBER * 3 % 4
PEOPLE = MACHINE - (NUMBER % 3 == 0) * (MACHINE > 0) + (NUMBER % 5 == 1) * (GROUP == 1)
JUDGED = NUMBER * 13 % 400 < 80
X = np.column_stack([np.ones(400), GROUP])
NAMES = [f"{number:03}" for number in NUMBER]


def texts(stratum=None):
    """400 texts as places of their own, 80 of them judged."""
    error = np.where(JUDGED, (PEOPLE - MACHINE).astype(float), np.nan)
    strata = np.zeros(400, dtype=int) if stratum is None else stratum
    return Places(NUMBER, strata, error, np.full(400, False))


def test_a_mean_is_that_of_ppi_python():
    model = fit_log_linear(corrected_counts(MACHINE, texts()), np.ones(400), X[:, :1])
    mean, error = np.exp(model.coefficients[0]), cr2(model, NAMES).errors[0]
    assert mean == pytest.approx(3.275, abs=1e-9)
    limits = mean * (1 - 1.96 * error), mean * (1 + 1.96 * error)
    assert limits == pytest.approx((3.05321479, 3.49678521), abs=0.004)


def test_a_poisson_regression_is_that_of_ppi_python():
    model = fit_log_linear(corrected_counts(MACHINE, texts()), np.ones(400), X)
    assert model.coefficients == pytest.approx([0.98394938, 0.37059628], abs=1e-7)


def test_what_was_judged_completely_is_what_people_say():
    places = texts()
    places.error[:] = PEOPLE - MACHINE
    assert corrected_counts(MACHINE, places) == pytest.approx(PEOPLE)
    doubt = doubt_of_sums(places, X)
    assert doubt.below.tolist() == doubt.above.tolist() == [0, 0]


def test_the_order_of_places_does_not_matter():
    places = texts(GROUP)
    order = np.random.default_rng(2).permutation(400)
    mixed = Places(places.row[order], places.stratum[order], places.error[order], places.marks[order])
    assert corrected_counts(MACHINE, mixed) == pytest.approx(corrected_counts(MACHINE, places))
    assert doubt_of_sums(mixed, X).above == pytest.approx(doubt_of_sums(places, X).above)


def marked(right, judged, found=60):
    """So many marks of one row, some judged, some of these right."""
    error = np.full(found, np.nan)
    error[:judged] = -1.0
    error[:right] = 0.0
    return Places(np.zeros(found, dtype=int), np.zeros(found, dtype=int), error, np.full(found, True))


@pytest.mark.parametrize(("right", "judged", "lowest"), [(12, 12, 12.0), (20, 20, 7.0), (60, 60, 0.0)])
def test_no_error_in_a_sample_still_has_a_bound(right, judged, lowest):
    """Nothing wrong among n: 3.69 wrong ones more for each that was judged, and none where all were."""
    doubt = doubt_of_sums(marked(right, judged), [[1.0]])
    assert doubt.above[0] == 0
    assert doubt.below[0] >= lowest
    assert doubt.below[0] == pytest.approx(3.689 * 60 / judged * np.sqrt(1 - judged / 60), abs=0.01)


def test_few_errors_widen_and_enough_do_not():
    few, enough = ([doubt_of_sums(marked(20 - wrong, 20), [[0.1]])] for wrong in (1, 3))
    spread, freedom, least = np.array([0.3]), np.array([20.0]), np.array([0.01])
    ordinary = 2.086 * np.sqrt(0.3)
    wide = corrected_limits(spread, freedom, least, few)
    assert wide[0] > ordinary * 1.05
    assert corrected_limits(spread, freedom, least, enough)[0] == pytest.approx(ordinary, rel=1e-3)


def test_how_many_more_to_judge():
    doubts = [doubt_of_sums(marked(14, 20), [[0.1]])]
    variance, freedom = doubts[0].variance + 0.1, np.array([50.0])
    enough, half = (share_to_judge(variance, freedom, doubts, size)[0] for size in (9.0, 1.0))
    assert enough < 1 < half < np.inf
    assert share_to_judge(variance, freedom, doubts, 0.1)[0] == np.inf


@pytest.fixture(scope="module")
def corpus():
    """Texts whose marks of group b are half wrong, which only a sample knows."""
    return random_corpus(60, items={"can": (10, 20)}, seed=3)


def places_of(corpus, judged=200, seed=5):
    """Each mark and ten sentences a text; in b a half of the marks is wrong, nothing is missed."""
    marks, voices, documents = corpus
    group = documents.set_index("doc_id")["group"]
    generator = np.random.default_rng(seed)
    keys = ["doc_id", "voice", "voice_kind"]
    found = marks[keys].assign(frame="marks", stratum="can")
    wrong = (found["doc_id"].map(group) == "b") & (np.arange(len(found)) % 2 == 0)
    found["error"] = -wrong.astype(float)
    sentences = pd.concat([voices[keys]] * 10, ignore_index=True).assign(
        frame="sentences", stratum="all", error=0.0
    )
    for table in (found, sentences):
        hidden = generator.permutation(len(table))[judged:]
        table.loc[table.index[hidden], "error"] = np.nan
    return pd.concat([found, sentences], ignore_index=True)


def test_an_error_that_differs_between_groups_is_corrected(corpus):
    model = RateModel(predictors="group", references={"group": "a"})
    raw = regress(*corpus, model, Design(resamples=2)).set_index("term")
    table = corrected_regress(*corpus, model, Design(resamples=2), places_of(corpus)).set_index("term")
    row = table.loc["group = b"]
    assert raw.loc["group = b", "low"] > 1.5
    assert row["raw_ratio"] == pytest.approx(raw.loc["group = b", "ratio"])
    assert row["low"] < 1 < row["high"]
    assert row["ratio"] == pytest.approx(row["raw_ratio"] / 2, rel=0.2)
    assert (row["judged"], row["missed"]) == (400, 0)
    assert row["wrong"] > 40
    assert "so few errors give a bound" in row["note"]  # nothing missed in 200 sentences


def test_everything_judged_gives_the_model_of_what_people_say(corpus):
    marks, voices, documents = corpus
    places = places_of(corpus, judged=10_000)
    model = RateModel(predictors="group", references={"group": "a"})
    table = corrected_regress(*corpus, model, Design(resamples=2), places)
    right = places[places["frame"] == "marks"]["error"].eq(0).to_numpy()
    true = regress(marks[right], voices, documents, model, Design(resamples=2))
    assert table["b"].tolist() == pytest.approx(true["b"].tolist())
    assert table["error"].tolist() == pytest.approx(true["error"].tolist(), rel=1e-6)
    assert (table["more_to_judge"].isin([0, np.inf])).all()


def test_a_stratum_without_a_judgement_is_refused(corpus):
    places = places_of(corpus)
    places.loc[places["frame"] == "sentences", "error"] = np.nan
    with pytest.raises(StudyError, match="no judged place of 'sentences: all'"):
        corrected_regress(*corpus, RateModel(predictors="group"), Design(), places)


def test_single_markers_are_refused(corpus):
    with pytest.raises(StudyError, match="not of each item"):
        corrected_regress(*corpus, RateModel(predictors="group"), Design(by="item"), places_of(corpus))
