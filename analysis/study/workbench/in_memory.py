"""Marks in memory: texts that were read and annotated, and the tables made of them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

import pandas as pd

from analysis.base.errors import StudyError
from analysis.base.records import Annotation
from analysis.measure.search.token_table import TokenTable
from analysis.measure.statistics.kwic import kwic
from analysis.measure.statistics.overlaps import overlaps_table
from analysis.measure.store import Marks
from analysis.measure.tables import documents_table, marks_table, statements_table, voices_table
from analysis.study.workbench.kept_tokens import tokens_of
from analysis.study.workbench.mark_source import Voices, of_voices, through
from analysis.study.workbench.segments import segments_table

_FINITE: Final = "finite"
_KEPT: Final = ("documents", "denominators", _FINITE)
"""The tables that do not change with the marks."""


class InMemory:
    """A source of marks that holds the texts; each table is made when it is first asked for.

    What it hands out shares memory with what it keeps until somebody writes into it (pandas copies on write).
    """

    notice: Final = ""

    def __init__(
        self,
        annotations: Iterable[Annotation],
        known: Mapping[str, pd.DataFrame] | None = None,
        tokens: TokenTable | None = None,
    ) -> None:
        self._annotations = tuple(annotations)
        self._tables = dict(known or {})
        self._tokens = tokens

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """The texts with their marks."""
        return self._annotations

    @property
    def documents(self) -> pd.DataFrame:
        """One row a document, with its metadata."""
        return self._table("documents", documents_table)

    @property
    def statements(self) -> pd.DataFrame:
        """One row a statement."""
        return self._table("statements", statements_table)

    @property
    def segments(self) -> pd.DataFrame:
        """The texts in reading order, one row a segment in one voice."""
        return self._table("segments", segments_table)

    def denominators(self, per: str) -> pd.DataFrame:
        """One row a document, voice and kind; finite verbs are counted where `per` asks for them."""
        if "finite" not in per:
            return self._table("denominators", voices_table)
        return self._table(_FINITE, lambda texts: voices_table(texts, with_finite_verbs=True))

    def marks(self, voices: Voices, lens: str) -> pd.DataFrame:
        """The marks of these voices, hedges and boosters as the lens reads them."""
        return through(lens)(of_voices(self._table("marks", marks_table), voices))

    def table(self, marks: Marks) -> pd.DataFrame:
        """Marks as a table: here they are one."""
        if not isinstance(marks, pd.DataFrame):
            raise StudyError("marks: they are those of a store; right would be marks of this corpus")
        return marks.copy(deep=False)

    def overlaps(self, marks: Marks) -> pd.DataFrame:
        """How many marks of one layer share characters with another."""
        return overlaps_table(self._annotations, marks=self.table(marks))

    def lines(self, marks: Marks, *, seed: int) -> pd.DataFrame:  # noqa: ARG002 (a store draws some)
        """Every mark in its sentence, in the order given."""
        table = self.table(marks)
        within = set(table["doc_id"])
        return kwic([one for one in self._annotations if one.document.id in within], table)

    def drawn(self, marks: Marks, most: int, *, seed: int) -> pd.DataFrame:
        """At most so many of the marks in their sentences, in reading order."""
        table = self.table(marks)
        return self.lines(table.sample(min(most, len(table)), random_state=seed).sort_index(), seed=seed)

    def of_documents(self, names: Collection[str]) -> "InMemory":
        """Some of the texts; what is known of all of them is not made again."""
        annotations = [one for one in self._annotations if one.document.id in names]
        known = {
            name: table[table["doc_id"].isin(list(names))].reset_index(drop=True)
            for name, table in self._tables.items()
        }
        return InMemory(annotations, known, self._tokens and self._tokens.of_documents(names))

    def tokens(self, *, tagged: bool = False) -> TokenTable:
        """All tokens of the texts, made when they are first asked for."""
        if self._tokens is None or (tagged and self._tokens.tag is None):
            self._tokens = tokens_of(self._annotations, tagged=tagged)
        return self._tokens

    def with_annotations(self, anew: Mapping[str, Annotation]) -> "InMemory":
        """The same words and voices, and in some texts, by name, other marks; known tables are kept."""
        annotations = tuple(anew.get(one.document.id, one) for one in self._annotations)
        order = {one.document.id: place for place, one in enumerate(annotations)}
        before = self._table("marks", marks_table)
        kept = before[~before["doc_id"].isin(list(anew))]
        marks = pd.concat([kept, marks_table(anew.values())], ignore_index=True)
        in_order = marks["doc_id"].map(order).sort_values(kind="stable").index
        known = {name: self._tables[name] for name in _KEPT if name in self._tables}
        changed = known | {"marks": marks.loc[in_order].reset_index(drop=True)}
        return InMemory(annotations, changed, self._tokens)

    def _table(self, name: str, make: Callable[[Iterable[Annotation]], pd.DataFrame]) -> pd.DataFrame:
        if name not in self._tables:
            self._tables[name] = make(self._annotations)
        return self._tables[name].copy(deep=False)
