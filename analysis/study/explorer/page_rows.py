"""Rows of tables as plain data for the page: a line of a concordance, a mark that can be decided about."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from analysis.review.decisions.decision import LABELS
from analysis.study.explorer.figure import Plain

LONGEST: Final = 160
"""Characters of a line before the mark, and after it."""


def line_of(row: Mapping[Any, Any]) -> Plain:
    """One line for the page; what is far from the mark is cut off."""
    left, right = str(row["left"]), str(row["right"])
    return {
        "document": str(row["doc_id"]),
        "layer": str(row["layer"]),
        "start": int(row["start"]),
        "end": int(row["end"]),
        "voice": str(row["voice"]),
        "category": str(row["category"]),
        "left": left if len(left) <= LONGEST else f"…{left[-LONGEST:]}",
        "mark": str(row["mark"]),
        "right": right if len(right) <= LONGEST else f"{right[:LONGEST]}…",
    }


def mark_of(row: Mapping[Any, Any]) -> Plain:
    """What a form needs to know of a mark: where it is and what it is called now."""
    labels = {name: _label(row[name]) for name in LABELS[str(row["layer"])] if name in row}
    return {
        "layer": str(row["layer"]),
        "start": int(row["start"]),
        "end": int(row["end"]),
        "surface": " ".join(str(row["surface"]).split()),
        "labels": labels,
    }


def _label(value: Any) -> str:
    if pd.isna(value):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
