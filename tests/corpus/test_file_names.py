"""What the names of files and folders say of their texts, and tables beside them."""

import pytest

from analysis.corpus import read_corpus
from analysis.corpus.names_of_files import from_name


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Nora Field 1931", {"date": "1931", "speaker": "Nora Field"}),
        ("Nora F. Field 1931", {"date": "1931", "speaker": "Nora F. Field"}),
        ("Nora van der Field 1931", {"date": "1931", "speaker": "Nora van der Field"}),
        ("Field, Nora 1931", {"date": "1931", "speaker": "Nora Field"}),
        ("Nora Field (Green) 1931", {"date": "1931", "speaker": "Nora Field"}),
        ("1931-Field", {"date": "1931", "speaker": "Field"}),
        ("field_1931", {"date": "1931", "speaker": "Field"}),
        ("Field1931", {"date": "1931", "speaker": "Field"}),
        ("FIELD_1931_mill", {"date": "1931", "speaker": "Field"}),
        ("1931-06-09 Nora Field", {"date": "1931-06-09", "speaker": "Nora Field"}),
        ("Nora_Field_1931_06_09", {"date": "1931-06-09", "speaker": "Nora Field"}),
        ("19310609_Field", {"date": "1931-06-09", "speaker": "Field"}),
        ("MillbrookJun9_1931", {"date": "1931-06-09", "place": "Millbrook"}),
        ("OldMillbrookJun9_1931", {"date": "1931-06-09", "place": "Old Millbrook"}),
        ("mill-1931-June-9-part2", {"date": "1931-06-09"}),
        ("speech 1931.en-GB", {"date": "1931"}),
        ("interview 9 June 1931", {"date": "1931-06-09"}),
        ("debate-9th-June-1931", {"date": "1931-06-09"}),
        ("minutes_1931-06", {"date": "1931-06"}),
        ("Budget Speech 1931", {"date": "1931"}),
        ("1931-06-09-why-we-wait", {"date": "1931-06-09"}),
        ("climate_change_1931", {"date": "1931"}),
        ("REC-1931-06-09-pt1-PgS1931", {"date": "1931-06-09"}),
        ("FRA_68_2013", {"country": "FRA", "session": "68", "year": "2013"}),
        ("fr_en", {"country": "FR", "language": "en"}),
        ("41320_201309", {"party": "41320", "date": "2013-09"}),
        ("ep-99-03-08-01", {"date": "1999-03-08"}),
        ("speech 12", {}),
        ("1931-02-30", {}),
        ("12345678", {}),
        ("1931/speech", {"date": "1931"}),
        ("x/1931/06/09/speech", {"date": "1931-06-09"}),
        ("1931-06/speech 1932", {"date": "1932"}),
    ],
)
def test_a_name(name, known):
    assert from_name(name) == known


def test_numbers_of_files_are_no_years(write, tmp_path):
    for number in ("0999", "1850", "2001"):
        write(f"speech_{number}.txt", "We may wait.")
    assert [dict(document.metadata) for document in read_corpus(tmp_path)] == [{}, {}, {}]
    assert [dict(document.metadata) for document in read_corpus(tmp_path / "speech_1850.txt")] == [{}]


def test_a_speaker_from_a_name_is_said(write, tmp_path):
    write("Nora Field 1931.txt", "We may wait.")
    write("1932-Hill.txt", "We may wait.")
    notes = []
    list(read_corpus(tmp_path, on_note=lambda _, what: notes.append(what)))
    assert notes == [
        f"2 speakers (the first: {tmp_path / '1932-Hill.txt'} is by Hill): taken from the names of files; if "
        "these are no persons, say with --name-fields what the names hold"
    ]


def test_what_the_text_or_a_table_says_is_stronger_than_a_name(write, tmp_path):
    write("Nora Field 1931.txt", "Date: 1932-01-02\nSpeaker: Owen Hill\n\nWe may wait.")
    write("Nora Field 1932.txt", "We may wait.")
    write("metadata.csv", "file,speaker\nNora Field 1932.txt,Ida Brook\n")
    assert [dict(document.metadata) for document in read_corpus(tmp_path)] == [
        {"date": "1932-01-02", "speaker": "Owen Hill"},
        {"date": "1932", "speaker": "Ida Brook"},
    ]


