"""Tests of degree adaptors and vague language: is a term softened, or plainly used?"""

from collections.abc import Mapping

from analysis.annotation.marks.contexts.clause_words import FORMS_OF_BE, NEGATIONS, is_content_word, is_word
from analysis.annotation.marks.contexts.numerals import is_figure
from analysis.annotation.marks.phrase_contexts import Candidate, Test
from analysis.language.lemmas import AUXILIARIES, DETERMINERS, PARTICIPLES, SUBJECTS
from analysis.language.tagging.tag_lexicon import lexicon
from analysis.language.tagging.tags import Tag
from analysis.language.word_lists import word_list

_OF_A_KIND = DETERMINERS | word_list("contexts", "degree.of-a-kind")


def kind_of(spot: Candidate) -> bool:
    """*it kind of failed*, *a sort of captive crowd*; not *a kind of cheese*, *what sort of man*."""
    if spot.before() in ("a", "an"):
        return is_content_word(spot.after()) and is_content_word(spot.after(2))
    if spot.before() == "that" and spot.after().endswith("ed"):  # "a move that sort of worked"
        return True
    return spot.before() not in _OF_A_KIND and spot.before(2) not in ("a", "an")


_QUALITY_ENDINGS = ("ly", "ed", "ous", "ive", "ful", "able", "ible", "less", "ish", "y", "al", "ic")
_BEFORE_LITTLE = word_list("contexts", "degree.before-little")
_MORE = word_list("contexts", "degree.more")

_QUALITIES = (Tag.JJ, Tag.RB, Tag.RP, Tag.UH, Tag.VBN)


def is_quality(word: str) -> bool:
    """Whether a word is an adjective, adverb or participle, as far as a table or its ending tells."""
    usual = lexicon().usual(word)
    return usual in _QUALITIES if usual else word.endswith(_QUALITY_ENDINGS)


def a_little(spot: Candidate) -> bool:
    """*a little less*, *talk a little*; not *a little boy*, *a little white house*, *quite a bit*."""
    following, second = spot.after(), spot.after(2)
    if spot.before() in _BEFORE_LITTLE or (following == "of" and second != "a"):
        return False
    if following in _MORE or not is_content_word(following):
        return following not in ("about", "to", "while")
    return is_quality(following) and (not is_content_word(second) or is_quality(second))


_BIT_PARTS = word_list("contexts", "degree.bit-parts")


def a_bit(spot: Candidate) -> bool:
    """*a bit blunt*, *wait a bit*; not *a bit of bread*, *a bit part*: before a noun it needs *of*."""
    if spot.before() in _BEFORE_LITTLE or spot.after() in _BIT_PARTS:
        return False
    if spot.after() == "of":
        return spot.after(2) == "a"
    return spot.after() in _MORE or spot.after() not in ("about", "to", "while")


def a_little_bit(spot: Candidate) -> bool:
    """*a little bit late*, *a little bit of a shock*; not *a little bit of bread*, *this little bit*."""
    if spot.words[spot.first] == "little" and spot.before() in DETERMINERS:
        return False
    return spot.after() != "of" or spot.after(2) in ("a", "an")


def modifies(spot: Candidate) -> bool:
    """Stands before the word that it softens: *reasonably happy*; not *act reasonably*."""
    return is_content_word(spot.after()) and not is_figure(spot.after())


_RATHER_ELSE = word_list("contexts", "degree.rather-else")


def rather(spot: Candidate) -> bool:
    """*rather good*, *rather a mess*; not *rather than*, *would rather*, *or rather*."""
    if spot.before() in _RATHER_ELSE:
        return False
    return is_content_word(spot.after()) or (spot.after() in ("a", "an") and spot.first > 0)


_PRETTY_ITSELF = word_list("contexts", "degree.pretty-itself")
_PRETTY_THINGS = word_list("contexts", "degree.pretty-things")


def pretty(spot: Candidate) -> bool:
    """*pretty good*; not *a pretty picture*, *a pretty town*, *very pretty*."""
    following = spot.after()
    if spot.before() in DETERMINERS and not (is_quality(following) or is_content_word(spot.after(2))):
        return False
    return (
        is_content_word(following) and following not in _PRETTY_THINGS and spot.before() not in _PRETTY_ITSELF
    )


_TREATED = word_list("contexts", "degree.treated")


def fairly(spot: Candidate) -> bool:
    """*fairly active*; not *fairly treated*, *play fairly*."""
    if spot.is_older and spot.after() in PARTICIPLES:
        return False
    return is_content_word(spot.after()) and spot.after() not in _TREATED


_SCALE = word_list("contexts", "degree.scale")


def quite(spot: Candidate) -> bool:
    """*quite well*, *not quite that bad*: to a fair degree; not *quite different*: completely."""
    following = spot.after()
    if any(word in NEGATIONS for word in spot.left(8)):
        return following in ("that", "so", "as") or spot.before() in NEGATIONS
    return following in _SCALE or (following == "a" and spot.after(2) in ("few", "while", "lot"))


def negated(spot: Candidate) -> bool:
    """*not really*, *isn't exactly*: the negation stands right before."""
    return spot.before() in NEGATIONS


def frequency(spot: Candidate) -> bool:
    """*is often useless*, *can often*: limits a general claim; not *he often called*, which counts events.

    Nor *cannot be often done*: the negation takes away the times; nor *was often seen* of older prose, where
    what happened is told.
    """
    if spot.before() in FORMS_OF_BE and any(word in NEGATIONS for word in spot.left(3)):
        return False
    if spot.is_older and (spot.after() in PARTICIPLES or spot.after().endswith("ed")):
        return False
    beside = (spot.before(), spot.after())
    return any(word in FORMS_OF_BE for word in beside) or any(
        word in ("can", "may", "people") for word in beside
    )


