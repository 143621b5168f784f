"""One question to a corpus, one table: what `import analysis` offers to a reader with ten lines.

    corpus = analysis.open_corpus("seeds")
    analysis.rates(corpus, "hedges", by="category")
    analysis.compare(corpus, "modals", group="voice", a="narrator")
    analysis.kwic(corpus, "conditionals", window=5, unit="words")
    analysis.kwic(corpus, "threat*", sort="left")

The corpus comes first, choices are keywords, the answer is a plain DataFrame. Where `design` is not given it
is that of the corpus: its `per` and its seed (`corpus.design`).
"""

from collections.abc import Sequence
from typing import TypeAlias

import pandas as pd

from analysis.base.errors import StudyError
from analysis.base.layers import LAYERS
from analysis.measure.statistics.comparison import compare as compare_tables
from analysis.measure.statistics.design import Contrast, Design
from analysis.measure.statistics.kwic import kwic as lines_of
from analysis.measure.statistics.time_series import timeline as timeline_of
from analysis.study.workbench.annotated_corpus import AnnotatedCorpus
from analysis.study.workbench.searching import search
from analysis.study.workbench.text_rates import rates_of_texts

Layers: TypeAlias = str | Sequence[str]
"""The name of a layer, or several; none stands for all."""


def rates(
    corpus: AnnotatedCorpus,
    layer: Layers = (),
    *,
    by: str | Sequence[str] = (),
    design: Design | None = None,
) -> pd.DataFrame:
    """How often marks are found: one row a layer and group, with count, denominator, rate and interval.

    `by` are columns of the marks (item, category, sense ...), the voices (voice, voice_kind, doc_id) or the
    metadata. Columns: layer, those of `by`, then n, denominator, per, rate, low, high, documents, note,
    interval (how the interval was made). StudyError for a layer or a column that does not exist.
    """
    columns = _listed(by)
    formed = (design or corpus.design).grouped(*columns)
    tables = corpus.denominators, corpus.documents
    parts = [
        rates_of_texts(corpus.countable(name), *tables, formed).assign(layer=name) for name in _named(layer)
    ]
    table = pd.concat(parts, ignore_index=True)
    return table[["layer", *table.columns.drop("layer")]]


def compare(
    corpus: AnnotatedCorpus,
    layer: str,
    *,
    group: str,
    a: str,
    b: str | None = None,
    by: str | Sequence[str] = "item",
    design: Design | None = None,
) -> pd.DataFrame:
    """What sets group `a` apart from `b`, or from all others: one row a marker, by falling Log Ratio.

    `group` is a column of the voices (voice, voice_kind) or the metadata (party ...). The columns, among them
    `n_a`, `rate_a`, `log_ratio` with its interval, tests and a note, are those of `statistics.comparison`.
    StudyError for a group that does not exist.
    """
    formed = (design or corpus.design).grouped(*_listed(by))
    tables = corpus.denominators, corpus.documents
    table = compare_tables(corpus.countable(layer), *tables, Contrast(group, a, b), formed)
    return table.sort_values(
        ["log_ratio", *formed.by], ascending=[False, *(True for _ in formed.by)], ignore_index=True
    )


def timeline(
    corpus: AnnotatedCorpus,
    layer: Layers = (),
    *,
    items: Sequence[str] = (),
    years: int = 10,
    design: Design | None = None,
) -> pd.DataFrame:
    """Rates along time: a smooth line and periods of so many years, for layers or for `items` of one layer.

    Columns: layer or item, part ("line" or "period"), at (years), rate, low, high, per ...
    (`statistics.time_series.timeline`); texts without a date are passed over.
    """
    names = _named(layer)
    if items and len(names) > 1:
        raise StudyError("items: they belong to one layer; right would be its name, such as layer = 'modals'")
    form = design or corpus.design
    marks = corpus.countable(names[0]) if items else corpus.countable()
    column, levels = ("item", _listed(items)) if items else ("layer", names)
    formed = form.grouped(column, levels={column: levels})
    return timeline_of(marks, corpus.denominators, corpus.documents, formed, years=years)


def kwic(
    corpus: AnnotatedCorpus,
    layer: Layers = (),
    *,
    items: Sequence[str] = (),
    unit: str = "sentence",
    window: int = 0,
    sort: str | Sequence[str] = (),
) -> pd.DataFrame:
    """Marks in their context, one row a mark: doc_id, start, end, layer, item, voice, left, mark, right ...

    In the place of a layer any words can stand, as `search` takes them: `kwic(corpus, "threat*")`.
    `items` keeps some markers. The context is the sentence and `window` sentences on each side, or `window`
    words or characters (`unit`); `sort` names columns, "left" sorts by the words before the mark read
    backwards. NoTextsError where only marks are here.
    """
    if isinstance(layer, str) and layer and layer not in LAYERS:
        return search(corpus, layer).lines(unit=unit, window=window, sort=sort)
    marks = pd.concat([corpus.layer(name) for name in _named(layer)], ignore_index=True)
    wanted = marks[marks["item"].isin(list(_listed(items)))] if items else marks
    return lines_of(corpus.annotations, wanted, unit=unit, window=window, sort=sort)


def _named(layer: Layers) -> tuple[str, ...]:
    return _listed(layer) or tuple(LAYERS)


def _listed(names: str | Sequence[str]) -> tuple[str, ...]:
    """One name as a list of one.

    >>> _listed("item"), _listed(["item", "voice"]), _listed("")
    (('item',), ('item', 'voice'), ())
    """
    return ((names,) if names else ()) if isinstance(names, str) else tuple(names)
