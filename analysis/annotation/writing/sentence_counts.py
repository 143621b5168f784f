"""The interchange record with the counts that its Parquet rows carry beyond the contract.

Rates per sentence need to know how many sentences begin in each voice. A table of marks has no text to
ask, so the rows say it: `sentences` of a statement, `excluded_sentences` of a document. The
narrator has the rest of the document's `sentences`.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Any

from analysis.annotation.interchange import to_record
from analysis.base.records import Annotation


def to_counted_record(annotation: Annotation) -> dict[str, Any]:
    """One document as the interchange format wants it, and the numbers of sentences beside it."""
    record = to_record(annotation)
    starts = [start for start, _ in annotation.sentences]
    record["excluded_sentences"] = _begin_within(starts, record["excluded"])
    for statement in record["statements"]:
        statement["sentences"] = _begin_within(starts, statement["spans"])
    return record


def _begin_within(starts: list[int], spans: Iterable[Sequence[int]]) -> int:
    """How many sentences begin in one of the spans."""
    return sum(bisect_left(starts, end) - bisect_left(starts, start) for start, end in spans)
