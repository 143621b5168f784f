"""Every number opens to its sentences: marks in their context, and what the layers share."""

from collections.abc import Iterable
from itertools import permutations
from typing import Any, Final

import pandas as pd

from analysis.records import LAYERS, Annotation, Conditional, Mark, Span

CONTEXT: Final = {
    "doc_id": "string",
    "start": "int64",
    "voice": "string",
    "voice_kind": "string",
    "item": "string",
    "category": "string",
    "left": "string",  # the sentence up to the mark
    "mark": "string",
    "right": "string",  # the sentence after the mark
}


def context_table(marks: pd.DataFrame, annotations: Iterable[Annotation]) -> pd.DataFrame:
    """The marks with their sentence, voice and category: one row a mark, with the columns of `CONTEXT`.

    White space is drawn together, so that a sentence over several lines stays one line.
    """
    by_id = {annotation.document.id: annotation for annotation in annotations}
    rows = [_context_row(row, by_id[row["doc_id"]]) for row in marks.to_dict("records")]
    return pd.DataFrame(rows, columns=list(CONTEXT)).astype(dict(CONTEXT))


def overlaps_table(annotations: Iterable[Annotation]) -> pd.DataFrame:
    """How many marks of one layer share characters with another: layer, other, n, total, share.

    A conditional counts with its whole construction, protasis and apodosis, so that the row
    "modals, conditionals" reads: so many modals stand inside a conditional.
    """
    pairs = list(permutations(LAYERS, 2))
    shared = dict.fromkeys(pairs, 0)
    totals = dict.fromkeys(LAYERS, 0)
    for annotation in annotations:
        spans = {layer: [_extent(mark) for mark in getattr(annotation, layer)] for layer in LAYERS}
        for layer in LAYERS:
            totals[layer] += len(spans[layer])
        for one, other in pairs:
            shared[one, other] += sum(_touches(span, spans[other]) for span in spans[one])
    rows = [
        {"layer": one, "other": other, "n": n, "total": totals[one], "share": n / totals[one]}
        for (one, other), n in shared.items()
        if totals[one]
    ]
    return pd.DataFrame(rows, columns=["layer", "other", "n", "total", "share"])


def _context_row(row: dict[Any, Any], annotation: Annotation) -> dict[str, Any]:
    text = annotation.document.text
    start, end = int(row["start"]), int(row["end"])
    left, right = annotation.sentences[row["sentence"]] if annotation.sentences else (start, end)
    kept = {key: row[key] for key in ("doc_id", "start", "voice", "voice_kind", "item", "category")}
    return kept | {
        "left": _one_line(text[min(left, start) : start]),
        "mark": _one_line(text[start:end]),
        "right": _one_line(text[end : max(right, end)]),
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _extent(mark: Mark) -> tuple[Span, ...]:
    if isinstance(mark, Conditional):
        return tuple(span for span in (mark.protasis, mark.apodosis) if span)
    return ((mark.start, mark.end),)


def _touches(mark: tuple[Span, ...], others: Iterable[tuple[Span, ...]]) -> bool:
    pairs = ((one, other) for one in mark for spans in others for other in spans)
    return any(one[0] < other[1] and other[0] < one[1] for one, other in pairs)
