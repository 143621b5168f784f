"""Tests of degree adaptors and vague language: is a term softened, or plainly used?"""

from collections.abc import Mapping

from analysis.marks.candidates import Candidate, Test
from analysis.marks.contexts.clauses import FORMS_OF_BE, NEGATIONS, is_content_word, is_word
from analysis.marks.contexts.figures import is_figure
from analysis.marks.words import DETERMINERS, PREPOSITIONS, SUBJECTS, words

_KINDS = DETERMINERS | words(
    "what which one two three many other another same right wrong certain new different only first best worst "
    "such particular similar special old whole very few several most more various all different strange "
    "rare real true whatever"
)


def kind_of(spot: Candidate) -> bool:
    """*it kind of failed*, *sort of a mess*; not *a kind of cheese*, *what sort of man*."""
    if spot.before() in _KINDS or spot.before(2) in ("a", "an"):
        return spot.after() in ("a", "an") and spot.before() not in (
            "what",
            "this",
            "that",
            "the",
            "some",
            "any",
        )
    return spot.before() not in PREPOSITIONS


_COUNTED = words(
    "boy girl child kid man woman lady town city house home while time money help thing things bird dog cat "
    "brother sister baby room place business company country book story guy group bit's known help work "
    "attention effort space patience hope sense luck progress evidence doubt support interest more's "
    "money water food information light piece power value chance respect rock"
)


def a_little(spot: Candidate) -> bool:
    """*a little less*, *talk a little*; not *a little boy*, *a little money*, *a little while*."""
    following = spot.after()
    if spot.before() in ("quite", "every", "not", "very", "such", "as", "so") or following in _COUNTED:
        return False
    if not is_word(following) or following in PREPOSITIONS | SUBJECTS.keys() | {"and", "but", "when", "too"}:
        return following != "of" or spot.after(2) in ("a", "an")
    return following in _SOFTENED or following.endswith(
        ("er", "ly", "ed", "ing", "ous", "ive", "ful", "ic", "al", "able", "y")
    )


_SOFTENED = words(
    "less more bit too worse better different late early odd sad strange hard soft high low long short nervous "
    "bigger far further farther slow fast old young sick tired tough rough nuts mad like unfair unusual "
    "nicer harder"
)


def modifies(spot: Candidate) -> bool:
    """Stands before the adjective, adverb or verb that it softens: *fairly active*, not *play fairly*."""
    return is_content_word(spot.after()) and not is_figure(spot.after())


def a_little_bit(spot: Candidate) -> bool:
    """*a little bit late*, *a little bit of a shock*; not *a little bit of bread*."""
    return spot.after() != "of" or spot.after(2) in ("a", "an")


def generally(spot: Candidate) -> bool:
    """*voters generally agree*; not *generally accepted rules*, *more generally*."""
    return spot.after() not in ("accepted", "available", "known") and spot.before() not in ("more", "most")


def sentence_initial(spot: Candidate) -> bool:
    """At the head of a sentence or clause, or set off: *Overall, it works*."""
    return spot.first == 0 or not is_word(spot.before())


def rather(spot: Candidate) -> bool:
    """*rather good*, *rather a mess*; not *rather than*, *would rather*, *or rather*."""
    if spot.before() in ("would", "'d", "or", "but", "i'd", "wouldn't", "and", "not", "much", "far"):
        return False
    return is_content_word(spot.after()) or (spot.after() in ("a", "an") and spot.first > 0)


def pretty(spot: Candidate) -> bool:
    """*pretty good*, *pretty much*; not *a pretty girl*, *very pretty*."""
    if spot.before() in ("very", "so", "how", "too", "sitting", "as", "most"):
        return False
    return (is_content_word(spot.after()) or spot.after() == "much") and spot.after() not in (
        "girl", "girls", "woman", "women", "face", "picture", "pictures", "boy", "boys", "penny", "lady", "little",
    )  # fmt: skip


_TREATED = words(
    "treated treat compensated paid represented distributed judged shared tried applied enforced counted "
    "and or in to with by for as"
)


def fairly(spot: Candidate) -> bool:
    """*fairly active*; not *fairly treated*, *play fairly*."""
    return is_content_word(spot.after()) and spot.after() not in _TREATED


_SCALE = words(
    "good well nice big large long high low old young hard easy strong likely possible often small few fond "
    "popular useful common a similar early late close far interesting happy active busy warm cool "
    "successful rich poor rough comfortable positive skeptical sceptical modest soon probably possibly "
    "simple some"
)


