"""Akoma Ntoso -> one document a file, with the speeches of a debate as its turns.

Who speaks is the person that `by` refers to (`TLCPerson`), else what `from` says. Headings, scenes, remarks,
times and notes, which nobody says, are left out. A document without speeches, such as a law, is the text of
its paragraphs. XML is read as a stream; entities are refused, nothing is fetched.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from analysis.base.records import Document
from analysis.corpus.labelled import Said, labelled
from analysis.corpus.markup import children, name_of, references, words
from analysis.corpus.reading import CorpusFile, Located, Options

ROOTS = {"akomaNtoso", "akomantoso", "debate", "debateReport", "debaterecord", "debateRecord"}
_SPEECHES = {"speech", "question", "answer", "other"}
_SILENT = {
    *("from", "remark", "scene", "recordedTime", "authorialNote", "noteRef", "note", "heading", "subheading"),
    *("num", "narrative", "summary", "rollCall", "img", "meta"),
}
_BLOCKS = {"p", "li", "item", "block", "tocItem"}
_MARKED = ("generation", "markup", "expression", "manifestation", "publication")
"""Names of dates that are about the file."""
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_LANGUAGES = {
    **{
        "eng": "en",
        "fra": "fr",
        "fre": "fr",
        "deu": "de",
        "ger": "de",
        "ita": "it",
        "spa": "es",
        "por": "pt",
    },
    **{
        "nld": "nl",
        "dut": "nl",
        "swa": "sw",
        "afr": "af",
        "zul": "zu",
        "xho": "xh",
        "ell": "el",
        "pol": "pl",
    },
}
"""ISO 639-2 and the code that other formats have."""


@dataclass
class _Debate:
    """What is read of a file so far."""

    known: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    turns: list[Said] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)


def read_akoma_ntoso(
    file: CorpusFile, root: Element, events: Iterator[tuple[str, Element]], options: Options
) -> Iterator[Located]:
    """Yield the document whose elements follow `root`."""
    debate = _Debate()
    _title(root, debate)
    inside = 0
    for event, element in events:
        name = name_of(element)
        if event == "start":
            inside += name in _SPEECHES
            _title(element, debate)
            continue
        if name in _SPEECHES:
            inside -= 1
            if not inside:
                _take_speech(element, debate)
                element.clear()
        elif not inside:
            _take(name, element, debate)
    text, speaker = labelled(debate.turns)
    text = text or "\n\n".join(debate.paragraphs)
    if text:
        yield file.path, Document(file.id, text, {**debate.known, **speaker, **file.metadata})
    else:
        options.skip(file.path, "empty text")


def _title(element: Element, debate: _Debate) -> None:
    """A document is called by an attribute of its first element."""
    if (name_of(element) in ROOTS or "contains" in element.attrib) and (title := element.get("name")):
        debate.known.setdefault("title", title)


def _take(name: str, element: Element, debate: _Debate) -> None:
    """One complete element outside of speeches."""
    match name:
        case "TLCPerson" | "TLCRole":
            id = element.get("eId") or element.get("id") or ""
            debate.people[id] = element.get("showAs") or id
        case "FRBRWork":
            debate.known |= {"date": date} if (date := _work_date(element)) else {}
        case "FRBRcountry":
            debate.known.setdefault("country", element.get("value", ""))
        case "FRBRlanguage":
            language = element.get("language", "")
            debate.known.setdefault("language", _LANGUAGES.get(language, language))
        case "docDate" if day := element.get("date"):
            debate.known["date"] = day
        case "docTitle" if title := words(element):
            debate.known.setdefault("title", title)
        case _ if name in _BLOCKS and (paragraph := _said(element)):
            debate.paragraphs.append(paragraph)


def _work_date(work: Element) -> str:
    """The day of a debate: a date of the work that is not about the file, or the day in its address."""
    for date in children(work, "FRBRdate"):
        if date.get("name", "").casefold() not in _MARKED:
            return date.get("date", "")
    address = next(children(work, "FRBRthis"), None)
    found = _DAY.search(address.get("value", "")) if address is not None else None
    return found[0] if found else ""


def _take_speech(element: Element, debate: _Debate) -> None:
    speaker = _speaker(element, debate.people)
    said = "\n".join(filter(None, _paragraphs(element)))
    if said:
        debate.turns.append(Said(speaker, said))


def _speaker(speech: Element, people: Mapping[str, str]) -> str:
    """Who holds a speech: the person, what `from` says, or the id."""
    id = next(iter(references(speech.get("by"))), "")
    named = words(next(children(speech, "from"), None)).strip(" :.-–—")
    return people.get(id) or named or id


def _paragraphs(element: Element) -> Iterator[str]:
    """The words of each block below an element, or its own where it has none."""
    blocks = [inner for inner in element.iter() if name_of(inner) in _BLOCKS]
    if not blocks:
        yield _said(element)
    inside: set[Element] = set()
    for block in blocks:
        if block not in inside:
            inside.update(block.iter())
            yield _said(block)


def _said(element: Element) -> str:
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if name_of(child) not in _SILENT:
            yield from _pieces(child)
        yield child.tail or ""
