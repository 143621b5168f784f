"""Offices: *the Prime Minister*, *Home Secretary Ann Lee*, *Ann Lee, the foreign minister*.

An office keeps all its words; it is a person where the document ties the two together.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from analysis.annotation.statements.name_words import CHANGING, FEMALE, MALE, OFFICES
from analysis.language.regex import regex
from analysis.language.word_lists import word_list, word_pattern


class Named(Protocol):
    """A name in a text: its span without titles."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


_THEN_NAME = regex(r"(?:\s+(?:of|for)\s[^,.;:\n]{1,40})?,\s+")
_AFTER_NAME = regex(
    rf",\s+(?:{word_pattern('statements', 'offices.determiners')}\s+)?((?:[\w’'.-]+\s+){{0,3}})\Z"
)
_SMALL = regex(r"\b[a-z]")
_LINKS = word_list("statements", "offices.links")
_CLOSED = ",.;:)—–"
LONGEST = 60
"""Characters before an office in which the name it belongs to may end."""


def office_length(words: Sequence[str]) -> int:
    """How many words at the start of a run of capitalised words are an office, a name behind it.

    >>> office_length(["Senate", "Majority", "Leader", "Tom", "Birch"]), office_length(["Tom", "Birch"])
    (3, 0)
    """
    if not words or is_first_name(words[0]):
        return 0
    heads = [
        i
        for i, word in enumerate(words[:-1])
        if word.strip(".").lower() in OFFICES and words[i + 1].lower() not in _LINKS
    ]
    return heads[-1] + 1 if heads else 0


def is_office(words: Sequence[str]) -> bool:
    """Whether a run of capitalised words is no name but an office: *Home Secretary*, not *Ann Leader*."""
    return words[-1].strip(".").lower() in OFFICES and not (len(words) > 1 and is_first_name(words[0]))


def is_first_name(word: str) -> bool:
    """Whether a word is a first name of the lists."""
    return word.lower() in MALE or word.lower() in FEMALE


def bearers(title: str, titled: Mapping[str, Counter[str]]) -> Counter[str]:
    """Who bears a title or a longer form of it: *president* is *us president*, but not *vice president*."""
    found: Counter[str] = Counter(titled.get(title, ()))
    for longer, people in titled.items():
        before = longer.removesuffix(" " + title).split()
        if len(before) < len(longer.split()) and longer != title and not CHANGING & set(before):
            found.update(people)
    return found


def apposed(
    title: str, text: str, folded: str, names: Sequence[Named], starts: Sequence[int]
) -> Iterator[int]:
    """The numbers of the names beside a title: *Ann Lee, the mayor,* and *the mayor, Ann Lee,*."""
    at = folded.find(title)
    while at >= 0:
        end = at + len(title)
        following = _THEN_NAME.match(text, end)
        i = bisect_left(starts, following.end()) if following else len(names)
        if (
            following
            and i < len(names)
            and not _SMALL.search(text, following.end(), names[i].start)
            and text[names[i].end : names[i].end + 1] in _CLOSED
        ):
            yield i
        before = _AFTER_NAME.search(text, max(0, at - LONGEST), at)
        if before and not CHANGING & set(before[1].lower().split()):
            j = bisect_left(starts, before.start()) - 1
            if j >= 0 and names[j].end == before.start():
                yield j
        at = folded.find(title, end)
