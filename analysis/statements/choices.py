"""Alternative contents for each cue, described by numbers, so that the best set of them can be chosen.

The chain says for each token how likely it is content; from that several stretches are proposed: more
and less generous ones, ones that end at the separators around the likely end, single pieces. A ranker
then says how likely each is to be exactly what was said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.statements.columns import COMMA, STOP
from analysis.statements.features import Pairs, Scene
from analysis.statements.vocabulary import TAG

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Runs = tuple[tuple[int, int], ...]
LEVELS = (0.5, 0.25, 0.75)
UNLIKELY = 0.03
"""Share of content below which no alternative reaches further."""
MOST = 12
"""Alternatives of one cue."""


@dataclass(frozen=True, slots=True)
class Alternatives:
    """`runs[a]` are the pieces of alternative a, as rows of the pairs; `cue[a]` is its cue."""

    cue: Ints
    runs: list[Runs]


def propose(scene: Scene, pairs: Pairs, shares: Floats) -> Alternatives:
    """The alternatives of all cues, those of one cue together, the plainest first."""
    ends = np.cumsum(pairs.lengths).tolist()
    content = shares[:, 1].tolist()
    stops = (scene.separator[pairs.token] | (scene.sentence_start[pairs.token] > 0)).tolist()
    cues: list[int] = []
    runs: list[Runs] = []
    for cue, (end, length) in enumerate(zip(ends, pairs.lengths.tolist(), strict=True)):
        found = list(dict.fromkeys(_propose(content, stops, end - length, end)))[:MOST]
        cues += [cue] * len(found)
        runs += found
    return Alternatives(np.array(cues, dtype=np.int64), runs)


def _propose(content: Sequence[float], stops: Sequence[bool], low: int, high: int) -> Iterator[Runs]:
    levels = [_above(content, low, high, level) for level in LEVELS]
    plain = next((runs for runs in levels if runs), ())
    if not plain:
        return
    yield plain
    start, end = plain[-1]
    for further in _later_ends(content, stops, end, high):
        yield (*plain[:-1], (start, further))
    for earlier in _earlier_ends(stops, start, end):
        yield (*plain[:-1], (start, earlier))
    yield from (runs for runs in levels[1:] if runs)
    first, after = plain[0]
    for begin in _other_starts(content, stops, first, after, low):
        yield ((begin, after), *plain[1:])
    if len(plain) > 1:
        yield ((plain[0][0], plain[-1][1]),)
        yield plain[:1]
        yield plain[1:]


def _above(content: Sequence[float], low: int, high: int, level: float) -> Runs:
    runs: list[tuple[int, int]] = []
    start = -1
    for i in range(low, high):
        if content[i] > level:
            start = i if start < 0 else start
        elif start >= 0:
            runs.append((start, i))
            start = -1
    return tuple(runs) if start < 0 else (*runs, (start, high))


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


def _other_starts(content: Sequence[float], stops: Sequence[bool], start: int, end: int, low: int) -> Iterator[int]:
    """Starts a little before and after the likely one."""
    for i in range(start - 1, max(low, start - 30) - 1, -1):
        if content[i] < UNLIKELY:
            break
        if i == low or stops[i - 1] or content[i - 1] < UNLIKELY:
            yield i
            break
    for i in range(start + 1, min(end - 1, start + 12)):
        if stops[i - 1] or content[i] > content[i - 1] + 0.1:
            yield i
            break


def describe(
    scene: Scene, pairs: Pairs, shares: Floats, cue_marginals: Floats, alternatives: Alternatives, rates: Floats
) -> Floats:
    """One row of numbers for each alternative; `rates` is the training success of each stem."""
    c = scene.c
    count = np.array([len(runs) for runs in alternatives.runs], dtype=np.int64)
    flat = np.array([run for runs in alternatives.runs for run in runs], dtype=np.int64).reshape(-1, 2)
    first_run = np.cumsum(count) - count
    first, last = flat[first_run, 0], flat[first_run + count - 1, 1] - 1
    cue = alternatives.cue
    token = pairs.token
    low = (np.cumsum(pairs.lengths) - pairs.lengths)[cue]
    high = np.cumsum(pairs.lengths)[cue]

    def total(values: NDArray[np.float32] | Ints | NDArray[np.bool_]) -> NDArray[np.float64]:
        """Summed over the pieces of each alternative."""
        summed = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
        return np.add.reduceat(summed[flat[:, 1]] - summed[flat[:, 0]], first_run)

    content = shares[:, 1]
    size = total(np.ones(len(token), dtype=np.int64))
    inside = total(content)
    everything = np.concatenate([[0.0], np.cumsum(content, dtype=np.float64)])
    mass = everything[high] - everything[low]
    odds = np.log((content + 0.01) / (1.01 - content))
    start, end = token[first], token[last]
    begin, finish = pairs.cue_start[cue], pairs.cue_end[cue] - 1
    before, after = np.maximum(first - 1, low), np.minimum(last + 1, high - 1)
    has_before, has_after = first > low, last + 1 < high
    starts_cue = cue_marginals[:, 1] + cue_marginals[:, 3]
    stem = c.stem[pairs.head[cue]]
    rank = np.arange(len(cue)) - np.searchsorted(cue, cue)
    sources = np.maximum.reduceat(shares[:, 2], np.cumsum(pairs.lengths) - pairs.lengths)[cue]
    verbs = np.isin(c.tag, [TAG[name] for name in ("VBD", "VBP", "VBZ", "MD")])
    columns = [
        cue_marginals[begin, 1], cue_marginals[begin, 3], cue_marginals[begin, 0], finish - begin,
        inside / size, inside / (size + mass - inside), mass - inside, mass, np.log(size), count,
        content[first], content[last], np.where(has_before, content[before], 0), np.where(has_after, content[after], 0),
        total(odds) / size, np.minimum(total(odds), 50), sources, rank,
        total(scene.inside[token]) / size, total(scene.opens[token]), scene.inside[begin],
        scene.inside[start], scene.inside[start - 1], scene.inside[end], scene.inside[end + 1],
        np.minimum(scene.quote_before[begin], 20), np.minimum(scene.quote_after[finish], 20),
        np.sign(start - begin), np.sign(end - begin), np.minimum(np.abs(start - finish), 60), np.minimum(np.abs(begin - end), 60),
        c.sentence[end] - c.sentence[start], np.clip(c.sentence[start] - c.sentence[begin], -3, 3),
        scene.sentence_start[start], scene.sentence_start[end + 1] + (c.punctuation[end + 1] == STOP) * 2,
        (c.punctuation[end] == STOP), c.punctuation[start - 1], c.punctuation[end + 1], c.punctuation[end],
        c.tag[start], c.tag[start - 1], c.tag[end], c.tag[end + 1], c.tag[np.minimum(end + 2, len(c) - 1)],
        c.tag[begin], c.category[pairs.head[cue]], scene.kind_code[finish + 1], c.tag[begin - 1],
        total(verbs[token]), total(c.punctuation[token] == COMMA), total((c.punctuation[token] == COMMA) & ~(scene.inside[token] > 0)),
        total(starts_cue[token]), np.where(has_after, _next_share(content, token, last, high), 0), c.title[begin],
        rates[np.clip(stem, 0, len(rates) - 1)], _rivals(scene, pairs, alternatives, cue_marginals[:, 1]),
    ]  # fmt: skip
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _next_share(content: Floats, token: Ints, last: Ints, high: Ints) -> Floats:
    """Share of content two tokens after the end."""
    return content[np.minimum(last + 2, high - 1)]


def _rivals(scene: Scene, pairs: Pairs, alternatives: Alternatives, strength: Floats) -> Floats:
    """The likeliest other cue that stands within the stretch from first to last piece."""
    found = np.zeros(len(alternatives.runs), dtype=np.float32)
    for a, runs in enumerate(alternatives.runs):
        cue = alternatives.cue[a]
        window = strength[pairs.token[runs[0][0]] : pairs.token[runs[-1][1] - 1] + 1].copy()
        offset = int(pairs.cue_start[cue] - pairs.token[runs[0][0]])
        if 0 <= offset < len(window):
            window[offset] = 0
        found[a] = window.max()
    return found
