"""Work grows with the input: what is looked at is counted, so that no clock is needed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.marks.conditionals import find_conditionals
from analysis.annotation.marks.modals import find_modals
from analysis.annotation.marks.sentence_words import Sentence
from analysis.annotation.pipeline import annotate
from analysis.annotation.statements import contents
from analysis.language.engine.scoring import Scorer
from analysis.language.text import LONGEST, Text, split_sentences

ENDLESS = [
    "we will go there if they may stay at home and ",
    "if they leave, we will pay; ",
    "apples, pears, if needed, ",
    "if they go ",
    "Even if it rains, it's fine.",
    "provided that they go, ",
    "can ",
    "may,",
    "'ll",
    "as long as ",
    "— ",
    "(",
    "1,",
]


def spans_are_sound(text: str) -> None:
    spans = split_sentences(text)
    assert all(end - start <= LONGEST for start, end in spans)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize("piece", ENDLESS)
def test_a_sentence_without_end_is_cut_and_nothing_is_lost(piece: str) -> None:
    spans_are_sound(piece * 3_000)


@given(st.lists(st.sampled_from(["if", " ", ", ", "; ", "it's", "\n", "“", "A", "3", ".", "…"]), max_size=20))
def test_cut_sentences_hold_every_sign_of_any_text(pieces: list[str]) -> None:
    spans_are_sound(("".join(pieces) + ", ") * 400)


def test_a_long_word_is_not_cut() -> None:
    word = "a" * (3 * LONGEST)
    assert [word] == [word[slice(*span)] for span in split_sentences(word)]


@pytest.mark.parametrize(
    ("piece", "end"),
    [("we go, and if they stay, we pay; ", ";"), ("one, two, ", ",")],
)
def test_a_sentence_is_cut_between_clauses(piece: str, end: str) -> None:
    text = piece * 500
    assert all(text[a:b].endswith(end) for a, b in split_sentences(text)[:-1])


@pytest.mark.parametrize("run", [".", "!?", "…", "\n ", ".)"])
def test_a_run_of_signs_is_read_once(run: str) -> None:
    assert len(split_sentences("a" + run * 200_000 + "b")) >= 1  # takes hours if each sign begins a run


@pytest.mark.parametrize("piece", [*ENDLESS[:6], "lest ", "lest, ", "iff ", "assuming that, "])
def test_a_condition_takes_bounded_work(monkeypatch: pytest.MonkeyPatch, piece: str) -> None:
    sums = 0
    original = Scorer.thousandths

    def counted(scorer, columns):
        nonlocal sums
        sums += len(scores := original(scorer, columns))
        return scores

    monkeypatch.setattr(Scorer, "thousandths", counted)
    found = len(find_conditionals(Text(piece * 300)))
    assert found > 100
    assert sums < 500 * found


def test_no_modal_looks_at_more_words_than_a_sentence_has(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    monkeypatch.setattr(
        "analysis.annotation.marks.senses._condition", lambda tokens, _: seen.append(len(tokens)) or ""
    )
    find_modals(Text("can " * 5_000))
    assert len(seen) == 5_000
    assert max(seen) <= LONGEST // 4


def test_markers_ahead_and_behind() -> None:
    line = "we go if they stay if it rains unless it snows"
    sentence = Sentence(Text(line), 0)
    assert [sentence.before_marker(cut, 1) for cut in (0, 2, 3, 6)] == [5, 5, 8, 11]
    assert [sentence.behind_marker(cut, 1) for cut in (11, 8, 5, 2)] == [6, 3, 0, 0]


def test_a_sentence_of_any_length_keeps_its_statements() -> None:
    text = "the roads are old and the mills are shut, " * 400 + "and Ann Lee said that it may rain, " * 3
    statements = annotate(text)["statements"]
    assert [text[slice(*one["spans"][0])] for one in statements].count("that it may rain") >= 2
    assert "Ann Lee" in {one["speaker"] for one in statements}


def test_cues_are_read_in_portions_as_together(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ann Lee said that it may rain. Bo Reed told us he would stay, and Lee replied that she left. " * 5
    whole = annotate(text)["statements"]
    sizes = []
    original = contents.content_features

    def counted(scene, pairs, strength, bits):
        sizes.append(len(pairs.token))
        return original(scene, pairs, strength, bits)

    monkeypatch.setattr(contents, "content_features", counted)
    monkeypatch.setattr(contents, "PORTION", 100)
    assert annotate(text)["statements"] == whole
    assert len(sizes) > 3
    assert max(sizes) < 400


@pytest.mark.parametrize(
    ("line", "protasis"),
    [
        ("If a road is shut, the town shall pay; and", "If a road is shut"),
        ("If a road is shut, the town shall pay; or\n\nThe mayor must write.", "If a road is shut"),
        ("If you raise it, you will—but", "If you raise it"),
        ("If we stay, then we -- or", "If we stay"),
        ("Nobody knows what\nif they go, we stay", "if they go"),
    ],
)
def test_conditions_that_break_off(line: str, protasis: str) -> None:
    assert line[slice(*annotate(line)["conditionals"][0]["protasis"])] == protasis


@pytest.mark.parametrize("line", ["We will s ee.", "They can s\n\nay so.", "It must ed it.", "We may s"])
def test_a_torn_letter_behind_a_modal(line: str) -> None:
    assert len(annotate(line)["modals"]) >= 1
