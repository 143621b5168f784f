"""The shapes of a JSON value -> rows: a list, what pandas writes, or an object that holds one of these.

    [{...}, {...}]                                     records
    {"text": {"0": ...}, "date": {"0": ...}}           columns, by index (`DataFrame.to_json`)
    {"0": {"text": ...}, "1": {...}}                   rows, by index or by id
    {"columns": [...], "index": [...], "data": [[...]]}   split
    {"schema": {"fields": [...]}, "data": [{...}]}     table
    {"text": [...], "date": [...]}                     columns as lists
    {"title": ..., "speeches": [{"text": ...}, ...]}   an object with a list of records

Whatever is none of these is one row. `turns.py` makes a text of a list of turns.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from analysis.corpus.turn_lists import has_turns

_RECORDS = (
    *("data", "records", "rows", "documents", "docs", "items", "speeches", "articles", "texts", "posts"),
    *("tweets", "entries", "results", "debates", "transcripts", "conversations", "interviews", "children"),
)
"""Where an object keeps its records, the likeliest first."""
_Object = Mapping[str, Any]


def rows(value: Any, texts: Sequence[str]) -> Iterator[Any]:
    """The rows of a JSON value; `texts` are the names that the field of the text may have.

    >>> list(rows({"text": {"0": "We may.", "1": "No."}, "nr": {"0": 1, "1": 2}}, ["text"]))
    [{'text': 'We may.', 'nr': 1}, {'text': 'No.', 'nr': 2}]
    """
    if isinstance(value, list):
        yield from value
    elif not isinstance(value, dict) or _is_row(value, texts):
        yield value
    elif isinstance(value.get("columns"), list) and isinstance(value.get("data"), list):
        yield from (_row(value["columns"], cells) for cells in value["data"])
    elif any(isinstance(value.get(name), dict) for name in _named(value, texts)):
        yield from _by_index(value)
    elif any(isinstance(value.get(name), list) for name in _named(value, texts)):
        yield from _from_lists(value)
    elif value and all(isinstance(row, dict) and _is_row(row, texts) for row in value.values()):
        yield from ({"id": id, **row} for id, row in value.items())
    elif found := next((name for name in _RECORDS if _are_rows(value.get(name), texts)), None):
        about = {name: field for name, field in value.items() if name not in (found, "schema")}
        yield from ({**about, **row} for row in value[found])
    else:
        yield value


def _named(value: _Object, texts: Sequence[str]) -> list[str]:
    """The names in an object that may be those of the text, the likeliest first."""
    names = {name.strip().lower(): name for name in value}
    return [names[text] for text in texts if text in names]


def _is_row(value: _Object, texts: Sequence[str]) -> bool:
    return any(isinstance(value[name], str) for name in _named(value, texts)) or has_turns(value)


def _are_rows(value: Any, texts: Sequence[str]) -> bool:
    """Whether a value is a list of objects of which the first has a text."""
    return (
        isinstance(value, list)
        and all(isinstance(row, dict) for row in value)
        and any(_is_row(row, texts) for row in value)
    )


def _row(columns: Sequence[Any], cells: Any) -> Any:
    """A row of the split form; one that does not fit the columns is damage for the reader to name."""
    fits = isinstance(cells, list) and len(cells) == len(columns)
    return dict(zip(map(str, columns), cells, strict=True)) if fits else cells


def _by_index(columns: _Object) -> Iterator[dict[str, Any]]:
    """Rows of columns that are given by index, in the order of the first that has it."""
    held = {name: cells for name, cells in columns.items() if isinstance(cells, dict)}
    for index in dict.fromkeys(index for cells in held.values() for index in cells):
        yield {name: cells.get(index) for name, cells in held.items()}


def _from_lists(columns: _Object) -> Iterator[dict[str, Any]]:
    held = {name: cells for name, cells in columns.items() if isinstance(cells, list)}
    for cells in zip(*held.values(), strict=False):
        yield dict(zip(held, cells, strict=True))
