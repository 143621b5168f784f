"""Names in a text: every run of capitalised words that may name somebody, with its titles and gender."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from analysis.annotation.statements.name_words import (
    FEMALE,
    FEMALE_TITLES,
    MALE,
    MALE_TITLES,
    NOT_NAMES,
    OFFICES,
    PARTICLES,
    PORTFOLIOS,
    ROLES,
    TITLES,
)
from analysis.annotation.statements.offices import is_office, office_length
from analysis.language.regex import regex
from analysis.language.word_lists import alternatives, word_list

_CAPITAL = "A-ZÀ-ÖØ-ÞĆČĐĞİŁŃŇŐŘŚŞŠŻŽ"
_SHORT = sorted(map(str.title, word_list("names", "abbreviated-titles")))
_LETTERS = rf"[^\W\d_]*(?:['’\-][{_CAPITAL}][^\W\d_]*)*"
_WORD = rf"(?:(?:{'|'.join(_SHORT)})\.|(?:[{_CAPITAL}]\.)+|[{_CAPITAL}]{_LETTERS})"
# The same word once more: a pattern that begins with a set of characters is tried only where one of them is.
_REST = "|".join(f"(?<={short[0]}){short[1:]}" for short in _SHORT)
_FIRST_WORD = rf"[{_CAPITAL}](?<!\w.)(?:(?:{_REST})\.|\.(?:[{_CAPITAL}]\.)*|{_LETTERS})"
_PARTICLE = "|".join(sorted(PARTICLES))
_NAME = regex(rf"{_FIRST_WORD}(?:[ \u00a0](?:(?:{_PARTICLE})[ \u00a0])*{_WORD}){{0,7}}(?:,? [JS]r\b\.?)?")
_MONTHS = tuple(map(str.title, word_list("statements", "persons.months")))
_DATE = regex(rf"\d(?:st|nd|rd|th)? {alternatives(_MONTHS)}$|^{alternatives(_MONTHS)}\.? \d")
POSSESSIVE = regex(r"['’]s?(?!\w)")
_BEFORE_NAMES = NOT_NAMES | TITLES
_SUFFIXES = frozenset(
    shown
    for word in word_list("statements", "persons.suffixes")
    for shown in (word.title(), f"{word.title()}.", word.upper())
)
_OFFICE_OF = regex(
    rf"(?:[\w.’'-]+\s+){{0,4}}?(?:{'|'.join(sorted(OFFICES))})\s+(?:of|for)\s+(?=(?:{'|'.join(sorted(PORTFOLIOS))})\b)",
    re.IGNORECASE,
)
_OF_OR_FOR = regex(r"\s(?:of|for)\s")


class Name(NamedTuple):
    """One mention of a name: its span, the words without titles, and the gender its title shows."""

    start: int
    end: int
    words: tuple[str, ...]
    title: str
    gender: str

    @property
    def plain(self) -> str:
        """The name without its titles."""
        return " ".join(self.words)


def find_names(text: str, start: int = 0) -> Iterator[Name]:
    """Every run of capitalised words that may name somebody, without what only begins a sentence."""
    for match in _NAME.finditer(text, start):
        found = _without_titles(match.group())
        if found is not None:
            name = Name(match.start() + found[0], match.end(), *found[1:])
            if len(name.words) > 1 or not _is_date(text, name):
                yield name


def _is_date(text: str, name: Name) -> bool:
    """Whether *May*, *March* or *Jan* is the month: with the day before or after it."""
    return name.words[0] in _MONTHS and (
        _DATE.search(text[max(0, name.start - 6) : name.end]) is not None
        or _DATE.search(text[name.start : name.end + 3]) is not None
    )


@lru_cache(20_000)
def _without_titles(surface: str) -> tuple[int, tuple[str, ...], str, str] | None:
    """Where the name itself begins, its words, its titles and the gender they show; None for no name."""
    words = surface.replace("\u00a0", " ").split(" ")
    titles: list[str] = []
    skipped = 0
    while words and (low := words[0].strip(".").lower()) in _BEFORE_NAMES:
        if low in TITLES and (len(words) > 1):
            titles.append(low)
        elif low not in NOT_NAMES:
            break
        skipped += len(words[0]) + 1
        words = words[1:]
    office = office_length(words)
    titles += [word.strip(".").lower() for word in words[:office]]
    skipped += sum(len(word) + 1 for word in words[:office])
    words = words[office:]
    if not words or words[0].lower() in PARTICLES or is_office(words):
        return None
    kept = tuple(POSSESSIVE.sub("", word.strip(",")) for word in words)
    return skipped, kept, " ".join(titles), title_gender(titles)


def title_gender(titles: list[str]) -> str:
    plain = {title.strip(".").lower() for title in titles}
    return "m" if plain & MALE_TITLES else "f" if plain & FEMALE_TITLES else ""


@lru_cache(20_000)
def closing_name(part: str) -> Name | None:
    """The name that ends a noun phrase: *campaign manager Ann Lee*; none in *Lee's campaign*."""
    names = list(find_names(part))
    return names[-1] if names and names[-1].end >= len(part.rstrip(" .,")) else None


def is_role(name: Name, part: str) -> bool:
    """Whether a word in a name's place says what somebody is: *Aides to Lee*, *the Archbishop of York*."""
    word = name.words[-1].lower()
    return len(name.words) == 1 and (
        word in ROLES or (word in TITLES and _OF_OR_FOR.search(part) is not None)
    )


@lru_cache(20_000)
def office_holder(part: str) -> Name | None:
    """The name behind an office with *of* or *for*: *former Secretary of State Ann Lee*."""
    office = _OFFICE_OF.match(part)
    name = next(find_names(part, office.end()), None) if office else None
    if name is None or name.end < len(part.rstrip(" .,")):
        return None
    words = name.words
    while len(words) > 2 and words[0].lower() in PORTFOLIOS:
        words = words[1:]
    return name._replace(words=words, start=0) if len(words) > 1 else None


def last_name(words: tuple[str, ...]) -> str:
    return words[-2].strip(",") if suffix(words) else words[-1]


def suffix(words: tuple[str, ...]) -> str:
    """*Jr*, *Sr*, *II* or *III* at the end of a name, or nothing."""
    return words[-1].strip(".") if len(words) > 1 and words[-1] in _SUFFIXES else ""


def first_name_gender(full: str) -> str:
    first = full.split(" ")[0].lower()
    return (
        "m" if first in MALE and first not in FEMALE else "f" if first in FEMALE and first not in MALE else ""
    )


def fits(wanted: str, known: str) -> bool:
    return not wanted or not known or wanted == known
