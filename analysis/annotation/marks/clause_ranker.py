"""Picks protasis and apodosis: conditional logits over the possible segments, for many conditions at once.

The possible ends of the protasis are scored by a conditional logit (McFadden 1974) over what stands on both
sides of the cut; given the best few protases, the possible apodoses (a start and an end on one side, or none)
are scored in the same way, and the best pair wins.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any, Final, NamedTuple, TypeVar

import numpy as np

from analysis.annotation.marks.clause_columns import (
    Columns,
    Conditions,
    Rows,
    end_columns,
    inside_columns,
    none_columns,
    protasis_columns,
    start_columns,
)
from analysis.annotation.marks.clause_features import END, INSIDE, NONE, PROTASIS, START
from analysis.annotation.marks.clauses import (
    Case,
    Clauses,
    Edges,
    Segment,
    Side,
    left_edges,
    protasis_ends,
    right_edges,
)
from analysis.language.engine.hashing import Ints
from analysis.language.engine.linear_models import SCALE, LinearModel, load_model
from analysis.language.engine.scoring import Scorer

BEST: Final = 3
"""How many protases are tried with their apodoses."""
MARGIN: Final = 2 * SCALE
"""A protasis whose log odds against the best are below minus this is not tried."""
BEHIND: Final = 4 * SCALE
"""A segment whose edges score less than the best edges by more than this is not looked into."""
TRUST: Final = 2.0
"""Weight of the log probability of a protasis beside the score of its best apodosis (cross-validated)."""
STARTS: Final = 16
ENDS: Final = 10
"""How many starts and ends of apodoses are joined on each side, the best by their own scores."""
PAIRS: Final = 16
"""Of how many pairs the inside is looked at, the best by the scores of their edges."""

Offer = tuple[float, int]
"""A protasis: its log probability, and the cut at which it ends."""
Scored = tuple[int, Side, int, int]
"""The score of the two edges of a segment, in thousandths; its side, start and end."""
Ranked = TypeVar("Ranked", bound=tuple[float, *tuple[Any, ...]])


class _Tried(NamedTuple):
    """A protasis of condition `number` that is tried with its apodoses."""

    number: int
    probability: float
    end: int


class Ranker:
    """Picks the clauses of conditions with the weights of the two models."""

    def __init__(self, protasis: LinearModel, apodosis: LinearModel) -> None:
        self._protasis = Scorer([protasis], PROTASIS)
        self._start, self._end, self._inside, self._none = (
            Scorer([apodosis.part(name)], table)
            for name, table in (("start", START), ("end", END), ("inside", INSIDE), ("none", NONE))
        )

    def protases(self, cases: Sequence[Case]) -> list[list[Offer]]:
        """The best few ends of each protasis with their log probabilities, best first."""
        return self._protases(Conditions(cases)) if cases else []

    def choose(self, cases: Sequence[Case]) -> list[Clauses]:
        """For each condition the pair of protasis and apodosis that is most probable together."""
        if not cases:
            return []
        conditions = Conditions(cases)
        tried = [
            _Tried(number, probability, end)
            for number, offers in enumerate(self._protases(conditions))
            for probability, end in offers
        ]
        best = [-math.inf] * len(cases)
        chosen: list[Clauses | None] = [None] * len(cases)
        for one, (points, segment) in zip(tried, self._apodoses(conditions, tried), strict=True):
            total = points / SCALE + TRUST * one.probability
            if total > best[one.number]:
                start = cases[one.number].condition.start
                best[one.number], chosen[one.number] = total, Clauses((start, one.end), segment)
        return [clauses for clauses in chosen if clauses]

    def _protases(self, conditions: Conditions) -> list[list[Offer]]:
        ends = [protasis_ends(*case) for case in conditions.cases]
        number = np.repeat(np.arange(len(ends)), list(map(len, ends)))
        at = conditions.base.take(number) + np.array([cut for cuts in ends for cut in cuts])
        scores = _parts(self._protasis, protasis_columns(conditions, number, at), ends)
        return [_best_offers(*pair) for pair in zip(scores, ends, strict=True)]

    def _apodoses(self, conditions: Conditions, tried: Sequence[_Tried]) -> list[tuple[int, Segment | None]]:
        """The score of the best apodosis of each protasis, and that apodosis.

        The inside is looked at only where the two edges are not far behind the best pair of edges.
        """
        none = self._score_none(conditions, tried)
        promising = [_promising(edged) for edged in self._score_edges(conditions, tried)]
        inside = self._score_inside(conditions, tried, promising)
        found = []
        for points, segments, more in zip(none, promising, inside, strict=True):
            best: tuple[int, Segment | None] = (points, None)
            for (edges, side, start, end), rest in zip(segments, more, strict=True):
                if edges + rest > best[0]:
                    best = edges + rest, Segment(side, start, end)
            found.append(best)
        return found

    def _score_none(self, conditions: Conditions, tried: Sequence[_Tried]) -> list[int]:
        number = np.array([one.number for one in tried])
        end = conditions.base.take(number) + np.array([one.end for one in tried])
        points: list[int] = self._none.thousandths(none_columns(conditions, number, end))[:, 0].tolist()
        return points

    def _score_edges(self, conditions: Conditions, tried: Sequence[_Tried]) -> list[list[Scored]]:
        """The pairs of a start and an end of each protasis; those on the left are the condition's."""
        edges = []
        for i, one in enumerate(tried):
            case = conditions.cases[one.number]
            edges.append((i, right_edges(*case, one.end)))
            if i == 0 or tried[i - 1].number != one.number:
                edges.append((i, left_edges(*case)))
        starts, ends = [e.starts for _, e in edges], [e.ends for _, e in edges]
        opening = _parts(self._start, start_columns(*_edge_rows(conditions, tried, edges, starts)), starts)
        closing = _parts(self._end, end_columns(*_edge_rows(conditions, tried, edges, ends)), ends)
        found: list[list[Scored]] = [[] for _ in tried]
        for (i, edge), first, last in zip(edges, opening, closing, strict=True):
            found[i] += _pairs(edge, first, last)
        for i in range(1, len(tried)):
            if tried[i - 1].number == tried[i].number:
                found[i] += (pair for pair in found[i - 1] if pair[1] == "L")
        return found

    def _score_inside(
        self, conditions: Conditions, tried: Sequence[_Tried], segments: Sequence[Sequence[Scored]]
    ) -> list[list[int]]:
        rows, base = _rows(conditions, tried, segments, [pair[1] for some in segments for pair in some])
        starts = base + np.array([pair[2] for some in segments for pair in some], dtype=np.int64)
        ends = base + np.array([pair[3] for some in segments for pair in some], dtype=np.int64)
        return _parts(self._inside, inside_columns(rows, starts, ends), segments)


