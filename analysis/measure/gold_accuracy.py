"""How often the suite is right: the results of `benchmarks/accuracy.py` as tables.

The two CSV files hold counts and measures only, no sentence of the annotated data:

    accuracy.csv          set, layer, measure, value, low, high, n
    accuracy_markers.csv  set, register, layer, marker, tp, fp, fn
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from analysis.base.errors import CorpusError
from analysis.corpus.paths import find_input
from analysis.measure.formulas.intervals import wilson_interval

MEASURES: Final = ("set", "layer", "measure", "value", "low", "high", "n")
COUNTS: Final = ("set", "register", "layer", "marker", "tp", "fp", "fn")
READERS: Final = {"fast": "news", "careful": "news, careful"}
"""The readers of statements by name, and under which set their scores stand."""
REST: Final = "all others"
_NUMBERS: Final = ("value", "low", "high")


def read_measures(folder: str | Path) -> pd.DataFrame:
    """One row a set, layer and measure, with its 95% interval by resampled documents."""
    return _read(folder, "accuracy.csv", MEASURES)


def read_counts(folder: str | Path) -> pd.DataFrame:
    """One row a set, register, layer and marker: right (tp), false alarms (fp), missed (fn)."""
    return _read(folder, "accuracy_markers.csv", COUNTS)


def compare_readers(measures: pd.DataFrame) -> pd.DataFrame:
    """One row a measure of statements in news: by the fast reader, by the careful one, and what that gains.

    >>> what = "statements content", "F1 all"
    >>> rows = [("news", *what, 0.72), ("news, careful", *what, 0.78)]
    >>> table = compare_readers(pd.DataFrame(rows, columns=["set", "layer", "measure", "value"]))
    >>> table[["fast", "careful", "gain"]].round(2).values.tolist()
    [[0.72, 0.78, 0.06]]
    """
    by_reader = [
        measures[measures["set"] == name].set_index(["layer", "measure"])["value"].rename(reader)
        for reader, name in READERS.items()
    ]
    table = pd.concat(by_reader, axis=1, join="inner")
    return table.assign(gain=table["careful"] - table["fast"]).reset_index()


def score_by(counts: pd.DataFrame, by: Sequence[str], *, at_least: int = 1) -> pd.DataFrame:
    """Precision and recall of each group of `by`, with Wilson intervals (Wilson 1927).

    Columns: by, tp, fp, fn, precision, precision_low, precision_high, recall, recall_low,
    recall_high, n (marks that are there: tp + fn). Groups with fewer than `at_least` marks, right, false
    or missed, are summed up under the name `REST` within the other columns of `by`.

    >>> rows = [("modals", "can", 9, 1, 0), ("modals", "will", 8, 0, 2)]
    >>> counts = pd.DataFrame(rows, columns=["layer", "marker", "tp", "fp", "fn"])
    >>> score_by(counts, ["layer"])[["tp", "precision", "recall"]].round(3).values.tolist()
    [[17.0, 0.944, 0.895]]
    """
    table = counts.groupby(list(by), as_index=False)[["tp", "fp", "fn"]].sum()
    rare = table[["tp", "fp", "fn"]].sum(axis=1) < at_least
    table.loc[rare, by[-1]] = REST
    table = table.groupby(list(by), as_index=False)[["tp", "fp", "fn"]].sum()
    for name, other in (("precision", "fp"), ("recall", "fn")):
        total = table["tp"] + table[other]
        limits = [wilson_interval(hits, n) for hits, n in zip(table["tp"], total, strict=True)]
        table[name] = table["tp"] / total
        table[f"{name}_low"] = [low for low, _ in limits]
        table[f"{name}_high"] = [high for _, high in limits]
    return table.assign(n=table["tp"] + table["fn"])


def most_frequent(table: pd.DataFrame, top: int) -> pd.DataFrame:
    """The `top` rows with most marks, the most frequent first; `REST` comes last."""
    size = table[["tp", "fp", "fn"]].sum(axis=1)
    ranked = table.assign(rest=table.iloc[:, 1].eq(REST), size=size)
    ranked = ranked.sort_values(["rest", "size"], ascending=[True, False], kind="stable")
    return ranked.drop(columns=["rest", "size"]).head(top).reset_index(drop=True)


def _read(folder: str | Path, name: str, columns: Sequence[str]) -> pd.DataFrame:
    path = find_input(Path(folder) / name)
    try:
        table = pd.read_csv(path, keep_default_na=False, na_values={name: ["nan"] for name in _NUMBERS})
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as error:
        raise CorpusError(f"{name}: not a CSV table; benchmarks/accuracy.py writes it") from error
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise CorpusError(f"{name}: the column {missing[0]!r} is missing; benchmarks/accuracy.py writes it")
    return table[list(columns)]
