"""Stage directions of transcripts, in brackets or not, inside a turn or on lines of their own."""

import re
from collections.abc import Iterator

from analysis.annotation.statements.excluded import Excluded
from analysis.language.regex import regex
from analysis.language.word_lists import word_list, word_pattern

_ANY = word_pattern("transcripts", "directions.any", " ")
_INNER = r"[^()\[\]{}\n]"
_BRACKET = regex(
    rf"(?P<open>[(\[{{*♪])[ ]?(?=(?:{_INNER}|\n){{0,60}}\b{_ANY}\b)"
    rf"{_INNER}{{1,100}}(?:\n{_INNER}{{1,60}})?[)\]}}*♪][.,;]?",
    re.IGNORECASE,
)
_BEFORE_LOUD = word_pattern("transcripts", "directions.loud-more", " ", written=str.upper)
_BESIDE_LOUD = word_pattern("transcripts", "directions.loud-beside", written=str.upper)
_LOUD = regex(
    rf"(?<![\w'’])(?:{_BEFORE_LOUD}\s+)*{word_pattern('transcripts', 'directions.loud', written=str.upper)}"
    rf"(?: (?:AND|&) {_BESIDE_LOUD})?(?![\w'’])[.!,;]?(?=\s|$)"
)
_LOUD_WORDS = tuple(map(str.upper, word_list("transcripts", "directions.loud")))
"""One of them stands in whatever `_LOUD` finds."""
_TIME = regex(r"[\[(]\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[\])]|\{time\}[ ]*\d*")
_NOTE = regex(r"♪[^♪\n]*♪?")
_PLAIN = regex(
    rf"(?:[A-Za-z]+ (?:and )?){{0,3}}{_ANY}(?: (?:and|from)(?: [a-z]+){{1,4}})?[.!]?", re.IGNORECASE
)
_SHORT = 70
"""Characters of a bracket that a direction has at most, where it begins in small letters."""


def find_directions(text: str, start: int, end: int) -> Iterator[Excluded]:
    """Directions in a stretch of a transcript: *(Laughter.)*, *[crosstalk]*, *♪*, and times: *[00:12:01]*."""
    for match in _BRACKET.finditer(text, start, end):
        inner = match.group()
        if match["open"] in "[{*♪" or inner[1:2].isupper() or len(inner) <= _SHORT:
            yield Excluded(*match.span(), "direction")
    for match in _TIME.finditer(text, start, end):
        yield Excluded(*match.span(), "time")
    if "♪" in text:
        for match in _NOTE.finditer(text, start, end):
            yield Excluded(*match.span(), "direction")


def find_loud(text: str, start: int, end: int) -> Iterator[Excluded]:
    """Directions in capitals without brackets; only for a text that is not all in capitals."""
    if any(text.find(word, start, end) >= 0 for word in _LOUD_WORDS):  # a pattern takes much longer to say no
        for match in _LOUD.finditer(text, start, end):
            yield Excluded(*match.span(), "direction")


def is_direction(words: str) -> bool:
    """Whether a whole paragraph is a direction: in brackets, or nothing but *Applause* and the like."""
    if len(words) < 300 and words[0] in "([{" and words.rstrip(".")[-1:] in ")]}" and "\n\n" not in words:
        return words.count("(") <= 2 and words.count("[") <= 2
    return len(words) < 60 and words[:1].isupper() and _PLAIN.fullmatch(words) is not None
