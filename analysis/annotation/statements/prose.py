"""News prose -> candidates: which blocks are read, and the models that read them, one after the other.

Only blocks with a quotation or a word of the reporting lexicon are read. Those of one text form passages
of some thousand tokens, and passages of many texts are read together: short texts cost little more than
their words, and memory does not grow with a long one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from analysis.annotation.reader_names import FAST
from analysis.annotation.statements.candidates import Candidate, make_candidates
from analysis.annotation.statements.choice_features import describe
from analysis.annotation.statements.choices import propose
from analysis.annotation.statements.contents import make_pairs
from analysis.annotation.statements.cues import find_cues
from analysis.annotation.statements.features import Scene
from analysis.annotation.statements.paragraphs import cut_blocks, join_paragraphs
from analysis.annotation.statements.prose_reading import Reading
from analysis.annotation.statements.readers import load_reader
from analysis.annotation.statements.token_columns import Passage, make_columns
from analysis.annotation.statements.vocabulary import load_tagger
from analysis.base.records import Span
from analysis.language.lexicon import load_lexicon
from analysis.language.regex import regex
from analysis.language.text import Text

_NAMED = regex(r": |\s[-—–―]\s?")
PASSAGE = 30_000
"""Characters of a passage: further away, a token sees nothing of its neighbours."""
BATCH = 120_000
"""Characters of the passages that are read at once."""


class Prose(NamedTuple):
    """The paragraphs of one text that are read as prose, and the quotations in them."""

    text: Text
    paragraphs: Sequence[Span]
    quotations: Sequence[Span]


def find_candidates(texts: Sequence[Prose], reader: str = FAST) -> list[list[list[Candidate]]]:
    """For each text the candidates of each of its passages; those of two passages never overlap."""
    found: list[list[list[Candidate]]] = [[] for _ in texts]
    passages = ((number, passage) for number, prose in enumerate(texts) for passage in find_passages(prose))
    for batch in _batches(passages):
        candidates = read([passage for _, passage in batch], reader)
        for (number, _), some in zip(batch, candidates, strict=True):
            found[number].append(some)
    return found


def find_passages(prose: Prose) -> Iterator[Passage]:
    """What is read of a text, in order."""
    sentences, quotations = prose.text.sentences, prose.quotations
    groups = _promising(prose, join_paragraphs(prose.text.text, prose.paragraphs, quotations))
    for blocks in _parts(sentences, cut_blocks(sentences, groups)):
        start, end = sentences[blocks[0].start][0], sentences[blocks[-1].stop - 1][1]
        first = max(0, bisect_left(quotations, (start, start)) - 1)
        yield Passage(prose.text, blocks, quotations[first : bisect_right(quotations, (end, end))])


def _promising(prose: Prose, groups: Sequence[list[Span]]) -> list[list[Span]]:
    """The groups that hold a quotation or a reporting word, and a headline with a colon or a dash."""
    text = prose.text
    occurs = load_lexicon("reporting").matcher.occurs
    starts = [start for start, _ in prose.quotations]
    kept = []
    for group in groups:
        start, end = group[0][0], group[-1][1]
        quoted = bisect_left(starts, start) < bisect_left(starts, end)
        headline = start == text.sentences[0][0] and _NAMED.search(text.text, start, end) is not None
        if quoted or headline or occurs(text.folded, start, end):
            kept.append(group)
    return kept


def _parts(sentences: Sequence[Span], blocks: Sequence[range]) -> Iterator[list[range]]:
    """The blocks, as many at a time as make a passage."""
    part: list[range] = []
    size = 0
    for block in blocks:
        part.append(block)
        size += sentences[block.stop - 1][1] - sentences[block.start][0]
        if size > PASSAGE:
            yield part
            part, size = [], 0
    if part:
        yield part


def _batches(passages: Iterable[tuple[int, Passage]]) -> Iterator[list[tuple[int, Passage]]]:
    """The passages, as many at a time as are read at once."""
    batch: list[tuple[int, Passage]] = []
    size = 0
    for number, passage in passages:
        sentences, blocks = passage.text.sentences, passage.blocks
        batch.append((number, passage))
        size += sentences[blocks[-1].stop - 1][1] - sentences[blocks[0].start][0]
        if size > BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def read(passages: Sequence[Passage], reader: str = FAST) -> list[list[Candidate]]:
    """Run the models of a reader over some passages; gives the candidates of each."""
    listen, ranker = load_reader(reader)
    scene = Scene(make_columns(passages, load_tagger()))
    texts = [passage.text.folded for passage in passages]
    marginals = listen(scene, texts)
    cues = find_cues(marginals.cues)
    found: list[list[Candidate]] = [[] for _ in passages]
    if not cues:
        return found
    pairs = make_pairs(scene, cues)
    shares = marginals.contents(pairs)
    alternatives = propose(scene, pairs, shares)
    likely = np.zeros(0, dtype=np.float32)
    if alternatives.runs:
        numbers = describe(scene, pairs, shares, marginals.cues, alternatives, ranker.rates)
        likely = ranker.probability(numbers)
    reading = Reading(scene, cues, pairs, shares, alternatives, likely)
    for number, candidate in make_candidates(texts, reading):
        found[number].append(candidate)
    return found
