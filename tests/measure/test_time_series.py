"""Rates along time."""

import math

import numpy as np
import pytest
from count_tables import documents_of, marks_of, random_corpus, voices_of

from analysis.base.errors import StudyError
from analysis.measure.statistics.comparison import compare
from analysis.measure.statistics.design import Contrast, Design, Smoother
from analysis.measure.statistics.time_series import (
    change,
    decimal_year,
    rates_over_time,
    smooth_rates,
    with_years,
)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("1790", 1790.0),
        ("1790-01-01", 1790.0),
        ("1790-12-31", 1790 + 364 / 365),
        ("2025-05-09T10:00:00", 2025 + 128 / 365),
        (1801, 1801.0),
        ("in 1790", math.nan),
        ("17901", math.nan),
        ("1790-13", math.nan),
        (None, math.nan),
    ],
)
def test_dates(date, expected):
    assert decimal_year(date) == pytest.approx(expected, nan_ok=True)


def test_years_and_periods():
    documents = documents_of({"a": 1, "b": 1, "c": 1}, date=["1797-12-08", "1801", None])
    assert with_years(documents)["year"].fillna("").tolist() == ["1797", "1801", ""]
    periods = with_years(documents, years=25, name="period")["period"]
    assert periods.fillna("").tolist() == ["1775–1799", "1800–1824", ""]


def test_rates_come_in_order_of_time_with_zeros():
    marks = marks_of([("a", "narrator", ["can"]), ("b", "narrator", ["can", "may"])])
    voices = voices_of({(name, "narrator"): 500 for name in "abc"})
    documents = documents_of({"a": 500, "b": 500, "c": 500}, year=["1990", "800", None])
    table = rates_over_time(marks, voices, documents, Design(by=["item"]))
    assert table[["item", "year", "at", "n"]].to_numpy().tolist() == [
        ["can", "800", 800.0, 1],
        ["can", "1990", 1990.0, 1],
        ["may", "800", 800.0, 1],
        ["may", "1990", 1990.0, 0],
    ]


def test_smooth_line_follows_the_rates():
    marks, voices, documents = random_corpus(60, items={"can": (6, 6), "may": (2, 2)}, seed=3)
    table = smooth_rates(
        marks, voices, documents, Design(by=["item"]), smoother=Smoother(share=1, points=5, resamples=300)
    )
    assert table["at"].unique().tolist() == [1900, 1914.75, 1929.5, 1944.25, 1959]
    assert (table["low"] <= table["rate"]).all()
    assert (table["rate"] <= table["high"]).all()
    means = table.groupby("item")["rate"].mean()
    counted = marks["item"].value_counts() / voices["words"].sum() * 1000
    assert means["can"] == pytest.approx(counted["can"], rel=0.1)
    assert means["may"] == pytest.approx(counted["may"], rel=0.1)


def test_repeated_speakers_widen_the_band():
    marks, voices, documents = random_corpus(60, items={"can": (6, 6)}, seed=3)
    first = documents.assign(speaker=[f"s{number // 10}" for number in range(60)])
    owner = dict(zip(first["doc_id"], first["speaker"], strict=True))
    heavy = marks[marks["doc_id"].map(owner).isin(["s0", "s2", "s4"])]
    texts = Design(unit="doc_id")
    by_text = smooth_rates(heavy, voices, first, texts, smoother=Smoother(share=1, points=3, resamples=300))
    by_speaker = smooth_rates(
        heavy, voices, first, Design(unit="speaker"), smoother=Smoother(share=1, points=3, resamples=300)
    )
    assert by_text["rate"].equals(by_speaker["rate"])
    assert ((by_speaker["high"] - by_speaker["low"]) > 1.2 * (by_text["high"] - by_text["low"])).all()


def test_few_texts_have_a_line_without_a_band():
    marks, voices, documents = random_corpus(4, items={"can": (6, 6)})
    table = smooth_rates(marks, voices, documents, smoother=Smoother(points=3))
    assert np.isfinite(table["rate"]).all()
    assert table["low"].isna().all()


def test_change_is_a_comparison_of_two_periods():
    marks, voices, documents = random_corpus(60, items={"can": (6, 9)})
    found = change(marks, voices, documents, Design(by="item"), before=(1900, 1919), after=(1940, 1999))
    labelled = documents.assign(
        part=[
            "old" if int(year) < 1920 else "new" if int(year) >= 1940 else "x" for year in documents["year"]
        ]
    )
    expected = compare(marks, voices, labelled, Contrast("part", "new", "old"), Design(by="item"))
    assert found.equals(expected)
    assert found.loc[0, ["documents_a", "documents_b"]].tolist() == [20, 20]


def test_errors():
    marks, voices, documents = random_corpus(4, items={"can": (6, 6)})
    with pytest.raises(StudyError, match=r"^periods: 1950–1960 must end before 1940–1949 begins$"):
        change(marks, voices, documents, Design(by="item"), before=(1950, 1960), after=(1940, 1949))
    with pytest.raises(
        StudyError, match=r"^speaker: no document has a year; right would be '1790' or '1790-01-08'$"
    ):
        rates_over_time(marks, voices, documents, time="speaker")
