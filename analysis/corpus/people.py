"""Who is who in a ParlaMint corpus: names, parties and offices by date, from `listPerson` and `listOrg`.

The lists stand in the header of the corpus or in files of their own at its root (ParlaMint 3 and
later: `ParlaMint-XX-listPerson.xml`, `ParlaMint-XX-listOrg.xml`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from analysis.corpus.markup import XML_ID, children, in_english, name_of, references, walk, words
from analysis.corpus.reading import CorpusFile
from analysis.corpus.refusals import UnreadableError
from analysis.corpus.sources_beside import ABOVE, Beside

LISTS = re.compile(rb"<(?:\w+:)?(?:teiCorpus|listPerson|listOrg)\b")
"""What the first bytes of a file hold that is about a corpus and no text of it."""
_HEAD = 4096
_LIST_NAME = re.compile(r".*list(?:Person|Org).*\.xml", re.IGNORECASE)
_PARTY = ("parliamentaryGroup", "politicalParty", "ethnicCommunity")
"""Roles of an organisation that make it somebody's party, the first before the second."""
_GOVERNMENT = ("government", "ministry")
_STATUS = ("coalition", "opposition")
_NOT_OWN = ("replacement", "observer")
"""Roles of an affiliation that make nobody a member."""


@dataclass
class People:
    """Persons and organisations by id, and the relations of parties, as they stand in the lists."""

    persons: dict[str, Element] = field(default_factory=dict)
    organisations: dict[str, Element] = field(default_factory=dict)
    relations: list[Element] = field(default_factory=list)

    def copy(self) -> "People":
        """The same people, to which more can be added."""
        return People(dict(self.persons), dict(self.organisations), list(self.relations))

    def add(self, element: Element) -> None:
        """Take in one element that is complete; others than `person`, `org`, `relation` are passed over."""
        match name_of(element):
            case "person":
                self.persons[element.get(XML_ID, "")] = element
            case "org":
                self.organisations[element.get(XML_ID, "")] = element
            case "relation" if element.get("name") in _STATUS:
                self.relations.append(element)

    def describe(self, id: str, date: str) -> dict[str, str]:
        """What is known of a person on a day (YYYY-MM-DD); the id stands for a missing name.

        Keys, where known: speaker, party, party_status (coalition, opposition), office (in the
        government), gender.
        """
        person = self.persons.get(id)
        if person is None:
            return {"speaker": id} if id else {}
        held = [
            affiliation
            for affiliation in children(person, "affiliation")
            if affiliation.get("role") not in _NOT_OWN and _holds(affiliation, date)
        ]
        sex = next(children(person, "sex"), None)
        known = {
            "speaker": _name(person, date) or id,
            "party": self._party(held, date),
            "party_status": self._status(held, date),
            "office": self._office(held),
            "gender": sex.get("value", "") if sex is not None else "",
        }
        return {key: value for key, value in known.items() if value}

    def _party(self, held: list[Element], date: str) -> str:
        """The group in parliament before the party, and what began later before what began earlier."""
        own = [
            (-_PARTY.index(role), affiliation.get("from", ""), id)
            for affiliation in held
            for id, role in self._organisations(affiliation)
            if role in _PARTY
        ]
        if not own:
            return ""
        _, _, id = max(own, key=lambda each: each[:2])
        return _organisation_name(self.organisations[id], date) or id

    def _status(self, held: list[Element], date: str) -> str:
        """Whether a party of theirs governs or opposes."""
        own = {id for affiliation in held for id in references(affiliation.get("ref"))}
        for relation in self.relations:
            sides = relation.get("mutual") or relation.get("active")
            if _holds(relation, date) and not own.isdisjoint(references(sides)):
                return relation.get("name", "")
        return ""

    def _office(self, held: list[Element]) -> str:
        """What they are in the government, by the name of the office or else by that of the role."""
        offices = [
            (words(in_english(children(affiliation, "roleName"))), affiliation.get("role", ""))
            for affiliation in held
            for _, role in self._organisations(affiliation)
            if role in _GOVERNMENT
        ]
        return next((name for names in zip(*offices, strict=True) for name in names if name), "")

    def _organisations(self, affiliation: Element) -> Iterator[tuple[str, str]]:
        """Id and role of each known organisation that an affiliation points to."""
        for id in references(affiliation.get("ref")):
            if id in self.organisations:
                yield id, self.organisations[id].get("role", "")


def _name(person: Element, date: str) -> str:
    """Forenames and surnames as one says them, of the name that holds on a day."""
    name = in_english(_valid(children(person, "persName"), date))
    if name is None:
        return ""
    parts = [
        words(part)
        for kind in ("forename", "nameLink", "surname")
        for part in children(name, kind)
        if part.get("type") != "unused"
    ]
    return " ".join(parts) or words(name)


def _organisation_name(organisation: Element, date: str) -> str:
    """The full name in English, else in its own language, else the abbreviation."""
    names = _valid(children(organisation, "orgName"), date)
    return words(in_english([name for name in names if name.get("full") == "yes"] or names))


def _valid(names: Iterator[Element], date: str) -> list[Element]:
    """The names that hold on a day; all of them, if none does."""
    known = list(names)
    return [name for name in known if _holds(name, date)] or known


def _holds(element: Element, date: str) -> bool:
    """Whether a day lies in the time that an element gives, as exactly as it does; so does no day."""
    start, end = (
        next((element.get(key, "")[:10] for key in keys if key in element.attrib), "")
        for keys in (("from", "notBefore", "when"), ("to", "notAfter", "when"))
    )
    return not date or (start <= date[: len(start)] and (not end or date[: len(end)] <= end))


def find_people(file: CorpusFile) -> People:
    """The people of the corpus that a file belongs to: of the first folder with lists, from the top down.

    Where a file or a year is read for itself, the lists stand in the folder above.
    """
    folders = [str(folder) for folder in reversed(PurePosixPath(file.id).parents)]
    for folder in (*folders, ABOVE):
        people = file.beside.remember(f"people in {folder}", partial(_read_people, folder=folder))
        if people.persons or people.organisations:
            return people
    return People()


def _read_people(beside: Beside, folder: str) -> People:
    """All persons and organisations in the XML files of one folder; above the corpus only in the lists."""
    people = People()
    for name in beside.names(folder):
        path = str(PurePosixPath(folder, name))
        if not (_LIST_NAME.fullmatch(name) or (folder != ABOVE and name.lower().endswith(".xml"))):
            continue
        if LISTS.search(beside.read(path, _HEAD)):
            _add_all(people, beside, path)
    return people


def _add_all(people: People, beside: Beside, path: str) -> None:
    """The persons and organisations of one file; of a damaged one, told, those before the damage."""
    where = f"{beside.folder}/{path}"
    try:
        with beside.open(path) as stream:
            for element in _before_texts(walk(stream, where)):
                people.add(element)
    except UnreadableError as error:
        if beside.skip is None:
            raise
        beside.skip(where, f"{error.reason}; whom it lists behind that is not known")


def _before_texts(events: Iterator[tuple[str, Element]]) -> Iterator[Element]:
    """The complete elements of a file up to its first text, whose own lists count for that text."""
    for event, element in events:
        if event == "end":
            yield element
        elif name_of(element) == "TEI":
            return
