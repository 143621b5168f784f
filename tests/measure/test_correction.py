"""Corrected rates and senses in doubt."""

import math

import numpy as np
import pandas as pd
import pytest
from count_tables import marks_of, random_corpus, voices_of

from analysis.base.errors import StudyError
from analysis.measure.statistics.correction import audited_rates, corrected_rates, sense_rates
from analysis.measure.statistics.design import Design
from analysis.measure.statistics.frequencies import rates

ACCURACY = pd.DataFrame(
    {
        "item": ["can", "may"],
        "true_positives": [90, 0],
        "false_positives": [10, 0],
        "false_negatives": [30, 0],
    }
)


@pytest.fixture(scope="module")
def corpus():
    marks, voices, _ = random_corpus(60, items={"can": (6, 6), "may": (2, 2), "must": (3, 3)})
    return marks, voices


def test_corrected_stands_beside_raw(corpus):
    table = corrected_rates(*corpus, ACCURACY, None, Design(by=["item"]), on="item")
    raw = rates(*corpus, design=Design(by=["item"]))
    assert table[raw.columns].equals(raw)
    row = table.iloc[0]
    assert (row["precision"], row["recall"], row["n_precision"], row["n_recall"]) == (0.9, 0.75, 100, 120)
    assert row["corrected"] == pytest.approx(row["rate"] * 0.9 / 0.75)
    assert row["corrected_low"] < row["corrected"] < row["corrected_high"]
    assert table["corrected"].isna().tolist() == [
        False,
        True,
        True,
    ]  # may: never checked with success; must: not at all


