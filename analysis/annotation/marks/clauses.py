"""Protasis and apodosis as exact spans: the cuts at which a clause may begin and end.

No parser: the possible ends of the protasis are listed, then the possible starts and ends of the apodosis on
both sides of it; `clause_ranker` picks the best. Cuts lie between words, so that punctuation is part of the
cut and never of a clause; quotation marks and brackets come back when both halves are inside.

A *cut* `i` is the place before word `i`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from analysis.annotation.marks.sentence_words import MARKERS, VERBLESS, Sentence
from analysis.language.reporting import reporting_verbs
from analysis.language.word_classes import FINITE, JOINS, NOMINAL, SUBJECTS, VERBS, WordClass
from analysis.language.word_lists import word_list

Side = Literal["L", "R"]

LONGEST: Final = 70
"""Words in the longest protasis that is considered."""
REACH: Final = 60
"""Words between a protasis and an apodosis at most."""
LONGEST_APODOSIS: Final = 200
"""Words in the longest apodosis that is considered."""
FURTHER: Final = 3
"""How many *if*, *unless*, *lest* ... of other conditions a clause may hold or reach over."""

_NOT_LAST: Final = word_list("conditions", "clauses.not-last")
REPORTING: Final = reporting_verbs("beside")
"""Verbs of saying that stand in a reporting clause beside or inside what is said."""
_RESUMING: Final = REPORTING | reporting_verbs("resuming")
"""Verbs that go on with a report behind a comma (*..., and warned that*, *..., adding that*)."""
_LEADING: Final = frozenset((WordClass.ADVERB, WordClass.COORDINATOR, WordClass.PREPOSITION))
"""What may stand before the subject of a clause."""
_FIRST: Final = frozenset((WordClass.TO, WordClass.PRONOUN, WordClass.WH))
"""First words of a clause without punctuation before it."""
_BEFORE_CLAUSE: Final = JOINS | FINITE | {WordClass.PREPOSITION, WordClass.ING}
"""Last words before a clause without punctuation."""
_BEHIND_CLAUSE: Final = JOINS | SUBJECTS | _LEADING | {WordClass.TO, WordClass.ING}
"""First words behind a clause without punctuation."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A marker in its sentence, as cuts: the protasis begins at `start`, its marker ends at `after`."""

    start: int
    after: int
    type: str


class Case(NamedTuple):
    """A condition in its sentence."""

    sentence: Sentence
    condition: Condition


def condition_type(sentence: Sentence, start: int, after: int, entry: str) -> str:
    """The kind of marker, for the models: if, ifred (no verb of its own), unless, invers, whatif, oth."""
    if entry == "what-if":
        return "whatif"
    if entry in ("inversion", "unless"):
        return entry[:6]
    if "if" not in sentence.word[start:after]:
        return "oth"
    return "ifred" if sentence.shapes[after] in VERBLESS else "if"


# --- protasis ---------------------------------------------------------------------------------


def protasis_ends(sentence: Sentence, condition: Condition) -> list[int]:
    """The cuts at which the protasis may end."""
    size = min(
        _next_condition(sentence, condition.after),
        resumed_report(sentence, condition),
        sentence.before_marker(condition.after, FURTHER),
    )
    if size < sentence.size and _is_one_clause(sentence, condition.after, size):
        return [size]
    return [
        cut
        for cut in range(condition.after + 1, min(size, condition.after + LONGEST) + 1)
        if cut == size or sentence.gap[cut] or sentence.word[cut - 1] not in _NOT_LAST
    ] or [size]


def resumed_report(s: Sentence, condition: Condition) -> int:
    """The cut where the report around the condition goes on with its next verb, or the number of words.

    *She said they would leave if it rained, and warned that ...*: neither clause reaches so far.
    """
    if REPORTING.isdisjoint(s.word[: condition.start]):
        return s.size
    for cut in range(condition.after + 2, s.size):
        if (
            "," in s.gap[cut]
            and s.word_at(cut + s.classes.startswith(WordClass.COORDINATOR, cut)) in _RESUMING
        ):
            return cut
    return s.size


def _behind_coordinator(s: Sentence, cut: int) -> str:
    """The first word behind a cut that is no coordinator."""
    return s.word_at(cut + s.classes.startswith(WordClass.COORDINATOR, cut))


def _is_one_clause(s: Sentence, start: int, end: int) -> bool:
    """Whether a subject opens the segment and it has one verb."""
    return s.classes[start] in NOMINAL and sum(map(VERBS.__contains__, s.classes[start:end])) == 1


