"""Tags: own sentences; a sentence has the tags it has alone, whatever is tagged with it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotation.marks.conditionals import find_conditionals
from analysis.annotation.marks.sentence_words import Sentence
from analysis.annotation.statements import find_statements
from analysis.language.finite_verbs import finite_verbs
from analysis.language.tagging import tagger
from analysis.language.tagging.forms import Case, Row, Spelling, spelling
from analysis.language.tagging.tag_lexicon import dump_lexicon, lexicon, parse_lexicon
from analysis.language.tagging.tags import FINITE, VERBS, Tag, table
from analysis.language.text import Text
from analysis.language.word_classes import WordClass, word_class_of


def penn(text: Text) -> str:
    numbers = range(len(text.sentences))
    return " ".join(Tag(tag).penn for number in numbers for tag in tagger.tags_of(text, number))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("We will stay.", "PRP MD VB PUNCT"),
        ("The will of the people", "DT NN IN DT NNS"),
        ("She has gone home.", "PRP VBZ VBN RB PUNCT"),
        ("They go and he goes.", "PRP VBP CC PRP VBZ PUNCT"),
        ("I told them to go.", "PRP VBD PRP TO VB PUNCT"),
        ("The bridges that they closed were built in 1999.", "DT NNS W PRP VBD VBD VBN IN CD PUNCT"),
        ("Her brother can’t swim.", "PRP$ NN MD VB PUNCT"),
        ("The teachers’ union agreed.", "DT NNS POS NN VBD PUNCT"),
        ("It rises 5% & falls", "PRP VBZ CD NN CC VBZ"),
    ],
)
def test_tags(line, expected):
    assert penn(Text(line)) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("WP$", Tag.WH),
        ("JJS", Tag.JJ),
        ("EX", Tag.PRP),
        ("PRP$", Tag.PRP_POSS),
        ("FW", Tag.X),
        (":", Tag.PUNCT),
    ],
)
def test_every_penn_tag_is_one_of_ours(tag, expected):
    assert Tag.of(tag) is expected


def test_sets_of_tags_are_tables():
    assert [tag for tag in Tag if table(FINITE)[tag]] == sorted(FINITE)
    assert FINITE < VERBS


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["We may go.", "Stay!", "A b-c ’s", "THE DOG BARKS", "7 % of", "é漢🙂 x"]), min_size=1
    )
)
def test_a_sentence_has_the_tags_it_has_alone(lines):
    together = Text("\n\n".join(lines))
    tagger.tag([(together, range(len(together.sentences)))])
    alone = [
        tagger.tags_of(one, number)
        for one in map(Text, (together.piece(i) for i in range(len(together.sentences))))
        for number in range(len(one.sentences))
    ]
    assert [together.tags[number] for number in range(len(together.sentences))] == alone
    assert [len(tags) for tags in alone] == [len(together.tokens(i)) for i in range(len(together.sentences))]


def test_a_sentence_is_tagged_once_for_all(monkeypatch):
    text = Text("Ann Lee said that she would stay if it rained.")
    find_statements(text, {}, None)
    monkeypatch.setattr(tagger, "_tag", lambda _: pytest.fail("tagged twice"))
    assert find_conditionals(text)
    assert len(finite_verbs(text)) == 3


def test_forms_are_forgotten_before_they_fill_the_memory(monkeypatch):
    ours = tagger.Tagger(lexicon(), tagger.model())
    monkeypatch.setattr("analysis.language.tagging.forms._LIMIT", 3)
    for line in ("We may go now or then.", "We may stay.", "We may go now or then."):
        numbers, _ = ours.forms.numbers([line])
        words = ours.forms.table[Row.LENGTH].take(numbers).tolist()
        assert words == [len(word) for word in Text(line).tokens(0).word]
        assert ours.tags(numbers, np.zeros(len(numbers), dtype=np.int64))[:2].tolist() == [Tag.PRP, Tag.MD]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("go", Spelling.LETTERS),
        (",", Spelling.SIGN),
        ("far-off", Spelling.HYPHEN),
        ("3,600", Spelling.NUMBER),
        ("can't", Spelling.MIXED),
    ],
)
def test_spellings(word, expected):
    assert spelling(word) is expected


def test_the_case_of_a_form_is_seen():
    ours = tagger.tagger()
    numbers, _ = ours.forms.numbers(["go Go GO I"])
    cases = ours.forms.table[Row.CASE].take(numbers).tolist()
    assert cases == [Case.LOWER, Case.CAPITAL, Case.CAPITALS, Case.CAPITAL]


def test_a_lexicon_is_read_as_it_was_written():
    assert parse_lexicon(dump_lexicon(lexicon())) == lexicon()


@pytest.mark.parametrize(
    ("word", "tag", "expected"),
    [
        ("if", Tag.IN, WordClass.CONJUNCTION),
        ("in", Tag.IN, WordClass.PREPOSITION),
        ("that", Tag.DT, WordClass.THAT),
        ("ran", Tag.VBD, WordClass.VERB),
        ("1999", Tag.CD, WordClass.NOUN),
    ],
)
def test_classes_follow_from_tags_and_words(word, tag, expected):
    assert word_class_of(word, tag) is expected


def test_signs_are_no_words_of_a_sentence_whatever_their_tag():
    sentence = Sentence(Text("Rates rise by 5 % & stay."), 0)
    assert sentence.word == ["rates", "rise", "by", "5", "stay"]
    assert len(sentence.classes) == 5
