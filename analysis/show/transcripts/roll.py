"""The speakers of a corpus as a `speakers.toml` to start from, those that may be one person side by side."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from analysis.annotation.statements.turns.heads import read_head
from analysis.annotation.statements.turns.label_names import Person, fold, read_person
from analysis.base.records import Annotation
from analysis.show.transcripts.report import label_of

_DRESS = re.compile(r"^(?:>>\s*|\d{1,4}\.\s+|[\[(]?\d+:\d\d\S*\s+)+")
ALIKE = 0.85
"""Similarity of two last names that may be one, misread or misspelt."""


@dataclass
class Voice:
    """What a corpus holds of one speaker."""

    name: str
    words: int = 0
    statements: int = 0
    documents: set[str] = field(default_factory=set)
    labels: Counter[str] = field(default_factory=Counter)

    @property
    def person(self) -> Person | None:
        """The name in parts."""
        return read_person(self.name)

    @property
    def last(self) -> str:
        """What the list is sorted by."""
        return self.person.last if self.person else fold(self.name)


def call_roll(annotations: Iterable[Annotation]) -> list[Voice]:
    """Every named speaker of a corpus, by last name."""
    voices: dict[str, Voice] = {}
    for annotation in annotations:
        for statement, words in zip(annotation.statements, annotation.statement_words, strict=True):
            if statement.speaker is None:
                continue
            voice = voices.setdefault(statement.speaker, Voice(statement.speaker))
            voice.words += words
            voice.statements += 1
            voice.documents.add(annotation.document.id)
            if statement.cue is None:
                voice.labels[_bare(label_of(annotation, statement))] += 1
    return sorted(voices.values(), key=lambda voice: (voice.last, -voice.words, voice.name))


def _bare(label: str) -> str:
    """The words of a label by which its speaker is looked up: without delimiter, notes and time."""
    words = _DRESS.sub("", label).strip(" .:-–—*_[]>#")
    head = read_head(words)
    return head.name if head else words


def as_toml(voices: list[Voice]) -> Iterator[str]:
    """The lines of a `speakers.toml`: a table a speaker, with the labels that stand for nobody else.

    >>> list(as_toml([Voice("Ann Lee", 40, 2, {"a"}, Counter({"MS. LEE": 2}))]))[-3:]
    ['["Ann Lee"]  # 40 words, 2 statements, 1 document', 'aliases = ["MS. LEE"]', '']
    """
    yield "# Who speaks in this corpus. Put the names of one person together: keep one table and give the"
    yield "# other names as its aliases. Any other field (party, role, country) is free."
    yield ""
    owners = Counter(label for voice in voices for label in voice.labels)
    names = {voice.name for voice in voices}
    for before, voice in zip([None, *voices], voices, strict=False):
        if before is not None and may_be_one(before, voice):
            yield f"# the same as {json.dumps(before.name, ensure_ascii=False)} above?"
        said = f"{voice.words:,} words, {voice.statements:,} statement{'s' * (voice.statements != 1)}"
        where = f"{len(voice.documents):,} document{'s' * (len(voice.documents) != 1)}"
        yield f"[{_quoted(voice.name)}]  # {said}, {where}"
        own = [label for label in sorted(voice.labels) if label and owners[label] == 1 and label not in names]
        yield f"aliases = [{', '.join(_quoted(label) for label in own)}]"
        yield ""


def may_be_one(one: Voice, other: Voice) -> bool:
    """Whether two speakers may be one person: nearly the same last name, and first names that can agree."""
    if SequenceMatcher(None, one.last, other.last).ratio() < ALIKE:
        return False
    firsts = [voice.person.first if voice.person else "" for voice in (one, other)]
    return not all(firsts) or firsts[0][:1] == firsts[1][:1]


def _quoted(text: str) -> str:
    """A basic string of TOML."""
    return json.dumps(text, ensure_ascii=False)
