"""Modal and semi-modal verbs in sentences of our own; brackets mark what must be found, and nothing else."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotation.marks.modals import find_modals
from analysis.language.text import Text

SEED = Path(__file__).parents[2] / "seeds" / "2025-05-09-vance-walk-away.txt"


def found(text: str) -> str:
    """The text with brackets round every modal."""
    for modal in reversed(find_modals(Text(text))):
        text = f"{text[: modal.start]}[{text[modal.start : modal.end]}]{text[modal.end :]}"
    return text


def assert_found(expected: str) -> None:
    assert found(re.sub(r"[\[\]]", "", expected)) == expected


CENTRAL = [
    "All who know her [will] agree.",
    "The dam [will] power two mills.",
    "By May they [will] decide.",
    "[Theyd] stay, and [thatd] help.",
    "They left, and it [’twould] seem they [must].",
    "The score is 3#2, so they [may] win.",
    "We [can] win, and they [could] lose.",
    "It [may] rain; it [might] not.",
    "You [must] go, and I [shall] stay.",
    "He [should] resign, she [will] not, and nobody [would] mind.",
    "[May] I ask the senator a question?",
    "[Will] the president sign the bill?",
    "[Will] Senator Smith vote?",
    "[Can] Congress act before the deadline?",
    "[Might] this be the end of the talks?",
    "[Must] we go on like this?",
    "[May] God bless the United States of America.",
    "[May] the best candidate win.",
    "“[Will] you walk away?” he asked.",
    "He asked: “[Can] we trust them?”",
    "The deal [can], in theory, survive.",
    "Those who [can] [should] pay more.",
    "If they [will] not, we [will].",
    "The court that [will] hear the case has not met.",
    "Taxes [will] go up and services [will] be cut.",
    "Nothing [will], I fear, come of it.",
    "The minister [may] well be right.",
    "Mrs May [will] meet the chancellor.",
    "Neither side [can] afford a long war.",
    "The rich [can] and the poor [will] pay.",
    "Only a treaty [will] do.",
    "[Should] you need help, call.",
    "[Could] he have known, he [would] have said so.",
    "The people's will [will] be done.",
]
CONTRACTED = [
    "They [can't] agree and [won't] try.",
    "They [can’t] agree and [won’t] try.",
    "He [cannot] explain and [could] not care less.",
    "We['ll] see.",
    "We[’ll] see what they[’d] do.",
    "That['d] be a mistake.",
    "The voters['ll] decide.",
    "I['d] rather wait.",
    "She[’d] never say so.",
    "You [shouldn't]'ve asked.",
    "I [ca n't] say and [wo n't] say.",
    "i [cant] see why they [wont] come",
    "you [couldnt] make it up",
    "Who['d] vote for that?",
    "Who['ll] pay for it?",
    "They['d] like us to leave.",
    "He['d] be the first to say so.",
    "If we'd known, we['d] have stayed.",
    "He said he'd been told he['d] [have to] go.",
    "They'd agreed before he['d] agree.",
    "There['d] be riots.",
    "[Shouldn’t] we wait?",
    "She'd the right to ask.",
]
LOOKALIKES = [
    "Parliament [must] will the means as well as the end.",
    "On 8 May the talks ended.",
    "The vote is set for May 3.",
    "May 2016 was a warm month.",
    "In May, the Senate adjourned.",
    "In May we decide.",
    "Since May she has led them.",
    "They kept the clerk against her will.",
    "Will power is all it takes.",
    "See https://example.com/may?must=can or write to may.will@example.org.",
    "Ask @will_must about #may and example.gov/should/would.",
    "By late May the money was gone.",
    "They met in May and June.",
    "LONDON, May 12 (Reuters) - Prices rose.",
    "WASHINGTON — May 7, 2015 — The House adjourned.",
    "Since last May, nothing has changed.",
    "The May Day parade was called off.",
    "Theresa May told reporters she was leaving.",
    "Prime Minister May said no.",
    "May said she was leaving.",
    "May [may] call a vote on Monday.",
    "Mr. Will wrote a column.",
    "George F. Will wrote a column.",
    "Will and Kate arrived.",
    "Will, who lives in Ohio, disagreed.",
    "Will's brother voted.",
    "May, the prime minister, resigned.",
    "No can do.",
    "The US has to date spent billions.",
    "Will Hurd voted against the bill.",
    "Sen. Will Brown said he [might] support it.",
    "Columnist George Will called it a farce.",
    "Actor Will Smith, who played the senator, declined.",
    "He left a will.",
    "It was God's will.",
    "Thy will be done.",
    "The will of the voters was ignored.",
    "They lack the political will to act.",
    "He fires people at will.",
    "Her last will and testament left nothing.",
    "Reform is a must for the party.",
    "This book is a must-read.",
    "It is a must.",
    "She kicked the can down the road.",
    "A can of worms was opened.",
    "The trash can was full.",
    "They bowed to the might of the army.",
    "American military might is not in doubt.",
    "Might makes right.",
    "He tried with all his might.",
    "A would-be reformer came forward.",
    "He had a can-do attitude.",
    "They'd gone home.",
    "They’d already been told.",
    "She'd had enough.",
    "It'd been a long day.",
    "They'd better ideas than we did.",
    "What'd he say about the tariffs?",
    "How'd you know?",
    "Ya'll know him.",
    "He felt ill and well at once, and the id is a Freudian notion.",
]
HEADLINES = [
    "Biden [Will] Meet Putin in Geneva",
    "Yes We [Can]!",
    "What Congress [Can] Do About Guns",
    "Why Theresa May [Must] Go",
    "CLINTON [WILL] FACE SANDERS IN MAY",
]
MARGINAL = [
    "We [need] not fear the future.",
    "They [needn't] worry.",
    "Nobody [need] know about it.",
    "There [need] be no conflict.",
    "[Need] I remind you of the oath?",
    "No one [dare] say it.",
    "How [dare] they ask for more?",
    "We [dare] not tempt them with weakness.",
    "I [dare] say he lied.",
    "[Ought] we to wait?",
    "We need help, they need a plan, and there is no need.",
    "If need be, he did it alone.",
    "Did he need help?",
    "We dare you to try.",
    "Do I dare to hope?",
]
SEMI = [
    "We [have to] win.",
    "He [has to] go and they [had to] stay.",
    "I've [got to] say it.",
    "You [gotta] be kidding.",
    "It's [gonna] be great.",
    "We're [going to] walk away.",
    "America is [going to] [have to] lead.",
    "They [ought to] know better.",
    "You [oughtn't to] say that.",
    "She is going to Moscow.",
    "They are not going to the meeting.",
    "We are going to war.",
    "They are [going to] outcompete us.",
    "You are [going to] like this.",
    "Those who [would] stop us [had better] step aside.",
    "The jobs of the 1990's [will] be different.",
    "They were [able to] agree.",
    "We [will] be [able to] say more.",
    "This is not how it is [supposed to] work.",
    "He [used to] be a democrat.",
    "Did they [use to] agree?",
    "She is used to criticism.",
    "The funds were used to build a wall.",
    "They [need to] act and he [needs to] listen.",
    "There is a need to act.",
    "You['d better] listen.",
    "They [had better] listen.",
    "You [better] believe it.",
    "They had better schools then.",
    "It is better to wait.",
    "We [have only to] ask.",
    "The best the party has to offer is gone.",
    "We got to Paris late.",
]
NEGATED = [
    "We [cannot] win.",
    "We [can't] win.",
    "We [cant] win.",
    "They [won’t] yield.",
    "They [will] not yield.",
    "He [would] simply not answer.",
    "She never [could] lie.",
    "He [will] never agree.",
    "Nor [can] we wait.",
    "[Will] you not listen?",
    "[Won't] you listen?",
    "You don't [have to] stay.",
    "He is not [going to] win.",
    "They have never been [able to] agree.",
    "It wasn't [supposed to] end so.",
    "Don't you [have to] vote?",
    "They insist on not [having to] pay.",
    "They do n't [have to] pay.",
    "You [need] not worry.",
    "You [better] not lie.",
    "I [couldn't] say.",
    "We [can] no longer wait.",
    "They [will] under no circumstances yield.",
]
POSITIVE = [
    "They are not only [going to] lose but to fail.",
    "It is not that we [have to] go.",
    "I do not think you [need to] go.",
    "If you cannot pay, you [have to] leave.",
    "We [can] win.",
    "They [will] in time yield.",
    "They [will] not only win but govern.",
    "We [can] not only survive but thrive.",
    "He [may] or may not run.",
    "Not everyone [can] win.",
    "I do not think he [will] win.",
    "You [have to] stay.",
]


@pytest.mark.parametrize("expected", CENTRAL + CONTRACTED + LOOKALIKES + HEADLINES + MARGINAL + SEMI)
def test_finds_modals_and_nothing_else(expected):
    assert_found(expected)


@pytest.mark.parametrize(
    ("sentence", "negated"), [(one, True) for one in NEGATED] + [(one, False) for one in POSITIVE]
)
def test_knows_negation(sentence, negated):
    start = sentence.index("[")
    [modal] = [one for one in find_modals(Text(re.sub(r"[\[\]]", "", sentence))) if one.start == start]
    assert modal.negated is negated


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They can't.", [("can", "central", "can't")]),
        ("They’d go.", [("would", "central", "’d")]),
        ("You needn't go.", [("need", "marginal", "needn't")]),
        ("We oughta go.", [("ought to", "semi", "oughta")]),
        ("We ought to go.", [("ought to", "semi", "ought to")]),
        ("They ought not to go.", [("ought to", "semi", "ought not to")]),
        ("It is gonna rain.", [("be going to", "semi", "gonna")]),
        ("She has  to go.", [("have to", "semi", "has  to")]),
        ("You’d better go.", [("had better", "semi", "’d better")]),
    ],
)
def test_lemma_class_and_span(sentence, expected):
    marks = [
        (one.lemma, one.modal_class, sentence[one.start : one.end]) for one in find_modals(Text(sentence))
    ]
    assert marks == expected


def test_seed_article():
    """Ten modal verbs and one semi-modal; the date in the header and "8 May" are none."""
    modals = find_modals(Text(SEED.read_text(encoding="utf-8")))
    verbs = sorted(modal.lemma for modal in modals if modal.modal_class != "semi")
    assert verbs == ["can"] * 4 + ["should", "will"] + ["would"] * 4
    assert [modal.lemma for modal in modals if modal.modal_class == "semi"] == ["be going to"]


@pytest.mark.parametrize("expected", CENTRAL + CONTRACTED + SEMI)
def test_curly_and_straight_apostrophes_are_alike(expected):
    for old, new in (("'", "’"), ("’", "'")):
        assert_found(expected.replace(old, new))


def test_a_text_is_the_sum_of_its_paragraphs():
    sentences = [re.sub(r"[\[\]]", "", one) for one in CENTRAL + LOOKALIKES]
    whole = "\n\n".join(sentences)
    assert len(find_modals(Text(whole))) == sum(len(find_modals(Text(one))) for one in sentences)


PIECES = st.sampled_from(
    [
        "can",
        "’d",
        "'ll",
        " may ",
        "May ",
        "need",
        " to",
        "ought to",
        "better",
        "\n\n",
        ". ",
        "İ",
        " not",
        "Will",
        "5",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=4), max_size=12).map("".join))
def test_any_text_is_accepted(text):
    modals = find_modals(Text(text))
    for modal in modals:
        assert text[modal.start : modal.end].strip() == text[modal.start : modal.end] != ""
        assert sum(modal.senses.values()) == pytest.approx(1)
        assert sum(modal.quirk.values()) == pytest.approx(1)
    assert modals == sorted(modals, key=lambda one: (one.start, one.end))
