"""Marks and denominators -> counts by sampling unit: where every measure on texts starts.

A text is counted once for each group it stands in. A group or a cell without a mark is a row or a column of
zeros, never missing. Marks come as a table, or stay where they are in a store (`analysis.measure.store`).
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from analysis.base.errors import StudyError
from analysis.measure.formulas.intervals import random_groups
from analysis.measure.statistics.design import DEFAULT, TEXT, Design, Levels
from analysis.measure.statistics.inference_units import unit_values
from analysis.measure.store import Marks, StoredMarks, Weight
from analysis.measure.tables import VOICES

Rows: TypeAlias = NDArray[np.intp]

NOT_GIVEN = "not given"

_VOICE_KEYS = ["doc_id", "voice", "voice_kind"]


@dataclass(frozen=True, slots=True)
class Denominator:
    """What a rate is divided by: `scale` units of `column`, as in "1,000 words"."""

    label: str
    scale: float
    column: str

    @property
    def noun(self) -> str:
        """The unit in words, plural."""
        return self.column.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Counts:
    """The marks of one group, by sampling unit.

    `marks` is units x cells and `cells` has one row for each of its columns; `sizes` (the denominator) and
    `words` hold one number for each unit; `base` is the denominator; `documents` stand behind the units.
    """

    group: Mapping[str, str]
    units: tuple[str, ...]
    cells: pd.DataFrame
    marks: NDArray[np.float64]
    sizes: NDArray[np.float64]
    words: NDArray[np.float64]
    base: Denominator
    documents: int

    def aligned(self, units: Sequence[str]) -> "Counts":
        """The same counts on these units, which hold all of its own; units it lacks have size 0."""
        places = {name: row for row, name in enumerate(units)}
        at = [places[name] for name in self.units]
        marks, sizes, words = (
            np.zeros((len(units), *array.shape[1:])) for array in (self.marks, self.sizes, self.words)
        )
        marks[at], sizes[at], words[at] = self.marks, self.sizes, self.words
        return replace(self, units=tuple(units), marks=marks, sizes=sizes, words=words)


def parse_per(per: str, voices: pd.DataFrame) -> Denominator:
    """Read "1,000 words", "100 sentences", "statement" or another countable column of `voices`.

    >>> parse_per("100 finite verbs", pd.DataFrame(columns=["words", "finite_verbs"])).column
    'finite_verbs'
    """
    known = [name for name in voices.columns if name in VOICES and VOICES[name] == "int64"]
    known += [name for name in voices.columns if name not in VOICES]
    found = re.fullmatch(r"(?:(\d[\d,]*) )?([A-Za-z_ ]+)", per.strip())
    noun = found[2].strip().replace(" ", "_") if found else ""
    column = next((name for name in known if noun in (name, name.removesuffix("s"))), None)
    if not found or column is None:
        choice = ", ".join(name.replace("_", " ") for name in known)
        raise StudyError(
            f"per: {per!r} is no denominator; right would be a number and one of {choice} "
            "('1,000 words', 'statement')"
        )
    return Denominator(per, float((found[1] or "1").replace(",", "")), column)


def count_units(
    marks: Marks,
    voices: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    design: Design = DEFAULT,
    *,
    weight: Weight | None = None,
    most: int | None = None,
) -> list[Counts]:
    """The marks of each group by sampling unit, groups in the order of their names (or of `levels`).

    Columns of `design.by` that only the marks have make the cells, the others the groups. Only marks
    that stand in a row of `voices` (and of `documents`, if given) are counted, and only units with a
    denominator above zero. `weight` is what each mark adds, such as the probability of a sense, instead
    of one. Where a group has more than `most` units, so many random groups of them take their place
    (`measures.intervals.random_groups`).
    """
    base, by, unit, levels = parse_per(design.per, voices), design.by, design.unit or TEXT, design.levels
    outside = [*voices.columns, *(() if documents is None else documents.columns)]
    check_columns("by", by, [*outside, *marks.columns])
    check_columns("unit", [unit], outside)
    if documents is not None and unit in documents and unit not in (TEXT, *by):
        documents = documents.assign(**{unit: unit_values(documents, unit)})
    needed = {*_VOICE_KEYS, "words", base.column, *by, unit}
    known = _with_documents(
        _narrow(voices, needed), documents if documents is None else _narrow(documents, needed)
    )
    outer = [name for name in by if name in known.columns]
    inner = [name for name in by if name not in known.columns]
    known = named(known, [*outer, unit])
    counted: _Counted = (
        _InStore(marks, known, weight)
        if isinstance(marks, StoredMarks)
        else _InTable(counted_marks(marks, voices, documents, columns=[*outer, unit]), weight)
    )
    _check_layers(counted.labels, inner)
    groups = _combinations(known[outer], levels)
    cells = _combinations(named(counted.labels, inner)[inner], levels)
    return _by_group(known, counted, (groups, cells), base, design, most)


def ordered(table: pd.DataFrame, by: Sequence[str], levels: Levels) -> pd.DataFrame:
    """The rows sorted by the columns of `by`, each in the order of its `levels` or of its values."""

    def place(column: "pd.Series[str]") -> "pd.Series[str] | pd.Series[int]":
        asked = {str(value): index for index, value in enumerate(levels.get(str(column.name), ()))}
        return column.map(asked) if asked else column

    if not by:
        return table.reset_index(drop=True)
    return table.sort_values(list(by), key=place, kind="stable", ignore_index=True)


def counted_marks(
    marks: pd.DataFrame,
    voices: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    *,
    columns: Sequence[str] = (),
) -> pd.DataFrame:
    """The marks in a row of `voices` and `documents`, with the metadata and those `columns` of the voices."""
    new = [name for name in dict.fromkeys(columns) if name in voices.columns and name not in marks.columns]
    spoken = marks.merge(voices[[*_VOICE_KEYS, *new]].drop_duplicates(), on=_VOICE_KEYS, how="inner")
    return _with_documents(spoken, documents)


def named(table: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The table with these columns as strings to group by, gaps named `NOT_GIVEN`."""
    names = [name for name in dict.fromkeys(columns) if name in table.columns]
    return table.assign(**{name: _as_names(table[name]) for name in names})


