"""Tables -> sentences that state their numbers: the alternative text of figures.

Each form of table that the suite draws is known by its columns and has a way to be said.
"""

import math
from collections.abc import Callable
from typing import Any, Final, TypeAlias

import pandas as pd

from analysis.wording import joined, plural, rate_in_words

LONGEST: Final = 12
"""How many rows a description spells out before it says how many are left."""

MANY: Final = 6
"""More places than this are said by the first and the last."""

Row: TypeAlias = dict[str, Any]

_SENSES = ("epistemic", "deontic", "dynamic", "undecided")
_NOT_NAMES = {"per", "note", "interval", "part"}


def describe(table: pd.DataFrame) -> str:
    """What a table of rates, shares, counts or places says, row by row, in plain words.

    >>> describe(pd.DataFrame({"item": ["can"], "n": [4], "total": [8], "share": [0.5]}))
    'can: 4 of 8 (50%).'
    """
    if table.empty:
        return "There is nothing to show: no row in the table."
    for columns, phrases in _FORMS:
        if columns <= set(table.columns):
            return _listing(phrases(table))
    return f"A table of {plural(len(table), 'row')}: {', '.join(map(str, table.columns))}."


def _listing(said: list[str]) -> str:
    rest = len(said) - LONGEST
    shown = said[:LONGEST] + ([f"and {plural(rest, 'further row')} in the table"] if rest > 0 else [])
    return "; ".join(shown) + "."


def _each(phrase: Callable[[Row], str]) -> Callable[[pd.DataFrame], list[str]]:
    return lambda table: [phrase(row) for row in _rows(table)]


def _rows(table: pd.DataFrame) -> list[Row]:
    names = [str(name) for name in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.itertuples(index=False, name=None)]


def _missing(value: object) -> bool:
    return not isinstance(value, str)


def _label(row: Row) -> str:
    names = [value for column, value in row.items() if isinstance(value, str) and column not in _NOT_NAMES]
    return ", ".join(dict.fromkeys(names)) or "all"


def _rate(row: Row) -> str:
    unit = str(row["per"]).lstrip("0123456789, ")
    unit = unit if unit.endswith("s") else f"{unit}s"
    counted = f"{_label(row)}: {row['n']:,} in {row['denominator']:,} {unit}, {rate_in_words(row)}"
    senses = [f"{name} {100 * row[name]:.0f}%" for name in _SENSES if row.get(name, 0) > 0]
    return f"{counted} ({joined(senses)})" if senses else counted


def _timeline(table: pd.DataFrame) -> list[str]:
    """Where each line begins and ends; the periods are in the table."""
    said = []
    for name, rows in table[table["part"] == "line"].groupby("layer", sort=False):
        first, last = rows.iloc[0], rows.iloc[-1]
        said.append(
            f"{name}: {first['rate']:.1f} per {first['per']} in {first['at']:.0f}, "
            f"{last['rate']:.1f} in {last['at']:.0f}"
        )
    return said


def _contrast(row: Row) -> str:
    limits = ""
    if not math.isnan(row["log_ratio_low"]):
        limits = f" [{2 ** row['log_ratio_low']:.2f}, {2 ** row['log_ratio_high']:.2f}]"
    times = f"{2 ** row['log_ratio']:.2f} times as frequent{limits}"
    return f"{row['item']}: {row['n_target']:,} against {row['n_reference']:,}, {times}"


def _share(row: Row) -> str:
    total = f" of {row['total']:,}" if "total" in row else ""
    return f"{_label(row)}: {row['n']:,}{total} ({100 * row['share']:.0f}%)"


def _stretch(row: Row) -> str:
    kind = "" if row["voice_kind"] == row["voice"] else f" ({row['voice_kind']})"
    return f"{row['voice']}{kind} {plural(row['words'], 'word')}"


def _conditional(row: Row) -> str:
    parts = [str(row["protasis"]), "no consequence" if _missing(row["apodosis"]) else str(row["apodosis"])]
    if row["order"] == "apodosis-first":
        parts.reverse()
    act = "" if _missing(row["act"]) else f", first candidate {row['act']}"
    return f"{row['voice']}: “{' / '.join(parts)}” ({row['kind']}, {row['order']}{act})"


def _places(table: pd.DataFrame) -> list[str]:
    return [f"{name}: {_words([*rows['at'] + 1])}" for name, rows in table.groupby("row", sort=False)]


def _words(at: list[int]) -> str:
    """How many marks, and where: each word, or the first and the last of many."""
    if len(at) > MANY:
        return f"{len(at):,}, from word {at[0]:,} to word {at[-1]:,}"
    return f"{len(at)}, at word{'s'[: len(at) - 1]} {joined([f'{word:,}' for word in at])}"


def _counts(table: pd.DataFrame) -> list[str]:
    """The cells that hold something, and that the others hold nothing."""
    said = [f"{_label(row)}: {row['n']:,}" for row in _rows(table[table["n"] > 0])]
    return [*said, "all others: none"] if len(said) < len(table) else said


_FORMS: Final[tuple[tuple[set[str], Callable[[pd.DataFrame], list[str]]], ...]] = (
    ({"layer", "part", "at", "rate"}, _timeline),
    ({"n", "denominator", "per", "rate"}, _each(_rate)),
    ({"item", "n_target", "n_reference", "log_ratio"}, _each(_contrast)),
    ({"n", "share"}, _each(_share)),
    ({"first_word", "words", "voice", "voice_kind"}, _each(_stretch)),
    ({"protasis", "apodosis"}, _each(_conditional)),
    ({"row", "item", "at"}, _places),
    ({"n"}, _counts),
)
