"""The whole chain: every mark gets its voice, whoever else is in the text."""

import pytest

from analysis import annotate, annotate_document
from analysis.base.records import Document
from analysis.language.text import count_words

NEWS = """The minister may resign, analysts believe.

“We will leave if they stay,” Ann Lee said on 3 May. “Perhaps we must.”

It will rain."""


def voices(record, layer):
    statements = record["statements"]
    return [None if m["statement"] is None else statements[m["statement"]]["speaker"] for m in record[layer]]


def test_marks_belong_to_the_voice_that_says_them():
    record = annotate(NEWS)
    lemmas = [modal["lemma"] for modal in record["modals"]]
    assert lemmas == ["may", "will", "must", "will"]
    by_lemma = list(zip(lemmas, voices(record, "modals"), strict=True))
    assert by_lemma[1:] == [("will", "Ann Lee"), ("must", "Ann Lee"), ("will", None)]
    assert voices(record, "conditionals") == ["Ann Lee"]


@pytest.mark.parametrize("filler", ["It rained all day.", "Nobody came to the square. The shops were shut."])
def test_a_neutral_paragraph_before_moves_offsets_and_nothing_else(filler):
    """Adding text in front shifts every mark by its length."""
    plain, moved = annotate(NEWS), annotate(f"{filler}\n\n{NEWS}")
    shift = len(filler) + 2
    for layer in ("modals", "hedges", "boosters"):
        assert [m["start"] + shift for m in plain[layer]] == [m["start"] for m in moved[layer]]
    assert [c["protasis"][0] + shift for c in plain["conditionals"]] == [
        c["protasis"][0] for c in moved["conditionals"]
    ]


def test_a_header_is_neither_searched_nor_counted():
    header = "date 2025-05-09 may will if "
    annotation = annotate_document(Document("d", header + NEWS, {}, len(header)))
    assert annotation.words == count_words(NEWS)
    assert [modal.lemma for modal in annotation.modals] == ["may", "will", "must", "will"]
    assert min(modal.start for modal in annotation.modals) > len(header)


def test_curly_and_straight_apostrophes_give_the_same_marks():
    curly = "We can’t stay, and they won’t go if it’s late; she’d leave."
    straight = curly.replace("’", "'")
    assert annotate(curly)["modals"] == annotate(straight)["modals"]
    assert [modal["lemma"] for modal in annotate(curly)["modals"]] == ["can", "will", "would"]


def test_layers_are_not_added_up_but_may_share_a_word():
    record = annotate("They might leave.")
    assert [modal["start"] for modal in record["modals"]] == [hedge["start"] for hedge in record["hedges"]]
