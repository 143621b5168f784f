"""Rates held against metadata: terms, ratios, what cannot be fitted, and speakers ranked."""

import numpy as np
import pytest
from count_tables import documents_of, marks_of, random_corpus, voices_of
from scipy import stats

from analysis.base.errors import StudyError
from analysis.measure.formulas.log_linear import cr2, fit_log_linear
from analysis.measure.statistics.comparison import compare
from analysis.measure.statistics.design import Contrast, Design
from analysis.measure.statistics.ranked_speakers import ONE_TEXT, rank_speakers
from analysis.measure.statistics.regression import RateModel, regress

BY_SPEAKER = Design(unit="speaker", resamples=200)


@pytest.fixture(scope="module")
def corpus():
    return random_corpus(60, items={"can": (4, 12), "may": (3, 3)})


def fit(corpus, *predictors, design=BY_SPEAKER, **options):
    return regress(*corpus, RateModel(predictors=predictors, **options), design).set_index("term")


def test_one_group_gives_the_ratio_of_the_comparison(corpus):
    table = fit(corpus, "group", references={"group": "a"})
    compared = compare(*corpus, Contrast("group", "b", "a"), Design(by="layer"))
    assert table.loc["group = b", "ratio"] == pytest.approx(2 ** compared["log_ratio"][0])
    assert table.loc["(constant)", "ratio"] == pytest.approx(compared["rate_b"][0])
    assert table.loc["group = b", "against"] == "a"


def test_a_model_for_each_marker_with_one_family(corpus):
    table = regress(*corpus, RateModel(predictors="group", references={"group": "a"}), Design(by="item"))
    found = table[table["term"] == "group = b"].set_index("item")
    assert found.loc["can", "low"] > 1.5
    assert found.loc["may", "low"] < 1 < found.loc["may", "high"]
    assert (table["family"] == 2).all()
    assert (found["p_holm"] >= found["p"]).all()


def test_numbers_count_in_steps_and_logarithms_in_doublings(corpus):
    one = fit(corpus, "year")
    ten = fit(corpus, "year", steps={"year": 10})
    assert ten.loc["year (+10)", "ratio"] == pytest.approx(one.loc["year (+1)", "ratio"] ** 10)
    assert ten.loc["year (+10)", "p"] == pytest.approx(one.loc["year (+1)", "p"])
    assert "length, doubled" in fit(corpus, "log length").index


def test_a_number_named_as_reference_is_a_category():
    tables = random_corpus(40, items={"can": (5, 5)}, groups=("1990", "2000"))
    assert list(fit(tables, "group", references={"group": "1990"}).index) == ["(constant)", "group = 2000"]
    assert list(fit(tables, "group").index) == ["(constant)", "group (+1)"]


def test_products_of_predictors(corpus):
    table = fit(corpus, "group", "year", "group:year", references={"group": "a"})
    assert list(table.index) == ["(constant)", "group = b", "year (+1)", "group = b : year (+1)"]


def test_both_kinds_of_errors(corpus):
    ours = fit(corpus, "group", design=Design(unit="doc_id", resamples=200))
    theirs = fit(corpus, "group", design=Design(unit="doc_id", resamples=200), errors="Mancl-DeRouen")
    assert theirs["b"].tolist() == pytest.approx(ours["b"].tolist())
    assert (theirs["error"] >= ours["error"] * 0.99).all()


def test_a_text_without_a_number_is_left_out_and_said(corpus):
    marks, voices, documents = corpus
    gappy = documents.assign(year=[None, *documents["year"][1:]])
    table = fit((marks, voices, gappy), "year", design=Design(resamples=200))
    assert table["units"].tolist() == [59, 59]
    assert table["note"].str.contains("1 text left out: a number is missing").all()


def test_a_group_without_a_mark_fits_no_ratio():
    tables = random_corpus(20, items={"can": (5, 0)})
    table = fit(tables, "group")
    assert table["ratio"].isna().all()
    assert table["note"].str.startswith("no finite ratios").all()


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ({"predictors": ()}, "predictors: none is given"),
        ({"predictors": "groop"}, "columns: no column 'groop'"),
        ({"predictors": ("group", "group")}, "cannot be told apart from the terms before it"),
        ({"predictors": "group", "references": {"group": "c"}}, "group has no value 'c'"),
        ({"predictors": "group", "steps": {"group": 2}}, "'group' is no number"),
        ({"predictors": "group", "errors": "HC3"}, "errors: no method 'HC3'"),
        ({"predictors": "group:"}, "'group:' names no column"),
        ({"predictors": "year", "steps": {"year": 0}}, "year = 0 will not do"),
        ({"predictors": "group", "within": 1}, "within: 1 will not do"),
    ],
)
def test_what_cannot_be_is_refused(corpus, model, said):
    with pytest.raises(StudyError, match=said.replace("(", r"\(")):
        regress(*corpus, RateModel(**model), Design())


