"""Annotations on disk -> the tables of `analysis.measure.tables`, counted without loading them.

    files      which Parquet files make an annotated corpus
    database   DuckDB in a temporary folder, closed to everything else
    loading    Parquet -> four tables: documents, voices, labels (kinds of marks), marks
    stored     the corpus of marks: documents, voices, counts by any columns, lines
    weights    what is added up over marks: the probability of a sense, its doubt
    spans      marks of many documents that share characters

A mark is kept as a few numbers: its voice, its label (layer, item, category, sense ...), its place and the
probabilities of its senses. Counting joins and groups these numbers on the disk; what comes back has
one row a text and cell, or less.

Why DuckDB: a join or a grouping that is larger than the memory it was given goes on in a temporary
file, in one process, from one small wheel, in SQL that reads Parquet as it is. `pyarrow.dataset` scans as
fast, but its groups must fit into memory; Dask's must be tuned to fit, partition by partition, and
its joins travel between processes. Sums are sums of integers, so neither the number of threads nor the
order of the rows can change a digit. Only this package imports duckdb, and only when a store is opened.
"""

from analysis.measure.store.parquet_files import annotated_files, files_digest, is_annotated, same_documents
from analysis.measure.store.stored import Marks, Store, StoredMarks, label_counts, open_store, select
from analysis.measure.store.weights import Quantity, Weight

__all__ = [
    "Marks",
    "Quantity",
    "Store",
    "StoredMarks",
    "Weight",
    "annotated_files",
    "files_digest",
    "is_annotated",
    "label_counts",
    "open_store",
    "same_documents",
    "select",
]
