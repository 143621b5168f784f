"""Spans -> a table of marks: what was searched for is counted like a layer, by the same statistics."""

from typing import Final

import numpy as np
import pandas as pd

from analysis.measure.search.spans import Spans
from analysis.measure.search.token_table import NO_STATEMENT, TokenTable

SEARCHED: Final = "search"
"""The name under which what was found stands among layers."""
HITS: Final = {
    "doc_id": "string",
    "layer": "string",
    "start": "int64",  # characters of the text
    "end": "int64",
    "surface": "string",
    "item": "string",  # the words in lower case
    "category": "string",  # what was looked for
    "statement": "Int64",
    "voice": "string",
    "voice_kind": "string",
    "first": "int64",  # positions of the first token and of the one behind the last
    "last": "int64",
}


def hits_table(table: TokenTable, spans: Spans, query: str) -> pd.DataFrame:
    """One row a match, in the order of the texts, with the columns of `HITS`."""
    first, last = spans.start, spans.end - 1
    surfaces = _surfaces(table, spans)
    statement = table.statement[first]
    voices = np.array([name for name, _ in table.voices], dtype=object)[table.voice[first]]
    kinds = np.array([kind for _, kind in table.voices], dtype=object)[table.voice[first]]
    columns = {
        "doc_id": np.array(table.documents, dtype=object)[table.document[first]],
        "layer": SEARCHED,
        "start": table.start[first],
        "end": table.end[last],
        "surface": surfaces,
        "item": [surface.lower() for surface in surfaces],
        "category": query,
        "statement": pd.array(statement, dtype="Int64"),
        "voice": voices,
        "voice_kind": kinds,
        "first": first,
        "last": spans.end,
    }
    found = pd.DataFrame(columns, columns=list(HITS), index=range(len(spans)))
    found.loc[statement == NO_STATEMENT, "statement"] = pd.NA
    return found.astype(HITS)


def _surfaces(table: TokenTable, spans: Spans) -> list[str]:
    """What each match reads like; matches of one word are looked up at once."""
    if (spans.end - spans.start == 1).all():
        return [table.forms[number] for number in table.word[spans.start].tolist()]
    return [table.text(a, b) for a, b in zip(spans.start.tolist(), spans.end.tolist(), strict=True)]


def in_voices(table: TokenTable, spans: Spans, voices: "tuple[str, ...] | None") -> Spans:
    """The matches that begin in the words of these voices; all for None."""
    if voices is None:
        return spans
    chosen = np.array([name in voices for name, _ in table.voices], dtype=bool)
    return spans.where(chosen[table.voice[spans.start]])


def spans_of_marks(table: TokenTable, marks: pd.DataFrame) -> Spans:
    """The tokens that some marks hold; `marks` has the columns doc_id, start and end."""
    numbers = {name: number for number, name in enumerate(table.documents)}
    document = marks["doc_id"].map(numbers).fillna(-1).to_numpy(dtype=np.int64)
    tokens = (table.document.astype(np.int64) << 32) | table.end
    first, last = (
        np.searchsorted(tokens, (document << 32) | marks[name].to_numpy(dtype=np.int64), "right")
        for name in ("start", "end")
    )
    return Spans(first.astype(np.int32), last.astype(np.int32)).where((document >= 0) & (last > first))
