"""Names as labels write them: without titles, in ordinary letters, in parts that can be compared."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from analysis.annotation.statements.name_words import FEMALE, FEMALE_TITLES, MALE, MALE_TITLES
from analysis.annotation.statements.turns.label_words import JOINTS, TITLES
from analysis.language.regex import regex
from analysis.language.word_lists import word_list

_PART = regex(r"[^\W\d_]+")
_MC = regex(r"(?i)^(ma?c)(?=[^\W\d_]{3})")
_LETTERS = word_list("transcripts", "names.posts") | word_list("transcripts", "names.degrees")
_SUFFIXES = _LETTERS | word_list("transcripts", "names.generations")
_ALSO_NAMES = word_list("transcripts", "names.also-names")
"""Titles that are last names as well, when nothing else is left."""


class Person(NamedTuple):
    """A name without titles: its words, and the gender that its title shows."""

    words: tuple[str, ...]
    gender: str

    @property
    def name(self) -> str:
        """The whole name."""
        return " ".join(self.words)

    @property
    def last(self) -> str:
        """The last name, folded, without *Jr.*"""
        kept = [word for word in self.words if word.strip(".,").lower() not in _SUFFIXES] or list(self.words)
        return fold(kept[-1])

    @property
    def first(self) -> str:
        """The first name or its initial, folded; empty where there is only a last name."""
        return fold(self.words[0]) if len(self.words) > 1 and self.words[0].lower() not in JOINTS else ""


def fold(word: str) -> str:
    """A word in small letters without accents and points."""
    parts = unicodedata.normalize("NFKD", word)
    return "".join(char for char in parts if not unicodedata.combining(char)).casefold().strip(".,'’")


@lru_cache(20_000)
def read_person(surface: str) -> Person | None:
    """The person that a head or a note names; None where only titles are left.

    >>> read_person("HON. LT. COL. I.B. McGRATH").name
    'I.B. McGrath'
    """
    words = surface.replace(",", " ").split()
    genders = set()
    while words and len(words) > 1 and _is_title(words[0], words[1]):
        word = words.pop(0).strip(".").lower()
        genders.add("m" if word in MALE_TITLES else "f" if word in FEMALE_TITLES else "")
    while len(words) > 1 and words[-1].strip(".,").lower().replace(".", "") in _LETTERS:
        words.pop()
    if not words or (len(words) == 1 and words[0].strip(".").lower() in TITLES - _ALSO_NAMES):
        return None
    shown = tuple(shown_word(word) for word in words)
    shown = (shown[0][:1].upper() + shown[0][1:] if words[0].isupper() else shown[0], *shown[1:])
    return Person(shown, next((gender for gender in sorted(genders, reverse=True) if gender), ""))


def _is_title(word: str, following: str) -> bool:
    low = word.strip(".").lower()
    if low == "manager":
        return True
    return (
        (low in TITLES or low == "the")
        and (low not in JOINTS or low in TITLES or low == "the")
        and following != "of"
    )


def shown_word(word: str) -> str:
    """A word of a name in ordinary letters: *D'AMARO* is *D'Amaro*, *MCKAY* *McKay*; initials stay."""
    letters = [char for char in word if char.isalpha()]
    if sum(map(str.isupper, letters)) < 2:
        return word
    if word.lower() in JOINTS and word.isalpha():
        return word.lower()
    if "." in word.strip(".") or (len(letters) < 3 and word.lower() not in MALE | FEMALE):
        return word
    if not word.isupper() and not re.search(r"[A-Z]{3}", word):
        return word
    return _PART.sub(lambda part: _shown_part(part.group()), word)


def _shown_part(part: str) -> str:
    if not part.isupper():  # McKAY
        return re.sub(r"(?<=[A-Z])[A-ZÀ-Þ]+", lambda rest: rest.group().lower(), part)
    title = part[0] + part[1:].lower()
    return (
        _MC.sub(lambda match: match[1].title(), title) if part.startswith("MC") and len(part) > 4 else title
    )


def title_gender(first: str) -> str:
    """The gender that a first name shows, if it shows one."""
    low = first.lower()
    return "m" if low in MALE and low not in FEMALE else "f" if low in FEMALE and low not in MALE else ""


def shown_office(name: str) -> str:
    """An office in ordinary letters without its article: *The PRESIDING OFFICER* is *Presiding Officer*."""
    words = [word for word in name.split() if word]
    if words and words[0].lower() == "the" and len(words) > 1:
        words = words[1:]
    shown = [
        word.lower() if word.lower() in JOINTS and i else shown_word(word) for i, word in enumerate(words)
    ]
    return " ".join(shown)
