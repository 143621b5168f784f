"""What a conditional may be doing: candidates with reasons, best first; never a verdict on a person.

Each reason is something one can point to in the words (who acts in the apodosis, which verb, which
modal) and speaks for one act with a small weight; the acts are ordered by their sums. The reasons
follow the pragmatics of conditional inducements: threats and promises need a speaker in control of
the consequence, a warning does not (Fillenbaum 1976; Verbrugge et al. 2004; Searle 1976). Verb lists
are in `lexicons/conditionals.toml`.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from analysis.annotation.marks.clauses import Clauses
from analysis.annotation.marks.sentence_words import Sentence
from analysis.base.records import ActCandidate, ConditionalKind
from analysis.language.lemmas import AUXILIARIES, wordnet
from analysis.language.lexicon import Entry, load_lexicon
from analysis.language.reporting import reporting_verbs
from analysis.language.word_lists import word_list

Agent = Literal["first person", "addressee", "third person", "impersonal", "none"]
Reason = tuple[str, float, str]
"""Act, weight, what can be seen in the words."""

BASE: Final = 1.0
"""What *inference* has without any reason: an act must be supported by more to come first."""
_FIRST: Final = word_list("word_classes", "speaker")
_SECOND: Final = word_list("word_classes", "subjects.second")
_IMPERSONAL: Final = word_list("conditions", "acts.impersonal")
_WILL: Final = word_list("conditions", "acts.will")
_WOULD: Final = word_list("conditions", "acts.would")
_MUST: Final = word_list("conditions", "acts.must")
_OBLIGED: Final = word_list("conditions", "acts.obliged")
_NEGATIVE: Final = word_list("conditions", "acts.negative")
_APPEALS: Final = word_list("conditions", "acts.appeals")
_PLEDGES: Final = word_list("conditions", "acts.pledges")
_AUXILIARIES: Final = AUXILIARIES | {"'s"}
_ADVISABLE: Final = word_list("conditions", "acts.advisable")
_WILLING: Final = word_list("conditions", "acts.willing")
_OFFERING: Final = word_list("conditions", "acts.offering")
_OWN_SIDE: Final = word_list("conditions", "acts.own-side")
_REPORTED: Final = reporting_verbs("undertaking")


@dataclass(frozen=True, slots=True)
class Consequence:
    """The apodosis as the reasons see it: subject, modal, main verb, all its non-finite verbs, its words."""

    agent: Agent
    modal: str
    verb: str
    actions: frozenset[str]
    words: tuple[str, ...]
    negated: bool
    reported: str


def act_candidates(
    s: Sentence, clauses: Clauses, kind: ConditionalKind, entry: Entry
) -> tuple[ActCandidate, ...]:
    """The acts this conditional may perform, best first; always at least one (*inference*).

    >>> from analysis.annotation.marks.conditionals import find_conditionals
    >>> from analysis.language.text import Text
    >>> [mark] = find_conditionals(Text("If they attack, we will walk away."))
    >>> mark.act_candidates[0].act
    'threat'
    """
    sums: dict[str, float] = defaultdict(float, inference=BASE)
    reasons: dict[str, list[str]] = defaultdict(list)
    for act, weight, reason in _reasons(s, clauses, kind, entry):
        sums[act] += weight
        if weight > 0:
            reasons[act].append(reason)
    if not reasons["inference"]:
        reasons["inference"].append("states what follows from the condition")
    ranked = sorted(
        (act for act in sums if reasons[act] and sums[act] > 0), key=lambda act: (-sums[act], act)
    )
    return tuple(ActCandidate(act, tuple(dict.fromkeys(reasons[act]))) for act in ranked)


def _reasons(s: Sentence, clauses: Clauses, kind: ConditionalKind, entry: Entry) -> Iterator[Reason]:
    if kind == "speech-act":
        yield "other", (0.8 if "at" in s.word[slice(*clauses.protasis)] else 3.0), "comments on the saying"
    if clauses.apodosis is None:
        yield "inference", 0.5, "no consequence is stated"
        return
    c = _consequence(s, clauses)
    if "?" in s.gap[s.size] and clauses.apodosis.end == s.size:
        yield "inference", 0.5, "the consequence is asked for"
        if c.modal in _WOULD and _SECOND & set(c.words):
            yield "other", 1.8, "asks what the addressee would do"
        return
    yield from _directive(s, clauses, c, entry)
    if kind != "counterfactual":
        yield from _undertaking(s, clauses, c, kind)
        yield from _outcome(s, clauses, c)


def _directive(s: Sentence, clauses: Clauses, c: Consequence, entry: Entry) -> Iterator[Reason]:
    """The apodosis says what is to be done, or the protasis names the goal it is done for."""
    start, end = clauses.protasis
    if c.agent == "none" and c.verb:
        yield "directive", 2.0, "the apodosis is a command"
    if c.modal in _MUST and c.agent != "first person":
        yield "directive", 1.6, f"{c.modal!r} asks something of somebody"
    elif c.modal in _MUST:
        yield "directive", 1.3, f"{c.modal!r} says what is to be done"
    if c.modal in _OBLIGED and c.agent != "impersonal":
        yield "directive", 1.3, "the apodosis names an obligation"
    if {"is", "are", "am"} & set(s.word[start:end][:4]) and _aims(s, start, end):
        yield "directive", 1.5, "the condition is an aim (is to, are to)"
    if entry.id == "only-if":
        yield "directive", 1.2, "'only if' sets a condition on somebody"
    if c.agent == "addressee" and c.modal in ("can", "may"):
        wanted = bool({"want", "wish", "need", "like", "prefer"} & set(s.word[start:end]))
        yield "directive", (1.1 if wanted else 0.9), "tells the addressee what can be done"
    if c.agent == "first person" and c.verb in _APPEALS:
        yield "directive", 1.8, f"the speaker appeals to somebody ({c.verb})"
    if c.agent == "impersonal" and (advice := _ADVISABLE & set(c.words)):
        yield "directive", 1.2, f"calls an action advisable ({min(advice)})"


def _aims(s: Sentence, start: int, end: int) -> bool:
    """Whether the protasis has *is to* or *are to* with a verb."""
    return any(
        s.word[i] in ("is", "are", "am", "'re", "'s") and s.classes[i + 1 : i + 3] == "TB"
        for i in range(start, min(end, start + 14))
    )


def _undertaking(s: Sentence, clauses: Clauses, c: Consequence, kind: ConditionalKind) -> Iterator[Reason]:
    """The speaker's side, or the one whose words are reported, says what it will do."""
    own = c.agent == "first person"
    reported = c.agent == "third person" and bool(c.reported) and c.modal == "would"
    if own and c.modal in (_WILL | _WOULD) and {"elected", "win"} & set(s.word[slice(*clauses.protasis)]):
        yield "commitment", 1.3, "what the speaker does once elected"
    if not (own or reported) or not c.verb or (c.verb in _words("stative") and not c.actions):
        return
    if c.modal in _WILL or c.modal == "going to":
        weight = 1.5
    elif c.modal in _WOULD:
        weight = 0.7 if kind == "hypothetical" else 1.05
    else:
        return
    who = "first-person apodosis" if own else f"reported as said ({c.reported})"
    yield "commitment", weight, who
    yield "commitment", 0.1, f"announced with {c.modal!r}"
    if not c.negated:
        yield from _by_verb(c, weight, who, _opposed(s, clauses))


