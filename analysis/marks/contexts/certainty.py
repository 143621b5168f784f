"""Tests of boosters: does the speaker insist on truth, and not on degree, frequency or manner?"""

from collections.abc import Mapping

from analysis.marks.candidates import Candidate, Test
from analysis.marks.contexts.clauses import (
    FORMS_OF_BE,
    NEGATIONS,
    SPEAKER,
    has_clause,
    in_question,
    is_content_word,
    is_negated,
    is_own,
    is_word,
    subject_at,
)
from analysis.marks.words import DO, words


def insisting_really(spot: Candidate) -> bool:
    """*it really is*, *is really a question of*; not *really good*, *not really*, *really?*."""
    if is_negated(spot, 2) or in_question(spot):
        return False
    if spot.after() in _VERBS_OF_FACT:
        return True
    return spot.before() in FORMS_OF_BE and spot.after() in _TRUTH_AFTER


_VERBS_OF_FACT = (FORMS_OF_BE | DO | frozenset(("has", "have", "had", "does", "did", "do", "will", "can"))) - {
    "be", "being", "been", "don't", "doesn't", "didn't", "doing", "done",
}  # fmt: skip
_TRUTH_AFTER = words("a an the about what how why who where that just no nothing my our your his")


def insisting_actually(spot: Candidate) -> bool:
    """*actually* before a verb in a statement that contradicts or insists; not in questions."""
    if in_question(spot):
        return False
    return is_negated(spot, 2) or spot.before() in FORMS_OF_BE or spot.after() in _VERBS_OF_FACT


def truly(spot: Candidate) -> bool:
    """*truly cares*, *is truly a danger*; not *yours truly*."""
    return spot.before() not in ("yours", "well")


def rhetorical_never(spot: Candidate) -> bool:
    """*we will never surrender*, *never, ever*, *never again*; not *it never ended*."""
    if spot.after() in (",", "ever", "again"):
        return True
    before = spot.before()
    if before in ("will", "'ll", "shall", "can", "must", "would", "'d"):
        return True
    return spot.after() in ("will", "shall", "once")


def rhetorical_always(spot: Candidate) -> bool:
    """*will always be*, *has always been*: certainty; not *is always late*."""
    if spot.after() == "going":
        return True
    return spot.before() in ("will", "'ll", "shall", "have", "has", "'ve", "can", "must", "would", "'d")


def manner_free(spot: Candidate) -> bool:
    """*clearly we need*, *it clearly failed*; not *speak clearly*, *more clearly*, *clearly in sight*."""
    if spot.before() in ("very", "more", "most", "so", "as", "how", "too", "less", "and", "not"):
        return False
    return (
        is_word(spot.after()) and spot.after() not in ("in", "and", "to", "at", "on")
    ) or spot.after() == ","


def own_knowledge(spot: Candidate) -> bool:
    """*I know that*, *we know it works*; not *I know him*, *I don't know*, *you know*."""
    i = subject_at(spot)
    if i < 0 or spot.words[i] not in SPEAKER or is_negated(spot, 3) or in_question(spot):
        return False
    if i and spot.words[i - 1] in (
        "as",
        "what",
        "that",
        "if",
        "than",
        "whether",
        "do",
        "did",
        "all",
        "like",
        "way",
    ):
        return False
    return (has_clause(spot) and spot.after() not in ("this", "these")) or spot.after() == "that"


def own_certainty(spot: Candidate) -> bool:
    """*I am confident*, *we are convinced that*; not *are you sure*, *make sure*, *not sure*."""
    i = subject_at(spot)
    if i < 0 or is_negated(spot, 4):
        return False
    return spot.words[i] in SPEAKER or (
        spot.words[i] == "and" and any(word in SPEAKER for word in spot.left(8))
    )


def impersonal_certainty(spot: Candidate) -> bool:
    """*it is clear that*, *one thing is certain*; not *it is not clear*, *make it clear*, *a clear plan*."""
    if is_negated(spot, 3) or "seem" in spot.left(2):
        return False
    if spot.before() in ("perfectly", "absolutely", "abundantly", "crystal", "quite", "very"):
        return not is_content_word(spot.after())
    if spot.before() == "it" and spot.before(2) in ("make", "makes", "made", "making"):
        return spot.after() == "that"
    return spot.before() in FORMS_OF_BE | {"becomes", "became", "become"} and (
        spot.after() in ("that", ":", "from") or has_clause(spot) or "thing" in spot.left(3)
    )


