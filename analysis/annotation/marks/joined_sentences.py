"""The words of many sentences as arrays, so that the cuts of many conditions are looked at together.

The sentences lie one after the other with three edges before, between and behind them: the place of cut
`i` of a sentence is its base plus `i`. Running counts go through all of them; what is counted in a
stretch of one sentence is the difference of two places.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.marks.sentence_words import MARKERS, OPENS_CLAUSE, Onset, Sentence
from analysis.language.engine.hashing import Ints
from analysis.language.engine.scoring import Column
from analysis.language.word_classes import FINITE, WordClass

EDGES: Final = 3
SIGNS: Final = tuple(map(chr, range(128)))
"""What the letters of classes and shapes stand for: themselves."""
DIGITS: Final = tuple("0123456789")
LENGTHS: Final = (*DIGITS, "A", "B")
_LENGTHS: Final = np.array([*map(int, "0123445566667777788888889"), *[10] * 15, 11])
WHOLE: Final = tuple(map(str, range(-9, 10)))


def capped(counts: Ints, highest: int = 3) -> Column:
    """Counts as digits, none above `highest`."""
    return Column(DIGITS, np.minimum(counts, highest))


def lengths(counts: Ints) -> Column:
    """Numbers of words, coarser the larger they are."""
    return Column(LENGTHS, _LENGTHS.take(counts, mode="clip"))


def whole(numbers: Ints) -> Column:
    """Whole numbers from -9 to 9."""
    return Column(WHOLE, np.clip(numbers, -9, 9) + 9)


def chosen(flags: NDArray[np.bool_], no: str, yes: str) -> Column:
    """One of two values."""
    return Column((no, yes), flags.astype(np.int64))


@dataclass(frozen=True)
class Words:
    """The words of some sentences."""

    sentences: Sequence[Sentence]

    @cached_property
    def base(self) -> Ints:
        """The place of the first word of each sentence."""
        sizes = [sentence.size + EDGES for sentence in self.sentences]
        return np.cumsum([EDGES, *sizes[:-1]])

    @cached_property
    def size(self) -> Ints:
        """How many words each sentence has."""
        return np.array([sentence.size for sentence in self.sentences])

    @cached_property
    def classes(self) -> Column:
        """The class of each word."""
        letters = "".join([*WordClass.EDGE * EDGES, *(sentence.letters for sentence in self.sentences)])
        return _signs(letters)

    @cached_property
    def forms(self) -> Column:
        """Each word."""
        return Column(
            [*WordClass.EDGE * EDGES, *chain.from_iterable(sentence.forms for sentence in self.sentences)]
        )

    @cached_property
    def onsets(self) -> Column:
        """What begins at each cut."""
        return _signs(
            "".join([Onset.END * EDGES, *("".join((*s.shapes, Onset.END * 2)) for s in self.sentences)])
        )

    @cached_property
    def gaps(self) -> Column:
        """The punctuation at each cut; empty where there is none."""
        signs = ["", "", ""]
        for sentence in self.sentences:
            signs += sentence.gap
            signs += ("", "")
        known = {gap: number for number, gap in enumerate(dict.fromkeys(signs))}
        return Column(list(known), np.array([known[gap] for gap in signs]))

    @cached_property
    def verbs(self) -> Ints:
        """Finite verbs before each place."""
        return running(self._finite)

    @cached_property
    def modals(self) -> Ints:
        """Modal verbs before each place."""
        return running(_flags(self.classes, {WordClass.MODAL}))

    @cached_property
    def openings(self) -> Ints:
        """Cuts that open a clause, before each place."""
        return running(_flags(self.onsets, OPENS_CLAUSE))

    @cached_property
    def clauses(self) -> Ints:
        """Cuts with a comma that open a clause, before each place."""
        return running(_flags(self.onsets, OPENS_CLAUSE) & self._gaps_with(","))

    @cached_property
    def commas(self) -> Ints:
        """Cuts with a comma before each place."""
        return running(self._gaps_with(","))

    @cached_property
    def markers(self) -> Ints:
        """*if* and *unless* before each place."""
        return running(list(map(MARKERS.__contains__, self.forms.names)))

    @cached_property
    def quotes(self) -> Ints:
        """How many more quotations begin than end before each place."""
        return running(self._gaps_with("q").astype(np.int64) - self._gaps_with("Q"))

    @cached_property
    def brackets(self) -> Ints:
        """How many more brackets open than close before each place."""
        return running(self._gaps_with("(").astype(np.int64) - self._gaps_with(")"))

    @cached_property
    def next_verb(self) -> Ints:
        """The place of the next finite verb at or after each place, or the end of its sentence."""
        stops = self._finite.copy()
        stops[self.base + self.size] = True
        places = np.where(stops, np.arange(len(stops)), len(stops))
        return np.minimum.accumulate(places[::-1])[::-1]

    @cached_property
    def _finite(self) -> NDArray[np.bool_]:
        return _flags(self.classes, FINITE)

    def _gaps_with(self, sign: str) -> NDArray[np.bool_]:
        assert self.gaps.index is not None
        return np.array([sign in gap for gap in self.gaps.names]).take(self.gaps.index)


def running(flags: Sequence[int] | Ints | NDArray[np.bool_]) -> Ints:
    """Sums of what stands before each place."""
    return np.concatenate([[0], np.cumsum(np.asarray(flags), dtype=np.int64)])


def _signs(text: str) -> Column:
    return Column(SIGNS, np.frombuffer(text.encode("ascii"), dtype=np.uint8).astype(np.int64))


def _flags(column: Column, letters: Collection[str]) -> NDArray[np.bool_]:
    assert column.index is not None
    return np.array([sign in letters for sign in SIGNS]).take(column.index)