def generally(spot: Candidate) -> bool:
    """*voters generally agree*; not *generally accepted*, *more generally*, older *the men generally*."""
    if spot.is_older and not is_word(spot.after()) and is_content_word(spot.before()):
        return False
    return spot.after() not in ("accepted", "available", "known") and spot.before() not in ("more", "most")


def in_general(spot: Candidate) -> bool:
    """*in general*, *in part because*, *in part paid*; not *in general elections*, *in part two*."""
    if spot.words[spot.last - 1] == "part" and (spot.after() in PARTICIPLES or spot.after().endswith("ed")):
        return True
    return spot.first == 0 or not (is_content_word(spot.after()) or is_figure(spot.after()))


_WAY_GOES_ON = word_list("contexts", "degree.way-goes-on")


def in_a_way(spot: Candidate) -> bool:
    """*in a way, he won*; not *in a way that helps*, *in ways we know*."""
    return spot.after() not in _WAY_GOES_ON and (spot.after() not in SUBJECTS or spot.first == 0)


def in_effect(spot: Candidate) -> bool:
    """*was, in effect, a tax*, *this is in effect a tax*; not *remains in effect*, *in effect since*."""
    if spot.after() in _IN_FORCE:
        return False
    return spot.after() == "," or spot.after() in DETERMINERS or is_content_word(spot.after())


def as_good_as(spot: Candidate) -> bool:
    """*the race is as good as won*; not *as good as the first*."""
    return spot.after() in PARTICIPLES or spot.after().endswith("ed")


_COMPARED = word_list("contexts", "degree.compared")


def effectively(spot: Candidate) -> bool:
    """*effectively ended*: as good as; not *work effectively*, *more effectively*."""
    return is_content_word(spot.after()) and spot.before() not in _COMPARED


def in_essence(spot: Candidate) -> bool:
    """*it is essentially a tax*; not older *essentially connected*: by its being, not nearly."""
    return not (spot.is_older and is_content_word(spot.after()))


_BY_TECHNIQUE = word_list("contexts", "degree.by-technique")


def technically(spot: Candidate) -> bool:
    """*technically legal*; not *technically advanced*."""
    return spot.after() not in _BY_TECHNIQUE


def sentence_initial(spot: Candidate) -> bool:
    """At the head of a clause: *Overall, it works*; not *the overall cost*."""
    return spot.first == 0 or not is_word(spot.before())


_GOES_ON = DETERMINERS | AUXILIARIES | SUBJECTS.keys()


def stands_last(spot: Candidate) -> bool:
    """At the end of its clause: *drugs and stuff*; not *and stuff that we bought*, *and such of them as*."""
    if spot.after() in ("of", "as"):
        return False
    return not is_content_word(spot.after()) and spot.after() not in _GOES_ON


def loose_whatever(spot: Candidate) -> bool:
    """*they said no, whatever*; not *whatever you do*, *whatever the cost*, *in any form whatever*."""
    if is_word(spot.before()) and not _AT_ALL.isdisjoint(spot.left(5)):
        return False
    return not is_word(spot.after()) and spot.first > 0


_AT_ALL = frozenset(("any", "no", "none"))
_OR_SOMETHING_NAMED = word_list("contexts", "degree.or-something-named")


def not_named(spot: Candidate) -> bool:
    """*a tax or something*; not *or something else*, *or something that counts*."""
    return spot.after() not in _OR_SOMETHING_NAMED


def exemplifying(spot: Candidate) -> bool:
    """*things like rent*, *something like a draw*; not *no things like these*."""
    return spot.before() not in ("no", "any") and (is_word(spot.after()) or spot.after() == ",")


_FILLED = word_list("contexts", "degree.filled")
_INFINITIVE = word_list("contexts", "degree.infinitive")
_BEFORE_FILLER = word_list("contexts", "degree.before-filler")
_NOT_FILLED = word_list("contexts", "degree.not-filled")
_IN_FORCE = word_list("contexts", "degree.in-force")


def filler_like(spot: Candidate) -> bool:
    """*it was, like, done*, *for like two fans*; not *fights like that*, *I was like, no*."""
    before, after = spot.before(), spot.after()
    if after == ",":
        return before in (",", "–", "—") or spot.first == 0
    if before in FORMS_OF_BE or before == ",":
        return after in _FILLED
    if before == "to":
        return spot.before(2) in _INFINITIVE and after not in _NOT_FILLED
    return before in _BEFORE_FILLER and after not in _NOT_FILLED - {
        "a",
        "an",
    }


TESTS: Mapping[str, Test] = {
    "kind-of": kind_of,
    "a-little": a_little,
    "a-bit": a_bit,
    "little-bit": a_little_bit,
    "modifies": modifies,
    "rather": rather,
    "pretty": pretty,
    "fairly": fairly,
    "quite": quite,
    "negated": negated,
    "frequency": frequency,
    "generally": generally,
    "in-general": in_general,
    "in-a-way": in_a_way,
    "in-effect": in_effect,
    "as-good-as": as_good_as,
    "effectively": effectively,
    "in-essence": in_essence,
    "technically": technically,
    "sentence-initial": sentence_initial,
    "stands-last": stands_last,
    "loose-whatever": loose_whatever,
    "not-named": not_named,
    "exemplifying": exemplifying,
    "filler-like": filler_like,
}
