"""The text of documents, each segment with the name of its voice and underlined in its colour."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from analysis.base.records import Document
from analysis.base.wording import plural
from analysis.language.text import WORD
from analysis.measure.tables import NARRATOR, NOT_COUNTED
from analysis.show.displays.elements import Html, bdi, element, escape, label

_LINES: Final = {"direct": "solid", "mixed": "double", "indirect": "dashed"}
_LEGEND: Final = (
    '<p class="hr-note"><b>How to read it.</b> A label in brackets names the voice and the kind of speech '
    "where it begins; [·] marks the return of the narrator. Underlined: solid = direct, double = mixed, "
    "dashed = indirect speech.</p>"
)
_WRAPPED: Final = "white-space:pre-wrap;unicode-bidi:plaintext;line-height:1.9;max-width:48em"


def show_voices(
    documents: Sequence[Document], segments: pd.DataFrame, colours: Mapping[str, str], *, limit: int = 5
) -> Html:
    """The text of the first `limit` documents; each segment names its voice and is underlined in its colour.

    `segments` has the columns of `analysis.study.workbench.segments.SEGMENTS`, `colours` a colour for each
    voice
    that has one. Solid lines are direct, double lines mixed, dashed lines indirect speech; the narrator's
    text has no line.
    """
    by_document = {str(name): rows.to_dict("records") for name, rows in segments.groupby("doc_id")}
    chosen = [document for document in documents if document.id in by_document]
    rest = len(chosen) - limit
    note = f"… and {plural(rest, 'more document')}." if rest > 0 else ""
    shown = [(document, by_document[document.id]) for document in chosen[:limit]]
    parts = "".join(_document(document, rows, colours) for document, rows in shown)
    return Html(
        _LEGEND + parts + (element("p", note, class_="hr-note") if note else ""),
        "\n\n".join([*(_plain(document, rows) for document, rows in shown), *filter(None, [note])]),
    )


def _document(document: Document, rows: list[dict[Any, Any]], colours: Mapping[str, str]) -> str:
    spans = "".join(_segment(document.text, row, colours) for row in rows)
    return element("p", bdi(document.id), class_="hr-title") + element(
        "div", spans.strip(), style=_WRAPPED, dir="auto"
    )


def _segment(text: str, row: Mapping[Any, Any], colours: Mapping[str, str]) -> str:
    words = text[row["start"] : row["end"]]
    if row["voice"] == NARRATOR:
        return _returning(words) if row["first_word"] else escape(words)
    if row["voice"] == NOT_COUNTED:
        return element("s", escape(words), class_="hr-out")
    colour = colours.get(row["voice"], "currentColor")
    line = f"border-bottom:3px {_LINES.get(row['voice_kind'], 'solid')} {colour}"
    named = label(f"<b>[{bdi(row['voice'])}, {escape(row['voice_kind'])}] </b>")
    return named + element("span", escape(words), style=line)


def _returning(words: str) -> str:
    """The narrator's text with a mark before its first word: the point that ends a quotation stays there."""
    first = WORD.search(words)
    if first is None:
        return escape(words)
    return f"{escape(words[: first.start()])}{label('[·] ')}{escape(words[first.start() :])}"


def _plain(document: Document, rows: list[dict[Any, Any]]) -> str:
    pieces = (f"[{row['voice']}] {document.text[row['start'] : row['end']].strip()}" for row in rows)
    return "\n".join([document.id, *pieces])
