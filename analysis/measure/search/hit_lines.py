"""Spans -> lines of a concordance, sorted by the words beside them and never by punctuation."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from analysis.base.errors import StudyError, did_you_mean
from analysis.measure.search.hits import SEARCHED
from analysis.measure.search.spans import Spans
from analysis.measure.search.token_table import Ints, TokenTable
from analysis.measure.statistics.kwic import KWIC

SIDES: Final = ("left", "mark", "right")
COUNTED: Final = ("sentence", "words")
_DEPTH: Final = 4
"""How many words beside a match its line is sorted by."""
_NONE: Final = -1


def hit_lines(
    table: TokenTable, spans: Spans, query: str, *, unit: str = "sentence", window: int = 0
) -> pd.DataFrame:
    """One row a match, in the order given, with the columns of `KWIC`: the sentence and `window` more on each
    side, or so many words.

    StudyError for a unit that does not exist.
    """
    if unit not in COUNTED:
        raise StudyError(f"unit: {unit!r} is no context of a search; right would be {' or '.join(COUNTED)}")
    first, last = (_sentences if unit == "sentence" else _words)(table, spans, window)
    places = zip(first.tolist(), spans.start.tolist(), spans.end.tolist(), last.tolist(), strict=True)
    rows = [(table.text(a, b), table.text(b, c), table.text(c, d)) for a, b, c, d in places]
    left, mark, right = zip(*rows, strict=True) if rows else ((), (), ())
    voices = [table.voices[number] for number in table.voice[spans.start].tolist()]
    columns: dict[str, Any] = {
        "doc_id": [table.documents[number] for number in table.document[spans.start].tolist()],
        "sentence": table.sentence[spans.start],
        "start": table.start[spans.start],
        "end": table.end[spans.end - 1],
        "layer": SEARCHED,
        "item": [words.lower() for words in mark],
        "category": query,
        "voice": [name for name, _ in voices],
        "voice_kind": [kind for _, kind in voices],
        "left": list(left),
        "mark": list(mark),
        "right": list(right),
    }
    return pd.DataFrame(columns, columns=list(KWIC), index=range(len(spans))).astype(KWIC)


def sort_spans(table: TokenTable, spans: Spans, sort: str | Sequence[str]) -> Spans:
    """The matches by the words before them ("left", read backwards), after them, their own, or their voice.

    StudyError for another order.
    """
    names = (sort,) if isinstance(sort, str) and sort else tuple(sort)
    keys: list[Ints] = []
    for name in names:
        keys += _keys(table, spans, name)
    if not keys:
        return spans
    order = np.lexsort(keys[::-1])
    return Spans(spans.start[order], spans.end[order])


def _keys(table: TokenTable, spans: Spans, name: str) -> list[Ints]:
    """What matches are sorted by, the most important column first."""
    before, words = table.words_before, len(table.words_at)
    if name == "left":
        return [_ranks(table, spans.start, before[spans.start] - step) for step in range(1, _DEPTH + 1)]
    if name == "right":
        return [_ranks(table, spans.start, before[spans.end] + step) for step in range(_DEPTH)]
    if name == "mark":
        own = [before[spans.start] + step for step in range(_DEPTH)]
        return [_ranks(table, spans.start, np.where(at < before[spans.end], at, words)) for at in own]
    if name == "voice":
        names = np.unique(np.array([voice for voice, _ in table.voices]), return_inverse=True)[1]
        return [names[table.voice[spans.start]]]
    if name == "doc_id":
        return [table.document[spans.start]]
    raise StudyError(f"sort: lines have no {name!r}{did_you_mean(name, (*SIDES, 'voice', 'doc_id'))}")


def _ranks(table: TokenTable, start: Ints, word: Ints) -> Ints:
    """The places in the alphabet of the words with these numbers; none beyond the text."""
    if not len(table.words_at):
        return np.full(len(word), _NONE, dtype=np.int32)
    inside = (word >= 0) & (word < len(table.words_at))
    at = table.words_at[np.where(inside, word, 0)]
    same = inside & (table.document[at] == table.document[start])
    return np.where(same, table.rank[table.word[at]], _NONE).astype(np.int32)


def _sentences(table: TokenTable, spans: Spans, window: int) -> tuple[Ints, Ints]:
    """Where the context begins and ends in sentences, within the text."""
    first = np.searchsorted(table.sentence, table.sentence[spans.start] - window, "left")
    last = np.searchsorted(table.sentence, table.sentence[spans.end - 1] + window, "right")
    return _in_text(table, spans, first, last)


def _words(table: TokenTable, spans: Spans, window: int) -> tuple[Ints, Ints]:
    """Where the context begins and ends in words, within the text; what joins on to the last word is left."""
    edges = np.append(table.words_at, len(table)) if window else np.array([len(table)])
    if not window:
        return spans.start, spans.end
    before, most = table.words_before, len(edges) - 1
    first = np.minimum(edges[np.clip(before[spans.start] - window, 0, most)], spans.start)
    last = edges[np.clip(before[spans.end] + window - 1, 0, most)] + 1
    return _in_text(table, spans, first, np.maximum(last, spans.end))


def _in_text(table: TokenTable, spans: Spans, first: Ints, last: Ints) -> tuple[Ints, Ints]:
    document = table.document[spans.start]
    ends = table.document_ends
    begins = np.concatenate([[0], ends[:-1]])
    return np.maximum(first, begins[document]), np.minimum(last, ends[document])
