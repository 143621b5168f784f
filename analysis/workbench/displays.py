"""What a notebook shows besides figures: the run card, tables, sentences with their marks, the coloured text.

All text is escaped: it comes from a corpus. Colours are underlines that read on a light and on a
dark page, and nothing is said by colour alone: each stretch of the text names its voice.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import repeat
from typing import Any, Final

import pandas as pd

from analysis.records import Document
from analysis.tables import NARRATOR
from analysis.text import WORD
from analysis.workbench.stretches import NOT_COUNTED

ROWS: Final = 200
"""Longest table that is shown whole; what is left out is counted below it."""
SHORT: Final = 24
"""Longest cell that is kept on one line, in letters."""

_LINES = {"direct": "solid", "mixed": "double", "indirect": "dashed"}
_PLACES = {
    "doc_id": "document",
    "voice": "voice",
    "voice_kind": "speech",
    "item": "item",
    "category": "category",
}
_LEGEND = (
    "<p><b>How to read it.</b> A label in brackets names the voice and the kind of speech where it "
    "begins; [·] marks the return of the narrator. Underlined: solid = direct, double = mixed, "
    "dashed = indirect speech.</p>"
)


@dataclass(frozen=True)
class Html:
    """A piece of HTML that a notebook shows, and the same as plain text for a terminal."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


def show_table(table: pd.DataFrame, *, caption: str = "", rows: int = ROWS) -> Html:
    """A table with numbers set to the right; at most `rows` rows, and how many more there are."""
    shown = table.head(rows)
    sides = ["right" if pd.api.types.is_numeric_dtype(table[name]) else "left" for name in table]
    head = _row("th", [escape(str(name).replace("_", " ")) for name in table], sides)
    body = [
        _row("td", [escape(_shown(value)) for value in row], sides)
        for row in shown.itertuples(index=False, name=None)
    ]
    return Html(
        _table(head, body, escape(caption), _left_out(table, rows)),
        "\n".join([caption, shown.to_string(index=False), _left_out(table, rows)]).strip(),
    )


def say(text: str) -> Html:
    """A paragraph that was written from the data."""
    return Html(f"<p style='max-width:60em'>{escape(text)}</p>", text)


def show_card(title: str, facts: Mapping[str, str]) -> Html:
    """A run card: what was run on what, one line a fact."""
    body = [_row("td", [f"<b>{escape(name)}</b>", escape(value)]) for name, value in facts.items()]
    width = max(map(len, facts), default=0)
    lines = [f"{name:<{width}}  {value}" for name, value in facts.items()]
    return Html(_table("", body, f"<b>{escape(title)}</b>"), "\n".join([title, *lines]))


def show_context(context: pd.DataFrame, *, rows: int = ROWS) -> Html:
    """Marks in their sentences (`analysis.statistics.kwic.kwic`), the mark bold and in brackets."""
    single = context["doc_id"].nunique() < 2  # then every row would name the same document
    names = [name for name in _PLACES if not (single and name == "doc_id")]
    head = _row("th", [*(_PLACES[name] for name in names), "sentence"])
    shown = context.head(rows).to_dict("records")
    body = [_row("td", [*(escape(_shown(row[name])) for name in names), _sentence(row)]) for row in shown]
    plain = [f"{row['voice']}, {row['item']}: {row['left']} [{row['mark']}] {row['right']}" for row in shown]
    return Html(
        _table(head, body, "", _left_out(context, rows)),
        "\n".join([*plain, _left_out(context, rows)]).strip(),
    )


