"""Marks and denominators -> counts by sampling unit: where every measure on texts starts.

A text is counted once for each group it stands in. A group or a cell without a mark is a row or a column of
zeros, never missing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from analysis.errors import StudyError
from analysis.tables import VOICES

Levels: TypeAlias = Mapping[str, Sequence[str]]

NOT_GIVEN = "not given"

_WEIGHT = "weight of a mark"
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
    `words` hold one number for each unit; `documents` stand behind the units.
    """

    group: Mapping[str, str]
    units: tuple[str, ...]
    cells: pd.DataFrame
    marks: NDArray[np.float64]
    sizes: NDArray[np.float64]
    words: NDArray[np.float64]
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
    marks: pd.DataFrame,
    voices: pd.DataFrame,
    *,
    by: Sequence[str] = (),
    documents: pd.DataFrame | None = None,
    per: str = "1,000 words",
    unit: str = "doc_id",
    levels: Levels | None = None,
    weight: str | None = None,
) -> list[Counts]:
    """The marks of each group by sampling unit, groups in the order of their names (or of `levels`).

    Columns of `by` that only the marks have make the cells, the others the groups. Only marks
    that stand in a row of `voices` (and of `documents`, if given) are counted, and only units with a
    denominator above zero. `weight` is a column of the marks to add up, such as the probability of a
    sense, instead of counting each mark as one. Other arguments as in `frequencies.rates`.
    """
    base, levels = parse_per(per, voices), levels or {}
    known = _with_documents(voices, documents)
    check_columns("by", by, [*known.columns, *marks.columns])
    check_columns("unit", [unit], list(known.columns))
    outer = [name for name in by if name in known.columns]
    inner = [name for name in by if name not in known.columns]
    counted = counted_marks(marks, voices, documents, columns=[*outer, unit])
    _check_layers(counted, inner)
    known, counted = named(known, [*outer, unit]), named(counted, [*by, unit])
    groups = _combinations(known[outer], levels)
    cells = _combinations(counted[inner], levels)
    weights = counted[weight].fillna(0) if weight else pd.Series(1.0, index=counted.index)
    return _by_group(known, counted.assign(**{_WEIGHT: weights}), groups, cells, base.column, unit)


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
    values = {name: table[name].astype(object) for name in names}
    return table.assign(
        **{name: value.where(value.notna(), NOT_GIVEN).map(str) for name, value in values.items()}
    )


def check_columns(argument: str, names: Sequence[str], known: Sequence[str]) -> None:
    """Refuse names that are no columns."""
    for name in names:
        if name not in known:
            choice = ", ".join(dict.fromkeys(known))
            raise StudyError(f"{argument}: no column {name!r}; right would be one of {choice}")


def _by_group(
    known: pd.DataFrame,
    counted: pd.DataFrame,
    groups: pd.DataFrame,
    cells: pd.DataFrame,
    column: str,
    unit: str,
) -> list[Counts]:
    outer, spoken = list(groups.columns), known[known[column] > 0]
    keys = list(dict.fromkeys([*outer, unit]))
    sizes = spoken.groupby(keys, sort=True)[list(dict.fromkeys([column, "words"]))].sum().reset_index()
    matrix = _count_matrix(counted, sizes[keys], cells)
    rows, voice_rows = _places(sizes, outer), _places(spoken, outer)

    def group_counts(key: tuple[str, ...]) -> Counts:
        at, behind = rows.get(key, []), voice_rows.get(key, [])
        return Counts(
            group=dict(zip(outer, key, strict=True)),
            units=tuple(sizes[unit].iloc[at]),
            cells=cells,
            marks=matrix[at].toarray(),
            sizes=sizes[column].iloc[at].to_numpy(dtype=float),
            words=sizes["words"].iloc[at].to_numpy(dtype=float),
            documents=spoken["doc_id"].iloc[behind].nunique(),
        )

    return [group_counts(tuple(key)) for key in groups.to_numpy()]


def _count_matrix(counted: pd.DataFrame, units: pd.DataFrame, cells: pd.DataFrame) -> csr_array:
    """The weight of the marks that fall on each row of `units` and each row of `cells`."""
    rows, columns = _positions(counted, units), _positions(counted, cells)
    inside = (rows >= 0) & (columns >= 0)
    weights = counted[_WEIGHT].to_numpy(dtype=float)[inside]
    return csr_array((weights, (rows[inside], columns[inside])), shape=(len(units), len(cells)))


def _positions(table: pd.DataFrame, keys: pd.DataFrame) -> NDArray[np.intp]:
    """For each row of `table` the row of `keys` with the same values, -1 where there is none."""
    if keys.columns.empty:
        return np.zeros(len(table), dtype=np.intp)
    places = keys.assign(place=np.arange(len(keys)))
    found = table[list(keys.columns)].merge(places, how="left", on=list(keys.columns))["place"]
    return found.fillna(-1).to_numpy(dtype=np.intp)


def _places(table: pd.DataFrame, columns: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
    """The row numbers of each combination of values."""
    if not columns:
        return {(): list(range(len(table)))}
    found = table.groupby(list(columns), sort=False).indices
    return {key if isinstance(key, tuple) else (key,): list(at) for key, at in found.items()}


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
    return table.merge(documents[new], on="doc_id", how="inner")


def _check_layers(marks: pd.DataFrame, inner: Sequence[str]) -> None:
    layers = sorted(marks["layer"].dropna().unique()) if "layer" in marks else []
    if len(layers) > 1 and "layer" not in inner:
        raise StudyError(
            f"by: the marks hold {len(layers)} layers ({', '.join(layers)}) and one word may stand in two, "
            "so they are never added up; right would be 'layer' in by, or the marks of one layer"
        )
