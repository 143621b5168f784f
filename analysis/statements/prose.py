"""News prose -> candidates: which blocks are read, and the models that read them, one after the other.

Only blocks with a quotation or a word of the reporting lexicon are read. They are read some thousand
tokens at a time, so that memory does not grow with the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from analysis.lexicon import load_lexicon
from analysis.records import Span
from analysis.statements.candidates import Candidate, Reading, make_candidates
from analysis.statements.chain import Chain, load_chain
from analysis.statements.choices import describe, propose
from analysis.statements.columns import Columns, make_columns
from analysis.statements.contents import content_marginals, make_pairs
from analysis.statements.cues import cue_marginals, find_cues
from analysis.statements.features import Scene, tag_features
from analysis.statements.paragraphs import cut_blocks, join_paragraphs
from analysis.statements.ranker import Ranker, load_ranker
from analysis.statements.vocabulary import TAG, load_vocabulary
from analysis.text import Text

_NAMED = re.compile(r": |\s[-—–―]\s?")
CHUNK = 30_000
"""Characters that are read at once."""


def find_candidates(
    text: Text, paragraphs: Sequence[Span], quotations: Sequence[Span]
) -> Iterator[list[Candidate]]:
    """The candidates of the paragraphs, stretch by stretch; candidates of two stretches never overlap."""
    groups = _promising(text, join_paragraphs(text.text, paragraphs, quotations), quotations)
    for blocks in _chunks(text.sentences, cut_blocks(text.sentences, groups)):
        start, end = text.sentences[blocks[0].start][0], text.sentences[blocks[-1].stop - 1][1]
        first = max(0, bisect_left(quotations, (start, start)) - 1)
        reading = read(text, blocks, quotations[first : bisect_right(quotations, (end, end))])
        if reading is not None:
            yield list(make_candidates(text.folded, reading))


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


@lru_cache
def models() -> tuple[Chain, Chain, Chain, Ranker]:
    """Tagger, cues, contents and ranker, read once."""
    return load_chain("tagger"), load_chain("cues"), load_chain("contents"), load_ranker()


def read(text: Text, blocks: Sequence[range], quotations: Sequence[Span]) -> Reading | None:
    """Run the models over some blocks; None where they find no cue."""
    tagger, cue_chain, content_chain, ranker = models()
    scene = Scene(tagged(make_columns(text, blocks, quotations, load_vocabulary()), tagger))
    marginals = cue_marginals(scene, cue_chain)
    cues = find_cues(marginals)
    if not cues:
        return None
    pairs = make_pairs(scene, cues)
    shares = content_marginals(scene, pairs, marginals[:, 1] + marginals[:, 3], content_chain)
    alternatives = propose(scene, pairs, shares)
    if not alternatives.runs:
        return None
    likely = ranker.probability(describe(scene, pairs, shares, marginals, alternatives, ranker.rates))
    return Reading(scene, cues, pairs, shares, alternatives, likely)


def tagged(columns: Columns, tagger: Chain) -> Columns:
    """The columns with the likeliest tag of each token."""
    tags = tagger.scores(tag_features(columns, tagger.bits), len(columns)).argmax(axis=1)
    return replace(columns, tag=np.where(columns.block < 0, TAG["PAD"], tags))