def speaking(rates, texts=4, words=2000):
    """Marks, voices, documents: speakers with a rate per 1,000 words each, who have so many texts."""
    names = [(f"{name}{n}", name) for name in rates for n in range(texts)]
    rows = [(doc, name, ["can"] * round(rates[name] * words / 1000)) for doc, name in names]
    documents = documents_of(
        dict.fromkeys([doc for doc, _ in names], words), party=["x" if n == "ann" else "y" for _, n in names]
    )
    return marks_of(rows), voices_of(dict.fromkeys(names, words)), documents


def test_speakers_are_ranked_and_drawn_to_each_other():
    table = rank_speakers(*speaking({"ann": 12, "bo": 4, "cy": 5, "di": 6}), "voice", Design(), draws=300)
    assert table["speaker"].tolist()[0] == "ann"
    ann = table.iloc[0]
    assert (ann["rank"], ann["rank_high"], ann["n"], ann["texts"]) == (1, 1, 96, 4)
    assert ann["rate"] < ann["raw_rate"] == 12
    assert ann["low"] < ann["rate"] < ann["high"]
    assert ann["p_first"] > 0.95
    assert (table["note"] == "").all()


def test_one_text_a_speaker_is_said():
    tables = speaking({"ann": 12, "bo": 4, "cy": 5}, texts=1)
    assert set(rank_speakers(*tables, "voice", Design(), draws=50)["note"]) == {ONE_TEXT}


@pytest.mark.parametrize(
    ("speaker", "given", "said"),
    [
        ("party", (), "speaker: 2 in 'party'"),
        ("voice", ("voice",), "'voice' is who is ranked"),
        ("voice", ("place",), "no column 'place'"),
    ],
)
def test_ranks_that_cannot_be_are_refused(speaker, given, said):
    with pytest.raises(StudyError, match=said):
        rank_speakers(*speaking({"ann": 12, "bo": 4, "cy": 5}), speaker, Design(), given=given)


def test_false_alarms_of_a_group_of_speakers_are_rare():
    """10 speakers with 8 texts, s.d. .4 between speakers: the case in which texts as units fail."""
    generator, alarms = np.random.default_rng(4), []
    speakers, side = np.repeat(np.arange(10), 8), np.repeat(np.arange(10) % 2, 8)
    for _ in range(400):
        rate = 6 * np.exp(generator.normal(0, 0.4, 10))[speakers]
        model = fit_log_linear(generator.poisson(rate), np.ones(80), np.column_stack([side == side, side]))
        sure = cr2(model, speakers.astype(str))
        t = abs(model.coefficients[1]) / sure.errors[1]
        alarms.append(2 * stats.t.sf(t, sure.freedom[1]) < 0.05)
    assert 0.02 <= np.mean(alarms) <= 0.07


def test_an_empty_corpus_is_said():
    marks, voices, documents = random_corpus(4, items={"can": (5, 5)})
    with pytest.raises(StudyError, match="no text has all of them"):
        regress(marks, voices.head(0), documents, RateModel(predictors="group"), Design())


def test_a_value_that_one_speaker_has_gets_no_interval():
    """One speaker says nothing of how speakers differ, whatever the sandwich makes of it."""
    tables = speaking({"ann": 12, "bo": 4, "cy": 5, "di": 6, "ed": 5, "flo": 7})
    table = regress(*tables, RateModel(predictors="party"), Design(unit="voice", resamples=50))
    row = table.iloc[1]
    assert row[["low", "high", "p", "p_score"]].isna().all()
    assert row["ratio"] > 1.5
    assert row["note"] == "one voice has it, or its reference: no interval"


def test_too_few_units_get_no_interval():
    tables = speaking({"ann": 12, "bo": 4})
    table = regress(*tables, RateModel(predictors="party"), Design(unit="voice", resamples=50))
    assert table["low"].isna().all()
    assert set(table["note"]) == {"2 voices: too few for an interval"}
