"""Labels -> persons: one person once in a document, under the fullest name that its labels support.

*The Minister for X (Ann Lee)*, later *The Minister* or *Ms Lee*, are one person. Fuller names come from
the other labels and from what stands before the first turn, not from the turns: a member called Paul is
not the Paul of whom another speaks. An office without a known name is itself the speaker.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.annotation.speakers import Speakers
from analysis.annotation.statements.names_in_text import find_names
from analysis.annotation.statements.turns.heads import Head, read_head
from analysis.annotation.statements.turns.label_names import (
    Person,
    fold,
    read_person,
    shown_office,
    shown_word,
    title_gender,
)
from analysis.annotation.statements.turns.label_words import TITLES, UNNAMED
from analysis.annotation.statements.turns.opening import Opening
from analysis.base.records import Document
from analysis.language.regex import regex
from analysis.language.word_lists import word_list, word_pattern

_CHAIRS = regex(rf"\b{word_pattern('transcripts', 'people.chairs', ' ')}\b")
"""Offices that pass from one person to another within a day: never resolved but by their own label."""
_NO_NAME = regex(rf"(?i)\b{word_pattern('transcripts', 'people.no-name')}\b|\d")
_CUTS = word_list("transcripts", "people.cuts")
_COURTESIES = word_list("transcripts", "people.courtesies")
_BEFORE_OFFICE = word_pattern("transcripts", "people.before-office")
_NOT_FIRST = word_list("transcripts", "unnamed-not-first")
_SLUG = regex(r"[^a-z0-9]+")
FRONT = 30_000
"""Characters before the first turn in which full names are looked for."""


class Who(NamedTuple):
    """The speaker of a turn, what the label notes beside the name, and how that was found."""

    speaker: str | None
    note: str
    found_by: str
    confidence: float


NOBODY = Who(None, "", "label without a name", 0.9)


@dataclass
class Cast:
    """The people of one document."""

    front: str = ""
    title: str = ""
    answerer: str = ""
    speakers: Speakers = field(default_factory=Speakers)
    _people: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))
    _holders: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _states: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _kept: dict[Head, Who] = field(default_factory=dict)

    @classmethod
    def of(
        cls, heads: Iterable[Head], *, front: str, document: Document, speakers: Speakers | None
    ) -> "Cast":
        """The cast of a document, from all its labels and what is known of it."""
        metadata, name = document.metadata, document.id.rpartition("/")[2].lower()
        title = f"{metadata.get('title', '')} {_SLUG.sub(' ', name)}"
        cast = cls(front[-FRONT:], title, metadata.get("speaker", "").strip(), speakers or Speakers())
        for head in dict.fromkeys(heads):
            cast._learn(head)
        cast._learn_front()
        return cast

    def _learn(self, head: Head) -> None:
        if head.shape == "office":
            named = _named_in(head.notes)
            if named:
                self._add(named)
                if not _CHAIRS.search(head.name.casefold()):
                    self._holders[_office_key(head.name)][named.name] += 1
        elif head.shape in ("titled", "capitals", "plain"):
            person = read_person(head.name)
            if person:
                self._add(person)
                self._states[person.last].update({head.place} - {""})
                for office in (note for note in head.notes if _is_office_note(note)):
                    self._holders[_office_key(office)][person.name] += 1

    def _add(self, person: Person) -> None:
        if person not in self._people[person.last]:
            self._people[person.last].append(person)

    def _learn_front(self) -> None:
        """Full names of those who speak, as the front matter gives them."""
        for name in find_names(self.front):
            words = tuple(shown_word(word) for word in _name_proper(name.words))
            person = Person(words, name.gender)
            if 1 < len(words) < 5 and person.last in self._people:
                self._add(person)

    def resolve(self, head: Head) -> Who:
        """The person behind a label."""
        if head not in self._kept:
            self._kept[head] = self._known(head, self._find(head))
        return self._kept[head]

    def whole(self, opening: Opening) -> Who:
        """Who speaks a whole text, by the name in its metadata, its heading or its file name."""
        if not opening.name:
            return Who(None, "", opening.found_by, 0.6)
        person = read_person(opening.name)
        shown = person.name if person else _without_courtesy(shown_office(opening.name))
        sure = 1.0 if opening.found_by == "speaker in the metadata" else 0.9
        return self._known(Head(opening.name, (), "plain"), Who(shown, "", opening.found_by, sure))

    def _find(self, head: Head) -> Who:
        if head.shape == "question":
            if head.name[:1] == "A" and self.answerer:
                return Who(self._full(self.answerer), "", "answer; speaker in the metadata", 0.95)
            return NOBODY
        if head.shape == "numbered":
            return Who(head.name.strip("[]"), _joined(head.notes), "label of the turn", 0.95)
        if _is_unnamed(head.name):
            return NOBODY._replace(note=_joined(head.notes))
        if head.shape == "office":
            return self._office(head)
        if full := self._with_initials(head.name):
            return Who(full, _joined(head.notes), "initials of a name above the first turn", 0.85)
        person = read_person(head.name)
        if person is None:
            return self._office(head)
        return Who(self._name(person, head), _joined(head.notes), "label of the turn", 0.95)

    def _with_initials(self, label: str) -> str | None:
        """The one person above the first turn who has these initials: *AL* is *Ann Lee*."""
        initials = label.replace(".", "").replace(" ", "")
        if not (1 < len(initials) < 4 and initials.isupper()):
            return None
        named = {
            " ".join(map(shown_word, words))
            for words in (_name_proper(name.words) for name in find_names(self.front))
            if "".join(word[0] for word in words) == initials
        }
        return named.pop() if len(named) == 1 else None

    def _full(self, name: str) -> str:
        person = read_person(name)
        return self._fullest(person) if person else name

    def _name(self, person: Person, head: Head) -> str:
        """The fullest name; where two members have one last name, with the state of each."""
        full = self._fullest(person)
        states = self._states[person.last]
        return f"{full} of {head.place}" if len(states) > 1 and head.place and " " not in full else full

    def _fullest(self, person: Person) -> str:
        fitting = [
            other
            for other in self._people.get(person.last, ())
            if _is_same(person, other) and len(other.words) >= len(person.words)
        ]
        firsts = {other.first[:1] for other in fitting if other.first}
        if not person.first and len(firsts) > 1:
            return person.name
        return max(fitting, key=lambda other: len(other.name), default=person).name

    def _office(self, head: Head) -> Who:
        """The person named in brackets, or who is known to hold the office; else the office itself."""
        shown = _without_courtesy(shown_office(head.name))
        named = _named_in(head.notes)
        rest = [note for note in head.notes if not (named and read_person(note) == named)]
        if named:
            return Who(self._fullest(named), _joined([shown, *rest]), "name beside the office", 0.95)
        if not _CHAIRS.search(head.name.casefold()) and (holder := self._holder(head.name)):
            return Who(holder, _joined([shown, *rest]), "holder of the office in the document", 0.85)
        return Who(shown, _joined(rest), "office in the label", 0.9)

    def _holder(self, office: str) -> str | None:
        """The one person who holds an office, by another label, by the front matter or by the title."""
        holders = self._holders.get(_office_key(office), Counter())
        if len(holders) == 1:
            return self._full(next(iter(holders)))
        if len(holders) > 1:
            return None
        plain = shown_office(office).lower()
        listed = re.search(
            rf"(?im)^\W*{re.escape(plain)}\s*:\s*([^(\n]{{3,60}}?)(?:\s\.|\s*\(|$)", self.front
        )
        if listed and (person := _named_in([listed[1].strip(" .")])):
            return self._fullest(person)
        for text in (self.front, self.title):
            bearers = {
                " ".join(shown_word(word) for word in name.words)
                for name in find_names(text)
                if name.title == plain
            }
            if len(bearers) == 1:
                return self._full(bearers.pop())
        slug = re.search(rf"\b{_BEFORE_OFFICE} {re.escape(plain)} ([a-z]{{3,}})\b", self.title)
        return (
            slug[1].title()
            if slug and not (plain == "president" and "vice president" in self.title)
            else None
        )

    def _known(self, head: Head, who: Who) -> Who:
        """What a study says about a speaker wins."""
        for form in (head.name, who.speaker or ""):
            full = self.speakers.full_name(form) if form else None
            if full:
                return who._replace(speaker=full, found_by=f"{who.found_by}; speakers.toml")
        return who


def _name_proper(words: Sequence[str]) -> Sequence[str]:
    """The words of a name without what a heading in capitals put before it: *STATEMENT OF ANN LEE*."""
    kept = [word for word in words if word.strip(".").upper() != "ESQ"]
    cuts = [i for i, word in enumerate(kept) if word.lower() in _CUTS or word.strip(".").lower() in TITLES]
    return kept[cuts[-1] + 1 :] if cuts else kept


def _named_in(notes: Sequence[str]) -> Person | None:
    """The person that a note behind an office names."""
    for note in notes:
        head = read_head(note)
        if head and head.shape in ("titled", "capitals", "plain") and not _NO_NAME.search(note):
            person = read_person(head.name)
            if person and (head.shape == "titled" or len(person.words) > 1):
                return person
    return None


def _is_same(one: Person, other: Person) -> bool:
    """Whether two names with one last name can be one person's."""
    if one.first and other.first:
        short, long = sorted((one.first, other.first), key=len)
        initials = len(short.replace(".", "")) < 3 and long.startswith(short[:1])
        return one.first == other.first or initials
    gender = {person.gender or title_gender(person.first) for person in (one, other)} - {""}
    return len(gender) < 2


def _is_office_note(note: str) -> bool:
    head = read_head(note)
    return head is not None and head.shape == "office"


def _office_key(office: str) -> str:
    return " ".join(fold(word) for word in shown_office(office).split())


def _without_courtesy(office: str) -> str:
    """*Hon. Speaker* and *Mr. Speaker* are the Speaker."""
    words = office.split()
    while len(words) > 1 and words[0].strip(".").lower() in _COURTESIES:
        words = words[1:]
    return " ".join(words)


def _is_unnamed(name: str) -> bool:
    """Whether a label says only that somebody spoke: *An hon. Member*, *Some hon. Members*, *Question*."""
    words = [word.strip(".").lower() for word in name.split()]
    return (all(word in UNNAMED for word in words) and words[0] not in _NOT_FIRST) or words in (
        ["hon", "members"],
        ["hon", "member"],
    )


def _joined(notes: Iterable[str]) -> str:
    return "; ".join(note for note in notes if note)
