import pytest

from analysis.base.errors import CorpusError
from analysis.study.runs.corpus_profile import profile_corpus

SAID = "We may go if they want to stay, more or less."


def table(path, header, *rows):
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("header", "row", "column"),
    [
        ("nr,rede", f'1,"{SAID}"', "rede"),
        ("title,rede", f'On going home at last,"{SAID}"', "rede"),
        ("note,Speech Words", f'"a, b","{SAID}"', "Speech Words"),
    ],
)
def test_the_column_of_the_text_is_the_longest(header, row, column, tmp_path):
    assert profile_corpus(table(tmp_path / "t.csv", header, row)).reading["text_column"] == column


def test_the_column_of_the_text_in_a_folder_of_tables(tmp_path):
    table(tmp_path / "a.csv", "nr,rede", f'a1,"{SAID}"')
    table(tmp_path / "b.csv", "nr,rede", f'b1,"{SAID}"')
    assert profile_corpus(tmp_path).reading == {"text_column": "rede", "id_column": "nr"}


def test_a_column_that_was_named_is_not_guessed_again(tmp_path):
    path = table(tmp_path / "t.csv", "nr,rede", f'1,"{SAID}"')
    with pytest.raises(CorpusError, match="no column 'reed'; the columns are: nr, rede"):
        profile_corpus(path, text_column="reed")


def test_a_column_is_the_id_only_if_it_names_every_text(tmp_path):
    path = table(tmp_path / "t.csv", "nr,text", '1,"We may."', '1,"We must."')
    assert profile_corpus(path).reading == {}


def test_years_and_periods(tmp_path):
    rows = [f'{year},"{SAID}"' for year in (1990, 1995, 2001, 2002, 2010)]
    profile = profile_corpus(table(tmp_path / "t.csv", "year,text", *rows))
    assert profile.periods == ((1990, 1995), (2001, 2010))
    assert "date: 1990 to 2010 (100% of the texts)" in profile.found


def test_groups_need_two_values_with_several_texts(tmp_path):
    few = table(tmp_path / "few.csv", "party,text", f'Red,"{SAID}"', f'Red,"{SAID}"', f'Blue,"{SAID}"')
    assert profile_corpus(few).groups is None
    rows = [f'{party},{place},"{SAID}"' for party in ("Red", "Blue") for place in ("N", "N", "S")]
    both = table(tmp_path / "both.csv", "party,place,text", *rows)
    assert profile_corpus(both).groups == ("party", "Blue", "Red")
