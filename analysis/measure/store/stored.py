"""An annotated corpus on disk as the tables of `analysis.measure.tables`, its marks counted where they lie.

store = open_store("OUT/")
store.documents, store.denominators       # as documents_table and voices_table give them
hedges = store.marks().of("hedges")       # no row is loaded
len(hedges)
rates(hedges, store.denominators, design=Design(by=["category", "voice_kind"]))
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Final, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.annotation.writing.manifest import read_left_out, read_notes
from analysis.base.layers.modal_layer import SENSES
from analysis.corpus.filters import Filters
from analysis.measure.store.database import MEMORY, Database, as_columns
from analysis.measure.store.label_sql import SHARES
from analysis.measure.store.loading import LABELS, load
from analysis.measure.store.parquet_files import annotated_files, files_digest
from analysis.measure.store.weights import Weight
from analysis.measure.tables import DOCUMENTS, MARKS, VOICES

VOICE_KEYS: Final = ("doc_id", "voice", "voice_kind")

Integers: TypeAlias = NDArray[np.intp]
Choose: TypeAlias = Callable[[pd.DataFrame], pd.DataFrame]

_LINE: Final = ("doc_id", "start", "end", "statement", "voice", "voice_kind", *SENSES)
_PLACED: Final = """
    placed AS (
        SELECT voices.voice, known.unit
        FROM known JOIN documents USING (doc_id)
             JOIN voices ON voices.doc = documents.doc AND voices.name = known.voice
                        AND voices.kind = known.voice_kind)"""
_SPOKEN: Final = (
    "($all OR voice IN (SELECT voice FROM voices WHERE name IN (SELECT unnest($chosen::VARCHAR[]))))"
)


def open_store(
    path: str | Path, *, filters: Filters | None = None, memory: str = MEMORY, threads: int | None = None
) -> "Store":
    """Open what `hedgerow annotate` wrote as Parquet: a file, or a folder of parts.

    `filters` keep the texts whose metadata have these values. `memory` ("256MB") bounds what counting holds,
    beyond it a temporary folder is used; `threads` are the processors it may use. CorpusError where there
    are no annotations.
    """
    files = annotated_files(path)
    left_out, notes = read_left_out(path, files), read_notes(path, files)
    database = Database(memory=memory, threads=threads)
    try:
        load(database, files, filters or {})
        database.close_off()
    except BaseException:
        database.close()
        raise
    return Store(database, files_digest(files), left_out, notes)


class Store:
    """The documents, voices and marks of an annotated corpus; `digest` is that of its files.

    `left_out` is what of the texts it does not hold, as its files say (`analysis.annotation.left_out`),
    `notes` what
    looks wrong about the texts (`analysis.annotation.notes`).

    A table that it hands out is the reader's own. As a context manager it removes its temporary folder at the
    end of the block, else when nobody holds it any more.
    """

    def __init__(
        self,
        database: Database,
        digest: str,
        left_out: Mapping[str, Any] | None = None,
        notes: Mapping[str, Any] | None = None,
    ) -> None:
        self.database = database
        self.digest = digest
        self.left_out = dict(left_out or {})
        self.notes = dict(notes or {})

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.database.close()

    @property
    def documents(self) -> pd.DataFrame:
        """One row a document with its metadata, as `analysis.measure.tables.documents_table` gives it."""
        return self._documents.copy(deep=False)

    @property
    def denominators(self) -> pd.DataFrame:
        """One row a document, voice and kind, as `analysis.measure.tables.voices_table` gives them."""
        return self._denominators.copy(deep=False)

    @cached_property
    def _documents(self) -> pd.DataFrame:
        found = self.database.rows("SELECT DISTINCT unnest(map_keys(metadata)) FROM documents")
        fields = sorted({name for (name,) in found} - set(DOCUMENTS))
        values = {f"field{place}": name for place, name in enumerate(fields)}
        columns = "".join(f", metadata[${name}] AS {name}" for name in values)
        table = self.database.frame(
            f"""SELECT doc_id, words, sentences, said.statements{columns}
                FROM documents JOIN (SELECT doc, sum(statements)::BIGINT AS statements
                                     FROM voices GROUP BY doc) AS said USING (doc)
                ORDER BY doc""",
            values,
        )
        return table.rename(columns=values).astype(DOCUMENTS | dict.fromkeys(fields, "string"))

    @cached_property
    def _denominators(self) -> pd.DataFrame:
        table = self.database.frame(
            """SELECT doc_id, name AS voice, kind AS voice_kind, voices.words, voices.sentences, statements
               FROM voices JOIN documents USING (doc) ORDER BY voices.voice"""
        )
        return table.astype(VOICES)

    def marks(self, chosen: Sequence[str] | None = None) -> "StoredMarks":
        """All marks, or those of these voices."""
        labels = self.database.frame("FROM labels ORDER BY label").astype(
            {name: MARKS[name] for name in LABELS}
        )
        names = None if chosen is None else tuple(chosen)
        return StoredMarks(self, labels, names).recounted()


@dataclass(frozen=True, slots=True, eq=False)
class StoredMarks:
    """Marks of a store, chosen by their labels; they are counted in the database and never loaded.

    `labels` has one row a kind of mark: its number `label`, the columns `loading.LABELS`, and `n`, how many
    there are in the voices `chosen` (None: all). What chooses rows of a table of marks by these
    columns, or renames a category, does the same to `labels`. `source` is where the marks are looked up.
    Functions of `analysis.measure.statistics` take it in the place of a table of marks.
    """

    store: Store
    labels: pd.DataFrame
    chosen: tuple[str, ...] | None = None
    source: str = "marks"
    spoken: ClassVar[str] = _SPOKEN

    @property
    def columns(self) -> list[str]:
        """The columns that marks can be counted by."""
        return [*VOICE_KEYS, *LABELS]

    def __len__(self) -> int:
        return int(self.labels["n"].sum())

    @property
    def empty(self) -> bool:
        """Whether there is no such mark."""
        return not len(self)

    def of(self, layer: str) -> "StoredMarks":
        """The marks of one layer."""
        return self.where(lambda labels: labels[labels["layer"] == layer])

    def where(self, choose: Choose) -> "StoredMarks":
        """The marks whose labels `choose` keeps."""
        return replace(self, labels=choose(self.labels))

    def recounted(self) -> "StoredMarks":
        """The same marks, with `n` counted anew; labels without a mark are dropped."""
        table = self.store.database.frame(
            f"""SELECT label, count(*) AS n FROM {self.source} AS marks JOIN wanted USING (label)
                WHERE {_SPOKEN} GROUP BY label""",
            whose(self.chosen),
            wanted=self.wanted(),
        )
        labels = self.labels.drop(columns="n", errors="ignore").merge(table, on="label", how="inner")
        return replace(self, labels=labels)

    def labels_in(self, known: pd.DataFrame) -> pd.DataFrame:
        """The labels that occur in the voices of `known`, a table with the columns of `VOICE_KEYS`."""
        found = self.store.database.frame(
            f"""WITH {_PLACED}
                SELECT DISTINCT label FROM {self.source} AS marks JOIN wanted USING (label)
                WHERE voice IN (SELECT voice FROM placed)""",
            known=_known(known, np.arange(len(known))),
            wanted=self.wanted(),
        )
        return self.labels[self.labels["label"].isin(found["label"])]

    def totals(
        self, known: pd.DataFrame, units: Integers, cells: pd.DataFrame, weight: Weight | None = None
    ) -> pd.DataFrame:
        """How many marks fall on each unit and cell; columns unit, cell, total.

        `units` gives the unit of each row of `known` (a negative number: none), `cells` has the columns
        label and cell. `weight` is what each mark adds, if not one.
        """
        summed, parts = weight.sql() if weight else ("count(*)", 1)
        table = self.store.database.frame(
            f"""WITH {_PLACED}
                SELECT unit, cell, {summed} AS total
                FROM {self.source} AS marks JOIN placed USING (voice) JOIN cells USING (label)
                WHERE unit >= 0 GROUP BY unit, cell""",
            known=_known(known, units),
            cells=as_columns(label=cells["label"], cell=cells["cell"]),
        )
        return table.assign(total=table["total"] / parts)

    def lines(self, limit: int, *, offset: int = 0, seed: int | None = None) -> pd.DataFrame:
        """Some marks one by one, in the order of the corpus: a page, or with a `seed` a random sample.

        Columns: doc_id, start, end, statement, voice, voice_kind, the senses, and `LABELS`. What a mark reads
        like stands in the text, which is not here.
        """
        order = "doc, line" if seed is None else "hash(doc, line, $seed), doc, line"
        values = whose(self.chosen) | {"limit": limit, "offset": offset}
        senses = ", ".join(f"{name} / {SHARES} AS {name}" for name in SENSES)
        table = self.store.database.frame(
            f"""WITH drawn AS (
                    SELECT doc, line FROM {self.source} AS marks JOIN wanted USING (label)
                    WHERE {_SPOKEN} ORDER BY {order} LIMIT $limit OFFSET $offset)
                SELECT label, doc_id, start, "end", statement, name AS voice, kind AS voice_kind, {senses}
                FROM marks JOIN drawn USING (doc, line) JOIN documents USING (doc) JOIN voices USING (voice)
                ORDER BY marks.doc, line""",
            values if seed is None else values | {"seed": seed},
            wanted=self.wanted(),
        )
        named = table.merge(self.labels, on="label", how="left")[[*_LINE, *LABELS]]
        return named.astype({name: MARKS[name] for name in (*_LINE, *LABELS)})

    def sense_sums(self, decided: float) -> pd.DataFrame:
        """`labels` with sums over the marks: known (with senses), undecided, senses and `clear_` senses.

        A mark is undecided when no sense reaches the probability `decided`; the sums of `clear_epistemic` and
        so on leave those out.
        """
        top = f"greatest({', '.join(SENSES)}) >= {float(decided)} * {SHARES} - 0.001"
        sums = ", ".join(
            f"sum({name}) / {SHARES} AS {name}, sum({name}) FILTER (WHERE {top}) / {SHARES} AS clear_{name}"
            for name in SENSES
        )
        table = self.store.database.frame(
            f"""SELECT label, count(epistemic) AS known,
                       count(*) - count(*) FILTER (WHERE {top}) AS undecided, {sums}
                FROM {self.source} AS marks JOIN wanted USING (label)
                WHERE {_SPOKEN} GROUP BY label""",
            whose(self.chosen),
            wanted=self.wanted(),
        )
        return self.labels.merge(table.fillna(0), on="label")

    def wanted(self) -> Any:
        """The numbers of its labels, to lend to a query."""
        return as_columns(label=self.labels["label"])


Marks: TypeAlias = pd.DataFrame | StoredMarks
"""What the statistics count: a table of marks, or marks in a store."""


def select(marks: Marks, choose: Choose) -> Marks:
    """The marks that `choose` keeps, by the columns that both forms have."""
    return choose(marks) if isinstance(marks, pd.DataFrame) else marks.where(choose)


def label_counts(marks: Marks, columns: Sequence[str]) -> pd.DataFrame:
    """How many marks have each combination of labels: `columns`, which may be missing, and n."""
    labels = marks.assign(n=1) if isinstance(marks, pd.DataFrame) else marks.labels
    return labels.groupby(list(columns), dropna=False)["n"].sum().reset_index()


def whose(chosen: Sequence[str] | None) -> dict[str, Any]:
    """The parameters of `StoredMarks.spoken`, the condition that a mark stands in one of these voices."""
    return {"all": chosen is None, "chosen": list(chosen or ())}


def _known(table: pd.DataFrame, units: Integers) -> Any:
    import pyarrow as pa

    keys = {name: pa.array(table[name], pa.string()) for name in VOICE_KEYS}
    return as_columns(**keys, unit=pa.array(units, pa.int64()))