def own_promise(spot: Candidate) -> bool:
    """*I promise you*, *I can guarantee that*: on the truth of what is said."""
    return is_own(spot) and (spot.after() in ("you", "that", "it") or has_clause(spot))


def not_title(spot: Candidate) -> bool:
    """*of course*; not *matter of course*, *change of course*."""
    return spot.before() not in (
        "matter",
        "change",
        "changes",
        "correction",
        "length",
        "par",
        "reversal",
        "end",
    )


def positive(spot: Candidate) -> bool:
    """Without *not* shortly before."""
    return not is_negated(spot, 2)


def insisting_adverb(spot: Candidate) -> bool:
    """An adverb that insists and is not negated: *necessarily follows*; not *not necessarily*."""
    return not is_negated(spot, 2) and not in_question(spot)


def stands_alone(spot: Candidate) -> bool:
    """A sentence of its own: *Period.*, *End of story.*, *..., period.*"""
    return not is_word(spot.before()) and not is_word(spot.after())


def literally(spot: Candidate) -> bool:
    """*literally saved us*; not *take it literally*."""
    return is_word(spot.after())


def for_sure(spot: Candidate) -> bool:
    """*that is for sure*, *we know for certain*; not *nobody knows for sure*."""
    return not any(
        word in NEGATIONS or word in ("no", "nobody", "hard", "impossible") for word in spot.left(6)
    )


def emphatic_simply(spot: Candidate) -> bool:
    """*simply not true*, *simply cannot*; not *to put it simply*, *simply ask*."""
    return spot.after() in NEGATIONS or spot.after() in (
        "no",
        "false",
        "wrong",
        "untrue",
        "impossible",
        "unacceptable",
    )


def no_question(spot: Candidate) -> bool:
    """*there is no question that*; not *no question from the floor*, *no mistake was made*."""
    if spot.first == 0 or spot.before() in FORMS_OF_BE or spot.before() in ("be", "make", "beyond", ","):
        return spot.after() not in ("from", "of", "for")
    return spot.phrase.startswith(("without", "beyond"))


def sure_to(spot: Candidate) -> bool:
    """*is bound to*, *it is inevitable*; not *not bound to*."""
    return not is_negated(spot, 3) and (
        spot.before() in FORMS_OF_BE or spot.before() in ("almost", "seems", "only")
    )


def no_way(spot: Candidate) -> bool:
    """*there is no way he knew*; not *in no way*, *has no way to pay*."""
    if spot.after() in ("to", "of", "out", "back", "in") or {"can", "could"} & set(spot.right(7)):
        return False
    return spot.before() in FORMS_OF_BE or spot.first == 0


def simple_truth(spot: Candidate) -> bool:
    """*the simple truth is*, *it is an undeniable fact*; not *they seek the plain truth*."""
    return spot.after() in FORMS_OF_BE or spot.before(2) in FORMS_OF_BE


def own_claim(spot: Candidate) -> bool:
    """*I insist that*, *I submit he lied*; not *we insist on payment*."""
    return has_clause(spot) or spot.after() == ","


def evidence_proves(spot: Candidate) -> bool:
    """*the record proves that*; not *proved a good host*."""
    return spot.after() == "that" or (
        spot.after() in ("once", "beyond", "conclusively") and spot.after(2) != ""
    )


def fact_is(spot: Candidate) -> bool:
    """*the fact is that*, *the truth is, ...*; not *the fact is disputed*."""
    return not spot.after().endswith("ed")


TESTS: Mapping[str, Test] = {
    "insisting-really": insisting_really,
    "insisting-actually": insisting_actually,
    "truly": truly,
    "rhetorical-never": rhetorical_never,
    "rhetorical-always": rhetorical_always,
    "manner-free": manner_free,
    "own-knowledge": own_knowledge,
    "own-certainty": own_certainty,
    "impersonal-certainty": impersonal_certainty,
    "own-promise": own_promise,
    "not-title": not_title,
    "positive": positive,
    "insisting-adverb": insisting_adverb,
    "stands-alone": stands_alone,
    "literally": literally,
    "for-sure": for_sure,
    "emphatic-simply": emphatic_simply,
    "fact-is": fact_is,
    "no-question": no_question,
    "sure-to": sure_to,
    "no-way": no_way,
    "simple-truth": simple_truth,
    "own-claim": own_claim,
    "evidence-proves": evidence_proves,
}
