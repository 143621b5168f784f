"""Tables -> sentences that state their numbers: the alternative text of figures.

Each form of table that the suite draws is known by its columns and has a way to be said.
"""

import math
from collections import Counter
from collections.abc import Callable
from operator import itemgetter
from typing import Any, Final, TypeAlias

import pandas as pd

from analysis.base.wording import joined, plural, rate_in_words, share

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
    names = [
        value
        for column, value in row.items()
        if isinstance(value, str) and value and column not in _NOT_NAMES
    ]
    return ", ".join(dict.fromkeys(names)) or "all"


def _rate(row: Row) -> str:
    size = f"{row['denominator']:,} {_unit(row['per'])}"
    counted = f"{_label(row)}: {row['n']:,} in {size}, {rate_in_words(row)}"
    senses = [f"{name} {100 * row[name]:.0f}%" for name in _SENSES if row.get(name, 0) > 0]
    return f"{counted} ({joined(senses)})" if senses else counted


def _unit(per: str) -> str:
    """What a denominator counts: `words` for `1,000 words`."""
    unit = per.lstrip("0123456789, ")
    return unit if unit.endswith("s") else f"{unit}s"


def _timeline(table: pd.DataFrame) -> list[str]:
    """How much each line rests on, where it begins and ends, and where it is highest and lowest."""
    said = []
    for name, rows in table[table["rate"].notna()].groupby("layer", sort=False):
        line = _rows(rows[rows["part"] == "line"])
        if not line:
            continue
        high, low = (best(line, key=itemgetter("rate")) for best in (max, min))
        said.append(
            f"{name}: {_in_all(rows[rows['part'] == 'period'])}per {line[0]['per']} "
            f"{_point(line[0])} and {_point(line[-1])}, "
            f"highest {high['rate']:.1f} in {high['at']:.0f}, lowest {low['rate']:.1f} in {low['at']:.0f}"
        )
    return said


def _in_all(periods: pd.DataFrame) -> str:
    if not {"n", "denominator"} <= set(periods.columns) or periods.empty:
        return ""
    marks, size = int(periods["n"].sum()), int(periods["denominator"].sum())
    return f"{marks:,} in {size:,} {_unit(periods['per'].iloc[0])}; "


def _point(row: Row) -> str:
    return f"{row['rate']:.1f}{_limits(row, 1)} in {row['at']:.0f}"


def _limits(row: Row, places: int) -> str:
    if math.isnan(row["low"]):
        return ""
    return f" [{row['low']:.{places}f}, {row['high']:.{places}f}]"


def _contrasts(table: pd.DataFrame) -> list[str]:
    """What is large and sure first, where the table says so: filled dots, then by shrunk log odds."""
    if {"clear", "log_odds_z"} <= set(table.columns):
        order = table.assign(sure=table["log_odds_z"].abs()).sort_values(
            ["clear", "sure"], ascending=False, kind="stable"
        )
        table = table.loc[order.index]
    return _each(_contrast)(table)


def _contrast(row: Row) -> str:
    target, reference = row["n_target"], row["n_reference"]
    one, other = _of(row, target, "target", "a"), _of(row, reference, "reference", "b")
    counts = f"{row['item']}: {one} against {other}"
    if not target or not reference:
        return f"{counts}, only in the {'first' if target else 'second'} group{_open(row)}"
    limits = ""
    if not math.isnan(row["log_ratio_low"]):
        limits = f" [{2 ** row['log_ratio_low']:.2f}, {2 ** row['log_ratio_high']:.2f}]"
    return f"{counts}, {2 ** row['log_ratio']:.2f} times as frequent{limits}"


def _open(row: Row) -> str:
    """The one limit of an interval that is open to the other side."""
    if math.isinf(row["log_ratio_high"]):
        return f" (at least {2 ** row['log_ratio_low']:.2f} times as frequent)"
    if math.isinf(row["log_ratio_low"]):
        return f" (at most {2 ** row['log_ratio_high']:.2f} times as frequent)"
    return ""


def _of(row: Row, count: int, *groups: str) -> str:
    """A count with its denominator, where the table has one under one of these names."""
    total = next((row[f"denominator_{group}"] for group in groups if f"denominator_{group}" in row), None)
    return f"{count:,}" if total is None else f"{count:,} in {total:,}"


def _accuracy(table: pd.DataFrame) -> list[str]:
    """Precision and recall of each layer as a whole, and of its weakest markers."""
    said = []
    for layer, rows in table.groupby("layer", sort=False):
        hits, marked = rows["tp"].sum(), (rows["tp"] + rows["fp"]).sum()
        there = (rows["tp"] + rows["fn"]).sum()
        said.append(
            f"{layer}: {hits:,} of {marked:,} marked are right ({_exact(hits, marked)}), "
            f"{hits:,} of {there:,} there are marked ({_exact(hits, there)})"
        )
        known = [(_rows(rows[rows[measure].notna()]), measure) for measure in ("precision", "recall")]
        said += [_weakest(some, measure) for some, measure in known if some]
    return said


