"""Protasis and apodosis as exact spans: possible segments are listed and the best one is picked.

No parser: given the marker, the possible ends of the protasis are scored by a conditional logit
(McFadden 1974) over what stands on both sides of the cut; given the best few protases, the possible
apodoses (a start and an end on one side, or none) are scored in the same way, and the best pair wins.
Cuts lie between words, so that punctuation is part of the cut and never of a clause; quotation
marks and brackets come back when both halves are inside.

A *cut* `i` is the place before word `i`. Weights: `models/protasis.tsv`, `models/apodosis.tsv`,
made by `python -m analysis.training.train_clauses`.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise, repeat
from typing import Any, Final, Literal, TypeVar

from analysis.annotation.marks.sentence_words import OPENS_CLAUSE, Sentence
from analysis.language.reporting import reporting_verbs
from analysis.language.word_lists import word_list

Side = Literal["L", "R"]
Weights = dict[str, float]

BEST: Final = 3
"""How many protases are tried with their apodoses."""
MARGIN: Final = 2.0
"""A protasis whose log odds against the best are below minus this is not tried."""
BEHIND: Final = 4.0
"""A segment whose edges score less than the best edges by more than this is not looked into."""
TRUST: Final = 2.0
"""Weight of the log probability of a protasis beside the score of its best apodosis (cross-validated)."""
LONGEST: Final = 70
"""Words in the longest protasis that is considered."""
REACH: Final = 60
"""Words between a protasis and an apodosis at most."""
LONGEST_APODOSIS: Final = 200
"""Words in the longest apodosis that is considered."""
FURTHER: Final = 3
"""How many *if*, *unless*, *lest* ... of other conditions a clause may hold or reach over."""
STARTS: Final = 16
ENDS: Final = 10
"""How many starts and ends of apodoses are joined on each side, the best by their own scores."""
PAIRS: Final = 16
"""Of how many pairs the inside is looked at, the best by the scores of their edges."""

_NOT_LAST: Final = word_list("conditions", "clauses.not-last")
REPORTING: Final = reporting_verbs("beside")
"""Verbs of saying that stand in a reporting clause beside or inside what is said."""
_RESUMING: Final = REPORTING | reporting_verbs("resuming")
"""Verbs that go on with a report behind a comma (*..., and warned that*, *..., adding that*)."""
_ZEROS: Final = repeat(0.0)
_DIGITS: Final = tuple("0123456789")
_LENGTHS: Final = tuple("0123445566667777788888889")


@dataclass(frozen=True, slots=True)
class Condition:
    """A marker in its sentence, as cuts: the protasis begins at `start`, its marker ends at `after`."""

    start: int
    after: int
    type: str


def _cap(count: int, highest: int = 3) -> str:
    """A count as a digit, capped: text is put into features faster than a number."""
    return _DIGITS[count if count < highest else highest]


def _length(count: int) -> str:
    return _LENGTHS[count] if count < 25 else "A" if count < 40 else "B"


def left_context(s: Sentence, start: int) -> str:
    """What stands directly before the marker: an edge or the class of a joining word, and the cut."""
    if start == 0:
        return "^"
    letter = s.classes[start - 1]
    return (letter if letter in "CHKIWR" else "x") + (s.gap[start] or "_")


def _left_clause(s: Sentence, start: int) -> str:
    """Finite verbs and words between the last punctuation and the marker."""
    low = next((cut for cut in range(start - 1, 0, -1) if s.gap[cut]), 0)
    return f"{_cap(s.finite[start] - s.finite[low], 2)}{_cap(start - low, 4)}"


def condition_type(sentence: Sentence, start: int, after: int, entry: str) -> str:
    """The kind of marker, for the models: if, ifred (no verb of its own), unless, invers, whatif, oth."""
    if entry == "what-if":
        return "whatif"
    if entry in ("inversion", "unless"):
        return entry[:6]
    if "if" not in sentence.word[start:after]:
        return "oth"
    return "ifred" if sentence.shapes[after] in "girto" else "if"


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
        if "," in s.gap[cut] and s.word_at(cut + s.classes.startswith("C", cut)) in _RESUMING:
            return cut
    return s.size


def _is_one_clause(s: Sentence, start: int, end: int) -> bool:
    """Whether a subject opens the segment and it has one verb."""
    return s.classes[start] in "SDNJ" and sum(letter in "VMB" for letter in s.classes[start:end]) == 1


def _next_condition(s: Sentence, start: int) -> int:
    """The cut before a second condition (*if A and if B*), or the number of words."""
    for cut in range(start + 1, s.size - 1):
        if s.classes[cut] == "C" and s.word[cut + 1] in ("if", "unless"):
            return cut
    return s.size


class ProtasisFeatures:
    """What a cut is judged by: its two sides, what is complete before it and what is left after it."""

    def __init__(self, sentence: Sentence, condition: Condition) -> None:
        self.sentence = sentence
        self.condition = condition
        start, after = condition.start, condition.after
        before = sentence.finite[start]
        self.order = "L" if before else "M" if start else "I"
        self.opening = sentence.shapes[after]
        self.verb = sentence.next_finite(after)
        self.quoted = "q" if sentence.quotes[start + 1] > 0 else "-"
        self.bracketed = "p" if sentence.brackets[start + 1] > 0 else "-"
        self.before = left_context(sentence, start)
        self.left = _left_clause(sentence, start)
        clauses = [
            cut
            for cut in range(after + 1, sentence.size)
            if "," in sentence.gap[cut] and sentence.shapes[cut] in OPENS_CLAUSE
        ]
        self.first_clause = clauses[0] if clauses else sentence.size + 1
        self.last_clause = clauses[-1] if clauses else 0

    def of(self, cut: int) -> list[str]:
        """The features of one cut."""
        s, order, kind = self.sentence, self.order, self.condition.type
        start, after, size, opening = self.condition.start, self.condition.after, s.size, self.opening
        gap = (s.gap[cut] or "_") if cut < size else "$?" if "?" in s.gap[size] else "$"
        letters, forms = s.letters, s.forms
        a, b, c, d = letters[cut - 1], letters[cut], letters[cut + 1], letters[cut + 2]
        word, last, shape = forms[cut], forms[cut - 1], s.shapes[cut]
        inside = _cap(s.finite[cut] - s.finite[after])
        rest = _cap(s.finite[size] - s.finite[cut])
        ahead = s.next_finite(cut)
        distance = "9" if ahead == size else _cap(ahead - cut, 7)
        length = _length(cut - after)
        rank = _cap(s.openings[cut] - s.openings[self.verb]) if cut > self.verb else "9"
        early = "C" if self.first_clause < cut else "-"
        late = "C" if self.last_clause > cut else "-"
        quotes = str(s.quotes[cut] - s.quotes[start + 1])
        brackets = f"{s.brackets[cut] - s.brackets[start + 1]}{s.brackets[cut + 1] - s.brackets[start + 1]}"
        markers = _cap(s.markers[cut] - s.markers[after], 2)
        others = _cap(s.markers[size] - s.markers[cut], 2)
        commas = _cap(s.commas[cut] - s.commas[after])
        before, left = self.before, self.left
        return [
            f"1{gap}{order}", f"2{gap}{inside}{order}", f"3{a}{gap}{b}", f"4{gap}{b}{c}",
            f"5{gap}{b}{c}{order}", f"6{word}|{gap}", f"7{last}", f"8{distance}{gap}{order}",
            f"9{distance}{inside}", f"A{rest}{gap}{order}", f"B{inside}{rest}{order}", f"C{length}{gap}",
            f"D{commas}{gap}{order}", f"E{kind}{gap}", f"F{kind}{inside}", f"G{shape}{gap}{order}",
            f"H{shape}{inside}{gap}", f"I{shape}{a}", f"J{opening}{inside}{gap}", f"K{early}{gap}{shape}",
            f"L{late}{gap}{shape}{order}", f"M{quotes}{gap}{self.quoted}", f"N{b}{c}{d}",
            f"O{early}{late}{gap}{order}", f"P{length}{inside}", f"Q{a}{b}{c}", f"R{kind}{opening}{length}",
            f"S{word}|{shape}|{inside}", f"T{opening}{shape}{order}", f"U{shape}{gap}{rest}{order}",
            f"V{forms[cut + 1]}|{gap}{b}", f"W{last}|{word}", f"X{rank}{shape}{gap}{order}",
            f"Y{brackets}{self.bracketed}{gap}", f"Z{markers}{others}{gap}", f"a{markers}{shape}{word}",
            f"b{rank}{inside}{gap}", f"c{letters[max(after, cut - 3):cut]}{gap}{b}",
            f"d{s.word[cut - 2]}|{last}{shape}", f"e{rest}{shape}{rank}{gap}",
            f"f{before}{gap}", f"g{before}{shape}{gap}", f"h{before}{rest}{gap}",
            f"i{before}{left[0]}{gap}{rest}", f"j{left[0]}{gap}{shape}", f"k{before}{left}{gap}",
            f"l{before}{inside}{gap}", f"m{before}{left[0]}{shape}{inside}",
        ]  # fmt: skip


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
        if (
            s.gap[cut]
            and set(s.gap[cut]) & set(";-")
            and s.word_at(cut + s.classes.startswith("C", cut)) in ("if", "unless")
        ):
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
        joined = cut and (s.classes[cut - 1] in "CHWKIVGM" or s.word[cut - 1] == "so")
        if leading or joined or s.gap[cut] or s.classes[cut] in "TSW":
            yield cut
        leading = leading and s.classes[cut] in "RCI"


def _right_ends(s: Sentence, low: int, high: int) -> Iterator[int]:
    for cut in range(low + 1, min(high + 1, s.size)):
        if s.gap[cut] or (s.classes[cut] in "CKWHIRTSDG" and s.word[cut - 1] not in _NOT_LAST):
            yield cut
    if high >= s.size:
        yield s.size


def _left_ends(s: Sentence, high: int) -> Iterator[int]:
    yield high
    for cut in range(high - 1, max(0, high - 40), -1):
        if s.gap[cut] or (high - cut < 4 and s.classes[cut] in "CRI"):
            yield cut


class ApodosisFeatures:
    """What a segment is judged by, given the protasis: its two edges, its inside and what it leaves out."""

    def __init__(self, sentence: Sentence, condition: Condition, end: int) -> None:
        self.sentence = sentence
        self.condition = condition
        self.protasis_end = end
        self.order = "L" if sentence.finite[condition.start] else "I"
        self.before = left_context(sentence, condition.start)
        self.left = _left_clause(sentence, condition.start)

    def _region(self, side: str) -> tuple[int, int]:
        return (self.protasis_end, self.sentence.size) if side == "R" else (0, self.condition.start)

    def start(self, side: Side, cut: int) -> list[str]:
        """The features of a segment's first edge."""
        s, (low, high) = self.sentence, self._region(side)
        gap = s.gap[cut] or "_"
        if cut == low:
            gap = "^" + s.gap[cut] if side == "R" else "^"
        a, b, c = s.letters[cut - 1], s.letters[cut], s.letters[cut + 1]
        shape, last, word = s.shapes[cut], s.forms[cut - 1], s.forms[cut]
        if side == "R":
            between, beyond = _cap(s.finite[cut] - s.finite[low]), _cap(s.finite[high] - s.finite[cut])
            distance = _length(cut - low)
        else:
            between, beyond = _cap(s.finite[high] - s.finite[cut], 4), _cap(s.finite[cut])
            distance = _length(high - cut)
        x = side + self.order
        return [
            f"a{x}{gap}{between}", f"b{side}{a}{gap}{b}", f"c{side}{gap}{b}{c}", f"d{side}{last}",
            f"e{side}{word}", f"f{side}{shape}{gap}", f"g{x}{shape}{between}", f"h{side}{distance}{gap}",
            f"i{x}{between}{beyond}", f"j{side}{shape}{a}{beyond}", f"k{side}{last}|{shape}",
            f"l{side}{a}{shape}{between}", f"m{side}{s.forms[cut - 2]}|{last}", f"n{side}{distance}{shape}",
            f"o{side}{last}{between}", f"p{side}{word}|{gap}",
        ]  # fmt: skip

    def end(self, side: Side, cut: int) -> list[str]:
        """The features of a segment's last edge."""
        s, (low, high) = self.sentence, self._region(side)
        gap = s.gap[cut] or "_"
        if cut == high:
            gap = "$" + s.gap[cut] if side == "L" else "$"
        a, b, c = s.letters[cut - 1], s.letters[cut], s.letters[cut + 1]
        shape, last, word = s.shapes[cut], s.forms[cut - 1], s.forms[cut]
        if side == "R":
            between, beyond = _cap(s.finite[cut] - s.finite[low]), _cap(s.finite[high] - s.finite[cut])
        else:
            between, beyond = _cap(s.finite[high] - s.finite[cut]), _length(high - cut)
        x = side + self.order
        return [
            f"q{x}{gap}{between}", f"r{side}{a}{gap}{b}", f"s{side}{gap}{b}{c}", f"t{side}{word}|{gap}",
            f"u{side}{last}", f"v{side}{shape}{gap}{between}", f"w{x}{between}{beyond}{gap}",
            f"x{side}{shape}{gap}{beyond}", f"y{side}{gap}{beyond}", f"z{side}{word}|{shape}",
        ]  # fmt: skip

    def inside(self, segment: Segment) -> list[str]:
        """The features that need both edges."""
        s, side, order = self.sentence, segment.side, self.order
        start, end, (low, high) = segment.start, segment.end, self._region(segment.side)
        verbs = min(3, s.finite[end] - s.finite[start])
        finite, left_out = _DIGITS[verbs], _cap(s.finite[high] - s.finite[low] - verbs)
        commas, length = _cap(s.commas[end] - s.commas[start + 1]), _length(end - start)
        modal, shape = "M" if "M" in s.classes[start:end] else "-", s.shapes[start]
        hinge, following = self._hinge(segment), _cap(s.finite[s.size] - s.finite[self.protasis_end], 2)
        return [
            f"0{side}{finite}{shape}", f"1{side}{finite}{order}{modal}", f"2{side}{commas}{finite}",
            f"3{side}{length}{finite}", f"4{s.quotes[end] - s.quotes[start + 1]}", f"5{side}{modal}{shape}",
            f"6{side}{length}{shape}", f"7{side}{order}{left_out}{finite}", f"8{hinge}",
            f"9{hinge}{following}", f"@{side}{self.before}{finite}", f"&{hinge}{self.before}",
            f"%{side}{self.before}{self.left}{following}",
        ]  # fmt: skip

    def _hinge(self, segment: Segment) -> str:
        """How the two clauses meet: side, words between them, and what stands after the protasis."""
        s, end = self.sentence, self.protasis_end
        between = segment.start - end if segment.side == "R" else self.condition.start - segment.end
        return f"{segment.side}{_cap(between)}{s.gap[end] or '_' if end < s.size else '$'}"

    def none(self) -> list[str]:
        """The features of "there is no apodosis"."""
        s, start, after, end = self.sentence, self.condition.start, self.condition.after, self.protasis_end
        left, right = s.finite[start], s.finite[s.size] - s.finite[end]
        gaps = f"{s.gap[start] or '_'}{s.gap[end] or '_'}"
        inside = _cap(s.finite[end] - s.finite[after], 2)
        return [
            "none", f"A{_cap(left, 2)}{_cap(right, 2)}", f"B{_length(start)}|{_length(s.size - end)}",
            f"C{s.word_at(start - 1)}", f"D{self.condition.type}{inside}", f"E{s.gap[s.size]}",
            f"F{gaps}{inside}", f"G{s.word_at(after)}",
            f"H{_cap(left, 1)}{_cap(right, 1)}{inside}{s.gap[start] or '_'}",
            f"I{s.shapes[end]}{_cap(right, 2)}", f"J{s.class_at(start - 1)}{inside}{s.gap[start] or '_'}",
            f"K{self.before}{_cap(right, 2)}{inside}",
        ]  # fmt: skip


