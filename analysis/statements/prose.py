"""News prose -> candidates: each cue with its likely source and content, as spans of characters.

Only blocks with a quotation or a word of the reporting lexicon are read. They are read some thousand
tokens at a time, so that memory does not grow with the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analysis.lexicon import load_lexicon
from analysis.records import Span
from analysis.statements.chain import Chain, load_chain
from analysis.statements.choices import Runs, describe, propose
from analysis.statements.columns import Columns, make_columns
from analysis.statements.contents import content_marginals, make_pairs
from analysis.statements.cues import Cue, cue_marginals, find_cues
from analysis.statements.features import Pairs, Scene, tag_features
from analysis.statements.paragraphs import cut_blocks, join_paragraphs
from analysis.statements.ranker import Ranker, load_ranker
from analysis.statements.vocabulary import CLASSES, TAG, load_vocabulary
from analysis.text import Text

_NAMED = re.compile(r": |\s[-—–―]\s?")
CHUNK = 30_000
"""Characters that are read at once."""
DEED = CLASSES.index("deed")
CONJOINED = 0.3
"""Probability from which a verb after *and* or *but* is another cue of the same speaker."""
PAST_OR_PRESENT = tuple(TAG[name] for name in ("VBD", "VBN", "VBZ", "VBP"))
LEAST = 0.25
LEAST_QUOTED = 0.08
"""Probability below which an alternative is no candidate; what is quoted is nearly always said."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible statement: pieces of content, the mention of the source, the cue, and how likely it is."""

    spans: tuple[Span, ...]
    source: Span | None
    source_strength: float
    cue: Span | None
    strength: float


@lru_cache
def models() -> tuple[Chain, Chain, Chain, Ranker]:
    """Tagger, cues, contents and ranker, read once."""
    return load_chain("tagger"), load_chain("cues"), load_chain("contents"), load_ranker()


def find_candidates(
    text: Text, paragraphs: Sequence[Span], quotations: Sequence[Span]
) -> Iterator[list[Candidate]]:
    """The candidates of the paragraphs, stretch by stretch; candidates of two stretches never overlap."""
    groups = _promising(text, join_paragraphs(text.text, paragraphs, quotations), quotations)
    for blocks in _chunks(text.sentences, cut_blocks(text.sentences, groups)):
        start, end = text.sentences[blocks[0].start][0], text.sentences[blocks[-1].stop - 1][1]
        first = max(0, bisect_left(quotations, (start, start)) - 1)
        yield list(_read(text, blocks, quotations[first : bisect_right(quotations, (end, end))]))


def _promising(text: Text, groups: Sequence[list[Span]], quotations: Sequence[Span]) -> list[list[Span]]:
    """The groups that hold a quotation or a reporting word, and a headline with a colon or a dash."""
    find = load_lexicon("reporting").matcher.find
    starts = [start for start, _ in quotations]
    kept = []
    for group in groups:
        start, end = group[0][0], group[-1][1]
        quoted = bisect_left(starts, start) < bisect_left(starts, end)
        headline = start == text.sentences[0][0] and _NAMED.search(text.text, start, end) is not None
        if quoted or headline or next(find(text.folded, start, end), None) is not None:
            kept.append(group)
    return kept


def _chunks(sentences: Sequence[Span], blocks: Sequence[range]) -> Iterator[list[range]]:
    """The blocks, some at a time."""
    part: list[range] = []
    size = 0
    for block in blocks:
        part.append(block)
        size += sentences[block.stop - 1][1] - sentences[block.start][0]
        if size > CHUNK:
            yield part
            part, size = [], 0
    if part:
        yield part


def read_columns(text: Text, blocks: Sequence[range], quotations: Sequence[Span]) -> Columns:
    """Tokens of the blocks with their tags."""
    columns = make_columns(text, blocks, quotations, load_vocabulary())
    tagger = models()[0]
    tags = tagger.scores(tag_features(columns, tagger.bits), len(columns)).argmax(axis=1)
    return replace(columns, tag=np.where(columns.block < 0, TAG["PAD"], tags))


