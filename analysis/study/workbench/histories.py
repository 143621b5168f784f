"""The tables behind the notebooks on time and on two groups: an annotated corpus in, one tidy table out."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Final

import pandas as pd

from analysis.base.layers import LAYERS, TAXONOMIES
from analysis.base.wording import plural
from analysis.measure.formulas.intervals import FEWEST
from analysis.measure.statistics.caption_words import contrast_note, drawn_note, line_note
from analysis.measure.statistics.comparison import CORRECTED, SIDE, as_shown, compare, two_groups
from analysis.measure.statistics.design import DEFAULT, SMOOTHER, Contrast, Design
from analysis.measure.statistics.frequencies import rates
from analysis.measure.statistics.inference_units import with_unit
from analysis.measure.statistics.methods import methods_latex, methods_paragraph
from analysis.measure.statistics.specification import (
    Choice,
    Tables,
    at_least_words,
    denominator,
    keep_all,
    only_voices,
    specification_curve,
    through_lens,
    without_overlap,
)
from analysis.measure.statistics.time_series import change, straight_lines, timeline, with_dates, with_years
from analysis.measure.statistics.what_ran import Procedure, compared
from analysis.study.workbench.annotated_corpus import AnnotatedCorpus

_SHOWN: Final = ("n_a", "n_b", "per", "rate_a", "rate_b", "log_ratio", "log_ratio_low", "log_ratio_high")

_RATED: Final = ("n", "denominator", "per", "rate", "low", "high", "documents", "note")

CURVE_RESAMPLES: Final = 1000
"""Resamples of each specification of a curve."""
LENSES: Final = {"Hyland 2005": "hyland2005", "Holmes 1988": "holmes1988", "Biber 1988": "biber1988"}
"""The taxonomies that speak of both hedges and boosters."""


def compared_columns(design: Design) -> list[str]:
    """The columns of a comparison that a paper shows, with the p-values that the design asks for.

    >>> compared_columns(Design(adjustment="bh"))[14:19]
    ['test', 'p_rank_bh', 'family_rank', 'p_model_bh', 'family_model']
    """
    adjusted = CORRECTED[design.adjustment]
    sizes = [f"p_log_ratio{adjusted}", "family_log_ratio", "p_equivalent"]
    tests = [*sizes, "test", f"p_rank{adjusted}", "family_rank", f"p_model{adjusted}", "family_model"]
    return ["item", *_SHOWN, "percent_diff", "g2", *tests, "documents_a", "documents_b", "note"]


def settled(
    corpus: AnnotatedCorpus,
    unit: str = "",
    *,
    hierarchy: Sequence[str] = (),
    contrast: Contrast | None = None,
) -> Design:
    """The design of the corpus with its unit: as asked, or found for two groups (`inference_units`).

    `hierarchy` are levels above the text from low to high; where none are named, "speaker" where speakers
    repeat. The design says in its `unit_note` which unit it is and how many there are.
    """
    design = replace(corpus.design, unit=unit, hierarchy=hierarchy)
    voices, documents = corpus.denominators, corpus.documents
    if contrast is None:
        return with_unit(design, voices, documents)
    return with_unit(design, *two_groups(voices, documents, contrast), [SIDE])


def item_history(
    corpus: AnnotatedCorpus, layer: str, items: Sequence[str], design: Design, *, years: int = 10
) -> pd.DataFrame:
    """`time_series.timeline` of some items of a layer."""
    by_item = design.grouped("item", levels={"item": items})
    return timeline(corpus.countable(layer), corpus.denominators, corpus.documents, by_item, years=years)


def layer_history(
    corpus: AnnotatedCorpus, layers: Sequence[str], design: Design, *, years: int = 10
) -> pd.DataFrame:
    """`time_series.timeline` of whole layers."""
    by_layer = design.grouped("layer", levels={"layer": layers})
    return timeline(corpus.countable(), corpus.denominators, corpus.documents, by_layer, years=years)


def straightness(corpus: AnnotatedCorpus, layer: str, items: Sequence[str], design: Design) -> str:
    """Which items leave a straight course, in a sentence; "" where no text has a date.

    p-values by whole units (`time_series.straight_lines`), corrected as the design asks.
    """
    documents = with_dates(corpus.documents)
    if "date" not in documents or documents["date"].isna().all():
        return ""
    by_item = design.grouped("item", levels={"item": items})
    table = straight_lines(corpus.countable(layer), corpus.denominators, documents, by_item)
    column = f"p_straight{CORRECTED[design.adjustment]}"
    said = [f"{item} p = {p:.3f}" for item, p in zip(table["item"], table[column], strict=True) if p == p]
    if not said:
        return f"A straight course cannot be tested: fewer than {FEWEST} {design.nouns}."
    return f"Does the course leave a straight line, by whole {design.nouns}? {'; '.join(said)}."


def course_in_words(table: pd.DataFrame, by: str) -> str:
    """Where the lines of a timeline begin, peak and end, for the alternative text of its figure.

    >>> course_in_words(pd.DataFrame({"item": "can", "part": "line", "at": [1800.0, 1900.0, 2000.0],
    ...                               "rate": [2.0, 3.0, 1.0], "per": "1,000 words"}), "item")
    'Rates per 1,000 words. can: 2.0 in 1800, highest 3.0 in 1900, 1.0 in 2000.'
    """
    line = table[(table["part"] == "line") & table["rate"].notna()]
    if line.empty:
        return "No text has a date, or all are too short to rate."
    courses = [f"{name}: {_course(rows)}" for name, rows in line.groupby(by, sort=False)]
    return f"Rates per {line['per'].iloc[0]}. {'; '.join(courses)}."


def _course(rows: pd.DataFrame) -> str:
    points = rows.sort_values("at")[["at", "rate"]].to_numpy(dtype=float)
    (first, start), (last, end) = points[0], points[-1]
    top, height = points[points[:, 1].argmax()]
    peak = f", highest {height:.1f} in {top:.0f}" if top not in (first, last) else ""
    return f"{start:.1f} in {first:.0f}{peak}, {end:.1f} in {last:.0f}"


def period_change(
    corpus: AnnotatedCorpus,
    layer: str,
    items: Sequence[str],
    design: Design,
    *,
    before: Sequence[int],
    after: Sequence[int],
) -> pd.DataFrame:
    """`time_series.change` of some items; no row without texts in both periods."""
    by_item = design.grouped("item", levels={"item": items})
    dated = _dated(corpus)
    years = pd.to_numeric(dated["year"], errors="coerce")
    if not all(years.between(period[0], period[1]).any() for period in (before, after)):
        return pd.DataFrame(columns=compared_columns(design))
    first, second = (before[0], before[1]), (after[0], after[1])
    return change(corpus.countable(layer), corpus.denominators, dated, by_item, before=first, after=second)


def split_history(
    corpus: AnnotatedCorpus, layers: Sequence[str], design: Design, *, split: str, years: int = 50
) -> pd.DataFrame:
    """Rates of layers by a field of the metadata within periods; empty where no text has the field."""
    dated = with_years(_dated(corpus), date="year", years=years, name="period")
    if split not in dated or dated[split].isna().all():
        return pd.DataFrame(columns=["layer", "period", split or "split", *_RATED])
    by_split = design.grouped("layer", "period", split, levels={"layer": layers})
    table = rates(corpus.countable(), corpus.denominators, dated[dated["period"].notna()], by_split)
    return table[table["documents"] > 0].reset_index(drop=True)


def field_history(corpus: AnnotatedCorpus, layers: Sequence[str], *, field: str) -> pd.DataFrame:
    """Rates of layers for each value of a field (a president, a party), in the order of its first text.

    Columns: those of `frequencies.rates` with layer, first (the year) and the field; empty where no text
    has a date or the field. The texts are the units.
    """
    dated = _dated(corpus)
    columns = ["layer", "first", field or "field", *_RATED]
    if field not in dated or dated[["year", field]].isna().any(axis=1).all():
        return pd.DataFrame(columns=columns)
    known = dated[dated[field].notna() & dated["year"].notna()]
    first = known.groupby(field)["year"].min()
    order = list(first.sort_values(kind="stable").index)
    by_field = corpus.design.grouped("layer", field, levels={"layer": layers, field: order})
    table = rates(corpus.countable(), corpus.denominators, known, by_field)
    return table.assign(first=table[field].map(first))[columns]


def group_comparison(corpus: AnnotatedCorpus, layer: str, contrast: Contrast, design: Design) -> pd.DataFrame:
    """`comparison.compare` of the items of a layer, by falling Log Ratio."""
    by_item = design.grouped("item")
    table = compare(corpus.countable(layer), corpus.denominators, corpus.documents, contrast, by_item)
    return table.sort_values(["log_ratio", "item"], ascending=[False, True], ignore_index=True)


def answer(corpus: AnnotatedCorpus, layer: str, contrast: Contrast, design: Design) -> str:
    """The answer in one sentence: the rate of a whole layer in both groups, and how many times as often.

    'Modal verbs: 14.1 per 1,000 words in red, 12.0 in blue: 1.18 times as often [1.02, 1.35].'
    """
    whole = design.grouped("layer")
    table = compare(corpus.countable(layer), corpus.denominators, corpus.documents, contrast, whole)
    [row] = table.to_dict("records") or [{}]
    if not row or pd.isna(row["rate_a"]) or pd.isna(row["rate_b"]):
        return f"{LAYERS[layer].title}: too little text to rate both groups"
    other = contrast.b or "all others"
    rated = f"{row['rate_a']:.1f} per {row['per']} in {contrast.a}, {row['rate_b']:.1f} in {other}"
    if not row["n_a"] or not row["n_b"]:
        return f"{LAYERS[layer].title}: {rated}"
    limits = [2 ** row[name] for name in ("log_ratio", "log_ratio_low", "log_ratio_high")]
    interval = "" if pd.isna(limits[1]) else f" [{limits[1]:.2f}, {limits[2]:.2f}]"
    same = " (the interval holds 1: no clear difference)" if interval and limits[1] <= 1 <= limits[2] else ""
    return f"{LAYERS[layer].title}: {rated}, that is {limits[0]:.2f} times as often{interval}{same}"


def for_contrast(
    table: pd.DataFrame, design: Design = DEFAULT, *, floor: int = 5, top: int = 40
) -> pd.DataFrame:
    """A comparison as `plots.plot_contrast` draws it, without items found fewer than `floor` times.

    Of more than `top` items those with the largest G2 are kept, in the order of the table. What is drawn is
    one family of tests (`comparison.as_shown`): what is too rare is not tested.
    """
    found = table[table["n_a"] + table["n_b"] >= floor]
    kept = found["g2"].sort_values(ascending=False, kind="stable").head(top).index
    drawn = as_shown(found.loc[sorted(kept)].reset_index(drop=True), design)
    return drawn.rename(columns={"n_a": "n_target", "n_b": "n_reference"})


def tested(table: pd.DataFrame, drawn: pd.DataFrame, design: Design) -> pd.DataFrame:
    """A comparison as a paper shows it, with the tests of what is drawn (`for_contrast`) and no others."""
    columns, by_item = compared_columns(design), drawn.set_index("item")
    tests = {name: table["item"].map(by_item[name]) for name in columns if name.startswith(("p_", "family_"))}
    sizes = {name: "Int64" for name in tests if name.startswith("family_")}
    return table.assign(**tests).astype(sizes)[columns]


def robustness(
    corpus: AnnotatedCorpus, layer: str, contrast: Contrast, design: Design, *, words: int = 1000
) -> pd.DataFrame:
    """The difference between two groups under all choices of voices, denominator, overlap and length.

    Hedges and boosters are also read through published taxonomies (`analysis.measure.taxonomies`).
    """
    other = "hedges" if layer == "modals" else "modals"
    dimensions: dict[str, dict[str, Choice]] = {
        "voices": {"all": keep_all, "speakers only": only_voices("direct", "mixed", "indirect")},
        "denominator": {"words": denominator("1,000 words"), "sentences": denominator("100 sentences")},
        "overlap": {f"with {other}": keep_all, f"without {other}": without_overlap(other)},
        "length": {"any": keep_all, f"{words:,} words": at_least_words(words)},
    }
    if layer in TAXONOMIES:
        lenses = {name: through_lens(layer, lens) for name, lens in LENSES.items()}
        dimensions = {"taxonomy": {"all": keep_all, **lenses}, **dimensions}
    tables = Tables(corpus.countable(), corpus.denominators, corpus.documents, curve_design(design))
    return specification_curve(tables, dimensions, contrast, layer=layer)


def line_caption(corpus: AnnotatedCorpus, layers: Sequence[str], design: Design, *, years: int) -> str:
    """The caption of a figure along time."""
    return f"{corpus.caption(*layers)} {line_note(design, years)}"


def contrast_caption(
    corpus: AnnotatedCorpus, layer: str, drawn: pd.DataFrame, contrast: Contrast, design: Design
) -> str:
    """The caption of two groups side by side: what is drawn, what it is drawn from, what the lines are."""
    counted = drawn_note(drawn, contrast, design, LAYERS[layer].noun)
    return f"{counted} In all: {corpus.caption(layer)} {contrast_note(design)}"


def history_ran(design: Design, changed: pd.DataFrame) -> Procedure:
    """What was done for lines along time and for a change between two periods (`period_change`)."""
    return compared(design, changed, smoother=SMOOTHER)


def comparison_ran(
    design: Design, table: pd.DataFrame, drawn: pd.DataFrame, curve: pd.DataFrame
) -> Procedure:
    """What was done for two groups: the part of a comparison that is drawn and tested, and its curve."""
    return compared(design, drawn, undrawn=len(table) - len(drawn), curve=(curve_design(design), len(curve)))


def curve_design(design: Design) -> Design:
    """The design of each specification of a curve: as there are many, with fewer resamples."""
    return replace(design, resamples=CURVE_RESAMPLES)


def examples(
    corpus: AnnotatedCorpus, layer: str, items: Sequence[str] = (), *, top: int = 20
) -> pd.DataFrame:
    """Some marks in their sentences, drawn with the seed of the corpus, in the order of the corpus."""
    return corpus.drawn(layer, items, top=top)


def how_it_was_done(corpus: AnnotatedCorpus, procedure: Procedure) -> str:
    """The methods paragraph of a corpus, also written beside its figures as Markdown and LaTeX.

    The files are NOTEBOOK_methods.md and .tex.
    """
    record = asdict(corpus.origin) | {"analysis": procedure.record}
    paragraph = methods_paragraph(record)
    corpus.out_dir.mkdir(parents=True, exist_ok=True)
    for ending, text in (("md", f"{paragraph}\n"), ("tex", methods_latex(record))):
        (corpus.out_dir / f"{corpus.origin.notebook}_methods.{ending}").write_text(text, encoding="utf-8")
    return paragraph


def in_words(summary: Mapping[str, float | int]) -> str:
    """The summary of a specification curve as a sentence for a caption."""
    if not summary["compared"]:
        return "No specification could be compared."
    spread = f"{summary['lowest']:.2f} to {summary['highest']:.2f} (median {summary['median']:.2f})"
    return (
        f"{summary['compared']} specifications with {plural(int(summary['different']), 'different result')}, "
        f"Log Ratio from {spread}; "
        f"{100 * summary['share_same_sign']:.0f}% have the sign of the median, "
        f"{100 * summary['share_clear']:.0f}% an interval on that side of zero."
    )


def _dated(corpus: AnnotatedCorpus) -> pd.DataFrame:
    """The documents with a column of years, from their dates."""
    documents = with_dates(corpus.documents)
    return with_years(documents if "date" in documents else documents.assign(date=""))
