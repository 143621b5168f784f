"""Reasons from the frame: how the condition is made, what is asked or reported, idioms of each act."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from analysis.annotation.marks.acting.parties import OURS, Reason
from analysis.annotation.marks.acting.scene import TO_VERB, Scene
from analysis.language.lexicon import load_lexicon
from analysis.language.phrases import Matcher
from analysis.language.reporting import reporting_verbs
from analysis.language.word_classes import FINITE
from analysis.language.word_lists import word_list

_REPORTED: Final = reporting_verbs("undertaking")
_ADVISABLE: Final = word_list("conditions", "acts.advisable")
_WELCOME: Final = word_list("conditions", "acts.welcome")
_APPEALS: Final = word_list("conditions", "acts.appeals")
_WISHES: Final = word_list("conditions", "acts.wishes")
_QUESTIONS: Final = word_list("conditions", "acts.questions")
_FIRST: Final = word_list("word_classes", "speaker")


def of_frame(scene: Scene) -> Iterator[Reason]:
    """Kind and form of the condition, questions, reports, evaluations, appeals, aims and idioms."""
    if scene.kind != "open":
        yield f"kind {scene.kind}", _KINDS[scene.kind]
    if scene.entry.id not in ("if",):
        yield f"form {scene.entry.id}", f"set by {scene.entry.id!r}"
        if scene.then:
            yield f"form {scene.entry.id} in {scene.then.mood}", f"set by {scene.entry.id!r}"
    yield from _asking(scene)
    yield from _reporting(scene)
    yield from _aiming(scene)
    yield from _calling(scene)
    yield from _idioms(scene)


_KINDS: Final = {
    "speech-act": "comments on the saying",
    "counterfactual": "contrary to fact",
    "hypothetical": "an imagined condition",
    "concessive": "holds all the same",
}


def _asking(scene: Scene) -> Iterator[Reason]:
    s, then = scene.sentence, scene.then
    if scene.asked:
        yield "question", "stands in a question"
    if then is None:
        return
    opening = s.word_at(then.start)
    inverted = s.class_at(then.start) in FINITE and s.word[then.start] not in ("let", "vote")
    if scene.asked and (then.end == s.size or inverted or opening in _QUESTIONS):
        yield "asked", "the consequence is asked for"
        if then.agent == "you":
            yield "asked of you", "asks what the addressee would do"
    elif opening in _QUESTIONS or s.word_at(then.start - 1) in _QUESTIONS:
        yield "embedded question", f"the consequence is a question inside a clause ({opening})"


def _reporting(scene: Scene) -> Iterator[Reason]:
    s = scene.sentence
    low = scene.clauses.protasis[0]
    if scene.then:
        low = min(low, scene.then.start)
    at = next((i for i in range(low - 1, -1, -1) if s.word[i] in _REPORTED), None)
    if at is not None and s.quotes[low + 1] <= s.quotes[at + 1]:
        own = bool(_FIRST & set(s.word[max(0, at - 4) : at]))
        near = low - at < 6
        whose = "own" if own else "others"
        yield (
            f"reported {whose}",
            f"reported as said ({s.word[at]})" if not own else f"the speaker's own words ({s.word[at]})",
        )
        if near:
            yield (
                f"reported {whose} near",
                f"reported as said ({s.word[at]})" if not own else f"the speaker's own words ({s.word[at]})",
            )
    before = s.word_at(low - 1)
    if before == "that":
        yield "behind that", "stands in a *that* clause"
    elif before in _QUESTIONS:
        yield "behind wh", f"stands in a clause with {before!r}"


def _aiming(scene: Scene) -> Iterator[Reason]:
    s, (start, end) = scene.sentence, scene.clauses.protasis
    if scene.entry.category == "coordination":
        return
    aims = any(
        s.word[i] in ("is", "are", "am", "'re", "'m", "'s") and s.classes[i + 1 : i + 3] == TO_VERB
        for i in range(start, min(end, start + 14))
    )
    if aims:
        yield "aim", "the condition is an aim (is to, are to)"
    verb = scene.condition.verb
    head = set(s.word[start : min(end, start + 7)])
    if wished := _WISHES & (head | {verb}):
        yield "wish", f"the condition is a wish ({min(wished)})"
    if scene.entry.id in ("only-if", "unless") and scene.then and scene.then.mood in ("can", "will"):
        yield "necessary", "a necessary condition"
    if (
        scene.then
        and "only" in s.word[scene.then.start : scene.then.end]
        and scene.then.mood in ("can", "will")
    ):
        yield "necessary", "a necessary condition"
    if scene.condition.negated and scene.then and scene.then.negated and scene.then.mood in ("can", "will"):
        yield "cannot unless", "cannot be unless"
        if {scene.condition.agent, scene.then.agent} <= {"we", "you", "none"}:
            yield "we cannot unless", "what we must do to reach it (cannot unless)"
    if scene.then and scene.then.mood == "must" and (aims or _WISHES & (head | {verb})):
        yield "aim and must", "what must be done for an aim"


def _calling(scene: Scene) -> Iterator[Reason]:
    then, words = scene.then, scene.then_words
    if then is None:
        return
    if then.agent in OURS and (found := _APPEALS & (set(then.verbs) | {then.verb})):
        yield "appeal", f"the speaker appeals to somebody ({min(found)})"
    if then.agent == "nobody" or then.mood in ("present", "would", "will"):
        if found := _ADVISABLE & words:
            yield "advisable", f"calls something needed ({min(found)})"
        if (found := _WELCOME & words) and then.agent in ("nobody", *OURS) and then.mood in ("would", "will"):
            yield "welcome", f"says what would be welcome ({min(found)})"
    if "please" in words:
        yield "please", "asks for it (please)"


def _idioms(scene: Scene) -> Iterator[Reason]:
    s = scene.sentence
    for table, (start, end), name in (
        ("if", scene.clauses.protasis, "in the condition"),
        ("then", (scene.then.start, scene.then.end) if scene.then else (0, 0), ""),
    ):
        words = " ".join(s.word[start:end]).replace(" '", "'")
        seen = set()
        for _, _, form in _matcher(table).find(words):
            idiom = _idiom_of(table)[form]
            if idiom not in seen:
                seen.add(idiom)
                if idiom == "elected":
                    who = "ours" if scene.then and scene.then.agent in (*OURS, "nobody") else "others"
                    yield f"elected {who}", f"idiom {name} ({form})"
                yield f"idiom {idiom}", f"idiom {name} ({form})".replace("  ", " ")


@lru_cache
def _idiom_of(table: str) -> dict[str, str]:
    """Form -> name of the idiom, for one clause."""
    tables = load_lexicon("conditionals").tables["idioms"]
    return {
        form: name for name, group in tables.items() if group["clause"] == table for form in group["forms"]
    }


@lru_cache
def _matcher(table: str) -> Matcher:
    return Matcher(_idiom_of(table))
