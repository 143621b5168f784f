"""Where the marks of an annotated corpus come from: one small protocol, answered in memory or from Parquet.

A source knows nothing of what a reader chose but what it is told. Every table that it hands out is the
reader's own: what is done to it changes no other.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final, Protocol, TypeAlias

import pandas as pd

from analysis.base.layers import TAXONOMIES
from analysis.base.records import Annotation
from analysis.measure.search.token_table import TokenTable
from analysis.measure.store import Marks
from analysis.measure.taxonomies import apply_lens

NOT_HERE: Final = "the text is not here"

Voices: TypeAlias = Sequence[str] | None
"""The names of the voices looked at; None for all."""


class MarkSource(Protocol):
    """The documents, voices and marks of a corpus.

    What needs the words of the texts raises NoTextsError where only their marks are here.
    """

    @property
    def notice(self) -> str:
        """What cannot be asked of this source, for the run card; "" where nothing is missing."""
        ...

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """The texts with their marks. NoTextsError."""
        ...

    @property
    def documents(self) -> pd.DataFrame:
        """One row a document, with its metadata (`analysis.measure.tables.DOCUMENTS`)."""
        ...

    @property
    def statements(self) -> pd.DataFrame:
        """One row a statement (`analysis.measure.tables.STATEMENTS`); none where the texts are not here."""
        ...

    @property
    def segments(self) -> pd.DataFrame:
        """The texts in reading order (`workbench.segments.SEGMENTS`); no row where they are not here."""
        ...

    def denominators(self, per: str) -> pd.DataFrame:
        """One row a document, voice and kind (`analysis.measure.tables.VOICES`), with what `per` is counted
        in."""
        ...

    def marks(self, voices: Voices, lens: str) -> Marks:
        """The marks of these voices as a lens reads them, as the statistics take them."""
        ...

    def table(self, marks: Marks) -> pd.DataFrame:
        """Marks as a table (`analysis.measure.tables.MARKS`). NoTextsError."""
        ...

    def overlaps(self, marks: Marks) -> pd.DataFrame:
        """How many marks of one layer share characters with another (`statistics.overlaps`)."""
        ...

    def lines(self, marks: Marks, *, seed: int) -> pd.DataFrame:
        """The marks in their sentences (`kwic.KWIC`); without the texts some, drawn, in their places."""
        ...

    def drawn(self, marks: Marks, most: int, *, seed: int) -> pd.DataFrame:
        """At most so many of the marks as `lines`, drawn with the seed, in reading order."""
        ...

    def of_documents(self, names: Collection[str]) -> "MarkSource":
        """The same source with some of its texts. NoTextsError."""
        ...

    def tokens(self, *, tagged: bool = False) -> TokenTable:
        """All tokens of the texts, to be searched; with their tags where a search asks for them.

        NoTextsError for marks on disk without an index of their words.
        """
        ...

    def with_annotations(self, anew: Mapping[str, Annotation]) -> "MarkSource":
        """The same texts, some of them with other marks, by name. NoTextsError."""
        ...


def through(lens: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """What reads hedges and boosters by a taxonomy and leaves the other layers as they are."""

    def read(marks: pd.DataFrame) -> pd.DataFrame:
        if not lens:
            return marks
        others = marks[~marks["layer"].isin(TAXONOMIES)]
        return pd.concat([others, apply_lens(marks, lens)], ignore_index=True)

    return read


def of_voices(table: pd.DataFrame, voices: Voices) -> pd.DataFrame:
    """The rows of these voices."""
    return table if voices is None else table[table["voice"].isin(list(voices))].reset_index(drop=True)
