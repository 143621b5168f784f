"""Marks and denominators -> rates with intervals, one row a group.

The text (or the speaker) is the sampling unit, never the word: an interval is as wide as texts differ. A
group without a mark is a row of zero, never a missing row.
"""

from typing import Any

import numpy as np
import pandas as pd

from analysis.measure.formulas import widened
from analysis.measure.formulas.intervals import FEWEST, MANY, Floats, ratio_interval
from analysis.measure.statistics.counts import Counts, count_units, ordered
from analysis.measure.statistics.design import DEFAULT, Design
from analysis.measure.statistics.inference_units import with_unit
from analysis.measure.store import Marks

ONE_TEXT = "one text: described, not tested"
TOO_SHORT = "too short to rate"
NONE_FOUND = "none found: upper limit by Poisson"
ROUGH = 8  # units below which an interval is called rough
RARE = 10  # marks below which a bootstrap interval is


def rates(
    marks: Marks,
    voices: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    design: Design = DEFAULT,
) -> pd.DataFrame:
    """Count, denominator, rate and interval for each group of `design.by`.

    `marks` and `voices` are tables of `analysis.measure.tables` (`MARKS`, `VOICES`); the marks may also stay
    in a
    store (`analysis.measure.store`). Only marks that stand in a row of `voices` (and of `documents`, if
    given) are
    counted, so a filter on the denominators filters the marks too. More than `measures.intervals.MANY`
    units are taken in random groups.

    Columns: `by`, n (marks), denominator, per, rate (marks per `per`), low and high (its interval by
    unit: `formulas.widened`, or as `design.interval` says), documents (those with a denominator), note. A
    group below `min_words` has no rate, one of fewer than five units no interval, and fewer than eight units
    give a rough one; the note says so. A group without a mark has the rate 0 and the exact Poisson limit
    as its upper end.

    >>> marks = pd.DataFrame({"doc_id": ["a", "a", "b"], "layer": "modals", "item": ["can", "will", "can"],
    ...                       "voice": "narrator", "voice_kind": "narrator"})
    >>> voices = pd.DataFrame({"doc_id": ["a", "b"], "voice": "narrator", "voice_kind": "narrator",
    ...                        "words": [500, 500], "sentences": 20, "statements": 0})
    >>> rates(marks, voices, design=Design(by="item"))[["item", "n", "denominator", "rate", "documents"]]
       item  n  denominator  rate  documents
    0   can  2         1000   2.0          2
    1  will  1         1000   1.0          2
    """
    design = with_unit(design, voices, documents, design.by)
    groups = count_units(marks, voices, documents, design, most=MANY)
    rows = [_key_frame(counts).assign(**rated(counts, design)) for counts in groups]
    columns = [*design.by, "n", "denominator", "per", "rate", "low", "high", "documents", "note"]
    return ordered(pd.concat(rows, ignore_index=True)[columns], design.by, design.levels)


def rated(counts: Counts, design: Design, *, variances: Floats | None = None) -> dict[str, Any]:
    """The columns n, denominator, per, rate, low, high, documents, note of one group: one value a cell.

    `variances` (units x cells) are those of counts that are expected values.
    """
    totals, size, scale = counts.marks.sum(axis=0), counts.sizes.sum(), counts.base.scale
    rate = low = high = np.full(len(totals), np.nan)
    if size and counts.words.sum() >= design.min_words:
        rate = totals / size
        low, high = _interval(counts, design, variances)
    return {
        "n": totals.astype(int),
        "denominator": int(size),
        "per": counts.base.label,
        "rate": rate * scale,
        "low": low * scale,
        "high": high * scale,
        "documents": counts.documents,
        "note": [_note(counts, float(total), design) for total in totals],
    }


def _interval(counts: Counts, design: Design, variances: Floats | None) -> tuple[Floats, Floats]:
    if design.interval == "widened":
        return widened.rate_interval(counts.marks, counts.sizes, variances=variances, level=design.level)
    return ratio_interval(
        counts.marks,
        counts.sizes,
        variances=variances,
        resamples=design.resamples,
        seed=design.seed,
        level=design.level,
    )


def _note(counts: Counts, total: float, design: Design) -> str:
    units, noun = len(counts.units), design.noun
    if not units:
        return f"no {counts.base.noun}"
    if counts.words.sum() < design.min_words:
        return TOO_SHORT
    if units == 1:
        return ONE_TEXT.replace("text", noun)
    if units < FEWEST:
        return f"{units} {design.nouns}: too few for an interval"
    if not total:
        return NONE_FOUND
    if units < ROUGH:
        return f"{units} {design.nouns}: rough interval"
    rough = total < RARE and design.interval == "studentised"
    return f"{total:g} found: rough interval" if rough else ""


def _key_frame(counts: Counts) -> pd.DataFrame:
    return counts.cells.assign(**counts.group)
