"""Dates as people write them become ISO dates; the corpus decides between day first and month first."""

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import read_corpus
from analysis.corpus.dates import find_date, iso_date, readings
from analysis.measure.statistics.time_series import decimal_year, with_years


@pytest.mark.parametrize(
    "written",
    [
        *("2021-06-09", "20210609", "2021.06.09", "2021/6/9", "2021. 6. 9.", "9 June 2021", "June 9, 2021"),
        *("9th June, 2021", "June 9th 2021", "9-Jun-21", "9 Jun. 2021", "JUNE 9, 2021", "Wed Jun 09 2021"),
        *("Wednesday, June 9, 2021", "Wednesday, 9th of June, 2021", "Jun 9 '21", "2021, June 9"),
        *("2021-06-09T23:59:59Z", "2021-06-09T23:59:59+02:00", "2021-06-09 10:15", "20210609101500"),
        *("Wed Jun 09 10:15:00 +0000 2021", "Wed, 09 Jun 2021 10:15:00 GMT", "9 June 2021, 2.30 pm"),
        *("Wed Jun 09 2021 10:15:00 GMT+0100 (BST)", "1623196800", "1623233700.5", "1623196800000"),
        *(
            "1623196800000000",
            "44356",
            "44356.0",
            "9-10 June 2021",
            "June 9–10, 2021",
            "2021-06-09/2021-06-11",
        ),
        *("6/30/21 is no such day; 9 June 2021 is",),
    ],
)
def test_a_day_in_every_wording(written):
    assert iso_date(written) == "2021-06-09"


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("June 2021", "2021-06"),
        ("2021-06", "2021-06"),
        ("202106", "2021-06"),
        ("06/2021", "2021-06"),
        ("Jun-21", "2021-06"),
        ("2021", "2021"),
        ("2021.0", "2021"),
        ("2021-22", "2021"),
        ("2021/22", "2021"),
        ("2021-2022", "2021"),
        ("2021–2022", "2021"),
        ("Spring 2021", "2021"),
        ("c. 1850", "1850"),
        ("-631152000", "1950-01-01"),
        ("1 January 1800", "1800-01-01"),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(written, iso):
    assert iso_date(written) == iso


@pytest.mark.parametrize(
    "written",
    [
        *("", "n.d.", "unknown", "9 June", "June 9", "May", "10:15", "00:01:23", "2021-02-30", "31/04/2021"),
        *("12", "1", "1990s", "9" * 100, "Session 12", "(?)"),
    ],
)
def test_what_is_no_date_stays_without_one(written):
    assert iso_date(written) == ""
    assert readings(written) == ("", "")


@pytest.mark.parametrize(
    ("written", "day_first", "month_first"),
    [
        ("9/6/2021", "2021-06-09", "2021-09-06"),
        ("09-06-2021", "2021-06-09", "2021-09-06"),
        ("9.6.21", "2021-06-09", "2021-09-06"),
        ("9/6/98", "1998-06-09", "1998-09-06"),
        ("6/6/2021", "2021-06-06", "2021-06-06"),
        ("30/6/2021", "2021-06-30", ""),
        ("6/30/2021 12:00:00 AM", "", "2021-06-30"),
    ],
)
def test_three_numbers_have_two_readings(written, day_first, month_first):
    assert readings(written) == (day_first, month_first)


@given(day=st.dates())
def test_an_iso_date_is_itself(day):
    assert iso_date(day.isoformat()) == day.isoformat()


@given(text=st.text(max_size=90))
def test_any_text_is_a_date_or_none(text):
    assert all(reading == "" or decimal_year(reading) == decimal_year(reading) for reading in readings(text))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Minutes, No. 7 (Wednesday, June 9, 2021)", "2021-06-09"),
        ("Held on the 9th of June 2021 in town", "2021-06-09"),
        ("Minutes of 2021-06-09", "2021-06-09"),
        ("June 9-10, 2021", "2021-06-09"),
        ("We may wait until 2021", ""),
    ],
)
def test_a_date_within_a_text(text, iso):
    assert find_date(text) == iso


# The order of a corpus


def dates(write, name, *written, header="date"):
    rows = "".join(f'"{date}",We may wait.\n' for date in written)
    write(name, f"{header},text\n{rows}")


def read(path):
    notes = []
    documents = list(read_corpus(path, on_note=lambda _, what: notes.append(what)))
    return [document.metadata for document in documents], notes


def test_one_day_above_twelve_decides_a_column(write, tmp_path):
    dates(write, "a.csv", "9/6/2021", "30/6/2021")
    found, notes = read(tmp_path / "a.csv")
    assert found == [
        {"date": "2021-06-09", "date_original": "9/6/2021"},
        {"date": "2021-06-30", "date_original": "30/6/2021"},
    ]
    assert notes == []


