import pytest

from analysis.base.errors import CorpusError
from analysis.base.records import Document
from analysis.corpus.filters import choose

TEXTS = [
    Document("a", "", {"party": "D", "year": "2024"}),
    Document("b", "", {"party": "R", "year": "2024"}),
    Document("c", "", {"year": "2025"}),
]
DATED = [Document("d", "", {"date": "2024-06-09"}), Document("e", "", {"date": "undated", "live": "true"})]


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({}, ["a", "b", "c"]),
        ({"party": "D"}, ["a"]),
        ({"party": ["D", "R"]}, ["a", "b"]),
        ({"party": ["D", "R"], "year": "2024"}, ["a", "b"]),
        ({"year": ["2025"]}, ["c"]),
        ({"year": 2024}, ["a", "b"]),
        ({"year": [2025, 2026]}, ["c"]),
    ],
)
def test_documents_by_their_metadata(filters, ids):
    assert [document.id for document in choose(TEXTS, filters)] == ids


@pytest.mark.parametrize(
    ("filters", "ids"),
    [({"year": 2024}, ["d"]), ({"year": "2024", "date": "2024-06-09"}, ["d"]), ({"live": True}, ["e"])],
)
def test_a_year_is_that_of_the_date_and_values_are_compared_as_text(filters, ids):
    assert [document.id for document in choose(DATED, filters)] == ids


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"prty": "D"}, "filters: no text has the field 'prty'; did you mean 'party'?"),
        ({"party": "X", "year": "2024"}, "filters: no text has party = X, year = 2024; party is one of D, R"),
        (
            {"party": ["Dd", "X"]},
            "filters: no text has party = Dd or X; party is one of D, R; did you mean 'D'?",
        ),
        (
            {"party": "D", "year": "2025"},
            "filters: no text has party = D, year = 2025; each is there, but not in one text; leave one out",
        ),
    ],
)
def test_filters_that_leave_nothing(filters, message):
    with pytest.raises(CorpusError) as error:
        list(choose(TEXTS, filters))
    assert str(error.value) == message