def _read(text: Text, blocks: Sequence[range], quotations: Sequence[Span]) -> Iterator[Candidate]:
    _, cue_chain, content_chain, ranker = models()
    columns = read_columns(text, blocks, quotations)
    scene = Scene(columns)
    marginals = cue_marginals(scene, cue_chain)
    cues = find_cues(marginals)
    if not cues:
        return
    pairs = make_pairs(scene, cues)
    shares = content_marginals(scene, pairs, marginals[:, 1] + marginals[:, 3], content_chain)
    alternatives = propose(scene, pairs, shares)
    if not alternatives.runs:
        return
    likely = ranker.probability(describe(scene, pairs, shares, marginals, alternatives, ranker.rates))
    ends = np.cumsum(pairs.lengths)
    is_deed = [bool((columns.category[cue.start : cue.end] == DEED).any()) for cue in cues]
    cuts = conjoined(scene, cues)
    quoted = are_quoted(scene, pairs, alternatives.runs)
    for a in np.flatnonzero(likely >= np.where(quoted, LEAST_QUOTED, LEAST)).tolist():
        cue = int(alternatives.cue[a])
        runs = cut_runs(alternatives.runs[a], pairs.token, cues[cue].end, cuts)
        if not runs or (is_deed[cue] and not _is_said(text, scene, pairs, runs)):
            continue
        rows = slice(int(ends[cue] - pairs.lengths[cue]), int(ends[cue]))
        source, strength = _source(columns, pairs.token[rows], shares[rows, 2])
        yield Candidate(
            spans=_pieces(columns, pairs.token, runs),
            source=source,
            source_strength=strength,
            cue=_span(columns, cues[cue].start, cues[cue].end),
            strength=float(likely[a]),
        )


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


def cut_runs(runs: Runs, tokens: NDArray[np.int64], cue: int, cuts: NDArray[np.int64]) -> Runs:
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


def are_quoted(scene: Scene, pairs: Pairs, runs: Sequence[Runs]) -> NDArray[np.bool_]:
    """Which alternatives begin and end inside quotation marks."""
    edges = np.array([(pieces[0][0], pieces[-1][1] - 1) for pieces in runs])
    inside: NDArray[np.bool_] = scene.inside[pairs.token[edges]].all(axis=1)
    return inside


def _is_said(text: Text, scene: Scene, pairs: Pairs, runs: Runs) -> bool:
    """Whether a content holds a quotation or is a clause that begins with *that* or *to*."""
    start = int(scene.c.start[pairs.token[runs[0][0]]])
    opening = text.folded.startswith(("that ", "to "), start)
    return opening or any(scene.inside[pairs.token[start:end]].any() for start, end in runs)


def _pieces(columns: Columns, tokens: NDArray[np.int64], runs: Runs) -> tuple[Span, ...]:
    return tuple(_span(columns, int(tokens[start]), int(tokens[end - 1]) + 1) for start, end in runs)


def _source(
    columns: Columns, tokens: NDArray[np.int64], shares: NDArray[np.float32]
) -> tuple[Span | None, float]:
    """The likeliest stretch that names the source: it grows from its likeliest token."""
    best = int(shares.argmax())
    if shares[best] < 0.08:
        return None, 1.0 - float(shares[best])
    first = last = best
    least = min(0.4, float(shares[best]) / 2)
    while first > 0 and shares[first - 1] > least:
        first -= 1
    while last + 1 < len(shares) and shares[last + 1] > least:
        last += 1
    return _span(columns, int(tokens[first]), int(tokens[last]) + 1), float(shares[best])


def _span(columns: Columns, start: int, end: int) -> Span:
    return int(columns.start[start]), int(columns.end[end - 1])