def test_each_file_decides_for_itself_before_the_corpus_does(write, tmp_path):
    dates(write, "a.csv", "9/6/2021", "6/30/2021")
    dates(write, "b.csv", "9/6/2021", "30/6/2021")
    assert [known["date"] for known in read(tmp_path)[0]] == [
        *("2021-09-06", "2021-06-30", "2021-06-09", "2021-06-30")
    ]


def test_other_files_decide_where_a_file_does_not(write, tmp_path):
    write("9-6-2021 Lee.txt", "We may wait.")
    write("30-6-2021 Lee.txt", "We may wait.")
    assert {known["date"] for known in read(tmp_path)[0]} == {"2021-06-09", "2021-06-30"}


def test_what_nothing_decides_keeps_its_year_and_is_named(write, tmp_path):
    dates(write, "a.csv", "9/6/2021", "8/7/2022")
    found, notes = read(tmp_path / "a.csv")
    assert found == [
        {"year": "2021", "date_original": "9/6/2021"},
        {"year": "2022", "date_original": "8/7/2022"},
    ]
    (note,) = notes
    assert note == (
        f"2 dates (the first: '9/6/2021', {tmp_path / 'a.csv'}, line 2): day first or month first, and "
        "nothing in the corpus decides; only the year is kept. Write dates like 2001-04-03"
    )


def test_a_column_in_both_orders_decides_nothing(write, tmp_path):
    dates(write, "a.csv", "9/6/2021", "30/6/2021", "6/30/2021")
    assert [known.get("date") for known in read(tmp_path / "a.csv")[0]] == [None, "2021-06-30", "2021-06-30"]


def test_with_points_the_day_comes_first(write, tmp_path):
    dates(write, "a.csv", "9.6.2021")
    assert read(tmp_path / "a.csv")[0][0]["date"] == "2021-06-09"
    dates(write, "a.csv", "9.6.2021", "6.30.2021")
    assert read(tmp_path / "a.csv")[0][0]["date"] == "2021-09-06"


def test_what_cannot_be_read_is_named_and_stays(write, tmp_path):
    dates(write, "a.csv", "undated", "9 June 2021")
    found, notes = read(tmp_path / "a.csv")
    assert found[0] == {"date": "undated"}
    assert notes == [
        f"1 date (the first: 'undated', {tmp_path / 'a.csv'}, line 2): not understood; no figure over time "
        "shows these texts. Write dates like 2001-04-03"
    ]


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ({"timestamp": 1623196800}, "2021-06-09"),
        ({"created_utc": "1623196800.0"}, "2021-06-09"),
        ({"Speech Date": "June 9, 2021"}, "2021-06-09"),
        ({"meta": {"published": "2021-06-09T10:00:00Z"}}, "2021-06-09"),
        ({"day": "9 June 2021"}, "2021-06-09"),
        ({"year": 2021, "month": 6, "day": 9}, "2021-06-09"),
        ({"year": 2021, "month": "June", "day": 9}, "2021-06-09"),
        ({"year": "2021", "month": "6"}, "2021-06"),
        ({"Year": 2021}, "2021"),
        ({"date": "undated", "year": 2021}, "2021"),
        ({"birth_date": "1960-01-02", "modified_date": "2022-01-01"}, None),
        ({"candidate": "2021", "update": "2021-06-09"}, None),
    ],
)
def test_other_fields_that_hold_the_date(write, fields, date):
    path = write("a.jsonl", [{"text": "We may wait.", **json.loads(json.dumps(fields))}])
    assert read(path)[0][0].get("date") == date


# Figures over time


@pytest.mark.parametrize(
    "date", ["13/02/2001", "12", "7", "12.9.2020", "9 June 2021", "2021-6-9", "20210609"]
)
def test_only_iso_dates_have_a_place_in_time(date):
    assert pd.isna(decimal_year(date))


def test_a_year_alone_will_do_for_a_date():
    table = pd.DataFrame(
        {"doc_id": ["a", "b", "c"], "date": ["1801-02-03", None, None], "year": ["9", "1790", None]}
    )
    assert with_years(table)["year"].fillna("").tolist() == ["1801", "1790", ""]
    assert (
        with_years(table.drop(columns="date"), years=10, name="decade")["decade"].tolist()[1] == "1790–1799"
    )


@pytest.mark.parametrize("text", ["Monday, May 12, 2025", "The lamps, 12 May 2025", "12th of May 2025"])
def test_a_date_in_may_is_found_in_words(text):
    assert find_date(text) == "2025-05-12"
