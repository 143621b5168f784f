"""Tables from annotations built by hand: every column, every denominator."""

import pandas as pd
import pytest

from analysis.base.records import (
    ActCandidate,
    Annotation,
    Booster,
    Conditional,
    Document,
    Hedge,
    Modal,
    Statement,
)
from analysis.language.text import Text, count_words
from analysis.measure import tables

TEXT = "“We might go if they stay,” said Ann Lee. “Perhaps.” It will certainly rain. (Applause.)"


def span(piece: str) -> tuple[int, int]:
    start = TEXT.index(piece)
    return start, start + len(piece)


@pytest.fixture
def annotation() -> Annotation:
    pieces = (span("“We might go if they stay,”"), span("“Perhaps.”"))
    ann = Statement(pieces[0][0], pieces[1][1], pieces, "Ann Lee", span("Ann Lee"), span("said"), "direct")
    senses = {"epistemic": 0.7, "deontic": 0.1, "dynamic": 0.2}
    return Annotation(
        document=Document("d", TEXT, {"year": "2025"}),
        words=count_words(TEXT) - 1,
        sentences=tuple(Text(TEXT).sentences),
        statements=(ann,),
        statement_words=(sum(count_words(TEXT, *piece) for piece in pieces),),
        excluded=(span("(Applause.)"),),
        marks={
            "modals": (
                Modal(*span("might"), "might", "central", False, senses, {"possibility": 1.0}, 0),
                Modal(
                    *span("will"), "will", "central", False, senses | {"epistemic": 0.1, "dynamic": 0.8}, {}
                ),
            ),
            "hedges": (Hedge(*span("Perhaps"), "perhaps", "epistemic-adverb", 0),),
            "boosters": (Booster(*span("certainly"), "certainly"),),
            "conditionals": (
                Conditional(
                    span("if"),
                    "if",
                    span("if they stay"),
                    span("We might go"),
                    "open",
                    "apodosis-first",
                    (ActCandidate("threat", ("exit verb", "first-person plural apodosis")),),
                    0,
                ),
            ),
        },
    )


def test_marks_table_has_one_row_a_mark_in_the_order_of_the_layers(annotation):
    table = tables.marks_table([annotation])
    assert list(table.columns) == list(tables.MARKS)
    assert table[["layer", "surface", "voice", "voice_kind", "sentence"]].values.tolist() == [
        ["modals", "might", "Ann Lee", "direct", 0],
        ["modals", "will", "narrator", "narrator", 2],
        ["hedges", "Perhaps", "Ann Lee", "direct", 1],
        ["boosters", "certainly", "narrator", "narrator", 2],
        ["conditionals", "if", "Ann Lee", "direct", 0],
    ]
    conditional = table.iloc[-1]
    assert conditional[["category", "order", "act", "reasons", "protasis", "apodosis"]].tolist() == [
        "open",
        "apodosis-first",
        "threat",
        "exit verb; first-person plural apodosis",
        "if they stay",
        "We might go",
    ]
    assert table["sense"].tolist()[:2] == ["epistemic", "dynamic"]


def test_voices_add_up_to_the_document_without_what_is_excluded(annotation):
    table = tables.voices_table([annotation]).set_index("voice")
    assert table["words"].to_dict() == {"narrator": 7, "Ann Lee": 7}
    assert table["words"].sum() == annotation.words
    assert table["sentences"].to_dict() == {"narrator": 1, "Ann Lee": 2}
    assert table["statements"].to_dict() == {"narrator": 0, "Ann Lee": 1}


def test_finite_verbs_are_counted_by_voice_when_asked_for(annotation):
    table = tables.voices_table([annotation], with_finite_verbs=True).set_index("voice")
    assert table[tables.FINITE_VERBS].to_dict() == {"narrator": 2, "Ann Lee": 2}


def test_statements_and_documents_tables(annotation):
    statement = tables.statements_table([annotation]).iloc[0]
    assert statement["surface"] == "“We might go if they stay,” … “Perhaps.”"
    assert (statement["voice"], statement["kind"], statement["cue"], statement["words"]) == (
        "Ann Lee",
        "direct",
        "said",
        7,
    )
    document = tables.documents_table([annotation]).iloc[0].to_dict()
    assert document == {"doc_id": "d", "words": 14, "sentences": 4, "statements": 1, "year": "2025"}


def test_tables_of_nothing_keep_their_columns():
    assert list(tables.marks_table([]).columns) == list(tables.MARKS)
    assert list(tables.voices_table([]).columns) == list(tables.VOICES)
    assert tables.documents_table([]).empty


def test_a_voice_without_a_name_has_its_own_label():
    statement = Statement(0, 1, ((0, 1),), None, None, None, "indirect")
    assert tables.voice_of(statement) == "unnamed source"
    assert tables.voice_of(None) == "narrator"
    assert pd.isna(tables.marks_table([])["statement"]).all()
