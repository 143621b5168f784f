"""Marks on disk: what `hedgerow annotate CORPUS -o OUT/` wrote, counted where it lies, without the texts.

Counts, rates and intervals are those of the texts themselves. What needs the words is empty or says so:
sentences, positions in the text, pairs of markers in a sentence, plain word lists.
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final, NoReturn

import pandas as pd

from analysis.base.errors import NoTextsError, StudyError
from analysis.base.records import Annotation
from analysis.measure.search.token_files import index_path, read_tokens
from analysis.measure.search.token_table import TokenTable
from analysis.measure.statistics.kwic import KWIC
from analysis.measure.statistics.overlaps import stored_overlaps
from analysis.measure.store import Marks, Store, StoredMarks
from analysis.measure.tables import STATEMENTS
from analysis.study.workbench.mark_source import NOT_HERE, Voices, through
from analysis.study.workbench.segments import SEGMENTS

SHOWN: Final = 200
"""How many marks are drawn where all of them would be shown."""
_NO_TEXTS: Final = (
    f"{NOT_HERE}: this corpus was annotated before and holds marks alone; right would be the texts "
    "themselves as the corpus"
)


class InParquet:
    """A source of marks that stay in a store (`analysis.measure.store`); no mark is loaded to be counted."""

    notice: Final = "annotated already: sentences, positions, pairs and plain word lists are left out"

    def __init__(self, store: Store, path: Path) -> None:
        self.store = store
        self.path = path
        self._tokens: TokenTable | None = None

    @property
    def annotations(self) -> NoReturn:
        """NoTextsError."""
        raise NoTextsError(_NO_TEXTS)

    @property
    def documents(self) -> pd.DataFrame:
        """One row a document, with its metadata."""
        return self.store.documents

    @property
    def statements(self) -> pd.DataFrame:
        """No row: what was said is not here. Their number is in `denominators`."""
        return _empty(STATEMENTS)

    @property
    def segments(self) -> pd.DataFrame:
        """No row: the order of the text is not here."""
        return _empty(SEGMENTS)

    def denominators(self, per: str) -> pd.DataFrame:
        """One row a document, voice and kind. NoTextsError for finite verbs, which are found in texts."""
        if "finite" in per:
            raise NoTextsError(
                f"per: {per!r} needs the texts, which an annotated corpus does not hold; right would "
                "be words, sentences or statements"
            )
        return self.store.denominators

    def marks(self, voices: Voices, lens: str) -> StoredMarks:
        """The marks of these voices, read through the lens, where they lie."""
        marks = self.store.marks(voices)
        return marks.where(through(lens)) if lens else marks

    def table(self, marks: Marks) -> NoReturn:  # noqa: ARG002 (it is refused whatever they are)
        """NoTextsError."""
        raise NoTextsError(
            "marks: a table of all marks of an annotated corpus is not made, as it may not fit into memory; "
            "right would be `countable()`, which the statistics take in its place"
        )

    def overlaps(self, marks: Marks) -> pd.DataFrame:
        """How many marks of one layer share characters with another."""
        return stored_overlaps(_stored(marks))

    def lines(self, marks: Marks, *, seed: int) -> pd.DataFrame:
        """Some of the marks with their places, drawn with the seed."""
        return self.drawn(marks, SHOWN, seed=seed)

    def drawn(self, marks: Marks, most: int, *, seed: int) -> pd.DataFrame:
        """At most so many of the marks, the item for the mark and its place for the sentence."""
        return _in_place(_stored(marks).lines(most, seed=seed))

    def of_documents(self, names: Collection[str]) -> NoReturn:  # noqa: ARG002
        """NoTextsError."""
        raise NoTextsError(_NO_TEXTS)

    def tokens(self, *, tagged: bool = False) -> TokenTable:  # noqa: ARG002 (the index has tags or has not)
        """The tokens of the index beside the marks, of the texts that are looked at."""
        if self._tokens is None:
            file = index_path(self.path)
            if not file.is_file():
                raise NoTextsError(
                    f"{NOT_HERE}: this corpus has marks alone and no index of words; make one with "
                    f"'hedgerow index CORPUS {self.path.name}', CORPUS being the texts"
                )
            table = read_tokens(file, belongs=self.store.digest)
            self._tokens = table.of_documents(set(self.store.documents["doc_id"]))
        return self._tokens

    def with_annotations(self, anew: Mapping[str, Annotation]) -> NoReturn:  # noqa: ARG002
        """NoTextsError."""
        raise NoTextsError(_NO_TEXTS)


def _stored(marks: Marks) -> StoredMarks:
    if isinstance(marks, pd.DataFrame):
        raise StudyError("marks: they are a table; right would be marks of this corpus, which are in a store")
    return marks


def _in_place(lines: pd.DataFrame) -> pd.DataFrame:
    """Lines of a store as `kwic` would give them."""
    places = [
        f"({NOT_HERE}: characters {a:,} to {b:,})" for a, b in zip(lines["start"], lines["end"], strict=True)
    ]
    table = lines.assign(sentence=-1, left="", mark=lines["item"], right=places)
    return table[list(KWIC)].astype(KWIC)


def _empty(columns: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame(columns=list(columns)).astype(dict(columns))