def test_a_small_check_gives_a_wide_interval(corpus):
    small = ACCURACY.assign(**{name: ACCURACY[name] // 10 for name in ACCURACY.columns[1:]})
    large = ACCURACY.assign(**{name: ACCURACY[name] * 1000 for name in ACCURACY.columns[1:]})
    widths = []
    for accuracy in (small, ACCURACY, large):
        row = corrected_rates(*corpus, accuracy, None, Design(by=["item"]), on="item").iloc[0]
        widths.append((row["corrected_high"] - row["corrected_low"]) / row["corrected"])
    raw = (row["high"] - row["low"]) / row["rate"]
    assert widths[0] > 1.5 * widths[1] > 1.5 * widths[2]
    assert widths[2] == pytest.approx(raw, rel=0.05)  # a check without doubt leaves the doubt of the texts


def test_the_corrected_interval_covers():
    generator = np.random.default_rng(7)
    found, truth = 0, 5.0
    for round_ in range(30):
        wrong, missed = 0.2, 0.3
        marks, voices, _ = random_corpus(30, items={"can": (truth * 0.7 / 0.8,) * 2}, seed=round_)
        checked = {
            "item": ["can"],
            "true_positives": [(hits := generator.binomial(200, 1 - wrong))],
            "false_positives": [200 - hits],
            "false_negatives": [generator.negative_binomial(hits, 1 - missed)],
        }
        row = corrected_rates(
            marks, voices, pd.DataFrame(checked), None, Design(by=["item"], resamples=400), on="item"
        ).iloc[0]
        found += row["corrected_low"] <= truth <= row["corrected_high"]
    assert found >= 25  # of 30; an honest interval falls below this once in 300 runs


def test_nothing_found_may_have_been_missed(corpus):
    row = corrected_rates(
        *corpus,
        ACCURACY.replace("may", "shall"),
        None,
        Design(by=["item"], levels={"item": ["can", "shall"]}),
        on="item",
    ).iloc[1]
    assert (row["n"], row["note"]) == (0, "none found: upper limit by Poisson")
    zero = ACCURACY.assign(item=["shall", "may"])
    row = corrected_rates(
        *corpus, zero, None, Design(by=["item"], levels={"item": ["shall"]}), on="item"
    ).iloc[0]
    assert row["corrected"] == 0
    assert row["corrected_high"] == pytest.approx(row["high"] / 0.75)


def test_one_text_is_corrected_without_an_interval():
    row = corrected_rates(
        marks_of([("t", "narrator", ["can"] * 4)]),
        voices_of({("t", "narrator"): 1000}),
        ACCURACY,
        None,
        Design(by=["item"]),
        on="item",
    ).iloc[0]
    assert row["corrected"] == pytest.approx(4.8)
    assert math.isnan(row["corrected_low"])


def test_bad_accuracy_tables(corpus):
    with pytest.raises(
        StudyError, match=r"^accuracy: no column 'false_negatives'; right would be one of item, "
    ):
        corrected_rates(
            *corpus, ACCURACY.drop(columns="false_negatives"), None, Design(by=["item"]), on="item"
        )
    with pytest.raises(
        StudyError, match=r"^accuracy: item 'can' stands there twice; right would be one row for each$"
    ):
        corrected_rates(*corpus, pd.concat([ACCURACY, ACCURACY[:1]]), None, Design(by=["item"]), on="item")


def sensed(marks, shares):
    return marks.assign(epistemic=shares[0], deontic=shares[1], dynamic=shares[2])


def test_expected_counts_of_senses(corpus):
    marks, voices = corpus
    table = sense_rates(sensed(marks, (0.5, 0.3, 0.2)), voices, design=Design(by=["item"])).set_index(
        ["item", "sense"]
    )
    n = int((marks["item"] == "can").sum())
    assert table.loc["can", "expected"].tolist() == pytest.approx([n * 0.5, n * 0.3, n * 0.2])
    assert table.loc["can", "n"].tolist() == [n, 0, 0]
    assert table.loc["can"].index.tolist() == ["epistemic", "deontic", "dynamic"]
    assert table.loc[("can", "deontic"), "rate"] == pytest.approx(300 * n / voices["words"].sum())


def test_sure_labels_are_plain_rates(corpus):
    marks, voices = corpus
    certain = sense_rates(sensed(marks, (1.0, 0.0, 0.0)), voices)
    plain = rates(marks, voices)
    assert certain.loc[0, ["rate", "low", "high"]].tolist() == plain.loc[0, ["rate", "low", "high"]].tolist()


def test_doubt_widens_the_interval():
    # even texts: what is left is the doubt of the count, and of the labels
    rows = [(f"t{number}", "narrator", ["can"] * 20) for number in range(30)]
    marks, voices = marks_of(rows), voices_of({(name, "narrator"): 1000 for name, _, _ in rows})
    doubtful = sense_rates(sensed(marks, (0.5, 0.5, 0.0)), voices).iloc[0]
    sure = sensed(marks, (0.5, 0.5, 0.0)).assign(epistemic=([1.0, 0.0] * 300), deontic=([0.0, 1.0] * 300))
    certain = sense_rates(sure, voices).iloc[0]
    assert doubtful["rate"] == certain["rate"] == 10
    # 300 marks of Poisson over 30,000 words, and 600 labels of variance 1/4
    assert certain["high"] - certain["low"] == pytest.approx(2 * 1.96 * math.sqrt(300) / 30, rel=0.03)
    assert doubtful["high"] - doubtful["low"] == pytest.approx(2 * 1.96 * math.sqrt(450) / 30, rel=0.06)


def test_audit_by_hand(corpus):
    audit = pd.DataFrame({"machine": [1, 0, 2, 0], "human": [0, 1, 2, 1], "probability": [0.1] * 4})
    row = audited_rates(*corpus, audit).iloc[0]
    words = corpus[1]["words"].sum()
    assert row["corrected"] == pytest.approx(1000 * (len(corpus[0]) + 10) / words)
    assert row["checked"] == 4
    assert row["corrected_low"] < row["low"] < row["high"] < row["corrected_high"]


def test_a_group_without_checks_is_not_corrected(corpus):
    audit = pd.DataFrame(
        {"item": ["can"] * 3, "machine": [1, 0, 2], "human": [1, 0, 1], "probability": [0.1] * 3}
    )
    table = audited_rates(*corpus, audit, design=Design(by=["item"]))
    assert table["corrected"].isna().tolist() == [False, True, True]
    assert table["checked"].tolist() == [3, 0, 0]