def _by_verb(c: Consequence, weight: float, who: str, opposed: bool) -> Iterator[Reason]:
    """What the verb does to the other side; harm is a threat only to somebody who can act otherwise."""
    leaving, harming = c.actions & _words("verbs", "exit"), c.actions & _words("verbs", "harm")
    burdens = sorted(set(c.words) & _words("burdens"))
    if c.verb in leaving and burdens:
        yield "promise", weight, who
        yield "promise", 0.6, f"ends or eases a burden ({c.verb}, {', '.join(burdens)})"
    elif c.verb in leaving or (opposed and harming):
        yield "threat", weight, who
        if c.verb in leaving:
            yield "threat", 0.8, f"exit verb ({c.verb})"
        else:
            yield "threat", 0.6, f"harm verb ({', '.join(sorted(harming))})"
    elif c.verb in _words("verbs", "aid"):
        yield "promise", weight, who
        yield "promise", 0.6, f"benefit verb ({c.verb})"


def _opposed(s: Sentence, clauses: Clauses) -> bool:
    """Whether the protasis has an acting subject other than the speaker's side."""
    start, end = clauses.protasis
    finite = s.next_finite(start + 1)
    subject = s.word[start + 1 : min(finite, end)]
    passive = "P" in s.classes[finite : min(finite + 3, end)]
    return bool(subject) and finite < end and not passive and not (_FIRST | _IMPERSONAL) & set(subject)


