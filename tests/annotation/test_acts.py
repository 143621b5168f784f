"""What a conditional may be doing: eight acts with probabilities, and reasons that are in the words."""

import pytest

from analysis.annotation.marks.acting import Scene, reasons
from analysis.annotation.marks.conditionals import find_conditionals, readings
from analysis.base.layers.conditional_layer import ACTS
from analysis.base.records import ActCandidate
from analysis.language.text import Text


def acts(line: str) -> tuple[ActCandidate, ...]:
    [mark] = find_conditionals(Text(line))
    return mark.act_candidates


def seen(line: str) -> dict[str, str]:
    """All reasons of the last conditional of a line, by name."""
    one = readings(Text(line))[-1]
    return dict(reasons(Scene(one.sentence, one.clauses, one.mark.kind, one.entry)))


@pytest.mark.parametrize(
    ("line", "act", "reason"),
    [
        ("If they attack, we will walk away.", "threat", "exit verb (walk)"),
        ("If they break the treaty, we will impose new tariffs.", "threat", "harm verb (impose)"),
        ("If you do not pay, we will seize your ships.", "threat", "harm verb (seize)"),
        ("Open the gate or face the fleet.", "threat", "names what it costs not to obey (face)"),
        ("If you elect me, I will lower your taxes.", "promise", "idiom in the condition (elect me)"),
        ("If you vote for me, I will cut your taxes.", "promise", "idiom in the condition (vote for me)"),
        ("If elected, I will open the archives.", "promise", "idiom in the condition (elected)"),
        ("If the dam breaks, the town will be flooded.", "warning", "bad outcome (flooded)"),
        ("If nothing is done, the economy will collapse.", "warning", "bad outcome (collapse)"),
        ("We must act or the fund will run dry.", "warning", "set by 'imperative'"),
        ("If you see something, call the police.", "directive", "the apodosis is a command"),
        ("If he broke the law, he should resign.", "directive", "the apodosis has 'should'"),
        (
            "It would be helpful if the clerk read the letter.",
            "directive",
            "says what would be welcome (helpful)",
        ),
        (
            "If we are to keep the peace, we must pay for it.",
            "directive",
            "the condition is an aim (is to, are to)",
        ),
        ("If war comes, we will hold the line.", "commitment", "first-person apodosis"),
        (
            "If I can help, I would be glad to come.",
            "offer",
            "puts the speaker at somebody's disposal (glad)",
        ),
        ("If they had left, we would have won.", "inference", "contrary to fact"),
        ("The envoy said he would resign if the pact failed.", "inference", "reported as said (said)"),
        ("If you must know, the plan is dead.", "other", "comments on the saying"),
        ("What if they lose?", "other", "no consequence is stated"),
    ],
)
def test_the_first_candidate_and_why(line: str, act: str, reason: str) -> None:
    first = acts(line)[0]
    assert first.act == act
    assert reason in first.reasons


@pytest.mark.parametrize(
    "line", ["If they attack, we will walk away.", "What if they lose?", "If so, so be it."]
)
def test_all_acts_are_ranked_by_their_probabilities(line: str) -> None:
    candidates = acts(line)
    assert sorted(one.act for one in candidates) == sorted(ACTS)
    shares = [one.probability or 0.0 for one in candidates]
    assert shares == sorted(shares, reverse=True)
    assert abs(sum(shares) - 1) < 0.005


@pytest.mark.parametrize(
    ("line", "name", "there"),
    [
        ("If they sign, there will be no dying.", "bad", False),  # the bad outcome is denied
        ("If they sign, there will be no dying.", "good", True),
        ("If they refuse, there will be much dying.", "bad", True),
        ("If they lose, nobody will be safe.", "good", True),  # denied by its subject, not near the word
        ("You can lead and succeed if you listen.", "command", False),  # *can* has both verbs
        ("Lead and succeed if you can.", "command", True),
        ("If you are able to vote early, vote early.", "command", True),
        ("If the pact failed, they would leave.", "if not", False),  # *fail* denies only with *to*
        ("If they fail to sign, we will leave.", "if not", True),
        ("Unless they sign, we will leave.", "if not", True),
        ("If they come, the ships will be bombed.", "passive harm", True),
        ("If the talks are lost, we will fight.", "ours harm opposed", False),  # nobody could act otherwise
        ("If they march, we will fight.", "ours harm opposed", True),
        ("He said: “If they march, we will fight.”", "reported others near", False),  # his own words
        ("He said that if they marched, we would fight.", "reported others near", True),
        ("If they win, I promise you the tax will fall.", "they in will", True),  # behind the stance
        (
            "The men who are waiting will pay if it fails.",
            "they in will",
            True,
        ),  # not the verb of the relative
    ],
)
def test_reasons_are_true_of_the_sentence(line: str, name: str, there: bool) -> None:
    assert (name in seen(line)) == there


@pytest.mark.parametrize(
    ("line", "agent", "mood"),
    [
        ("If it rains, our army will march.", "own side", "will"),
        ("If it rains, will you march?", "you", "will"),
        ("If it rains, we are going to leave.", "we", "will"),
        ("If it rains, they have to leave.", "they", "must"),
        ("If it rains, let us march.", "let us", "let us"),
        ("If it rains, it is wise to wait.", "nobody", "present"),
        ("If it rains, all the people I met will march.", "they", "will"),
        ("If it rains, they marched.", "they", "past"),
    ],
)
def test_who_acts_in_the_apodosis(line: str, agent: str, mood: str) -> None:
    one = readings(Text(line))[-1]
    then = Scene(one.sentence, one.clauses, one.mark.kind, one.entry).then
    assert then is not None
    assert (then.agent, then.mood) == (agent, mood)
