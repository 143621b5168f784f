"""*May* and *might* in older prose and in law, where most are a mood and no doubt.

There a doubt must show: by an adverb, by a perfect, or by a clause that tells what may come of a thing
and neither grants, allows nor depends on *which*, *as*, *that* (Visser 1969, 1654-1687). One in five of 320
places before 1860 was a doubt.
"""

from collections.abc import Sequence

from analysis.annotation.marks.contexts.permission import clause_before, passive_after, verb_after
from analysis.annotation.marks.phrase_contexts import Candidate
from analysis.language.lemmas import SUBJECTS, WH_WORDS, noun_class
from analysis.language.word_lists import word_list

_DOUBTING = word_list("contexts", "older-may.doubting")
_FEARED = word_list("contexts", "older-may.feared")
_NEEDED = word_list("contexts", "older-may.needed")
_BEFALLING = word_list("contexts", "older-may.befalling")
_FITTING = word_list("contexts", "older-may.fitting")
_BODIES = word_list("contexts", "older-may.bodies")
_REASONS = frozenset(("because", "whether", "since"))
_OPENERS = (WH_WORDS | _REASONS | {"that", "as", "lest", "if", "until", "than"}) - {"however"}
REACH = 14


def shows_doubt(spot: Candidate) -> bool:
    """*the dam may fall*, *rain, which may spoil it*, *it may perhaps be done*; not *he may be sent for*."""
    if not _DOUBTING.isdisjoint((*spot.left(2), *spot.right(3))):
        return True
    clause = clause_before(spot, REACH)
    if clause == ["which"]:
        return _is_stated(spot)
    at = max((i for i, word in enumerate(clause) if word in _OPENERS), default=-1)
    if at < 0:
        return _is_stated(spot)
    if clause[at] in _REASONS:
        return True
    if clause[at] == "that" and _is_feared(spot, len(clause) - at):
        return True
    return _may_befall(spot, clause, at)


def _is_stated(spot: Candidate) -> bool:
    """Whether a main clause says what may be or come: no deed of persons, nothing that is done to a thing."""
    if passive := passive_after(spot):
        return passive in _NEEDED
    verb = verb_after(spot)
    if verb == "have":
        return True
    if verb == "be":
        return _FITTING.isdisjoint(spot.right(4))
    subject = spot.before()
    if subject in _BODIES:
        return False
    return subject in ("it", "this", "which") or (subject not in SUBJECTS and noun_class(subject) != "person")


def _is_feared(spot: Candidate, back: int) -> bool:
    """*it may happen that it may fail*, *we fear that it might fail*: *that* stands `back` words before."""
    return not _FEARED.isdisjoint(spot.left(back + 4)[:5])


def _may_befall(spot: Candidate, clause: Sequence[str], at: int) -> bool:
    """*floods which may endanger us*: what may come of things that are named."""
    return at == len(clause) - 1 and clause[at] in ("which", "that") and verb_after(spot) in _BEFALLING
