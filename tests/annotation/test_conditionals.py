"""Which forms set a condition, of what kind, and in what order the clauses stand."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.marks.conditionals import find_conditionals
from analysis.base.records import Conditional
from analysis.language.text import Text

SEED = Path(__file__).parents[2] / "seeds" / "2025-05-09-vance-walk-away.txt"


def found(line: str) -> list[Conditional]:
    return find_conditionals(Text(line))


@pytest.mark.parametrize(
    ("line", "markers"),
    [
        ("If the vote fails, the minister will resign.", ["If"]),
        ("The minister will resign unless the vote succeeds.", ["unless"]),
        ("We will go ahead even if they object.", ["even if"]),
        ("The sanctions end only if the troops leave.", ["only if"]),
        ("If and when they sign, we will sign.", ["If and when"]),
        ("What if the talks collapse?", ["if"]),
        ("You can stay as long as you pay the rent.", ["as long as"]),
        ("We will lend the money, provided they pay it back.", ["provided"]),
        ("Provided that the court agrees, the vote takes place in May.", ["Provided that"]),
        ("They agreed to talk on condition that the shelling stops.", ["on condition that"]),
        ("Keep a copy in case they lose it.", ["in case"]),
        ("In the event that no one wins, the House decides.", ["In the event that"]),
        ("He would take over in the event of a war.", ["in the event of"]),
        ("Suppose the bank fails, what do we do?", ["Suppose"]),
        ("Assuming the polls are right, he will lose.", ["Assuming"]),
        ("Assuming, of course, that they vote, she will win.", ["Assuming"]),
        ("We will win assuming they vote.", ["assuming"]),
        ("We must act now lest the crisis grow.", ["lest"]),
        ("Otherwise, the talks will fail.", ["Otherwise"]),
        ("If so, the treaty is dead.", ["If"]),
        ("Call me if necessary.", ["if"]),
        ("Few senators, if any, will vote for it.", ["if"]),
        ("If not, we will wait.", ["If"]),
        ("Had we known this, we would have stayed.", ["Had"]),
        ("Should you need help, call the office.", ["Should"]),
        ("Were the court to agree, the law would fall.", ["Were"]),
        ("They would have won had the vote been fair.", ["had"]),
        ("The result would have been different had officials listened.", ["had"]),
        ("Without your help, we would have lost.", ["Without"]),
        ("But for the rain, the march would have been a success.", ["But for"]),
        ("The bill would have died if not for her vote.", ["if not for"]),
        ("If taxes rise and if wages fall, people will protest.", ["If", "if"]),
        ("“If they leave,” he said, “we stay.”", ["If"]),
        ("What would worry me is if they stop talking.", ["if"]),
        ("In case of fire, use the stairs.", ["In case of"]),
        ("He told the press: “We will leave if they refuse.”", ["if"]),
        ("I know we can win if we stand together.", ["if"]),
        ("Ask the clerk if you need help.", ["if"]),
        ("The grant is paid provided that the books are clean.", ["provided that"]),
        ("We will come provided the roads are open.", ["provided"]),
        ("As long as bombs fall on our homes, we will not talk.", ["As long as"]),
        ("Fines will follow should the firm refuse.", ["should"]),
        ("Without foreign loans, the bank would close.", ["Without"]),
        ("We will act if, and only if, they do.", ["if, and only if"]),
    ],
)
def test_markers_that_set_a_condition(line: str, markers: list[str]) -> None:
    assert [mark.marker_text for mark in found(line)] == markers


@pytest.mark.parametrize(
    "line",
    [
        "She asked if the vote had failed.",
        "They wondered if it would rain.",
        "Let us see if it works.",
        "I am not sure if they will come.",
        "He acted as if nothing had happened.",
        "It looks as though they will win.",
        "We will win no matter who runs.",
        "Whether you agree or not, the bill will pass.",
        "The report provided new figures.",
        "The program was providing help to farmers.",
        "They left regardless of the cost.",
        "Regardless, we will vote.",
        "In any case, use the stairs.",
        "It is unclear if the dam will hold.",
        "They want to find out if the ministers lied.",
        "The court has to determine if he lied.",
        "It is right that we should pay, and so should they.",
        "Trade with the north and the coast could suffer.",
        "He wondered if, in the end, they had won.",
        "They do not care if we agree or not.",
        "The minister said the law provided that he could stay.",
        "The money was provided that year.",
        "They stayed as long as the siege lasted.",
        "The state should not pay.",
        "Had they read the bill? Nobody knows.",
        "Without a doubt, she would win.",
        "I suppose the bank will fail.",
        "He is assuming office in May.",
        "He said otherwise.",
        "An otherwise calm debate ended badly.",
        "He left without a word.",
        "Both would be left to settle the war without our mediation.",
        "Had you heard of him before?",
        "What should we do?",
        "Where were the soldiers sent?",
        "They had the votes and they were the winners.",
        "The bridge is as long as the old one.",
        "Read the bill and tell me what you think.",
        "Schools and hospitals will close.",
        "The unions or their lawyers will reply.",
        "On 8 May, the Vice President had the last word.",
        "Whether or not they agree, we will go.",
        "They asked the old clerk if the gate could be shut.",
        "She doubted very much if the ship would sail.",
        "Either we pay it off, or else made to stay.",
        "We will go with or without them.",
        "They will act financially or otherwise.",
        "We must cut the debt or we must raise the tax.",
        "Those who serve in the fleet must be paid.",
        "Those who died will be remembered.",
        "It shows that whoever leads is a man that all will follow.",
        "We will seize the moment we have.",
        "At the moment the fleet is at sea, but it will return.",
        "The land cannot be divided without a quarrel.",
        "Without objection, the letter will be printed.",
        "We can save by buying less.",
        "Is there anyone who will help us?",
    ],
)
def test_forms_that_set_no_condition(line: str) -> None:
    assert found(line) == []


@pytest.mark.parametrize(
    ("line", "protasis", "apodosis"),
    [
        ("Do that again and we will leave.", "Do that again", "we will leave"),
        ("Leave now or we will make you leave.", "Leave now", "we will make you leave"),
        ("Stop the aid and hospitals will close.", "Stop the aid", "hospitals will close"),
        ("Vote for them and you'll get war.", "Vote for them", "you'll get war"),
        ("Touch our ships and we will burn your ports.", "Touch our ships", "we will burn your ports"),
        ("Pay the fine or the bank takes your house.", "Pay the fine", "the bank takes your house"),
        ("Give them their way, and you will regret it.", "Give them their way", "you will regret it"),
        ("Do as we say or we will leave.", "Do as we say", "we will leave"),
        ("Sign, or we will walk away.", "Sign", "we will walk away"),
        ("Open the gate or face the fleet.", "Open the gate", "face the fleet"),
        (
            "Close the port, cut the line, and the city will starve.",
            "Close the port, cut the line",
            "the city will starve",
        ),
        ("Vote for me and your rents will fall.", "Vote for me", "your rents will fall"),
        ("Let them try it and they will see.", "Let them try it", "they will see"),
        ("The house has to vote or the court will decide.", "The house has to vote", "the court will decide"),
        ("We must act, or else the fund will run dry.", "We must act", "the fund will run dry"),
        ("We call on them to act or we will go to court.", "We call on them to act", "we will go to court"),
        ("One more lie and we will leave.", "One more lie", "we will leave"),
    ],
)
def test_a_command_with_and_or_or_has_no_marker(line: str, protasis: str, apodosis: str) -> None:
    [mark] = found(line)
    assert (mark.marker, mark.marker_text, mark.entry) == (None, "", "imperative")
    assert line[slice(*mark.protasis)] == protasis
    assert mark.apodosis is not None
    assert line[slice(*mark.apodosis)] == apodosis


@pytest.mark.parametrize(
    ("line", "protasis", "apodosis"),
    [
        ("Whoever comes near our ships will be sunk.", "Whoever comes near our ships", "will be sunk"),
        ("Any bill that raises the toll will be vetoed.", "Any bill that raises the toll", "will be vetoed"),
        ("Anyone who takes it should be fined.", "Anyone who takes it", "should be fined"),
        ("Those who would harm us will be caught.", "Those who would harm us", "will be caught"),
        ("I will veto any bill that raises the toll.", "any bill that raises the toll", "I will veto"),
        ("Let but one dam break and the town will drown.", "Let but one dam break", "the town will drown"),
        ("The moment they sign, the siege will end.", "The moment they sign", "the siege will end"),
        ("Failing that, the court will decide.", "Failing that", "the court will decide"),
        ("It cannot be changed save by a vote.", "save by a vote", "It cannot be changed"),
        ("Without new loans, the bank will close.", "Without new loans", "the bank will close"),
        ("We cannot win without the farmers.", "without the farmers", "We cannot win"),
        (
            "Had it not been for the rain, we would have won.",
            "Had it not been for the rain",
            "we would have won",
        ),
        (
            "The rule holds in so far as both sides keep it.",
            "in so far as both sides keep it",
            "The rule holds",
        ),
    ],
)
def test_conditions_without_a_subordinator(line: str, protasis: str, apodosis: str) -> None:
    [mark] = found(line)
    assert line[slice(*mark.protasis)] == protasis
    assert mark.apodosis is not None
    assert line[slice(*mark.apodosis)] == apodosis


@pytest.mark.parametrize("line", ["Suppose it rains and we will stay.", "Suppose they lie and we will pay."])
def test_a_command_that_is_a_marker_is_one_condition(line: str) -> None:
    assert [mark.entry for mark in found(line)] == ["suppose"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("If the vote fails, the minister will resign.", "open"),
        ("He said he would resign if the vote failed.", "open"),
        ("Should they refuse, we will go alone.", "open"),
        ("If they agreed, we would sign tomorrow.", "hypothetical"),
        ("If I were you, I would wait.", "hypothetical"),
        ("Were they to leave, nothing would change.", "hypothetical"),
        ("If we had known this, we would have stayed.", "counterfactual"),
        ("Had we known this, we would have stayed.", "counterfactual"),
        ("Without your help, we would have lost.", "counterfactual"),
        ("Had the chair resigned, the row would be over.", "counterfactual"),
        ("If the army had left earlier, they would be safe now.", "counterfactual"),
        ("If she won, he would have the power to decide.", "hypothetical"),
        ("We will go ahead even if they object.", "concessive"),
        ("If you ask me, the plan is dead.", "speech-act"),
        ("If I'm not mistaken, the plan is dead.", "speech-act"),
        ("The minister warned that if the dam broke, the town would flood.", "open"),
        ("The town would flood if the dam broke, the minister warned.", "open"),
        ("This is, if I may say so, a poor plan.", "speech-act"),
        ("If anything goes wrong, call me.", "open"),
        ("If he slept more, he'd work better.", "hypothetical"),
        ("If they would only sign, we would have peace.", "hypothetical"),
        ("If somebody should shut the gate, you would not get in.", "hypothetical"),
        ("I would go there if necessary.", "open"),
        ("If you like this plan, vote for it.", "open"),
        ("This is, if you like, a second chance.", "speech-act"),
        ("Most, if not all, ships came home.", "concessive"),
        ("If not stopped by the court, it will go on.", "open"),
        ("Otherwise, the plan would fail.", "hypothetical"),
        ("Otherwise, the plan could fail.", "open"),
        ("I should have been happier if he had said more.", "counterfactual"),
    ],
)
def test_kinds(line: str, kind: str) -> None:
    assert [mark.kind for mark in found(line)] == [kind]


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("If the vote fails, the minister will resign.", "protasis-first"),
        ("The minister will resign if the vote fails.", "apodosis-first"),
        ("The minister, if the vote fails, will resign.", "embedded"),
        ("If only we had listened!", "alone"),
        ("What if they lose?", "alone"),
    ],
)
def test_orders(line: str, order: str) -> None:
    assert [mark.order for mark in found(line)] == [order]


def test_the_seed_article() -> None:
    text = SEED.read_text(encoding="utf-8")
    marks = found(text)
    spans = [(text[slice(*m.protasis)], m.apodosis and text[slice(*m.apodosis)], m.order) for m in marks]
    assert spans == [
        (
            "if Moscow fails to demonstrate good faith in the peace process with Ukraine",
            "the United States would “walk away” from ongoing negotiations with Russia",
            "apodosis-first",
        ),
        (
            "if we conclude that the Russians are not engaging in negotiations in good faith",
            "What would bother me is",
            "apodosis-first",
        ),
        ("if that happens", "we’re going to walk away", "protasis-first"),
        (
            "if no genuine progress occurs",
            "both Ukraine and Russia would be left to resolve the war without US mediation",
            "protasis-first",
        ),
    ]
    assert marks[2].act_candidates[0].act == "threat"
    assert "exit verb (walk)" in marks[2].act_candidates[0].reasons


def test_what_stands_before_the_body_is_not_searched() -> None:
    header = "If this is a header, skip it.\n\n"
    line = header + "If it rains, we stay."
    assert [mark.start for mark in find_conditionals(Text(line, len(header)))] == [len(header)]


FRAGMENTS = st.sampled_from(
    [*"“”’().?,…\nİ", "if", "If so,", "unless", "had we", "were it not for", "we", "will", "would have",
     "leave", "and they will", "do that", "otherwise", "without", "in case", "as if"]
)  # fmt: skip


@given(st.lists(FRAGMENTS, max_size=14).map(" ".join) | st.text(max_size=60))
def test_spans_lie_in_any_text(line: str) -> None:
    for mark in found(line):
        assert 0 <= mark.protasis[0] < mark.protasis[1] <= len(line)
        if mark.marker:
            assert line[slice(*mark.marker)] == mark.marker_text
            assert mark.protasis[0] <= mark.marker[0] < mark.marker[1] <= mark.protasis[1]
        if mark.apodosis:
            assert 0 <= mark.apodosis[0] < mark.apodosis[1] <= len(line)
        assert mark.act_candidates


def test_two_clauses_do_not_both_take_the_mark_between_them():
    [found] = find_conditionals(Text('if t h"[e]"I"A'))
    assert found.apodosis is None or found.protasis[1] <= found.apodosis[0]
