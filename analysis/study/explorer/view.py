"""A view: one question put to a corpus, the rates that answer it, and the marks behind every rate.

    view = View(corpus, layers=("hedges",), by=("item",))
    view.rates                        # the table that is drawn
    view.counted(("hedges", "perhaps"))    # the marks that one of its rows counts

The explorer draws views, `freeze` writes them down, notebook 09 makes them again from what was written:
one code for all three, so that the numbers are the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import pandas as pd

from analysis.base.errors import StudyError, did_you_mean
from analysis.base.layers import LAYERS
from analysis.base.wording import joined
from analysis.measure.statistics.counts import NOT_GIVEN
from analysis.measure.statistics.kwic import open_count
from analysis.measure.tables import DOCUMENTS
from analysis.study.explorer.charts import (
    DIFFERENCE,
    RATES,
    TIMELINE,
    Chart,
    difference_of,
    line_of,
    marks_in,
)
from analysis.study.workbench.annotated_corpus import AnnotatedCorpus

OF_MARKS: Final[Mapping[str, str]] = {
    "item": "marker",
    "category": "category",
    "sense": "sense of modals (Palmer)",
    "quirk": "sense of modals (Quirk et al.)",
    "negated": "negation of modals",
    "order": "order of clauses",
    "act": "first act candidate",
}
"""What marks can be grouped by, and what it is called."""
OF_TEXTS: Final[Mapping[str, str]] = {"voice": "voice", "voice_kind": "kind of speech", "doc_id": "text"}
"""What texts can be grouped by, whatever their metadata."""
TOP: Final = 12
"""Groups of a layer that are shown."""

Group = tuple[str, ...]
"""A layer and the values of one group in it: ("hedges", "perhaps")."""


@dataclass(frozen=True)
class View:
    """The rates of some layers by some groups, as seen on a corpus.

    `by` are columns of the marks (`OF_MARKS`), the texts (`OF_TEXTS`) or fields of their metadata; none
    gives one rate for each layer. At most `top` groups a layer are shown: of voices and metadata those
    with most words, of anything else the most frequent. `made` are tables of layers that need not be
    counted again. `chart` says what else than rates is drawn of them (`charts`). StudyError for what does not
    exist.
    """

    corpus: AnnotatedCorpus
    layers: tuple[str, ...] = tuple(LAYERS)
    by: tuple[str, ...] = ("item",)
    top: int = TOP
    chart: Chart = field(default=Chart())
    made: Mapping[str, pd.DataFrame] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        known_names = (("layer", self.layers, LAYERS), ("group", self.by, groupings(self.corpus)))
        for what, names, known in known_names:
            for name in names:
                if name not in known:
                    raise StudyError(f"a view knows no {what} {name!r}{did_you_mean(name, known)}")
            if len(set(names)) < len(names):
                raise StudyError(f"a view names each {what} once; given were {', '.join(names)}")
        if not self.layers or self.top < 1:
            raise StudyError(f"a view shows one layer and one group or more, such as top = {TOP}")

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The rates of each layer, with the columns of `AnnotatedCorpus.rates`."""
        return {layer: self._table(layer) for layer in self.layers}

    @cached_property
    def rates(self) -> pd.DataFrame:
        """All rates in one table: layer, the columns of `by`, then as `AnnotatedCorpus.rates`."""
        table = pd.concat([table.assign(layer=layer) for layer, table in self.tables.items()])
        return table[["layer", *table.columns.drop("layer")]].reset_index(drop=True)

    def group_of(self, row: Mapping[Any, Any]) -> Group:
        """Which group a row of `rates` is about."""
        return (str(row["layer"]), *(str(row[name]) for name in self.by))

    def counted(self, group: Group) -> pd.DataFrame:
        """The marks that the row of a group counts, in the order of the texts; none of a group not shown."""
        if self.chart.kind != RATES:
            return marks_in(self.corpus, group, self.marker, self.chart)
        rows = self.rates.to_dict("records")
        opened = [self._opened(row) for row in rows if self.group_of(row) == tuple(group)]
        return pd.concat([self.corpus.marks.head(0), *opened], ignore_index=True)

    @cached_property
    def marks(self) -> pd.DataFrame:
        """The marks behind all groups that are shown, group by group."""
        opened = [self._opened(row) for row in self.rates.to_dict("records") if row["n"]]
        return pd.concat([self.corpus.marks.head(0), *opened], ignore_index=True)

    @property
    def marker(self) -> str:
        """What a difference is broken down by: the first grouping that marks have of themselves."""
        return next((name for name in self.by if name in OF_MARKS), "item")

    @cached_property
    def differences(self) -> dict[str, pd.DataFrame]:
        """Two groups compared, layer by layer (`charts.difference_of`)."""
        return {
            layer: difference_of(self.corpus, layer, self.marker, self.top, self.chart)
            for layer in self.layers
        }

    @cached_property
    def timelines(self) -> dict[str, pd.DataFrame]:
        """The layers along time (`charts.line_of`)."""
        return {layer: line_of(self.corpus, layer) for layer in self.layers}

    @property
    def left_out(self) -> dict[str, tuple[int, int]]:
        """What is not shown: by column of the texts, how many of its groups are shown, and of how many."""
        shown = {name: (len(levels), _groups(self.corpus, name)) for name, levels in self._levels.items()}
        return {name: (few, every) for name, (few, every) in shown.items() if few < every}

    @property
    def title(self) -> str:
        """What is shown, in words: "Modals and hedges by marker"."""
        known = groupings(self.corpus)
        if self.chart.kind == TIMELINE:
            return f"{joined(self.layers).capitalize()} along time"
        if self.chart.kind == DIFFERENCE:
            _, a, b = self.chart.contrast
            return f"{joined(self.layers).capitalize()}: {a} against {b or 'all others'}"
        groups = f" by {joined([known[name] for name in self.by])}" if self.by else ""
        return joined(self.layers).capitalize() + groups

    def _table(self, layer: str) -> pd.DataFrame:
        if layer in self.made:
            return self.made[layer]
        table = self.corpus.rates(layer, by=self.by, levels=self._levels)
        if set(self.by) & set(OF_MARKS):  # the most frequent first; texts and voices keep their order
            keys = ["n", *self.by]
            table = table.sort_values(keys, ascending=[name != "n" for name in keys], kind="stable")
        shown = table.head(self.top).reset_index(drop=True)
        shown.attrs["groups"] = len(table)
        return shown

    @cached_property
    def _levels(self) -> dict[str, list[str]]:
        """The values to be shown of each column that texts are grouped by."""
        return {name: _largest(self.corpus, name, self.top) for name in self.by if name not in OF_MARKS}

    def _opened(self, row: Mapping[Any, Any]) -> pd.DataFrame:
        counts = {name: value for name, value in row.items() if name != "layer"}
        marks = self.corpus.layer(str(row["layer"]))
        return open_count(counts, marks, self.corpus.denominators, self.corpus.documents)