def _exact(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "–"


def _weakest(rows: list[Row], measure: str) -> str:
    row = min(rows, key=itemgetter(measure))
    value, low, high = (100 * row[name] for name in (measure, f"{measure}_low", f"{measure}_high"))
    total = row["tp"] + row["fp" if measure == "precision" else "fn"]
    counts = f"{row['tp']:,} of {total:,}"
    return f"lowest {measure} {row['marker']} {value:.0f}% [{low:.0f}, {high:.0f}] ({counts})"


def _judged(row: Row) -> str:
    """What the judgements of one stratum, or of the whole layer, come to."""
    said = [
        f"{name} {100 * row[name]:.0f}% [{100 * row[f'{name}_low']:.0f}, {100 * row[f'{name}_high']:.0f}]"
        for name in ("precision", "recall")
        if pd.notna(row[name])
    ]
    said.append(f"{row['n']:,} judged")
    return f"{row['marker']}: {', '.join(said)}"


def _specification(table: pd.DataFrame) -> list[str]:
    """How far the finding moves, and under which choices it is largest and smallest."""
    compared = table[table["log_ratio"].notna()].sort_values("log_ratio", ascending=False, kind="stable")
    said = [f"{plural(len(table), 'specification')}, {len(compared)} with two groups to compare"]
    if compared.empty:
        return said
    above, below = int((compared["low"] > 0).sum()), int((compared["high"] < 0).sum())
    neither = len(compared) - above - below
    said.append(
        f"median Log Ratio {compared['log_ratio'].median():.2f}; "
        f"the whole interval above 0 in {above}, below 0 in {below}, neither in {neither}"
    )
    ends = zip(("highest", "lowest"), _rows(compared.iloc[[0, -1]]), strict=True)
    return said + [f"{name} {_choices(row)}" for name, row in ends]


def _choices(row: Row) -> str:
    names = list(row)[: list(row).index("n_a")]
    chosen = ", ".join(f"{name} {row[name]}" for name in names)
    return f"{row['log_ratio']:.2f}{_limits(row, 2)}: {row['n_a']:,} against {row['n_b']:,} ({chosen})"


def _coefficient(row: Row) -> str:
    """The ratio of one term of a model; of the constant the rate."""
    against = f" against {row['against']}" if row["against"] else ""
    limits = "" if math.isnan(row["low"]) else f" [{row['low']:.2f}, {row['high']:.2f}]"
    if math.isnan(row["ratio"]):
        return f"{row['term']}{against}: no ratio"
    times = "" if row["term"] == "(constant)" else " times"
    alone = f", {row['raw_ratio']:.2f} by the machine alone" if "raw_ratio" in row else ""
    return f"{row['term']}{against}: {row['ratio']:.2f}{times}{limits}{alone}"


def _ranked(row: Row) -> str:
    """The rate and rank of one speaker."""
    rank = f"rank {row['rank']} [{row['rank_low']}, {row['rank_high']}]"
    return (
        f"{row['speaker']}: {row['n']:,} marks, {row['rate']:.1f}{_limits(row, 1)} per {row['per']}, {rank}"
    )


def _share(row: Row) -> str:
    total = f" of {row['total']:,}" if "total" in row else ""
    return f"{_label(row)}: {row['n']:,}{total} ({100 * row['share']:.0f}%)"


def _stretches(table: pd.DataFrame) -> list[str]:
    """The share of each voice in all words, then the stretches in reading order."""
    total = int(table["words"].sum())
    voices: Counter[str] = Counter()
    stretches = []
    for row in _rows(table):
        name = _voice(row["voice"], row["voice_kind"])
        voices[name] += row["words"]
        stretches.append(f"{name} {plural(row['words'], 'word')}")
    shares = [f"{name} {words:,} ({share(words, total)})" for name, words in voices.most_common(LONGEST)]
    first = f"{plural(total, 'word')}: {', '.join(shares)}; in reading order"
    return [f"{first}: {stretches[0]}", *stretches[1:]]


def _voice(voice: str, kind: str) -> str:
    return voice if kind == voice else f"{voice} ({kind})"


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
    ({"term", "against", "ratio", "low", "high"}, _each(_coefficient)),
    ({"speaker", "rate", "rank_low", "rank_high"}, _each(_ranked)),
    ({"n", "denominator", "per", "rate"}, _each(_rate)),
    ({"layer", "marker", "tp", "fp", "fn", "precision", "recall"}, _accuracy),
    ({"layer", "marker", "n", "precision", "recall"}, _each(_judged)),
    ({"n_a", "n_b", "log_ratio", "same_sign"}, _specification),
    ({"item", "n_target", "n_reference", "log_ratio"}, _contrasts),
    ({"n", "share"}, _each(_share)),
    ({"first_word", "words", "voice", "voice_kind"}, _stretches),
    ({"protasis", "apodosis"}, _each(_conditional)),
    ({"row", "item", "at"}, _places),
    ({"n"}, _counts),
)