def quite(spot: Candidate) -> bool:
    """*quite well*, *quite a few*: to a fair degree; not *quite different*: completely."""
    if spot.before() in NEGATIONS:
        return is_word(spot.after())
    following = spot.after()
    return following in _SCALE and (following != "a" or spot.after(2) in ("few", "while", "lot"))


def negated(spot: Candidate) -> bool:
    """*not really*, *isn't exactly*: the negation stands right before."""
    return spot.before() in NEGATIONS


def frequency(spot: Candidate) -> bool:
    """*usually*, *sometimes* that limit a general claim; not those that count events."""
    return any(word in FORMS_OF_BE for word in (spot.before(), spot.after())) or is_generic(spot)


def is_generic(spot: Candidate) -> bool:
    """Whether the words beside the phrase are those of a general truth: *can often*, *people often*."""
    return spot.before() in ("can", "may", "people") or spot.after() in ("can", "may")


def in_general(spot: Candidate) -> bool:
    """*in general*; not *in general elections*, *in general use*."""
    return not is_content_word(spot.after()) or spot.first == 0


def in_a_way(spot: Candidate) -> bool:
    """*in a way, he won*; not *in a way that*, *in such a way*."""
    return spot.after() not in ("that", "which", "to", "no", "not", "as", "like", "where") and (
        spot.after() not in SUBJECTS or spot.first == 0
    )


def in_effect(spot: Candidate) -> bool:
    """*was, in effect, a tax*; not *remains in effect*, *in effect since*."""
    return spot.before() not in (
        "remain", "remains", "remained", "still", "put", "now", "currently", "stay", "already", "go", "went", "go",
    ) and spot.after() not in ("since", "until", "for", "at", "from", ".", "in", "on", "today", "now", "and")  # fmt: skip


def effectively(spot: Candidate) -> bool:
    """*effectively ended*: as good as; not *work effectively*, *more effectively*."""
    return is_content_word(spot.after()) and spot.before() not in (
        "more", "most", "very", "as", "so", "how", "less", "and", "to", "too",
    )  # fmt: skip


def technically(spot: Candidate) -> bool:
    """*technically legal*; not *technically advanced*."""
    return spot.after() not in (
        "advanced",
        "skilled",
        "trained",
        "and",
        "feasible",
        "proficient",
        "difficult",
    )


def stands_last(spot: Candidate) -> bool:
    """At the end of its clause: *drugs and stuff*, not *and stuff that we bought*."""
    return not is_content_word(spot.after()) and spot.after() not in SUBJECTS


def loose_whatever(spot: Candidate) -> bool:
    """*or whatever*, *whatever.*; not *whatever you do*, *whatever the cost*."""
    return not is_word(spot.after()) and spot.first > 0


def not_else(spot: Candidate) -> bool:
    """*or something*; not *or something else*, *or anything that counts*."""
    return spot.after() not in ("else", "that", "which", "more", "worse", "better", "about", "to")


def exemplifying(spot: Candidate) -> bool:
    """*things like rent*, *something like a draw*; not *nothing like*, *would something like that happen*."""
    return spot.before() not in ("no", "any") and spot.after() != ""


_FILLED = frozenset((",", "–", "—", "-", "...", "…"))


def filler_like(spot: Candidate) -> bool:
    """*it was, like, done*, *it's like really bad*; not *fights like that* or *I like it*."""
    before, after = spot.before(), spot.after()
    if before in _FILLED and after in _FILLED:
        return True
    if spot.first == 0 and after in _FILLED:
        return True
    if before in FORMS_OF_BE:
        return after in _FILLERS_AFTER or (
            after in SUBJECTS and after not in ("that", "this", "it", "these", "those")
        )
    return before in ("just", "um", "uh", "you", "and") and after in _FILLERS_AFTER


_FILLERS_AFTER = words("really very so okay ok oh yeah well totally super , wow no yes hey um uh")


TESTS: Mapping[str, Test] = {
    "kind-of": kind_of,
    "a-little": a_little,
    "little-bit": a_little_bit,
    "generally": generally,
    "sentence-initial": sentence_initial,
    "modifies": modifies,
    "rather": rather,
    "pretty": pretty,
    "fairly": fairly,
    "quite": quite,
    "negated": negated,
    "frequency": frequency,
    "in-general": in_general,
    "in-a-way": in_a_way,
    "in-effect": in_effect,
    "effectively": effectively,
    "technically": technically,
    "stands-last": stands_last,
    "loose-whatever": loose_whatever,
    "not-else": not_else,
    "exemplifying": exemplifying,
    "filler-like": filler_like,
}
