"""Tests of approximators: is a figure, or all of something, made inexact?"""

import re
from collections.abc import Mapping

from analysis.annotation.marks.contexts.clause_words import is_word
from analysis.annotation.marks.phrase_contexts import Candidate, Test
from analysis.language.lemmas import MONTHS
from analysis.language.regex import regex
from analysis.language.word_lists import word_list

NUMBERS = word_list("word_classes", "numbers")
_UNIT = (
    r"(?:dozen|hundred|thousand|million|billion|third|quarter|fifth|tenth|half|year|month|week|day|decade|century"
    r"|mile|minute|second|hour)s?\b"
)
_NUMBER = rf"(?:\d|(?:{'|'.join(sorted(NUMBERS))})(?:-\w+)*\b)"
_FIGURE = (
    rf",?\s+(?:us\s?|u\.s\.\s?)?(?:[$€£¥]\s?)?(?:{_NUMBER}|(?:a|an|another)\s+(?:full\s+|whole\s+)?{_UNIT})"
)
_MEASURE = (
    rf"\s+(?:noon|midnight|twice|every\s+(?:{_NUMBER}|{_UNIT}|morning|night|time)"
    r"|as\s+\w+\s+as|that\s+(?:much|many|size|long|far)"
    r"|the\s+(?:same|size|number|amount|length|turn|end|time|beginning))\b"
)
AHEAD: Mapping[str, re.Pattern[str]] = {
    "figure": regex(_FIGURE),
    "figure-or-measure": regex(f"{_FIGURE}|{_MEASURE}"),
    "number": regex(rf"\s+[$€£]?{_NUMBER}"),
}
"""Patterns that must match right behind a phrase, tried before tokens are made."""


def is_figure(word: str) -> bool:
    """A number in digits or words, with its hyphens: *40*, *3,600*, *forty*, *twenty-one*."""
    return word[:1].isdigit() or word.split("-")[0] in NUMBERS


_CURRENCY = ("$", "€", "£", "¥")
_ABOUT = word_list("contexts", "figures.about")
"""Words that take *about* with a topic."""


def about_figure(spot: Candidate) -> bool:
    """*about 40*, *about half*; not *talk about two things*, *about one of them*."""
    following = spot.after()
    if spot.before() in ("what", "how"):
        return False
    if following == "one" and not is_figure(spot.after(2)) and spot.after(2) not in ("in", "third", "hour"):
        return False
    topic = not following[:1].isdigit() and following not in _CURRENCY
    return not (spot.before() in _ABOUT and (topic or spot.after(2) in MONTHS))


_AROUND = word_list("contexts", "figures.around")


def around_figure(spot: Candidate) -> bool:
    """*around 40*, *around the same time*; not *around one table*, *built around three rules*."""
    return spot.after() != "one" and spot.before() not in _AROUND


def some_figure(spot: Candidate) -> bool:
    """*some 40 people*; not *some one*, *some half-truths*."""
    return spot.after() not in ("one", "half") and not spot.after().startswith("half-")


_BEFORE_LIKE = word_list("contexts", "figures.before-like") | {","}


def like_figure(spot: Candidate) -> bool:
    """*for like 40 people*; not *a gallery, like 189 others*."""
    return spot.before() in _BEFORE_LIKE and not {"other", "others"} & set(spot.right(4))


def between_figures(spot: Candidate) -> bool:
    """*15 or 20*, *one or two*; not *1914 or 1939*, *4 or 5 May*."""
    left, right = spot.before(), spot.after()
    year = any(len(word) == 4 and word.isdigit() and word[0] in "12" for word in (left, right))
    return is_figure(left) and is_figure(right) and not year and spot.after(2) not in MONTHS


_MEASURES = word_list("contexts", "figures.measures")


def is_measure(word: str) -> bool:
    """A unit that figures count: *year*, *months*, *percent*."""
    return word.removesuffix("s") in _MEASURES or word in _MEASURES


_AFTER_OR_SO = word_list("contexts", "figures.after-or-so")


def after_figure(spot: Candidate) -> bool:
    """*a month or so*, *40 or so*; not *or so he claims*."""
    return (is_figure(spot.before()) or is_measure(spot.before())) and spot.after() not in _AFTER_OR_SO


_BEFORE_COUPLE = word_list("contexts", "figures.before-couple")


def loose_couple(spot: Candidate) -> bool:
    """*a couple of hundred*, *the last couple of months*; not *the couple of the year*."""
    return spot.before() in _BEFORE_COUPLE or is_figure(spot.after())


_ROUND = word_list("contexts", "figures.round")


def round_number(spot: Candidate) -> bool:
    """*a few hundred*, *several thousand*; not *a few friends*."""
    return spot.after() in _ROUND


_QUANTITIES = word_list("contexts", "figures.quantities")
_THE_SAME = word_list("contexts", "figures.the-same")
_SHARES = word_list("contexts", "figures.shares")


def before_quantity(spot: Candidate) -> bool:
    """*just about everybody*, *just about the same*; not *it is not just about money*."""
    following = spot.after()
    if spot.before() in ("not", "n't", "isn't", "wasn't", "'s"):
        return False
    if following == "the":
        return spot.after(2) in _THE_SAME
    return is_figure(following) or following.startswith(("every", "any")) or following in _QUANTITIES


def nearby_figure(spot: Candidate) -> bool:
    """A figure or share stands right behind, perhaps after a currency sign: *close to $40*."""
    following = spot.after(2) if spot.after() in (*_CURRENCY, "a", "an", "the") else spot.after()
    return is_figure(following) or is_measure(following) or following in _SHARES


def not_manner(spot: Candidate) -> bool:
    """*roughly 40*, *roughly the size of*; not *he was treated roughly*."""
    return is_word(spot.after()) or spot.after() in _CURRENCY


TESTS: Mapping[str, Test] = {
    "about-figure": about_figure,
    "around-figure": around_figure,
    "some-figure": some_figure,
    "like-figure": like_figure,
    "between-figures": between_figures,
    "after-figure": after_figure,
    "loose-couple": loose_couple,
    "round-number": round_number,
    "before-quantity": before_quantity,
    "nearby-figure": nearby_figure,
    "not-manner": not_manner,
}
