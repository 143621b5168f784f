"""The tables of a matrix, all cases in one: each row begins with the values of its case."""

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.study.runs.plan import OUT, Step


def gather(steps: Sequence[Step], folder: Path) -> dict[str, bytes]:
    """File name -> content of one table for each table that several cases have written.

    Columns: those of the matrix, then those of the tables; a column that a case lacks is empty.
    """
    found: dict[str, list[tuple[Mapping[str, Any], Path]]] = defaultdict(list)
    for case, values in {step.case: step.values for step in steps if step.case}.items():
        for table in sorted((folder / OUT / case).glob("*.csv")):
            found[table.name].append((values, table))
    return {f"gathered/{name}": _joined(tables) for name, tables in sorted(found.items())}


def _joined(tables: Sequence[tuple[Mapping[str, Any], Path]]) -> bytes:
    rows = [
        {f"case_{name}": plain(value) for name, value in values.items()} | row
        for values, table in tables
        for row in csv.DictReader(io.StringIO(table.read_text(encoding="utf-8")))
    ]
    out = io.StringIO()
    columns = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def plain(value: Any) -> str:
    """A value of the matrix as one cell.

    >>> plain(["A", "B"]), plain({"party": "D"})
    ('A; B', 'party=D')
    """
    if isinstance(value, Mapping):
        return "; ".join(f"{name}={plain(item)}" for name, item in value.items())
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
