"""Models of a corpus from Python: regression, correction by a judged sample, ranks, and their words."""

from dataclasses import replace

import pytest

import analysis
from analysis.base.errors import StudyError
from analysis.measure.statistics.corrected_groups import corrected_rates_by
from analysis.review.sampling.drawing import draw_sample
from analysis.review.sampling.group_accuracy import accuracy_by
from analysis.review.sampling.judged_places import judged_places, stratum_column
from analysis.review.sampling.samples import write_sample
from analysis.show import plots
from analysis.study.workbench import audits, model_questions

LINES = (
    "We may go to {}, perhaps. It was sort of cold there. Nothing else happened in the long winter.",
    "They ate a sort of cheese in {}. I think the road is open. The bridge might hold.",
    "Nobody came to {} that day. Perhaps they could not. The mill stood still, and the river froze over.",
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("towns")
    rows = ["id,speaker,party,year,text"]
    for number in range(24):
        text = " ".join(
            LINES[(number + place) % 3].format(f"Town{number}") for place in range(1 + number % 4)
        )
        rows.append(f't{number},s{number % 8},{"xy"[number % 2]},{1990 + number},"{text}"')
    (folder / "towns.csv").write_text("\n".join(rows))
    return analysis.open_corpus(folder / "towns.csv")


@pytest.fixture(scope="module")
def sample(corpus):
    """Everything drawn: marks of party x are right, of y every third is wrong; one miss in a sentence."""
    drawn = draw_sample(corpus.annotations, "hedges", marks=500, sentences=500)
    party = dict(zip(corpus.documents["doc_id"], corpus.documents["party"], strict=True))
    marks = drawn["frame"] == "marks"
    wrong = marks & (drawn["doc_id"].map(party) == "y") & (drawn["place"] % 3 == 0)
    answers = wrong.map({True: "wrong", False: "right"}).where(marks, "0")
    return drawn.assign(judgement=answers)


def test_a_regression_on_metadata(corpus):
    table = analysis.regress(corpus, "hedges", ["party", "log length"])
    assert table["predictor"].tolist() == ["", "party", "log length"]
    assert table["term"].tolist()[::2] == ["(constant)", "length, doubled"]
    assert (table["units"] == 24).all()
    assert table.loc[0, "ratio"] > 0


def test_words_say_what_ran(corpus):
    by_speaker = replace(corpus.design, unit="speaker", level=0.9)
    model = analysis.RateModel(predictors=("party", "year"), steps={"year": 10})
    table = analysis.regress(corpus, "hedges", model, design=by_speaker)
    caption = model_questions.model_caption(corpus, "hedges", table, model, by_speaker)
    assert "90% intervals" in caption
    assert "8 speakers" in caption
    assert "CR2 errors by speaker" in caption
    other = replace(model, errors="Mancl-DeRouen")
    assert "Mancl and DeRouen" in model_questions.model_caption(corpus, "hedges", table, other, by_speaker)
    methods = model_questions.model_methods(model, table, by_speaker)
    assert "regressed on party and year" in methods
    assert "corrected by Holm's method" in methods
    assert model_questions.model_in_words("hedges", table, by_speaker).endswith(".")
    assert plots.plot_coefficients(table) is not None
    assert plots.plot_coefficients(table.head(1)) is not None


def test_a_judged_file_corrects_a_regression(corpus, sample, tmp_path):
    path = write_sample(sample, tmp_path / "hedges.csv")
    model = analysis.RateModel(predictors="party", references={"party": "x"})
    table = analysis.regress(corpus, "hedges", model, sample=path).set_index("term")
    row = table.loc["party = y"]
    assert row["ratio"] < row["raw_ratio"]
    right = sample[(sample["frame"] == "marks") & (sample["judgement"] == "right")]
    party = dict(zip(corpus.documents["doc_id"], corpus.documents["party"], strict=True))
    words = corpus.documents.groupby("party")["words"].sum()
    counts = right["doc_id"].map(party).value_counts()
    assert row["ratio"] == pytest.approx(counts["y"] / words["y"] / (counts["x"] / words["x"]))
    caption = model_questions.model_caption(corpus, "hedges", table.reset_index(), model, corpus.design)
    assert "judged by a person" in caption
    assert "design-based" in model_questions.model_methods(model, table.reset_index(), corpus.design)
    assert plots.plot_coefficients(table.reset_index()) is not None


def test_a_sample_corrects_rates_by_any_metadata(corpus, sample):
    places = judged_places(sample, corpus.annotations)
    tables = corpus.countable("hedges"), corpus.denominators, corpus.documents
    table = corrected_rates_by(*tables, ["party"], corpus.design, places).set_index("party")
    assert table.loc["x", "corrected"] == pytest.approx(table.loc["x", "rate"])
    assert table.loc["y", "corrected"] < table.loc["y", "rate"]
    assert (table["corrected_low"] < table["corrected"]).all()


def test_accuracy_by_any_metadata_has_a_floor(corpus, sample):
    places = judged_places(sample, corpus.annotations)
    table = accuracy_by(places, corpus.documents, ["party"]).set_index("party")
    n = table.loc["x", "found"]
    assert table.loc["x", "note"] == f"all {n} marks were judged"
    assert table.loc["x", ["precision", "precision_low"]].tolist() == [1, 1]
    assert table.loc["y", "precision"] == table.loc["y", "right"] / table.loc["y", "judged"]


def test_where_all_judged_marks_are_right_the_limit_is_exact(corpus, sample):
    places = judged_places(sample, corpus.annotations)
    hidden = places["frame"].eq("marks") & (places.groupby("frame").cumcount() % 2 == 0)
    half = places.assign(error=places["error"].mask(hidden).clip(lower=0))
    row = accuracy_by(half.assign(stratum="all"), corpus.documents, ["party"]).set_index("party").loc["x"]
    judged, found = row["judged"], row["found"]
    assert row["precision"] == row["precision_high"] == 1
    exact = 0.025 ** (1 / judged)  # Clopper and Pearson: all right
    assert row["precision_low"] == pytest.approx(judged / found + (1 - judged / found) * exact)
    assert row["note"] == f"all {judged} judged marks are right: the lower limit is exact"


def test_the_strata_of_a_sample_are_found_again(corpus):
    for by in ("category", "item"):
        drawn = draw_sample(corpus.annotations, "hedges", marks=60, sentences=9, by=by)
        assert stratum_column(drawn, corpus.annotations) == by


def test_a_sample_of_other_marks_is_refused(corpus, sample):
    with pytest.raises(StudyError, match="the sample was drawn from"):
        judged_places(sample.assign(in_stratum=sample["in_stratum"] + 1), corpus.annotations)
    with pytest.raises(StudyError, match="items: a sample says"):
        analysis.regress(corpus, "hedges", "party", items=["may"], sample=sample)
    with pytest.raises(StudyError, match="the sample is one of hedges"):
        analysis.regress(corpus, "modals", "party", sample=sample)


def test_speakers_ranked_from_python(corpus):
    table = analysis.rank_speakers(corpus, "hedges", "speaker", given="log length")
    assert len(table) == 8
    assert (table["rank_low"] <= table["rank"]).all()
    caption = model_questions.speakers_caption(corpus, "hedges", table, ["log length"], corpus.design)
    assert "held constant: log length" in caption
    said = model_questions.confounded(corpus, "hedges", "speaker", ["party", "year"])
    assert said == "party is the same in all texts of each speaker: it cannot be told apart from who speaks"
    assert plots.plot_speakers(table) is not None
    assert plots.plot_speakers(table.head(0)) is not None


def test_an_audit_by_any_metadata_in_a_notebook(corpus, sample):
    shown = audits.by_group(corpus, sample, "party").text
    assert "corrected" in shown
    assert "marks were judged" in shown
    assert audits.by_group(corpus, sample, "").text == "No field of the metadata was asked for (group)."
    waiting = audits.by_group(corpus, sample.assign(judgement=""), "party").text
    assert waiting.startswith("Not yet: ")
