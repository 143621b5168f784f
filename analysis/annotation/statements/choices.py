"""Alternative contents for each cue, described by numbers, so that the best set of them can be chosen.

The chain says for each token how likely it is content; from that several stretches are proposed: more
and less generous ones, ones that end at the separators around the likely end, single pieces. A ranker
then says how likely each is to be exactly what was said.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.statements.features import Pairs, Scene
from analysis.annotation.statements.vocabulary import Ints

Floats = NDArray[np.float32]
Runs = tuple[tuple[int, int], ...]
LEVELS = (0.5, 0.25, 0.75)
UNLIKELY = 0.03
"""Share of content below which no alternative reaches further."""
MOST = 16
"""Alternatives of one cue."""


class Alternatives(NamedTuple):
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