def show_voices(
    documents: Sequence[Document], stretches: pd.DataFrame, colours: Mapping[str, str], *, limit: int = 5
) -> Html:
    """The text of the first `limit` documents; each stretch names its voice and is underlined in its colour.

    `colours` gives a colour for each voice that has one. Solid lines are direct, double lines mixed,
    dashed lines indirect speech; the narrator's text has no line.
    """
    by_document = {str(name): rows.to_dict("records") for name, rows in stretches.groupby("doc_id")}
    chosen = [document for document in documents if document.id in by_document]
    rest = len(chosen) - limit
    note = f"… and {rest:,} more documents." if rest > 0 else ""
    shown = [(document, by_document[document.id]) for document in chosen[:limit]]
    parts = [_document(document, rows, colours) for document, rows in shown]
    return Html(
        f"{_LEGEND}{''.join(parts)}<p><i>{note}</i></p>",
        "\n\n".join([_plain_text(document, rows) for document, rows in shown] + [note]).strip(),
    )


def _document(document: Document, rows: list[dict[Any, Any]], colours: Mapping[str, str]) -> str:
    spans = "".join(_stretch(document.text, row, colours) for row in rows)
    return (
        f"<h4>{escape(document.id)}</h4>"
        f"<div style='white-space:pre-wrap;line-height:1.9;max-width:48em'>{spans.strip()}</div>"
    )


def _stretch(text: str, row: Mapping[Any, Any], colours: Mapping[str, str]) -> str:
    words = escape(text[row["start"] : row["end"]])
    if row["voice"] == NARRATOR:
        return _returning(text[row["start"] : row["end"]]) if row["first_word"] else words
    if row["voice"] == NOT_COUNTED:
        return f"<s style='opacity:0.6'>{words}</s>"
    label = escape(f"[{row['voice']}, {row['voice_kind']}] ")
    colour = colours.get(row["voice"], "currentColor")
    line = f"border-bottom:3px {_LINES.get(row['voice_kind'], 'solid')} {colour}"
    return f"<small><b>{label}</b></small><span style='{line}'>{words}</span>"


def _returning(words: str) -> str:
    """The narrator's text with a mark before its first word: the point that ends a quotation stays there."""
    first = WORD.search(words)
    if first is None:
        return escape(words)
    return f"{escape(words[: first.start()])}<small>[·]</small> {escape(words[first.start() :])}"


def _plain_text(document: Document, rows: list[dict[Any, Any]]) -> str:
    pieces = (f"[{row['voice']}] {document.text[row['start'] : row['end']].strip()}" for row in rows)
    return "\n".join([document.id, *pieces])


def _sentence(row: Mapping[Any, Any]) -> str:
    return f"{escape(row['left'])} <b>[{escape(row['mark'])}]</b> {escape(row['right'])}"


def _table(head: str, body: Iterable[str], caption: str, note: str = "") -> str:
    title = f"<caption style='text-align:left'>{caption}</caption>" if caption else ""
    return (
        f"<table style='border-collapse:collapse'>{title}<thead>{head}</thead>"
        f"<tbody>{''.join(body)}</tbody></table>" + (f"<p><i>{note}</i></p>" if note else "")
    )


def _row(tag: str, cells: Iterable[str], sides: Iterable[str] = repeat("left")) -> str:
    """One row of a table; the cells are HTML already."""
    inner = (_cell(tag, cell, side) for cell, side in zip(cells, sides, strict=False))
    return f"<tr>{''.join(inner)}</tr>"


def _cell(tag: str, cell: str, side: str) -> str:
    """Short cells, such as names, are not broken over two lines."""
    wrap = ";white-space:nowrap" if len(cell) <= SHORT else ""
    style = f"padding:0.15em 0.8em 0.15em 0;vertical-align:top;text-align:{side}{wrap}"
    return f"<{tag} style='{style}'>{cell}</{tag}>"


def _left_out(table: pd.DataFrame, rows: int) -> str:
    if table.empty:
        return "Nothing was found."
    return f"… and {len(table) - rows:,} more rows." if len(table) > rows else ""


def _shown(value: Any) -> str:
    if value is None or pd.isna(value):
        return "–"
    return f"{value:,.2f}" if isinstance(value, float) else str(value)
