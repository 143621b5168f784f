"""A DataFrame as a table: a heading for every column, numbers to the right, what is left out counted."""

import base64
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

import pandas as pd

from analysis.base.exports import to_csv
from analysis.show.displays.elements import Html, bdi, element, escape, start_tag

ROWS: Final = 30
"""Longest table that is shown whole; what is left out is counted below it."""
CELLS: Final = 240
"""Cells of a table that are shown: a wide one shows fewer rows, but never fewer than five."""
LARGEST_LINK: Final = 1_000_000
"""Characters of a whole table that a page carries along as CSV."""
SHORT: Final = 24
"""Longest cell that is kept on one line, in letters."""
_TAG: Final = re.compile("<[^>]*>")


def show_table(table: pd.DataFrame, *, caption: str = "", rows: int = 0) -> Html:
    """A table with numbers set to the right; its first `rows` rows, and how many there are.

    Without `rows` as many as a reader takes in (`ROWS`, `CELLS`). A longer table comes along whole, as CSV.

    >>> show_table(pd.DataFrame({"doc_id": ["a", "b"], "rate": [1.5, 2.25]}), rows=1)
    doc_id  rate
         a   1.5
    The first row of 2.
    """
    rows = rows or max(5, min(ROWS, CELLS // max(1, len(table.columns))))
    shown = table.head(rows)
    sides = ["right" if _is_number(table[name]) else "left" for name in table]
    names = [escape(str(name).replace("_", " ")) for name in table]
    body = [
        [cell("td", bdi(as_shown(value)), side) for value, side in zip(row, sides, strict=True)]
        for row in shown.itertuples(index=False, name=None)
    ]
    note = left_out(table, rows)
    plain = shown.to_string(index=False, na_rep="–") if len(shown.columns) else ""
    return Html(
        grid(
            headings(names, sides),
            body,
            caption=escape(caption),
            name=caption,
            note=note,
            whole=whole(table, rows),
        ),
        "\n".join(filter(None, [caption, "" if shown.empty else plain, note])),
    )


def grid(
    head: Sequence[str],
    body: Iterable[Sequence[str]],
    *,
    caption: str = "",
    name: str = "",
    note: str = "",
    whole: str = "",
    class_: str = "",
) -> str:
    """A table of cells and a caption that are HTML already; `name` is what a screen reader calls it.

    `whole` is a link to the whole table (`whole`), as HTML.
    """
    title = element("caption", caption) if caption else ""
    rows = "".join(element("tr", "".join(cells)) for cells in body)
    top = element("thead", element("tr", "".join(head))) if head else ""
    table = element("table", f"{title}{top}<tbody>{rows}</tbody>", class_=f"hr-table {class_}".rstrip())
    below = f"{escape(note)} {whole}".strip()
    return scrolling(table, name or "Table") + (element("p", below, class_="hr-note") if below else "")


def scrolling(inner: str, name: str) -> str:
    """A piece that scrolls sideways where it is wider than the page, also by the arrow keys."""
    start = start_tag(
        "div", class_="hr-scroll", style="overflow-x:auto", tabindex=0, role="group", aria_label=name
    )
    return f"{start}{inner}</div>"


def headings(names: Iterable[str], sides: Iterable[str]) -> list[str]:
    """The cells of the first row; names are HTML already."""
    return [cell("th", name, side, scope="col") for name, side in zip(names, sides, strict=True)]


def cell(tag: str, inner: str, side: str = "left", *, class_: str = "", **others: str | int | None) -> str:
    """One cell; short ones, such as names, are not broken over two lines, long ones not over very many.

    The side is inline, as it has to stay where the stylesheet is removed.
    """
    kinds = [class_, "hr-number" if side == "right" else "", _length(inner)]
    return element(tag, inner, class_=" ".join(filter(None, kinds)), style=f"text-align:{side}", **others)


def left_out(table: pd.DataFrame, rows: int) -> str:
    """How many of the rows of a table are shown, or that it has none."""
    if table.empty:
        return "Nothing was found."
    first = "first row" if rows == 1 else f"first {rows:,} rows"
    return f"The {first} of {len(table):,}." if len(table) > rows else ""


def whole(table: pd.DataFrame, rows: int) -> str:
    """A link that holds the whole table as CSV, where only its first rows are shown; "" for a huge one."""
    if len(table) <= rows or len(table) * len(table.columns) > LARGEST_LINK // 4:
        return ""
    content = to_csv(table)
    if len(content) > LARGEST_LINK:
        return ""
    packed = base64.b64encode(content.encode()).decode("ascii")
    return element(
        "a", "All rows as CSV", href=f"data:text/csv;charset=utf-8;base64,{packed}", download="table.csv"
    )


def as_shown(value: Any) -> str:
    """A value in a cell: a dash where nothing is known; fractions have two decimals."""
    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return "–"
    return f"{value:,.2f}" if isinstance(value, float) else str(value)


def _length(inner: str) -> str:
    """Whether the words of a cell are few or many; tags are not counted."""
    return "hr-short" if len(_TAG.sub("", inner)) <= SHORT else "hr-long"


def _is_number(column: "pd.Series[Any]") -> bool:
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