def _outcome(s: Sentence, clauses: Clauses, c: Consequence) -> Iterator[Reason]:
    """Good or bad things happen that nobody undertakes to do."""
    start, end = clauses.protasis
    bad = sorted(set(c.words) & _words("outcomes", "bad"))
    good = sorted(set(c.words) & _words("outcomes", "good"))
    future = c.modal in _WILL or c.modal in _WOULD or c.modal in ("can", "going to")
    missing = bool(_NEGATIVE & set(s.word[start : min(end, s.next_finite(start + 1) + 3)]))
    undertakes = c.agent == "first person" and c.verb not in _words("stative")
    if bad and (future or missing) and not c.negated and not undertakes:
        yield "warning", 0.9 + 0.2 * min(len(bad), 3), f"bad outcome ({', '.join(bad)})"
    if missing and future and not undertakes and c.agent != "none":
        yield "warning", 1.1, "follows if something is not done"
    if good and c.modal in _WILL and c.agent == "first person" and not bad:
        yield "promise", 1.1, f"good outcome ({', '.join(good)})"
    if c.agent == "first person" and (ready := _WILLING & set(c.words)):
        yield "commitment", 1.3, f"the speaker is {min(ready)} to act"
    if c.agent == "first person" and (offered := _OFFERING & set(c.words)):
        yield "offer", 1.2, f"puts the speaker at somebody's disposal ({min(offered)})"
    if c.verb in _PLEDGES:
        yield "promise", 1.3, f"a pledge in so many words ({c.verb})"
    if good and c.agent == "addressee" and future and not bad:
        yield "offer", 0.8, f"the addressee gains ({', '.join(good)})"
    if c.agent == "first person" and c.modal in ("can", "could", "'d") and c.verb in _words("verbs", "aid"):
        yield "offer", 0.9, f"first-person apodosis with {c.modal!r} and a benefit verb ({c.verb})"


# --- the apodosis -----------------------------------------------------------------------------


def _consequence(s: Sentence, clauses: Clauses) -> Consequence:
    assert clauses.apodosis is not None
    start, end = clauses.apodosis.start, clauses.apodosis.end
    finite = min(s.next_finite(start), end)
    modal, verb_from = _modal(s, finite, end)
    verbs = [i for i in range(verb_from, end) if s.classes[i] in "BGP" or _follows_modal(s, i)]
    verb = next((s.word[i] for i in verbs), "")
    if _agent(s, start, finite, end) == "none":
        verb = s.word[start]
    return Consequence(
        agent=_agent(s, start, finite, end),
        modal=modal,
        verb=_lemma(verb),
        actions=frozenset(_lemma(s.word[i]) for i in verbs if s.classes[i] != "P"),
        words=tuple(s.word[start:end]),
        negated=bool({"not", "never", "won't", "can't", "wouldn't"} & set(s.word[finite : finite + 3])),
        reported=_reported(s, clauses),
    )


def _follows_modal(s: Sentence, i: int) -> bool:
    """Whether a word that looks like a noun is the verb of the modal before it: *we will strike back*."""
    return s.classes[i - 1 : i + 1] == "MN" and wordnet()["share"].get(s.word[i], "0") >= "3"


def _modal(s: Sentence, finite: int, end: int) -> tuple[str, int]:
    """The modal or semi-modal of the first finite verb, and where its main verb is to be looked for."""
    if finite >= end:
        return "", finite
    word = s.word[finite]
    following = s.word[finite + 1 : finite + 4]
    if s.classes[finite] == "M":
        return word, finite + 1
    if "going" in following and s.class_at(finite + 1 + following.index("going") + 1) == "T":
        return "going to", finite + 2 + following.index("going")
    if word in _OBLIGED and "T" in s.classes[finite + 1 : finite + 3]:
        return word, finite + 1
    if {"required", "supposed"} & set(following):
        return "required", finite + 1
    return "", finite


def _agent(s: Sentence, start: int, finite: int, end: int) -> Agent:
    """Who the subject of the apodosis is, by the word before the verb."""
    first = start + (s.classes[start] == "R")
    if s.class_at(first) == "B" or (s.class_at(first) == "V" and s.word[first] not in _AUXILIARIES):
        return "none"
    if finite >= end:
        return "none" if s.word[start] == "please" else "third person"
    before = [word for word in s.word[start:finite] if word not in ("then", "also", "never", "certainly")]
    if s.classes[finite] in "VM" and not before:
        before = s.word[finite + 1 : finite + 2]
    words = set(before)
    if words & _FIRST or ({"our", "my"} & words and words & _OWN_SIDE):
        return "first person"
    if words & _SECOND:
        return "addressee"
    return "impersonal" if before and before[-1] in _IMPERSONAL else "third person"


def _reported(s: Sentence, clauses: Clauses) -> str:
    """The verb of saying before the clauses, if there is one."""
    low = clauses.protasis[0]
    if clauses.apodosis:
        low = min(low, clauses.apodosis.start)
    return next((word for word in reversed(s.word[:low]) if word in _REPORTED), "")


_ENDINGS: Final = (("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("s", ""))


@lru_cache(maxsize=10_000)
def _lemma(verb: str) -> str:
    """A form as the lists have it: *leaving* and *left* are looked up as *leave*."""
    known = _words("verbs", "exit") | _words("verbs", "harm") | _words("verbs", "aid") | _words("stative")
    if verb in known:
        return verb
    for ending, instead in _ENDINGS:
        if verb.endswith(ending) and (stem := verb[: -len(ending)] + instead) in known:
            return stem
    return {"left": "leave", "been": "be", "gone": "go"}.get(verb, verb)


@lru_cache
def _words(table: str, group: str = "") -> frozenset[str]:
    found = load_lexicon("conditionals").tables[table]
    return frozenset((found[group] if group else found)["words"])
