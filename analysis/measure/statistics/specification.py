"""One finding under all defensible choices: the specification curve (Simonsohn, Simmons and Nelson 2020).

A choice is a function from `Tables` to `Tables`; a dimension is a set of named choices of which each
specification takes one. The finding is the difference between two groups, as a Log Ratio.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

from analysis.base.errors import StudyError
from analysis.measure.statistics.comparison import SIDE, count_pair, effects, two_groups
from analysis.measure.statistics.counts import check_columns, parse_per
from analysis.measure.statistics.design import DEFAULT, Contrast, Design
from analysis.measure.statistics.inference_units import with_unit
from analysis.measure.statistics.overlaps import marks_apart
from analysis.measure.store import Marks, select
from analysis.measure.taxonomies import lens_labels


@dataclass(frozen=True, slots=True)
class Tables:
    """What a specification is computed from: tables of `analysis.measure.tables` and how rates are formed."""

    marks: Marks
    voices: pd.DataFrame
    documents: pd.DataFrame
    design: Design = DEFAULT


Choice: TypeAlias = Callable[[Tables], Tables]
Dimensions: TypeAlias = Mapping[str, Mapping[str, Choice]]

FOUND: Final = ("n_a", "n_b", "rate_a", "rate_b", "log_ratio", "low", "high", "same_sign", "note")


def keep_all(tables: Tables) -> Tables:
    """The choice to leave the tables as they are."""
    return tables


def only_marks(layer: str, column: str, values: Collection[str]) -> Choice:
    """In this layer only marks with these values: a lens (`item` in a published list), some categories."""

    def kept(marks: pd.DataFrame) -> pd.DataFrame:
        return marks[(marks["layer"] != layer) | marks[column].isin(list(values))]

    def choose(tables: Tables) -> Tables:
        check_columns("only_marks", [column], list(tables.marks.columns))
        return replace(tables, marks=select(tables.marks, kept))

    return choose


def through_lens(layer: str, lens: str) -> Choice:
    """In this layer (hedges or boosters) only what one published taxonomy of `analysis.measure.taxonomies`
    calls so."""

    def seen(marks: pd.DataFrame) -> pd.DataFrame:
        known = pd.MultiIndex.from_frame(marks[["layer", "item", "category"]]).isin(list(lens_labels(lens)))
        return marks[(marks["layer"] != layer) | known]

    def choose(tables: Tables) -> Tables:
        return replace(tables, marks=select(tables.marks, seen))

    return choose


def only_voices(*kinds: str) -> Choice:
    """Words of these kinds of voice: direct, mixed, indirect, narrator."""

    def choose(tables: Tables) -> Tables:
        return replace(tables, voices=tables.voices[tables.voices["voice_kind"].isin(kinds)])

    return choose


def denominator(per: str) -> Choice:
    """Rates per this denominator ("1,000 words", "100 sentences", "statement")."""
    return lambda tables: replace(tables, design=replace(tables.design, per=per))


def at_least_words(words: int) -> Choice:
    """Documents of at least so many words."""

    def choose(tables: Tables) -> Tables:
        return replace(tables, documents=tables.documents[tables.documents["words"] >= words])

    return choose


def without_overlap(layer: str) -> Choice:
    """Leaves out the marks that share characters with a mark of `layer`, as when modals are no hedges."""

    def choose(tables: Tables) -> Tables:
        return replace(tables, marks=marks_apart(tables.marks, layer))

    return choose


def specification_curve(
    tables: Tables,
    dimensions: Dimensions,
    contrast: Contrast,
    *,
    layer: str,
) -> pd.DataFrame:
    """The difference of `layer` between two groups, once for each combination of choices.

    One row a specification, by falling Log Ratio, with a column for each dimension, then n_a, n_b, rate_a,
    rate_b (per the denominator of that specification), log_ratio, low, high (bootstrap by unit),
    same_sign (as the majority; missing where nothing could be compared) and note. `curve_summary` counts.

        specification_curve(
            Tables(marks, voices, documents, Design(unit="speaker")),
            {
                "voices": {"all": keep_all, "quoted": only_voices("direct", "mixed")},
                "denominator": {"words": keep_all, "sentences": denominator("100 sentences")},
            },
            Contrast("party", "Democratic", "Republican"),
            layer="hedges",
        )

    StudyError without a dimension, or for an unknown column or group.
    """
    if not dimensions or not all(dimensions.values()):
        raise StudyError(
            "specification: right would be at least one dimension, each with at least one choice"
        )
    two_groups(tables.voices, tables.documents, contrast)  # an unknown group stops here
    rows = []
    for names in product(*dimensions.values()):
        chosen = tables
        for dimension, name in zip(dimensions, names, strict=True):
            chosen = dimensions[dimension][name](chosen)
        rows.append(dict(zip(dimensions, names, strict=True)) | _finding(chosen, layer, contrast))
    curve = pd.DataFrame(rows)
    curve["same_sign"] = _same_sign(curve["log_ratio"].to_numpy(dtype=float))
    order = [*dimensions, *FOUND]
    return curve[order].sort_values("log_ratio", ascending=False, kind="stable", ignore_index=True)


def dimensions_of(curve: pd.DataFrame) -> list[str]:
    """The columns of a curve that hold choices."""
    return [str(name) for name in curve.columns if name not in FOUND]


def curve_summary(curve: pd.DataFrame) -> dict[str, float | int]:
    """How stable the finding is.

    Keys: specifications, compared (those with a Log Ratio), different (as choices that change nothing repeat
    a result), median, lowest, highest; of those compared the share_same_sign (as the median) and
    share_clear (whose whole interval lies on that side).
    """
    compared = curve[curve["log_ratio"].notna()]
    side = np.sign(compared["log_ratio"].median()) if len(compared) else 0.0
    clear = (np.sign(compared["low"]) == side) & (np.sign(compared["high"]) == side)
    return {
        "specifications": len(curve),
        "compared": len(compared),
        "different": len(compared[["n_a", "n_b", "log_ratio"]].round(9).drop_duplicates()),
        "median": float(compared["log_ratio"].median()),
        "lowest": float(compared["log_ratio"].min()),
        "highest": float(compared["log_ratio"].max()),
        "share_same_sign": float(compared["same_sign"].astype(float).mean()),
        "share_clear": float(clear.mean()),
    }


def _finding(tables: Tables, layer: str, contrast: Contrast) -> dict[str, Any]:
    marks = select(tables.marks, lambda marks: marks[marks["layer"] == layer])
    base = parse_per(tables.design.per, tables.voices)
    try:
        voices, documents = two_groups(tables.voices, tables.documents, contrast)
        design = with_unit(tables.design.grouped(), voices, documents, [SIDE])
        pair = count_pair(marks, voices, documents, design)
    except StudyError:
        return _nothing("one group has no text left")
    sizes = {"a": pair.a.sizes.sum(), "b": pair.b.sizes.sum()}
    if not all(sizes.values()):
        return _nothing(f"one group has no {base.noun}")
    found = {name: value[0] for name, value in effects(pair, design).items()}
    totals = {"a": pair.a.marks.sum(), "b": pair.b.marks.sum()}
    return (
        {f"n_{side}": int(total) for side, total in totals.items()}
        | {f"rate_{side}": total / sizes[side] * base.scale for side, total in totals.items()}
        | {"log_ratio": found["log_ratio"], "low": found["log_ratio_low"], "high": found["log_ratio_high"]}
        | {"note": "" if np.isfinite(found["log_ratio_low"]) else "no interval"}
    )


def _nothing(note: str) -> dict[str, Any]:
    return (
        {"n_a": 0, "n_b": 0}
        | dict.fromkeys(("rate_a", "rate_b", "log_ratio", "low", "high"), np.nan)
        | {"note": note}
    )


def _same_sign(values: "np.ndarray[Any, np.dtype[np.float64]]") -> "pd.api.extensions.ExtensionArray":
    """Whether each value has the sign of the median."""
    known = values[np.isfinite(values)]
    side = np.sign(np.median(known)) if len(known) else 0.0
    return pd.array(
        [bool(np.sign(value) == side) if np.isfinite(value) else None for value in values], dtype="boolean"
    )
