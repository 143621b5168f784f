"""What is known of each cue: its source, how it stands, and which kinds of content it may report."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from analysis.annotation.statements.features import Pairs, Scene
from analysis.annotation.statements.kinds import (
    CLAUSES,
    KINDS,
    LONGEST_EMPTY,
    NOTHING,
    OPENED,
    QUOTED,
    needs_clause,
)
from analysis.annotation.statements.name_words import FIELDS
from analysis.annotation.statements.prose_reading import Reading
from analysis.annotation.statements.standing import Standing, standings
from analysis.annotation.statements.vocabulary import CLASSES, COLON
from analysis.base.records import Span
from analysis.language.regex import regex
from analysis.language.tagging.tags import BARE, PRESENT, Tag, table
from analysis.language.word_lists import word_pattern

_TOLL = regex(rf"claim(?:s|ed|ing)?\s+(?:[\w-]+\s+){{0,4}}?{word_pattern('statements', 'candidates.toll')}\b")
"""*claimed too many lives*: it took them, and nothing is said."""
_BY = regex(r"\bby\s+(?:the\s+|an?\s+)?\Z")
_OF = regex(r"\s(?P<noun>(?:of|for|to)(?:\s(?!of\b|for\b|to\b)[\w.’'-]+){1,4})\s\Z")
"""What belongs to the noun before it up to the cue: *aides | to Lee | say*."""
_NOUN = regex(r"\s(?P<noun>(?:[\w’'-]+\s){0,3}?[\w’'-]+)\.?\s*(?:\n|\Z)")
_FIRST_PERSON = (" i", " we")
NOT_PAST = table(BARE | PRESENT | {Tag.VBG})
_DEED = CLASSES.index("deed")
LEAST_SOURCE = 0.08
"""Probability below which no source is named."""


class Report(NamedTuple):
    """One cue with its source, how likely that is, and how it stands."""

    cue: Span
    source: Span | None
    strength: float
    standing: Standing


def find_reports(texts: Sequence[str], reading: Reading, passages: Sequence[int]) -> Iterator[Report]:
    """What is known of each cue, in order."""
    c, pairs = reading.scene.c, reading.pairs
    standing = standings(texts, reading.scene, reading.cues, pairs)
    places = zip(c.start.take(pairs.cue_start).tolist(), c.end.take(pairs.cue_end - 1).tolist(), strict=True)
    kinds = _kinds(reading.scene, pairs)
    colons = (c.punctuation.take(pairs.cue_start) == COLON).tolist()
    present = NOT_PAST.take(c.tag.take(pairs.head)).tolist()
    rows = zip(passages, places, standing, _sources(reading), kinds, strict=True)
    for number, (passage, place, stands, (source, strength), reported) in enumerate(rows):
        folded = texts[passage]
        if not stands.named:
            if source and source[0] > place[0] and _BY.search(folded, place[1], source[0]):
                stands = stands._replace(named=True)
            else:
                source, strength = None, 1.0
        elif source and stands.subject:
            source = _cut_source(source, int(c.start[stands.subject]), place[0])
        if source and source[1] < place[0] - 1 and (more := _OF.match(folded, source[1], place[0])):
            source = source[0], more.end("noun")
        elif source is None and stands.named and folded.startswith(", ", place[0] - 2):
            source = _inverted(folded, int(c.end[pairs.cue_start[number]]))
        allowed = stands.kinds & reported
        if _is_bare(folded, source, place, colons[number]):
            allowed = NOTHING
        elif source and present[number] and _is_first_person(folded, source):
            allowed &= QUOTED
        yield Report(
            place, source, strength, stands._replace(kinds=allowed) if allowed != stands.kinds else stands
        )


def _is_bare(folded: str, source: Span | None, cue: Span, colon: bool) -> bool:
    """Whether a cue only looks like one: *Note: ...*, *has claimed two lives*."""
    if colon:
        return source is not None and FIELDS.issuperset(folded[slice(*source)].split())
    return (
        folded.find("claim", *cue) >= 0 and _TOLL.search(folded, cue[0], cue[1] + LONGEST_EMPTY) is not None
    )


def _is_first_person(folded: str, source: Span) -> bool:
    """Whether the writer is the source: *I*, *All I*."""
    return f" {folded[slice(*source)]}".endswith(_FIRST_PERSON)


def _inverted(folded: str, verb_end: int) -> Span | None:
    """The source that ends its line behind a verb and a comma: *The port may close, says | report*."""
    noun = _NOUN.match(folded, verb_end)
    return noun.span("noun") if noun else None


def _kinds(scene: Scene, pairs: Pairs) -> list[frozenset[str]]:
    """The kinds of content that the words of each cue report."""
    c = scene.c
    deeds = np.cumsum(c.category == _DEED)
    deed = deeds.take(pairs.cue_end - 1) > deeds.take(pairs.cue_start - 1)
    strict = needs_clause().take(np.maximum(c.word.take(pairs.head), 0)) & (c.title.take(pairs.head) == 0)
    chosen = np.where(deed, 2, strict)
    return [(KINDS, CLAUSES, OPENED)[kind] for kind in chosen.tolist()]


def _cut_source(source: Span, begin: int, cue: int) -> Span:
    """The source without what stands before the word that opens its clause."""
    return (begin, source[1]) if source[0] < begin < source[1] < cue else source


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
    return reading.span(token[first], token[last]), shares[best]
