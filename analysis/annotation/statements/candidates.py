"""Readings -> candidates: likely contents as spans of characters, each with its cue and its source.

Three rules of the suite stand here: a report that a conjunction joins to another ends before it; deeds
that need no words (*reject*, *push for*) count only with a clause or a quotation; and the *that* before
a clause belongs to it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.statements.choices import Alternatives, Runs
from analysis.annotation.statements.columns import Columns
from analysis.annotation.statements.cues import Cue
from analysis.annotation.statements.features import Pairs, Scene, tag_set
from analysis.annotation.statements.kinds import (
    CLAUSES,
    DAYS,
    KINDS,
    LONGEST_EMPTY,
    NOTHING,
    OPENED,
    QUOTED,
    is_empty,
    kind_of,
    needs_clause,
)
from analysis.annotation.statements.names import FIELDS
from analysis.annotation.statements.plain import plain_content, quoted_headline
from analysis.annotation.statements.standing import PLAIN, Standing, standings
from analysis.annotation.statements.vocabulary import CLASSES, COLON, COMMA, STOP, TAG, Ints
from analysis.base.records import Span
from analysis.language.word_lists import word_pattern
from analysis.regex import regex

_IF = regex(r"(?:that\s+)?(?:if|unless)\s")
_OPENING = regex(
    rf"\b(?P<word>that\s+(?:{word_pattern('statements', 'candidates.behind-that')}\s+)?|"
    r"(?:if|whether|unless)\s+)\Z"
)
"""*that*, *if*, *whether*, and a conjunction behind *that*, which belong to the clause after them."""
_FIRST = regex(r"(?:\A|[\n.!?“\"'‘]\s*)(?P<word>(?:if|unless)\s+)\Z")
_TIMES_OF_DAY = word_pattern("statements", "candidates.times-of-day")
_DAY = regex(rf"(?:on\s+)?{DAYS}(?:\s+{_TIMES_OF_DAY})?,?\s+(?=\w)")
_TOLL = regex(rf"claim(?:s|ed|ing)?\s+(?:[\w-]+\s+){{0,4}}?{word_pattern('statements', 'candidates.toll')}\b")
"""*claimed too many lives*: it took them, and nothing is said."""
_BY = regex(r"\bby\s+(?:the\s+|an?\s+)?\Z")
_OF = regex(r"\s(?P<noun>(?:of|for|to)(?:\s(?!of\b|for\b|to\b)[\w.’'-]+){1,4})\s\Z")
"""What belongs to the noun before it up to the cue: *aides | to Lee | say*."""
_NOUN = regex(r"\s(?P<noun>(?:[\w’'-]+\s){0,3}?[\w’'-]+)\.?\s*(?:\n|\Z)")
_FIRST_PERSON = (" i", " we")
NOT_PAST = tag_set("VB VBP VBZ VBG")
CLAUSE, ACT, DEED = map(CLASSES.index, ("clause", "act", "deed"))
CONJOINED = 0.6
"""Probability from which a verb after *and* or *but* is another cue of the same speaker."""
PAST_OR_PRESENT = tuple(TAG[name] for name in ("VBD", "VBN", "VBZ", "VBP"))
LEAST = 0.3
LEAST_QUOTED = 0.05
"""Probability below which an alternative is no candidate; what is quoted is nearly always said."""
SURE = 0.6
"""Probability from which a cue reports although the models see no content."""
PLAINLY = 0.5
"""What a content counts that stands where one plainly stands, beside those that the models see."""
AROUND = 0.95
LEAST_SOURCE = 0.08
"""Probability below which no source is named."""


class Candidate(NamedTuple):
    """A possible statement: pieces of content, the mention of the source, the cue, and how likely it is."""

    spans: tuple[Span, ...]
    source: Span | None
    source_strength: float
    cue: Span | None
    strength: float
    unnamed: bool = False
    """Whether the sentence names no source, so that none is looked for around it."""


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


class _Report(NamedTuple):
    """One cue with its source and how it stands."""

    cue: Span
    source: Span | None
    strength: float
    standing: Standing

    def candidate(self, spans: tuple[Span, ...], likely: float) -> Candidate:
        """The report with a content."""
        unnamed = not self.standing.named
        return Candidate(spans, self.source, self.strength, self.cue, likely, unnamed)


def make_candidates(texts: Sequence[str], reading: Reading) -> Iterator[tuple[int, Candidate]]:
    """The alternatives that are likely enough, as candidates, each with the number of its passage.

    `texts` are those of the passages in lower case.
    """
    passages = reading.scene.c.passage[reading.scene.c.block[reading.pairs.cue_start]].tolist()
    reports = list(_reports(texts, reading, passages))
    for number, runs, likely in _proposed(reading, reports):
        folded, report = texts[passages[number]], reports[number]
        if spans := _content(folded, reading, report, runs):
            yield passages[number], report.candidate(spans, likely)
    for number, runs in _plain(texts, reading, reports, passages):
        spans = tuple(_span(reading.scene.c, first, last - 1) for first, last in runs)
        yield passages[number], reports[number].candidate(spans, PLAINLY if len(spans) == 1 else AROUND)


def _proposed(reading: Reading, reports: Sequence[_Report]) -> Iterator[tuple[int, Runs, float]]:
    """The alternatives that are likely enough: number of the cue, pieces (rows of the pairs), probability."""
    scene, alternatives, cues, pairs = reading.scene, reading.alternatives, reading.cues, reading.pairs
    owner, likely = alternatives.cue.tolist(), reading.likely.tolist()
    cuts = conjoined(scene, cues).tolist()
    least = np.where(_are_quoted(scene, pairs, alternatives.runs), LEAST_QUOTED, LEAST)
    for a in np.flatnonzero(reading.likely >= least).tolist():
        number = owner[a]
        stands = reports[number].standing
        if stands.kinds:
            runs = _cut_runs(alternatives.runs[a], pairs.token, cues[number].end, cuts)
            if stands.low:
                runs = _within(runs, pairs.token, stands.low, stands.high)
            if runs:
                yield number, runs, likely[a]


def _content(folded: str, reading: Reading, report: _Report, runs: Runs) -> tuple[Span, ...]:
    """The pieces as spans; none if they are no content that the cue reports."""
    c, token, kinds = reading.scene.c, reading.pairs.token, report.standing.kinds
    spans = tuple(_span(c, token[first], token[last - 1]) for first, last in runs)
    spans = _without_day(folded, _with_that(folded, spans, report.cue[1]), report.cue[1])
    if report.standing is PLAIN and _IF.match(folded, spans[0][0]):
        spans = _with_apodosis(reading.scene, int(token[runs[-1][1] - 1]), spans)
    if is_empty(folded, spans[0][0], spans[-1][1]):
        return ()
    if kinds is not KINDS:
        tokens = np.concatenate([token[first:last] for first, last in runs])
        if kind_of(folded, reading.scene, tokens, spans[0][0]) not in kinds:
            return ()
    return spans


def _plain(
    texts: Sequence[str], reading: Reading, reports: Sequence[_Report], passages: Sequence[int]
) -> Iterator[tuple[int, Runs]]:
    """What is content by its place alone: number of the cue, pieces as tokens."""
    for number in np.flatnonzero(_may_be_plain(reading)).tolist():
        if reports[number].standing is PLAIN:
            cue = reading.cues[number]
            runs = quoted_headline(reading.scene, cue) or plain_content(
                texts[passages[number]], reading.scene, cue
            )
            if runs:
                yield number, runs


def _may_be_plain(reading: Reading) -> NDArray[np.bool_]:
    """The cues that surely report, by their class and probability."""
    c, pairs = reading.scene.c, reading.pairs
    sure = np.array([cue.strength for cue in reading.cues]) > SURE
    seen = np.cumsum(np.isin(c.category, (CLAUSE, ACT)))
    verbal: NDArray[np.bool_] = seen.take(pairs.cue_end - 1) > seen.take(pairs.cue_start - 1)
    return verbal & sure


def _reports(texts: Sequence[str], reading: Reading, passages: Sequence[int]) -> Iterator[_Report]:
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
        yield _Report(
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
    deeds = np.cumsum(c.category == DEED)
    deed = deeds.take(pairs.cue_end - 1) > deeds.take(pairs.cue_start - 1)
    strict = needs_clause().take(np.maximum(c.word.take(pairs.head), 0)) & (c.title.take(pairs.head) == 0)
    chosen = np.where(deed, 2, strict)
    return [(KINDS, CLAUSES, OPENED)[kind] for kind in chosen.tolist()]


def _cut_source(source: Span, begin: int, cue: int) -> Span:
    """The source without what stands before the word that opens its clause."""
    return (begin, source[1]) if source[0] < begin < source[1] < cue else source


def _within(runs: Runs, tokens: Ints, low: int, high: int) -> Runs:
    """The parts of the pieces that lie between two tokens."""
    kept = []
    for start, end in runs:
        shift = start - int(tokens[start])
        first, last = max(start, low + shift), min(end, high + shift)
        if first < last:
            kept.append((first, last))
    return tuple(kept)


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
    first = np.array([pieces[0][0] for pieces in runs], dtype=np.int64)
    last = np.array([pieces[-1][1] - 1 for pieces in runs], dtype=np.int64)
    quoted: NDArray[np.bool_] = inside[first] & inside[last]
    return quoted


def _with_that(folded: str, spans: tuple[Span, ...], cue_end: int) -> tuple[Span, ...]:
    """The spans with the *that*, the *that if* or the *if* before them."""
    start, end = spans[0]
    after = start > cue_end
    low = max(cue_end, start - 20) if after else max(0, start - 8)
    before = folded[low:start]
    if "that" in before or "if " in before or "whether " in before or "unless " in before:
        found = (_OPENING if after else _FIRST).search(folded, low, start)
        if found and (found["word"].startswith("that") or not after or found.start("word") - cue_end < 2):
            return ((found.start("word"), end), *spans[1:])
    return spans


def _with_apodosis(scene: Scene, last: int, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans of a condition to the end of the sentence, where it was cut off at its comma."""
    c = scene.c
    end = int(scene.sentence_end[last]) - 1
    if c.punctuation[last + 1] != COMMA or c.quoted[last : end + 1].any() or c.category[last + 2 : end].any():
        return spans
    end -= int(c.punctuation[end] == STOP)
    return (*spans[:-1], (spans[-1][0], int(c.end[end])))


def _without_day(folded: str, spans: tuple[Span, ...], cue_end: int) -> tuple[Span, ...]:
    """The spans without the day behind the cue: *said Monday | it would rain*."""
    start, end = spans[0]
    day = _DAY.match(folded, start, end) if 0 <= start - cue_end < 3 else None
    return ((day.end(), end), *spans[1:]) if day and day.end() < end else spans


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
