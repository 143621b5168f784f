"""What the three models look at, as columns of feature numbers over whole texts at once.

Each function yields one column a template: for every token the number of the table row that holds
the template filled with this token's values. All of it is arithmetic on integers; no strings are built.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.statements.token_columns import GAP, Columns
from analysis.annotation.statements.vocabulary import COLON, COMMA, DASH, OTHER, STOP, Ints
from analysis.language.tagging.tags import FINITE, VERBS, Tag, table

_MULTIPLY = np.uint64(0x9E3779B97F4A7C15)
_FINISH = np.uint64(0xD6E8FEB86659FD93)
_HALF = np.uint64(32)
BUCKETS = np.array([0, 1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 23, 31, 45, 70])


_IS_VERB = table(VERBS)
IS_FINITE = table(FINITE)
_FUNCTIONAL = table((Tag.IN, Tag.TO, Tag.WH, Tag.CC, Tag.PRP, Tag.DT, Tag.MD, Tag.RP))
_CLOSED = table((Tag.IN, Tag.CC, Tag.WH, Tag.TO))
_SUBJECT = table((Tag.PRP, Tag.DT, Tag.NNP))
_CLAUSAL = table((Tag.CC, Tag.WH))
_STOPPING = np.isin(np.arange(OTHER + 1), (STOP, COLON, DASH))


class Hasher:
    """Turns columns of integers into feature numbers below 2 ** bits; each template has its own salt."""

    def __init__(self, bits: int) -> None:
        self._shift = np.uint64(64 - bits)
        self._salt = 0

    def __call__(self, *columns: Ints) -> Ints:
        self._salt += 1
        mixed = mix(np.uint64(self._salt), *columns)
        mixed *= _FINISH
        mixed >>= self._shift
        return mixed.view(np.int64)


def mix(salt: np.uint64, first: Ints, *others: Ints) -> NDArray[np.uint64]:
    """One 64-bit number for each row of the columns."""
    total = first.view(np.uint64) + salt
    total *= _MULTIPLY
    high = total >> _HALF
    total ^= high
    for column in others:
        total += column.view(np.uint64)
        total *= _MULTIPLY
        total ^= np.right_shift(total, _HALF, out=high)
    return total


def joint(*columns: Ints) -> Ints:
    """Several columns as one: equal where all of them are equal."""
    return mix(np.uint64(977), *columns).view(np.int64)


def shift(column: Ints, by: int) -> Ints:
    """The value of the neighbour `by` tokens on; blocks are padded, so nothing crosses them."""
    return np.concatenate([column[by:], column[:by]])


@dataclass(frozen=True)
class Scene:
    """What both stages need to know of a text beyond its single tokens."""

    c: Columns

    @cached_property
    def inside(self) -> Ints:
        """1 inside a quotation."""
        return (self.c.quoted > 0).astype(np.int64)

    @cached_property
    def opens(self) -> Ints:
        """1 at the first token of a quotation."""
        begins: Ints = ((self.c.quoted > 0) & (self.c.quoted != shift(self.c.quoted, -1))).astype(np.int64)
        return begins

    @cached_property
    def quotes(self) -> Ints:
        """Quotations begun up to and with this token."""
        return np.cumsum(self.opens)

    @cached_property
    def commas(self) -> Ints:
        """Commas up to and with this token."""
        return np.cumsum(self.c.punctuation == COMMA)

    @cached_property
    def stops(self) -> Ints:
        """Points, colons and dashes up to and with this token."""
        return np.cumsum(_STOPPING.take(self.c.punctuation))

    @cached_property
    def verbs(self) -> Ints:
        """Finite verbs up to and with this token."""
        return np.cumsum(IS_FINITE.take(self.c.tag))

    @cached_property
    def clauses(self) -> Ints:
        """Words that open a clause up to and with this token."""
        return np.cumsum((self.c.tag == Tag.WH) | self.is_that)

    @cached_property
    def conjunctions(self) -> Ints:
        """Conjunctions up to and with this token."""
        return np.cumsum(self.c.tag == Tag.CC)

    @cached_property
    def is_that(self) -> NDArray[np.bool_]:
        """Where a subordinating *that, if, because ...* may stand (tag IN before a subject)."""
        subject = _SUBJECT.take(shift(self.c.tag, 1))
        opens: NDArray[np.bool_] = subject & (self.c.tag == Tag.IN) & (self.c.capital == 0)
        return opens

    @cached_property
    def separator(self) -> NDArray[np.bool_]:
        """Where a stretch may end: punctuation, conjunctions, clause words."""
        ends: NDArray[np.bool_] = self.is_that | _CLAUSAL.take(self.c.tag) | (self.c.punctuation > 0)
        return ends

    @cached_property
    def edge(self) -> NDArray[np.bool_]:
        """The padding before each block, beyond which nothing is looked for."""
        edges = np.zeros(len(self.c), dtype=np.bool_)
        edges[self.c.first - GAP] = True
        return edges

    @cached_property
    def last_separator(self) -> Ints:
        """Index of the nearest separator before each token in its block."""
        index = np.where(self.separator | self.edge, np.arange(len(self.c)), 0)
        return np.concatenate([[0], np.maximum.accumulate(index)[:-1]])

    @cached_property
    def next_separator(self) -> Ints:
        """Index of the nearest separator after each token."""
        return shift_in(next_index(self.separator))

    @cached_property
    def next_verb_tag(self) -> Ints:
        """Tag of the next verb after each token in its block."""
        return self.c.tag.take(shift_in(next_index(_IS_VERB.take(self.c.tag) | self.edge)))

    @cached_property
    def next_verb(self) -> Ints:
        """Index of the next finite verb after each token."""
        return shift_in(next_index(IS_FINITE.take(self.c.tag)))

    @cached_property
    def sentence_index(self) -> Ints:
        """Index of the first token of the sentence of each token."""
        return np.maximum.accumulate(np.where(self.sentence_start > 0, np.arange(len(self.c)), 0))

    @cached_property
    def sentence_end(self) -> Ints:
        """Index of the token after the sentence of each token."""
        return shift_in(next_index(self.sentence_start > 0))

    @cached_property
    def sentence_start(self) -> Ints:
        """1 at the first token of a sentence."""
        starts: Ints = (shift(self.c.sentence, -1) != self.c.sentence).astype(np.int64)
        return starts

    @cached_property
    def kind(self) -> Ints:
        """What a token is to its neighbours: a frequent function word, or else its tag and punctuation."""
        return np.where(
            _FUNCTIONAL.take(self.c.tag), self.c.word, -joint_small(self.c.tag, self.c.punctuation)
        )

    @cached_property
    def kind_code(self) -> Ints:
        """Function words (that, to, of, and, who ...) as numbers from 100, of others the tag."""
        return np.where(_CLOSED.take(self.c.tag), 100 + self.c.word % 61, self.c.tag)

    @cached_property
    def quote_before(self) -> Ints:
        """Tokens since the last quotation ended in this block (bucketed), 0 inside one."""
        index = np.where((self.c.quoted > 0) | (self.c.block < 0), np.arange(len(self.c)), 0)
        last = np.maximum.accumulate(index)
        return np.where(self.c.block.take(last) < 0, 99, bucket(np.arange(len(self.c)) - last))

    @cached_property
    def quote_after(self) -> Ints:
        """Tokens until the next quotation begins in this block (bucketed), 0 inside one."""
        nearest = next_index((self.c.quoted > 0) | (self.c.block < 0))
        return np.where(self.c.block.take(nearest) < 0, 99, bucket(nearest - np.arange(len(self.c))))


def joint_small(a: Ints, b: Ints) -> Ints:
    """Two small columns as one small column."""
    return a * 64 + b + 1


def bucket(distance: Ints) -> Ints:
    """A distance in tokens, coarser the longer it is."""
    return np.searchsorted(BUCKETS, distance, side="right").astype(np.int64)


def next_index(flags: NDArray[np.bool_]) -> Ints:
    """Index of the nearest flagged token at or after each token; the last token where there is none."""
    index = np.where(flags, np.arange(len(flags)), len(flags) - 1)
    return np.minimum.accumulate(index[::-1])[::-1]


def shift_in(index: Ints) -> Ints:
    """From "at or after" to "after"."""
    return np.concatenate([index[1:], index[-1:]])


def cue_features(scene: Scene, bits: int) -> Iterator[Ints]:
    """For the cues: words, stems and tags around, and where the quotations are."""
    c, h = scene.c, Hasher(bits)
    w, s, t, q = c.word, c.stem, c.tag, scene.inside
    word_before, word_after, stem_before, stem_after = shift(w, -1), shift(w, 1), shift(s, -1), shift(s, 1)
    s_or_end = np.where(s > 0, s, -c.ending)
    before, after = scene.quote_before, scene.quote_after
    t1, t2, n1, n2 = shift(t, -1), shift(t, -2), shift(t, 1), shift(t, 2)
    k1, m1 = shift(scene.kind, -1), shift(scene.kind, 1)
    near = joint(np.minimum(before, 6), np.minimum(after, 6))
    yield h(w)
    yield h(s_or_end, t)
    yield h(s, q)
    yield h(t, t1, n1)
    yield h(t2, t1, t)
    yield h(t, n1, n2)
    yield h(w, t1)
    yield h(s, n1)
    yield h(s, n1, n2)
    yield h(s, k1)
    yield h(s, m1)
    yield h(s, word_before)
    yield h(s, word_after)
    yield h(s, stem_after, shift(s, 2))
    yield h(s, stem_before, shift(s, -2))
    yield h(word_before, t)
    yield h(word_after, t)
    yield h(shift(w, -2), t)
    yield h(shift(w, 2), t)
    yield h(stem_before, shift(t, 1), t)
    yield h(c.category, t, n1)
    yield h(c.category, t, k1)
    yield h(c.category, t, m1, q)
    yield h(shift(c.category, -1), t, w)
    yield h(shift(c.category, 1), t)
    yield h(c.category, near)
    yield h(s, near)
    yield h(t, near, q)
    yield h(before, c.punctuation, t1)
    yield h(after, c.punctuation, t1)
    yield h(q, shift(q, -1), shift(q, 1), c.punctuation, shift(c.punctuation, -1))
    yield h(c.title, t, c.punctuation)
    yield h(c.title, s)
    yield h(bucket(np.arange(len(c)) - scene.sentence_index), t, c.category)
    yield h(w.take(scene.last_separator), t, c.category)
    yield h(c.ending, t, t1)
    yield h(c.ending, c.capital, n1)
    yield h(_near_value(c.category, -1), _near_value(c.category, 1), c.category, t)
    yield h(t1, c.capital, shift(c.capital, -1), c.category)
    yield h(s, scene.next_verb_tag)


def _near_value(column: Ints, step: int) -> Ints:
    """The value of the nearest neighbour within four tokens that has one."""
    near = np.zeros_like(column)
    for distance in (4, 3, 2, 1):
        neighbour = shift(column, step * distance)
        near = np.where(neighbour > 0, neighbour, near)
    return near


@dataclass(frozen=True)
class Pairs:
    """Each candidate cue with every token in its reach, one pair after the other."""

    token: Ints
    """Index of the token in the columns."""
    cue: Ints
    """Number of the cue of this row."""
    cue_start: Ints
    cue_end: Ints
    head: Ints
    """Index of the word of each cue that says most."""
    lengths: Ints
    """Rows of each cue."""

    @cached_property
    def ends(self) -> Ints:
        """The row after the last one of each cue."""
        return np.cumsum(self.lengths)


def content_features(scene: Scene, pairs: Pairs, strength: NDArray[np.float32], bits: int) -> Iterator[Ints]:
    """For source and content, relative to one cue; `strength`: how likely each token begins a cue."""
    c, h = scene.c, Hasher(bits)
    i = pairs.token
    start, last = pairs.cue_start.take(pairs.cue), pairs.cue_end.take(pairs.cue) - 1
    side = np.where(i < start, 0, np.where(i > last, 2, 1))
    edge = np.where(i < start, start, last)
    low, high = np.minimum(i, edge), np.maximum(i, edge)

    def crossed(counts: Ints, most: int) -> Ints:
        """Counted between the token and the cue, both left out."""
        between: Ints = counts.take(np.maximum(high - 1, low)) - counts.take(low)
        return np.minimum(between, most)

    distance = np.minimum(np.abs(i - edge), 250)
    far = joint_small(side, bucket(distance))
    near = joint_small(side, np.minimum(distance, 6))
    stem = c.stem.take(pairs.head)
    stem = np.where(stem > 0, stem, -c.ending.take(pairs.head)).take(pairs.cue)
    pattern = _pattern(scene, pairs).take(pairs.cue)
    quotes_around = joint_small(scene.quote_before.take(start), scene.quote_after.take(last))
    q, t, w = scene.inside.take(i), c.tag.take(i), c.word.take(i)
    sentences = np.clip(c.sentence.take(i) - c.sentence.take(start), -3, 4)
    quotations = np.minimum(np.abs(scene.quotes.take(i) - scene.quotes.take(edge)), 3)
    lines = np.minimum(np.abs(c.line.take(i) - c.line.take(start)), 3)
    place = joint(side, sentences, q, quotations)
    commas, verbs = crossed(scene.commas, 3), crossed(scene.verbs, 3)
    clauses, conjunctions = crossed(scene.clauses, 2), crossed(scene.conjunctions, 2)
    stops = crossed(scene.stops, 2)
    others = crossed(np.cumsum(strength > 0.3), 2)
    passed = joint(side, commas, verbs, clauses)
    t1, t2, n1, n2 = c.tag.take(i - 1), c.tag.take(i - 2), c.tag.take(i + 1), c.tag.take(i + 2)
    w1, m1 = c.word.take(i - 1), c.word.take(i + 1)
    separator = np.where(side == 0, scene.next_separator.take(i), scene.last_separator.take(i))
    between = (separator >= low) & (separator <= high)
    passed_word = np.where(between, scene.kind.take(separator), -9999)
    since = np.where(between, np.minimum(np.abs(scene.verbs.take(i) - scene.verbs.take(separator)), 2), 3)
    at_separator = np.where(scene.separator.take(i), scene.kind.take(i), -9999)
    following = scene.next_verb_tag.take(i)
    inside_edges = joint(q, scene.inside.take(i - 1), scene.inside.take(i + 1), c.punctuation.take(i))
    plain = (commas + verbs + stops == 0).astype(np.int64)
    opening = scene.sentence_start.take(i)

    yield h(place)
    yield h(place, pattern)
    yield h(place, stem)
    yield h(place, quotes_around)
    yield h(place, lines)
    yield h(place, t)
    yield h(place, others)
    yield h(far)
    yield h(far, stem)
    yield h(far, pattern)
    yield h(far, q, verbs)
    yield h(passed, conjunctions)
    yield h(passed, stem)
    yield h(passed, pattern)
    yield h(passed, t, t1)
    yield h(side, t1, t, n1)
    yield h(side, t2, t1, t)
    yield h(side, t, n1, n2, commas)
    yield h(side, sentences, w)
    yield h(side, w1, w)
    yield h(side, w, m1)
    yield h(side, w1, t)
    yield h(side, t, m1)
    yield h(near, t, c.capital.take(i))
    yield h(near, t, n1)
    yield h(near, stem, t)
    yield h(near, w)
    yield h(near, t, pattern)
    yield h(side, t, stem, q)
    yield h(side, passed_word, since, q)
    yield h(side, passed_word, since, pattern)
    yield h(side, passed_word, t, n1)
    yield h(side, at_separator, n1, n2, q)
    yield h(side, at_separator, m1, verbs)
    yield h(side, at_separator, following, commas, q)
    yield h(side, at_separator, stem)
    yield h(others, side, t, commas)
    yield h(others, far, q)
    yield h(inside_edges, side, sentences)
    yield h(inside_edges, pattern, side)
    yield h(plain, side, t, t1)
    yield h(plain, side, far, pattern)
    yield h(c.title.take(i), far, c.punctuation.take(i))
    yield h(opening, place, t)
    yield h(side, stops, commas, pattern)
    yield h(following, side, passed_word)


def _pattern(scene: Scene, pairs: Pairs) -> Ints:
    """What stands directly around each cue."""
    c = scene.c
    return joint(
        scene.kind[pairs.cue_end],
        scene.kind[pairs.cue_start - 1],
        scene.inside[pairs.head],
        scene.inside[pairs.cue_end],
        np.minimum(scene.quote_before[pairs.cue_start], 3),
        c.tag[pairs.head],
    )
