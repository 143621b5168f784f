"""Points that end no sentence, in the registers of politics, law and news.

Those behind an abbreviation that stands before a name or number never end one; others may (*the U.S.*), and
do when one of the words follows that often open a sentence. Nor do the number of a clause (*2. The tax*),
an initial, and the first points of an ellipsis that is spaced (*. . .*).
Written for this project; what Punkt (Kiss and Strunk 2006) learns from the same registers is
compared with it in `benchmarks/`.
"""

import re
from typing import Final

from analysis.language.lemmas import PREPOSITIONS
from analysis.language.word_lists import word_list, word_pattern

_CAPITALISED = word_list("word_classes", "abbreviations.capitalised")
_NUMBERED = word_list("word_classes", "abbreviations.numbered")
_CITATIONS = word_list("word_classes", "abbreviations.citations")
_ALWAYS = word_list("word_classes", "abbreviations.always")
_MAYBE_FINAL = word_list("word_classes", "abbreviations.maybe-final")
_HOURS = word_list("word_classes", "abbreviations.hours")
_BEHIND_HOURS = word_list("word_classes", "abbreviations.behind-hours")
_COUNTED = word_list("word_classes", "abbreviations.counted")
_STARTERS = word_list("word_classes", "abbreviations.starters")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_SPACED: Final = re.compile(r"\.(?:[ \u00a0]+\.|[\"'”’»)\]]*(?:\s|$))")
_ENUMERATOR: Final = re.compile(
    rf"(?:(?:{word_pattern('word_classes', 'abbreviations.clauses')}|§+)\.?\s*)?"
    r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|x{0,3}(?:ix|iv|v?i{1,3}|v|x))[.)]{1,3}",
    re.IGNORECASE,
)
FRONTED: Final = 5
"""Words of a sentence that has come no further than *At half past 8 a.m.*, before its subject."""


def is_enumerator(opening: str) -> bool:
    """Whether all that a sentence has so far is the number of a clause or of an item in a list.

    >>> [is_enumerator(opening) for opening in ("1.", "2.)", "(iv).", "Sec. 3.", "No.", "2016.")]
    [True, True, True, True, False, False]
    """
    return _ENUMERATOR.fullmatch(opening) is not None


def goes_on_with_a_point(text: str, after: int) -> bool:
    """Whether one more point of a spaced ellipsis follows: *we . . . will*; not *.45 calibre*."""
    return _SPACED.match(text, after) is not None


def is_abbreviated(word: str, following: str, opening: str) -> bool:
    """Whether the point after `word` belongs to it and the sentence goes on with `following`.

    `opening` is the sentence up to the word.

    >>> is_abbreviated("hon", "Friend", "My right "), is_abbreviated("no", "We", "The answer is ")
    (True, False)
    >>> is_abbreviated("P.M", "Mr", "He left at 7 "), is_abbreviated("a.m", "Mr", "At 8 ")
    (False, True)
    """
    folded = word.lower()
    if len(word) == 1 and word.isupper():
        return word != "I" or _is_middle_initial(following, opening)
    if folded in _HOURS:
        return following.lower() in _BEHIND_HOURS or (
            _is_fronted(opening) and following.lower() not in _STARTERS
        )
    if folded in _MAYBE_FINAL or _DOTTED.fullmatch(folded):
        return following.lower() not in _STARTERS
    if folded in _NUMBERED and (following[:1].isdigit() or following.lower() in _CITATIONS):
        return True
    return folded in _ALWAYS or (folded in _CAPITALISED and _is_written_as_title(word, following))


def _is_written_as_title(word: str, following: str) -> bool:
    """Whether an abbreviation has a capital as a name has: *Sec. Dale*, *SEN. DALE*; not *the SEC. Dale*."""
    return word[0].isupper() and (word[1:].islower() or (following.isupper() and len(following) > 1))


def _is_middle_initial(following: str, opening: str) -> bool:
    """*Edward I. Moss*; not *neither he nor I. Moss*, *after World War I. Germany*."""
    before = (opening.split() or [""])[-1]
    if not before[:1].isupper() or not before.isalpha() or following.lower() in _STARTERS:
        return False
    return before.lower() not in _STARTERS and before.lower() not in _COUNTED


def _is_fronted(opening: str) -> bool:
    """Whether the sentence has only said when: *At 8*; its subject must still come."""
    words = opening.lower().split()
    return words[:1] != [] and words[0] in PREPOSITIONS and len(words) <= FRONTED
