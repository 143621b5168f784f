"""Two readers of the same places -> how far they agree, where they do not, what both stand behind.

Values. A unit is a place that both judged; its value is what a reader says of it: the verdict with its
labels, or more coarsely whether the mark stands. For these, Krippendorff's alpha with an interval.

Spans. Marks that a reader adds are places the other may never have looked at, and nobody can count the
places where both rightly see nothing; so the marks left standing are compared as sets of spans by precision,
recall and F1, in the texts that both judged (Hripcsak and Rothschild 2005; Artstein and Poesio 2008).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from analysis.base.errors import StudyError
from analysis.base.layers import LAYERS
from analysis.review.decisions.alpha import alpha_interval, krippendorff_alpha, ratings
from analysis.review.decisions.applying import agreed, same_decision
from analysis.review.decisions.decision import VERDICTS, Decision
from analysis.review.decisions.span_agreement import ALL, span_scores

STANDS: Final = "stands or not"
READING: Final = "verdict and labels"
RESAMPLES: Final = 2000

Pair = tuple[Decision, Decision]


@dataclass(frozen=True)
class Agreement:
    """How far two readers agree.

    values           columns layer, value, units, documents, agreed, agreement (share), alpha, low, high,
                     interval (what was resampled); a row for each layer and all, for both kinds of value
    confusion        verdicts of the first reader by rows, of the second by columns: number of places
    spans            columns layer, spans (exact or overlapping), first, second (marks left standing),
                     precision, recall, f1; the first reader is the standard
    disagreements    columns document, layer, start, end, surface, first, second, and their reasons

    `first_only` and `second_only` count the places that one of the two judged alone.
    """

    values: pd.DataFrame
    confusion: pd.DataFrame
    spans: pd.DataFrame
    disagreements: pd.DataFrame
    first_only: int
    second_only: int


@dataclass(frozen=True, slots=True)
class Merged:
    """Decisions of two readers: those that stand together, and pairs that somebody has to settle."""

    decisions: tuple[Decision, ...]
    disputed: tuple[Pair, ...]


def compare_readers(
    first: Iterable[Decision], second: Iterable[Decision], *, seed: int = 1, resamples: int = RESAMPLES
) -> Agreement:
    """How far the decisions of two readers agree, with 95% intervals of alpha.

    Whole documents are resampled, or places where both readers share fewer than five documents. StudyError
    where the two share no place, judged different versions of a text, or one contradicts itself.
    """
    ones, others = (agreed(list(decisions)) for decisions in (first, second))
    pairs = _pairs(ones, others)
    if not pairs:
        raise StudyError("the two readers share no place; right would be two files about the same marks")
    return Agreement(
        values=pd.DataFrame(list(_values(pairs, seed, resamples))),
        confusion=_confusion(pairs),
        spans=pd.DataFrame(list(span_scores(ones, others))),
        disagreements=_disagreements(pairs),
        first_only=len(ones) - len(pairs),
        second_only=len(others) - len(pairs),
    )


def merge_decisions(first: Iterable[Decision], second: Iterable[Decision]) -> Merged:
    """All decisions of two readers but those about which they disagree: these are for somebody to settle.

    Disputed are places judged differently, and marks added on different words that overlap. Both names
    stay where both decided the same. StudyError where they judged different versions of a text.
    """
    ones, others = list(first), list(second)
    judged = agreed(ones), agreed(others)
    disputed = [pair for pair in _pairs(*judged) if not same_decision(*pair)]
    disputed += _rivals(*judged)
    open_places = {decision.place for pair in disputed for decision in pair}
    kept = {(one.place, one.annotator): one for one in [*others, *ones] if one.place not in open_places}
    return Merged(tuple(kept[key] for key in sorted(kept)), tuple(disputed))


def reading(decision: Decision) -> str:
    """What a reader says of a place, as a value: the verdict with its labels.

    >>> place = {"document": "a", "text": "0", "layer": "hedges", "start": 1, "end": 4, "surface": "say"}
    >>> reading(Decision(**place, verdict="relabel", labels={"category": "approximator"}))
    'relabel (category: approximator)'
    """
    labels = ", ".join(f"{name}: {value}" for name, value in sorted(decision.labels.items()))
    return f"{decision.verdict} ({labels})" if labels else decision.verdict


def _stands(decision: Decision) -> str:
    return "no mark" if decision.verdict == "reject" else "stands"


_KINDS: Final = {STANDS: _stands, READING: reading}


def _pairs(first: Sequence[Decision], second: Sequence[Decision]) -> list[Pair]:
    """The decisions about places that both judged, in order."""
    there = {decision.place: decision for decision in second}
    pairs = [
        (one, there[one.place]) for one in sorted(first, key=lambda one: one.place) if one.place in there
    ]
    for one, other in pairs:
        if one.text != other.text:
            raise StudyError(
                f"{one.document}: the readers judged different versions of this text "
                f"(digest {one.text} and {other.text})"
            )
    return pairs


def _rivals(first: Iterable[Decision], second: Iterable[Decision]) -> Iterator[Pair]:
    """Marks that both add, of one layer, on words that overlap but are not the same."""
    added: dict[tuple[str, str], list[Decision]] = {}
    for other in second:
        if other.verdict == "add":
            added.setdefault((other.document, other.layer), []).append(other)
    for one in first:
        if one.verdict == "add":
            near = added.get((one.document, one.layer), ())
            yield from ((one, other) for other in near if _overlap(one, other) and one.place != other.place)


def _overlap(one: Decision, other: Decision) -> bool:
    return one.start < other.end and other.start < one.end


def _values(pairs: Sequence[Pair], seed: int, resamples: int) -> Iterator[dict[str, Any]]:
    """The rows of `Agreement.values`."""
    for layer in (ALL, *(layer for layer in LAYERS if any(one.layer == layer for one, _ in pairs))):
        chosen = [pair for pair in pairs if layer in (ALL, pair[0].layer)]
        for kind, value in _KINDS.items():
            said = [(value(one), value(other)) for one, other in chosen]
            same = sum(one == other for one, other in said)
            documents = [one.document for one, _ in chosen]
            yield {
                "layer": layer,
                "value": kind,
                "units": len(said),
                "documents": len(set(documents)),
                "agreed": same,
                "agreement": same / len(said),
                "alpha": krippendorff_alpha(ratings(said)),
                **alpha_interval(said, documents, seed, resamples),
            }


def _confusion(pairs: Sequence[Pair]) -> pd.DataFrame:
    counts = Counter((one.verdict, other.verdict) for one, other in pairs)
    used = [verdict for verdict in VERDICTS if any(verdict in both for both in counts)]
    rows = [{"first": row, **{column: counts[row, column] for column in used}} for row in used]
    return pd.DataFrame(rows)


def _disagreements(pairs: Sequence[Pair]) -> pd.DataFrame:
    columns = ["document", "layer", "start", "end", "surface", "first", "second", "why_first", "why_second"]
    rows = [
        (*_about(one), reading(one), reading(other), one.reason, other.reason)
        for one, other in pairs
        if not same_decision(one, other)
    ]
    return pd.DataFrame(rows, columns=columns)


def _about(decision: Decision) -> tuple[str, str, int, int, str]:
    document, start, end, layer = decision.place
    return document, layer, start, end, decision.surface
