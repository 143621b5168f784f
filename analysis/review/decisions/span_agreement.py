"""The marks that two readers leave standing, compared as sets of spans: precision, recall, F1.

Nobody can count the places where both rightly see nothing, so a measure that is corrected for chance has
nothing to stand on; F1 needs no such places (Hripcsak and Rothschild 2005).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from analysis.base.layers import LAYERS
from analysis.base.records import Span
from analysis.review.decisions.decision import Decision

ALL: Final = "all layers"

Where = tuple[str, str]
"""A document and a layer."""
Standing = list[tuple[Where, Span]]


def span_scores(first: Sequence[Decision], second: Sequence[Decision]) -> Iterator[dict[str, Any]]:
    """Rows for all layers and each: spans (exact or overlapping), first, second, precision, recall, f1.

    `first` and `second` count the marks left standing in the texts that both judged; the first reader is the
    standard. Spans overlap that share a character.
    """
    shared = {one.document for one in first} & {other.document for other in second}
    standing = [_standing(decisions, shared) for decisions in (first, second)]
    for layer in (ALL, *(layer for layer in LAYERS if any(spans[layer] for spans in standing))):
        ours, theirs = (spans[layer] for spans in standing)
        for kind, found in (("exact", _exact), ("overlapping", _overlapping)):
            yield {
                "layer": layer,
                "spans": kind,
                "first": len(ours),
                "second": len(theirs),
                **_f_score(found(theirs, ours), len(theirs), found(ours, theirs), len(ours)),
            }


def _standing(decisions: Iterable[Decision], documents: set[str]) -> dict[str, Standing]:
    """The marks that a reader leaves standing in some documents, by layer and in all."""
    found: dict[str, Standing] = {layer: [] for layer in (ALL, *LAYERS)}
    for one in decisions:
        if one.verdict != "reject" and one.document in documents:
            for layer in (ALL, one.layer):
                found[layer].append(((one.document, one.layer), (one.start, one.end)))
    return found


def _exact(found: Standing, standard: Standing) -> int:
    return len(set(found) & set(standard))


def _overlapping(found: Standing, standard: Standing) -> int:
    """How many share a character with one of the others, of the same layer and text."""
    there: dict[Where, list[Span]] = {}
    for where, span in standard:
        there.setdefault(where, []).append(span)
    return sum(
        any(start < span[1] and span[0] < end for start, end in there.get(where, ())) for where, span in found
    )


def _f_score(right: int, found: int, met: int, there: int) -> dict[str, float]:
    """Precision (share of the found that is right), recall (share of what is there that is met), and F1."""
    precision = right / found if found else float("nan")
    recall = met / there if there else float("nan")
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": precision, "recall": recall, "f1": f1}
