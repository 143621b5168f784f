"""Marks and denominators -> rates with intervals, one row a group.

The text is the sampling unit: an interval resamples documents (or speakers), never words. A group
without a mark is a row of zero, never a missing row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.measures.intervals import FEWEST, MANY, Floats, ratio_interval
from analysis.statistics.counts import Counts, Denominator, Levels, count_units, ordered, parse_per
from analysis.store import Marks

__all__ = [
    "NONE_FOUND",
    "ONE_TEXT",
    "ROUGH",
    "TOO_SHORT",
    "Levels",
    "RateSettings",
    "parse_per",
    "rated",
    "rates",
]

ONE_TEXT = "one text: described, not tested"
TOO_SHORT = "too short to rate"
NONE_FOUND = "none found: upper limit by Poisson"
ROUGH = 10  # units, or marks, below which an interval is called rough


def rates(
    marks: Marks,
    voices: pd.DataFrame,
    *,
    by: Sequence[str] = (),
    documents: pd.DataFrame | None = None,
    per: str = "1,000 words",
    unit: str = "doc_id",
    levels: Levels | None = None,
    min_words: int = 100,
    resamples: int = 2000,
    level: float = 0.95,
    seed: int = 1,
) -> pd.DataFrame:
    """Count, denominator, rate and interval for each group of `by`.

    `marks` and `voices` are tables of `analysis.tables` (`MARKS`, `VOICES`); the marks may also stay in a
    store (`analysis.store`). Only marks that stand in a row of `voices` (and of `documents`, if given) are
    counted, so a filter on the denominators filters the marks too. `by` may name columns of the marks
    (layer, item, category, sense ...), of the voices (voice, voice_kind, doc_id) and of the documents
    (their metadata). `levels` gives for a column the values to show, in this order, found or not.
    `unit` is what is resampled: "doc_id", or a column such as "voice" or a metadata field where speakers
    repeat; more than `measures.intervals.MANY` units are resampled in random groups.

    Columns: `by`, n (marks), denominator, per, rate (marks per `per`), low and high (studentised
    bootstrap by `unit`, ratio of sums), documents (those with a denominator), note. A group below
    `min_words` has no rate, one of fewer than five units no interval, and fewer than ten units or marks
    give a rough one; the note says so. A group without a mark has the rate 0 and the exact Poisson limit
    as its upper end.

    >>> marks = pd.DataFrame({"doc_id": ["a", "a", "b"], "layer": "modals", "item": ["can", "will", "can"],
    ...                       "voice": "narrator", "voice_kind": "narrator"})
    >>> voices = pd.DataFrame({"doc_id": ["a", "b"], "voice": "narrator", "voice_kind": "narrator",
    ...                        "words": [500, 500], "sentences": 20, "statements": 0})
    >>> rates(marks, voices, by=["item"])[["item", "n", "denominator", "rate", "documents"]]
       item  n  denominator  rate  documents
    0   can  2         1000   2.0          2
    1  will  1         1000   1.0          2
    """
    settings = RateSettings(parse_per(per, voices), unit, min_words, resamples, level, seed)
    options: dict[str, Any] = {"by": by, "documents": documents, "per": per, "unit": unit, "levels": levels}
    groups = count_units(marks, voices, **options, most=MANY, seed=seed)
    rows = [_key_frame(counts).assign(**rated(counts, settings)) for counts in groups]
    columns = [*by, "n", "denominator", "per", "rate", "low", "high", "documents", "note"]
    return ordered(pd.concat(rows, ignore_index=True)[columns], by, levels or {})


@dataclass(frozen=True, slots=True)
class RateSettings:
    """How a rate is formed: denominator, unit of resampling, shortest text, bootstrap."""

    base: Denominator
    unit: str
    min_words: int
    resamples: int
    level: float
    seed: int


def rated(counts: Counts, settings: RateSettings, *, variances: Floats | None = None) -> dict[str, Any]:
    """The columns n, denominator, per, rate, low, high, documents, note of one group: one value a cell.

    `variances` (units x cells) are those of counts that are expected values.
    """
    totals, size, scale = counts.marks.sum(axis=0), counts.sizes.sum(), settings.base.scale
    rate = low = high = np.full(len(totals), np.nan)
    if size and counts.words.sum() >= settings.min_words:
        rate = totals / size
        low, high = ratio_interval(
            counts.marks,
            counts.sizes,
            variances=variances,
            resamples=settings.resamples,
            seed=settings.seed,
            level=settings.level,
        )
    return {
        "n": totals.astype(int),
        "denominator": int(size),
        "per": settings.base.label,
        "rate": rate * scale,
        "low": low * scale,
        "high": high * scale,
        "documents": counts.documents,
        "note": [_note(counts, float(total), settings) for total in totals],
    }


def _note(counts: Counts, total: float, settings: RateSettings) -> str:
    units, noun = len(counts.units), "text" if settings.unit == "doc_id" else settings.unit
    if not units:
        return f"no {settings.base.noun}"
    if counts.words.sum() < settings.min_words:
        return TOO_SHORT
    if units == 1:
        return ONE_TEXT.replace("text", noun)
    if units < FEWEST:
        return f"{units} {noun}s: too few for an interval"
    if not total:
        return NONE_FOUND
    if units < ROUGH:
        return f"{units} {noun}s: rough interval"
    return f"{total:g} found: rough interval" if total < ROUGH else ""


def _key_frame(counts: Counts) -> pd.DataFrame:
    return counts.cells.assign(**counts.group)
