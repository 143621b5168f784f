"""The words of each speaker of transcripts, in order, with an index of three words in a row."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from analysis.base.records import Annotation, Span

Place = tuple[int, int]
"""A stream and a word of it."""
WORD: Final = re.compile(r"\w+(?:['’]\w+)*")
GRAM: Final = 3
TURNS: Final = 5
"""Turns of a person that make a text a conversation."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words in lower case, and where each begins and ends in its text."""

    forms: tuple[str, ...]
    spans: tuple[Span, ...]

    def __len__(self) -> int:
        return len(self.forms)


def words_of(text: str, spans: Iterable[Span]) -> Words:
    """The words of some stretches of a text; what an editor put in brackets is none.

    >>> words_of("We’ll [all] go.", [(0, 15)]).forms
    ("we'll", 'go')
    """
    found = [
        match
        for start, end in spans
        for match in WORD.finditer(text, start, end)
        if not _in_brackets(text, match.start(), start)
    ]
    return Words(
        tuple(match.group().casefold().replace("’", "'") for match in found),
        tuple(match.span() for match in found),
    )


def _in_brackets(text: str, at: int, start: int) -> bool:
    opened = text.rfind("[", max(start, at - 60), at)
    return opened >= 0 and "]" not in text[opened:at]


@dataclass(frozen=True, slots=True)
class Stream:
    """All that one person says in one text, in order."""

    person: str
    document: int
    day: date | None
    words: Words


@dataclass(slots=True)
class Sources:
    """The streams of some transcripts: `grams` has the places of every three words in a row, `persons` the
    streams of each person (last names)."""

    transcripts: Sequence[Annotation]
    streams: list[Stream] = field(default_factory=list)
    persons: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    grams: dict[tuple[str, ...], list[Place]] = field(default_factory=lambda: defaultdict(list))


def read_sources(transcripts: Sequence[Annotation]) -> Sources:
    """Index what named people say in transcripts."""
    sources = Sources(transcripts)
    for number, annotation in enumerate(transcripts):
        spans: dict[str, list[Span]] = defaultdict(list)
        for person, stretch in said_by(annotation):
            spans[person].append(stretch)
        for person, said in spans.items():
            words = words_of(annotation.document.text, sorted(said))
            _add(sources, Stream(person, number, day_of(annotation), words))
    return sources


def said_by(annotation: Annotation) -> Iterator[tuple[str, Span]]:
    """Who says which stretches of a transcript.

    Where its metadata name a person to whom the turns found give less than half of the text, all of it is
    that person's: a speech without labels, or one whose quotations look like turns.
    """
    document = annotation.document
    owner = last_name(document.metadata.get("speaker") or document.metadata.get("person"))
    said = [
        (person, span)
        for statement in annotation.statements
        if (person := last_name(statement.speaker))
        for span in statement.spans
    ]
    own = sum(end - start for person, (start, end) in said if person == owner)
    if owner and own < (len(document.text) - document.body_start) / 2 and not _asked(said, owner):
        return iter([(owner, (document.body_start, len(document.text)))])
    return iter(said)


def _asked(said: Iterable[tuple[str, Span]], owner: str) -> bool:
    """Whether the owner takes turns with others: then what is not theirs is somebody else's."""
    return sum(person == owner for person, _ in said) >= TURNS


def _add(sources: Sources, stream: Stream) -> None:
    number = len(sources.streams)
    sources.streams.append(stream)
    sources.persons[stream.person].append(number)
    forms = stream.words.forms
    for place, gram in enumerate(zip(*(forms[shift:] for shift in range(GRAM)), strict=False)):
        sources.grams[gram].append((number, place))


def last_name(speaker: str | None) -> str:
    """What a person is known by on both sides; "" for nobody.

    >>> last_name("Donald J. Trump"), last_name("Sammy Davis Jr."), last_name(None)
    ('trump', 'davis', '')
    """
    names = [
        name for name in WORD.findall((speaker or "").casefold()) if name not in ("jr", "sr", "ii", "iii")
    ]
    return str(names[-1]) if names else ""


def day_of(annotation: Annotation) -> date | None:
    """The date of a text, where its metadata have a whole one."""
    try:
        return date.fromisoformat(str(annotation.document.metadata.get("date", ""))[:10])
    except ValueError:
        return None
