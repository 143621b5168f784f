"""Tests of verbs of belief and appearance, and of shields: how far does the speaker commit?"""

from collections.abc import Mapping

from analysis.annotation.marks.contexts.clause_words import (
    FORMS_OF_BE,
    NEGATIONS,
    SPEAKER,
    has_clause,
    is_compared,
    is_content_word,
    is_negated,
    is_own,
    is_word,
    subject_at,
)
from analysis.annotation.marks.contexts.numerals import is_figure
from analysis.annotation.marks.phrase_contexts import Candidate, Test
from analysis.language.lemmas import (
    ADVERBS,
    DETERMINERS,
    HAVE,
    MODALS,
    OBJECTS,
    PREPOSITIONS,
    SUBJECTS,
    noun_class,
)
from analysis.language.word_lists import word_list

_TOPIC = word_list("contexts", "belief.topic")


def own_thought(spot: Candidate) -> bool:
    """*I think*, *more than I think we know*; not *he thinks*, *think about*, *I think it best*."""
    following, second = spot.after(), spot.after(2)
    if following in ADVERBS:
        following, second = second, spot.after(3)
    topic = following in _TOPIC and not (following == "about" and is_figure(second))
    if topic or (following, second) == ("in", "terms") or (following == "it" and second in _FELT_OF_IT):
        return False
    if spot.words[spot.first] == "thought" and spot.before() == "never":
        return False
    return is_own(spot) or (spot.words[spot.first] == "think" and is_compared(spot) and is_word(spot.after()))


def own_belief(spot: Candidate) -> bool:
    """*I believe that*; not *I believe in*, *I believe him*, *I thought it best*, *he believes*."""
    following = spot.after()
    if following == "it" and spot.after(2) in _FELT_OF_IT:
        return False
    if following in OBJECTS or following in _BELIEVED:
        return following != "in" and is_word(spot.after(2)) and is_own(spot)
    return is_own(spot)


def clause_follows(spot: Candidate) -> bool:
    """*odds are he will*, *my view is that*; not *the odds are against us*, *my view is simple*."""
    return has_clause(spot)


def own_clause(spot: Candidate) -> bool:
    """The speaker's own verb with a clause behind it: *we assume the law holds*."""
    return is_own(spot) and has_clause(spot)


def own_positive_clause(spot: Candidate) -> bool:
    """The same without a negation: *I imagine they will*; not *I can't imagine how*, *I can only imagine*."""
    return own_clause(spot) and not is_negated(spot) and not {"can", "could"} & set(spot.left(2))


_FELT_THING = word_list("contexts", "belief.felt-thing")
_FELT_OF_IT = word_list("contexts", "belief.felt-of-it")


def own_feeling(spot: Candidate) -> bool:
    """*I feel that*, *I feel like we*; not *I feel the weight of it*, *I feel it my duty*, *I feel good*."""
    if spot.after() == "like":
        return is_own(spot) and spot.after(2) not in ("a", "an") and not spot.after(2).endswith("ing")
    if spot.after() == "it" and (spot.after(2) in DETERMINERS or spot.after(2) in _FELT_OF_IT):
        return False
    return own_clause(spot) and spot.after() not in _FELT_THING


def own_guess(spot: Candidate) -> bool:
    """*I guess*, *I suppose*, anywhere in the sentence; not *guess what*."""
    return is_own(spot) and spot.after() not in _GUESSED


def reasoned(spot: Candidate) -> bool:
    """*we have reason to believe*, *there is reason to hope*; not *they have reason to*."""
    return spot.words[spot.first] == "there" or is_own(spot)


def with_hope(spot: Candidate) -> bool:
    """*I hope that*, *I hope so*, *..., I fear, ...*; not *I hope to*, *we hope for*."""
    if set_off(spot):
        return True
    if spot.after() in ("so", "not"):
        return not is_word(spot.after(2))
    return spot.after() not in _NO_VIEW and has_clause(spot, 12)


def own_expectation(spot: Candidate) -> bool:
    """*I expect it to rain*, *we expect growth*: think likely; not *as you would expect*, *expect of us*."""
    return (
        is_own(spot) and not is_negated(spot) and spot.after() not in ("of", "from") and is_word(spot.after())
    )


