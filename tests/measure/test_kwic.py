"""Keyword in context, on annotations laid out by hand."""

import pytest

from analysis.base.errors import OutputError, StudyError
from analysis.base.records import Annotation, Booster, Document, Hedge, Statement
from analysis.measure.statistics.design import Design
from analysis.measure.statistics.frequencies import rates
from analysis.measure.statistics.kwic import KWIC, kwic, open_count, write_kwic
from analysis.measure.tables import documents_table, marks_table, voices_table

ONE = "Perhaps it rains.\nWe may\n stay. =SUM is perhaps wrong."
TWO = "header Nobody knows. It is surely late."


def annotation(name, text, *, hedges=(), boosters=(), sentences, body=0, statements=()):
    document = Document(name, text, {"party": "left" if name == "one" else "right"}, body)
    return Annotation(
        document,
        words=len(text[body:].split()),
        sentences=sentences,
        statements=statements,
        statement_words=tuple(3 for _ in statements),
        excluded=(),
        marks={
            "modals": (),
            "hedges": tuple(Hedge(at, at + 7, "perhaps", "plausibility-shield", who) for at, who in hedges),
            "boosters": tuple(Booster(at, at + 6, "surely") for at in boosters),
            "conditionals": (),
        },
    )


ANNOTATIONS = [
    annotation(
        "one",
        ONE,
        hedges=[(0, 0), (ONE.rindex("perhaps"), None)],
        sentences=((0, 17), (18, 31), (32, len(ONE))),
        statements=(Statement(0, 17, ((0, 17),), "Ann", None, None, "direct"),),
    ),
    annotation("two", TWO, boosters=[TWO.index("surely")], sentences=((7, 20), (21, len(TWO))), body=7),
]
MARKS = marks_table(ANNOTATIONS)


def lines(**options):
    table = kwic(ANNOTATIONS, **options)
    return table[["left", "mark", "right"]].to_numpy().tolist()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ["", "Perhaps", "it rains."]),
        ({"window": 1}, ["", "Perhaps", "it rains. We may stay."]),
        ({"unit": "words", "window": 2}, ["", "Perhaps", "it rains"]),
        ({"unit": "characters", "window": 4}, ["", "Perhaps", "it"]),
    ],
)
def test_context_to_the_right(options, expected):
    assert lines(**options)[0] == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ["=SUM is", "perhaps", "wrong."]),
        ({"window": 1}, ["We may stay. =SUM is", "perhaps", "wrong."]),
        ({"unit": "words", "window": 3}, ["stay. =SUM is", "perhaps", "wrong"]),
        ({"unit": "characters", "window": 3}, ["is", "perhaps", "wr"]),
    ],
)
def test_context_to_the_left(options, expected):
    assert lines(**options)[1] == expected


@pytest.mark.parametrize("unit", ["sentence", "words", "characters"])
def test_context_never_reaches_the_header(unit):
    assert lines(unit=unit, window=50)[2][0] == "Nobody knows. It is"


def test_lines_say_where_they_stand():
    table = kwic(ANNOTATIONS, metadata=["party"])
    assert list(table.columns) == [*KWIC, "party"]
    assert table[["doc_id", "voice", "item", "party"]].to_numpy().tolist() == [
        ["one", "Ann", "perhaps", "left"],
        ["one", "narrator", "perhaps", "left"],
        ["two", "narrator", "surely", "right"],
    ]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("right", [0, 2, 1]),
        ("left", [0, 2, 1]),
        (["item", "right"], [0, 1, 2]),
        (["voice", "start"], [0, 2, 1]),
    ],
)
def test_sorting(sort, order):
    starts = MARKS["start"].tolist()
    assert kwic(ANNOTATIONS, sort=sort)["start"].tolist() == [starts[place] for place in order]


def test_every_count_opens_to_its_lines():
    voices, documents = voices_table(ANNOTATIONS), documents_table(ANNOTATIONS)
    table = rates(MARKS, voices, documents, Design(by=["layer", "voice", "party"], min_words=1))
    assert table["n"].sum() == 3
    for _, row in table.iterrows():
        opened = open_count(row, MARKS, voices, documents)
        assert len(kwic(ANNOTATIONS, opened)) == row["n"]
        assert set(opened["voice"]) <= {row["voice"]}


def test_a_row_of_other_tables_is_refused():
    voices = voices_table(ANNOTATIONS)
    row = rates(MARKS, voices, design=Design(by=["layer", "item"])).iloc[0]
    with pytest.raises(StudyError) as caught:
        open_count(row, MARKS[:0], voices)
    assert str(caught.value) == (
        "the row counts 1 marks and these tables hold 0; right would be the tables that the row was made from"
    )


def test_cells_are_safe_in_a_spreadsheet(tmp_path):
    path = write_kwic(kwic(ANNOTATIONS)[["left", "mark"]], tmp_path / "lines.csv")
    assert path.read_bytes().decode().splitlines()[2] == "'=SUM is,perhaps"


def test_errors(tmp_path):
    with pytest.raises(
        StudyError, match=r"^unit: 'line' is no context; right would be one of sentence, words, "
    ):
        kwic(ANNOTATIONS, unit="line")
    with pytest.raises(StudyError, match=r"^marks of document 'two', which is not among the annotations$"):
        kwic(ANNOTATIONS[:1], MARKS)
    with pytest.raises(StudyError, match=r"^sort: no column 'colour'; right would be one of doc_id, "):
        kwic(ANNOTATIONS, sort="colour")
    with pytest.raises(OutputError, match=r"lines\.csv: cannot be written"):
        write_kwic(kwic(ANNOTATIONS), tmp_path / "no" / "lines.csv")
