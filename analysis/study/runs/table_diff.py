"""Two tables -> where they differ, in words."""

import csv
import io
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from analysis.base.errors import StudyError

LARGEST = 200_000_000
"""Bytes of a table that is compared."""
TOLERANCE = 1e-9
"""Relative difference up to which two numbers are the same."""
Table = Sequence[Sequence[str]]


def read_table(path: Path) -> Table:
    """The rows of a CSV file, its header first; StudyError if it is too large or no table."""
    if path.stat().st_size > LARGEST:
        raise StudyError(f"{path.name}: too large for a table ({LARGEST:,} bytes at most)")
    return parse_table(path.read_bytes(), path.name)


def parse_table(content: bytes | str, name: str = "table") -> Table:
    """The rows of a CSV text, its header first; StudyError if it is none."""
    try:
        text = content if isinstance(content, str) else content.decode()
        return list(csv.reader(io.StringIO(text)))
    except (UnicodeDecodeError, csv.Error) as error:
        raise StudyError(f"{name}: not a CSV table in UTF-8 ({error})") from error


def compare_tables(old: Table, new: Table) -> Iterator[str]:
    """Where two tables with a header differ: columns, number of rows, cells. Nothing if they are equal.

    A row is named by the words it begins with.

    >>> list(compare_tables([["verb", "n"], ["can", "4"]], [["verb", "n"], ["can", "5"]]))
    ['row can, column n: 4 -> 5']
    """
    old_head, new_head = (list(table[0]) if table else [] for table in (old, new))
    if old_head != new_head:
        yield f"columns: {', '.join(old_head)} -> {', '.join(new_head)}"
        return
    if len(old) != len(new):
        yield f"rows: {len(old) - 1} -> {len(new) - 1}"
    old_rows, new_rows = _by_label(old), _by_label(new)
    for label in {**old_rows, **new_rows}:
        if label not in new_rows or label not in old_rows:
            yield f"row {label}: {'gone' if label in old_rows else 'new'}"
            continue
        for name, before, now in zip(old_head, old_rows[label], new_rows[label], strict=False):
            if not _same(before, now):
                yield f"row {label}, column {name}: {before or 'empty'} -> {now or 'empty'}"


def _by_label(table: Table) -> dict[str, Sequence[str]]:
    """The rows by the words they begin with; of rows that begin alike the later ones are numbered."""
    seen: Counter[str] = Counter()
    rows = {}
    for number, row in enumerate(table[1:], 1):
        label = _label(row) or f"{number}"
        seen[label] += 1
        rows[label if seen[label] == 1 else f"{label} ({seen[label]})"] = row
    return rows


def _label(row: Sequence[str]) -> str:
    words = []
    for value in row:
        if _number(value) is not None or not value:
            break
        words.append(value)
    return " / ".join(words)


def _same(old: str, new: str) -> bool:
    a, b = _number(old), _number(new)
    return old == new or (a is not None and b is not None and math.isclose(a, b, rel_tol=TOLERANCE))


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
