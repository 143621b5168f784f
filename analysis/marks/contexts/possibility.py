"""Tests of adjectives, nouns and adverbs of possibility and probability."""

from collections.abc import Mapping

from analysis.marks.candidates import Candidate, Test
from analysis.marks.contexts.clauses import (
    FORMS_OF_BE,
    NEGATIONS,
    has_clause,
    is_attributive,
    is_verbal,
    is_word,
)
from analysis.marks.words import MODALS, words

_SUPERLATIVES = words(
    "best worst every all only first last as any no greatest highest lowest widest fullest earliest strongest "
    "broadest largest smallest fastest clearest not humanly made make makes making other"
)


def possible(spot: Candidate) -> bool:
    """*it is possible that*, *a possible accomplice*; not *as soon as possible*, *possible to*."""
    if spot.before() in _SUPERLATIVES or spot.before().endswith("est") or "as" in spot.left(4):
        return False
    if spot.after() in ("that",) or (is_impersonal(spot) and has_clause(spot)):
        return not any(word in NEGATIONS for word in spot.left(2))
    return is_attributive(spot)


def is_impersonal(spot: Candidate) -> bool:
    """Whether *it is* (perhaps with an adverb) stands before the phrase."""
    return "it" in spot.left(4) and any(word in FORMS_OF_BE for word in spot.left(2))


_SURVEY = words("polled surveyed poll survey respondents percent voters said say says told asked saying")
_PLAINLY = frozenset(("less", "more"))


def likely(spot: Candidate) -> bool:
    """*likely*, but not where people in a survey report it of themselves: *said they were less likely*."""
    if spot.before() in _PLAINLY:
        window = spot.left(10)
        return not ("they" in window and any(word in _SURVEY for word in spot.words[: spot.first]))
    return spot.before() != "as"


def unlikely(spot: Candidate) -> bool:
    """*unlikely*, but not *in the unlikely event*, where it belongs to a condition."""
    return spot.after() != "event"


def likely_adverb(spot: Candidate) -> bool:
    """Whether *likely* is an adverb: behind an auxiliary other than *be*, or before a finite verb."""
    before, after = spot.before(), spot.after()
    if spot.first == 0 or before in MODALS or before in ("has", "have", "had", "'ve", "'ll", "'d") or after in MODALS:
        return True
    return before in FORMS_OF_BE and after not in ("to", "that", "", ".", ",") and not is_word_to(spot)


def is_word_to(spot: Candidate) -> bool:
    """Whether *to* follows within two words."""
    return "to" in spot.right(2)


def potential(spot: Candidate) -> bool:
    """*potential wrongdoing*; not *the potential to*, *its full potential*."""
    return is_attributive(spot) and spot.before() not in ("full", "'s")


def attributive(spot: Candidate) -> bool:
    """Before a noun as its adjective: *the alleged leak*, *his apparent refusal*."""
    return is_attributive(spot)


def uncertain(spot: Candidate) -> bool:
    """*it is unclear whether*, *the outcome is uncertain*: said of a proposition."""
    return spot.before() not in ("so", "feel", "felt", "feels")


def with_complement(spot: Candidate) -> bool:
    """A noun with its proposition: *the possibility that*, *the likelihood of*."""
    return spot.after() in ("that", "of") or spot.after() in FORMS_OF_BE


def with_that(spot: Candidate) -> bool:
    """A noun with a clause: *a risk that*, *signs that*, *speculation that*."""
    return spot.after() == "that" and spot.after(2) not in ("is", "was", "the's", "has", "had", "are", "were")


def with_about(spot: Candidate) -> bool:
    """*uncertainty about whether*, *uncertainty over who*; not *so much uncertainty*."""
    return spot.after() in ("about", "over", "as") and spot.after(2) in (
        "whether",
        "who",
        "what",
        "how",
        "to",
        "when",
    )


def graded_chance(spot: Candidate) -> bool:
    """*a good chance that*, *some chance of*, *chances are*; not *a chance to*, *give it a chance*."""
    if spot.phrase == "chances" and spot.after() == "are":
        return True
    if spot.after() == "that":
        return True
    return spot.after() == "of" and spot.before() in (
        "good", "better", "fair", "real", "slim", "small", "little", "some", "decent", "reasonable", "high",
        "great", "strong", "outside", "no", "%", "percent", "poor", "low", "higher",
    )  # fmt: skip


def in_doubt(spot: Candidate) -> bool:
    """*is in doubt*, *some doubt that*; not *no doubt*, *casts doubt on*."""
    if any(
        word in NEGATIONS or word in ("no", "without", "any", "beyond", "little") for word in spot.left(6)
    ):
        return False
    return spot.before() in ("some", "in", "is", "are", "much", "considerable", "serious", "real", "grave")


_CALCULATIONS = words("rough best own conservative current reasonable my our only just low high some")


def loose_estimate(spot: Candidate) -> bool:
    """*these are estimates*, *my best estimate*, *by some estimates*; not *budget estimates*."""
    return spot.before() in _CALCULATIONS or (
        spot.before() in FORMS_OF_BE or (spot.before() in ("an", "the") and spot.before(2) in FORMS_OF_BE)
    )


def own_noun(spot: Candidate) -> bool:
    """*my guess is*, *I have the impression that*, *the hope is that*: the speaker's own."""
    if spot.before() in ("my", "our", "own", "best", "educated", "fervent", "firm"):
        return True
    if spot.before() in ("a", "an", "the") and spot.before(2) in ("have", "had", "get", "got", "'ve"):
        return spot.after() == "that"
    return spot.before() == "the" and (spot.after(), spot.after(2)) == ("is", "that")


def sentence_adverb(spot: Candidate) -> bool:
    """An adverb on the whole clause and not of manner: *hopefully, ...*; not *she waited hopefully*."""
    return is_word(spot.after()) or spot.after() == ","


def predicative(spot: Candidate) -> bool:
    """Behind *be*, *seem* or *feel*: *the cause is unknown*; not *the unknown soldier*."""
    return is_verbal(spot.before()) or spot.before() in (
        "feel",
        "feels",
        "felt",
        "still",
        "remain",
        "remains",
    )


TESTS: Mapping[str, Test] = {
    "likely-adverb": likely_adverb,
    "possible": possible,
    "likely": likely,
    "unlikely": unlikely,
    "potential": potential,
    "attributive": attributive,
    "uncertain": uncertain,
    "with-complement": with_complement,
    "with-that": with_that,
    "graded-chance": graded_chance,
    "in-doubt": in_doubt,
    "loose-estimate": loose_estimate,
    "own-noun": own_noun,
    "predicative": predicative,
    "with-about": with_about,
    "sentence-adverb": sentence_adverb,
}
