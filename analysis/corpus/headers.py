"""What the header of a TEI file says of all that is in it: title, author, date and, of a sitting, which one.

ParlaMint names the term, session, meeting and sitting by references to its taxonomy of legislatures,
and the house that sat; the subcorpus (reference, covid, war) is that of the whole file.
"""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from analysis.corpus.markup import XML_LANG, children, in_english, references, words

_MEETINGS = ("term", "session", "meeting", "sitting", "agenda")
_HOUSES = {"parla.lower": "lower", "parla.upper": "upper"}
_LEGISLATURE = "parla."


def read_header(header: Element, root: Element) -> dict[str, str]:
    """Title, author, date, language, house, subcorpus and numbers of the meeting, as far as known."""
    titles = list(children(header, "fileDesc", "titleStmt", "title"))
    author = next(children(header, "fileDesc", "titleStmt", "author"), None)
    known = {
        "title": words(in_english([title for title in titles if title.get("type") == "sub"] or titles)),
        "author": words(author),
        "date": _date(header),
        "language": root.get(XML_LANG, ""),
        "subcorpus": "; ".join(_subcorpora(root)),
    }
    meetings = dict(_meetings(children(header, "fileDesc", "titleStmt", "meeting")))
    return {key: value for key, value in (known | meetings).items() if value}


def _date(header: Element) -> str:
    """The day of the sitting, else that of the source."""
    for path in (
        ("profileDesc", "settingDesc", "setting", "date"),
        ("fileDesc", "sourceDesc", "bibl", "date"),
    ):
        for date in children(header, *path):
            if when := date.get("when") or date.get("from"):
                return when.partition("T")[0]
    return ""


def _subcorpora(root: Element) -> list[str]:
    return [name for name in references(root.get("ana")) if not name.startswith(_LEGISLATURE)]


def _meetings(meetings: Iterable[Element]) -> Iterator[tuple[str, str]]:
    """The house, and the number or else the name of each kind of meeting."""
    for meeting in meetings:
        for reference in references(meeting.get("ana")):
            kind = reference.partition(_LEGISLATURE)[2].partition(".")[0]
            if reference in _HOUSES:
                yield "house", _HOUSES[reference]
            elif kind in _MEETINGS and (number := meeting.get("n") or words(meeting)):
                yield kind, number
