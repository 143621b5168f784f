"""Reasons from good and bad outcomes, as far as the clause asserts them: *no dying* is nothing bad."""

from collections.abc import Iterator
from typing import Final, Literal

from analysis.annotation.marks.acting.parties import OURS, Reason
from analysis.annotation.marks.acting.scene import Scene, words_of
from analysis.language.word_lists import word_list

_TURNING: Final = word_list("conditions", "acts.turning")
_REACH: Final = 3
"""How many words behind a turning word (*no, avoid, less*) an outcome is turned."""
_CUTS: Final = frozenset(",;:-()")


def of_outcomes(scene: Scene) -> Iterator[Reason]:
    """What is named as coming about, good or bad, on either side."""
    start, end = scene.clauses.protasis
    if found := named(scene, start, end, "bad"):
        yield "if bad", f"misfortune in the condition ({', '.join(found)})"
    if found := named(scene, start, end, "good"):
        yield "if good", f"good fortune in the condition ({', '.join(found)})"
    then = scene.then
    if then is None:
        return
    bad, good = named(scene, then.start, then.end, "bad"), named(scene, then.start, then.end, "good")
    who = "ours" if then.agent in OURS else then.agent
    ahead = then.mood in ("will", "would", "can", "may", "command")
    if bad and not good:
        yield "bad", f"bad outcome ({', '.join(bad)})"
        if ahead:
            yield f"{who} bad", f"bad outcome ({', '.join(bad)})"
        if scene.condition.negated:
            yield "bad if not", f"bad outcome of not acting ({', '.join(bad)})"
    elif good and not bad:
        yield "good", f"good outcome ({', '.join(good)})"
        if ahead:
            yield f"{who} good", f"good outcome ({', '.join(good)})"
        if who == "you" or then.agent == "we":
            yield f"{then.agent} gains in {then.mood}", f"good outcome ({', '.join(good)})"
    elif good:
        yield "good and bad", f"good and bad outcomes ({', '.join([*good, *bad])})"


def named(scene: Scene, start: int, end: int, side: Literal["good", "bad"]) -> list[str]:
    """The words of one side that stand in a clause, with those of the other that are turned."""
    other = "good" if side == "bad" else "bad"
    s = scene.sentence
    found = set()
    for i in range(start, end):
        word = s.word[i]
        if word in words_of("outcomes", side) and not _turned(scene, start, i):
            found.add(word)
        elif word in words_of("outcomes", other) and (by := _turned(scene, start, i)):
            found.add(f"{by} {word}")
    return sorted(found)


def _turned(scene: Scene, start: int, i: int) -> str:
    """The word before `i` that turns its meaning, if there is one near in the same stretch."""
    s = scene.sentence
    for k in range(i, max(start, i - _REACH), -1):
        if s.gap[k] and not _CUTS.isdisjoint(s.gap[k]):
            return ""
        if s.word[k - 1] in _TURNING:
            return s.word[k - 1]
    return ""
