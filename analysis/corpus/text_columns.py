"""The header of a table: which row it is, what its columns are called, and which of them may be the text."""

import shlex
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from analysis.corpus.reading import CorpusFile, Options
from analysis.corpus.refusals import NoColumnError, UnreadableError

ID_COLUMNS = ("doc_id", "id", "doc")
"""Columns that hold the id of a document unless another is named."""

ABOVE = 10
"""Rows above a header that are looked through for it: titles, sources, dates of a query."""

TEXT = "text"
"""The column that holds the text unless another is named."""
_TEXT_NAMES = (
    *(
        "text",
        "body",
        "content",
        "speech",
        "speech_text",
        "transcript",
        "utterance",
        "statement",
        "full_text",
    ),
    *("fulltext", "paragraph", "sentence", "comment", "message", "tweet", "post", "article", "document"),
)
"""Names of columns that often hold the text, the likeliest first."""
SURE = (
    *(
        "body",
        "speech",
        "speech_text",
        "transcript",
        "utterance",
        "full_text",
        "fulltext",
        "selftext",
        "maintext",
    ),
    *("content", "article_text", "raw_text", "text_content", "speech_content"),
)
"""Names of columns that hold little else, so that a table without `text` and with one of them is read."""
_WORDS = 5
"""A cell of so many words is more likely a text than a name."""
_SHOWN = 30


def name_of(cell: Any) -> str:
    """The name of a column as it is looked up: in lower case, without blanks around it.

    >>> name_of(" Text ")
    'text'
    """
    return "" if cell is None else str(cell).strip().lower()


def header_at(rows: Sequence[Sequence[Any]], text_column: str) -> int:
    """The index of the row that names the columns: the first that is not blank, or one below a title.

    A row below counts if it has the column of the text and more cells than each row above it.

    >>> header_at([["Speeches, 2020"], [], ["id", "text"], ["a", "We may."]], "text")
    2
    """
    filled = [sum(bool(name_of(cell)) for cell in row) for row in rows]
    first = next((index for index, count in enumerate(filled) if count), 0)
    for index, row in enumerate(rows):
        if text_column in map(name_of, row):
            return index if index == first or filled[index] > max(filled[:index]) else first
    return first


def column_names(header: Iterable[Any], file: CorpusFile, options: Options) -> list[str]:
    """One name a cell of the header; a column without a name has none, the second of a name is `name-2`.

    Two columns of one name are an error if they may be the text or the id, else they are noted.
    """
    given = [("" if cell is None else str(cell).strip()) for cell in header]
    counts = Counter(map(name_of, given))
    for wanted, what in ((options.text_column, "text"), (_id_column(counts, options), "id")):
        if wanted and counts[wanted] > 1:
            places = [str(place) for place, name in enumerate(given, start=1) if name_of(name) == wanted]
            reason = f"{counts[wanted]} columns have the same name {wanted!r} ({' and '.join(places)})"
            raise UnreadableError(file.path, f"{reason}; rename one, so that one is the {what}")
    return list(_apart(given, file, options))


def _id_column(counts: Mapping[str, int], options: Options) -> str | None:
    return options.id_column or next((name for name in ID_COLUMNS if counts.get(name)), None)


def _apart(given: list[str], file: CorpusFile, options: Options) -> Iterable[str]:
    """The names, those that come again with a number."""
    taken = {name_of(name) for name in given}
    seen: set[str] = set()
    for name in given:
        if name and name_of(name) in seen:
            number = next(n for n in range(2, len(given) + 2) if f"{name_of(name)}-{n}" not in taken)
            again = f"{name}-{number}"
            options.note(file.path, f"two columns have the name {name!r}; the second is read as {again!r}")
            name = again
            taken.add(name_of(name))
        seen.add(name_of(name))
        yield name


def text_columns(options: Options) -> tuple[str, ...]:
    """The columns that may be read as the text, `text` first: only the one that is named, if one is."""
    return (TEXT, *SURE) if options.text_column == TEXT else (options.text_column,)


def text_column(cells: Mapping[str, Any], file: CorpusFile, options: Options) -> str:
    """The column that holds the text: the one asked for, else, with a note, the only one that surely does."""
    found = [name for name in text_columns(options) if name in cells]
    if options.text_column in found or len(found) != 1:
        return options.text_column
    asked = f"no column {options.text_column!r}"
    options.note(file.path, f"{asked}; {found[0]!r} is read (choose another with --text-column)")
    return found[0]


def no_column(where: str, name: str, row: Mapping[str, Any], option: str) -> NoColumnError:
    """Why a table without a column is not read: what there is, and the likeliest of it."""
    names = [str(column).strip() for column in row if str(column).strip()]
    shown = ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
    likely = (
        _likeliest(row)
        if option == "--text-column"
        else next(iter(get_close_matches(name, names, n=1)), None)
    )
    what = "the text" if option == "--text-column" else "meant"
    advice = (
        f"{likely!r} is likely {what}: {option} {shlex.quote(likely)}"
        if likely
        else f"choose one with {option}"
    )
    reason = f"no column {name!r}; the columns are: {shown} ({advice})"
    return NoColumnError(where, reason, likely or "")


def _likeliest(row: Mapping[str, Any]) -> str | None:
    known = {name_of(column): str(column).strip() for column in row}
    for name in _TEXT_NAMES:
        if name in known:
            return known[name]
    long = {column: len(cell) for column, cell in row.items() if isinstance(cell, str) and _is_long(cell)}
    return str(max(long, key=lambda column: long[column])).strip() if long else None


def _is_long(cell: str) -> bool:
    return len(cell.split(maxsplit=_WORDS)) >= _WORDS
