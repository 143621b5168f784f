"""Every entry of the modal lexicon does what its examples say, and every form can be found."""

import re

import pytest

from analysis.annotation.marks.modals import find_modals
from analysis.annotation.marks.senses import PALMER, QUIRK
from analysis.language.lexicon import load_lexicon
from analysis.language.text import Text, fold

LEXICON = load_lexicon("modals")
ENTRIES = pytest.mark.parametrize("entry", LEXICON.entries, ids=lambda entry: entry.id)
FRAMES = {"central": "They {} go.", "marginal": "They {} not go.", "semi": "They {} go."}
HEADS = {
    "going to": "They are {} go.",
    "gon na": "They are {} go.",
    "goin to": "They are {} go.",
    "gonna": "They are {} go.",
    "able to": "They are {} go.",
    "supposed to": "They are {} go.",
    "suppose to": "They are {} go.",
    "use to": "They did not {} go.",
    "having to": "They dislike {} go.",
    "needing to": "They dislike {} go.",
    "youll": "{} go.",
    "theyll": "{} go.",
    "itll": "{} go.",
    "thatll": "{} go.",
}


def found(text, lemma):
    """The folded surfaces that are marked with this lemma."""
    return [fold(text[modal.start : modal.end]) for modal in find_modals(Text(text)) if modal.lemma == lemma]


@ENTRIES
def test_examples_are_found(entry):
    for example in entry.examples:
        expected = [fold(match) for match in re.findall(r"\[(.*?)\]", example)]
        assert found(re.sub(r"[\[\]]", "", example), entry.id) == expected, example


@pytest.mark.parametrize(
    ("entry", "line"), [(entry.id, line) for entry in LEXICON.entries for line in entry.counterexamples]
)
def test_counterexamples_are_not_found(entry, line):
    assert found(line, entry) == []


@pytest.mark.parametrize(("form", "entry"), sorted(LEXICON.by_form.items()), ids=lambda one: str(one))
def test_every_form_can_be_found(form, entry):
    sentence = HEADS.get(form, FRAMES[entry.category]).format(form)
    if form.startswith("'"):
        sentence = sentence.replace(" '", "'")
    elif form.endswith("n't"):
        sentence = sentence.replace(" not go", " go")
    assert form in found(sentence, entry.id), sentence


@ENTRIES
def test_every_form_has_an_example(entry):
    shown = {fold(match) for example in entry.examples for match in re.findall(r"\[(.*?)\]", example)}
    assert set(entry.forms) <= shown


@ENTRIES
def test_fields_are_known(entry):
    assert entry.category in ("central", "marginal", "semi")
    assert entry.test in ("", "context", "bare-verb")
    assert set(entry.fields) <= {"sense_as", "palmer", "quirk"}
    for name, senses in (("palmer", PALMER), ("quirk", QUIRK)):
        shares = entry.fields.get(name, {})
        assert set(shares) <= set(senses)
        assert not shares or sum(shares.values()) == pytest.approx(1.0)
    assert entry.fields.get("sense_as", "can") in LEXICON.by_id
