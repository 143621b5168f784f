"""Parquet of `hedgerow annotate` -> the four tables of a store, a few files at a time.

    documents   doc (number, in order), doc_id, words, sentences, metadata
    voices      voice (number), doc, name, kind, words, sentences, statements; the narrator of each text first
    labels      label (number), layer, item, category, and the other labels of all layers; each once
    marks       doc, voice, label, start, end, line (its row), statement, probabilities that have columns
                of their own (the senses) in ten-thousandths, and the ends of the parts of conditionals

The rows of one document never cross files, so files are taken in turn, and what is held or spilled at
a time depends on their size, not on that of the corpus.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from analysis.base.errors import CorpusError
from analysis.base.layers import LAYERS
from analysis.base.records import Document
from analysis.corpus.filters import Filters, choose
from analysis.measure.store import label_sql
from analysis.measure.store.database import Database, as_columns
from analysis.measure.tables import NARRATOR, UNNAMED

NOBODY: Final = -1
"""The statement of what no statement holds: the narrator's."""
LABELS: Final = ("layer", "item", "category", *label_sql.columns())
"""What marks can be counted by: their layer, and the labels of all layers."""

_TOGETHER: Final = 16_000_000  # bytes of Parquet that are taken in at a time

_TABLES: Final = (
    """CREATE TABLE documents (doc INTEGER, doc_id VARCHAR, words BIGINT, sentences BIGINT,
       excluded_sentences BIGINT, metadata MAP(VARCHAR, VARCHAR), file VARCHAR)""",
    """CREATE TABLE voices (voice INTEGER, doc INTEGER, name VARCHAR, kind VARCHAR,
       words BIGINT, sentences BIGINT, statements BIGINT)""",
    f"""CREATE TABLE labels (label INTEGER, layer VARCHAR, item VARCHAR, category VARCHAR{
        label_sql.defined(label_sql.columns())
    })""",
    f"""CREATE TABLE marks (doc INTEGER, voice INTEGER, label INTEGER, start INTEGER, "end" INTEGER,
       line INTEGER, statement INTEGER{label_sql.defined(label_sql.numbers())})""",
)

_ROWS: Final = """(
        FROM read_parquet($files, union_by_name = true, filename = true, file_row_number = true)
        UNION ALL BY NAME FROM no_rows)"""
"""The rows of some files; a column that none of them has, because an earlier version wrote them, is null."""

_DOCUMENTS: Final = f"""
    INSERT INTO documents
    SELECT row_number() OVER (ORDER BY filename, file_row_number) - 1,
           doc_id, words, sentences, excluded_sentences, metadata, filename
    FROM {_ROWS}
    WHERE layer = 'documents'"""

_CHOSEN: Final = """
    CREATE OR REPLACE TEMP TABLE chosen AS
    SELECT doc, doc_id, words, sentences - excluded_sentences AS sentences
    FROM documents WHERE file IN (SELECT unnest($files))"""

_SAID: Final = f"""
    CREATE OR REPLACE TEMP TABLE said AS
    SELECT doc, statement, coalesce(nullif(speaker, ''), '{UNNAMED}') AS name, kind,
           said.words, said.sentences
    FROM {_ROWS} AS said JOIN chosen USING (doc_id)
    WHERE layer = 'statements'"""

_SPOKEN: Final = f"""
    CREATE OR REPLACE TEMP TABLE spoken AS
    WITH others AS (
        SELECT doc, name, kind, min(statement) AS first, sum(words)::BIGINT AS words,
               sum(sentences)::BIGINT AS sentences, count(*) AS statements
        FROM said GROUP BY doc, name, kind),
    attributed AS (
        SELECT doc, sum(words)::BIGINT AS words, sum(sentences)::BIGINT AS sentences
        FROM others GROUP BY doc),
    narrators AS (
        SELECT doc, '{NARRATOR}' AS name, '{NARRATOR}' AS kind, -1 AS first,
               chosen.words - coalesce(attributed.words, 0) AS words,
               chosen.sentences - coalesce(attributed.sentences, 0) AS sentences, 0 AS statements
        FROM chosen LEFT JOIN attributed USING (doc)),
    everybody AS (FROM narrators UNION ALL BY NAME FROM others)
    SELECT doc, name, kind, words, sentences, statements FROM everybody ORDER BY doc, first"""
_VOICES: Final = """
    INSERT INTO voices
    SELECT (SELECT count(*) FROM voices) + rowid, doc, name, kind, words, sentences, statements
    FROM spoken ORDER BY rowid"""

_SPEAKING: Final = f"""
    CREATE OR REPLACE TEMP TABLE speaking AS
    WITH near AS (
        FROM voices
        WHERE doc BETWEEN (SELECT min(doc) FROM chosen) AND (SELECT max(doc) FROM chosen))
    SELECT doc, statement, voice FROM said JOIN near USING (doc, name, kind)
    UNION ALL SELECT doc, {NOBODY}, voice FROM near WHERE kind = '{NARRATOR}'"""

