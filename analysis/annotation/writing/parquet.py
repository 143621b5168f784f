"""Annotations as a Parquet table: one row a mark, a statement and a document; nothing of the record is lost.

The only file that writes pyarrow tables. Every row has `doc_id` and `layer`, and of the other
columns those of its layer (`FIELDS`), named as in the interchange record; the rest is null.

    layer "documents"    words, sentences, reader, layout, metadata, notes, excluded, excluded_kinds;
                         excluded_sentences
    layer "statements"   statement (its index), start, end, spans, speaker, kind ...; sentences
    each layer of marks  start, end, the fields of the mark, statement (null: the narrator); of a conditional
                         start and end are those of the marker, or else of the protasis

A span is a list of two integers. The rows of a document stand together, in the order of the layers.
Columns are found by their names: those of a later version are passed over, and for one that is missing there
is nothing said. The version of the records is in the key-value metadata.
What follows a semicolon is no field of the record (`counted.py`): it makes the rows enough to count voices.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.annotation.interchange import up_to_date
from analysis.base.errors import HedgerowError, OutputError
from analysis.base.format_versions import FIRST, RECORD
from analysis.base.layers import LAYERS
from analysis.base.layers.values import Value

FIELDS = {
    "documents": (
        *("words", "sentences", "reader", "layout"),
        *("metadata", "notes", "excluded", "excluded_kinds"),
    ),
    "statements": (
        *("start", "end", "spans", "speaker", "speaker_span", "cue", "kind"),
        *("words", "found_by", "confidence", "speaker_note"),
    ),
    **{name: spec.written for name, spec in LAYERS.items()},
}
"""The fields of the interchange record by layer, in its order."""
COUNTS = {"documents": ("excluded_sentences",), "statements": ("sentences",)}
"""Numbers beyond the record, in the rows of these layers: how many sentences begin in the stretch."""

_SPAN = pa.list_(pa.int64())
_SHARES = pa.map_(pa.string(), pa.float64())
_CANDIDATES = pa.list_(
    pa.struct({"act": pa.string(), "reasons": pa.list_(pa.string()), "probability": pa.float64()})
)
_TYPES = {
    "word": pa.string(),
    "flag": pa.bool_(),
    "span": _SPAN,
    "shares": _SHARES,
    "candidates": _CANDIDATES,
}
"""The type of each kind of value (`layers.values`) by its name there."""


def _type(value: Value) -> pa.DataType:
    """The type of a field; shares of known names are a struct."""
    if value.arrow == "shares" and value.values:
        return pa.struct(dict.fromkeys(value.values, pa.float64()))
    return _TYPES[value.arrow]


SCHEMA = pa.schema(
    {
        "doc_id": pa.string(),
        "layer": pa.string(),
        "start": pa.int64(),
        "end": pa.int64(),
        "statement": pa.int64(),
        "speaker": pa.string(),
        "kind": pa.string(),
        **{field.written: _type(field.value) for spec in LAYERS.values() for field in spec.fields},
        "spans": pa.list_(_SPAN),
        "speaker_span": _SPAN,
        "cue": _SPAN,
        "found_by": pa.string(),
        "confidence": pa.float64(),
        "speaker_note": pa.string(),
        "words": pa.int64(),
        "sentences": pa.int64(),
        "excluded_sentences": pa.int64(),
        "reader": pa.string(),
        "layout": pa.string(),
        "notes": pa.list_(pa.struct({"name": pa.string(), "what": pa.string()})),
        "excluded": pa.list_(_SPAN),
        "excluded_kinds": pa.list_(pa.string()),
        "metadata": pa.map_(pa.string(), pa.string()),
    }
)
_DICTS = {"metadata"} | {
    field.written for spec in LAYERS.values() for field in spec.fields if field.value.arrow == "shares"
}
"""Fields whose values are dicts."""
NEEDED = {"doc_id", "layer", "start", "end", "statement", "speaker", "entry", "metadata"}
"""Columns without which a file holds no annotations."""
_VERSION = b"hedgerow_format"
"""Where a file keeps the version of its records among its key-value metadata."""
_GROUP = 10_000
"""Rows of one group, which are held in memory together."""

Row = dict[str, Any]


def write_parquet(
    records: Iterable[Row], target: Path | IO[bytes], *, about: Mapping[bytes, bytes] | None = None
) -> None:
    """Write interchange records to a file, a bounded number of rows at a time.

    `about` is kept in the file as its key-value metadata, with the version.
    """
    write_rows((list(_rows(record)) for record in records), target, about=about)


def write_rows(
    documents: Iterable[list[Row]], target: Path | IO[bytes], *, about: Mapping[bytes, bytes] | None = None
) -> None:
    """Write the rows of documents, as `read_rows` gives them; see `write_parquet`."""
    with pq.ParquetWriter(target, SCHEMA, compression="zstd") as writer:
        rows: list[Row] = []
        for document in documents:
            rows += document
            if len(rows) >= _GROUP:
                writer.write_table(pa.Table.from_pylist(rows, SCHEMA))
                rows = []
        writer.write_table(pa.Table.from_pylist(rows, SCHEMA))
        writer.add_key_value_metadata({_VERSION: str(RECORD.version).encode(), **(about or {})})


def read_parquet(path: Path) -> Iterator[Row]:
    """Yield the interchange records of a file that `write_parquet` wrote, as the present version has them."""
    return (_record(rows) for rows in read_rows(path))


def read_rows(path: Path) -> Iterator[list[Row]]:
    """Yield the rows of each document, with all columns of `SCHEMA`, as the present version has them."""
    version = parquet_version(path)
    try:
        with pq.ParquetFile(path) as file:
            there = set(file.schema_arrow.names)
            missing = {field.name: _nothing(field.type) for field in SCHEMA if field.name not in there}
            known = [name for name in SCHEMA.names if name not in missing]
            rows = (row for batch in file.iter_batches(columns=known) for row in batch.to_pylist())
            for _, group in groupby(rows, key=lambda row: row["doc_id"]):
                yield _present([{**row, **missing} for row in group if row["layer"] in FIELDS], version)
    except (pa.ArrowException, OSError) as error:
        raise OutputError(f"{path}: not a Parquet file; make it again with 'hedgerow annotate'") from error


def _nothing(type: pa.DataType) -> Any:
    """What stands for a column that a file of an earlier version does not have."""
    if pa.types.is_string(type):
        return ""
    return [] if pa.types.is_list(type) and type != _SPAN else None


def parquet_version(path: Path, error: type[HedgerowError] = OutputError) -> int:
    """The version of the records of a file; `error` for one that has none, or those of a later version."""
    try:
        with pq.ParquetFile(path) as file:
            names, said = set(file.schema_arrow.names), file.metadata.metadata or {}
    except (pa.ArrowException, OSError) as problem:
        raise error(f"{path}: not a Parquet file; make it again with 'hedgerow annotate'") from problem
    if not names >= NEEDED:
        raise error(f"{path}: its columns are not those that 'hedgerow annotate' writes")
    return RECORD.check(said.get(_VERSION, str(FIRST).encode()).decode("utf-8", "replace"), path, error)


def _present(rows: list[Row], version: int) -> list[Row]:
    """The rows of a document as the present version has them."""
    layers = [(layer, list(group)) for layer, group in groupby(rows, key=lambda row: row["layer"])]
    return [row for layer, group in layers for row in up_to_date(layer, group, version)]


def _rows(record: Row) -> Iterator[Row]:
    doc_id = record["id"]
    fields = {name: record.get(name) for name in (*FIELDS["documents"], *COUNTS["documents"])}
    yield {"doc_id": doc_id, "layer": "documents", **fields}
    for layer in list(FIELDS)[1:]:
        for index, item in enumerate(record[layer]):
            yield {"doc_id": doc_id, "layer": layer, **_places(layer, index, item), **item}


def _places(layer: str, index: int, item: Row) -> Row:
    """What a row says beyond its record: the number of a statement, the place of a mark."""
    if layer == "statements":
        return {"statement": index}
    start, end = LAYERS[layer].place(item)
    return {"start": start, "end": end}


def _record(rows: list[Row]) -> Row:
    first, *others = rows
    layers: Row = {layer: [] for layer in list(FIELDS)[1:]}
    record = {"id": first["doc_id"], **RECORD.said, **_item(first), **layers}
    for row in others:
        record[row["layer"]].append(_item(row))
    return record


def _item(row: Row) -> Row:
    item = {name: row[name] for name in FIELDS[row["layer"]]}
    for name in _DICTS & item.keys():
        item[name] = {key: value for key, value in _pairs(item[name] or {}) if value is not None}
    return item


def _pairs(value: Any) -> Any:
    """What pyarrow makes of a map is a list of pairs, of a struct a dict."""
    return value.items() if isinstance(value, dict) else value
