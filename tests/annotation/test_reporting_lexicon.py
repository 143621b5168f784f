"""The reporting lexicon: every entry finds itself in its own sentences, and no form is unreachable."""

import re

import pytest

from analysis.annotation.statements.vocabulary import CLASSES, reporting_classes
from analysis.language.lexicon import load_lexicon
from analysis.language.text import fold

LEXICON = load_lexicon("reporting")
EXAMPLES = [(entry.id, example) for entry in LEXICON.entries for example in entry.examples]


@pytest.mark.parametrize(("entry", "example"), EXAMPLES, ids=[entry for entry, _ in EXAMPLES])
def test_an_example_holds_its_entry(entry, example):
    bracket = re.search(r"\[(.+?)\]", example)
    start, surface = bracket.start(), bracket[1]
    plain = example.replace("[", "").replace("]", "")
    found = {(a, b): LEXICON.by_form[form].id for a, b, form in LEXICON.matcher.find(fold(plain))}
    assert found.get((start, start + len(surface))) == entry


def test_every_form_can_be_found():
    for form in LEXICON.by_form:
        assert [hit for *_, hit in LEXICON.matcher.find(form)] == [form]


def test_classes_are_those_that_the_models_know():
    assert set(reporting_classes().values()) <= set(CLASSES) - {""}


def test_a_phrase_is_no_single_word():
    assert not [form for form in reporting_classes() if " " in form]
