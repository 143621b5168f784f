"""DuckDB in a temporary folder: bounded memory, nothing installed, nothing else on the disk within reach."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any, Final, TypeAlias
from weakref import finalize

import pandas as pd

from analysis.base.errors import CorpusError

MEMORY: Final = "256MB"
"""What joins and groupings may hold in memory; beyond it they go on in the temporary folder."""
MOST_THREADS: Final = 4

Values: TypeAlias = Mapping[str, Any]


class Database:
    """A private database in a folder of its own, `folder`, which vanishes with it.

    `memory` is a size as in "256MB", `threads` the processors it may use (None: up to four of them).
    """

    def __init__(self, *, memory: str = MEMORY, threads: int | None = None) -> None:
        import duckdb

        folder = Path(mkdtemp(prefix="hedgerow-"))
        options: dict[str, Any] = {
            "memory_limit": memory,
            "threads": threads or min(os.cpu_count() or 1, MOST_THREADS),
            "temp_directory": str(folder / "spilled"),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
        }
        self._error = duckdb.Error
        self._connection = duckdb.connect(str(folder / "marks.duckdb"), config=options)
        self._forget = finalize(self, _forget, self._connection, folder)
        self.folder = folder

    def run(self, query: str, values: Values | None = None) -> None:
        """Execute one statement; `values` are its parameters."""
        self._guarded(lambda: self._connection.execute(query, dict(values or {})))

    def rows(self, query: str, values: Values | None = None) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        found: list[tuple[Any, ...]] = self._guarded(
            lambda: self._connection.execute(query, dict(values or {})).fetchall()
        )
        return found

    def frame(self, query: str, values: Values | None = None, **lent: Any) -> pd.DataFrame:
        """The result of a query as a table; `lent` are tables that the query may name."""
        table: pd.DataFrame = self._lending(lent, lambda: self._fetched(query, dict(values or {})))
        return table

    def run_with(self, query: str, values: Values | None = None, **lent: Any) -> None:
        """Execute one statement that names the `lent` tables."""
        self._lending(lent, lambda: self._connection.execute(query, dict(values or {})))

    def close_off(self) -> None:
        """From now on no file outside of the database can be read or written, by whatever query."""
        self.run("SET enable_external_access = false")
        self.run("SET lock_configuration = true")

    def _fetched(self, query: str, values: dict[str, Any]) -> Any:
        return self._connection.sql(query, params=values).to_arrow_table().to_pandas()

    def _lending(self, lent: Mapping[str, Any], work: Callable[[], Any]) -> Any:
        for name, table in lent.items():
            self._connection.register(name, table)
        try:
            return self._guarded(work)
        finally:
            for name in lent:
                self._connection.unregister(name)

    def _guarded(self, work: Callable[[], Any]) -> Any:
        try:
            return work()
        except self._error as error:
            raise CorpusError(f"annotations: they cannot be counted ({_first_line(error)})") from error

    def close(self) -> None:
        """Forget everything and remove the folder."""
        self._forget()


def _forget(connection: Any, folder: Path) -> None:
    connection.close()
    rmtree(folder, ignore_errors=True)


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), "").strip()


def as_columns(**columns: Any) -> Any:
    """A table to lend to a query."""
    import pyarrow as pa

    return pa.table(columns)
