"""Reasons from who acts on either side, in what mood, and whether it is denied."""

from collections.abc import Iterator
from typing import Final

from analysis.annotation.marks.acting.scene import Scene, Side

Reason = tuple[str, str]
"""The name that the weights know, and what can be seen in the words; empty where it is not to be shown."""
WHO: Final = {
    "i": "first-person",
    "we": "first-person",
    "own side": "own-side",
    "you": "addressee's",
    "anybody": "anybody's",
    "they": "third-person",
    "nobody": "impersonal",
}
OURS: Final = ("i", "we", "own side")
_COMMANDS: Final = ("command", "let us")


def of_parties(scene: Scene) -> Iterator[Reason]:
    """Agent and mood of both clauses, alone and together."""
    yield from _of_condition(scene.condition)
    if scene.then is None:
        yield "no consequence", "no consequence is stated"
        return
    yield from _of_then(scene.then)
    yield from _together(scene.condition, scene.then)


def _of_condition(side: Side) -> Iterator[Reason]:
    if side.agent in WHO:
        yield f"if {side.agent}", f"{WHO[side.agent]} condition"
    elif side.agent == "command":
        yield "if command", "the condition is a command"
    else:
        yield "if reduced", ""
    yield f"if in {side.mood}", _in_mood("the condition", side)
    if side.negated:
        yield "if not", "follows if something is not done"
    if side.passive:
        yield "if passive", "the condition is in the passive"


def _of_then(side: Side) -> Iterator[Reason]:
    if side.agent == "command":
        yield "command", "the apodosis is a command"
    elif side.agent == "let us":
        yield "let us", "calls on all to act (let us)"
    elif side.agent in WHO:
        yield side.agent, f"{WHO[side.agent]} apodosis"
        yield f"{side.agent} in {side.mood}", f"{WHO[side.agent]} apodosis"
    elif side.agent == "price":
        yield "price", f"names what it costs not to obey ({side.verb})"
    elif side.agent == "asked":
        yield "asks", "the apodosis asks"
    elif side.agent == "infinitive":
        yield "infinitive", "the apodosis is an infinitive"
    else:
        yield "no verb", ""
    if side.agent not in _COMMANDS:
        yield f"in {side.mood}", _in_mood("the apodosis", side)
    if side.stance:
        yield "stance", f"behind a stance of the speaker ({side.stance})"
        yield f"stance {side.stance}", f"behind a stance of the speaker ({side.stance})"
    if side.negated:
        yield "not", "the apodosis is denied"
        if side.agent in OURS:
            yield f"not ours in {side.mood}", "the speaker's side says what it does not do"
    if side.passive:
        yield f"passive in {side.mood}", "the apodosis is in the passive"


def _together(condition: Side, then: Side) -> Iterator[Reason]:
    ours, theirs = condition.agent in OURS, condition.agent in ("they", "you", "anybody")
    if theirs and then.agent in OURS and then.mood in ("will", "would"):
        yield "answer", "the speaker's side answers what another does"
        if condition.negated:
            yield "answer to refusal", "the speaker's side answers if something is not done"
    if ours and condition.mood == "past" and then.agent in OURS and then.mood == "would":
        yield "i would if i were", "the speaker thinks what would be (past form, 'would')"
    if condition.agent == "we" and then.agent in ("we", "let us"):
        yield "we and we", "the same *we* in both clauses"
        if then.mood == "will":
            yield "we will if we", "the same *we* in both clauses"
    if ours and condition.agent == "i" and then.agent in OURS and then.mood in ("will", "would"):
        yield "i will if i", "the speaker sets the condition for himself"
    if condition.negated and then.negated:
        yield "neither", "denied on both sides"
    elif condition.negated and then.agent not in OURS and then.mood in ("will", "would", "can", "present"):
        yield "others if not", "what comes of not acting"
    if condition.negated and then.agent == "we" and then.mood in ("will", "would", "can"):
        yield "we if not", "what comes upon us of not acting"
    if condition.agent == "you" and then.agent == "you":
        yield f"you if you in {then.mood}", "the same *you* in both clauses"


def _in_mood(clause: str, side: Side) -> str:
    if side.modal:
        return f"{clause} has {side.modal!r}"
    return f"{clause} has a {side.mood} form" if side.mood in ("past", "present") else ""
