"""Persons of one document: which person or group a mention stands for.

Every run of capitalised words is a possible name; a last name, a name with a title or a pronoun is
resolved to the fullest form of that name in the document. A pronoun takes the last speaker who fits
when that speaker is near, else the first fitting person of the nearest sentence before it. What a
study says about its speakers wins.
"""

import re
from collections import defaultdict
from typing import NamedTuple

from analysis.annotation.speakers import Speakers
from analysis.annotation.statements.names_in_text import (
    POSSESSIVE,
    closing_name,
    find_names,
    is_role,
    office_holder,
)
from analysis.annotation.statements.names_of_document import ARTICLE, NEAR, Names
from analysis.base.records import Span
from analysis.language.regex import regex
from analysis.language.text import Text
from analysis.language.word_lists import word_list, word_pattern

_OWNED = regex(r"['’]s?\s")
_CUT = regex(rf"\s{word_pattern('statements', 'persons.cuts')}\s")
_QUOTE = "“”„\"'’‘`"
_GENDER = {
    **dict.fromkeys(word_list("word_classes", "pronouns.masculine"), "m"),
    **dict.fromkeys(word_list("word_classes", "pronouns.feminine"), "f"),
}
_GROUP = word_list("word_classes", "pronouns.group")
_RELATIVE = word_list("word_classes", "pronouns.relative")
_FIRST = word_list("word_classes", "pronouns.first")
PRONOUNS = _GROUP | _RELATIVE | _FIRST | _GENDER.keys() | word_list("word_classes", "pronouns.other")
_JOINED = frozenset(["i", "we", "they"])
_THIRD = frozenset(["they"])
_AND = regex(r"\band\b", re.IGNORECASE)
_APART = regex(r"[,;(:]|—|–")
_SMALL = regex(r"\b[a-z]")
_GOES_ON = regex(r",?\s[a-z]")
RECENT = 100
"""Statements in which the speaker behind a pronoun is looked for."""


class Found(NamedTuple):
    """A speaker, how he or she was found in a few words, and how sure that is."""

    speaker: str | None
    found_by: str
    confidence: float


NOBODY = Found(None, "nobody is named", 0.5)


