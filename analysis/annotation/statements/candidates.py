"""Readings -> candidates: for each passage the likeliest contents that share no character, one for each cue.

There are three or four alternatives for a cue. Only those that are asked for, the likeliest first, are cut to
what is said and looked at closely.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.statements.choices import Runs
from analysis.annotation.statements.content_spans import (
    are_quoted,
    conjoined,
    content_spans,
    cut_runs,
    within,
)
from analysis.annotation.statements.plain_places import plain_content, quoted_headline
from analysis.annotation.statements.prose_reading import Reading
from analysis.annotation.statements.reports_of_cues import Report, find_reports
from analysis.annotation.statements.standing import PLAIN
from analysis.annotation.statements.vocabulary import CLASSES
from analysis.base.records import Span

_REPORTING = tuple(map(CLASSES.index, ("clause", "act")))
LEAST = 0.3
LEAST_QUOTED = 0.05
"""Probability below which an alternative is no candidate; what is quoted is nearly always said."""
SURE = 0.6
"""Probability from which a cue reports although the models see no content."""
PLAINLY = 0.5
"""What a content counts that stands where one plainly stands, beside those that the models see."""
AROUND = 0.95


class Candidate(NamedTuple):
    """A possible statement: pieces of content, the mention of the source, the cue, and how likely it is."""

    spans: tuple[Span, ...]
    source: Span | None
    source_strength: float
    cue: Span | None
    strength: float
    unnamed: bool = False
    """Whether the sentence names no source, so that none is looked for around it."""


class _Option(NamedTuple):
    """What a cue may report: pieces (rows of the pairs) that are to be cut, or `spans` that are ready."""

    strength: float
    number: int
    runs: Runs
    spans: tuple[Span, ...] = ()


_STRENGTH = itemgetter(0)


def make_candidates(texts: Sequence[str], reading: Reading) -> Iterator[tuple[int, Candidate]]:
    """The candidates of each passage, strongest first, each with the number of the passage.

    `texts` are those of the passages in lower case.
    """
    passages = reading.scene.c.passage[reading.scene.c.block[reading.pairs.cue_start]].tolist()
    reports = list(find_reports(texts, reading, passages))
    options: dict[int, list[_Option]] = defaultdict(list)
    for option in _options(reading):
        options[passages[option.number]].append(option)
    plain: dict[int, list[int]] = defaultdict(list)
    for number in np.flatnonzero(_may_be_plain(reading)).tolist():
        plain[passages[number]].append(number)
    cuts = conjoined(reading.scene, reading.cues).tolist()
    for passage, text in enumerate(texts):
        choice = _Choice(text, reading, reports, cuts)
        for candidate in choice.best(options[passage], plain[passage]):
            yield passage, candidate


def _options(reading: Reading) -> Iterator[_Option]:
    """The alternatives that are likely enough, the likeliest first."""
    alternatives, pairs = reading.alternatives, reading.pairs
    owner, likely = alternatives.cue.tolist(), reading.likely.tolist()
    least = np.where(are_quoted(reading.scene, pairs, alternatives.runs), LEAST_QUOTED, LEAST)
    enough = np.flatnonzero(reading.likely >= least)
    for a in enough[np.argsort(-reading.likely[enough], kind="stable")].tolist():
        yield _Option(likely[a], owner[a], alternatives.runs[a])


def _may_be_plain(reading: Reading) -> NDArray[np.bool_]:
    """The cues that surely report, by their class and probability."""
    c, pairs = reading.scene.c, reading.pairs
    sure = np.array([cue.strength for cue in reading.cues]) > SURE
    seen = np.cumsum(np.isin(c.category, _REPORTING))
    verbal: NDArray[np.bool_] = seen.take(pairs.cue_end - 1) > seen.take(pairs.cue_start - 1)
    return verbal & sure


class _Choice:
    """The candidates of one passage, chosen one by one; no two share a cue or a character."""

    def __init__(self, folded: str, reading: Reading, reports: Sequence[Report], cuts: Sequence[int]) -> None:
        self._folded, self._reading, self._reports, self._cuts = folded, reading, reports, cuts
        self._taken: list[Span] = []
        self._heard: set[int] = set()

    def best(self, options: Sequence[_Option], plain: Sequence[int]) -> Iterator[Candidate]:
        """The strongest candidates of options in order; `plain`: cues whose place may show their content."""
        first = next((i for i, option in enumerate(options) if option.strength <= AROUND), len(options))
        yield from self._chosen(options[:first])
        rest = [option for option in options[first:] if option.number not in self._heard]
        yield from self._chosen(sorted([*rest, *self._plain(plain)], key=_STRENGTH, reverse=True))

    def _chosen(self, options: Iterable[_Option]) -> Iterator[Candidate]:
        """Those of the options, the strongest first, that may still be chosen."""
        still = (option for option in options if option.number not in self._heard)
        for _, equal in groupby(still, _STRENGTH):
            for spans, option in sorted((self._spans(option), option) for option in equal):
                if spans and option.number not in self._heard and not self._overlaps(spans):
                    self._heard.add(option.number)
                    for span in spans:
                        self._taken.insert(bisect_left(self._taken, span), span)
                    yield self._candidate(option, spans)

    def _overlaps(self, spans: Iterable[Span]) -> bool:
        return any(is_taken(span, self._taken) for span in spans)

    def _candidate(self, option: _Option, spans: tuple[Span, ...]) -> Candidate:
        report = self._reports[option.number]
        unnamed = not report.standing.named
        return Candidate(spans, report.source, report.strength, report.cue, option.strength, unnamed)

    def _spans(self, option: _Option) -> tuple[Span, ...]:
        """What is said by an option; nothing for one that cannot be chosen."""
        number, report = option.number, self._reports[option.number]
        if number in self._heard or option.spans:
            return option.spans
        stands, token = report.standing, self._reading.pairs.token
        if not stands.kinds:
            return ()
        runs = cut_runs(option.runs, token, self._reading.cues[number].end, self._cuts)
        if stands.low:
            runs = within(runs, token, stands.low, stands.high)
        return content_spans(self._folded, self._reading, report, runs) if runs else ()

    def _plain(self, numbers: Iterable[int]) -> Iterator[_Option]:
        """What is content by its place alone."""
        scene = self._reading.scene
        for number in numbers:
            if number not in self._heard and self._reports[number].standing is PLAIN:
                cue = self._reading.cues[number]
                runs = quoted_headline(scene, cue) or plain_content(self._folded, scene, cue)
                if runs:
                    spans = tuple(self._reading.span(first, last - 1) for first, last in runs)
                    yield _Option(PLAINLY if len(spans) == 1 else AROUND, number, runs, spans)


def is_taken(span: Span, taken: Sequence[Span]) -> bool:
    """Whether a span shares characters with one of those taken, which are in order."""
    i = bisect_left(taken, span)
    return (i > 0 and taken[i - 1][1] > span[0]) or (i < len(taken) and taken[i][0] < span[1])
