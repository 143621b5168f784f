"""CSV for spreadsheets: one row a mark, with some words on either side, and a list of the documents.

Delete a row, change a label, write a reason, add a row with document, layer, start, end and category.
The texts stay in the corpus. A cell that a spreadsheet would run as a formula has an apostrophe in
front, which is taken away again. What has no column is kept as JSON under `details`.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from analysis.base.errors import CorpusError, StudyError
from analysis.base.layers import LAYERS
from analysis.review.decisions.decision import FLAGS, PARTS, SAID, parse_span
from analysis.review.exchange.marked_document import Link, Markup, Region
from analysis.review.exchange.regions import written_span
from analysis.review.exchange.untrusted import (
    as_list,
    as_object,
    as_offset,
    parsed,
    read_text,
    to_json,
    write_text,
)

MARKS: Final = "marks.csv"
DOCUMENTS: Final = "documents.csv"
_PLACE: Final = ("document", "layer", "start", "end")
_COLUMNS: Final = (
    *(*_PLACE, "left", "surface", "right", "voice"),
    *(*SAID, *PARTS, "reason", "details"),
)
_CONTEXT: Final = 60
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def write(markups: Sequence[Markup], folder: Path) -> None:
    """Write the table of marks and the list of documents with the digests of their texts."""
    rows = [row for markup in markups for row in _rows(markup)]
    write_text(_table(_COLUMNS, rows), folder / MARKS)
    documents = [[markup.document, markup.digest] for markup in markups]
    write_text(_table(("document", "text"), documents), folder / DOCUMENTS)


def read(folder: Path) -> Iterator[Markup]:
    """Yield the documents of a folder that `write` wrote and a spreadsheet changed.

    Semicolons or tabs between cells will do as well, and columns in any order.
    """
    if not folder.is_dir():
        raise CorpusError(f"{folder}: is no folder; give the one with {MARKS} and {DOCUMENTS}")
    documents = {row["document"]: row["text"] for _, row in _read(folder / DOCUMENTS, ("document", "text"))}
    rows: dict[str, list[tuple[str, dict[str, str]]]] = {document: [] for document in documents}
    for where, row in _read(folder / MARKS, _PLACE):
        if row["document"] not in rows:
            raise StudyError(f"{where}: document {row['document']!r} is not in {DOCUMENTS}")
        rows[row["document"]].append((where, row))
    for document, own in rows.items():
        yield _markup(document, documents[document], own, str(folder / MARKS))


def harmless(cell: str) -> str:
    """The cell as text for a spreadsheet; undone by `unharmed`.

    >>> harmless("=1+1"), harmless("'tis"), unharmed(harmless("'=1"))
    ("'=1+1", "'tis", "'=1")
    """
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA) else cell


def unharmed(cell: str) -> str:
    """The cell as it was before `harmless`."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell


def _rows(markup: Markup) -> Iterator[list[str]]:
    text = markup.text or ""
    regions = {region.id: region for region in markup.regions}
    linked: dict[str, list[Region]] = {}
    for conditional, part in markup.links:
        linked.setdefault(conditional, []).append(regions[part])
    for region in markup.regions:
        if region.kind in LAYERS:
            parts = linked.get(region.id, [])
            yield [
                *(markup.document, region.kind, str(region.start), str(region.end)),
                text[max(0, region.start - _CONTEXT) : region.start],
                text[region.start : region.end],
                text[region.end : region.end + _CONTEXT],
                str(region.details.get("voice", "")),
                *(region.labels.get(name, "") for name in SAID),
                *(_part(parts, kind) for kind in PARTS),
                region.note,
                to_json({**region.details, "parts": [dict(part.details) for part in parts]}),
            ]


def _part(parts: Sequence[Region], kind: str) -> str:
    return next((written_span((one.start, one.end)) for one in parts if one.kind == kind), "")


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def _read(path: Path, needed: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield place and cells by column of each row; StudyError for a column that is missing."""
    text = read_text(path)
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    columns: list[str] = []
    try:
        for row in reader:
            where = f"{path}, line {reader.line_num}"
            if not columns:
                columns = [name.strip().lower() for name in row]
                for name in needed:
                    if name not in columns:
                        raise StudyError(
                            f"{path}: has no column {name!r}; every row needs {', '.join(needed)}"
                        )
            elif any(row):
                cells = [unharmed(cell) for cell in row] + [""] * (len(columns) - len(row))
                yield where, dict(zip(columns, cells, strict=False))
    except csv.Error as error:
        raise StudyError(f"{path}, line {reader.line_num}: not a table in CSV ({error})") from error


def _markup(document: str, digest: str, rows: Sequence[tuple[str, dict[str, str]]], file: str) -> Markup:
    regions: list[Region] = []
    links: list[Link] = []
    for number, (where, row) in enumerate(rows, 1):
        mark, *parts = _regions(row, str(number), where)
        regions += [mark, *parts]
        links += [(mark.id, part.id) for part in parts]
    return Markup(document, digest, None, tuple(regions), tuple(links), where=file)


def _regions(row: dict[str, str], id: str, where: str) -> Iterator[Region]:
    kind = row["layer"].strip()
    if kind not in LAYERS:
        raise StudyError(f"{where}: layer {kind!r} does not exist; known: {', '.join(LAYERS)}")
    details = as_object(parsed(row["details"], f"{where}: details"), where) if row.get("details") else {}
    kept = [as_object(part, where) for part in as_list(details.pop("parts", []), where)]
    labels = {name: row[name] for name in SAID if row.get(name)}
    for name in labels.keys() & FLAGS:
        labels[name] = labels[name].lower()  # a spreadsheet writes TRUE
    start, end = (as_offset(row[name], f"{where}: {name}") for name in ("start", "end"))
    surface = row.get("surface") or None
    yield Region(id, kind, start, end, labels, details, _cell(row, "reason"), surface)
    for part in PARTS:
        if written := _cell(row, part):
            own = next((one for one in kept if one.get("kind") == part), {})
            yield Region(f"{id} {part}", part, *_span(written, where), details=own)


def _cell(row: dict[str, str], name: str) -> str:
    return row.get(name, "").strip()


def _span(written: str, where: str) -> tuple[int, int]:
    try:
        return parse_span(written)
    except StudyError as error:
        raise StudyError(f"{where}: {error}") from error
