"""Marks as programs for tables want them: one row a mark, every column plain text or a number.

    write_plain_marks(annotations, "marks.csv")       # or .parquet: for pandas, R, spreadsheets

Surface and sentence stand as text, voice and labels as columns, and each field of the metadata is a column of
its own. A field that is called like a column of the marks has `text_` before it.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pandas as pd

from analysis.annotation.writing.output import replacing
from analysis.base.errors import OutputError
from analysis.base.exports import to_csv
from analysis.base.records import Annotation
from analysis.measure.statistics.kwic import kwic
from analysis.measure.tables import MARKS, marks_table

FIRST: Final = ("doc_id", "layer", "start", "end", "surface", "sentence")
"""The columns that stand first; `sentence` is its words."""
ENDINGS: Final = (".csv", ".parquet")


def plain_marks(annotations: Iterable[Annotation]) -> pd.DataFrame:
    """One row a mark: `FIRST`, then item, category, voice and the other labels, then the metadata."""
    parts, fields = [], dict[str, None]()
    for annotation in annotations:
        parts.append(_of_text(annotation))
        fields |= dict.fromkeys(map(_column, annotation.document.metadata))
    labels = [name for name in MARKS if name not in FIRST]
    columns = [*FIRST, *labels, *fields]
    if not parts:
        return pd.DataFrame(columns=columns)
    table = pd.concat(parts, ignore_index=True).reindex(columns=columns)
    return table.astype(dict.fromkeys(fields, "string"))


def _of_text(annotation: Annotation) -> pd.DataFrame:
    marks = marks_table([annotation])
    lines = kwic([annotation], marks)
    sentences = [" ".join(part for part in parts if part) for parts in _parts(lines)]
    known = {_column(name): value for name, value in annotation.document.metadata.items()}
    return marks.assign(sentence=pd.array(sentences, dtype="string"), **known)


def _parts(lines: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    return lines[["left", "mark", "right"]].itertuples(index=False, name=None)


def _column(field: str) -> str:
    """The column of a field of the metadata.

    >>> _column("party"), _column("category")
    ('party', 'text_category')
    """
    return f"text_{field}" if field in MARKS else field


def write_plain_marks(annotations: Iterable[Annotation], path: str | Path) -> int:
    """Write `plain_marks` as CSV or Parquet, by the ending of the name; how many rows there are."""
    path = Path(path)
    if path.suffix.lower() not in ENDINGS:
        raise OutputError(f"{path}: a table of marks ends in {' or '.join(ENDINGS)}")
    table = plain_marks(annotations)
    with replacing(path) as temporary:
        if path.suffix.lower() == ".csv":
            temporary.write_text(to_csv(table), encoding="utf-8", newline="")
        else:
            table.to_parquet(temporary, index=False)
    return len(table)
