"""Names and pronouns of one document: which person or group a mention stands for.

Every run of capitalised words is a possible name; a last name, a name with a title or a pronoun is
resolved to the fullest form of that name in the document. A pronoun takes the last speaker who fits
when that speaker is near, else the first fitting person of the nearest sentence before it. What a
study says about its speakers wins.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from analysis.annotation.speakers import Speakers
from analysis.annotation.statements.names import (
    FEMALE,
    FEMALE_TITLES,
    GROUP_WORDS,
    MALE,
    MALE_TITLES,
    NOT_NAMES,
    OFFICES,
    PARTICLES,
    PLACES,
    PORTFOLIOS,
    ROLES,
    TITLES,
)
from analysis.annotation.statements.offices import apposed, bearers, is_first_name, is_office, office_length
from analysis.base.records import Span
from analysis.language.text import Text
from analysis.language.word_lists import alternatives, word_list, word_pattern
from analysis.regex import regex

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
_POSSESSIVE = regex(r"['’]s?(?!\w)")
_OWNED = regex(r"['’]s?\s")
_CUT = regex(rf"\s{word_pattern('statements', 'persons.cuts')}\s")
_ARTICLE = regex(rf"^(?:{word_pattern('statements', 'persons.articles')}|one(?! of))\s+", re.IGNORECASE)
_QUOTE = "“”„\"'’‘`"
_GENDER = {
    **dict.fromkeys(word_list("word_classes", "pronouns.masculine"), "m"),
    **dict.fromkeys(word_list("word_classes", "pronouns.feminine"), "f"),
}
_GROUP = word_list("word_classes", "pronouns.group")
_RELATIVE = word_list("word_classes", "pronouns.relative")
_FIRST = word_list("word_classes", "pronouns.first")
PRONOUNS = _GROUP | _RELATIVE | _FIRST | _GENDER.keys() | word_list("word_classes", "pronouns.other")
_BEFORE_NAMES = NOT_NAMES | TITLES
_NONE: Counter[tuple[str, ...]] = Counter()
_SUFFIXES = frozenset(
    shown
    for word in word_list("statements", "persons.suffixes")
    for shown in (word.title(), f"{word.title()}.", word.upper())
)
_JOINED = frozenset(["i", "we", "they"])
_OFFICE_OF = regex(
    rf"(?:[\w.’'-]+\s+){{0,4}}?(?:{'|'.join(sorted(OFFICES))})\s+(?:of|for)\s+(?=(?:{'|'.join(sorted(PORTFOLIOS))})\b)",
    re.IGNORECASE,
)
_OF_OR_FOR = regex(r"\s(?:of|for)\s")
_THIRD = frozenset(["they"])
_AND = regex(r"\band\b", re.IGNORECASE)
_APART = regex(r"[,;(:]|—|–")
_SMALL = regex(r"\b[a-z]")
_GOES_ON = regex(r",?\s[a-z]")
RIVAL = 1.5
"""How many times as often as another a name must stand to be meant by the last name that they share."""
NEAR = 1_500
"""Characters in which the person behind a pronoun is looked for."""
RECENT = 100
"""Statements in which the speaker behind a pronoun is looked for."""


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


@dataclass(frozen=True, slots=True)
class Found:
    """A speaker, how he or she was found in a few words, and how sure that is."""

    speaker: str | None
    found_by: str
    confidence: float


NOBODY = Found(None, "nobody is named", 0.5)


class Persons:
    """The names of one document and the speakers found so far, left to right.

    >>> persons = Persons(Text("Ann Lee spoke first. Lee said no. She left."))
    >>> persons.resolve((21, 24)).speaker, persons.resolve((34, 37)).speaker
    ('Ann Lee', 'Ann Lee')
    """

    def __init__(self, text: Text, speakers: Speakers | None = None) -> None:
        self._text = text
        self._speakers = speakers or Speakers()
        self._spoken: list[tuple[int, str]] = []
        self._around: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        """For each stretch of `NEAR` characters: number, offset and name of those who spoke there."""
        self._fullest: dict[tuple[tuple[str, ...], str], str] = {}
        self._bearers: dict[str, str | None] = {}

    @cached_property
    def names(self) -> list[Name]:
        """Every capitalised run that may be a name, in order."""
        return list(find_names(self._text.text, self._text.start))

    @cached_property
    def _starts(self) -> list[int]:
        return [name.start for name in self.names]

    @cached_property
    def _full(self) -> dict[str, Counter[tuple[str, ...]]]:
        """Last word and first word -> full names (two words or more) with their frequency."""
        full: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
        for words, count in Counter(name.words for name in self.names).items():
            if len(words) > 1:
                full[_last(words)][words] += 2 * count
                full[words[0]][words] += count
        return full

    @cached_property
    def _titled(self) -> dict[str, Counter[str]]:
        """Title -> the people who bear it in this document."""
        titled: dict[str, Counter[str]] = defaultdict(Counter)
        for name in self.names:
            if name.title and name.words[0].lower() not in GROUP_WORDS:
                titled[name.title][self.fullest(name)] += 1
        return titled

    @cached_property
    def _form_genders(self) -> dict[tuple[str, ...], str]:
        """Full name as it stands -> gender, where a title shows it."""
        return {name.words: name.gender for name in self.names if name.gender and len(name.words) > 1}

    @cached_property
    def _genders(self) -> dict[str, str]:
        """Full name -> gender, where a title or the first name shows it."""
        genders: dict[str, str] = {}
        for name in self.names:
            full = self.fullest(name)
            gender = name.gender or genders.get(full) or _first_name_gender(full)
            if gender:
                genders[full] = gender
        return genders

    def fullest(self, name: Name) -> str:
        """The fullest form in this document of a name."""
        key = (name.words, name.gender)
        if key not in self._fullest:
            self._fullest[key] = self._find_fullest(*key)
        return self._fullest[key]

    def _find_fullest(self, words: tuple[str, ...], gender: str) -> str:
        forms = self._full.get(_last(words), _NONE)
        if len(words) > 1:
            same = [form for form in forms if form[0] == words[0] and _suffix(form) == _suffix(words)]
            same = same or [form for form in forms if form[0] == words[0] and not _suffix(words)] or [words]
            longest = max(same, key=lambda form: (len(form), forms[form]))
            return " ".join(longest)
        acronym = words[0].isupper() and len(words[0]) > 1  # nobody's first name
        fitting = [
            form for form in forms if self._suits(form, gender) and not (acronym and _last(form) != words[0])
        ]
        best = max(fitting, key=lambda form: (_last(form) == words[0], forms[form]), default=words)
        return best[0] if best == words else self._find_fullest(best, gender)

    def resolve(self, mention: Span | None) -> Found:
        """The speaker behind a mention; remembers it for the pronouns that follow."""
        if mention is None:
            return NOBODY
        surface = self._text.text[slice(*mention)].strip(_QUOTE + " ,.:")
        if not surface:
            return NOBODY
        last = surface.split()[-1].lower()
        if last in _JOINED and len(surface) > len(last):
            if last in _THIRD or _AND.search(surface):
                return NOBODY  # me and they
            surface = last  # All I
        found = (
            self._pronoun(surface.lower(), mention[0])
            if surface.lower() in PRONOUNS
            else self._named(surface, mention[0])
        )
        found = self._known(surface, found)
        self.remember(mention[0], found.speaker)
        return found

    def remember(self, offset: int, speaker: str | None) -> None:
        """Note that `speaker` speaks at `offset`."""
        if speaker is not None:
            self._spoken.append((offset, speaker))
            self._around[offset // NEAR].append((len(self._spoken), offset, speaker))

    def label(self, surface: str) -> str:
        """The speaker named by the label of a turn: *MR. CARNEY*, *Ann Lee (Leeds)*, *THE PRESIDENT*."""
        plain = surface.split("(")[0].split(",")[0].strip()
        capitals = plain.split()[-1:] and plain.split()[-1].isupper()
        shown = " ".join(_lowered(word) if capitals else word for word in plain.split())
        words = tuple(
            word for word in _ARTICLE.sub("", shown).split() if word.strip(".").lower() not in TITLES
        )
        if words:
            full = self.fullest(Name(0, 0, words, "", _title_gender(plain.split())))
        else:
            full = self._bearer(plain) or shown
        return self._known(surface, Found(full, "label of the turn", 0.95)).speaker or full

    def _named(self, surface: str, offset: int) -> Found:
        for i, part in enumerate(_APART.split(surface)):
            name = _closing_name(_CUT.split(f"{part.strip()} ")[0]) or _office_holder(part.strip())
            if (
                name
                and not _is_role(name, part)
                and (i == 0 or not _SMALL.search(part.strip()[: name.start]))
            ):
                full = self._nearest(name, offset)
                by = "name in place" if full == name.plain else "fuller form of the name in the document"
                return Found(full, by, 0.95 if full == name.plain else 0.9)
        bearer = self._bearer(surface)
        if bearer:
            return Found(bearer, "title borne by one person in the document", 0.7)
        return self._owned(surface, offset) or Found(_ARTICLE.sub("", surface), "noun phrase in place", 0.85)

    def _owned(self, surface: str, offset: int) -> Found | None:
        """A noun phrase with its owner in full: *her office*, *Lee's office* -> *Ann Lee's office*."""
        owner, _, rest = surface.partition(" ")
        if owner.lower() in _GENDER:
            person = self._person(_GENDER[owner.lower()], offset).speaker
            return (
                Found(f"{person}’s {rest}", "noun phrase in place, owner by pronoun", 0.6) if person else None
            )
        name = next(find_names(surface), None) if _OWNED.search(surface) else None
        if name and _POSSESSIVE.match(surface, name.end) and not _SMALL.search(surface[: name.start]):
            return Found(self._nearest(name, offset) + surface[name.end :], "noun phrase in place", 0.85)
        return None

    def _nearest(self, name: Name, offset: int) -> str:
        """The fullest form; of two people with one last name who are named as often, the last named."""
        forms = self._full.get(_last(name.words), _NONE)
        if len(name.words) == 1 and len(forms) > 1:
            fitting = [
                form
                for form in forms
                if self._suits(form, name.gender) and _last(form) == name.words[0] and self._is_known(form)
            ]
            most = max((forms[form] for form in fitting), default=0)
            often = {form for form in fitting if RIVAL * forms[form] >= most}
            for earlier in reversed(self._before(offset, offset)) if len({f[0] for f in often}) > 1 else ():
                if earlier.words in often:
                    return self.fullest(earlier)
        return self.fullest(name)

    def _is_known(self, form: tuple[str, ...]) -> bool:
        """Whether a full name is surely that of a person: it has a known first name or a title."""
        return form in self._form_genders or is_first_name(form[0])

    def _suits(self, form: tuple[str, ...], gender: str) -> bool:
        """Whether a full name may have this gender, by its titles in the document or its first name."""
        return _fits(gender, self._form_genders.get(form) or _first_name_gender(form[0]))

    def _bearer(self, surface: str) -> str | None:
        """The one person whose title is the whole mention: *the president*, *THE SECRETARY*."""
        title = _ARTICLE.sub("", surface).lower()
        if title not in self._bearers:
            found = bearers(title, self._titled)
            if title.split()[-1:] and title.split()[-1] in OFFICES:
                text = self._text
                found.update(
                    self.fullest(self.names[i])
                    for i in apposed(title, text.text, text.folded, self.names, self._starts)
                )
            self._bearers[title] = next(iter(found)) if len(found) == 1 else None
        return self._bearers[title]

    def _pronoun(self, pronoun: str, offset: int) -> Found:
        if pronoun in _RELATIVE:
            before = self._before(offset, 120)
            return (
                Found(self.fullest(before[-1]), "name before the relative pronoun", 0.8) if before else NOBODY
            )
        if pronoun in _GENDER:
            return self._person(_GENDER[pronoun], offset)
        if pronoun in _GROUP:
            return self._group(offset)
        return Found(None, "first or second person of the writer", 0.5)

    def _person(self, gender: str, offset: int) -> Found:
        spoken = self._spoken_around(offset)
        near = [name for name in spoken if self._may_be(name, gender)]
        if spoken and self._is_alone(spoken[-1], gender) and not self._named_since(gender, offset):
            near.append(spoken[-1])
        if near and self._text.text.count("\n\n", self._spoken[-1][0], offset) <= 1:
            return Found(near[-1], "pronoun: last speaker", 0.75)
        for sentence in self._sentences_before(offset):
            for name in sentence:
                if self._may_be(self.fullest(name), gender) and not self._is_possessive(name):
                    return Found(self.fullest(name), "pronoun: person of the nearest sentence", 0.65)
        if near:
            return Found(near[-1], "pronoun: last speaker", 0.5)
        subject = self._subject(gender, offset)
        return Found(subject, "pronoun: last subject", 0.4) if subject else NOBODY

    def _named_since(self, gender: str, offset: int) -> bool:
        """Whether a person who fits was named since somebody spoke."""
        since = self._spoken[-1][0]
        return any(
            name.start > since and self._may_be(self.fullest(name), gender)
            for name in self._before(offset, offset - since)
        )

    def _subject(self, gender: str, offset: int) -> str | None:
        """A last name alone that began one of the sentences before: *Lee came. She said ...*."""
        for name in reversed(self._before(offset, NEAR)):
            begins = self._text.sentences[self._text.sentence_at(name.start)][0]
            if not _SMALL.search(self._text.text, begins, name.start) and _GOES_ON.match(
                self._text.text, name.end
            ):
                full = self.fullest(name)
                if self._is_alone(full, gender):
                    return full
        return None

    def _is_alone(self, full: str, gender: str) -> bool:
        """Whether a single word may be somebody's last name."""
        word = full.lower()
        return (
            " " not in full
            and full.istitle()
            and word not in GROUP_WORDS | PLACES | NOT_NAMES
            and _fits(gender, self._genders.get(full, ""))
        )

    def _group(self, offset: int) -> Found:
        near = [name for name in self._spoken_near(offset) if not self._is_person(name)]
        return Found(near[-1], "pronoun: last group that spoke", 0.6) if near else NOBODY

    def _spoken_around(self, offset: int) -> list[str]:
        """All speakers found shortly before `offset`, the last one last; no others are looked at."""
        place = offset // NEAR
        around = sorted([*self._around[place - 1], *self._around[place]])
        return [name for _, at, name in around if offset - NEAR < at < offset]

    def _spoken_near(self, offset: int) -> list[str]:
        """The speakers found shortly before `offset`, the last one last."""
        return [name for at, name in self._spoken[-RECENT:] if offset - NEAR < at < offset]

    def _known(self, surface: str, found: Found) -> Found:
        """What `speakers.toml` says about this mention, if anything."""
        for form in (surface, found.speaker or ""):
            full = self._speakers.full_name(form)
            if full:
                return Found(full, f"{found.found_by}; speakers.toml", max(found.confidence, 0.9))
        return found

    def _before(self, offset: int, within: int) -> list[Name]:
        last = bisect_left(self._starts, offset)
        first = bisect_left(self._starts, offset - within)
        return [name for name in self.names[first:last] if name.end <= offset]

    def _sentences_before(self, offset: int) -> Iterator[list[Name]]:
        """The names of this sentence (up to `offset`) and of those before it, nearest first."""
        names = self._before(offset, NEAR)
        while names:
            sentence = self._text.sentence_at(names[-1].start)
            yield [name for name in names if self._text.sentence_at(name.start) == sentence]
            names = [name for name in names if self._text.sentence_at(name.start) < sentence]

    def _is_possessive(self, name: Name) -> bool:
        return _POSSESSIVE.match(self._text.text, name.end) is not None

    def _is_person(self, full: str) -> bool:
        words = full.lower().split()
        return (
            len(words) in (2, 3, 4)
            and full.istitle() | (full in self._genders)
            and full.lower() not in PLACES
            and not GROUP_WORDS & set(words)
        )

    def _may_be(self, full: str, gender: str) -> bool:
        return _fits(gender, self._genders.get(full, "")) and (full in self._genders or self._is_person(full))


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
    kept = tuple(_POSSESSIVE.sub("", word.strip(",")) for word in words)
    return skipped, kept, " ".join(titles), _title_gender(titles)


