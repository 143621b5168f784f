"""Chats: names in small letters behind a time, *[12:03] ann: ...*, *[12:03] <ann> ...*, or on every line."""

from collections import Counter

from analysis.annotation.statements.turns.label_words import FIELDS
from analysis.annotation.statements.turns.sheet import Sheet
from analysis.language.regex import regex

TIME = (
    r"[\[(]?(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?[ ])?\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?[\])]?[ \t]*"
    r"(?:[-–—|][ \t]+)?"
)
_NAME = r"(?P<name>[^\W\d_][\w.-]{1,29}):"
_TIMED = regex(rf"{TIME}(?:<[@+%~& ]?(?P<sign>[^<>\n]{{2,30}})>|{_NAME})(?=[ \t]+\S)")
_BARE = regex(r"(?:(?P<name>[a-z][\w.-]{1,19}):|<[@+%~& ]?(?P<sign>[^<>/=\n]{2,30})>)(?P<words>[ \t]+\S.*)")
_SIGNED = regex(r"<[^<>/=\n]{2,30}>[ \t]+\S")
LEAST = 4
"""Lines of a chat that has no times."""


def read_line(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The name at the beginning of a line and where it ends; None without a time before it or for a field.

    >>> read_line("[12:03] ann.l: we may", 0, 21)
    ('ann.l', 14)
    """
    match = _TIMED.match(text, start, end)
    name = (match["sign"] or match["name"]).strip() if match else ""
    return (name, match.end()) if match and name.lower() not in FIELDS else None


def is_signed(sheet: Sheet) -> bool:
    """Whether every line begins with a name in angle brackets, which then are no tags: *<ann> we may*."""
    signed = sum(_SIGNED.match(sheet.text, line.start, line.end) is not None for line in sheet.lines)
    return signed >= max(LEAST, len(sheet.lines)) and len(sheet.lines) >= LEAST


def read_bare(sheet: Sheet) -> list[tuple[int, str, int]]:
    """The line, name and end of the label of every line, where every line has one and most come back."""
    matches = [_BARE.match(sheet.text, line.start, line.end) for line in sheet.lines]
    names = [match["name"] or match["sign"] for match in matches if match]
    often = Counter(names)
    again = sum(often[name] > 1 for name in names)
    said = sum(len(match["words"].split()) > 2 for match in matches if match)
    if len(names) < max(LEAST, len(matches)) or len(often) < 2 or any(name in FIELDS for name in names):
        return []
    if again < 0.7 * len(names) or said < 0.5 * len(names):
        return []
    return [
        (i, match["name"] or match["sign"], match.start("words")) for i, match in enumerate(matches) if match
    ]
