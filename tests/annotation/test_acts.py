"""What a conditional may be doing, with reasons that can be seen in the words."""

import pytest

from analysis.annotation.marks.conditionals import find_conditionals
from analysis.base.records import ActCandidate
from analysis.language.text import Text


def acts(line: str) -> tuple[ActCandidate, ...]:
    [mark] = find_conditionals(Text(line))
    return mark.act_candidates


@pytest.mark.parametrize(
    ("line", "act", "reason"),
    [
        ("If they attack, we will walk away.", "threat", "exit verb (walk)"),
        ("If they break the treaty, we will impose new tariffs.", "threat", "harm verb (impose)"),
        ("If you elect me, I will lower your taxes.", "promise", "benefit verb (lower)"),
        (
            "If you vote for me, I will cut your taxes.",
            "promise",
            "ends or eases a burden (cut, taxes)",
        ),
        ("If the dam breaks, the town will be flooded.", "warning", "bad outcome (flooded)"),
        ("If the Senate agrees, we will help the farmers.", "promise", "first-person apodosis"),
        ("If nothing is done, the economy will collapse.", "warning", "bad outcome (collapse)"),
        ("Unless Congress acts, the fund will run dry.", "warning", "follows if something is not done"),
        ("If you see something, call the police.", "directive", "the apodosis is a command"),
        ("If he broke the law, he should resign.", "directive", "'should' asks something of somebody"),
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
        ("If the rain stops, the river falls.", "inference", "states what follows from the condition"),
        ("If you ask me, the plan is dead.", "other", "comments on the saying"),
        ("If they had left, we would have won.", "inference", "states what follows from the condition"),
        ("What if they lose?", "inference", "no consequence is stated"),
    ],
)
def test_the_first_candidate_and_why(line: str, act: str, reason: str) -> None:
    first = acts(line)[0]
    assert first.act == act
    assert reason in first.reasons


@pytest.mark.parametrize(
    ("line", "act"),
    [
        ("If the talks are lost, we will fight.", "threat"),  # nobody there who could act otherwise
        ("If we keep faith, we will never fail.", "warning"),  # the bad outcome is denied
        ("If they had left, we would have walked away.", "threat"),  # contrary to fact
    ],
)
def test_what_is_no_candidate(line: str, act: str) -> None:
    assert act not in [candidate.act for candidate in acts(line)]


def test_a_doubtful_case_keeps_its_other_readings() -> None:
    assert {"threat", "commitment", "inference"} <= {
        candidate.act for candidate in acts("If that happens, we are going to walk away.")
    }
