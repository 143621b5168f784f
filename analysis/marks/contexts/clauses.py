"""What several families of tests ask of a sentence: who is the subject, does a clause follow."""

from analysis.marks.candidates import Candidate
from analysis.marks.words import (
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
    words,
)

FORMS_OF_BE = BE | {"'s"}
NEGATIONS = NEGATORS | frozenset(word for word in AUXILIARIES if word.endswith("n't")) | {"cannot"}
FUNCTION_WORDS = (
    AUXILIARIES
    | CONJUNCTIONS
    | DETERMINERS
    | PREPOSITIONS
    | OBJECTS
    | frozenset(SUBJECTS)
    | words("to of not than as so then 's 're 'm 've 'll 'd there here too also who how why what")
)
SPEAKER = frozenset(("i", "we"))
_PASSED_OVER = (
    (AUXILIARIES - {"having", "being", "doing"})
    | NEGATIONS
    | ADVERBS
    | words(
        "kind of sort kinda sorta honestly personally certainly sincerely strongly firmly simply genuinely "
        "definitely deeply myself ourselves continue continued have come came to all both fully long further "
        "probably maybe perhaps clearly seriously tend used"
    )
)
_FINITE = (BE - {"be", "been", "being"}) | HAVE - {"having"} | DO - {"doing", "done"} | MODALS | {"'s", "'re"}
_CLAUSE_ENDS = frozenset(
    (",", ";", ":", "—", "–", "--", "-", "(", ")", '"', "“", "”", ".", "?", "!", "and", "but")
)


def subject_at(spot: Candidate, reach: int = 7) -> int:
    """Index of the word before the verb group that ends at the phrase; -1 at the sentence's start."""
    i = spot.first - 1
    lowest = max(-1, i - reach)
    while i > lowest and spot.words[i] in _PASSED_OVER and spot.words[i] not in SPEAKER:
        i -= 1
    return i


def is_own(spot: Candidate) -> bool:
    """Whether *I* or *we*, the sentence's own speaker, is the subject of the verb, in a statement."""
    i = subject_at(spot)
    if i < 0 or spot.words[i] not in SPEAKER:
        return False
    previous = spot.words[i - 1] if i else ""
    return previous not in _NOT_STATED


_NOT_STATED = DO | MODALS | words("what whatever how than where why when way ways if whether who whom everything everyone anything things "
    "something those people") - {"'d", "'ll"}  # fmt: skip


def is_negated(spot: Candidate, reach: int = 3) -> bool:
    """Whether *not* or *n't* stands within `reach` words before the phrase."""
    return any(word in NEGATIONS for word in spot.left(reach))


def in_question(spot: Candidate) -> bool:
    """Whether the sentence ends as a question behind the phrase."""
    return "?" in spot.words[spot.last :]


def has_clause(spot: Candidate, reach: int = 7) -> bool:
    """Whether a clause begins right behind the phrase: *that*, a subject, or a noun with a finite verb."""
    following = spot.after()
    if following in SUBJECTS or following == "that":
        return spot.after(2) not in _CLAUSE_ENDS and spot.after(2) != ""
    if not following[:1].isalnum():
        return False
    for word in spot.right(reach):
        if word in _CLAUSE_ENDS or word in ("that", "who", "which"):
            return False
        if word in _FINITE:
            return True
    return False


def is_word(word: str) -> bool:
    """Whether a token is a word and not punctuation or a figure."""
    return word[:1].isalpha()


def is_content_word(word: str) -> bool:
    """Whether a token is a noun, verb, adjective or adverb, as far as closed classes tell."""
    return is_word(word) and word not in FUNCTION_WORDS


def is_attributive(spot: Candidate) -> bool:
    """Whether the phrase stands before a noun as its adjective: *a possible accomplice*."""
    return is_content_word(spot.after()) and not is_verbal(spot.before())


def is_verbal(word: str) -> bool:
    """Whether a word is a form of *be* or *seem*, after which an adjective is predicative."""
    return word in FORMS_OF_BE or word in (
        "seem",
        "seems",
        "seemed",
        "appears",
        "appear",
        "become",
        "becomes",
    )