# --- choosing ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clauses:
    """The cuts of the best protasis and of its apodosis, if it has one."""

    protasis: tuple[int, int]
    apodosis: Segment | None


Scored = tuple[float, Side, int, int]
"""The score of the two edges of a segment; its side, start and end."""
Ranked = TypeVar("Ranked", bound=tuple[float, *tuple[Any, ...]])


class Ranker:
    """Picks the clauses of a condition with the weights of the two conditional logits."""

    def __init__(self, protasis: Weights, apodosis: Weights) -> None:
        self.protasis = protasis
        self.apodosis = apodosis

    def protases(self, sentence: Sentence, condition: Condition) -> list[tuple[float, int]]:
        """The best few ends of the protasis with their log probabilities, best first."""
        ends = protasis_ends(sentence, condition)
        features = ProtasisFeatures(sentence, condition)
        scores = [score(self.protasis, features.of(end)) for end in ends]
        total = log_sum(scores)
        ranked = sorted(((s - total, end) for s, end in zip(scores, ends, strict=True)), reverse=True)
        return [pair for pair in ranked[:BEST] if pair[0] > ranked[0][0] - MARGIN]

    def choose(self, sentence: Sentence, condition: Condition) -> Clauses:
        """The pair of protasis and apodosis that is most probable together."""
        best, chosen = -math.inf, None
        left: list[Scored] | None = None
        for probability, end in self.protases(sentence, condition):
            features = ApodosisFeatures(sentence, condition, end)
            if left is None:  # the same for each protasis
                left = self._scored(features, left_edges(sentence, condition))
            right = self._scored(features, right_edges(sentence, condition, end))
            points, segment = self._best_apodosis(features, right + left)
            points += TRUST * probability
            if points > best:
                best, chosen = points, Clauses((condition.start, end), segment)
        assert chosen is not None
        return chosen

    def _best_apodosis(self, features: ApodosisFeatures, edged: list[Scored]) -> tuple[float, Segment | None]:
        """The score of the best apodosis of one protasis, and that apodosis, from pairs of edges.

        The inside is looked at only where the two edges are not far behind the best pair of edges.
        """
        best: tuple[float, Segment | None] = (score(self.apodosis, features.none()), None)
        lowest = max((points for points, *_ in edged), default=0.0) - BEHIND
        for points, side, start, end in _best(edged, PAIRS):
            if points > lowest:
                segment = Segment(side, start, end)
                points += score(self.apodosis, features.inside(segment))
                if points > best[0]:
                    best = points, segment
        return best

    def _scored(self, features: ApodosisFeatures, edges: Edges) -> list[Scored]:
        """The pairs of a start and an end on one side, with the sum of their scores."""
        side, weights = edges.side, self.apodosis
        starts = [(score(weights, features.start(side, cut)), cut) for cut in edges.starts]
        ends = [(score(weights, features.end(side, cut)), cut) for cut in edges.ends]
        return [
            (opening + closing, side, start, end)
            for opening, start in _best(starts, STARTS)
            for closing, end in _best(ends, ENDS)
            if end > start
        ]


