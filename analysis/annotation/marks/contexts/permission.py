"""Where *may* and *might* are no possibility: permission, power, purpose, wish, concession, free relatives.

Law grants and forbids with *may* (Quirk et al. 1985, 4.53); older prose also has it in clauses of purpose,
of wish and of concession and after *any ... which*, where it is a mood and no modality (Jespersen 1931,
*A Modern English Grammar* IV, 16; Visser 1969, 1654-1687), and for *can* before verbs of saying.
"""

from collections.abc import Sequence

from analysis.annotation.marks.contexts.clause_words import NEGATIONS, SPEAKER
from analysis.annotation.marks.phrase_contexts import Candidate
from analysis.language.lemmas import (
    ADVERBS,
    AUXILIARIES,
    PARTICIPLES,
    PREPOSITIONS,
    SUBJECTS,
    WH_WORDS,
    noun_class,
)
from analysis.language.word_lists import word_list

_STOPS = frozenset((",", ";", ":", "—", "–", "--", "(", ")", ".", "“", '"'))
_RELATIVES = frozenset(("which", "that", "who"))
_ALLOWED = word_list("contexts", "permission.allowed")
_EACH = word_list("contexts", "permission.each")
_BOUND = word_list("contexts", "permission.bound")
_POWERS = word_list("contexts", "permission.powers")
_INSTRUMENTS = word_list("contexts", "permission.instruments")
_UNWILLED = word_list("contexts", "permission.unwilled")
_WANTED = word_list("contexts", "permission.wanted")
_HOPED = word_list("contexts", "permission.hoped")
_ANY = word_list("contexts", "permission.any")
_AT_TIMES = word_list("contexts", "permission.at-times")
_FIT = word_list("contexts", "permission.fit")
_BEFORE_WHAT = frozenset(("in", "by", "upon"))
_KNOWN = word_list("contexts", "permission.known")
_SAID = word_list("contexts", "permission.said")
_SAYING = word_list("contexts", "permission.saying")
_BY_RIGHT = word_list("contexts", "permission.by-right")


def is_no_possibility(spot: Candidate) -> bool:
    """Whether *may* or *might* stands in one of the clauses of this file."""
    return any(
        test(spot)
        for test in (is_wish, is_purpose, is_concession, is_permission, is_free_relative, is_licence)
    )


def verb_after(spot: Candidate) -> str:
    """The verb behind the modal, past adverbs and negation; empty where none is near."""
    for word in spot.right(4):
        if word not in ADVERBS and word not in NEGATIONS and not word.endswith("ly"):
            return word
    return ""


def clause_before(spot: Candidate, reach: int = 10) -> Sequence[str]:
    """The words before the modal, up to the next punctuation."""
    window = spot.left(reach)
    stops = [i for i, word in enumerate(window) if word in _STOPS]
    return window[stops[-1] + 1 :] if stops else window


def passive_after(spot: Candidate) -> str:
    """The participle of *may (not, indeed) be said*; empty where no passive follows."""
    behind = [word for word in spot.right(6) if word not in ADVERBS and word not in NEGATIONS]
    behind = [word for word in behind if not word.endswith("ly") and word != ","]
    if behind[:1] != ["be"] or len(behind) < 2:
        return ""
    return behind[1] if behind[1] in PARTICIPLES or behind[1].endswith("ed") else ""


def is_wish(spot: Candidate) -> bool:
    """*May God bless you*, *May peace return*, *long may it last*: a wish, before its subject."""
    if spot.after() in SUBJECTS or spot.after() in ("the", "god", "please"):
        return True
    return spot.first == 0 and spot.words[0] == "may" and spot.after() not in ("be", "well", "have")


def is_permission(spot: Candidate) -> bool:
    """*you may leave*, *either party may withdraw*, *no person may be held*, *may by order*, *may only*."""
    verb = verb_after(spot)
    if spot.words[spot.first] != "may":
        return False
    if spot.after() == "only" or (spot.after() == "by" and spot.after(2) in _INSTRUMENTS):
        return True
    if spot.before() == "you":
        return verb in _ALLOWED
    return _is_granted(spot, verb)


