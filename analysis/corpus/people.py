"""Who is who in a ParlaMint corpus: names and parties by date, from `listPerson` and `listOrg`.

The lists stand in the header of the corpus or in files of their own at its root (ParlaMint 3 and
later: `ParlaMint-XX-listPerson.xml`, `ParlaMint-XX-listOrg.xml`).
"""

import io
import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from analysis.corpus.beside import Beside
from analysis.corpus.markup import XML_ID, children, name_of, walk, words

LISTS = re.compile(rb"<(?:\w+:)?(?:teiCorpus|listPerson|listOrg)\b")
"""What the first bytes of a file hold that is about a corpus and no text of it."""
_HEAD = 4096
_PARTY = ("parliamentaryGroup", "politicalParty")
"""Roles of an organisation that make it somebody's party, the first before the second."""


@dataclass
class People:
    """Persons by id and parties by id, as they stand in the lists."""

    persons: dict[str, Element] = field(default_factory=dict)
    parties: dict[str, tuple[str, str]] = field(default_factory=dict)

    def copy(self) -> "People":
        """The same people, to which more can be added."""
        return People(dict(self.persons), dict(self.parties))

    def add(self, element: Element) -> None:
        """Take in one `person` or `org` whose element is complete; other elements are passed over."""
        id = element.get(XML_ID, "")
        if name_of(element) == "person":
            self.persons[id] = element
        elif name_of(element) == "org" and element.get("role") in _PARTY:
            names = list(children(element, "orgName"))
            full = next((name for name in names if name.get("full") == "yes"), names[0] if names else None)
            self.parties[id] = (element.get("role", ""), words(full) or id)

    def describe(self, id: str, date: str) -> dict[str, str]:
        """Name, party and gender of a person on a day (YYYY-MM-DD); the id stands for a missing name."""
        person = self.persons.get(id)
        if person is None:
            return {"speaker": id} if id else {}
        sex = next(children(person, "sex"), None)
        known = {
            "speaker": self._name(person, date) or id,
            "party": self._party(person, date),
            "gender": sex.get("value", "") if sex is not None else "",
        }
        return {key: value for key, value in known.items() if value}

    def _name(self, person: Element, date: str) -> str:
        names = list(children(person, "persName"))
        name = next((name for name in names if _holds(name, date)), names[0] if names else None)
        if name is None:
            return ""
        parts = [words(part) for kind in ("forename", "nameLink", "surname") for part in children(name, kind)]
        return " ".join(parts) or words(name)

    def _party(self, person: Element, date: str) -> str:
        refs = [
            affiliation.get("ref", "").lstrip("#")
            for affiliation in children(person, "affiliation")
            if affiliation.get("role") != "replacement" and _holds(affiliation, date)
        ]
        found = [self.parties[ref] for ref in refs if ref in self.parties]
        return min(found, key=lambda party: _PARTY.index(party[0]))[1] if found else ""


def _holds(element: Element, date: str) -> bool:
    """Whether a day lies in the time that `from` and `to` give, as exactly as they do; so does no day."""
    start, end = element.get("from", ""), element.get("to", "")
    return not date or (start <= date[: len(start)] and (not end or date[: len(end)] <= end))


def read_people(beside: Beside) -> People:
    """All persons and parties in the XML files at the root of a corpus."""
    people = People()
    for name in beside.names():
        if name.lower().endswith(".xml") and LISTS.search(beside.read(name, _HEAD)):
            for event, element in walk(io.BytesIO(beside.read(name)), f"{beside.folder}/{name}"):
                if event == "end":
                    people.add(element)
    return people
