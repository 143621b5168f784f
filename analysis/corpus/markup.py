"""XML as a stream of elements, by a parser that refuses entities and never fetches anything."""

from collections.abc import Iterable, Iterator
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from analysis.corpus.limits import DEEPEST, USUAL, Limits
from analysis.corpus.refusals import UnreadableError

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


_REFUSED = "XML that declares entities, which are refused"
_UNITS = ("TEI", "TEI.2", "u", "speech", "person", "org")
"""Elements after which what was read of the file before need not be in memory any more."""


class _Counted:
    """A stream that refuses to give more than `most` bytes before `count` is set back."""

    def __init__(self, stream: IO[bytes], where: str, limits: Limits) -> None:
        self._stream = stream
        self._where = where
        self._limits = limits
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        if self.count > self._limits.text:
            raise UnreadableError(self._where, self._limits.too_large("one text in it", self._limits.text))
        return data


def walk(stream: IO[bytes], where: str, limits: Limits = USUAL) -> Iterator[tuple[str, Element]]:
    """Yield ("start" or "end", element) in the order of the file."""
    counted = _Counted(stream, where, limits)
    depth = 0
    try:
        for event, element in ElementTree.iterparse(counted, ("start", "end"), forbid_external=True):
            depth += 1 if event == "start" else -1
            if depth > DEEPEST:
                raise UnreadableError(where, "nested too deeply")
            yield event, element
            if event == "end" and name_of(element) in _UNITS:
                counted.count = 0
    except DefusedXmlException as error:
        raise UnreadableError(where, _REFUSED) from error
    except ParseError as error:
        raise UnreadableError(where, f"not valid XML ({error})") from error
    except (LookupError, ValueError) as error:  # an encoding that is unknown, or that XML cannot have
        raise UnreadableError(where, f"XML in an encoding that cannot be read ({error})") from error


def check_xml(stream: IO[bytes], where: str) -> None:
    """Refuse XML that declares entities, is nested too deeply or is none, before another parser reads it."""
    for _, element in walk(stream, where):
        element.clear()


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