def expected_to(spot: Candidate) -> bool:
    """*is expected (soon) to*, *it is expected that*, *rain may be expected*; not *had expected him to*.

    Nor *than expected*, *when it may be expected*.
    """
    if _is_looked_for(spot):
        return True
    if spot.after() == "that" and "it" in spot.left(3) and not is_negated(spot):
        return any(word in FORMS_OF_BE for word in spot.left(2))
    return (spot.after() == "to" or (spot.after(2) == "to" and spot.after() not in OBJECTS)) and any(
        word in FORMS_OF_BE for word in spot.left(3)
    )


def _is_looked_for(spot: Candidate) -> bool:
    """*is expected from it*, *may (soon) be expected*: in older prose, the writer's own view."""
    if not spot.is_older or spot.after() == "of" or not any(word in FORMS_OF_BE for word in spot.left(3)):
        return False
    return _COMPARED.isdisjoint(spot.left(7))


def presumed(spot: Candidate) -> bool:
    """*it may (fairly) be presumed*, *it may be devoutly hoped*: the writer presumes it."""
    return "be" in spot.left(3) and "may" in spot.left(5) and "it" in spot.left(6)


def passive(spot: Candidate) -> bool:
    """*is believed to be*, *a man said to be rich*: nobody is named who says so; not *he said to wait*."""
    if spot.before() in SUBJECTS or spot.before() in HAVE:
        return False
    return not is_negated(spot, 2) or (spot.is_older and "it" in spot.left(3))


_NOT_A_QUALITY = word_list("contexts", "belief.not-a-quality")


_SEEMING = word_list("contexts", "belief.seeming")


def seeming(spot: Candidate) -> bool:
    """*appears to*, *it appears that*, *appears ready*; not *appeared on TV*, *will appear in an ad*."""
    following = spot.after()
    if following in _SEEMING:
        return True
    if "it" in spot.left(2):
        return following not in PREPOSITIONS
    return is_content_word(following) and not following.endswith("ly") and following not in _NOT_A_QUALITY


def looks_like(spot: Candidate) -> bool:
    """*it looks like rain*, *it sounds like he will*; not *she looks like her mother*, *if it looks like*."""
    i = subject_at(spot)
    subject = spot.words[i] if i >= 0 else ""
    if spot.before() in MODALS or (i > 0 and spot.words[i - 1] == "if"):
        return False
    return has_clause(spot) or subject in ("it", "things")


def tends_to(spot: Candidate) -> bool:
    """*tends to*; not *tends to the sick*, *tends to worse ills*, *tended bar*."""
    if spot.after(2).endswith("er") or spot.after(2) == "worse":
        return False
    return spot.after() == "to" and spot.after(2) not in DETERMINERS and spot.after(2) not in OBJECTS


_COMPARED = frozenset(("than", "as", "when", "what", "which"))
_EVIDENCE = word_list("contexts", "belief.evidence")
_PERSONS = word_list("contexts", "belief.persons")


def evidence_suggests(spot: Candidate) -> bool:
    """*polls suggest*, *the documents indicate*, *which suggested*; not *she suggested a debate*.

    Nor *what experience may suggest* of older prose.
    """
    if spot.is_older and spot.before() in MODALS:
        return False
    if spot.after() in ("by", "as", "in") or spot.before() in FORMS_OF_BE:
        return False
    subject = spot.words[max(0, subject_at(spot))]
    if subject in _PERSONS:
        return False
    if is_evidence(subject) or noun_class(subject) == "plural":
        return True
    return any(is_evidence(word) and word not in SUBJECTS for word in spot.left(10))


def is_evidence(word: str) -> bool:
    """Whether a noun, singular or plural, names something that suggests a conclusion."""
    singular = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
    return word in _EVIDENCE or singular in _EVIDENCE


def estimated(spot: Candidate) -> bool:
    """*it is estimated that*, *the estimated cost*, *we estimate*; not *analysts estimate*."""
    if spot.words[spot.first] == "estimated" and not is_own(spot):
        if spot.after() in ("at", "to") or spot.before() == "an":
            return True
        return any(word in FORMS_OF_BE for word in spot.left(2)) or alleged(spot)
    return is_own(spot)