def _as_names(column: "pd.Series[Any]") -> "pd.Series[str]":
    """The values as strings, each different one turned into a string once."""
    codes, values = pd.factorize(column)
    names = pd.Series([*map(str, values), NOT_GIVEN], dtype="str")  # a gap has the code -1: the last
    return names.take(codes).set_axis(column.index)


def check_columns(argument: str, names: Sequence[str], known: Sequence[str]) -> None:
    """Refuse names that are no columns."""
    for name in names:
        if name not in known:
            choice = ", ".join(dict.fromkeys(known))
            raise StudyError(f"{argument}: no column {name!r}; right would be one of {choice}")


class _InTable:
    """The marks of a table that are counted."""

    def __init__(self, counted: pd.DataFrame, weight: Weight | None) -> None:
        self.labels = counted
        self._weights = weight.of(counted) if weight else np.ones(len(counted))

    def matrix(self, units: pd.DataFrame, rows: Rows, cells: pd.DataFrame) -> csr_array:
        """The weight of the marks, row x cell; those of the unit in row i of `units` are in row `rows[i]`."""
        table = named(self.labels, [*units.columns, *cells.columns])
        at, columns = _positions(table, units), _positions(table, cells)
        inside = (at >= 0) & (columns >= 0)
        weights = self._weights[inside]
        return csr_array((weights, (rows[at[inside]], columns[inside])), shape=_shape(rows, cells))


class _InStore:
    """The marks of a store that are counted: those in the rows of `known`, whose units are named."""

    def __init__(self, marks: StoredMarks, known: pd.DataFrame, weight: Weight | None) -> None:
        self.labels = marks.labels_in(known)
        self._known = known
        self._marks = replace(marks, labels=self.labels)
        self._weight = weight

    def matrix(self, units: pd.DataFrame, rows: Rows, cells: pd.DataFrame) -> csr_array:
        """As that of `_InTable`."""
        at = _positions(self._known, units)
        place = np.append(rows, -1)[at]  # a voice without a unit stays at -1
        columns = _positions(named(self.labels, list(cells.columns)), cells)
        shown = pd.DataFrame({"label": self.labels["label"].to_numpy(), "cell": columns})
        found = self._marks.totals(self._known, place, shown[columns >= 0], self._weight)
        weights = found["total"].to_numpy(dtype=float)
        at_cells = (found["unit"].to_numpy(), found["cell"].to_numpy())
        return csr_array((weights, at_cells), shape=_shape(rows, cells))


_Counted: TypeAlias = _InTable | _InStore


def _shape(rows: Rows, cells: pd.DataFrame) -> tuple[int, int]:
    return int(rows.max(initial=-1)) + 1, len(cells)


