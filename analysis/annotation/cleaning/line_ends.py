"""Words broken at the ends of lines: which hyphens are only there because the line was full.

*prob-* and *ably* are one word, *well-* and *known* may be two, and in *we should-* the hyphen is a dash.
A word is put together where the whole is a word that is known or stands elsewhere in the text, or where
neither piece is a word by itself; its hyphen stays where the text writes it with a hyphen elsewhere.
Everything else stays as it is. The line break moves behind the word, so that long lines stay lines; a short
one is joined with the next, since its end would be taken for that of a sentence.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Final

from analysis.annotation.cleaning.characters import BROKEN
from analysis.annotation.cleaning.edits import Edit
from analysis.base.layers import LAYERS
from analysis.language.lexicon import load_lexicon
from analysis.language.regex import regex
from analysis.language.tagging.tag_lexicon import lexicon
from analysis.language.text import WRAPPED
from analysis.language.wordnet import wordnet

HYPHENS: Final = "hyphenated-lines"

_BREAK = regex(rf"[-{BROKEN}][^\S\n]*\n[^\S\n]*(?=[^\W\d_])")
_AFTER_HYPHEN = regex(r"-[^\S\n]*\n")
"""Begins with one character, for which the search is ten times as fast as for one of two."""
_LETTERS = regex(r"[^\W\d_]+")
_REST = regex(r"\S*")
_ENDS_LINE = regex(r"[^\S\n]*\n")
_WORDS = regex(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_INFLECTED = regex(r"(?:e?s|e?d|ing|e?r|ly|ment|ness)$")


def has_breaks(text: str, start: int = 0) -> bool:
    """Whether a hyphen stands at the end of a line before letters."""
    return BROKEN in text or _AFTER_HYPHEN.search(text, start) is not None


def line_edits(text: str, start: int, found: Counter[str]) -> Iterator[Edit]:
    """The edits that put words together, in order; `found` counts the words."""
    elsewhere = _Elsewhere(text, start)
    for match in _BREAK.finditer(text, start):
        before, after = _head(text, start, match.start()), _LETTERS.match(text, match.end())
        if not before or not after or not _go_on(before, after[0]):
            continue
        hyphen = _hyphen(match[0][0], before.lower(), after[0].lower(), elsewhere)
        if hyphen is None:
            continue
        found[HYPHENS] += 1
        yield Edit(match.start(), match.end(), hyphen)
        if match.start() - text.rfind("\n", 0, match.start()) in WRAPPED:
            yield from _line_end(text, after.end())


def _line_end(text: str, inside: int) -> Iterator[Edit]:
    """A line break in place of the white space behind a word, unless there is one."""
    rest = _REST.match(text, inside)
    end = rest.end() if rest else inside
    if end < len(text) and not _ENDS_LINE.match(text, end):
        yield Edit(end, end + 1, "\n")


def _head(text: str, start: int, end: int) -> str:
    """The letters before a hyphen."""
    first = end
    while first > start and text[first - 1].isalpha():
        first -= 1
    return text[first:end]


def _go_on(before: str, after: str) -> bool:
    """Whether the pieces can be of one word: no word goes on with a capital, unless it has only capitals."""
    return after[0].islower() or (before.isupper() and after.isupper() and len(before + after) > 3)


def _hyphen(sign: str, before: str, after: str, elsewhere: "_Elsewhere") -> str | None:
    """What is left of the hyphen in the middle of a word; None where the pieces are no word."""
    whole = before + after
    if sign == BROKEN or is_word(whole):
        return ""
    if f"{before}-{after}" in elsewhere.words:
        return "-"
    if whole in elsewhere.words or not (is_word(before) or is_word(after)):
        return ""
    return None


class _Elsewhere:
    """The words of a text, gathered when first asked for."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._start = start

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the text, with their hyphens, in small letters."""
        return frozenset(match[0].lower() for match in _WORDS.finditer(self._text, self._start))


def is_word(word: str) -> bool:
    """Whether a word in small letters, or what is left of it without its ending, is known to the package.

    >>> is_word("probably"), is_word("prob")
    (True, False)
    """
    known = _vocabulary()
    if word in known:
        return True
    stem = _INFLECTED.sub("", word)
    return word != stem and len(stem) > 2 and (stem in known or f"{stem}e" in known)


@lru_cache
def _vocabulary() -> frozenset[str]:
    """The words of the tagger, of WordNet as far as it is kept, and of the lexicons."""
    entries = (entry for layer in LAYERS for entry in load_lexicon(layer).entries)
    forms = (word for entry in entries for form in entry.forms for word in form.split())
    kept = (word for table in wordnet().values() for word in table)
    return frozenset((*lexicon().classes, *kept, *forms))
