"""XML as a stream of elements, by a parser that refuses entities and never fetches anything."""

from collections.abc import Iterable, Iterator
from typing import IO, cast
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from analysis.corpus.reading import UnreadableError

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def walk(stream: IO[bytes], where: str) -> Iterator[tuple[str, Element]]:
    """Yield ("start" or "end", element) in the order of the file."""
    try:
        yield from cast(
            Iterator[tuple[str, Element]],
            ElementTree.iterparse(stream, ("start", "end"), forbid_external=True),
        )
    except DefusedXmlException as error:
        raise UnreadableError(where, "XML that declares entities, which are refused") from error
    except ParseError as error:
        raise UnreadableError(where, f"not valid XML ({error})") from error


def name_of(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element, *path: str) -> Iterator[Element]:
    """The descendants along a path of names, whatever their namespace."""
    if not path:
        yield element
        return
    for child in element:
        if name_of(child) == path[0]:
            yield from children(child, *path[1:])


def words(element: Element | None) -> str:
    """All text in an element with single blanks."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def references(value: str | None) -> list[str]:
    """The ids that an attribute points to, without `#`, file and prefix.

    >>> references("#chair lists.xml#AnnLee topic:energy")
    ['chair', 'AnnLee', 'energy']
    """
    return [pointer.rpartition("#")[2].rpartition(":")[2] for pointer in (value or "").split()]


def in_english(elements: Iterable[Element]) -> Element | None:
    """Of elements that say the same in several languages the English, the one in Latin letters, the first."""
    return min(elements, key=_foreign, default=None)


def _foreign(element: Element) -> int:
    language, *script = element.get(XML_LANG, "").lower().split("-")
    return 0 if language == "en" else 1 if script[:1] in (["latn"], ["lat"]) else 2