def _by_group(
    known: pd.DataFrame,
    counted: _Counted,
    combined: tuple[pd.DataFrame, pd.DataFrame],
    base: Denominator,
    design: Design,
    most: int | None,
) -> list[Counts]:
    (groups, cells), column, unit = combined, base.column, design.unit or TEXT
    outer, spoken = list(groups.columns), known[known[column] > 0]
    keys = list(dict.fromkeys([*outer, unit]))
    sizes = spoken.groupby(keys, sort=True)[list(dict.fromkeys([column, "words"]))].sum().reset_index()
    units, rows = sizes[keys], np.arange(len(sizes))
    if most:
        sizes, rows = _gathered(sizes, outer, design, most)
    matrix = counted.matrix(units, rows, cells)
    places, voice_rows = _places(sizes, outer), _places(spoken, outer)
    nowhere = np.arange(0)

    def group_counts(key: tuple[str, ...]) -> Counts:
        at, behind = places.get(key, nowhere), voice_rows.get(key, nowhere)
        return Counts(
            group=dict(zip(outer, key, strict=True)),
            units=tuple(sizes[unit].iloc[at]),
            cells=cells,
            marks=matrix[at].toarray(),
            sizes=sizes[column].iloc[at].to_numpy(dtype=float),
            words=sizes["words"].iloc[at].to_numpy(dtype=float),
            base=base,
            documents=spoken["doc_id"].iloc[behind].nunique(),
        )

    return [group_counts(tuple(key)) for key in groups.to_numpy()]


def _gathered(
    sizes: pd.DataFrame, outer: Sequence[str], design: Design, most: int
) -> tuple[pd.DataFrame, Rows]:
    """The sizes with at most `most` units in each group, and the new row of each old one."""
    unit = design.unit or TEXT
    names = sizes[unit].to_numpy(dtype=object)
    for at in _places(sizes, outer).values():
        if len(at) > most:
            names[at] = [f"{place:09}" for place in random_groups(len(at), most=most, seed=design.seed)]
    keys = list(dict.fromkeys([*outer, unit]))
    grouped = sizes.assign(**{unit: names}).groupby(keys, sort=True)
    moved: Rows = grouped.ngroup().to_numpy().astype(np.intp)
    return grouped.sum().reset_index(), moved


def _positions(table: pd.DataFrame, keys: pd.DataFrame) -> NDArray[np.intp]:
    """For each row of `table` the row of `keys` with the same values, -1 where there is none."""
    if keys.columns.empty:
        return np.zeros(len(table), dtype=np.intp)
    places = keys.assign(place=np.arange(len(keys)))
    found = table[list(keys.columns)].merge(places, how="left", on=list(keys.columns))["place"]
    return found.fillna(-1).to_numpy(dtype=np.intp)


def _places(table: pd.DataFrame, columns: Sequence[str]) -> dict[tuple[str, ...], Rows]:
    """The row numbers of each combination of values."""
    if not columns:
        return {(): np.arange(len(table))}
    found = table.groupby(list(columns), sort=False).indices
    return {key if isinstance(key, tuple) else (key,): np.asarray(at) for key, at in found.items()}


def _combinations(observed: pd.DataFrame, levels: Levels) -> pd.DataFrame:
    """Each combination of values once, in order; for a column of `levels` all its values and no other."""
    if observed.columns.empty:
        return pd.DataFrame(index=range(1))
    table = observed.drop_duplicates()
    for column in [name for name in observed.columns if name in levels]:
        asked = pd.DataFrame({column: [str(value) for value in levels[column]]})
        others = table.drop(columns=column).drop_duplicates()
        table = asked if others.columns.empty else others.merge(asked, how="cross")
    return ordered(table[list(observed.columns)], list(observed.columns), levels)


def _with_documents(table: pd.DataFrame, documents: pd.DataFrame | None) -> pd.DataFrame:
    """The rows whose document is in `documents`, with its metadata."""
    if documents is None:
        return table
    new = [name for name in documents.columns if name == "doc_id" or name not in table.columns]
    if new == ["doc_id"]:
        return table[table["doc_id"].isin(documents["doc_id"])]
    return table.merge(documents[new], on="doc_id", how="inner")


def _narrow(table: pd.DataFrame, columns: Collection[str]) -> pd.DataFrame:
    return table[[name for name in table.columns if name in columns]]


def _check_layers(marks: pd.DataFrame, inner: Sequence[str]) -> None:
    layers = sorted(marks["layer"].dropna().unique()) if "layer" in marks else []
    if len(layers) > 1 and "layer" not in inner:
        raise StudyError(
            f"by: the marks hold {len(layers)} layers ({', '.join(layers)}) and one word may stand in two, "
            "so they are never added up; right would be 'layer' in by, or the marks of one layer"
        )