def _is_granted(spot: Candidate, verb: str) -> bool:
    """Whether a right or a power is granted to the subject, or denied to it."""
    is_person = noun_class(spot.before()) in ("person", "group") or spot.before() in _BOUND
    if is_person and "no" in spot.left(3):
        return True
    if verb in ("be", "have"):
        return False
    if is_person and _EACH & set(spot.left(3)):
        return True
    return spot.before() in _BOUND and (verb in _POWERS or (spot.after() == "not" and verb not in _UNWILLED))


def is_purpose(spot: Candidate) -> bool:
    """*so that it may*, *in order that it may*, *the desire that it may*, *I hope it may*."""
    window = spot.left(14)
    if _HOPED & set(window[-4:]):
        return True
    opened = [i for i, word in enumerate(window) if word == "that" and i]
    return any(window[i - 1] == "so" or _WANTED & set(window[max(0, i - 5) : i]) for i in opened)


def is_concession(spot: Candidate) -> bool:
    """*whatever you may think*, *however wise it may be*, *come what may*, *as the case may be*."""
    clause = clause_before(spot)
    opened = [i for i, word in enumerate(clause) if word.endswith("ever") and word.startswith(("wh", "how"))]
    if opened and AUXILIARIES.isdisjoint(clause[opened[-1] :]):
        return True
    window = spot.left(4)
    if window[-2:-1] == ["as"] and spot.after() in _KNOWN:
        return True
    return (
        list(window[-2:]) == ["come", "what"]
        or ("as" in window and spot.after() == "be")
        or window[:1] == ["if"]
    )


def is_free_relative(spot: Candidate) -> bool:
    """*such measures as may help*, *any sum that may be due*, *the means by which it may be done*.

    Whatever it is, it is meant; the speaker doubts nothing. But *a law that may fail* is doubted, and so is
    *any law that might fail*.
    """
    clause = clause_before(spot, 16)
    near = range(max(1, len(clause) - 6), len(clause))
    for i in near:
        if clause[i] in ("which", "whom") and clause[i - 1] in PREPOSITIONS:
            return True
        if clause[i] in ("as", "far") and _compares(clause, i):
            return True
    return _is_manner(spot, clause) or _is_of_any(spot, clause)


def _is_manner(spot: Candidate, clause: Sequence[str]) -> bool:
    """*in what manner it may be done*, *what steps it may be proper to take*: asked, and not doubted."""
    if any(word == "what" and clause[i - 1] in _BEFORE_WHAT for i, word in enumerate(clause) if i):
        return True
    return not WH_WORDS.isdisjoint(clause) and not _FIT.isdisjoint(spot.right(3))


def _is_of_any(spot: Candidate, clause: Sequence[str]) -> bool:
    """*all that (from time to time) may come*, *the votes which may be cast*: whatever it is true of."""
    end = len(clause)
    while end and clause[end - 1] in _AT_TIMES:
        end -= 1
    if _has_which(clause[-6:]) and not _ANY.isdisjoint(clause):
        return True
    if not end or clause[end - 1] not in _RELATIVES or spot.words[spot.first] != "may":
        return False
    before = set(clause[max(0, end - 8) : end - 1])
    return bool(_ANY & before) or (bool(passive_after(spot)) and not before.isdisjoint(("the", "those")))


def _compares(clause: Sequence[str], i: int) -> bool:
    """*such ... as*, *so far as*, *how far*."""
    if clause[i] == "far":
        return clause[i - 1] in ("how", "so", "as")
    return "such" in clause[:i]


def _has_which(clause: Sequence[str]) -> bool:
    """Whether the clause of *which* has come no further than its subject: *rules which the crew may make*."""
    return "which" in clause and AUXILIARIES.isdisjoint(clause[clause.index("which") :])


def is_licence(spot: Candidate) -> bool:
    """*it may be said*, *we may safely conclude*, *I may add*: it can be said, and is."""
    if _BY_RIGHT & set(spot.right(3)) or passive_after(spot) in _SAID:
        return True
    return spot.before() in SPEAKER and verb_after(spot) in _SAYING