def _title_gender(titles: list[str]) -> str:
    plain = {title.strip(".").lower() for title in titles}
    return "m" if plain & MALE_TITLES else "f" if plain & FEMALE_TITLES else ""


@lru_cache(20_000)
def _closing_name(part: str) -> Name | None:
    """The name that ends a noun phrase: *campaign manager Ann Lee*; none in *Lee's campaign*."""
    names = list(find_names(part))
    return names[-1] if names and names[-1].end >= len(part.rstrip(" .,")) else None


def _is_role(name: Name, part: str) -> bool:
    """Whether a word in a name's place says what somebody is: *Aides to Lee*, *the Archbishop of York*."""
    word = name.words[-1].lower()
    return len(name.words) == 1 and (
        word in ROLES or (word in TITLES and _OF_OR_FOR.search(part) is not None)
    )


@lru_cache(20_000)
def _office_holder(part: str) -> Name | None:
    """The name behind an office with *of* or *for*: *former Secretary of State Ann Lee*."""
    office = _OFFICE_OF.match(part)
    name = next(find_names(part, office.end()), None) if office else None
    if name is None or name.end < len(part.rstrip(" .,")):
        return None
    words = name.words
    while len(words) > 2 and words[0].lower() in PORTFOLIOS:
        words = words[1:]
    return name._replace(words=words, start=0) if len(words) > 1 else None


def _lowered(word: str) -> str:
    """A word in capitals with only its first letter so; initials stay, *MR.* does not."""
    is_initials = len(word.strip(".")) < 3 and word.strip(".").lower() not in TITLES
    return word if is_initials or not word.isupper() else word.title()


def _last(words: tuple[str, ...]) -> str:
    return words[-2].strip(",") if _suffix(words) else words[-1]


def _suffix(words: tuple[str, ...]) -> str:
    """*Jr*, *Sr*, *II* or *III* at the end of a name, or nothing."""
    return words[-1].strip(".") if len(words) > 1 and words[-1] in _SUFFIXES else ""


def _first_name_gender(full: str) -> str:
    first = full.split(" ")[0].lower()
    return (
        "m" if first in MALE and first not in FEMALE else "f" if first in FEMALE and first not in MALE else ""
    )


def _fits(wanted: str, known: str) -> bool:
    return not wanted or not known or wanted == known
