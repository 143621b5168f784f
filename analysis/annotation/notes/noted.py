"""The notes of a corpus, by name: how many texts have them, and which were the first."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from analysis.base.records import Note
from analysis.base.wording import plural

FIRST: Final = 3
"""Texts that are named for each note."""

SHORT: Final = {
    "few-words-in-turns": "a transcript with few words in turns",
    "one-voice": "nearly all words of many voices with one of them",
    "page-heads": "page heads taken for speakers",
    "not-english": "perhaps not English",
    "same-text": "the same words as an earlier text",
    "near-copy": "nearly the same words as an earlier text",
    "mojibake": "decoded wrongly (mojibake)",
    "markup": "with markup among the words",
    "html-entities": "with HTML entities",
    "soft-hyphens": "with soft hyphens in words",
    "invisible-signs": "with invisible signs in words",
    "ligatures": "with ligatures in words",
    "hyphenated-lines": "with words broken at line ends",
}
"""What each note says of texts, in a few words; a name that is here never changes its meaning."""


class Noted:
    """Gathers the notes of texts; what it keeps does not grow with the corpus.

    >>> noted = Noted()
    >>> noted.add("a", [Note("not-english", "looks like tr, not English")])
    >>> noted.record
    {'not-english': {'texts': 1, 'first': {'a': 'looks like tr, not English'}}}
    """

    def __init__(self) -> None:
        self._texts: dict[str, int] = {}
        self._first: dict[str, dict[str, str]] = {}

    def add(self, text: str, notes: Iterable[Note]) -> None:
        """The notes of one more text, by its id."""
        for note in notes:
            self._count(note.name, 1, {text: note.what})

    def merge(self, record: Mapping[str, Any]) -> None:
        """The notes of more texts, from the record of another."""
        for name, known in record.items():
            self._count(name, known["texts"], known["first"])

    def _count(self, name: str, texts: int, first: Mapping[str, str]) -> None:
        self._texts[name] = self._texts.get(name, 0) + texts
        named = self._first.setdefault(name, {})
        named |= dict(list(first.items())[: FIRST - len(named)])

    @property
    def record(self) -> dict[str, Any]:
        """By the name of the note: the number of texts that have it, and what is said of the first."""
        known = [name for name in SHORT if name in self._texts]
        return {name: {"texts": self._texts[name], "first": dict(self._first[name])} for name in known}

    def lines(self, without: Iterable[str] = ()) -> Iterator[str]:
        """A line for each text that is named, and one for the others of each note."""
        for name, known in self.record.items():
            if name in without:
                continue
            yield from (f"note {text}: {what} [{name}]" for text, what in known["first"].items())
            if rest := known["texts"] - len(known["first"]):
                yield f"note: {plural(rest, 'more text')} {SHORT[name]} [{name}]"


def noted_in(*records: Mapping[str, Any]) -> dict[str, Any]:
    """The notes of records of the interchange format, as `Noted.record`."""
    noted = Noted()
    for record in records:
        noted.add(record["id"], (Note(**note) for note in record.get("notes") or ()))
    return noted.record


def notes_in_words(record: Mapping[str, Any]) -> dict[str, str]:
    """The notes of a corpus for cards: what is said -> how many texts, and the first of them.

    >>> notes_in_words({"not-english": {"texts": 4, "first": {"a": "...", "b": "...", "c": "..."}}})
    {'perhaps not English': '4 texts (a, b, c, 1 more)'}
    """
    said = {}
    for name, known in record.items():
        rest = known["texts"] - len(known["first"])
        named = [*known["first"], *([f"{rest:,} more"] if rest else [])]
        said[SHORT[name]] = f"{plural(known['texts'], 'text')} ({', '.join(named)})"
    return said
