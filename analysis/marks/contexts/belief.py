"""Tests of verbs of belief and appearance: does the sentence's own speaker commit only so far?"""

from collections.abc import Mapping

from analysis.marks.candidates import Candidate, Test
from analysis.marks.contexts.clauses import (
    FORMS_OF_BE,
    NEGATIONS,
    SPEAKER,
    has_clause,
    in_question,
    is_content_word,
    is_own,
    is_word,
    subject_at,
)
from analysis.marks.words import DETERMINERS, OBJECTS, PREPOSITIONS, SUBJECTS, words

_THINK_OF = words(
    "about of back ahead through twice hard long big outside over aloud again carefully much on up "
    "highly a upon alike"
)
_OBJECTS = OBJECTS | {"in", "me"}
_CLOSED_BY = frozenset((",", ".", ";", ":", "?", "!", '"', "”", "and", "but", ""))


def own_thought(spot: Candidate) -> bool:
    """*I think*, *we don't think*; not *he thinks*, *think about*, *do you think*, *what we think*."""
    return is_own(spot) and spot.after() not in _THINK_OF and spot.right(2) != ["in", "terms"]


def own_belief(spot: Candidate) -> bool:
    """*I believe that*; not *I believe in*, *I believe him*, *he believes*."""
    following = spot.after()
    if following in _OBJECTS and following not in ("in",) and spot.after(2) in SUBJECTS:
        return is_own(spot)
    if following in ("it", "you", "this", "that", "her") and spot.after(2) in _CLOSED_BY:
        return False
    return following not in _OBJECTS and is_own(spot)


def own_clause(spot: Candidate) -> bool:
    """The speaker's own verb with a clause behind it: *I feel that*, *we assume the law holds*."""
    return is_own(spot) and has_clause(spot)


def own_feeling(spot: Candidate) -> bool:
    """*I feel that*, *I feel like we*; not *I feel the weight*, *I feel good*."""
    if spot.after() == "like":
        return is_own(spot) and spot.after(2) in SUBJECTS
    return own_clause(spot) and spot.after() not in DETERMINERS - {"that", "this", "the", "these", "those"}


def own_guess(spot: Candidate) -> bool:
    """*I guess*, *I suppose*, anywhere in the sentence; not *guess what*."""
    return is_own(spot) and spot.after() not in ("what", "at", "to", "who", "how")


def own_hope(spot: Candidate) -> bool:
    """*I hope that*, *we hope they*; not *I hope to*."""
    return spot.after() != "to" and spot.after() not in ("for", "in", "and", "of") and has_clause(spot, 12)


def own_expectation(spot: Candidate) -> bool:
    """*I expect it to rain*, *I expect that*: think likely; not *as you would expect*, *expects of us*."""
    return is_own(spot) and (spot.after() == "to" or has_clause(spot) or "to" in spot.right(5))


def expected_to(spot: Candidate) -> bool:
    """*is expected to*: thought likely; not *had expected him to*, *than expected*."""
    i = subject_at(spot, 2) + 1
    verbs = spot.words[i : spot.first]
    return spot.after() == "to" and any(word in FORMS_OF_BE for word in (*verbs, spot.before()))


def passive(spot: Candidate) -> bool:
    """*is believed to be*, *a man said to be rich*: nobody is named who says so; not *he said to wait*."""
    return spot.before() not in SUBJECTS and not spot.before().endswith("'s")


def seeming(spot: Candidate) -> bool:
    """*appears to*, *it appears that*, *appears ready*; not *appeared on TV*, *will appear in an ad*."""
    following = spot.after()
    if following in ("to", "that", "as", "not", "likely", "unlikely"):
        return True
    if spot.before() == "it" or spot.left(2)[:1] == ["it"]:
        return following not in PREPOSITIONS
    return is_content_word(following) and not following.endswith("ly") and following not in (
        "again", "together", "daily", "today", "tomorrow", "tonight", "yesterday", "first", "next", "once",
        "twice", "alongside", "onstage", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
        "sunday", "live", "there", "nightly",
    )  # fmt: skip


def looks_like(spot: Candidate) -> bool:
    """*it looks like rain*, *it sounds like he will*; not *she looks like her mother*."""
    if has_clause(spot):
        return True
    i = subject_at(spot)
    return i >= 0 and spot.words[i] in ("it", "things") and not in_question(spot)


def tends_to(spot: Candidate) -> bool:
    """*tends to*: not *tends to the sick*, *tended bar*."""
    return spot.after() == "to" and spot.after(2) not in DETERMINERS and spot.after(2) not in OBJECTS


