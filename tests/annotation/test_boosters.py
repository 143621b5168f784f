"""Boosters in sentences of our own: the brackets mark what must be found, and nothing else may be."""

import re

import pytest

from analysis.annotation.marks.boosters import find_boosters
from analysis.annotation.marks.modals import find_modals
from analysis.language.text import Text

MARKED = re.compile(r"\[([^]]*)\]")


def marked(sentence: str) -> str:
    """The sentence with brackets around every booster that is found."""
    text = Text(sentence)
    for mark in reversed(find_boosters(text, find_modals(text))):
        sentence = f"{sentence[: mark.start]}[{sentence[mark.start : mark.end]}]{sentence[mark.end :]}"
    return sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "We [certainly] need it, and [of course] they knew.",
        "It was a matter of course; they will almost certainly lose.",
        "[Clearly], the plan failed.",
        "Please speak clearly and more clearly still.",
        "The lights are clearly visible.",
        "Thank you very much indeed.",
        "[Obviously] it failed; [indeed], it [undoubtedly] failed.",
        "It is [absolutely] false and very, very wrong.",
        "There is [no doubt] that it works.",
        "[In fact], they left.",
        "[The fact is] that they left.",
        "The fact is disputed.",
    ],
)
def test_adverbs_of_certainty(sentence: str) -> None:
    assert marked(MARKED.sub(r"\1", sentence)) == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "It [really] is a danger.",
        "It is [really] a question of trust.",
        "It was really good.",
        "They don't really care.",
        "Is it really a danger?",
        "He had not [actually] applied.",
        "Did he actually apply?",
        "We will [never] surrender.",
        "He never called.",
        "We will [always] stand by you.",
        "He is always late.",
        "This [necessarily] takes time.",
        "It is not necessarily so.",
        "The army [literally] saved the town, so take it literally.",
    ],
)
def test_words_with_a_plain_use(sentence: str) -> None:
    assert marked(MARKED.sub(r"\1", sentence)) == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "I [know] that it works.",
        "We [know] it works.",
        "I know him, and you know it.",
        "I don't know that.",
        "We should know that it works.",
        "I am [confident] that it works.",
        "Are you sure? Make sure it works.",
        "I'm not sure it works.",
        "It is [clear] that it works.",
        "It is not clear that it works.",
        "They have a clear plan.",
        "I can [guarantee] that it works.",
        "They guarantee loans.",
        "I [have no doubt] that it works.",
        "[Make no mistake], it works.",
    ],
)
def test_certainty_of_the_sentences_own_speaker(sentence: str) -> None:
    assert marked(MARKED.sub(r"\1", sentence)) == sentence


def test_must_of_inference_not_of_obligation() -> None:
    assert marked("They must have known about it.") == "They [must] have known about it."
    assert marked("We must act now.") == "We must act now."


def test_boosters_carry_their_entry() -> None:
    text = Text("It is most certainly over.")
    [booster] = find_boosters(text, [])
    assert (booster.entry, text.text[booster.start : booster.end]) == ("certainly", "most certainly")
