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
from analysis.statements.cues import cue_marginals, find_cues
from analysis.statements.features import Pairs, Scene, tag_features
from analysis.statements.paragraphs import cut_blocks, join_paragraphs
from analysis.statements.ranker import Ranker, load_ranker
from analysis.statements.vocabulary import CLASSES, TAG, load_vocabulary
from analysis.text import Text

_NAMED = re.compile(r": |\s[-—–―]\s?")
CHUNK = 30_000
"""Characters that are read at once."""
DEED = CLASSES.index("deed")
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
    groups = join_paragraphs(text.text, paragraphs, quotations)
    for part in _chunks(_promising(text, groups, quotations)):
        blocks = cut_blocks(text.sentences, part)
        inside = quotations[
            bisect_left(quotations, part[0][0]) : bisect_right(quotations, (part[-1][-1][1], part[-1][-1][1]))
        ]
        if blocks:
            yield list(_read(text, blocks, inside))


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


def _chunks(groups: Sequence[list[Span]]) -> Iterator[list[list[Span]]]:
    part: list[list[Span]] = []
    size = 0
    for group in groups:
        part.append(group)
        size += group[-1][1] - group[0][0]
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
    is_deed = columns.category[pairs.head] == DEED
    quoted = are_quoted(scene, pairs, alternatives.runs)
    for a in np.flatnonzero(likely >= np.where(quoted, LEAST_QUOTED, LEAST)).tolist():
        cue = int(alternatives.cue[a])
        if is_deed[cue] and not _is_said(scene, pairs, alternatives.runs[a]):
            continue
        rows = slice(int(ends[cue] - pairs.lengths[cue]), int(ends[cue]))
        source, strength = _source(columns, pairs.token[rows], shares[rows, 2])
        yield Candidate(
            spans=_pieces(columns, pairs.token, alternatives.runs[a]),
            source=source,
            source_strength=strength,
            cue=_span(columns, cues[cue].start, cues[cue].end),
            strength=float(likely[a]),
        )


def are_quoted(scene: Scene, pairs: Pairs, runs: Sequence[Runs]) -> NDArray[np.bool_]:
    """Which alternatives begin and end inside quotation marks."""
    edges = np.array([(pieces[0][0], pieces[-1][1] - 1) for pieces in runs])
    inside: NDArray[np.bool_] = scene.inside[pairs.token[edges]].all(axis=1)
    return inside


def _is_said(scene: Scene, pairs: Pairs, runs: Runs) -> bool:
    """Whether a content holds a quotation or is a clause that begins with *that* or *to*."""
    first = int(pairs.token[runs[0][0]])
    opening = scene.c.tag[first] == TAG["TO"] or scene.is_that[first]
    return bool(opening or any(scene.inside[pairs.token[start:end]].any() for start, end in runs))


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