def _rows(
    conditions: Conditions, tried: Sequence[_Tried], some: Sequence[Sequence[Any]], sides: Sequence[Side]
) -> tuple[Rows, Ints]:
    """A row for each of `some[i]`, which are about the protasis `tried[i]`, and the base of its sentence."""
    owner = np.repeat(np.arange(len(tried)), list(map(len, some)))
    number = np.array([one.number for one in tried]).take(owner)
    base = conditions.base.take(number)
    end = base + np.array([one.end for one in tried]).take(owner)
    return Rows(conditions, number, end, np.array([side == "R" for side in sides], dtype=np.bool_)), base


def _edge_rows(
    conditions: Conditions,
    tried: Sequence[_Tried],
    edges: Sequence[tuple[int, Edges]],
    cuts: Sequence[list[int]],
) -> tuple[Rows, Ints]:
    """A row for each cut, and its place; `cuts[i]` belong to `edges[i]`."""
    sides: list[Side] = [one.side for (_, one), some in zip(edges, cuts, strict=True) for _ in some]
    rows, base = _rows(conditions, [tried[i] for i, _ in edges], cuts, sides)
    return rows, base + np.array([cut for some in cuts for cut in some], dtype=np.int64)


def _parts(scorer: Scorer, columns: Columns, some: Sequence[Sequence[Any]]) -> list[list[int]]:
    """The scores of all rows in thousandths, cut up as the lists are that the rows were made of."""
    scores: list[int] = scorer.thousandths(columns)[:, 0].tolist()
    return [scores[first:last] for first, last in pairwise(accumulate(map(len, some), initial=0))]


def _best_offers(scores: Sequence[int], ends: Sequence[int]) -> list[Offer]:
    points = [score / SCALE for score in scores]
    total = log_sum(points)
    ranked = sorted(zip(scores, ends, strict=True), reverse=True)[:BEST]
    least = ranked[0][0] - MARGIN
    return [(score / SCALE - total, end) for score, end in ranked if score > least]


def _pairs(edges: Edges, opening: Sequence[int], closing: Sequence[int]) -> list[Scored]:
    """The pairs of a start and an end on one side, with the sum of their scores."""
    starts = _best(list(zip(opening, edges.starts, strict=True)), STARTS)
    ends = _best(list(zip(closing, edges.ends, strict=True)), ENDS)
    return [
        (first + last, edges.side, start, end) for first, start in starts for last, end in ends if end > start
    ]


def _promising(edged: list[Scored]) -> list[Scored]:
    """The pairs whose inside is looked at."""
    lowest = max((points for points, *_ in edged), default=0) - BEHIND
    return [pair for pair in _best(edged, PAIRS) if pair[0] > lowest]


def _best(scored: list[Ranked], count: int) -> list[Ranked]:
    """Those with the highest scores (their first members), at most `count`, in the order they stand in."""
    if len(scored) <= count:
        return scored
    points = [one[0] for one in scored]
    best = sorted(range(len(points)), key=points.__getitem__, reverse=True)[:count]
    return [scored[i] for i in sorted(best)]


def log_sum(scores: Sequence[float]) -> float:
    """Logarithm of the sum of the exponentials."""
    highest = max(scores)
    return highest + math.log(sum(math.exp(score - highest) for score in scores))


@lru_cache
def ranker() -> Ranker:
    """The ranker that ships with the package, read once."""
    return Ranker(load_model("protasis"), load_model("apodosis"))
