"""Which unit a table is about: the text, or the speaker (outlet, sitting) whose texts resemble each other.

    design = Design(by=["item"], hierarchy=["speaker", "outlet"])  # from low to high; texts lie below
    with_unit(design, voices, documents, ["party"]).unit  # "outlet", where each party has six or more

A design that names a unit is obeyed; what would have been taken otherwise is said in `unit_note`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import pandas as pd

from analysis.base.errors import StudyError
from analysis.base.wording import joined
from analysis.measure.statistics.design import TEXT, Design, several

ENOUGH: Final = 6
"""Units a group needs to be the unit of inference."""

SPEAKER: Final = "speaker"
"""The field that is a level wherever its values repeat, without being named."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the hierarchy, and how many of its units each group holds."""

    name: str
    counts: tuple[int, ...]

    @property
    def in_words(self) -> str:
        """ "9 and 11 speakers"."""
        if len(self.counts) > 2:
            return f"{min(self.counts)} {several(_noun(self.name))} or more"
        return f"{joined([str(count) for count in self.counts])} {several(_noun(self.name))}"


def with_unit(
    design: Design, voices: pd.DataFrame, documents: pd.DataFrame | None, groups: Sequence[str] = ()
) -> Design:
    """The design with its unit settled, and with a `unit_note` that says which unit it is and why.

    Where it names none, the unit is the highest level of its `hierarchy` that leaves `ENOUGH` units in each
    group (a combination of the values of `groups`); groups with fewer texts than that do not count. Without a
    hierarchy the field "speaker" is a level where its values repeat. Missing values are units of their own.
    StudyError for a level that is no column of the documents or the voices, or that lies across another.
    """
    if design.unit_note:
        return design
    if documents is None and not design.hierarchy:
        return design if design.unit else replace(design, unit=TEXT)
    texts = _texts(design, voices, documents, groups)
    levels = list(design.hierarchy) or ([SPEAKER] if SPEAKER in texts else [])
    _check_nested(texts, [TEXT, *levels])
    counted = [_level(texts, name, groups) for name in (TEXT, *levels)]
    repeated = [level for level in counted[1:] if texts[level.name].nunique() < texts[TEXT].nunique()]
    held = [level for level in repeated if min(level.counts, default=0) >= ENOUGH]
    best = held[-1] if held else counted[0]
    if design.unit:
        return _as_asked(design, best)
    return replace(design, unit=best.name, unit_note=_chosen(best, repeated))


def unit_values(table: pd.DataFrame, unit: str) -> "pd.Series[str]":
    """The unit of each row; a missing one is the text itself.

    >>> unit_values(pd.DataFrame({"doc_id": ["a", "b"], "speaker": ["Ann", None]}), "speaker").tolist()
    ['Ann', 'b']
    """
    values = table[unit].astype("string")
    return values.fillna(table[TEXT].astype("string")).astype(object)


def _texts(
    design: Design, voices: pd.DataFrame, documents: pd.DataFrame | None, groups: Iterable[str]
) -> pd.DataFrame:
    """Texts with their groups and levels, once each combination, of those that have words."""
    table = voices[voices["words"] > 0]
    if documents is not None:
        new = [name for name in documents.columns if name == TEXT or name not in table.columns]
        table = table.merge(documents[new], on=TEXT)
    named = design.hierarchy or ((SPEAKER,) if documents is not None and SPEAKER in documents else ())
    for name in named:
        if name not in table.columns:
            choice = ", ".join(sorted(map(str, table.columns)))
            raise StudyError(f"hierarchy: there is no column {name!r}; right would be one of {choice}")
    wanted = [TEXT, *named, *(name for name in groups if name in table.columns)]
    found = table[list(dict.fromkeys(wanted))]
    return found.assign(**{name: unit_values(found, name) for name in named}).drop_duplicates()


def _level(texts: pd.DataFrame, name: str, groups: Sequence[str]) -> Level:
    """How many units of a level each group of at least `ENOUGH` texts holds."""
    inside = [group for group in groups if group in texts.columns]
    if not inside:
        return Level(name, (int(texts[name].nunique()),))
    counts = texts.groupby(inside, sort=True).agg(texts=(TEXT, "nunique"), units=(name, "nunique"))
    large = counts[counts["texts"] >= ENOUGH]
    return Level(name, tuple(int(count) for count in (large if len(large) else counts)["units"]))


def _check_nested(texts: pd.DataFrame, levels: Sequence[str]) -> None:
    """Refuse levels of which a lower one lies in two units of a higher one."""
    for low, high in pairwise(levels):
        owners = texts[[low, high]].drop_duplicates().groupby(low).size()
        if low != TEXT and (crossed := owners[owners > 1]).size:
            raise StudyError(
                f"hierarchy: {crossed.index[0]!r} of {low} stands in {crossed.iloc[0]} of {high}, so neither "
                f"lies within the other; right would be one of the two, or levels that are nested"
            )


def _as_asked(design: Design, best: Level) -> Design:
    """The unit that a study names, and what would have been taken."""
    if best.name == design.unit:
        return replace(design, unit_note=f"unit: {_noun(design.unit)}, as asked ({best.in_words})")
    instead = f"; the default would be the {_noun(best.name)} ({best.in_words})"
    return replace(design, unit_note=f"unit: {_noun(design.unit)}, as asked{instead}")


def _chosen(best: Level, repeated: Sequence[Level]) -> str:
    higher = repeated[repeated.index(best) + 1 :] if best in repeated else repeated
    said = f"unit: {_noun(best.name)} ({best.in_words})"
    if not higher:
        return said
    few = joined([level.in_words for level in higher])
    return f"{said}, as {few} in a group are fewer than {ENOUGH}: intervals and tests may be too sure"


def _noun(unit: str) -> str:
    return "text" if unit == TEXT else unit
