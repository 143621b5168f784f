"""Numbers that describe each alternative content of a cue, from which a ranker says how likely it is."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.statements.choices import Alternatives, Floats
from analysis.annotation.statements.features import IS_FINITE, Pairs, Scene
from analysis.annotation.statements.vocabulary import COMMA, STOP
from analysis.language.tagging.tags import Tag

ROUNDED = 2.0**24
"""Shares are summed as multiples of one over so much: the sums of such numbers have no error."""


class _Stretches:
    """The alternatives as arrays, and sums over their pieces."""

    def __init__(self, pairs: Pairs, alternatives: Alternatives) -> None:
        self.count = np.array([len(runs) for runs in alternatives.runs], dtype=np.int64)
        self._flat = np.array([run for runs in alternatives.runs for run in runs], dtype=np.int64).reshape(
            -1, 2
        )
        self._first_run = np.cumsum(self.count) - self.count
        self.cue = alternatives.cue
        self.first = self._flat[self._first_run, 0]
        self.last = self._flat[self._first_run + self.count - 1, 1] - 1
        self.high = pairs.ends.take(self.cue)
        self.low = self.high - pairs.lengths.take(self.cue)
        self.rank = np.arange(len(self.cue)) - np.searchsorted(self.cue, self.cue)

    def total(self, values: NDArray[Any]) -> NDArray[np.float64]:
        """`values` (one a row of the pairs) summed over the pieces of each alternative."""
        summed = _sums(values)
        return np.add.reduceat(summed.take(self._flat[:, 1]) - summed.take(self._flat[:, 0]), self._first_run)

    def reach(self, values: NDArray[Any]) -> NDArray[np.float64]:
        """`values` summed over all tokens in the reach of the cue."""
        summed = _sums(values)
        mass: NDArray[np.float64] = summed.take(self.high) - summed.take(self.low)
        return mass

    def beyond(self, values: NDArray[Any], steps: int) -> NDArray[Any]:
        """`values` so many rows after the end (before the start, if negative); 0 outside the reach."""
        row = self.last + steps if steps > 0 else self.first + steps
        fits = (row >= self.low) & (row < self.high)
        return np.where(fits, values.take(row, mode="clip"), 0)


def _sums(values: NDArray[Any]) -> NDArray[np.float64]:
    """The sums of all values before each; rounded first, so that they are exact wherever a value stands."""
    return np.concatenate([[0.0], np.cumsum(np.rint(values * ROUNDED), dtype=np.float64) / ROUNDED])


def describe(
    scene: Scene, pairs: Pairs, shares: Floats, marginals: Floats, alternatives: Alternatives, rates: Floats
) -> Floats:
    """One row of numbers for each alternative.

    `shares` are the marginals of the contents, `marginals` those of the cues, `rates` the success of each
    stem in training.
    """
    stretches = _Stretches(pairs, alternatives)
    columns = [
        *_cue_numbers(scene, pairs, shares, marginals, stretches, rates),
        *_share_numbers(shares[:, 1], stretches),
        *_place_numbers(scene, pairs, stretches),
        *_edge_numbers(scene, pairs, stretches),
        *_inner_numbers(scene, pairs, marginals, stretches),
    ]
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _cue_numbers(
    scene: Scene, pairs: Pairs, shares: Floats, marginals: Floats, s: _Stretches, rates: Floats
) -> Iterator[NDArray[Any]]:
    """How likely the cue is, and what it looks like."""
    c = scene.c
    begin, finish, head = pairs.cue_start.take(s.cue), pairs.cue_end.take(s.cue) - 1, pairs.head.take(s.cue)
    yield from (marginals[begin, label] for label in (0, 1, 3))
    yield finish - begin
    yield np.maximum.reduceat(shares[:, 2], np.cumsum(pairs.lengths) - pairs.lengths).take(s.cue)
    yield scene.inside.take(begin)
    yield np.minimum(scene.quote_before.take(begin), 20)
    yield np.minimum(scene.quote_after.take(finish), 20)
    yield c.tag.take(begin)
    yield c.tag.take(begin - 1)
    yield c.category.take(head)
    yield scene.kind_code.take(finish + 1)
    yield c.title.take(begin)
    yield rates[np.clip(c.stem.take(head), 0, len(rates) - 1)]


def _share_numbers(content: Floats, s: _Stretches) -> Iterator[NDArray[Any]]:
    """How likely the tokens are to be content, inside, at the edges and outside."""
    size, inside, mass = s.total(np.ones_like(content)), s.total(content), s.reach(content)
    odds = s.total(np.log((content + 0.01) / (1.01 - content)))
    yield inside / size
    yield inside / (size + mass - inside)
    yield mass - inside
    yield mass
    yield odds / size
    yield np.minimum(odds, 50)
    yield content.take(s.first)
    yield content.take(s.last)
    yield from (s.beyond(content, steps) for steps in (-1, 1, 2))
    yield np.log(size)
    yield s.count
    yield s.rank


def _place_numbers(scene: Scene, pairs: Pairs, s: _Stretches) -> Iterator[NDArray[Any]]:
    """Where the stretch lies, seen from the cue."""
    c = scene.c
    start, end = pairs.token.take(s.first), pairs.token.take(s.last)
    begin, finish = pairs.cue_start.take(s.cue), pairs.cue_end.take(s.cue) - 1
    yield np.sign(start - begin)
    yield np.sign(end - begin)
    yield np.minimum(np.abs(start - finish), 60)
    yield np.minimum(np.abs(begin - end), 60)
    yield c.sentence.take(end) - c.sentence.take(start)
    yield np.clip(c.sentence.take(start) - c.sentence.take(begin), -3, 3)


def _edge_numbers(scene: Scene, pairs: Pairs, s: _Stretches) -> Iterator[NDArray[Any]]:
    """What stands at both edges of the stretch."""
    c = scene.c
    start, end = pairs.token.take(s.first), pairs.token.take(s.last)
    yield scene.sentence_start.take(start)
    yield scene.sentence_start.take(end + 1) + (c.punctuation.take(end + 1) == STOP) * 2
    yield c.punctuation.take(end) == STOP
    yield from (c.punctuation.take(at) for at in (start - 1, end, end + 1))
    yield from (scene.inside.take(at) for at in (start - 1, start, end, end + 1))
    yield from (c.tag.take(at) for at in (start - 1, start, end, end + 1, end + 2))
    yield from (scene.kind_code.take(at) for at in (start - 1, start, end + 1))
    yield (c.tag.take(end + 1) == Tag.CC) * 100 + c.tag.take(end + 2)
    yield scene.next_verb_tag.take(end)
    yield c.category.take(end + 1) + 10 * c.category.take(end + 2)
    yield c.capital.take(start) + 3 * c.capital.take(start + 1)


def _inner_numbers(scene: Scene, pairs: Pairs, marginals: Floats, s: _Stretches) -> Iterator[NDArray[Any]]:
    """What stands inside the stretch: quotations, verbs, commas, other cues."""
    c, token = scene.c, pairs.token
    start, end = token.take(s.first), token.take(s.last)
    comma = c.punctuation.take(token) == COMMA
    begins = marginals[:, 1] + marginals[:, 3]
    strength = _sums(marginals[:, 1])
    own = np.where((start <= pairs.cue_start.take(s.cue)) & (pairs.cue_start.take(s.cue) <= end), 1, 0)
    yield s.total(scene.inside.take(token)) / s.total(np.ones(len(token)))
    yield s.total(scene.opens.take(token))
    yield s.total(IS_FINITE.take(c.tag.take(token)))
    yield s.total(comma)
    yield s.total(comma & (scene.inside.take(token) == 0))
    yield s.total(begins.take(token))
    yield strength.take(end + 1) - strength.take(start) - own * marginals[pairs.cue_start.take(s.cue), 1]
