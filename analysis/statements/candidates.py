"""Readings -> candidates: likely contents as spans of characters, each with its cue and its source.

Three rules of the suite stand here: a report that a conjunction joins to another ends before it; deeds
that need no words (*reject*, *push for*) count only with a clause or a quotation; and the *that* before
a clause belongs to it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.records import Span
from analysis.statements.choices import Alternatives, Runs
from analysis.statements.columns import Columns
from analysis.statements.cues import Cue
from analysis.statements.features import Pairs, Scene
from analysis.statements.vocabulary import CLASSES, TAG, Ints

_OPENING = re.compile(
    r"\bthat\s+(?:(?:if|unless|when|whenever|while|although|though|because|since|once|until|as)\s+)?\Z"
)
"""*that*, and a conjunction behind it, which belong to the clause after them."""
DEED = CLASSES.index("deed")
CONJOINED = 0.4
"""Probability from which a verb after *and* or *but* is another cue of the same speaker."""
PAST_OR_PRESENT = tuple(TAG[name] for name in ("VBD", "VBN", "VBZ", "VBP"))
LEAST = 0.25
LEAST_QUOTED = 0.08
"""Probability below which an alternative is no candidate; what is quoted is nearly always said."""
LEAST_SOURCE = 0.08
"""Probability below which no source is named."""


class Candidate(NamedTuple):
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


def make_candidates(texts: Sequence[str], reading: Reading) -> Iterator[tuple[int, Candidate]]:
    """The alternatives that are likely enough, as candidates, each with the number of its passage.

    `texts` are those of the passages in lower case.
    """
    scene, alternatives, cues = reading.scene, reading.alternatives, reading.cues
    c, token = scene.c, reading.pairs.token
    owner, likely = alternatives.cue.tolist(), reading.likely.tolist()
    cuts = conjoined(scene, cues).tolist()
    least = np.where(_are_quoted(scene, reading.pairs, alternatives.runs), LEAST_QUOTED, LEAST)
    sources = _sources(reading)
    deeds = [bool((c.category[cue.start : cue.end] == DEED).any()) for cue in cues]
    passages = c.passage[c.block[[cue.start for cue in cues]]].tolist()
    for a in np.flatnonzero(reading.likely >= least).tolist():
        number = owner[a]
        cue, passage = cues[number], passages[number]
        runs = _cut_runs(alternatives.runs[a], token, cue.end, cuts)
        if runs and (not deeds[number] or _is_said(texts[passage], scene, reading.pairs, runs)):
            spans = tuple(_span(c, token[first], token[last - 1]) for first, last in runs)
            place = _span(c, cue.start, cue.end - 1)
            spans = _with_that(texts[passage], spans, place[1])
            source, strength = sources[number]
            yield passage, Candidate(spans, source, strength, place, likely[a])


def _is_said(folded: str, scene: Scene, pairs: Pairs, runs: Runs) -> bool:
    """Whether a content holds a quotation or is a clause that begins with *that* or *to*."""
    first = int(scene.c.start[pairs.token[runs[0][0]]])
    opening = folded.startswith(("that ", "to "), first)
    return opening or any(scene.inside[pairs.token[start:end]].any() for start, end in runs)


def conjoined(scene: Scene, cues: Sequence[Cue]) -> Ints:
    """Where a conjunction outside quotations begins another report: *said A | and warned B*."""
    starts = np.array([cue.start for cue in cues if cue.strength > CONJOINED])
    if not len(starts):
        return starts.astype(np.int64)
    tag, adverb = scene.c.tag, TAG["RB"]
    before = np.where(tag[starts - 1] == adverb, starts - 2, starts - 1)
    joined = (tag[before] == TAG["CC"]) & np.isin(tag[starts], PAST_OR_PRESENT) & (scene.inside[before] == 0)
    cuts: Ints = before[joined]
    return cuts


def _cut_runs(runs: Runs, tokens: Ints, cue: int, cuts: Sequence[int]) -> Runs:
    """The pieces up to the first of the cuts (in order) after the cue at `cue`."""
    kept: list[tuple[int, int]] = []
    for start, end in runs:
        first = int(tokens[start])
        i = bisect_left(cuts, max(cue, first))
        cut = start + cuts[i] - first if i < len(cuts) else end
        if cut < end - 1:
            return (*kept, (start, cut)) if cut > start else tuple(kept)
        kept.append((start, end))
    return tuple(kept)


def _are_quoted(scene: Scene, pairs: Pairs, runs: Sequence[Runs]) -> NDArray[np.bool_]:
    """Which alternatives begin and end inside quotation marks."""
    inside = scene.inside[pairs.token] > 0
    first, last = [pieces[0][0] for pieces in runs], [pieces[-1][1] - 1 for pieces in runs]
    quoted: NDArray[np.bool_] = inside[first] & inside[last]
    return quoted


def _with_that(folded: str, spans: tuple[Span, ...], cue_end: int) -> tuple[Span, ...]:
    """The spans with the *that*, or the *that if*, before them."""
    start, end = spans[0]
    low = max(cue_end, start - 20)
    that = _OPENING.search(folded, low, start) if "that" in folded[low:start] else None
    return ((that.start(), end), *spans[1:]) if that and start > cue_end else spans


def _sources(reading: Reading) -> list[tuple[Span | None, float]]:
    """For each cue the likeliest stretch that names its source, and how likely it is."""
    pairs, shares = reading.pairs, reading.shares[:, 2].tolist()
    ends = pairs.ends.tolist()
    return [_source(reading, shares, low, high) for low, high in pairwise([0, *ends])]


def _source(reading: Reading, shares: Sequence[float], low: int, high: int) -> tuple[Span | None, float]:
    """The stretch grows from its likeliest token, between the rows `low` and `high`."""
    best = first = last = low + int(reading.shares[low:high, 2].argmax())
    if shares[best] < LEAST_SOURCE:
        return None, 1.0 - shares[best]
    least = min(0.4, shares[best] / 2)
    while first > low and shares[first - 1] > least:
        first -= 1
    while last + 1 < high and shares[last + 1] > least:
        last += 1
    token = reading.pairs.token
    return _span(reading.scene.c, token[first], token[last]), shares[best]


def _span(columns: Columns, first: int, last: int) -> Span:
    """From the first to the last of some tokens."""
    return columns.start.item(first), columns.end.item(last)
