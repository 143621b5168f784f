"""Readings -> candidates: likely contents as spans of characters, each with its cue and its source.

Three rules of the suite stand here: a report that a conjunction joins to another ends before it; deeds
that need no words (*reject*, *push for*) count only with a clause or a quotation; and the *that* before
a clause belongs to it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.records import Span
from analysis.statements.choices import Alternatives, Runs
from analysis.statements.columns import Columns
from analysis.statements.cues import Cue
from analysis.statements.features import Pairs, Scene
from analysis.statements.vocabulary import CLASSES, TAG

_THAT = re.compile(r"\bthat\s+\Z")
DEED = CLASSES.index("deed")
CONJOINED = 0.4
"""Probability from which a verb after *and* or *but* is another cue of the same speaker."""
PAST_OR_PRESENT = tuple(TAG[name] for name in ("VBD", "VBN", "VBZ", "VBP"))
LEAST = 0.25
LEAST_QUOTED = 0.08
"""Probability below which an alternative is no candidate; what is quoted is nearly always said."""
LEAST_SOURCE = 0.08
"""Probability below which no source is named."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible statement: pieces of content, the mention of the source, the cue, and how likely it is."""

    spans: tuple[Span, ...]
    source: Span | None
    source_strength: float
    cue: Span | None
    strength: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the models say of some blocks: `shares` are the marginals of source and content by pair."""

    scene: Scene
    cues: Sequence[Cue]
    pairs: Pairs
    shares: NDArray[np.float32]
    alternatives: Alternatives
    likely: NDArray[np.float32]
    """The probability of each alternative."""


def make_candidates(folded: str, reading: Reading) -> Iterator[Candidate]:
    """The alternatives that are likely enough, as candidates; `folded` is the text in lower case."""
    scene, pairs, alternatives = reading.scene, reading.pairs, reading.alternatives
    cuts = conjoined(scene, reading.cues)
    least = np.where(_are_quoted(scene, pairs, alternatives.runs), LEAST_QUOTED, LEAST)
    sources = [_source(reading, number) for number in range(len(reading.cues))]
    for a in np.flatnonzero(reading.likely >= least).tolist():
        number = int(alternatives.cue[a])
        cue = reading.cues[number]
        runs = _cut_runs(alternatives.runs[a], pairs.token, cue.end, cuts)
        if runs and (not _is_deed(scene, cue) or _is_said(folded, scene, pairs, runs)):
            spans = tuple(_span(scene.c, pairs.token[start], pairs.token[end - 1]) for start, end in runs)
            place = _span(scene.c, cue.start, cue.end - 1)
            source, strength = sources[number]
            yield Candidate(
                _with_that(folded, spans, place[1]), source, strength, place, float(reading.likely[a])
            )


def _is_deed(scene: Scene, cue: Cue) -> bool:
    return bool((scene.c.category[cue.start : cue.end] == DEED).any())


def _is_said(folded: str, scene: Scene, pairs: Pairs, runs: Runs) -> bool:
    """Whether a content holds a quotation or is a clause that begins with *that* or *to*."""
    first = int(scene.c.start[pairs.token[runs[0][0]]])
    opening = folded.startswith(("that ", "to "), first)
    return opening or any(scene.inside[pairs.token[start:end]].any() for start, end in runs)


def conjoined(scene: Scene, cues: Sequence[Cue]) -> NDArray[np.int64]:
    """Where a conjunction outside quotations begins another report: *said A | and warned B*."""
    starts = np.array([cue.start for cue in cues if cue.strength > CONJOINED])
    if not len(starts):
        return starts.astype(np.int64)
    tag, adverb = scene.c.tag, TAG["RB"]
    before = np.where(tag[starts - 1] == adverb, starts - 2, starts - 1)
    joined = (tag[before] == TAG["CC"]) & np.isin(tag[starts], PAST_OR_PRESENT) & (scene.inside[before] == 0)
    cuts: NDArray[np.int64] = before[joined]
    return cuts


def _cut_runs(runs: Runs, tokens: NDArray[np.int64], cue: int, cuts: NDArray[np.int64]) -> Runs:
    """The pieces up to the first cut after the cue at `cue`."""
    kept: list[tuple[int, int]] = []
    for start, end in runs:
        inside = cuts[(cuts >= max(cue, tokens[start])) & (cuts < tokens[end - 1])]
        stop = start + int(inside[0] - tokens[start]) if len(inside) else end
        if stop > start:
            kept.append((start, stop))
        if len(inside):
            break
    return tuple(kept)


def _are_quoted(scene: Scene, pairs: Pairs, runs: Sequence[Runs]) -> NDArray[np.bool_]:
    """Which alternatives begin and end inside quotation marks."""
    edges = np.array([(pieces[0][0], pieces[-1][1] - 1) for pieces in runs])
    inside: NDArray[np.bool_] = scene.inside[pairs.token[edges]].all(axis=1)
    return inside


def _with_that(folded: str, spans: tuple[Span, ...], cue_end: int) -> tuple[Span, ...]:
    """The spans with the *that* before them."""
    start, end = spans[0]
    that = _THAT.search(folded, max(cue_end, start - 8), start)
    return ((that.start(), end), *spans[1:]) if that and start > cue_end else spans


def _source(reading: Reading, number: int) -> tuple[Span | None, float]:
    """The likeliest stretch that names the source of a cue: it grows from its likeliest token."""
    end = int(reading.pairs.lengths[: number + 1].sum())
    low = end - int(reading.pairs.lengths[number])
    shares = reading.shares[low:end, 2]
    best = first = last = int(shares.argmax())
    if shares[best] < LEAST_SOURCE:
        return None, 1.0 - float(shares[best])
    least = min(0.4, float(shares[best]) / 2)
    while first > 0 and shares[first - 1] > least:
        first -= 1
    while last + 1 < len(shares) and shares[last + 1] > least:
        last += 1
    tokens = reading.pairs.token[low:end]
    return _span(reading.scene.c, tokens[first], tokens[last]), float(shares[best])


def _span(columns: Columns, first: int, last: int) -> Span:
    """From the first to the last of some tokens."""
    return int(columns.start[first]), int(columns.end[last])
