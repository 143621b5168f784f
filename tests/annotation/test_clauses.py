"""Protasis and apodosis as exact spans."""

import pytest

from analysis.annotation.marks.conditionals import find_conditionals, span_of
from analysis.annotation.marks.sentence_words import Sentence
from analysis.language.text import Text


@pytest.mark.parametrize(
    ("line", "protasis", "apodosis"),
    [
        ("If the vote fails, the minister will resign.", "If the vote fails", "the minister will resign"),
        ("The minister will resign if the vote fails.", "if the vote fails", "The minister will resign"),
        ("If they leave we will stay.", "If they leave", "we will stay"),
        ("If the talks fail again, we will act.", "If the talks fail again", "we will act"),
        ("He said that if the talks fail, the army will act.", "if the talks fail", "the army will act"),
        ("“If they leave,” he said, “we will stay.”", "If they leave", "we will stay"),
        ("We will, he said, “walk out of the room” if they refuse to sign.", "if they refuse to sign",
         "walk out of the room"),
        ("The senator said he would vote for it if the price was right.", "if the price was right",
         "he would vote for it"),
        ("Unless Congress acts (and soon), the fund will run dry.", "Unless Congress acts (and soon)",
         "the fund will run dry"),
        ("I think we will win if people vote.", "if people vote", "we will win"),
        ("Had we known this, we would have stayed.", "Had we known this", "we would have stayed"),
        ("He told us: “We will go if we must.”", "if we must", "We will go"),
        ("What if they refuse to pay?", "if they refuse to pay", None),
        pytest.param("Few members, if any, voted for it.", "if any", None, marks=pytest.mark.xfail(
            strict=True, reason="what follows a short aside is taken for its main clause")),
        ("If only they knew.", "If only they knew", None),
    ],
)  # fmt: skip
def test_spans(line: str, protasis: str, apodosis: str | None) -> None:
    [mark] = find_conditionals(Text(line))
    assert line[slice(*mark.protasis)] == protasis
    assert (mark.apodosis and line[slice(*mark.apodosis)]) == apodosis


def test_two_conditions_share_their_apodosis() -> None:
    line = "If prices go up, and if wages fall, people will protest."
    marks = find_conditionals(Text(line))
    assert [line[slice(*mark.protasis)] for mark in marks] == ["If prices go up", "if wages fall"]
    assert {line[slice(*mark.apodosis)] for mark in marks if mark.apodosis} == {"people will protest"}


def test_a_semicolon_parts_two_conditions() -> None:
    line = "If he runs, he wins; if he wins, we lose."
    marks = find_conditionals(Text(line))
    assert [line[slice(*mark.apodosis)] for mark in marks if mark.apodosis] == ["he wins", "we lose"]


@pytest.mark.parametrize(
    ("line", "first", "last", "expected"),
    [
        ("We “walk away” now.", 0, 2, "We “walk"),
        ("He said “no way.”", 1, 3, "said “no"),
        ("Go (if any) there.", 1, 3, "if any"),
        ("The “plan” works.", 0, 2, "The “plan”"),
    ],
)
def test_marks_of_quotation_come_in_pairs(line: str, first: int, last: int, expected: str) -> None:
    text = Text(line)
    assert line[slice(*span_of(Sentence(text, 0), line, first, last))] == expected


def test_the_words_of_a_sentence_and_what_stands_between_them() -> None:
    line = "“If they go,” she said (twice), we can’t stay."
    sentence = Sentence(Text(line), 0)
    assert sentence.word == ["if", "they", "go", "she", "said", "twice", "we", "can't", "stay"]
    assert sentence.gap == ["q", "", "", ",Q", "", "(", "),", "", "", "."]
    assert sentence.cuts((1, 11)) == (0, 3)


@pytest.mark.parametrize(
    ("line", "classes", "shapes"),
    [
        ("What we want is the vote of the house.", "WSVVDNIDN", "vsyaooiooe"),
        ("Stay, and we go.", "BCSV", "bcsye"),
        ("The leader of the house will never say if she left.", "DNIDNMRBKSV", "mmiNNybbfsye"),
    ],
)
def test_what_begins_at_each_cut(line: str, classes: str, shapes: str) -> None:
    sentence = Sentence(Text(line), 0)
    assert sentence.classes == classes
    assert "".join(sentence.shapes) == shapes


@pytest.mark.parametrize(
    ("line", "classes"),
    [
        ("if they leave, we will stay", "KSVSMB"),
        ("the bill was bad", "DNVJ"),
        ("we want to leave", "SVTB"),
        ("they have left", "SVP"),
        ("the minister warned that", "DNVH"),
    ],
)
def test_word_classes(line: str, classes: str) -> None:
    assert Sentence(Text(line), 0).classes == classes


@pytest.mark.parametrize(
    ("line", "protasis", "apodosis"),
    [
        (
            "Reed said Britain would leave if talks collapse, and warned that tariffs could follow.",
            "if talks collapse",
            "Britain would leave",
        ),
        (
            "He said the army would move if the border was crossed, adding that reserves were ready.",
            "if the border was crossed",
            "the army would move",
        ),
        (
            "She said that if the vote failed, she would go, and urged her allies to stay.",
            "if the vote failed",
            "she would go",
        ),
        ("If he lied, and said so, we will go.", "If he lied, and said so", "we will go"),
    ],
)
def test_clauses_end_where_the_report_goes_on(line: str, protasis: str, apodosis: str) -> None:
    [mark] = find_conditionals(Text(line))
    assert line[slice(*mark.protasis)] == protasis
    assert mark.apodosis is not None
    assert line[slice(*mark.apodosis)] == apodosis
