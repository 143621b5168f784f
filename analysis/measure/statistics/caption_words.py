"""What a caption says of the intervals and counts that were drawn, written from the design and the table."""

from collections.abc import Iterator
from typing import Final

import pandas as pd

from analysis.base.wording import joined, plural
from analysis.measure.statistics.design import SMOOTHER, Contrast, Design, Smoother

_METHODS: Final = {"holm": "Holm", "bh": "Benjamini and Hochberg"}
_SIDES: Final = (("a", "target"), ("b", "reference"))


def resampled(design: Design) -> str:
    """What was redrawn: "texts resampled"."""
    return f"{design.nouns} resampled"


def made(design: Design) -> str:
    """How the interval of a rate or a Log Ratio was made.

    >>> made(Design(unit="speaker")), made(Design(interval="studentised"))
    ('exact, widened by how speakers differ', 'texts resampled')
    """
    return f"exact, widened by how {design.nouns} differ" if _is_exact(design) else resampled(design)


def _is_exact(design: Design) -> bool:
    return design.interval == "widened"


def interval_note(rates: pd.DataFrame, design: Design) -> str:
    """How the intervals of a table of rates were made.

    >>> interval_note(pd.DataFrame({"interval": ["speakers resampled", ""]}), Design(level=0.9))
    'Lines: 90% intervals (speakers resampled).'
    """
    kinds = [kind for kind in rates["interval"].dropna().unique() if kind]
    made = f"Lines: {design.percent} intervals ({joined(kinds)})."
    return made if kinds else "No intervals: too short to rate."


def contrast_note(design: Design) -> str:
    """How the intervals of Log Ratios were made, and what a filled dot says.

    >>> contrast_note(Design(unit="speaker", level=0.9)).partition(", not")[0]
    'Log Ratio with 90% intervals (exact, widened by how speakers differ)'
    """
    adjusted = _is_exact(design) and design.adjustment != "none"
    filled = "the interval leaves out the same rate"
    if adjusted:
        how = _METHODS[design.adjustment]
        filled = f"the same rate is left out after correction for all rows drawn ({how})"
    return (
        f"Log Ratio with {design.percent} intervals ({made(design)}), not adjusted for the number of "
        f"rows or for picking some out; filled dots: {filled}.{unit_said(design)}"
    )


def unit_said(design: Design) -> str:
    """Which unit was taken and why, as a sentence of a caption; "" where it was not settled.

    >>> unit_said(Design(unit="speaker", unit_note="unit: speaker (9 and 11 speakers)"))
    ' Unit: speaker (9 and 11 speakers).'
    """
    note = design.unit_note
    return f" {note[0].upper()}{note[1:]}." if note else ""


def drawn_note(drawn: pd.DataFrame, contrast: Contrast, design: Design, noun: str) -> str:
    """How many marks of two groups are drawn, from a table of `comparison.compare` or `keyness.keyness`.

    >>> drawn = pd.DataFrame({"n_a": [9, 4], "n_b": [6, 1], "denominator_a": 900, "denominator_b": 800})
    >>> drawn_note(drawn, Contrast("party", "left"), Design(), "hedge")
    'Drawn: 13 hedges in 900 words of left, 7 hedges in 800 words of all others.'
    """
    if drawn.empty:
        return "Nothing is drawn."
    return f"Drawn: {', '.join(_sides(drawn, contrast, design, noun))}."


def line_note(design: Design, years: int, smoother: Smoother = SMOOTHER) -> str:
    """What the lines, bands and dots of a figure along time are.

    >>> line_note(Design(unit="speaker"), 10).partition(" (")[0]
    'Lines: local linear regression over the nearest 40% of the texts, with pointwise 95% bands'
    """
    times = "" if _is_exact(design) else f" {design.resamples:,} times"
    return (
        f"Lines: local linear regression over the nearest {100 * smoother.share:g}% of the texts, with "
        f"pointwise {design.percent} bands (percentiles, {resampled(design)} {smoother.resamples:,} times); "
        f"dots: periods of {plural(years, 'year')} with {design.percent} intervals ({made(design)}{times})."
        " A smooth line is too flat at a peak or a step, and its band does not know it; no line where no "
        f"texts lie.{unit_said(design)}"
    )


def _sides(drawn: pd.DataFrame, contrast: Contrast, design: Design, noun: str) -> Iterator[str]:
    per = design.per.lstrip("0123456789, ").removesuffix("s")
    for (side, other), name in zip(_SIDES, (contrast.a, contrast.b or "all others"), strict=True):
        marks, sizes = (
            drawn[f"{column}_{side}" if f"{column}_{side}" in drawn else f"{column}_{other}"]
            for column in ("n", "denominator")
        )
        yield f"{plural(int(marks.sum()), noun)} in {plural(int(sizes.max()), per)} of {name}"