class _Spoken:
    """Who spoke where, from left to right."""

    def __init__(self) -> None:
        self._all: list[tuple[int, str]] = []
        self._around: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        """For each stretch of `NEAR` characters: number, offset and name of those who spoke there."""

    @property
    def last(self) -> int:
        """Where somebody spoke last."""
        return self._all[-1][0]

    def add(self, offset: int, speaker: str) -> None:
        """Note that `speaker` speaks at `offset`."""
        self._all.append((offset, speaker))
        self._around[offset // NEAR].append((len(self._all), offset, speaker))

    def around(self, offset: int) -> list[str]:
        """All speakers found shortly before `offset`, the last one last; no others are looked at."""
        place = offset // NEAR
        around = sorted([*self._around[place - 1], *self._around[place]])
        return [name for _, at, name in around if offset - NEAR < at < offset]

    def near(self, offset: int) -> list[str]:
        """The last speakers that were found shortly before `offset`, the last one last."""
        return [name for at, name in self._all[-RECENT:] if offset - NEAR < at < offset]


class Persons:
    """The names of one document and the speakers found so far, left to right.

    >>> persons = Persons(Text("Ann Lee spoke first. Lee said no. She left."))
    >>> persons.resolve((21, 24)).speaker, persons.resolve((34, 37)).speaker
    ('Ann Lee', 'Ann Lee')
    """

    def __init__(self, text: Text, speakers: Speakers | None = None) -> None:
        self._text = text
        self._speakers = speakers or Speakers()
        self._spoken = _Spoken()
        self.names = Names(text)

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
        if found.speaker is not None:
            self._spoken.add(mention[0], found.speaker)
        return found

    def _named(self, surface: str, offset: int) -> Found:
        for i, part in enumerate(_APART.split(surface)):
            name = closing_name(_CUT.split(f"{part.strip()} ")[0]) or office_holder(part.strip())
            if name and not is_role(name, part) and (i == 0 or not _SMALL.search(part.strip()[: name.start])):
                full = self.names.nearest(name, offset)
                by = "name in place" if full == name.plain else "fuller form of the name in the document"
                return Found(full, by, 0.95 if full == name.plain else 0.9)
        bearer = self.names.bearer(surface)
        if bearer:
            return Found(bearer, "title borne by one person in the document", 0.7)
        return self._owned(surface, offset) or Found(ARTICLE.sub("", surface), "noun phrase in place", 0.85)

    def _owned(self, surface: str, offset: int) -> Found | None:
        """A noun phrase with its owner in full: *her office*, *Lee's office* -> *Ann Lee's office*."""
        owner, _, rest = surface.partition(" ")
        if owner.lower() in _GENDER:
            person = self._person(_GENDER[owner.lower()], offset).speaker
            return (
                Found(f"{person}’s {rest}", "noun phrase in place, owner by pronoun", 0.6) if person else None
            )
        name = next(find_names(surface), None) if _OWNED.search(surface) else None
        if name and POSSESSIVE.match(surface, name.end) and not _SMALL.search(surface[: name.start]):
            return Found(self.names.nearest(name, offset) + surface[name.end :], "noun phrase in place", 0.85)
        return None

    def _pronoun(self, pronoun: str, offset: int) -> Found:
        if pronoun in _RELATIVE:
            before = self.names.before(offset, 120)
            return (
                Found(self.names.fullest(before[-1]), "name before the relative pronoun", 0.8)
                if before
                else NOBODY
            )
        if pronoun in _GENDER:
            return self._person(_GENDER[pronoun], offset)
        if pronoun in _GROUP:
            return self._group(offset)
        return Found(None, "first or second person of the writer", 0.5)

    def _person(self, gender: str, offset: int) -> Found:
        spoken = self._spoken.around(offset)
        near = [name for name in spoken if self.names.may_be(name, gender)]
        if spoken and self.names.is_alone(spoken[-1], gender) and not self._named_since(gender, offset):
            near.append(spoken[-1])
        if near and self._text.text.count("\n\n", self._spoken.last, offset) <= 1:
            return Found(near[-1], "pronoun: last speaker", 0.75)
        for sentence in self.names.sentences_before(offset):
            for name in sentence:
                if self.names.may_be(self.names.fullest(name), gender) and not self.names.is_possessive(name):
                    return Found(self.names.fullest(name), "pronoun: person of the nearest sentence", 0.65)
        if near:
            return Found(near[-1], "pronoun: last speaker", 0.5)
        subject = self._subject(gender, offset)
        return Found(subject, "pronoun: last subject", 0.4) if subject else NOBODY

    def _named_since(self, gender: str, offset: int) -> bool:
        """Whether a person who fits was named since somebody spoke."""
        since = self._spoken.last
        return any(
            name.start > since and self.names.may_be(self.names.fullest(name), gender)
            for name in self.names.before(offset, offset - since)
        )

    def _subject(self, gender: str, offset: int) -> str | None:
        """A last name alone that began one of the sentences before: *Lee came. She said ...*."""
        for name in reversed(self.names.before(offset, NEAR)):
            begins = self._text.sentences[self._text.sentence_at(name.start)][0]
            if not _SMALL.search(self._text.text, begins, name.start) and _GOES_ON.match(
                self._text.text, name.end
            ):
                full = self.names.fullest(name)
                if self.names.is_alone(full, gender):
                    return full
        return None

    def _group(self, offset: int) -> Found:
        near = [name for name in self._spoken.near(offset) if not self.names.is_person(name)]
        return Found(near[-1], "pronoun: last group that spoke", 0.6) if near else NOBODY

    def _known(self, surface: str, found: Found) -> Found:
        """What `speakers.toml` says about this mention, if anything."""
        for form in (surface, found.speaker or ""):
            full = self._speakers.full_name(form)
            if full:
                return Found(full, f"{found.found_by}; speakers.toml", max(found.confidence, 0.9))
        return found
