"""Marks in their context: a concordance with the marks below each other, and marks in their sentences."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pandas as pd

from analysis.show.displays.elements import Html, bdi, element, escape, shortened
from analysis.show.displays.html_tables import ROWS, as_shown, cell, grid, headings, left_out, whole

_PLACES: Final = {
    "doc_id": "document",
    "voice": "voice",
    "voice_kind": "speech",
    "item": "item",
    "category": "category",
}
SENTENCES: Final = 8
"""Marks in their sentences that are shown; a reader who wants more has the CSV, or the explorer."""
_LETTERS: Final = 60
"""Longest context that stays on one line, in letters; longer ones are wrapped within their column."""
_CONTEXT: Final = 44
"""Letters of context on each side in plain text."""


def show_kwic(lines: pd.DataFrame, *, rows: int = ROWS) -> Html:
    """Lines of `analysis.measure.statistics.kwic.kwic` as a concordance, the marks below each other.

    Each line is numbered and has data-doc, data-layer, data-start, data-end, by which its place in the
    document is found (`mark_id`). Metadata asked of `kwic` are columns at the end. At most `rows` lines, and
    how many more there are. Where a sentence is long it is wrapped on its side of the mark.

    >>> show_kwic(pd.DataFrame([{"doc_id": "a", "sentence": 0, "start": 3, "end": 6, "layer": "modals",
    ...     "item": "can", "category": "central", "voice": "narrator", "voice_kind": "narrator",
    ...     "left": "We", "mark": "can", "right": "go."}]))
    1 We [can] go. (narrator, can, central, a)
    """
    names = _places(lines) + _metadata(lines)
    shown = lines.head(rows).to_dict("records")
    sides = ["right", "right", "center", "left", *("left" for _ in names)]
    head = ["line", "left context", "mark", "right context", *(_PLACES.get(name, name) for name in names)]
    short = all(len(row[side]) <= _LETTERS for row in shown for side in ("left", "right"))
    body = [_line(number, row, names, short) for number, row in enumerate(shown, 1)]
    note, link = left_out(lines, rows), whole(lines, rows)
    name = "Concordance"
    table = grid(headings(map(escape, head), sides), body, name=name, note=note, whole=link, class_="hr-kwic")
    return Html(table, "\n".join([*_plain(shown), *filter(None, [note])]))


def show_context(context: pd.DataFrame, *, rows: int = SENTENCES) -> Html:
    """Marks in their sentences (`analysis.measure.statistics.kwic.kwic`), the mark bold and in brackets."""
    names = _places(context)
    head = [*(_PLACES[name] for name in names), "sentence"]
    shown = context.head(rows).to_dict("records")
    body = [[*_cells(row, names), cell("td", _sentence(row), dir="auto")] for row in shown]
    plain = [f"{row['voice']}, {row['item']}: {row['left']} [{row['mark']}] {row['right']}" for row in shown]
    note, link = left_out(context, rows), whole(context, rows)
    sides = ["left"] * len(head)
    return Html(
        grid(headings(head, sides), body, name="Marks in their sentences", note=note, whole=link),
        "\n".join([*plain, *filter(None, [note])]),
    )


def _places(lines: pd.DataFrame) -> list[str]:
    """The columns that say where a line is from; of one document it is not repeated."""
    single = lines["doc_id"].nunique() < 2
    return [name for name in _PLACES if not (single and name == "doc_id")]


def _metadata(lines: pd.DataFrame) -> list[str]:
    """What `kwic` was asked for beyond its own columns: all that stands after the right context."""
    columns = list(map(str, lines.columns))
    return columns[columns.index("right") + 1 :]


def _line(number: int, row: Mapping[Any, Any], names: list[str], short: bool) -> list[str]:
    side = "hr-line-short" if short else ""
    return [
        cell("th", str(number), "right", class_="hr-line", scope="row", **_place(row)),
        cell("td", bdi(row["left"]), "right", class_=f"hr-left {side}".strip()),
        cell("td", element("b", bdi(row["mark"])), "center", class_="hr-hit"),
        cell("td", bdi(row["right"]), class_=f"hr-right {side}".strip()),
        *_cells(row, names),
    ]


def _place(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Where a line is from, as attributes."""
    names = {"data_doc": "doc_id", "data_layer": "layer", "data_start": "start", "data_end": "end"}
    return {attribute: row[name] for attribute, name in names.items()}


def _cells(row: Mapping[Any, Any], names: list[str]) -> Iterator[str]:
    for name in names:
        yield cell("td", bdi(as_shown(row[name])))


def _sentence(row: Mapping[Any, Any]) -> str:
    return f"{escape(row['left'])} <b>[{escape(row['mark'])}]</b> {escape(row['right'])}"


def _plain(shown: list[dict[Any, Any]]) -> Iterator[str]:
    """The concordance for a terminal: the marks below each other, contexts cut to one line."""
    lefts = [_ending(row["left"]) for row in shown]
    width = max(map(len, lefts), default=0)
    digits = len(str(len(shown)))
    for number, (left, row) in enumerate(zip(lefts, shown, strict=True), 1):
        right = shortened(row["right"], _CONTEXT)
        place = ", ".join(str(row[name]) for name in ("voice", "item", "category", "doc_id"))
        yield f"{number:>{digits}} {left:>{width}} [{row['mark']}] {right} ({place})"


def _ending(left: str) -> str:
    return left if len(left) <= _CONTEXT else "…" + left[1 - _CONTEXT :]