def _best(scored: list[Ranked], count: int) -> list[Ranked]:
    """Those with the highest scores (their first members), at most `count`, in the order they stand in."""
    if len(scored) <= count:
        return scored
    points = [one[0] for one in scored]
    best = sorted(range(len(points)), key=points.__getitem__, reverse=True)[:count]
    return [scored[i] for i in sorted(best)]


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


def score(weights: Weights, features: list[str]) -> float:
    """The sum of the weights of the features; unknown ones count nothing."""
    return sum(map(weights.get, features, _ZEROS))


def log_sum(scores: list[float]) -> float:
    """Logarithm of the sum of the exponentials."""
    highest = max(scores)
    return highest + math.log(sum(math.exp(score - highest) for score in scores))


def read_weights(text: str) -> Weights:
    """The weights of a file as `LinearModel.dump` writes it, with one class."""
    cells = text.split("\n", 1)[1].split()
    numbers = {cell: float(cell) for cell in set(cells[1::2])}  # few: one object each stays in the cache
    return dict(zip(cells[::2], map(numbers.__getitem__, cells[1::2]), strict=True))


@lru_cache
def ranker() -> Ranker:
    """The ranker that ships with the package, read once."""
    models = resources.files("analysis").joinpath("models")
    return Ranker(
        *(
            read_weights(models.joinpath(f"{name}.tsv").read_text("utf-8"))
            for name in ("protasis", "apodosis")
        )
    )
