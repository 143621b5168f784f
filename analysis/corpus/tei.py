"""TEI and ParlaMint -> documents: one a speech (`u`) where there are speeches, else one a file.

The text is that of the segments or paragraphs; notes, incidents and the like, which nobody says, are
left out. A speech has its speaker, party, role and date as metadata (`people.py`). XML is read as a
stream, so a day of parliament needs little memory; entities are refused, nothing is fetched.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from analysis.corpus.markup import XML_ID, children, name_of, walk, words
from analysis.corpus.people import People, read_people
from analysis.corpus.reading import CorpusFile, Located, Options, UnreadableError
from analysis.records import Document

_ROOTS = {"TEI", "TEI.2"}
_LISTS = {"teiCorpus", "listPerson", "listOrg", "taxonomy"}
_BLOCKS = {"ab", "head", "item", "l", "p", "seg"}
_SILENT = {"note", "kinesic", "incident", "vocal", "gap", "desc", "teiHeader", "fw"}


def read_tei(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield the speeches of a TEI file, or its whole text; files that list persons hold none."""
    with file.open() as stream:
        events = walk(stream, file.path)
        root = next(events)[1]
        kind = name_of(root)
        if kind in _ROOTS:
            yield from _documents(file, root, events, options)
        elif kind not in _LISTS:
            raise UnreadableError(file.path, f"XML of another kind (<{kind}>); TEI and ParlaMint are read")


def _documents(
    file: CorpusFile, root: Element, events: Iterator[tuple[str, Element]], options: Options
) -> Iterator[Located]:
    people = file.beside.remember("people", read_people).copy()
    header: dict[str, str] = {}
    speeches = 0
    for event, element in events:
        if event == "start":
            continue
        match name_of(element):
            case "person" | "org":
                people.add(element)
            case "teiHeader":
                header = _header(element)
            case "u":
                speeches += 1
                metadata = header | _speech(element, people, header.get("date", ""))
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
    text = " ".join("".join(_pieces(element)).split())
    if text:
        yield text


def _pieces(element: Element) -> Iterator[str]:
    """The characters that are said; annotated words get a blank between them unless they are joined."""
    yield element.text or ""
    for child in element:
        name = name_of(child)
        if name not in _SILENT:
            yield from _pieces(child)
        if name not in ("w", "pc"):
            yield child.tail or ""
        elif child.get("join") not in ("right", "both"):
            yield " "


def _header(element: Element) -> dict[str, str]:
    titles = list(children(element, "fileDesc", "titleStmt", "title"))
    title = next((title for title in titles if title.get("type") == "sub"), titles[0] if titles else None)
    author = next(children(element, "fileDesc", "titleStmt", "author"), None)
    known = {"title": words(title), "author": words(author), "date": _date(element)}
    return {key: value for key, value in known.items() if value}


def _date(header: Element) -> str:
    """The day of the sitting, else that of the source."""
    for path in (
        ("profileDesc", "settingDesc", "setting", "date"),
        ("fileDesc", "sourceDesc", "bibl", "date"),
    ):
        for date in children(header, *path):
            if when := date.get("when") or date.get("from"):
                return when
    return ""


def _speech(element: Element, people: People, date: str) -> dict[str, str]:
    who, role = (_reference(element.get(name, "")) for name in ("who", "ana"))
    known = people.describe(who, date) | {"speaker_id": who, "role": role}
    return {key: value for key, value in known.items() if value}


def _reference(value: str) -> str:
    """The first reference of an attribute without its prefix: "#chair #x" -> "chair"."""
    return value.partition(" ")[0].rpartition("#")[2].rpartition(":")[2]
