"""Places between two tokens: where a match begins and ends, and how such places lie to each other."""

from typing import Literal, NamedTuple

import numpy as np

from analysis.measure.search.token_table import Ints, Truths


class Spans(NamedTuple):
    """Matches as two columns of positions: `start` is its first token, `end` the one behind its last."""

    start: Ints
    end: Ints

    def where(self, kept: Truths) -> "Spans":
        """Those that are kept."""
        return Spans(self.start[kept], self.end[kept])

    def __len__(self) -> int:
        return len(self.start)


def united(parts: list[Spans]) -> Spans:
    """All spans of several lists, each once, in order of start and then end."""
    start = np.concatenate([part.start for part in parts]).astype(np.int64)
    end = np.concatenate([part.end for part in parts]).astype(np.int64)
    both = np.sort((start << 32) | end)
    both = both[np.append(True, both[1:] != both[:-1])[: len(both)]]
    return Spans((both >> 32).astype(np.int32), (both & 0xFFFFFFFF).astype(np.int32))


def longest(spans: Spans) -> Spans:
    """The longest span at each start; none that holds nothing."""
    ordered = united([spans.where(spans.end > spans.start)])
    return ordered.where(np.append(ordered.start[1:] != ordered.start[:-1], True)[: len(ordered.start)])


def within(inner: Spans, outer: Spans) -> Truths:
    """Which spans lie inside one of the others."""
    at, reach = _before(outer, inner.start, "right")
    return (at >= 0) & (reach[at] >= inner.end)


def containing(outer: Spans, inner: Spans) -> Truths:
    """Which spans hold one of the others."""
    order = np.argsort(inner.start, kind="stable")
    start, end = inner.start[order], inner.end[order]
    least = np.append(np.minimum.accumulate(end[::-1])[::-1], np.iinfo(np.int32).max)
    found: Truths = least[np.searchsorted(start, outer.start, "left")] <= outer.end
    return found


def overlapping(spans: Spans, others: Spans) -> Truths:
    """Which spans share a token with one of the others."""
    at, reach = _before(others, spans.end, "left")
    return (at >= 0) & (reach[at] > spans.start)


def _before(spans: Spans, at: Ints, side: Literal["left", "right"]) -> tuple[Ints, Ints]:
    """For each position the last span that starts before it, and how far spans reach up to each."""
    order = np.argsort(spans.start, kind="stable")
    reach = np.append(np.maximum.accumulate(spans.end[order]), 0)
    found = np.searchsorted(spans.start[order], at, side) - 1
    return found.astype(np.int32), reach
