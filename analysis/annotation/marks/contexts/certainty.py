"""Tests of boosters: does the speaker insist on truth, and not on degree, frequency or manner?"""

from collections.abc import Mapping

from analysis.annotation.marks.contexts.clause_words import (
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
from analysis.annotation.marks.contexts.degree import sentence_initial
from analysis.annotation.marks.phrase_contexts import Candidate, Test
from analysis.language.lemmas import DO, HAVE, MODALS, WH_WORDS
from analysis.language.word_lists import word_list

_ASSERTING = (FORMS_OF_BE | DO | HAVE | word_list("contexts", "certainty.asserting")) - word_list(
    "contexts", "certainty.not-asserting"
)
_TRUTH = word_list("contexts", "certainty.truth")


def insisting_really(spot: Candidate) -> bool:
    """*it really is*, *is really a question of*; not *really good*, *not really*, *is it really?*."""
    if is_negated(spot, 2) or in_question(spot):
        return False
    if spot.after() in _OWN_VIEW:
        return is_own(spot)
    return spot.after() in _ASSERTING or (spot.before() in FORMS_OF_BE and spot.after() in _TRUTH)


def insisting_actually(spot: Candidate) -> bool:
    """*had not actually applied*, *it actually is*; not in plain description or questions."""
    if in_question(spot):
        return False
    return is_negated(spot, 2) or spot.before() in FORMS_OF_BE or spot.after() in _ASSERTING


def insisting_honestly(spot: Candidate) -> bool:
    """*honestly, it fails*, *I honestly believe*; not *they answered honestly*, *an honestly run shop*."""
    return sentence_initial(spot) or (spot.before() in SPEAKER and is_word(spot.after()))


def truly(spot: Candidate) -> bool:
    """*they truly care*; not *yours truly*, *well and truly*."""
    return spot.before() not in ("yours", "and")


_UNDERTAKING = word_list("contexts", "certainty.undertaking")
_BEFORE_ALWAYS = word_list("contexts", "certainty.before-always")
_EMPHATIC = word_list("contexts", "certainty.emphatic") | {","}


def rhetorical_never(spot: Candidate) -> bool:
    """*we will never surrender*, *never, ever*, *never again*; not *it never ended*."""
    return spot.after() in _EMPHATIC or spot.before() in _UNDERTAKING


def rhetorical_always(spot: Candidate) -> bool:
    """*will always be*, *has always been*, *always going to*: certainty; not *is always late*."""
    return spot.after() == "going" or spot.before() in _BEFORE_ALWAYS


_MANNER = word_list("contexts", "certainty.manner")


def clearly(spot: Candidate) -> bool:
    """*clearly we need*, *it clearly failed*; not *speak clearly*, *clearly visible*, *clearly in sight*."""
    if spot.before() in _MANNER or is_negated(spot, 2):
        return False
    if spot.after() in _PERCEIVED:
        return False
    return spot.after() == "," or (is_word(spot.after()) and spot.after() not in _CLEAR_PLACE)


_PERCEIVED = word_list("contexts", "certainty.perceived")


_NOT_KNOWN = word_list("contexts", "certainty.not-known")


def own_knowledge(spot: Candidate) -> bool:
    """*I know that*, *we know it works*; not *I know him*, *I know who he is*, *we should know*."""
    i = subject_at(spot)
    if i < 0 or spot.words[i] not in SPEAKER or is_negated(spot) or in_question(spot):
        return False
    if MODALS & set(spot.words[i : spot.first]) or spot.after() in WH_WORDS:
        return False
    return (i == 0 or spot.words[i - 1] not in _NOT_KNOWN) and has_clause(spot)


def own_certainty(spot: Candidate) -> bool:
    """*I am confident*, *we are hopeful and convinced*; not *are you sure*, *make sure*, *not sure*."""
    i = subject_at(spot)
    if i < 0 or is_negated(spot, 4):
        return False
    return spot.words[i] in SPEAKER or (spot.words[i] == "and" and bool(SPEAKER & set(spot.left(6))))


_DEGREES = word_list("contexts", "certainty.degrees")


_ONE_THING = (["one", "thing"], ["this", "much"])


def impersonal_certainty(spot: Candidate) -> bool:
    """*it is clear that*, *it makes clear that*, *perfectly clear*; not *it is not clear*, *a clear plan*."""
    if is_negated(spot) or "seem" in spot.left(2):
        return False
    before, made = spot.before(), spot.before(2) in _MAKING
    if before in _DEGREES:
        return not is_content_word(spot.after())
    if before == "it" and made:
        return spot.after() == "that"
    if before in ("make", "makes"):
        return spot.after() == "that"
    if before not in FORMS_OF_BE:
        return False
    told = spot.after() in ("that", ":", "from") or list(spot.left(3))[:2] in _ONE_THING
    return told or ("it" in spot.left(4) and has_clause(spot))


def own_promise(spot: Candidate) -> bool:
    """*I assure you*, *I can guarantee that*: on the truth of what is said; not *they guarantee loans*."""
    return is_own(spot) and (
        spot.after() in ("you", "that", "it") or spot.before() == "can" or has_clause(spot)
    )


_COURSES = word_list("contexts", "certainty.courses")


def not_a_course(spot: Candidate) -> bool:
    """*of course*; not *matter of course*, *change of course*."""
    return spot.before() not in _COURSES


def insisting_adverb(spot: Candidate) -> bool:
    """*this necessarily follows*; not *not necessarily* and no question."""
    return not is_negated(spot, 2) and not in_question(spot)


def unqualified(spot: Candidate) -> bool:
    """*certainly*; not *almost certainly*, which is a hedge, or *as surely as*."""
    return spot.before() not in ("almost", "nearly", "as")


def positive(spot: Candidate) -> bool:
    """Without *not* right before."""
    return not is_negated(spot, 1)


def stands_alone(spot: Candidate) -> bool:
    """A clause of its own: *It is wrong, period.*"""
    return spot.before() in ("", ",", "—", "–", "-", "--") and not is_word(spot.after())


def on_the_fact(spot: Candidate) -> bool:
    """*it is indeed ours*; not *very glad indeed*, which strengthens a degree."""
    return "very" not in spot.left(3)


def literally(spot: Candidate) -> bool:
    """*literally saved us*; not *take it literally*."""
    return is_word(spot.after())


def for_sure(spot: Candidate) -> bool:
    """*that is for sure*, *to be sure, it*; not *nobody knows for sure*, *for certain goods*."""
    if is_content_word(spot.after()) or (spot.words[spot.first] == "to" and is_word(spot.before())):
        return False
    return not any(word in NEGATIONS or word in _UNSURE for word in spot.left(6))


def fact_is(spot: Candidate) -> bool:
    """*the fact is that*, *the truth is, ...*; not *the fact is disputed*, *what the truth is*."""
    return not spot.after().endswith("ed") and not is_negated(spot) and spot.before() != "what"


def no_question(spot: Candidate) -> bool:
    """*there is no question that*, *make no mistake*; not *no question from the floor*."""
    placed = spot.first == 0 or spot.before() in FORMS_OF_BE or spot.before() in ("make", ",")
    return placed and spot.after() not in _QUESTION_OF


def sure_to(spot: Candidate) -> bool:
    """*is bound to fail*, *it is inevitable*; not *not bound to*, *an inevitable loss*."""
    return not is_negated(spot) and (
        spot.before() in FORMS_OF_BE - {"be"} or spot.before() in ("almost", "only")
    )


def no_way(spot: Candidate) -> bool:
    """*there is no way he knew*; not inability (*no way we can*) or *has no way to pay*."""
    if spot.after() in _WAY_TO or {"can", "could"} & set(spot.right(7)):
        return False
    return spot.before() in FORMS_OF_BE or spot.first == 0


def simple_truth(spot: Candidate) -> bool:
    """*the simple truth is*, *it is an undeniable fact*; not *they seek the plain truth*."""
    return spot.after() in FORMS_OF_BE or spot.before(2) in FORMS_OF_BE


_SAYING = word_list("contexts", "certainty.saying")
_OWN_VIEW = word_list("contexts", "certainty.own-view")
_CLEAR_PLACE = word_list("contexts", "certainty.clear-place")
_MAKING = word_list("contexts", "certainty.making")
_UNSURE = word_list("contexts", "certainty.unsure")
_QUESTION_OF = word_list("contexts", "certainty.question-of")
_WAY_TO = word_list("contexts", "certainty.way-to")


def said_with(spot: Candidate) -> bool:
    """*I can say with confidence that*; not *they played with confidence*."""
    return spot.after() == "that" or bool(_SAYING & set(spot.left(4)))


def claims(spot: Candidate) -> bool:
    """*I insist that*, *I submit he lied*; not *we insist on payment*, *they insist that*."""
    return is_own(spot) and has_clause(spot)


TESTS: Mapping[str, Test] = {
    "insisting-really": insisting_really,
    "insisting-honestly": insisting_honestly,
    "insisting-actually": insisting_actually,
    "truly": truly,
    "rhetorical-never": rhetorical_never,
    "rhetorical-always": rhetorical_always,
    "clearly": clearly,
    "own-knowledge": own_knowledge,
    "own-certainty": own_certainty,
    "impersonal-certainty": impersonal_certainty,
    "own-promise": own_promise,
    "not-a-course": not_a_course,
    "insisting-adverb": insisting_adverb,
    "positive": positive,
    "unqualified": unqualified,
    "stands-alone": stands_alone,
    "on-the-fact": on_the_fact,
    "literally": literally,
    "for-sure": for_sure,
    "fact-is": fact_is,
    "no-question": no_question,
    "sure-to": sure_to,
    "no-way": no_way,
    "simple-truth": simple_truth,
    "said-with": said_with,
    "claims": claims,
}
