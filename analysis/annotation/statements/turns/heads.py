"""The head of a label, without its delimiter: *Mr. SMITH of New Jersey*, *The Minister for X (Ann Lee)*.

Gives the words that name the speaker, what is noted behind them, and the shape of the head, which says
how far it can be trusted: a bare *Ann Lee* may be anything, *THE WITNESS* hardly so.
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from analysis.annotation.statements.name_words import FEMALE, MALE
from analysis.annotation.statements.turns.label_words import FIELDS, JOINTS, OFFICES, TITLES, UNNAMED
from analysis.language.regex import regex
from analysis.language.word_lists import word_list, word_pattern

Shape = Literal["question", "titled", "office", "numbered", "capitals", "plain"]


class Head(NamedTuple):
    """What a label says: the name, the notes in brackets or behind a comma, and the shape."""

    name: str
    notes: tuple[str, ...]
    shape: Shape
    place: str = ""


MOST = 230
"""Characters of a head: *The Parliamentary Under-Secretary of State for X and Y (Ann Lee) (Leeds)*."""
_NOTE = regex(r"[(\[]([^()\[\]]{0,160})[)\]]?")
_DASH = regex(r"[—–]| -")
_ASKED = regex(
    rf"(?<=\w) to (?:the )?(?:[A-Z][\w'’-]+(?: {word_pattern('transcripts', 'heads.joints-of-place')})* ?)+$"
)
_BY = regex(rf"BY {word_pattern('transcripts', 'heads.by', written=str.upper)}\b")
_FIGURE = regex(r"\d")
_TIME = regex(r"\(?\[?\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[.,]\d+)?(?:\s?[ap]\.?m\.?)?[)\]]?", re.IGNORECASE)
_NUMBERED = regex(
    rf"(?:{word_pattern('transcripts', 'heads.before-numbered')}[ _])*"
    rf"{word_pattern('transcripts', 'heads.numbered')}[ _#-]?(?:\d{{1,3}}|[A-Z])",
    re.IGNORECASE,
)
_QUESTION = regex(r"(?:Q|A|QUESTION|ANSWER|Question|Answer)\d{0,3}")
_SUFFIX = regex(r"(?:[JS]r|I{1,3}|IV|Esq|ESQ|JR|SR)\.?")
_OF_PLACE = regex(r"(?<=\w) (?:of|from) (?:the )?[A-Z][a-z]+(?: [A-Z][a-z]+){0,3}$")
_INVERTED = regex(r"[^\W\d_][\w'’-]+, (?P<first>[^\W\d_][\w'’-]+)(?: [A-Z]\.?){0,2}")
_AT_END = word_list("transcripts", "joints-at-end")
_WORDS = regex(r"[^\W\d_][\w.'’ʼ\-\u00ad/&]*|&")
_SMALL_HEADS = word_list("transcripts", "heads.unidentified")


@lru_cache(20_000)
def read_head(surface: str) -> Head | None:
    """The head that a stretch is; None for what names nobody.

    >>> read_head("Mr. SMITH of New Jersey")
    Head(name='Mr. SMITH', notes=('New Jersey',), shape='titled', place='New Jersey')
    >>> read_head("The Minister of State, Home Office (Ann Lee)")
    Head(name='The Minister of State, Home Office', notes=('Ann Lee',), shape='office', place='')
    >>> read_head("He said") is None
    True
    """
    plain = " ".join(_TIME.sub(" ", surface).replace("**", "").split()).strip("*_ ")
    said = [note.strip() for note in _NOTE.findall(plain) if note.strip()]
    notes = tuple(note for note in said if not _FIGURE.search(note))
    bare = " ".join(_NOTE.sub(" ", plain).split()).strip(" ,-–—")
    if not bare and len(said) == 1:
        bare, notes = said[0], ()
    if not bare or len(bare) > MOST or not any(char.isalpha() for char in bare):
        return None
    if _QUESTION.fullmatch(bare) or _BY.match(bare):
        return Head(bare, notes, "question")
    if _NUMBERED.fullmatch(bare) and (
        any(char.isdigit() for char in bare) or bare.casefold() in _SMALL_HEADS
    ):
        return Head(bare, notes, "numbered")
    return _named(bare, notes)


def _named(bare: str, notes: tuple[str, ...]) -> Head | None:
    before, slash, translated = bare.rpartition(" / ")
    if slash and before and (head := _named(translated, notes)):
        return head if head.shape == "office" else None  # the same office in two languages
    if _is_inverted(bare, notes):
        last, _, first = bare.partition(",")
        bare = f"{first.strip()} {last}"
    name, described = _without_description(_ASKED.sub("", bare))
    words = _WORDS.findall(name)
    if described and (
        len(described[0]) > (150 if _is_post(described[0]) else 60)
        or _DASH.search(described[0])
        or (len(words) < 2 and not is_capital(name))
    ):
        return None
    if not words or _WORDS.sub("", name).strip(" ,.'’\"“”") or not words[0][0].isupper():
        return None
    shape = _shape(words)
    if shape is None or not _fits(words, shape):
        return None
    place = _OF_PLACE.search(name) if shape != "office" else None
    if place is None:
        return Head(name.strip(" ,"), (*notes, *described), shape)
    if shape == "plain" and " " not in name[: place.start()]:
        return None  # a heading, as *Sitting of the Assembly*
    of = place.group().split(" ", 2)[2]
    return Head(name[: place.start()].strip(" ,"), (*notes, of, *described), shape, of)


def _is_inverted(bare: str, notes: tuple[str, ...]) -> bool:
    """Whether a name stands as in a list, *Lee, Ann*: a known first name, or any with a party noted."""
    match = _INVERTED.fullmatch(bare)
    if match is None:
        return False
    first = match["first"]
    return first.lower() in MALE or first.lower() in FEMALE or (bool(notes) and first.istitle())


def _without_description(bare: str) -> tuple[str, tuple[str, ...]]:
    """What stands before a comma, if that is no office: *Ann Lee, host*; *Dr. Lee, Ph.D.*."""
    first, comma, rest = bare.partition(",")
    words = _WORDS.findall(first)
    if not comma or _SUFFIX.fullmatch(rest.strip()) or (len(words) > 1 and _is_office(words)):
        return bare, ()
    return first, (rest.strip(),)


def _is_post(description: str) -> bool:
    """Whether a description begins as an office or a mandate does: *Vice-President of the Commission*."""
    first = description.split(None, 1)[0].lower() if description.strip() else ""
    return first.rpartition("-")[2] in OFFICES or first in OFFICES or description.startswith("on behalf of ")


def _is_title(word: str) -> bool:
    return word.strip(".").lower() in TITLES


def _is_office(words: list[str]) -> bool:
    lowered = [word.strip(".").lower() for word in words]
    return bool(words) and (
        (lowered[0] == "the" and len(words) > 1)
        or lowered[-1] in OFFICES
        or any(a in OFFICES and b in ("of", "for", "to") for a, b in pairwise(lowered))
    )


def _shape(words: list[str]) -> Shape | None:
    """How a run of words looks; None where a word in small letters is none of a label."""
    if len(words) == 1 and words[0].isupper() and len(words[0]) < 3:
        return "capitals"
    if all(word.strip(".").lower() in UNNAMED for word in words):
        return "office"
    if any(word.endswith(".") and len(word) > 5 and not _is_title(word) for word in words[:-1]):
        return None
    for word in words:
        if word[0].islower() and word.strip(".").lower() not in JOINTS and not _is_small_name(word):
            return None
    last = words[-1].strip(".").lower()
    if (last in JOINTS or words[-1][0].islower()) and last not in _AT_END:
        return None
    if len(words) == 1 and last in TITLES - OFFICES:
        return None
    if _is_office(words):
        return "office"
    if _is_title(words[0]) and len(words) > 1:
        return "titled"
    return "capitals" if is_capital(" ".join(words)) else "plain"


def _is_small_name(word: str) -> bool:
    """Whether a word that begins small goes on in capitals: *d'Arc*, *deSouza*, *'t*."""
    return any(char.isupper() for char in word[1:]) or word in ("hon.", "rt.")


def is_capital(name: str) -> bool:
    """Whether a name is in capitals, but for a *Mc* or *of* in it."""
    letters = [char for word in name.split() if word not in JOINTS for char in word if char.isalpha()]
    return bool(letters) and 10 * sum(map(str.isupper, letters)) >= 7 * len(letters)


_NO_FIRST = JOINTS - word_list("transcripts", "joints-of-names")
"""Words that a name never begins with, though an office may hold them."""
_LONGEST = {"office": 30, "titled": 9, "capitals": 7, "plain": 5, "numbered": 6, "question": 2}


def _fits(words: list[str], shape: Shape) -> bool:
    """Whether the words of a shape can name somebody: not too many, and no field of a form."""
    last, first = words[-1].strip(".").lower(), words[0].strip(".").lower()
    if len(words) > _LONGEST[shape]:
        return False
    if shape in ("plain", "capitals"):
        return (
            last not in FIELDS
            and (first not in FIELDS or len(words) > 2)
            and (first not in _NO_FIRST or len(words) == 1)
        )
    return shape == "titled" or last not in FIELDS or last in OFFICES
