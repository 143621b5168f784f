"""Senses: distributions over Palmer's and Quirk's categories, in sentences of our own."""

import pytest

from analysis.annotation.marks.modals import find_modals
from analysis.annotation.marks.senses import (
    PALMER,
    QUIRK,
    Clause,
    chat_probabilities,
    clause_features,
    codebook_senses,
    is_epistemic,
    senses_of,
    verb_group,
)
from analysis.language.lexicon import load_lexicon
from analysis.language.text import Text


def only(sentence):
    """The first modal of a sentence."""
    return find_modals(Text(sentence))[0]


@pytest.mark.parametrize(
    ("sentence", "sense"),
    [
        ("The reports may be true.", "epistemic"),
        ("Prices might rise again next year.", "epistemic"),
        ("He must have known about the letter.", "epistemic"),
        ("It could be a mistake.", "epistemic"),
        ("Every member must sign the register.", "deontic"),
        ("You should listen to the voters.", "deontic"),
        ("Congress should pass this bill.", "deontic"),
        ("We have to protect our children.", "deontic"),
        ("They ought to apologize.", "deontic"),
        ("You had better leave.", "deontic"),
        ("We need to act now.", "deontic"),
        ("We can build a stronger economy.", "dynamic"),
        ("She can speak four languages.", "dynamic"),
        ("They were not able to agree.", "dynamic"),
        ("I will never surrender.", "dynamic"),
        ("He used to play the piano.", "dynamic"),
    ],
)
def test_most_probable_palmer_sense(sentence, sense):
    senses = only(sentence).senses
    assert max(senses, key=lambda name: senses[name]) == sense


@pytest.mark.parametrize(
    ("sentence", "meaning"),
    [
        ("She can speak four languages.", "ability"),
        ("It might rain tomorrow.", "possibility"),
        ("The market will fall next year.", "prediction"),
        ("You should see a doctor.", "obligation"),
        ("I will veto this bill.", "volition"),
        ("It must be nice to have so many friends.", "necessity"),
        ("They were able to agree.", "ability"),
        ("We have to win.", "obligation"),
    ],
)
def test_most_probable_quirk_meaning(sentence, meaning):
    quirk = only(sentence).quirk
    assert max(quirk, key=lambda name: quirk[name]) == meaning


@pytest.mark.parametrize("entry", load_lexicon("modals").entries, ids=lambda entry: entry.id)
def test_distributions_sum_to_one(entry):
    tokens = ["they", "x", "leave", "."]
    for text in (Text("They leave."), Text("They leave. " * 80)):
        palmer, quirk = senses_of([Clause(entry, tokens, 1, 2, negated=False)], [text])[0]
        assert tuple(palmer) == PALMER
        assert tuple(quirk) == QUIRK
        for shares in (palmer, quirk):
            assert sum(shares.values()) == pytest.approx(1)
            assert all(0 < share < 1 for share in shares.values())


@pytest.mark.parametrize(
    ("verb_phrase", "expected"),
    [
        ("may leave", ("leave", "simple")),
        ("may not really leave", ("leave", "simple")),
        ("may have left", ("left", "perfect-simple")),
        ("may have time", ("have", "simple")),
        ("may be leaving", ("leaving", "progressive")),
        ("may be signed", ("signed", "passive")),
        ("may have been signed", ("signed", "perfect-passive")),
        ("may be true", ("be", "copula")),
        ("may have been true", ("be", "perfect-copula")),
        ("may", ("<>", "none")),
    ],
)
def test_verb_group(verb_phrase, expected):
    assert verb_group(verb_phrase.split(), 1)[:2] == expected


@pytest.mark.parametrize(
    ("sentence", "feature"),
    [
        ("I can go.", "lemma+subject can first"),
        ("You can go.", "lemma+subject can second"),
        ("The senators can go.", "lemma+subject can person"),
        ("The committee can go.", "lemma+subject can group"),
        ("The rules can go.", "lemma+subject can plural"),
        ("Can you go?", "lemma+subject can second"),
        ("Can you go?", "lemma+inverted can True"),
        ("What can we do?", "lemma+question can True"),
        ("If it rains, we can go.", "lemma+condition can if-before"),
        ("We can go if it rains.", "lemma+condition can if-after"),
        ("We can't go.", "lemma+polarity can negated"),
        ("It can be dangerous.", "copula_complement dangerous"),
    ],
)
def test_reads_the_clause(sentence, feature):
    modal = only(sentence)
    tokens = Text(sentence).tokens(0)
    first, after = tokens.at(modal.start), tokens.at(modal.end)
    entry = load_lexicon("modals").by_id[modal.lemma]
    assert feature in clause_features(Clause(entry, tokens.word, first, after, modal.negated))


def test_a_long_text_is_no_conversation():
    chat = "Oh wow, that is so cool! I love my dog, he will always be my best friend."
    report = (
        "The committee, which met on Tuesday, said the 2016 budget would be cut by 3% (about $40 million)."
    )
    one, other, long = chat_probabilities([Text(chat), Text(report), Text(chat * 20)])
    assert one > 0.9
    assert other < 0.1
    assert long == 0


@pytest.mark.parametrize(
    ("sentence", "epistemic"),
    [
        ("The reports may be true.", True),
        ("The plan might fail.", True),
        ("We can build a stronger economy.", False),
        ("If he had asked, we could have helped.", False),
        ("The court should hear the case.", False),
    ],
)
def test_epistemic_by_the_codebook(sentence, epistemic):
    text = Text(sentence)
    [modal] = find_modals(text)
    assert sum(codebook_senses(modal, text).values()) == pytest.approx(1)
    assert (is_epistemic(modal, text) > 0.5) is epistemic
