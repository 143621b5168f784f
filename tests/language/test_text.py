"""Sentences, tokens, folding and words: by table, and as properties of any text."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.language.text import WORD, Text, Tokens, count_words, fold, split_sentences

NEWS = "“‘’”\"'.,;:!?…—–-()[]«» \t\n\r\u00a0\u2028\u202f\u0301ﬁİßaAbIé1290🙂"
ANY_TEXT = st.one_of(st.text(), st.text(st.sampled_from(NEWS)))


def sentences(text, start=0):
    return [text[a:b] for a, b in split_sentences(text, start)]


# Sentences


@pytest.mark.parametrize(
    "expected",
    [
        ["We may wait.", "They will not."],
        ["Will they?", "No!", "Perhaps…", "We shall see."],
        ["Mr. May may go.", "Mrs. Lee might."],
        ["The U.S. Senate will vote.", "So will the House."],
        ["He met J. D. Lee in the U.K. last week."],
        ["It costs 3.5 million.", "That is 2.30 p.m. in Kyiv."],
        ["“We may go.”", "“We may not,” he said."],
        ["“Must we?” she asked.", "“We must!” they said."],
        ["(It may be so.)", "[It may not.]"],
        ["That was it...", "Nobody knew."],
        ["“… we can’t force them to drink… we are not there yet.”"],
        ["So said I.", "Nobody else did."],
        ["He asked the Gov. of Ohio.", "She may answer."],
        ["Will the rt. hon. Lady say so?", "My hon. Friend may."],
        ["Sec. Moss met Cllr. Lee and Cong. Hart.", "All may stand."],
        ["S. Con. Res. 9 fell.", "So did Pub. L. 88."],
        ["See 12 Fed. Reg. 44 and Cmnd. 815, cl. 4.", "Both may apply."],
        ["He was sued by the SEC.", "Moss paid the fine."],
        ["The answer is no.", "We shall vote."],
        ["She named Laura I. Hale.", "Neither Cole nor I.", "Hale refused."],
        ["It fell after World War I.", "Hungary lost most."],
        ["It began at 9 P.M.", "Ms. Lee spoke.", "It ends at 7 p.m. Friday."],
        ["On Friday at 9 a.m. Judge Lee will sit."],
        ["They may . . . perhaps agree.", "We wait. . . .", "Nobody knows."],
        ["It jammed.", "The next .45 round fired."],
    ],
)
def test_sentences_on_one_line(expected):
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A headline\n\nA first sentence. A second one.",
            ["A headline", "A first sentence.", "A second one."],
        ),
        ("A headline\r\n\r\nA sentence.\r\n", ["A headline", "A sentence."]),
        ("Short line\nanother line\n", ["Short line", "another line"]),
        ("She stated,\n\n“We may go.”", ["She stated,", "“We may go.”"]),
        (
            "A line that an old text file has broken at a fixed width of about\nseventy columns. Next.",
            ["A line that an old text file has broken at a fixed width of about\nseventy columns.", "Next."],
        ),
        ("1. The tax falls.\n(b) Rents may rise.", ["1. The tax falls.", "(b) Rents may rise."]),
        ("2.) It may lapse.\niv. It ends.", ["2.) It may lapse.", "iv. It ends."]),
        ("Sec. 3. The court may sit. § 4. It must.", ["Sec. 3. The court may sit.", "§ 4. It must."]),
        ("How many? 40. They left in 2016. We stay.", ["How many?", "40.", "They left in 2016.", "We stay."]),
        ("", []),
        (" \n\t ", []),
        ("...", ["..."]),
    ],
)
def test_line_ends_and_edges(text, expected):
    assert sentences(text) == expected


def test_what_stands_before_the_start_is_not_cut():
    text = " date 2025-05-09 On 8 May, he spoke. We may wait."
    assert sentences(text, start=17) == ["On 8 May, he spoke.", "We may wait."]
    assert [text[a:b] for a, b in Text(text, 17).sentences] == ["On 8 May, he spoke.", "We may wait."]


# Tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We can’t wait.", "we|can't|wait|."),
        ("We'll go; they'd stay, he's here, I'm not, you're in, they've gone", None),
        ("we’ll", "we|'ll"),
        ("they'd", "they|'d"),
        ("won’t shouldn't mightn’t", "won't|shouldn't|mightn't"),
        ("it's O'Hara's o'clock", "it|'s|o'hara|'s|o'clock"),
        ("I'd've", "i|'d|'ve"),
        ("the Russians’ offer", "the|russians|'|offer"),
        ("a walk-away of 3,600.50 at 2:30 p.m.", "a|walk-away|of|3,600.50|at|2:30|p.m."),
        ("the U.S. and the U.S.S.R.", "the|u.s.|and|the|u.s.s.r."),
        ("“No,” she said—‘never’…", "“|no|,|”|she|said|—|'|never|'|…"),
        ("wait... what--now?", "wait|...|what|--|now|?"),
        ("50% of $3m & co/op", "50|%|of|$|3|m|&|co|/|op"),
        ("ﬁnance e\u0301tat", "ﬁnance|e|\u0301|tat"),
    ],
)
def test_tokens(text, expected):
    tokens = Tokens(fold(text), 0, len(text))
    if expected is None:
        expected = "we|'ll|go|;|they|'d|stay|,|he|'s|here|,|i|'m|not|,|you|'re|in|,|they|'ve|gone"
    assert tokens.word == expected.split("|")


def test_tokens_are_found_by_offset():
    text = Text("We may, or not.")
    tokens = text.tokens(0)
    assert tokens.word == ["we", "may", ",", "or", "not", "."]
    assert [tokens.at(offset) for offset in (0, 1, 2, 3, 6, 7, 14, 15)] == [0, 0, 1, 1, 2, 3, 5, 6]


def test_tokens_are_made_once():
    text = Text("We may. They will.")
    assert text.tokens(1) is text.tokens(1)


def test_the_sentence_of_an_offset():
    text = Text("We may. They will.")
    assert [text.sentence_at(offset) for offset in (0, 6, 7, 8, 17)] == [0, 0, 0, 1, 1]


# Folding and words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We CAN’T", "we can't"),
        ("‘tis ʼtis `tis", "'tis 'tis 'tis"),
        ("a\u00a0b\u202fc", "a b c"),
        ("İSTANBUL", "İstanbul"),
        ("STRASSE Straße ΣΑΣ", "strasse straße σας"),
        ("“kept” « as » is—…", "“kept” « as » is—…"),
    ],
)
def test_fold(text, expected):
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("— … “” ?!", 0),
        ("We can’t wait", 3),
        ("It's Ann's well-known walk-away", 4),
        ("3,600 of 2.5 at 2:30", 5),
        ("the U.S. and the U.K.", 5),
        ("the Russians’ offer — none", 4),
        ("either/or and_or", 4),
        ("naïve e\u0301tat", 3),
        ("don''t", 2),
    ],
)
def test_count_words(text, words):
    assert count_words(text) == words


def test_count_words_of_a_part():
    assert count_words("We may wait for it", 3, 11) == 2


# Properties: any text is accepted


@given(ANY_TEXT)
@example("İ" * 3)
@example("a.\r\n\r\nb")
def test_folding_keeps_every_place(text):
    assert len(fold(text)) == len(text)


@given(ANY_TEXT, st.integers(0, 20))
def test_sentences_lie_in_the_text_in_order_and_lose_nothing(text, start):
    spans = split_sentences(text, start)
    assert all(start <= a < b <= len(text) for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text[start:].split())


@given(ANY_TEXT)
def test_tokens_lie_in_their_sentence_in_order_and_lose_nothing(text):
    whole = Text(text)
    for index, (start, end) in enumerate(whole.sentences):
        tokens = whole.tokens(index)
        spans = list(zip(tokens.start, tokens.end, strict=True))
        assert [whole.folded[a:b] for a, b in spans] == tokens.word
        assert all(start <= a < b <= end for a, b in spans)
        assert all(b <= c for (_, b), (c, _) in pairwise(spans))
        assert "".join(tokens.word) == "".join(whole.folded[start:end].split())


@given(ANY_TEXT)
def test_every_offset_has_its_sentence_and_token(text):
    whole = Text(text)
    for index, (start, end) in enumerate(whole.sentences):
        assert {whole.sentence_at(offset) for offset in range(start, end)} == {index}
        tokens = whole.tokens(index)
        for i in range(len(tokens)):
            assert tokens.at(tokens.start[i]) == i
            assert tokens.at(tokens.end[i] - 1) == i


@given(ANY_TEXT, ANY_TEXT)
def test_words_add_up_over_a_blank(left, right):
    assert count_words(f"{left} {right}") == count_words(left) + count_words(right)


@given(st.text("ab1é '’.,-:_ —\n"), st.integers(0, 30), st.integers(0, 30))
def test_any_part_of_a_text_has_the_words_of_the_definition(text, start, end):
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    expected = len(WORD.findall(text, start, end))
    assert Text(text).count_words(start, end) == count_words(text, start, end) == expected


@pytest.mark.parametrize(
    ("blanks", "sentences"),
    [("\n", 1), ("  \n", 1), ("\u2003\n", 1), ("\n\n", 2), (" \n \n", 2), ("\r\n\r\n", 2)],
)
def test_blanks_before_a_line_break_do_not_change_what_it_ends(blanks, sentences):
    wrapped = "They said that the law would be written down again and then sent to"
    assert len(split_sentences(f"{wrapped}{blanks}the house.")) == sentences
