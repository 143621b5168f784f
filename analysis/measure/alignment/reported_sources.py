"""Which sentences a report may report: its speaker's, of the days before, that share its rarer words."""

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Final

from nltk.stem.snowball import EnglishStemmer

from analysis.base.records import Annotation, Span
from analysis.measure.alignment.locating import near
from analysis.measure.alignment.source_words import Sources, Words, day_of, said_by, words_of

ENOUGH: Final = 0.65
"""Share of the weight of a report's words from which sentences count as its source."""
FEWEST: Final = 4
"""Rarer words that both sides must share."""
LONGER: Final = 2.5
"""How many times as many words the source of a report may have."""
COMMON: Final = 0.03
"""Share of the sentences of which a word must not be in more, to count as a rarer one."""

_STEMMER: Final = EnglishStemmer()


@dataclass(frozen=True, slots=True)
class Unit:
    """One or two sentences of a person: their place in a transcript, and the stems of their words."""

    document: int
    day: date | None
    span: Span
    stems: frozenset[str]


class ReportedSources:
    """The sentences of the speakers of transcripts, by the stems of their rarer words."""

    def __init__(self, sources: Sources) -> None:
        self.units = list(_units(sources))
        self._by_stem: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, (person, unit) in enumerate(self.units):
            for name in unit.stems:
                self._by_stem[person, name].append(number)
        counts = Counter(name for _, unit in self.units for name in unit.stems)
        total = max(len(self.units), 1)
        self._weights = {
            name: math.log(total / n) if n <= COMMON * total + 3 else 0.0 for name, n in counts.items()
        }
        self._new = math.log(total)

    def find(self, report: Words, person: str, day: date | None) -> tuple[Unit, float] | None:
        """The sentences that share most of a report's rarer words, and what share of their weight."""
        weights = {name: self._weights.get(name, self._new) for name in map(stem, report.forms)}
        votes: Counter[int] = Counter()
        for name in sorted(name for name, weight in weights.items() if weight):
            votes.update(n for n in self._by_stem.get((person, name), ()) if near(self.units[n][1].day, day))
        total = sum(weights.values()) or 1.0
        best = []
        for number, shared in votes.items():
            stems = self.units[number][1].stems
            score = sum(weight for name, weight in weights.items() if name in stems) / total
            if shared >= FEWEST and len(stems) <= LONGER * len(weights):
                best.append((round(score, 4), -len(stems), -number))
        score, _, number = max(best, default=(0.0, 0, 0))
        return (self.units[-number][1], score) if score >= ENOUGH else None


def _units(sources: Sources) -> Iterator[tuple[str, Unit]]:
    """Each sentence of each person, and each with the next one."""
    for number, annotation in enumerate(sources.transcripts):
        day = day_of(annotation)
        for person, stretch in said_by(annotation):
            spans = sentences_in(annotation, *stretch)
            for span in [*spans, *((one[0], other[1]) for one, other in pairwise(spans))]:
                words = words_of(annotation.document.text, [span])
                yield person, Unit(number, day, span, frozenset(map(stem, words.forms)))


def sentences_in(annotation: Annotation, start: int, end: int) -> list[Span]:
    """The sentences of a stretch, cut to it."""
    first = max(0, bisect_right(annotation.sentences, (start, math.inf)) - 1)
    cut = []
    for one, other in annotation.sentences[first:]:
        if one >= end:
            break
        if max(one, start) < min(other, end):
            cut.append((max(one, start), min(other, end)))
    return cut


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a word, without a possessive."""
    return str(_STEMMER.stem(word.removesuffix("'s")))
