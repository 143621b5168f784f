"""Pieces of tokens -> the characters that are said: cut where another report begins, with their *that*.

Three rules of the suite stand here: a report that a conjunction joins to another ends before it; deeds
that need no words (*reject*, *push for*) count only with a clause or a quotation; and the *that* before
a clause belongs to it.
"""

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.statements.choices import Runs
from analysis.annotation.statements.cues import Cue
from analysis.annotation.statements.features import Pairs, Scene
from analysis.annotation.statements.kinds import DAYS, KINDS, is_empty, kind_of
from analysis.annotation.statements.prose_reading import Reading
from analysis.annotation.statements.reports_of_cues import Report
from analysis.annotation.statements.standing import PLAIN
from analysis.annotation.statements.vocabulary import COMMA, STOP, Ints
from analysis.base.records import Span
from analysis.language.regex import regex
from analysis.language.tagging.tags import ENDING_IN_ED, PRESENT, Tag, table
from analysis.language.word_lists import word_pattern

_IF = regex(r"(?:that\s+)?(?:if|unless)\s")
_OPENING = regex(
    rf"\b(?P<word>that\s+(?:{word_pattern('statements', 'candidates.behind-that')}\s+)?|"
    r"(?:if|whether|unless)\s+)\Z"
)
"""*that*, *if*, *whether*, and a conjunction behind *that*, which belong to the clause after them."""
_FIRST = regex(r"(?:\A|[\n.!?“\"'‘]\s*)(?P<word>(?:if|unless)\s+)\Z")
_TIMES_OF_DAY = word_pattern("statements", "candidates.times-of-day")
_DAY = regex(rf"(?:on\s+)?{DAYS}(?:\s+{_TIMES_OF_DAY})?,?\s+(?=\w)")
CONJOINED = 0.6
"""Probability from which a verb after *and* or *but* is another cue of the same speaker."""
PAST_OR_PRESENT = table(ENDING_IN_ED | PRESENT)


def content_spans(folded: str, reading: Reading, report: Report, runs: Runs) -> tuple[Span, ...]:
    """The pieces as spans; none if they are no content that the cue reports."""
    token, kinds = reading.pairs.token, report.standing.kinds
    spans = tuple(reading.span(token[first], token[last - 1]) for first, last in runs)
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


def cut_runs(runs: Runs, tokens: Ints, cue: int, cuts: Sequence[int]) -> Runs:
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


def within(runs: Runs, tokens: Ints, low: int, high: int) -> Runs:
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
    tag, adverb = scene.c.tag, Tag.RB
    before = np.where(tag[starts - 1] == adverb, starts - 2, starts - 1)
    joined = (tag[before] == Tag.CC) & PAST_OR_PRESENT.take(tag[starts]) & (scene.inside[before] == 0)
    cuts: Ints = before[joined]
    return cuts


def are_quoted(scene: Scene, pairs: Pairs, runs: Sequence[Runs]) -> NDArray[np.bool_]:
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
