"""Tests of modal verbs: is it possibility or probability, and not ability, permission or purpose?

The senses of the modal decide (`Modal.senses`); rules of this file correct what a sentence says
plainly, and stand in where no senses are known.
"""

from collections.abc import Mapping

from analysis.marks.candidates import Candidate, Test
from analysis.marks.contexts.clauses import FORMS_OF_BE, NEGATIONS, SPEAKER, in_question
from analysis.marks.words import ADVERBS, PARTICIPLES, SUBJECTS, words

MAY, COULD, CAN, SHOULD, MUST = 0.3, 0.5, 0.6, 0.6, 0.5
"""Least probability of the epistemic sense for each verb, chosen on the training part."""


def epistemic(spot: Candidate, threshold: float) -> bool | None:
    """Whether the senses of the modal say so; None where they are not known."""
    senses = spot.modal.senses if spot.modal is not None else {}
    return senses["epistemic"] >= threshold if senses else None


def verb_after(spot: Candidate) -> str:
    """The verb behind the modal, past adverbs and negation."""
    for word in spot.right(4):
        if word not in ADVERBS and word not in NEGATIONS and not word.endswith("ly"):
            return word
    return ""


def possible_may(spot: Candidate) -> bool:
    """*may* and *might* of possibility; not permission, wish, purpose or concession."""
    if spot.after() in ("i", "we", "it", "god", "the", "they") or spot.left(2)[-2:] == ["if", "i"]:
        return False
    if is_purpose(spot) or is_concession(spot) or (spot.after(), spot.after(2)) == ("as", "well"):
        return False
    return epistemic(spot, MAY) is not False


def is_purpose(spot: Candidate) -> bool:
    """*so that it may*, *in order that it may*, *, that our people may*, *I hope it may*."""
    window = list(spot.left(9))
    if "that" in window:
        at = len(window) - 1 - window[::-1].index("that")
        return at > 0 and window[at - 1] in ("so", "order", ",", ";", "pray", "hope")
    return any(word in ("hope", "pray", "lest") for word in window[-4:])


def is_concession(spot: Candidate) -> bool:
    """*whatever you may think*, *come what may*, *as the case may be*, *be that as it may*."""
    window = spot.left(4)
    return (
        any(word.endswith("ever") and word.startswith(("wh", "how")) for word in window)
        or ("as" in window and spot.after() == "be")
        or window[-1:] == ["what"]
    )


_MEASURE = words("as all everything whatever anything what how best much far only so")
_FRONTED = frozenset(SUBJECTS) | {"the", "a", "my", "your"}


def possible_could(spot: Candidate) -> bool:
    """*it could rain*; not past ability (*he could swim*), offer, or an unreal condition."""
    if spot.after() in _FRONTED or (in_question(spot) and spot.after() in SUBJECTS):
        return False
    if any(word in NEGATIONS for word in spot.right(2)) or spot.before() in SPEAKER:
        return False
    known = epistemic(spot, COULD)
    return likely_could(spot) if known is None else known


def likely_could(spot: Candidate) -> bool:
    """What the window says of *could* when no senses are known."""
    if any(word in _MEASURE for word in spot.left(4)) or spot.before() in ("he", "she", "they", "who", "you"):
        return False
    return "if" not in spot.words and not is_purpose(spot)


def possible_can(spot: Candidate) -> bool:
    """*it can be a mess*, *what can happen*: *is sometimes*; not ability, permission or means."""
    if any(word in NEGATIONS for word in spot.right(2)) or spot.before() in (
        "i",
        "we",
        "you",
        "who",
        "he",
        "she",
    ):
        return False
    verb = verb_after(spot)
    if verb in ("happen", "occur", "vary"):
        return True
    return verb == "be" and _is_description(spot) and epistemic(spot, CAN) is not False


def _is_description(spot: Candidate) -> bool:
    """Whether *be* is followed by an adjective or noun, not by a participle."""
    i = spot.last
    while i < len(spot.words) and spot.words[i] != "be":
        i += 1
    rest = [word for word in spot.words[i + 1 : i + 4] if word not in ADVERBS]
    word = rest[0] if rest else ""
    return word[:1].isalpha() and word not in PARTICIPLES and not word.endswith(("ed", "ing"))


def probable_should(spot: Candidate) -> bool:
    """*it should be enough*: *is probably*; not obligation."""
    if spot.before() in ("i", "we", "you"):
        return False
    return bool(epistemic(spot, SHOULD))


_TENTATIVE = words("say argue guess venture suggest submit add call imagine think hesitate")


def tentative_would(spot: Candidate) -> bool:
    """*I would say*, *it would seem*; not a condition, the past or the future in the past."""
    verb = verb_after(spot)
    if verb in ("seem", "appear"):
        return True
    if "if" in spot.words or any(word in NEGATIONS for word in spot.right(1)):
        return False
    return spot.before() in SPEAKER and verb in _TENTATIVE


def inferred_must(spot: Candidate) -> bool:
    """*you must be joking*, *they must have known*: a conclusion, not an obligation."""
    known = epistemic(spot, MUST)
    if known is False or any(word in NEGATIONS for word in spot.right(2)):
        return False
    verb = verb_after(spot)
    if verb == "have":
        return any(word in PARTICIPLES or word.endswith("ed") for word in spot.right(5))
    return bool(known) and verb in FORMS_OF_BE


TESTS: Mapping[str, Test] = {
    "possible-may": possible_may,
    "possible-could": possible_could,
    "possible-can": possible_can,
    "probable-should": probable_should,
    "tentative-would": tentative_would,
    "inferred-must": inferred_must,
}