def test_a_row_of_a_table_has_no_speaker_from_the_name_of_the_file(write):
    (document,) = read_corpus(write("Nora Field 1931.csv", "text\nWe may wait.\n"))
    assert document.metadata == {}


@pytest.mark.parametrize(
    ("name", "content", "date"),
    [
        ("mill-1931-06-09.csv", "text\nWe may go.\n", "1931-06-09"),
        ("mill-1931-06-09.csv", "text,year\nWe may go.,1930\n", "1930"),
        ("export-1931-06-09.csv", "text\nWe may go.\n", None),
        ("mill 1931.csv", "text\nWe may go.\n", None),
    ],
)
def test_rows_without_a_date_have_the_day_in_the_name_of_their_table(write, name, content, date):
    (document,) = read_corpus(write(name, content))
    assert document.metadata.get("date") == date


def test_a_text_about_somebody_is_not_by_that_person(write, tmp_path):
    write("1931-06-09 Nora Field.txt", "We hear that Field may go. But Field said no.")
    write("1931-06-10 Nora Field.txt", "NORA FIELD: We may go.\nOWEN HILL: No.\nNORA FIELD: Well.")
    assert [document.metadata.get("speaker") for document in read_corpus(tmp_path)] == [None, "Nora Field"]


def test_named_fields_hold_for_the_rows_of_a_table(write):
    path = write("north_3.csv", "text\nWe may wait.\n")
    (document,) = read_corpus(path, name_fields="region_session")
    assert document.metadata == {"region": "north", "session": "3"}


def test_a_pattern_that_fits_no_file_is_said(write, tmp_path):
    write("a.txt", "We may wait.")
    notes = []
    list(read_corpus(tmp_path, name_fields="country_year", on_note=lambda _, what: notes.append(what)))
    assert notes == [
        "the pattern 'country_year' fits the name of no file; write for example country_session_year"
    ]


TABLE = "Year,ISO Code,Country,Name of Person Speaking,Post\n2013,FRA,France,Nora Field,Envoy\n"


def test_a_table_is_joined_by_country_and_year(write, tmp_path):
    write("68/FRA_68_2013.txt", "We may wait.")
    write("68/KEN_68_2013.txt", "We may wait.")
    write("speakers.csv", TABLE)
    skipped, notes = [], []
    documents = list(
        read_corpus(
            tmp_path,
            on_skip=lambda where, why: skipped.append((where, why)),
            on_note=lambda _, what: notes.append(what),
        )
    )
    known = {"date": "2013", "year": "2013", "session": "68"}
    assert [document.metadata for document in documents] == [
        {**known, "country": "FRA", "country_name": "France", "speaker": "Nora Field", "role": "Envoy"},
        {**known, "country": "KEN"},
    ]
    assert skipped == []
    assert notes == [f"{tmp_path / 'speakers.csv'} says something of 1 text"]


@pytest.mark.parametrize(
    "table",
    [
        "filename;party\nb.txt;Green\n",
        "ID\tparty\nb\tGreen\n",
    ],
)
def test_a_table_is_joined_by_file(write, tmp_path, table):
    write("b.txt", "We may wait.")
    write("about.csv", table)
    (document,) = read_corpus(tmp_path)
    assert document.metadata == {"party": "Green"}


@pytest.mark.parametrize(
    "table",
    [
        TABLE + TABLE.partition("\n")[2],
        "year,rain\n2013,much\n",
        "iso,year\n",
        "\0\0",
        '"iso,year\n',
        "",
    ],
)
def test_a_table_that_fits_no_single_text_says_nothing(write, tmp_path, table):
    write("FRA_68_2013.txt", "We may wait.")
    write("table.csv", table)
    (document,) = read_corpus(tmp_path)
    assert document.metadata == {"country": "FRA", "session": "68", "year": "2013", "date": "2013"}
