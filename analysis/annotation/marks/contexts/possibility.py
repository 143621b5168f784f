"""Tests of adjectives, nouns and adverbs of possibility and probability."""

from collections.abc import Mapping

from analysis.annotation.marks.contexts.clause_words import (
    FORMS_OF_BE,
    has_clause,
    is_attributive,
    is_copula,
    is_negated,
    is_word,
)
from analysis.annotation.marks.phrase_contexts import Candidate, Test
from analysis.language.lemmas import AUXILIARIES, BE, DETERMINERS, HAVE, MODALS
from analysis.language.word_lists import word_list

_PLAINLY_POSSIBLE = word_list("contexts", "possibility.plainly-possible")


def possible(spot: Candidate) -> bool:
    """*it is possible that*, *a possible ally*, *a deal is possible*; not *as soon as possible*."""
    before = spot.before()
    if before in _PLAINLY_POSSIBLE or before.endswith("est") or "as" in spot.left(4) or is_negated(spot, 2):
        return False
    if spot.after() == "that" or (is_impersonal(spot) and has_clause(spot)):
        return True
    return is_attributive(spot) or (is_copula(before) and is_event(spot))


_WHEN = word_list("contexts", "possibility.when")


def is_event(spot: Candidate) -> bool:
    """*a deal is possible by May*: something that may happen; not *the way is possible*, *anything is*."""
    ends = not is_word(spot.after())
    return (ends or spot.after() in _WHEN) and bool({"a", "an", "another"} & set(spot.left(4)))


def is_impersonal(spot: Candidate) -> bool:
    """Whether *it is* (perhaps with an adverb) stands before the phrase."""
    return "it" in spot.left(4) and any(word in FORMS_OF_BE for word in spot.left(2))


_SURVEY = word_list("contexts", "possibility.survey")


def likely(spot: Candidate) -> bool:
    """*a veto is likely*; not *likely voters* or *they said they were less likely to vote*, of themselves."""
    if spot.after().startswith(("voter", "caucus")):
        return False
    if spot.before() not in ("less", "more"):
        return spot.before() != "as"
    return not ("they" in spot.left(10) and any(word in _SURVEY for word in spot.words[: spot.first]))


def likely_adverb(spot: Candidate) -> bool:
    """Whether *likely* is an adverb: behind an auxiliary other than *be*, or before a verb."""
    before, after = spot.before(), spot.after()
    if spot.first == 0 or before in MODALS or before in HAVE or after in MODALS:
        return True
    return before in FORMS_OF_BE and is_word(after) and not {"to", "that"} & set(spot.right(2))


def unlikely(spot: Candidate) -> bool:
    """*a deal is unlikely*; not *in the unlikely event*, *an unlikely hero*."""
    return not (is_attributive(spot) and (spot.before() in DETERMINERS or spot.before() == "most"))


def potential(spot: Candidate) -> bool:
    """*potential wrongdoing*; not *the potential to*, *its full potential*."""
    return is_attributive(spot) and spot.before() != "full"


def attributive(spot: Candidate) -> bool:
    """Before a noun as its adjective: *his apparent refusal*; not *was apparent*, *no apparent haste*."""
    return is_attributive(spot) and spot.before() not in ("any", "no")


def predicative(spot: Candidate) -> bool:
    """Behind *be*, *seem* or *feel*: *the cause is unknown*; not *the unknown soldier*."""
    return is_copula(spot.before()) or spot.before() in _BEFORE_QUALITY


def unsettled(spot: Candidate) -> bool:
    """*the outcome is uncertain*; not *they felt uncertain*, *an uncertain people*, of a state of mind."""
    if spot.after() in _WHO_FEELS:
        return False
    return spot.before() not in _FEELING


def open_possibility(spot: Candidate) -> bool:
    """*the possibility of a strike*; not *every possibility*, *no other possibility*."""
    return spot.before() not in _CHOICE


