"""Characters that stand in words without being read: what replaces each of them, and what it is called."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from typing import Final
from unicodedata import normalize

from analysis.annotation.cleaning.edits import Edit
from analysis.language.regex import regex

ENTITIES: Final = "html-entities"
SOFT: Final = "soft-hyphens"
INVISIBLE: Final = "invisible-signs"
LIGATURES: Final = "ligatures"

BROKEN: Final = "¬"
"""Stands for a soft hyphen at the end of a line, as some programs write it."""

_UNSEEN = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\u034f\u180e"
_ACCENTS = "\u0300-\u036f"
_WIDE = "\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff"
_SINGLE: Final = {
    "\u2010": "-",
    "\u2011": "-",
    "ſ": "s",
    "\u3000": " ",
    "\u2028": "\n",
    "\u2029": "\n",
    "\x85": "\n",
}
_SET = "".join(_SINGLE)

_ODD = regex(f"[&\\r\u00ad{_UNSEEN}{_ACCENTS}{_WIDE}{_SET}]")
_PARTS = regex(
    r"(?P<line>\r+\n|\r)"
    r"|(?P<entity>&(?:amp;)*(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,24});)"
    f"|(?P<unseen>[\u00ad{_UNSEEN}]+)"
    f"|(?P<accent>[{_ACCENTS}]+)"
    f"|(?P<wide>[{_WIDE}{_SET}])"
)
_LINE_END = regex(r"[^\S\r\n]*[\r\n]")
_ALL_UNSEEN = regex(f"[\u00ad{_UNSEEN}]+")
_IS_WIDE = regex(f"[{_WIDE}]")
_AMP = regex(r"&(?:amp;)+(?=#?\w)")


def is_plain(text: str, start: int = 0) -> bool:
    """Whether there is nothing to replace; a pure ASCII text is not even looked through."""
    if text.isascii():
        return "&" not in text and "\r" not in text
    return _ODD.search(text, start) is None


def character_edits(text: str, start: int, found: Counter[str]) -> Iterator[Edit]:
    """What is replaced in the text behind `start`, in order; `found` counts what hid a word, by name."""
    before = start
    for match in _PARTS.finditer(text, start):
        edit = _edit(text, before, match)
        if edit is not None:
            before = edit.end
            found.update(_name(text, match))
            yield edit


def _edit(text: str, before: int, match: re.Match[str]) -> Edit | None:
    """What one match becomes; `before` is the end of the edit before it."""
    start, end = match.span()
    kind, part = match.lastgroup, match[0]
    if kind == "accent":
        base = text[start - 1 : start] if start > before else ""
        return Edit(start - len(base), end, _composed(base, part))
    if kind == "entity":
        new = _character(part)
        return None if new is None else Edit(start, end, new)
    if kind == "unseen":
        return Edit(start, end, BROKEN if "\u00ad" in part and _LINE_END.match(text, end) else "")
    return Edit(start, end, "\n" if kind == "line" else _single(part))


def _composed(base: str, accents: str) -> str:
    """A letter with its accents as one character; those that make none with it are left out."""
    for accent in accents if base.isalnum() else "":
        both = normalize("NFC", base + accent)
        base = both if len(both) == 1 else base
    return base


def _character(entity: str) -> str | None:
    """What an entity stands for, also one that was made twice (`&amp;rsquo;`); None for one that is none."""
    name = _AMP.sub("&", entity)
    if name[1] != "#" and name[1:] not in html5:
        return None
    return "".join(map(_single, _ALL_UNSEEN.sub("", unescape(name))))


def _single(char: str) -> str:
    """What one character becomes; most stay themselves."""
    if char in _SINGLE:
        return _SINGLE[char]
    return normalize("NFKC", char) if _IS_WIDE.match(char) else char


def _name(text: str, match: re.Match[str]) -> list[str]:
    """The name of what was found, if it is worth saying: signs beside words hide none."""
    part, (start, end) = match[0], match.span()
    if match.lastgroup == "entity":
        return [ENTITIES]
    if match.lastgroup == "wide":
        return [LIGATURES] if "\ufb00" <= part <= "\ufb06" else []
    inside = (
        match.lastgroup == "unseen" and text[start - 1 : start].isalpha() and text[end : end + 1].isalpha()
    )
    return [SOFT if "\u00ad" in part else INVISIBLE] if inside else []
