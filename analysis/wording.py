"""Tables -> sentences: captions and alternative text that state the numbers which were drawn."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import pandas as pd

LONGEST: Final = 12
"""How many rows a description spells out before it says how many are left."""

NOUNS: Final = {
    "modals": "modal verb",
    "hedges": "hedge",
    "boosters": "booster",
    "conditionals": "conditional",
}
"""What one mark of a layer is called."""

_SENSES = ("epistemic", "deontic", "dynamic", "undecided")
_RATE = ("n", "denominator", "per", "rate")
_EXTRA = {"n", "denominator", "per", "rate", "low", "high", "documents", "note", "share", "total", "interval"}


def describe(table: pd.DataFrame) -> str:
    """What a table of rates, shares or counts says, row by row, in plain words.

    >>> describe(pd.DataFrame({"item": ["can"], "n": [4], "total": [8], "share": [0.5]}))
    'can: 4 of 8 (50%).'
    """
    if table.empty:
        return "There is nothing to show: no row in the table."
    if set(_RATE) <= set(table.columns):
        return _listing(_rate_phrase(row) for row in _rows(table))
    if {"n", "share"} <= set(table.columns):
        return _listing(_share_phrase(row) for row in _rows(table))
    if {"first_word", "words"} <= set(table.columns):
        return "In reading order: " + _listing(_stretch_phrase(row) for row in _rows(table))
    if {"protasis", "apodosis"} <= set(table.columns):
        return _listing(_conditional_phrase(row) for row in _rows(table))
    if "n" in table.columns:
        return _listing(f"{_label(row)}: {row['n']}" for row in _rows(table))
    return f"A table of {plural(len(table), 'row')}: {', '.join(map(str, table.columns))}."


def plural(number: int, noun: str, many: str = "") -> str:
    """A count with its noun.

    >>> plural(1, "text"), plural(1200, "word"), plural(0, "modal verb")
    ('1 text', '1,200 words', 'no modal verbs')
    """
    shown = f"{number:,}" if number else "no"
    return f"{shown} {noun if number == 1 else many or noun + 's'}"


def share(part: float, whole: float) -> str:
    """A share in whole per cent; a dash where there is nothing to share.

    >>> share(1, 3), share(0, 0)
    ('33%', '–')
    """
    return f"{100 * part / whole:.0f}%" if whole else "–"


def joined(parts: Sequence[str]) -> str:
    """Words as a list in a sentence.

    >>> joined(["can"]), joined(["can", "will", "may"])
    ('can', 'can, will and may')
    """
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def interval_note(rates: pd.DataFrame) -> str:
    """How the intervals of a table of rates were made, for its caption."""
    kinds = [kind for kind in rates["interval"].dropna().unique() if kind]
    return f"Lines: 95% intervals ({joined(kinds)})." if kinds else "No intervals: too short to rate."


def rate_in_words(row: Any) -> str:
    """Rate with interval, or why there is none.

    >>> rate_in_words({"rate": 10.75, "low": 5.2, "high": 19.8, "per": "1,000 words", "note": ""})
    '10.8 per 1,000 words [5.2, 19.8]'
    """
    if pd.isna(row["rate"]):
        return str(row["note"]) or "too short to rate"
    limits = "" if pd.isna(row["low"]) else f" [{row['low']:.1f}, {row['high']:.1f}]"
    return f"{row['rate']:.1f} per {row['per']}{limits}"


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.itertuples(index=False, name=None)]


def _label(row: dict[str, Any]) -> str:
    names = [str(value) for column, value in row.items() if column not in _EXTRA and isinstance(value, str)]
    return ", ".join(dict.fromkeys(names)) or "all"


def _rate_phrase(row: dict[str, Any]) -> str:
    unit = str(row["per"]).lstrip("0123456789, ")
    counted = f"{_label(row)}: {row['n']:,} in {row['denominator']:,} {unit}, {rate_in_words(row)}"
    senses = [f"{name} {100 * row[name]:.0f}%" for name in _SENSES if row.get(name, 0) > 0]
    return f"{counted} ({joined(senses)})" if senses else counted


def _share_phrase(row: dict[str, Any]) -> str:
    total = f" of {row['total']:,}" if "total" in row else ""
    return f"{_label(row)}: {row['n']:,}{total} ({100 * row['share']:.0f}%)"


def _stretch_phrase(row: dict[str, Any]) -> str:
    kind = "" if row["voice_kind"] == row["voice"] else f" ({row['voice_kind']})"
    return f"{row['voice']}{kind} {row['words']:,}"


def _conditional_phrase(row: dict[str, Any]) -> str:
    parts = [str(row["protasis"]), "no consequence" if pd.isna(row["apodosis"]) else str(row["apodosis"])]
    if row["order"] == "apodosis-first":
        parts.reverse()
    act = "" if pd.isna(row["act"]) else f", first candidate {row['act']}"
    return f"{row['voice']}: “{' / '.join(parts)}” ({row['kind']}, {row['order']}{act})"


def _listing(phrases: Iterable[str]) -> str:
    said = list(phrases)
    rest = len(said) - LONGEST
    shown = said[:LONGEST] + ([f"and {plural(rest, 'further row')} in the table"] if rest > 0 else [])
    return "; ".join(shown) + "."
