"""TEI and ParlaMint -> documents: one a speech (`u`) where there are speeches, else one a file.

XML of another kind goes to its own reader (`akoma_ntoso.py`) or is refused.

The text is that of the segments or paragraphs; notes, incidents and the like, which nobody says, are
left out. A speech has its speaker, party, role and date as metadata (`people.py`), its sitting, house
and language (`headers.py`). XML is read as a stream, so a day of parliament needs little memory;
entities are refused, nothing is fetched.
"""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from analysis.base.records import Document
from analysis.corpus.akoma_ntoso import ROOTS as AKOMA_NTOSO
from analysis.corpus.akoma_ntoso import read_akoma_ntoso
from analysis.corpus.headers import read_header
from analysis.corpus.markup import XML_ID, XML_LANG, children, name_of, references, walk, words
from analysis.corpus.people import People, find_people
from analysis.corpus.reading import CorpusFile, Located, Options
from analysis.corpus.refusals import UnreadableError

_ROOTS = {"TEI", "TEI.2"}
_CORPUS = "teiCorpus"
_LISTS = {"listPerson", "listOrg", "taxonomy"}
_BLOCKS = {"ab", "head", "item", "l", "p", "seg"}
_SILENT = {"note", "kinesic", "incident", "vocal", "gap", "desc", "teiHeader", "fw"}
_TOKENS = {"w", "pc"}
_ROLES = ("chair", "regular", "guest")
"""The types of speakers that ParlaMint knows; an analysis may say more of a speech than that."""


def read_tei(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield the speeches of a TEI file, or its whole text; files that list persons hold none."""
    with file.open() as stream:
        events = walk(stream, file.path, options.limits)
        root = next(events)[1]
        kind = name_of(root)
        if kind in _ROOTS:
            yield from _documents(file, root, events, options)
        elif kind == _CORPUS:
            yield from _texts(file, events, options)
        elif kind in AKOMA_NTOSO:
            yield from read_akoma_ntoso(file, root, events, options)
        elif kind not in _LISTS:
            known = "TEI, ParlaMint and Akoma Ntoso are read"
            raise UnreadableError(file.path, f"XML of another kind (<{kind}>); {known}")


def _texts(file: CorpusFile, events: Iterator[tuple[str, Element]], options: Options) -> Iterator[Located]:
    """The documents of a corpus in one file; what it only includes from others is read there."""
    number = 0
    for event, element in events:
        if event == "start" and name_of(element) in _ROOTS:
            number += 1
            text = replace(file, id=f"{file.id}-{number}")
            yield from _documents(text, element, _within(element, events), options)
            element.clear()


def _within(element: Element, events: Iterator[tuple[str, Element]]) -> Iterator[tuple[str, Element]]:
    """The events up to the end of an element."""
    for event, inner in events:
        if inner is element and event == "end":
            return
        yield event, inner


def _documents(
    file: CorpusFile, root: Element, events: Iterator[tuple[str, Element]], options: Options
) -> Iterator[Located]:
    people = find_people(file).copy()
    header: dict[str, str] = {}
    speeches = 0
    for event, element in events:
        if event == "start":
            continue
        match name_of(element):
            case "person" | "org" | "relation":
                people.add(element)
            case "teiHeader":
                header = read_header(element, root)
            case "u":
                speeches += 1
                metadata = header | _speech(element, people, header)
                yield from _document(file, element, metadata, options, speeches)
                element.clear()
    if not speeches:
        yield from _document(file, root, header, options)


def _document(
    file: CorpusFile, element: Element, metadata: dict[str, str], options: Options, speech: int = 0
) -> Iterator[Located]:
    where = f"{file.path}, speech {speech}" if speech else file.path
    id = element.get(XML_ID) or (f"{file.id}-{speech}" if speech else file.id)
    text = "\n\n".join(_blocks(element))
    if text:
        yield where, Document(id, text, {**file.metadata, **metadata})
    else:
        options.skip(where, "empty text")


def _blocks(element: Element) -> Iterator[str]:
    """The text of each block below an element, or its own text if it has no blocks."""
    found = False
    for child in element:
        if name_of(child) not in _SILENT and any(name_of(inner) in _BLOCKS for inner in child.iter()):
            found = True
            nested = any(name_of(inner) in _BLOCKS for inner in child)
            yield from _blocks(child) if nested or name_of(child) not in _BLOCKS else _said(child)
    if not found:
        yield from _said(element)


def _said(element: Element) -> Iterator[str]:
    tokenised = any(name_of(inner) in _TOKENS for inner in element.iter())
    text = " ".join("".join(_pieces(element, tokenised)).split())
    if text:
        yield text


def _pieces(element: Element, tokenised: bool) -> Iterator[str]:
    """The characters that are said. Among words that stand for themselves white space says nothing."""
    yield _between(element.text, tokenised)
    for child in element:
        name = name_of(child)
        if name in _TOKENS:
            yield _form(child)
        elif name not in _SILENT:
            yield from _pieces(child, tokenised)
        after = _between(child.tail, tokenised)
        apart = name in _TOKENS and not after and child.get("join") not in ("right", "both")
        yield " " if apart else after


def _form(token: Element) -> str:
    """A word as it stands in the text, also where words inside it say how it is analysed or spelt."""
    parts = list(children(token, "w"))
    if not parts:
        return "".join(_pieces(token, tokenised=False))
    return " ".join(filter(None, ((token.text or "").strip(), *map(words, parts))))


def _between(characters: str | None, tokenised: bool) -> str:
    if characters is None or (tokenised and characters.isspace()):
        return ""
    return characters


def _speech(element: Element, people: People, header: dict[str, str]) -> dict[str, str]:
    who = next(iter(references(element.get("who"))), "")
    analysis = references(element.get("ana"))
    known = people.describe(who, header.get("date", "")) | {
        "speaker_id": who,
        "role": next((role for role in _ROLES if role in analysis), next(iter(analysis), "")),
        "language": _languages(element, header.get("language", "")),
    }
    return {key: value for key, value in known.items() if value}


def _languages(speech: Element, language: str) -> str:
    """The languages of a speech in the order of its segments."""
    language = speech.get(XML_LANG, language)
    segments = [child.get(XML_LANG, language) for child in speech if name_of(child) == "seg"]
    return "; ".join(dict.fromkeys(filter(None, segments or [language])))