def with_that(spot: Candidate) -> bool:
    """A noun with a clause: *a risk that prices rise*, *signs that it works*."""
    return spot.after() == "that" and spot.after(2) not in AUXILIARIES


def with_question(spot: Candidate) -> bool:
    """*uncertainty about whether*, *uncertainty over who*; not *so much uncertainty*."""
    return spot.after() in ("about", "over", "as") and spot.after(2) in _QUESTIONS


_QUESTIONS = word_list("contexts", "possibility.questions")
_GRADES = word_list("contexts", "possibility.grades") | {"%"}


def graded_chance(spot: Candidate) -> bool:
    """*a good chance of*, *a chance that*; not *a chance to*, *give it a chance*."""
    return spot.after() == "that" or (spot.after() == "of" and spot.before() in _GRADES)


_SOME_DOUBT = word_list("contexts", "possibility.some-doubt")


def in_doubt(spot: Candidate) -> bool:
    """*is in doubt*, *admits of some doubt*; not *no doubt*, *casts doubt on*, *in cases of real doubt*."""
    if spot.before(2) == "of" and not spot.before(3).startswith("admit"):
        return False
    if is_negated(spot, 6) or not _NO_DOUBT.isdisjoint(spot.left(4)):
        return False
    return spot.before() in _SOME_DOUBT


_LOOSELY = word_list("contexts", "possibility.loosely")
_BEFORE_QUALITY = word_list("contexts", "possibility.before-quality")
_WHO_FEELS = word_list("contexts", "possibility.who-feels")
_FEELING = word_list("contexts", "possibility.feeling")
_CHOICE = word_list("contexts", "possibility.choice")
_NO_DOUBT = word_list("contexts", "possibility.no-doubt")
_WHOSE_GUESS = word_list("contexts", "possibility.whose")


def loose_estimate(spot: Candidate) -> bool:
    """*these are estimates*, *my best estimate*, *by some estimates*; not *a just estimate*, a fair one."""
    if spot.before() == "just" and spot.before(2) in ("a", "the"):
        return False
    if spot.before() in ("an", "the"):
        return spot.before(2) in BE
    return spot.before() in _LOOSELY or spot.before() in BE


def own_noun(spot: Candidate) -> bool:
    """*my guess is*, *I have the impression that*: the speaker's own; not *my hope to*."""
    if spot.before() in ("best", "educated"):
        return True
    if spot.before() in _WHOSE_GUESS and spot.after() != "to":
        return spot.after() in FORMS_OF_BE or spot.after() == "that" or spot.before(2) in FORMS_OF_BE
    if spot.before() in ("a", "an", "the") and spot.before(2) in HAVE | {"get", "got"}:
        return spot.after() == "that"
    return spot.before() == "the" and list(spot.right(2)) == ["is", "that"]


def with_infinitive(spot: Candidate) -> bool:
    """*a tendency to wait*; not *the business tendency survey*."""
    return spot.after() == "to"


def possibly(spot: Candidate) -> bool:
    """*possibly a mistake*; not *as best I possibly can*, *cannot possibly*."""
    return spot.after() not in ("can", "could") and spot.before() not in (
        "can",
        "can't",
        "cannot",
        "couldn't",
    )


def sentence_adverb(spot: Candidate) -> bool:
    """An adverb on the whole clause: *hopefully, it rains*; not *she waited hopefully*."""
    return is_word(spot.after()) or spot.after() == ","


TESTS: Mapping[str, Test] = {
    "possible": possible,
    "likely": likely,
    "likely-adverb": likely_adverb,
    "unlikely": unlikely,
    "potential": potential,
    "attributive": attributive,
    "predicative": predicative,
    "unsettled": unsettled,
    "open-possibility": open_possibility,
    "with-that": with_that,
    "with-question": with_question,
    "graded-chance": graded_chance,
    "in-doubt": in_doubt,
    "loose-estimate": loose_estimate,
    "own-noun": own_noun,
    "with-infinitive": with_infinitive,
    "possibly": possibly,
    "sentence-adverb": sentence_adverb,
}
