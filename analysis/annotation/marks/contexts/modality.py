"""Tests of modal verbs: is it possibility or probability, and not ability, permission or purpose?

The senses of the modal decide (`Modal.senses`); the rules of this file correct what the window
says plainly, and stand in where no senses are known.
"""

from collections.abc import Mapping

from analysis.annotation.marks.contexts.clause_words import NEGATIONS, SPEAKER, in_question, is_content_word
from analysis.annotation.marks.contexts.numerals import is_figure
from analysis.annotation.marks.contexts.older_may import shows_doubt
from analysis.annotation.marks.contexts.permission import (
    clause_before,
    is_no_possibility,
    is_purpose,
    verb_after,
)
from analysis.annotation.marks.phrase_contexts import Candidate, Test
from analysis.language.lemmas import ADVERBS, DETERMINERS, PARTICIPLES, SUBJECTS
from analysis.language.word_lists import word_list

MAY, COULD, COULD_OF_THINGS, CAN, SHOULD, MUST = 0.3, 0.53, 0.4, 0.45, 0.36, 0.45
"""Least probability of the epistemic sense for each verb, chosen on the training part."""
SURE, UNREAL = 0.8, 0.65
"""The same after a comma and *that*, which may open a purpose, and for *could* with a condition."""


def is_epistemic(spot: Candidate, threshold: float) -> bool | None:
    """Whether the senses of the modal say so; None where they are not known."""
    senses = spot.modal.senses if spot.modal is not None else {}
    return senses["epistemic"] >= threshold if senses else None


def possible_may(spot: Candidate) -> bool:
    """*may* and *might* of possibility; not the month, permission, wish, purpose or concession."""
    if spot.modal is None or list(spot.right(2)) == ["as", "well"] or is_no_possibility(spot):
        return False
    if spot.is_older and not shows_doubt(spot):
        return False
    doubtful = _opens_purpose(spot)
    return is_epistemic(spot, SURE if doubtful else MAY) is not False


def _opens_purpose(spot: Candidate) -> bool:
    """Whether *that* stands after a comma near before, which may open a purpose: *, that our people may*."""
    window = spot.left(9)
    return any(word == "that" and window[i - 1] in (",", ";") for i, word in enumerate(window) if i)


_MEASURE = word_list("contexts", "modality.measure")
_ALL = word_list("contexts", "modality.all")
_PREVENTED = word_list("contexts", "modality.prevented")
_PERSONS = word_list("contexts", "modality.persons")
_PAST = word_list("contexts", "modality.past")


def possible_could(spot: Candidate) -> bool:
    """*it could rain*; not past ability (*he could swim*), offer, question or unreal condition."""
    if spot.modal is None or spot.after() in SUBJECTS or spot.after() in DETERMINERS:
        return False
    if any(word in NEGATIONS for word in spot.right(2)) or spot.before() in SPEAKER:
        return False
    if in_question(spot) and spot.first == 0:
        return False
    if any(word in _MEASURE for word in spot.left(2)) or any(word in _ALL for word in spot.left(4)):
        return False
    if (
        is_purpose(spot)
        or {"easily", "readily"} & set(spot.right(2))
        or not _PREVENTED.isdisjoint(clause_before(spot, 6))
    ):
        return False
    known = is_epistemic(spot, least_could(spot))
    return spot.before() not in _PERSONS and "if" not in spot.words if known is None else known


def least_could(spot: Candidate) -> float:
    """What *could* must reach: most where it is unreal, least of a thing and outside a tale of the past."""
    if is_perfect(spot) or "if" in spot.words:
        return UNREAL
    past = any(word in _PAST for word in spot.left(12))
    return COULD if past or spot.before() in _PERSONS else COULD_OF_THINGS


def is_perfect(spot: Candidate) -> bool:
    """Whether *have* and a participle follow: *could have known*."""
    if verb_after(spot) != "have":
        return False
    return any(word in PARTICIPLES or word.endswith("ed") for word in spot.right(5))


_CANNOT_BE_SOMETIMES = SPEAKER | _PERSONS


def possible_can(spot: Candidate) -> bool:
    """*it can be a mess*, *what can happen*: *is sometimes*; not ability, permission or means."""
    if spot.modal is None or spot.before() in _CANNOT_BE_SOMETIMES or "no" in spot.left(3):
        return False
    if any(word in NEGATIONS for word in spot.right(2)):
        return False
    verb = verb_after(spot)
    if verb in ("happen", "occur"):
        return not {"ensure", "so", "sure"} & set(spot.left(6))
    return verb == "be" and is_description(spot) and is_epistemic(spot, CAN) is not False


def is_description(spot: Candidate) -> bool:
    """Whether the *be* behind the modal takes an adjective or noun: *can be deadly*, not *can be seen*."""
    behind = list(spot.right(8))
    rest = [word for word in behind[behind.index("be") + 1 :] if word not in ADVERBS]
    word = rest[0] if rest else ""
    if word in PARTICIPLES or word.endswith(("ed", "ing")):
        return False
    return is_content_word(word) or word in _BEFORE_COMPLEMENT


def probable_should(spot: Candidate) -> bool:
    """*it should be enough*: *is probably*; not obligation or condition."""
    if spot.first == 0 or spot.after() in SUBJECTS or any(word in NEGATIONS for word in spot.right(2)):
        return False
    if _is_forecast(spot):
        return True
    return spot.before() not in SPEAKER | {"you"} and bool(is_epistemic(spot, SHOULD))


def _is_forecast(spot: Candidate) -> bool:
    """*two should be enough*, *it should cost about forty*: what is expected; not *should be able to*."""
    behind = [word for word in spot.right(4) if word not in ADVERBS]
    if behind[:1] == ["be"]:
        return bool(_EXPECTED & set(behind[1:2])) and "if" not in spot.left(6)
    return any(word in _ROUGHLY and is_figure(behind[i + 1]) for i, word in enumerate(behind[:-1]) if i)


_EXPECTED = word_list("contexts", "modality.expected")
_ROUGHLY = frozenset(("about", "around", "roughly"))
_TENTATIVE = word_list("contexts", "modality.tentative")


def tentative_would(spot: Candidate) -> bool:
    """*I would say*, *it would seem*; not a condition, the past, or the future in the past."""
    verb = verb_after(spot)
    if spot.last - spot.first > 1:  # "I'd say"
        return "if" not in spot.words
    if verb in ("seem", "appear"):
        return True
    return (
        "if" not in spot.words and spot.before() in SPEAKER and verb in _TENTATIVE and spot.after() != "not"
    )


_CONCLUDED = word_list("contexts", "modality.concluded")
_BEFORE_COMPLEMENT = word_list("contexts", "modality.before-complement")


def inferred_must(spot: Candidate) -> bool:
    """*they must have known*, *you must be joking*: a conclusion, not an obligation."""
    known = is_epistemic(spot, MUST)
    if spot.modal is None or known is False or any(word in NEGATIONS for word in spot.right(2)):
        return False
    if is_perfect(spot):
        return True
    return bool(known) and verb_after(spot) == "be" and any(word in _CONCLUDED for word in spot.right(4))


TESTS: Mapping[str, Test] = {
    "possible-may": possible_may,
    "possible-could": possible_could,
    "possible-can": possible_can,
    "probable-should": probable_should,
    "tentative-would": tentative_would,
    "inferred-must": inferred_must,
}
