"""Alternative contents for each cue, described by numbers, so that the best set of them can be chosen.

The chain says for each token how likely it is content; from that several stretches are proposed: more
and less generous ones, ones that end at the separators around the likely end, single pieces. A ranker
then says how likely each is to be exactly what was said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.statements.features import FINITE, Pairs, Scene
from analysis.annotation.statements.vocabulary import COMMA, STOP, TAG, Ints

Floats = NDArray[np.float32]
Runs = tuple[tuple[int, int], ...]
LEVELS = (0.5, 0.25, 0.75)
UNLIKELY = 0.03
"""Share of content below which no alternative reaches further."""
MOST = 16
"""Alternatives of one cue."""
ROUNDED = 2.0**24
"""Shares are summed as multiples of one over so much: the sums of such numbers have no error."""


@dataclass(frozen=True, slots=True)
class Alternatives:
    """`runs[a]` are the pieces of alternative a, as rows of the pairs; `cue[a]` is its cue."""

    cue: Ints
    runs: list[Runs]


def propose(scene: Scene, pairs: Pairs, shares: Floats) -> Alternatives:
    """The alternatives of all cues, those of one cue together, the plainest first."""
    ends = pairs.ends.tolist()
    content = shares[:, 1].tolist()
    starting = scene.sentence_start[pairs.token] > 0
    begins = starting.tolist()
    stops = (scene.separator[pairs.token] | starting).tolist()
    quoted = scene.c.quoted[pairs.token].tolist()
    levels = [_above(shares[:, 1], pairs, level) for level in LEVELS]
    own = (pairs.ends - pairs.lengths + pairs.cue_start - pairs.token[pairs.ends - pairs.lengths]).tolist()
    cues: list[int] = []
    runs: list[Runs] = []
    for cue, (end, length) in enumerate(zip(ends, pairs.lengths.tolist(), strict=True)):
        low = end - length
        proposed = list(_propose([level[cue] for level in levels], content, stops, begins, low, end))
        proposed += [_whole_quotations(runs, quoted, low, end) for runs in proposed[:1]]
        found = [found for found in dict.fromkeys(proposed) if _is_sound(found, own[cue])][:MOST]
        cues += [cue] * len(found)
        runs += found
    return Alternatives(np.array(cues, dtype=np.int64), runs)


def _above(content: Floats, pairs: Pairs, level: float) -> list[Runs]:
    """For each cue the stretches in which content is likelier than `level`."""
    above = content > level
    edge = np.zeros(len(above) + 1, dtype=np.bool_)
    edge[0] = edge[pairs.ends] = True
    begins = above & (edge[:-1] | ~np.roll(above, 1))
    stops = above & (edge[1:] | ~np.roll(above, -1))
    first, last = np.flatnonzero(begins), np.flatnonzero(stops) + 1
    runs: list[Runs] = [()] * len(pairs.lengths)
    for cue, *run in zip(pairs.cue[first].tolist(), first.tolist(), last.tolist(), strict=True):
        runs[cue] += ((run[0], run[1]),)
    return runs


def _propose(
    levels: Sequence[Runs],
    content: Sequence[float],
    stops: Sequence[bool],
    begins: Sequence[bool],
    low: int,
    high: int,
) -> Iterator[Runs]:
    plain = next((runs for runs in levels if runs), ())
    if not plain:
        return
    yield plain
    first, last = plain[0][0], plain[-1][1]
    ends = [*_later_ends(content, stops, last, high), *_earlier_ends(stops, plain[-1][0], last)]
    starts = list(_other_starts(content, stops, first, plain[0][1], low))
    yield from (_moved(plain, first, end) for end in ends)
    yield from (_moved(plain, start, last) for start in starts)
    yield from (runs for runs in levels[1:] if runs)
    if len(plain) > 1:
        yield ((first, last),)
        yield plain[:1]
        yield plain[1:]
    yield from (_moved(plain, start, end) for start in starts for end in ends[:1] if len(plain) == 1)
    if sentences := _sentence(begins, first, last, high):
        yield sentences


def _is_sound(runs: Runs, cue: int) -> bool:
    """Whether no piece is empty, runs into the next or covers the cue."""
    before = -1
    for start, end in runs:
        if not before < start < end or start <= cue < end:
            return False
        before = end
    return True


def _whole_quotations(runs: Runs, quoted: Sequence[int], low: int, high: int) -> Runs:
    """The pieces grown to the ends of the quotations in which they begin and end."""
    grown: list[tuple[int, int]] = []
    for start, end in runs:
        while start > low and quoted[start] and quoted[start - 1] == quoted[start]:
            start -= 1
        while end < high and quoted[end - 1] and quoted[end] == quoted[end - 1]:
            end += 1
        if grown and start <= grown[-1][1]:
            start, end = grown.pop()[0], end
        grown.append((start, end))
    return tuple(grown)


def _moved(runs: Runs, start: int, end: int) -> Runs:
    """The pieces with another start and another end."""
    if len(runs) == 1:
        return ((start, end),)
    return ((start, runs[0][1]), *runs[1:-1], (runs[-1][0], end))


def _sentence(begins: Sequence[bool], first: int, last: int, high: int) -> Runs:
    """From the first token to the end of its last sentence, final mark left out."""
    end = last
    while end < high and not begins[end]:
        end += 1
    return ((first, end - 1),) if last < end - 1 < high and end - last < 40 else ()


def _later_ends(content: Sequence[float], stops: Sequence[bool], end: int, high: int) -> Iterator[int]:
    """The next separators after a likely end, while content stays possible."""
    found = 0
    for i in range(end, high):
        if found == 3 or content[i] < UNLIKELY:
            return
        if i + 1 == high or stops[i + 1]:
            found += 1
            yield i + 1


def _earlier_ends(stops: Sequence[bool], start: int, end: int) -> Iterator[int]:
    """The separators before a likely end, nearest first."""
    found = 0
    for i in range(end - 1, start, -1):
        if stops[i]:
            found += 1
            yield i
            if found == 3:
                return


def _other_starts(
    content: Sequence[float], stops: Sequence[bool], start: int, end: int, low: int
) -> Iterator[int]:
    """Starts a little before and after the likely one."""
    found = 0
    for i in range(start - 1, max(low, start - 30) - 1, -1):
        if content[i] < UNLIKELY or found == 2:
            break
        if i == low or stops[i - 1] or content[i - 1] < UNLIKELY:
            found += 1
            yield i
    found = 0
    for i in range(start + 1, min(end - 1, start + 12)):
        if stops[i - 1] or content[i] > content[i - 1] + 0.05:
            found += 1
            yield i
            if found == 2:
                break


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
    yield (c.tag.take(end + 1) == TAG["CC"]) * 100 + c.tag.take(end + 2)
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
    yield s.total(FINITE.take(c.tag.take(token)))
    yield s.total(comma)
    yield s.total(comma & (scene.inside.take(token) == 0))
    yield s.total(begins.take(token))
    yield strength.take(end + 1) - strength.take(start) - own * marginals[pairs.cue_start.take(s.cue), 1]
