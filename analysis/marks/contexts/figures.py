"""Tests of approximators: is a figure, or all of something, made inexact?"""

import re
from collections.abc import Mapping

from analysis.marks.candidates import Candidate, Test
from analysis.marks.words import MONTHS, words

_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand "
    "million billion trillion dozen half"
)
NUMBERS = words(_NUMBER_WORDS)
_UNITS = r"(?:dozen|hundred|thousand|million|billion|third|quarter|fifth|half|year|month|week|day|decade|century|mile|minute|hour)"
_FIGURE = (
    r"\s+(?:(?:us|u\.s\.)\s?)?(?:[$€£¥#]\s?)?"
    rf"(?:\d|(?:{'|'.join(sorted(NUMBERS))})(?:-\w+)*\b|(?:a|an|another)\s+(?:full\s+|whole\s+)?{_UNITS}s?\b)"
)
AHEAD: Mapping[str, re.Pattern[str]] = {
    "figure": re.compile(_FIGURE),
    "figure-or-measure": re.compile(
        rf"{_FIGURE}|\s+(?:noon|midnight|(?:the\s+)?same\b|every\b|all\b|as\b|the\s+(?:middle|size|length|turn|time|end|beginning)\b)"
    ),
    "alternative": re.compile(
        r"\s+(?:[$€£]?\d|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty)\b)"
    ),
}
"""Patterns that must match right behind a phrase, tried before tokens are made."""

_TALK = words("talk talks talking talked think thinks thinking thought ask asks asked asking speak speaking spoke know "
    "knows knew knowing worry worried worries concern concerned concerns hear heard learn learned news book "
    "story stories read reading write wrote writing written question questions information care cares cared "
    "complain complained warn warned lied lie lies debate report reports reported facts remarks comment "
    "comments something anything nothing everything thing things what wrote say says said more much tweet "
    "tweeted feel feels felt")  # fmt: skip


def is_figure(word: str) -> bool:
    """A number in digits or words, with its hyphens: *40*, *3,600*, *forty*, *twenty-one*."""
    return word[:1].isdigit() or word.split("-")[0] in NUMBERS


def about_figure(spot: Candidate) -> bool:
    """*about 40*, not *about peace*, *talk about two things* or *about one of them*."""
    following = spot.after()
    if following in ("as", "all", "every"):
        return spot.before() not in _TALK and following == "every"
    if (
        following == "one"
        and not is_figure(spot.after(2))
        and spot.after(2) not in ("in", "-", "third", "hour")
    ):
        return False
    return not (spot.before() in _TALK and (is_word_figure(following) or spot.after(2) in MONTHS))


def is_word_figure(word: str) -> bool:
    """A number written as a word."""
    return not word[:1].isdigit() and is_figure(word)


def around_figure(spot: Candidate) -> bool:
    """*around 40* and *around the same time*, not *around the middle of the table*."""
    following = spot.after()
    if following == "the":
        return spot.after(2) in ("same", "turn", "end", "beginning", "time")
    return following not in ("every", "all", "as", "one")


def some_figure(spot: Candidate) -> bool:
    """*some 40 people*, not *some one* or *some half-truths*."""
    return spot.after() not in ("one", "half")


_LIKE_BEFORE = words(
    "is was 's were are be been have has had for with at to in by pay paid took takes got get of only just "
    "there it cost costs spend spent about after maybe , um uh that's"
)


def like_figure(spot: Candidate) -> bool:
    """*for like 40 people*, not *a gallery, like 189 others*."""
    return spot.before() in _LIKE_BEFORE and "other" not in spot.right(4) and "others" not in spot.right(4)


def between_figures(spot: Candidate) -> bool:
    """*15 or 20*, *one or two*: a figure on both sides of *or*, and no two names of years."""
    left, right = spot.before(), spot.after()
    if not (is_figure(left) and is_figure(right)):
        return False
    years = [word for word in (left, right) if len(word) == 4 and word.isdigit() and word[0] in "12"]
    return not years and spot.after(2) not in MONTHS


_SPANS = words(
    "second minute hour day week month year decade century mile inch foot feet yard percent point dollar "
    "pound person people time generation block game night dozen hundred thousand million billion"
)


def is_measure(word: str) -> bool:
    """A unit that figures count: *year*, *months*, *percent*."""
    return word.removesuffix("s") in _SPANS or word in _SPANS


def after_figure(spot: Candidate) -> bool:
    """*a month or so*, *40 or so*; not *or so he claims*."""
    return (is_figure(spot.before()) or is_measure(spot.before())) and spot.after() not in (
        "i", "he", "she", "they", "we", "it", "you", "the", "much", "many",
    )  # fmt: skip


def loose_couple(spot: Candidate) -> bool:
    """*a couple of hundred*, *a couple of months*; not *a couple of friends* or *the couple*."""
    return is_figure(spot.after()) or is_measure(spot.after())


def before_quantity(spot: Candidate) -> bool:
    """*just about everybody*, *just about ready*; not *it is not just about money*."""
    if spot.before() in ("not", "n't", "isn't", "wasn't"):
        return False
    following = spot.after()
    return (
        is_figure(following)
        or following.startswith(("every", "any"))
        or following
        in ("all", "the", "as", "ready", "enough", "done", "over", "right", "there", "time", "a", "no")
    )


def nearby_figure(spot: Candidate) -> bool:
    """A figure or a share stands right behind, perhaps after a currency sign: *close to $40*."""
    following = spot.after(2) if spot.after() in ("$", "€", "£", "a", "an", "the") else spot.after()
    return is_figure(following) or is_measure(following) or following in ("third", "quarter", "all", "every")


def not_manner(spot: Candidate) -> bool:
    """*roughly 40*, *roughly the size of*; not *treated roughly*."""
    return spot.after()[:1].isalnum() or spot.after() in ("$", "€", "£")


TESTS: Mapping[str, Test] = {
    "about-figure": about_figure,
    "around-figure": around_figure,
    "some-figure": some_figure,
    "like-figure": like_figure,
    "between-figures": between_figures,
    "after-figure": after_figure,
    "loose-couple": loose_couple,
    "before-quantity": before_quantity,
    "nearby-figure": nearby_figure,
    "not-manner": not_manner,
}
