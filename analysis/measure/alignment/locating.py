"""Where a quoted piece was said: the stretch of a transcript that shares most of its words, in their order.

Three words in a row are looked up in the index; where many of a piece's threes lie side by side, its words
are aligned with those that stand there (longest common subsequence, by rapidfuzz).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from rapidfuzz.distance import LCSseq

from analysis.measure.alignment.source_words import GRAM, Sources, Words

SHORTEST: Final = 4
"""Words that a piece must have to be looked for."""
SURE: Final = 8
"""Words from which a piece may differ from its source, or be older than `DAYS`: stock phrases are shorter."""
DAYS: Final = 14
"""A report, or a short quotation, is of what was said in so many days before."""
ENOUGH: Final = 0.8
"""Shared words of both sides (Dice) from which a place counts as the source."""
FREQUENT: Final = 3000
"""Places of three words above which they tell nothing."""
ROOM: Final = 40
"""Words that an editor may have cut within a piece."""
GAP: Final = 12
"""Words between shared ones that make two places of one."""
EVER: Final = 20_000
BUCKET: Final = 25
TRIED: Final = 4


@dataclass(frozen=True, slots=True)
class Located:
    """Where a piece was said: pairs of a word of the piece and the same word of a stream, and their score."""

    stream: int
    pairs: tuple[tuple[int, int], ...]
    score: float

    @property
    def first(self) -> int:
        return self.pairs[0][1]

    @property
    def last(self) -> int:
        return self.pairs[-1][1]

    @property
    def exact(self) -> bool:
        """Whether nothing is missing on either side."""
        return self.score == 1.0


def locate(piece: Words, person: str, day: date | None, sources: Sources) -> Located | None:
    """The best place of a piece among the words of a person said by that day; the latest of equal ones."""
    if len(piece) < SHORTEST:
        return None
    found = [
        located
        for stream, shift in _candidates(piece, person, day, sources)
        if (located := _aligned(piece, stream, shift, sources)) and _sure(located, piece, day, sources)
    ]
    return max(found, key=lambda one: (one.score, _lateness(one, sources), -one.first), default=None)


def near(said: date | None, day: date | None, days: int = DAYS) -> bool:
    """Whether what was said on a day may be news on another; it may where a date is not known."""
    return day is None or said is None or day - timedelta(days=days) <= said <= day


def _sure(one: Located, piece: Words, day: date | None, sources: Sources) -> bool:
    """Whether a place is the source and no stock phrase."""
    if len(one.pairs) >= SURE:
        return one.score >= ENOUGH
    return one.exact and len(piece) >= SHORTEST and near(sources.streams[one.stream].day, day)


def _lateness(one: Located, sources: Sources) -> int:
    said = sources.streams[one.stream].day
    return said.toordinal() if said else 0


def _candidates(piece: Words, person: str, day: date | None, sources: Sources) -> Iterator[tuple[int, int]]:
    """Streams, and the word of each where the piece would begin; best first."""
    votes: Counter[tuple[int, int]] = Counter()
    streams = set(sources.persons.get(person, ()))
    for at, gram in enumerate(zip(*(piece.forms[shift:] for shift in range(GRAM)), strict=False)):
        places = sources.grams.get(gram, ())
        if len(places) <= FREQUENT:
            votes.update({(stream, (place - at) // BUCKET) for stream, place in places if stream in streams})
    tried = 0
    for (stream, bucket), _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
        if near(sources.streams[stream].day, day, EVER):
            yield stream, bucket * BUCKET
            tried += 1
        if tried == TRIED * 2:
            return


def _aligned(piece: Words, stream: int, shift: int, sources: Sources) -> Located | None:
    """The words that a piece shares with what stands from `shift` on, without those that lie apart."""
    start = max(0, shift - ROOM)
    said = sources.streams[stream].words.forms[start : shift + len(piece) + BUCKET + ROOM]
    if (exact := _exact(piece, said)) is not None:
        return Located(stream, tuple((n, start + exact + n) for n in range(len(piece))), 1.0)
    pairs = [
        (block.a + n, start + block.b + n)
        for block in LCSseq.editops(piece.forms, said).as_matching_blocks()
        for n in range(block.size)
    ]
    pairs = _together(pairs)
    if len(pairs) < SHORTEST:
        return None
    length = pairs[-1][1] - pairs[0][1] + 1
    return Located(stream, tuple(pairs), round(2 * len(pairs) / (len(piece) + length), 4))


def _exact(piece: Words, said: tuple[str, ...]) -> int | None:
    """Where the words of a piece stand one after the other."""
    size = len(piece)
    return next((n for n in range(len(said) - size + 1) if said[n : n + size] == piece.forms), None)


def _together(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The largest run of pairs with no gap of more than `GAP` words of the source."""
    runs: list[list[tuple[int, int]]] = []
    for pair in pairs:
        if runs and pair[1] - runs[-1][-1][1] <= GAP:
            runs[-1].append(pair)
        else:
            runs.append([pair])
    return max(runs, key=len, default=[])
