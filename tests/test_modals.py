"""Modal and semi-modal verbs in sentences of our own; brackets mark what must be found, and nothing else."""

import re
from pathlib import Path

import pytest

from analysis.marks.modals import find_modals
from analysis.text import Text

SEED = Path(__file__).parents[1] / "seeds" / "2025-05-09-vance-walk-away.txt"


def found(text: str) -> str:
    """The text with brackets round every modal; the *ought* inside *ought to* is left out."""
    modals = find_modals(Text(text))
    spans = [(modal.start, modal.end) for modal in modals]
    outer = [a for a in spans if not any(b != a and b[0] <= a[0] and a[1] <= b[1] for b in spans)]
    for start, end in reversed(outer):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def assert_found(expected: str) -> None:
    assert found(re.sub(r"[\[\]]", "", expected)) == expected


CENTRAL = [
    "We [can] win, and they [could] lose.",
    "It [may] rain; it [might] not.",
    "You [must] go, and I [shall] stay.",
    "He [should] resign, she [will] not, and nobody [would] mind.",
    "[May] I ask the senator a question?",
    "[Will] the president sign the bill?",
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
    "May [may] call a vote on Monday.",
    "Mrs May [will] meet the chancellor.",
    "Whatever they [may] say, the law [must] stand.",
    "Neither side [can] afford a long war.",
    "The rich [can] and the poor [will] pay.",
    "Only a treaty [will] do.",
]
CONTRACTED = [
    "They [can't] agree and [won't] try.",
    "They [can’t] agree and [won’t] try.",
    "He [cannot] and [could not] explain." .replace("[could not]", "[could] not"),
    "We['ll] see.",
    "We[’ll] see what they[’d] do.",
    "That['d] be a mistake.",
    "The voters['ll] decide.",
    "I['d] rather wait.",
    "She[’d] never say so.",
    "You [shouldn't]['ve] asked.".replace("[shouldn't]['ve]", "[shouldn't]'ve"),
    "I [ca n't] say and [wo n't] say.",
    "i [cant] see why they [wont] come",
    "you [couldnt] make it up",
    "Who['d] vote for that?",
    "Who['ll] pay for it?",
    "They['d] like us to leave.",
    "He['d] be the first to say so.",
    "If we['d] known, we['d] have stayed.".replace("we['d] known", "we'd known"),
]
LOOKALIKES = [
    "On 8 May the talks ended.",
    "The vote is set for May 3.",
    "May 2016 was a warm month.",
    "In May, the Senate adjourned.",
    "By late May the money was gone.",
    "They met in May and June.",
    "LONDON, May 12 (Reuters) - Prices rose.",
    "WASHINGTON — May 7, 2015 — The House adjourned.",
    "Since last May, nothing has changed.",
    "The May Day parade was called off.",
    "Theresa May told reporters she was leaving.",
    "Prime Minister May said no.",
    "May said she was leaving.",
    "Mr. Will wrote a column.",
    "Will Hurd voted against the bill.",
    "Columnist George Will called it a farce.",
    "Actor Will Smith, who played the senator, declined.",
    "He left a will.",
    "It was God's will.",
    "The will of the voters was ignored.",
    "They lack the political will to act.",
    "He fires people at will.",
    "Reform is a must for the party.",
    "This book is a must-read.",
    "It is a must.",
    "She kicked the can down the road.",
    "A can of worms was opened.",
    "The trash can was full.",
    "They bowed to the might of the army.",
    "American military might is not in doubt.",
    "He tried with all his might.",
    "A would-be reformer came forward.",
    "He had a can-do attitude.",
    "They'd gone home.",
    "They’d already been told.",
    "She'd had enough.",
    "It'd been a long day.",
    "What'd he say about the tariffs?",
    "How'd you know?",
    "We need help.",
    "They need a plan.",
    "There is no need.",
    "We dare you to try.",
    "He felt ill and well at once.",
    "Well, the id is a Freudian notion.",
]
MARGINAL = [
    "We [need] not fear the future.",
    "They [needn't] worry.",
    "Nobody [need] know about it.",
    "[Need] I remind you of the oath?",
    "No one [dare] say it.",
    "How [dare] they ask for more?",
    "We [dare] not tempt them with weakness.",
    "They [ought to] know better.",
    "You [oughtn't to] say that.",
    "[Ought] we to wait?",
]
SEMI = [
    "We [have to] win.",
    "He [has to] go and they [had to] stay.",
    "I've [got to] say it.",
    "You [gotta] be kidding.",
    "It's [gonna] be great.",
    "We're [going to] walk away.",
    "Nobody is [going to] believe that.",
    "They are not [going to] the meeting.".replace("[going to]", "going to"),
    "She is going to Moscow.",
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
    "They [need not] and [need] never.".replace("[need not]", "[need] not").replace(" and [need] never", ""),
    "The best the party has to offer is gone.",
    "We got to Paris late.",
]


@pytest.mark.parametrize("expected", CENTRAL + CONTRACTED + LOOKALIKES + MARGINAL + SEMI)
def test_finds_modals_and_nothing_else(expected):
    assert_found(expected)