def _groups(corpus: AnnotatedCorpus, column: str) -> int:
    """How many values a column of the texts has."""
    table = corpus.denominators if column in corpus.denominators else corpus.documents
    return int(table[column].nunique(dropna=False))


def groupings(corpus: AnnotatedCorpus) -> dict[str, str]:
    """All that can be grouped by and what it is called: of the marks, of the texts, of their metadata."""
    fields = [str(name) for name in corpus.documents if name not in {*DOCUMENTS, *OF_MARKS, *OF_TEXTS}]
    return {**OF_MARKS, **OF_TEXTS, **{name: name.replace("_", " ") for name in fields}}


def _largest(corpus: AnnotatedCorpus, column: str, top: int) -> list[str]:
    """The `top` values of a column of the texts with most words.

    Voices stand in that order, the narrator last; other values in the order of their names.
    """
    if column == "voice":
        return corpus.top_voices(top)
    words = corpus.denominators[["doc_id", "voice_kind", "words"]]
    if column not in words:
        words = words.merge(corpus.documents[["doc_id", column]], on="doc_id")
    sums = words.assign(**{column: words[column].fillna(NOT_GIVEN)}).groupby(column)["words"].sum()
    ranked = sums.reset_index().sort_values(["words", column], ascending=[False, True], kind="stable")
    return sorted(str(value) for value in ranked[column].head(top))