_BEFORE_SURE = word_list("contexts", "belief.before-sure")


def not_sure(spot: Candidate) -> bool:
    """*not sure*, *isn't entirely clear*; not *don't make sure*, *don't do certain things*."""
    before = spot.before()
    if is_content_word(spot.after()) and spot.words[spot.first] in ("certain", "clear"):
        return False
    return before in NEGATIONS or (before in _BEFORE_SURE and spot.before(2) in NEGATIONS)


_OTHERS = word_list("contexts", "belief.others")


def arguing(spot: Candidate) -> bool:
    """*one could argue*, *I would argue*; not *they would argue all night*."""
    return spot.before() in (*SPEAKER, "one", "you", "it", "", '"')


def own_doubt(spot: Candidate) -> bool:
    """*I don't know if*, *don't know if*: the speaker's own, not a report."""
    return spot.before() not in _OTHERS


_PAUSES = frozenset((",", "—", "–", "--", "-", "...", "…", "(", ")"))


def set_off(spot: Candidate) -> bool:
    """Between commas or dashes: *it was, I don't know, late*."""
    return spot.before() in _PAUSES and spot.after() in _PAUSES | {".", "?"}


def parenthetical(spot: Candidate) -> bool:
    """Set off from its sentence: *They say that*, *..., they say*, *as they say*."""
    if spot.first == 0:
        return spot.after() in (",", "that")
    return spot.before() in ("as", ",") and not is_word(spot.after())


def not_a_standard(spot: Candidate) -> bool:
    """*according to the mayor*; not *according to plan*, *according to the laws of nations*."""
    behind = [*spot.right(5), ""]
    measured = any(
        word in _STANDARDS and not is_content_word(behind[i + 1]) for i, word in enumerate(behind[:4])
    )
    return not measured or "'s" in spot.right(4)


_STANDARDS = word_list("contexts", "belief.standards")
_BELIEVED = word_list("contexts", "belief.believed")
_GUESSED = word_list("contexts", "belief.guessed")
_NO_VIEW = word_list("contexts", "belief.no-view")


def to_me(spot: Candidate) -> bool:
    """*at least to me*, *to me, it is*: an opinion; not *he said to me*, *cc: to me*."""
    return (
        spot.first == 0 or spot.before() == "least" or (spot.before() in _PAUSES and spot.after() in _PAUSES)
    )


def own_view(spot: Candidate) -> bool:
    """*my understanding is*, *it is my understanding*; not *it deepened my understanding*."""
    return any(word in FORMS_OF_BE for word in (spot.after(), spot.before(), *spot.left(2)[:1]))


def personally(spot: Candidate) -> bool:
    """*personally, I*, *I personally think*; not *he personally signed it*."""
    return spot.before() in SPEAKER or spot.first == 0 or set_off(spot)


def alleged(spot: Candidate) -> bool:
    """*the alleged leak*; not *she alleged a leak*, *police reported losses*."""
    before = spot.before()
    placed = before in DETERMINERS or before in PREPOSITIONS or before in ("of", "and", "'s")
    return placed and is_content_word(spot.after())


TESTS: Mapping[str, Test] = {
    "own-thought": own_thought,
    "own-belief": own_belief,
    "clause-follows": clause_follows,
    "own-clause": own_clause,
    "own-positive-clause": own_positive_clause,
    "own-feeling": own_feeling,
    "own-guess": own_guess,
    "own-expectation": own_expectation,
    "own": is_own,
    "with-hope": with_hope,
    "expected-to": expected_to,
    "passive": passive,
    "seeming": seeming,
    "looks-like": looks_like,
    "tends-to": tends_to,
    "evidence-suggests": evidence_suggests,
    "estimated": estimated,
    "not-sure": not_sure,
    "arguing": arguing,
    "own-doubt": own_doubt,
    "parenthetical": parenthetical,
    "not-a-standard": not_a_standard,
    "to-me": to_me,
    "own-view": own_view,
    "personally": personally,
    "set-off": set_off,
    "reasoned": reasoned,
    "presumed": presumed,
    "alleged": alleged,
}
