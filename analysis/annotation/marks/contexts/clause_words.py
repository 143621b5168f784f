"""What several families of tests ask of a sentence: who is the subject, does a clause follow."""

from analysis.annotation.marks.phrase_contexts import Candidate
from analysis.language.lemmas import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    DO,
    HAVE,
    MODALS,
    NEGATORS,
    OBJECTS,
    PREPOSITIONS,
    SUBJECTS,
    WH_WORDS,
)
from analysis.language.word_lists import word_list

FORMS_OF_BE = BE | {"'s"}
SPEAKER = word_list("word_classes", "speaker")
NEGATIONS = NEGATORS | {word for word in AUXILIARIES if word.endswith("n't")} | {"cannot"}
FUNCTION_WORDS = (
    AUXILIARIES
    | CONJUNCTIONS
    | DETERMINERS
    | PREPOSITIONS
    | OBJECTS
    | SUBJECTS.keys()
    | word_list("contexts", "clauses.function-words")
)
_VERB_GROUP = (
    (AUXILIARIES - {"having", "being", "doing"})
    | NEGATIONS
    | ADVERBS
    | word_list("contexts", "clauses.verb-group")
)
_FINITE = (BE | HAVE | DO | MODALS | {"'s"}) - word_list("word_classes", "nonfinite-auxiliaries")
_CLAUSE_ENDS = frozenset(
    (",", ";", ":", "—", "–", "--", "-", "(", ")", '"', "“", "”", ".", "?", "!", "and", "but")
)
_NOT_STATED = (DO | MODALS | word_list("contexts", "clauses.not-stated")) - {
    "'d",
    "'ll",
}


def is_word(word: str) -> bool:
    """Whether a token is a word, part of one (*'s*) or a figure, and not punctuation."""
    return any(map(str.isalnum, word))


def is_content_word(word: str) -> bool:
    """Whether a token is a noun, verb, adjective or adverb, as far as closed classes tell."""
    return word[:1].isalpha() and word not in FUNCTION_WORDS


def is_attributive(spot: Candidate) -> bool:
    """Whether the phrase stands before a noun as its adjective: *a possible accomplice*."""
    return is_content_word(spot.after()) and (spot.before() == "'s" or not is_copula(spot.before()))


def is_copula(word: str) -> bool:
    """Whether a word is a form of *be*, *seem* or the like, which takes an adjective."""
    return word in FORMS_OF_BE or word in _COPULAS


_COPULAS = word_list("word_classes", "copulas")
_COMPARING = word_list("contexts", "clauses.comparing")


def subject_at(spot: Candidate, reach: int = 7) -> int:
    """Index of the word before the verb group that ends at the phrase; -1 at the sentence's start."""
    i = spot.first - 1
    lowest = max(-1, i - reach)
    while i > lowest and spot.words[i] in _VERB_GROUP and spot.words[i] not in SPEAKER:
        i -= 1
    return i


def is_own(spot: Candidate) -> bool:
    """Whether the sentence's own speaker, *I* or *we*, is the subject of the verb in a statement.

    *Such a time do I believe this to be* is one too. Not in questions (*do I think*), in comparisons (*than I
    thought*) and free relative clauses (*what we think will work*); but *what I think is that* is one.
    """
    i = subject_at(spot)
    if i < 0 or spot.words[i] not in SPEAKER:
        return False
    previous = spot.words[i - 1] if i else ""
    if previous in DO and i > 1 and not in_question(spot):
        return spot.words[i - 2] not in WH_WORDS
    if previous == "what":
        return spot.after() in FORMS_OF_BE
    return previous not in _NOT_STATED


def is_compared(spot: Candidate) -> bool:
    """Whether the speaker's verb follows a word of comparison or manner: *more than I think we know*."""
    i = subject_at(spot)
    return i > 0 and spot.words[i] in SPEAKER and spot.words[i - 1] in _COMPARING


def is_negated(spot: Candidate, reach: int = 3) -> bool:
    """Whether *not* or *n't* stands within `reach` words before the phrase."""
    return any(word in NEGATIONS for word in spot.left(reach))


def in_question(spot: Candidate) -> bool:
    """Whether a question mark follows in the sentence."""
    return "?" in spot.words[spot.last :]


_JOINING = CONJUNCTIONS | PREPOSITIONS


def has_clause(spot: Candidate, reach: int = 7) -> bool:
    """Whether a clause begins right behind the phrase: *that*, a subject, or a noun with a finite verb."""
    following = spot.after()
    if following in SUBJECTS or following == "that":
        if spot.after(2) in ("who", "that", "which"):
            return False
        return is_word(spot.after(2)) and (following not in ("you", "it") or spot.after(2) not in _JOINING)
    if not is_word(following):
        return False
    for word in spot.right(reach):
        if word in _CLAUSE_ENDS or word in ("that", "who", "which"):
            return False
        if word in _FINITE:
            return True
    return False
