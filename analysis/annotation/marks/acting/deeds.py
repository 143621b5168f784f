"""Reasons from what is done: leaving, harming, helping, undertaking, supporting, accepting."""

from collections.abc import Iterator
from typing import Final

from analysis.annotation.marks.acting.parties import OURS, Reason
from analysis.annotation.marks.acting.scene import Scene, Side, words_of
from analysis.language.lemmas import verb_class
from analysis.language.word_lists import word_list

_PLEDGES: Final = word_list("conditions", "acts.pledges")
_WILLING: Final = word_list("conditions", "acts.willing")
_OFFERING: Final = word_list("conditions", "acts.offering")
_BENEFIT: Final = word_list("conditions", "acts.beneficiaries")
_AHEAD: Final = ("will", "would", "can", "command")
_DEEDS: Final = {
    "exit": "exit verb",
    "harm": "harm verb",
    "aid": "benefit verb",
    "support": "verb of support",
    "accept": "verb of coming to terms",
    "weigh": "verb of considering",
}


def of_deeds(scene: Scene) -> Iterator[Reason]:
    """What the verbs of both clauses do to somebody."""
    yield from _of_condition(scene)
    then = scene.then
    if then is None:
        return
    who = "ours" if then.agent in OURS else then.agent
    for deed, name in _DEEDS.items():
        if found := sorted(then.verbs & words_of("verbs", deed)):
            yield from _deed(scene, then, who, deed, f"{name} ({', '.join(found)})")
    if then.verb:
        yield from _main_verb(then, who)
    yield from _undertaken(scene, then)


def _deed(scene: Scene, then: Side, who: str, deed: str, why: str) -> Iterator[Reason]:
    denied = "not " if then.negated else ""
    burdens = scene.then_words & words_of("burdens")
    if deed == "exit" and burdens and who == "ours" and not denied:
        ended = sorted(then.verbs & words_of("verbs", "exit"))
        yield "ours eases", f"ends or eases a burden ({', '.join([*ended, *sorted(burdens)])})"
        return
    yield f"{denied}{deed}", why
    if then.passive:
        yield f"passive {denied}{deed}", why
    elif then.mood in _AHEAD:
        yield f"{who} {denied}{deed}", why
    if who == "ours" and deed in ("exit", "harm") and not denied and opposed(scene):
        yield f"ours {deed} opposed", why


def opposed(scene: Scene) -> bool:
    """Whether the condition is an act of somebody other than the speaker's side."""
    side = scene.condition
    return side.agent in ("you", "they", "anybody", "command") and not side.passive


def _main_verb(then: Side, who: str) -> Iterator[Reason]:
    if then.verb in words_of("stative"):
        yield f"{who} stative", f"describes what holds or happens ({then.verb})"
    elif who == "ours":
        yield f"ours does {verb_class(then.verb)}", ""  # the first sense of a verb may not be the one meant
    if then.verb == "be" and who == "they":
        yield f"they be in {then.mood}", "says what something is"


def _undertaken(scene: Scene, then: Side) -> Iterator[Reason]:
    words = scene.then_words
    ours = then.agent in OURS
    if ours and (ready := _WILLING & words):
        yield "ready", f"the speaker is {min(ready)} to act"
    if ours and (offered := _OFFERING & words):
        yield "disposal", f"puts the speaker at somebody's disposal ({min(offered)})"
    if pledged := (_PLEDGES & words) | (_PLEDGES & {then.stance}):
        yield "pledge", f"a pledge in so many words ({min(pledged)})"
    if ours and then.mood in ("will", "would", "can") and (for_whom := _BENEFIT & words) and not then.negated:
        yield "for somebody", f"done for somebody ({min(for_whom)})"


def _of_condition(scene: Scene) -> Iterator[Reason]:
    side = scene.condition
    for deed in ("exit", "harm", "aid", "support", "accept"):
        if found := sorted(side.verbs & words_of("verbs", deed)):
            denied = "not " if side.negated else ""
            yield f"if {denied}{deed}", f"{_DEEDS[deed]} in the condition ({', '.join(found)})"
            if side.agent in ("you", "they", "anybody"):
                yield f"if they {denied}{deed}", f"somebody else's act ({', '.join(found)})"
