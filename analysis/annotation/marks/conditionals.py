"""Conditional constructions: markers, the clauses around them, their kind, and what they may be doing.

The lexicon (`lexicons/conditionals.toml`) names the markers; `markers.py` decides where they set a
condition, `clauses.py` finds protasis and apodosis, `condition_kinds.py` the kind from tense and
modal, `acting` the candidate acts with their reasons.

A condition that is a predicate (*What would worry me is if they leave*) has the words before its
marker as apodosis and the order *apodosis-first*. A command with *and* or *or* (*Do that and we
leave*) has no marker: the command is the protasis. Nor has a relative clause about anybody (*Any ship
that comes near will be sunk*): the noun phrase is the protasis.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from analysis.annotation.document_batches import portions
from analysis.annotation.marks.acting import act_candidates
from analysis.annotation.marks.clause_ranker import ranker
from analysis.annotation.marks.clauses import Case, Clauses, Condition, Segment, without_report
from analysis.annotation.marks.commands import clause_end
from analysis.annotation.marks.condition_kinds import kind_of
from analysis.annotation.marks.markers import CONSTRUCTIONS, Candidate, are_conditionals, candidates
from analysis.annotation.marks.sentence_words import (
    JOINED_CLAUSE,
    OPENS_CLAUSE,
    OPENS_MAIN_CLAUSE,
    Onset,
    Sentence,
)
from analysis.base.records import Conditional, ConditionalOrder, Span
from analysis.language.lexicon import Entry
from analysis.language.text import Text
from analysis.language.word_classes import CLAUSE_OPENERS, FINITE, JOINS, WordClass

PORTION: Final = 1_000
"""Candidates that are decided at once; with their sentences they are held in memory."""

UNMARKED: Final = ("coordination", "relative")
"""Categories of entries whose form is no marker: it joins the clauses, or begins a noun phrase."""


def find_conditionals(text: Text) -> list[Conditional]:
    """Each conditional of the text, by the position of its marker.

    >>> [mark] = find_conditionals(Text("They asked if we agree. We will leave if he wins."))
    >>> mark.marker_text, mark.kind, mark.order
    ('if', 'open', 'apodosis-first')
    """
    return conditionals_of([text])[0]


def conditionals_of(texts: Sequence[Text]) -> list[list[Conditional]]:
    """The conditionals of each text; those of many texts are decided together, which is faster."""
    return [[_with_acts(one) for one in found] for found in readings_of(texts)]


@dataclass(frozen=True, slots=True)
class Reading:
    """A conditional without its acts, and what they are told from."""

    mark: Conditional
    sentence: Sentence
    clauses: Clauses
    entry: Entry


def _with_acts(one: Reading) -> Conditional:
    return replace(
        one.mark, act_candidates=act_candidates(one.sentence, one.clauses, one.mark.kind, one.entry)
    )


def readings(text: Text) -> list[Reading]:
    """Each conditional of one text with its sentence."""
    return readings_of([text])[0]


def readings_of(texts: Sequence[Text]) -> list[list[Reading]]:
    """The conditionals of each text with their sentences, by the position of their markers."""
    found: list[list[Reading]] = [[] for _ in texts]
    for part in portions(candidates(texts), PORTION):
        answers = are_conditionals([one for _, one in part])
        chosen = [one for one, answer in zip(part, answers, strict=True) if answer]
        clauses = _clauses_of([one for _, one in chosen])
        for (number, one), parts in zip(chosen, clauses, strict=True):
            found[number].append(_reading(one, parts))
    return [sorted(_once(some), key=lambda one: (one.mark.start, one.mark.end)) for some in found]


def _once(found: Sequence[Reading]) -> Iterator[Reading]:
    """All but commands with a marker in them: *Suppose it rains and we will stay* is one condition."""
    starts = sorted(one.mark.start for one in found if one.mark.marker)
    for one in found:
        mark = one.mark
        if mark.marker or bisect_left(starts, mark.start) == bisect_left(starts, mark.end):
            yield one


def _reading(candidate: Candidate, clauses: Clauses) -> Reading:
    s, entry = candidate.sentence, candidate.entry
    protasis = span_of(s, candidate.text.text, *clauses.protasis)
    part = clauses.apodosis
    apodosis = span_of(s, candidate.text.text, part.start, part.end) if part else None
    if apodosis:
        protasis, apodosis = _uncrossed(protasis, apodosis)
    kind = kind_of(s, clauses, entry)
    marker = None if entry.category in UNMARKED else (candidate.start, candidate.end)
    mark = Conditional(
        marker=marker,
        marker_text=candidate.text.text[candidate.start : candidate.end] if marker else "",
        protasis=(min(protasis[0], marker[0]), max(protasis[1], marker[1])) if marker else protasis,
        apodosis=apodosis,
        kind=kind,
        order=order_of(s, clauses),
        entry=entry.id,
    )
    return Reading(mark, s, clauses, entry)


def _uncrossed(one: Span, other: Span) -> tuple[Span, Span]:
    """Two clauses of which the first keeps a quotation mark that both would take."""
    if one[0] < other[0] < one[1] < other[1]:
        return one, (one[1], other[1])
    if other[0] < one[0] < other[1] < one[1]:
        return (other[1], one[1]), other
    return one, other


def _clauses_of(candidates: Sequence[Candidate]) -> list[Clauses]:
    """The clauses of each: by rules, or by the models, which are asked for all together."""
    found = [_by_rule(candidate) for candidate in candidates]
    asked = [i for i, clauses in enumerate(found) if clauses is None]
    ranked = ranker().choose([Case(candidates[i].sentence, candidates[i].condition) for i in asked])
    for i, clauses in zip(asked, ranked, strict=True):
        whole = without_report(candidates[i].sentence, clauses)
        found[i] = Clauses(whole.protasis, None) if candidates[i].entry.id == "what-if" else whole
    return [clauses for clauses in found if clauses]


def _by_rule(candidate: Candidate) -> Clauses | None:
    s, condition = candidate.sentence, candidate.condition
    build = CONSTRUCTIONS.get(candidate.entry.test)
    if build is not None and (built := build(s, condition)):
        return built
    if candidate.entry.test == "otherwise":
        return _otherwise_clauses(s, condition)
    if condition.after >= s.size:
        return Clauses((condition.start, condition.after), None)
    return None


def _otherwise_clauses(s: Sentence, condition: Condition) -> Clauses:
    """The clause after *otherwise*, or the clause it stands in, marker included."""
    start, after = condition.start, condition.after
    end = clause_end(s, after)
    if s.shapes[after] in OPENS_MAIN_CLAUSE or start == 0:
        return Clauses((start, after), Segment("R", after, end) if after < end else None)
    low = next((i for i in range(start, 0, -1) if s.gap[i] or s.classes[i - 1] in JOINS), 0)
    if s.class_at(low - 1) == WordClass.WH and s.classes[low] in FINITE:
        low -= 1
    return Clauses((start, after), Segment("R", low, end))


_NEW_CLAUSE: Final = (OPENS_CLAUSE | JOINED_CLAUSE) - {Onset.COMMAND}
"""What begins behind a protasis where the main clause was complete before it."""


def order_of(s: Sentence, clauses: Clauses) -> ConditionalOrder:
    """Where the protasis stands; *embedded* is between two parts of its own main clause."""
    segment, (start, end) = clauses.apodosis, clauses.protasis
    if segment is None:
        return "alone"
    if start > 0 and end < s.size and s.gap[start] and s.gap[end] and _interrupts(s, segment, start, end):
        return "embedded"
    return "protasis-first" if segment.side == "R" else "apodosis-first"


def _interrupts(s: Sentence, segment: Segment, start: int, end: int) -> bool:
    """The words after the protasis lack a subject of their own, or go on where the words before stopped."""
    if segment.side == "R":
        return (
            segment.start == end
            and s.shapes[end] == Onset.FINITE_VERB
            and s.classes[start - 1] not in CLAUSE_OPENERS
        )
    return segment.end == start and s.shapes[end] not in _NEW_CLAUSE and s.gap[end] != "."


_PAIRS: Final = {"“": "”", "«": "»", "(": ")", "[": "]", '"': '"'}


def span_of(s: Sentence, text: str, first: int, last: int) -> Span:
    """Characters of the words between two cuts, with a quotation mark or bracket whose partner is inside."""
    start, end = s.start[first], s.end[last - 1]
    for left, right in _PAIRS.items():
        inside = text[start:end]
        surplus = inside.count(left) % 2 if left == right else inside.count(left) - inside.count(right)
        if surplus > 0 and text[end : end + 1] == right:
            end += 1
        elif surplus and text[start - 1 : start] == left:
            start -= 1
    return start, end