def _next_condition(s: Sentence, start: int) -> int:
    """The cut before a second condition (*if A and if B*), or the number of words."""
    for cut in range(start + 1, s.size - 1):
        if s.classes[cut] == WordClass.COORDINATOR and s.word[cut + 1] in MARKERS:
            return cut
    return s.size


# --- apodosis ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Segment:
    """Words `start` to `end` (cuts) left (L) or right (R) of the protasis."""

    side: Side
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edges:
    """The cuts at which an apodosis on one side of the protasis may start and end."""

    side: Side
    starts: list[int]
    ends: list[int]


def segments(sentence: Sentence, condition: Condition, end: int) -> Iterator[Segment]:
    """The possible apodoses of the protasis that ends at cut `end`."""
    for edges in (right_edges(sentence, condition, end), left_edges(sentence, condition)):
        for first in edges.starts:
            yield from (Segment(edges.side, first, last) for last in edges.ends if last > first)


def right_edges(s: Sentence, condition: Condition, end: int) -> Edges:
    """The edges of apodoses behind the protasis that ends at cut `end`."""
    limit = min(_second_condition(s, end), resumed_report(s, condition), s.before_marker(end, FURTHER))
    starts = _starts(s, end, min(limit, end + REACH))
    return Edges("R", list(starts), list(_right_ends(s, end, min(limit, end + LONGEST_APODOSIS))))


def left_edges(s: Sentence, condition: Condition) -> Edges:
    """The edges of apodoses before the marker."""
    start = condition.start
    low = max(_quotation(s, start), start - LONGEST_APODOSIS, s.behind_marker(start, FURTHER))
    return Edges("L", list(_starts(s, low, start)), list(_left_ends(s, start)))


def _second_condition(s: Sentence, start: int) -> int:
    """The cut with a semicolon or dash before a further condition (*if A, B; if C, D*), or the last cut."""
    for cut in range(start + 1, s.size):
        if s.gap[cut] and set(s.gap[cut]) & set(";-") and _behind_coordinator(s, cut) in MARKERS:
            return cut
    return s.size


def _quotation(s: Sentence, start: int) -> int:
    """The cut where the quotation that holds the marker opens behind a colon, or the first cut."""
    quoted = range(start if s.quotes[start + 1] > 0 else 0, 0, -1)
    return next((cut for cut in quoted if ":q" in s.gap[cut]), 0)


def _starts(s: Sentence, low: int, high: int) -> Iterator[int]:
    """Cuts at which a clause may begin: at the edge, at punctuation, after verbs and joining words."""
    leading = True
    for cut in range(low, high):
        joined = cut and (s.classes[cut - 1] in _BEFORE_CLAUSE or s.word[cut - 1] == "so")
        if leading or joined or s.gap[cut] or s.classes[cut] in _FIRST:
            yield cut
        leading = leading and s.classes[cut] in _LEADING


def _right_ends(s: Sentence, low: int, high: int) -> Iterator[int]:
    for cut in range(low + 1, min(high + 1, s.size)):
        if s.gap[cut] or (s.classes[cut] in _BEHIND_CLAUSE and s.word[cut - 1] not in _NOT_LAST):
            yield cut
    if high >= s.size:
        yield s.size


def _left_ends(s: Sentence, high: int) -> Iterator[int]:
    yield high
    for cut in range(high - 1, max(0, high - 40), -1):
        if s.gap[cut] or (high - cut < 4 and s.classes[cut] in _LEADING):
            yield cut


# --- both ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clauses:
    """The cuts of the best protasis and of its apodosis, if it has one."""

    protasis: tuple[int, int]
    apodosis: Segment | None


def without_report(s: Sentence, clauses: Clauses) -> Clauses:
    """The clauses without a reporting clause inside the apodosis (*A, he said, B*): the longer part stays."""
    segment = clauses.apodosis
    if segment is None:
        return clauses
    for low, high in _reports(s, segment.start, segment.end):
        before, after = (segment.start, low), (high, segment.end)
        longer = before if low - segment.start > segment.end - high else after
        return Clauses(clauses.protasis, Segment(segment.side, *longer) if longer[0] < longer[1] else None)
    return clauses


def _reports(s: Sentence, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches of two to five words between punctuation that begin or end with a verb of saying."""
    if REPORTING.isdisjoint(s.word[start:end]):
        return []
    cuts = [start, *(cut for cut in range(start + 1, end) if s.gap[cut]), end]
    return [
        (low, high)
        for low, high in pairwise(cuts)
        if 2 <= high - low <= 5
        and (s.word[high - 1] in REPORTING or s.word[low] in REPORTING)
        and low > start
    ]