_LAYERS: Final = ", ".join(f"'{name}'" for name in LAYERS)
_FOUND: Final = f"""
    CREATE OR REPLACE TEMP TABLE found AS
    SELECT doc, file_row_number AS line, coalesce(statement, {NOBODY}) AS statement, layer, start, "end",
           {label_sql.item()} AS item, {label_sql.category()} AS category{
    label_sql.chosen(label_sql.columns())
}{label_sql.chosen(label_sql.numbers())}
    FROM {_ROWS} JOIN chosen USING (doc_id)
    WHERE layer IN ({_LAYERS})"""

_LABELS: Final = ", ".join(f'"{name}"' for name in LABELS)
_NEW_LABELS: Final = f"""
    INSERT INTO labels
    SELECT (SELECT count(*) FROM labels) + row_number() OVER (ORDER BY {_LABELS}) - 1, {_LABELS}
    FROM (SELECT DISTINCT {_LABELS} FROM found EXCEPT SELECT {_LABELS} FROM labels)"""
_SAME: Final = " AND ".join(f'found."{name}" IS NOT DISTINCT FROM labels."{name}"' for name in LABELS)
_MARKS: Final = f"""
    INSERT INTO marks
    SELECT doc, voice, label, start, "end", line, nullif(statement, {NOBODY}){
    "".join(f', "{name}"' for name in label_sql.numbers())
}
    FROM found JOIN labels ON {_SAME} JOIN speaking USING (doc, statement)"""


def load(database: Database, files: Sequence[Path], filters: Filters) -> None:
    """Fill the tables from annotated files; `filters` keep the texts whose metadata have these values.

    CorpusError for a document that stands in two places, a field that no text has, and annotations of an
    earlier version, which do not say how many sentences begin in each statement.
    """
    from analysis.annotation.writing.parquet import SCHEMA

    for table in _TABLES:
        database.run(table)
    database.run_with("CREATE TEMP TABLE no_rows AS FROM columns", columns=SCHEMA.empty_table())
    database.run(_DOCUMENTS, {"files": _names(files)})
    _refuse_doubles(database)
    _refuse_old(database, files)
    if filters:
        _keep(database, filters)
    for batch in _batches(files):
        for query in (_CHOSEN, _SAID, _SPOKEN, _VOICES, _SPEAKING, _FOUND, _NEW_LABELS, _MARKS):
            database.run(query, {"files": _names(batch)} if "$files" in query else None)
    for table in ("no_rows", "chosen", "said", "spoken", "speaking", "found"):
        database.run(f"DROP TABLE IF EXISTS {table}")


def _names(files: Sequence[Path]) -> list[str]:
    return [str(file) for file in files]


def _batches(files: Sequence[Path]) -> Iterator[list[Path]]:
    """Neighbouring files of about `_TOGETHER` bytes."""
    batch: list[Path] = []
    size = 0
    for file in files:
        batch.append(file)
        size += file.stat().st_size
        if size >= _TOGETHER:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _refuse_doubles(database: Database) -> None:
    twice = database.rows(
        "SELECT doc_id FROM documents GROUP BY doc_id HAVING count(*) > 1 ORDER BY doc_id LIMIT 1"
    )
    if twice:
        raise CorpusError(
            f"annotations: the document {twice[0][0]!r} stands there twice; each needs its own id"
        )


def _refuse_old(database: Database, files: Sequence[Path]) -> None:
    """Refuse statements that do not say how many sentences begin in them."""
    query = f"""SELECT doc_id FROM {_ROWS}
               WHERE layer = 'statements' AND (sentences IS NULL OR words IS NULL) LIMIT 1"""
    if old := database.rows(query, {"files": _names(files)}):
        raise CorpusError(
            f"annotations: the statements of {old[0][0]!r} do not say how many sentences begin in them, "
            "as those of an earlier version did not; make them again with 'hedgerow annotate'"
        )


def _keep(database: Database, filters: Filters) -> None:
    """Leave out the documents that the filters do not want; they are read as `corpus.filters` reads them."""
    rows = database.rows("SELECT doc_id, metadata FROM documents ORDER BY doc")
    texts = (Document(name, "", _metadata(metadata)) for name, metadata in rows)
    kept = as_columns(doc_id=[text.id for text in choose(texts, filters)])
    database.run_with("DELETE FROM documents WHERE doc_id NOT IN (SELECT doc_id FROM kept)", kept=kept)


def _metadata(value: Any) -> dict[str, str]:
    return {key: text for key, text in (value or {}).items() if text is not None}
