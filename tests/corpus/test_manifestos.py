"""Manifesto Project: a file of quasi-sentences is one document of a party."""

import pytest

from analysis.annotation.pipeline import annotate_document
from analysis.base.errors import CorpusError
from analysis.corpus import read_corpus

TABLE = (
    '"text","cmp_code","eu_code"\n"Our plan","H",NA\n"We will go,","504",NA\n"and we may stay.","411",NA\n'
)


def test_a_manifesto_is_one_document(write):
    (document,) = read_corpus(write("41320_201309.csv", TABLE))
    assert document.id == "41320_201309"
    assert document.text == "Our plan\n\nWe will go, and we may stay."
    assert document.metadata == {
        **{"party": "41320", "date": "2013-09", "segments": "3", "cmp_code": "H; 504; 411"},
    }
    assert len(annotate_document(document).sentences) == 2


def test_other_names_and_columns_are_read_row_by_row(write):
    assert len(list(read_corpus(write("sentences.csv", TABLE)))) == 3
    assert len(list(read_corpus(write("41320_201309.csv", TABLE.replace("cmp_code", "code"))))) == 3


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('"We may","1"\n', "{path}, line 5: 2 cells where the header has 3"),
        ('"We may\n', "{path}, line 5: not valid CSV (unexpected end of data)"),
    ],
)
def test_a_damaged_row_is_one_clear_line(write, row, message):
    path = write("41320_201309.csv", TABLE + row)
    with pytest.raises(CorpusError) as caught:
        list(read_corpus(path))
    assert str(caught.value) == message.format(path=path)


def test_a_table_without_rows(write):
    path = write("41320_201309.csv", TABLE.partition("\n")[0])
    with pytest.raises(CorpusError, match="no text in it; each row must hold a quasi-sentence"):
        list(read_corpus(path))