_PERSONS = words("i we you he she they who")
_EVIDENCE = words("analysis analyses count data datum document email e-mail evidence example experience fact figure finding "
    "history indicator information indication intelligence investigation math message model number pattern "
    "poll polling record report research result return review sign statistic statement study studies survey "
    "surveys test tests text trend vote wording estimate projection passion logic language tone title name "
    "case people's anecdote interview timing clue memo letter map score event development signal reading "
    "average estimate outcome election article work document paper book headline coverage everything nothing "
    "something it this that which these those all")  # fmt: skip


def evidence_suggests(spot: Candidate) -> bool:
    """*polls suggest*, *the documents indicate*, *which suggested*; not *she suggested a debate*."""
    if spot.after() in ("by", "as", "in") or any(word in FORMS_OF_BE for word in spot.left(1)):
        return False
    head = spot.words[max(0, subject_at(spot))]
    if head in _PERSONS:
        return False
    window = [head, *(word for word in spot.left(8) if word not in ("it", "that", "this", "all", "which"))]
    return any(_singular(word) in _EVIDENCE or word in _EVIDENCE for word in window)


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def estimated(spot: Candidate) -> bool:
    """*it is estimated that*, *are estimated at*, *we estimate*; not *analysts estimate*."""
    if spot.phrase == "estimated":
        return any(word in FORMS_OF_BE for word in spot.left(4)) or spot.before() in (",", "the", "an", "and")
    return is_own(spot) or spot.before() == "to"


def not_sure(spot: Candidate) -> bool:
    """*not sure*, *not clear*: a negation shortly before, and no *make sure*."""
    return any(word in NEGATIONS for word in spot.left(2)) and spot.before() not in ("make", "making", "made")


def own_negated(spot: Candidate) -> bool:
    """*I don't know if*, *we don't know whether*: the speaker's own, not a report."""
    return spot.first == 0 or spot.before() not in ("he", "she", "they", "you", "who", "people")


def parenthetical(spot: Candidate) -> bool:
    """Set off from its sentence: *They say, ...*, *..., they say*, *as they say*."""
    before, after = spot.before(), spot.after()
    return (before in ("as", ",") and not is_word(after)) or (spot.first == 0 and after in (",", "that"))


def own_view(spot: Candidate) -> bool:
    """*my understanding is*, *it is my understanding*; not *it deepened my understanding*."""
    return spot.after() in FORMS_OF_BE or spot.before() in FORMS_OF_BE or spot.before() == "not"


def set_off(spot: Candidate) -> bool:
    """Between commas or dashes: *it was, I don't know, late*."""
    return spot.before() in _PAUSES and spot.after() in _PAUSES | {".", "?"}


def personally(spot: Candidate) -> bool:
    """*personally, I*, *I personally think*; not *he personally signed it*."""
    return spot.before() in SPEAKER or spot.first == 0 or set_off(spot)


_PAUSES = frozenset((",", "—", "–", "--", "-", "..."))


def attributive_claim(spot: Candidate) -> bool:
    """*the alleged leak*; not *she alleged a leak*, *police reported losses*."""
    before = spot.before()
    return is_content_word(spot.after()) and (
        before in DETERMINERS or before in PREPOSITIONS or before in ("and", "'s")
    )


def not_a_measure(spot: Candidate) -> bool:
    """*according to the mayor*; not *according to plan*, *according to need*."""
    return spot.after() not in (
        "plan",
        "plans",
        "schedule",
        "need",
        "needs",
        "merit",
        "ability",
        "tradition",
        "size",
    )


def to_me(spot: Candidate) -> bool:
    """*at least to me*, *to me, that is*: an opinion; not *he said to me*."""
    return not is_word(spot.before()) or spot.before() == "least" or spot.first == 0


TESTS: Mapping[str, Test] = {
    "own-thought": own_thought,
    "own-belief": own_belief,
    "own-clause": own_clause,
    "own-feeling": own_feeling,
    "own-guess": own_guess,
    "own-hope": own_hope,
    "own-expectation": own_expectation,
    "own": is_own,
    "expected-to": expected_to,
    "passive": passive,
    "seeming": seeming,
    "looks-like": looks_like,
    "tends-to": tends_to,
    "evidence-suggests": evidence_suggests,
    "estimated": estimated,
    "not-sure": not_sure,
    "own-negated": own_negated,
    "parenthetical": parenthetical,
    "own-view": own_view,
    "set-off": set_off,
    "personally": personally,
    "attributive-claim": attributive_claim,
    "not-a-measure": not_a_measure,
    "to-me": to_me,
}
