"""Annotations kept on disk: a text that was annotated before is not annotated again.

One file of SQLite in the user's cache folder serves notebooks, explorer and command line. A text is found by
the digest of all that decides its annotation: its words, its metadata, what is known of speakers, the
reader, and the code, lexicons and models. So nothing has to be cleared when anything changes, and numbers
are the same with the cache and without it. Beyond `LIMIT` bytes what was used longest ago is dropped.

`HEDGEROW_CACHE` names another folder, or is `off`. A cache that cannot be read or written is no error: then
texts are annotated.
"""

import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from analysis.annotation.document_batches import batches
from analysis.annotation.kept_records import as_plain, from_plain
from analysis.annotation.pipeline import BATCH, OnError, annotate_corpus
from analysis.annotation.reader_names import FAST
from analysis.annotation.speakers import Speakers
from analysis.base.digests import digest_package, digest_value
from analysis.base.records import Annotation, Document

FOLDER: Final = "HEDGEROW_CACHE"
"""The variable that names another folder, or is `OFF`."""
OFF: Final = "off"
NAME: Final = "annotations.sqlite"
TOKENS: Final = "tokens"
"""The folder of indexes of words."""
KEPT_NAMES: Final = (NAME, f"{NAME}-journal", TOKENS)
"""All that is kept in the folder."""
LIMIT: Final = 1_000_000_000
"""Bytes of annotations that are kept: some forty million words."""
_PACKING: Final = 1
_WAIT: Final = 5.0
"""Seconds that one program waits for another."""
_TABLE: Final = (
    "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, used INTEGER NOT NULL, size INTEGER NOT NULL, "
    "content BLOB NOT NULL)"
)


def cache_folder() -> Path | None:
    """Where things are kept; None where nothing is."""
    named = os.environ.get(FOLDER, "")
    if named.lower() == OFF:
        return None
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("hedgerow", appauthor=False)


def annotate_cached(
    documents: Iterable[Document],
    *,
    speakers: Speakers | None = None,
    reader: str = FAST,
    on_error: OnError | None = None,
) -> Iterator[Annotation]:
    """As `pipeline.annotate_corpus`, with what is kept, and keeping what is new."""
    folder = cache_folder()
    if folder is None:
        yield from annotate_corpus(documents, speakers=speakers, reader=reader, on_error=on_error)
        return
    with closing(Cache(folder)) as cache:
        known = f"{reader} {_digest_speakers(speakers)}"
        for batch in batches(documents, characters=BATCH):
            keys = [_key(document, known) for document in batch]
            found = cache.get(dict(zip(keys, batch, strict=True)))
            missing = [one for one, key in zip(batch, keys, strict=True) if key not in found]
            made = list(annotate_corpus(missing, speakers=speakers, reader=reader, on_error=on_error))
            new = {_key(one.document, known): one for one in made}
            cache.put(new)
            every = found | new
            yield from (every[key] for key in keys if key in every)


class Cache:
    """Annotations by key in a folder. Whatever goes wrong with the file, nothing is found or kept."""

    def __init__(self, folder: Path, *, limit: int = LIMIT) -> None:
        self._limit = limit
        self._file: sqlite3.Connection | None = None
        self._run = 0
        self._used: list[str] = []
        with suppress(OSError, sqlite3.Error):
            folder.mkdir(parents=True, exist_ok=True)
            self._file = sqlite3.connect(folder / NAME, timeout=_WAIT)
            self._file.execute("PRAGMA synchronous = OFF")  # what is lost with the power is annotated again
            self._file.execute(_TABLE)
            [(last,)] = self._file.execute("SELECT coalesce(max(used), 0) FROM kept")
            self._run = last + 1

    def get(self, wanted: Mapping[str, Document]) -> dict[str, Annotation]:
        """The annotations of the documents that are kept, by key."""
        found: dict[str, Annotation] = {}
        for key, document in wanted.items():
            with suppress(sqlite3.Error, zlib.error, ValueError, KeyError, TypeError, RecursionError):
                for (content,) in self._ask("SELECT content FROM kept WHERE key = ?", (key,)):
                    found[key] = from_plain(json.loads(zlib.decompress(content)), document)
        self._used += found
        return found

    def put(self, made: Mapping[str, Annotation]) -> None:
        """Keep annotations, and drop what is too much."""
        rows = []
        for key, annotation in made.items():
            if content := _content(annotation):
                rows.append((key, self._run, len(content), content))
        self._change("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", rows)
        if rows:
            self._drop()

    def close(self) -> None:
        """Note what was used, and let go of the file."""
        self._change("UPDATE kept SET used = ? WHERE key = ?", [(self._run, key) for key in self._used])
        if self._file is not None:
            self._file.close()

    def _drop(self) -> None:
        self._change(
            "DELETE FROM kept WHERE key IN (SELECT key FROM (SELECT key, sum(size) OVER "
            "(ORDER BY used DESC, key) AS together FROM kept) WHERE together > ?)",
            [(self._limit,)],
        )

    def _ask(self, query: str, values: Sequence[object]) -> list[tuple[bytes]]:
        return self._file.execute(query, values).fetchall() if self._file else []

    def _change(self, query: str, rows: Sequence[Sequence[object]]) -> None:
        if self._file is None or not rows:
            return
        with suppress(sqlite3.Error), self._file:
            self._file.executemany(query, rows)


def kept(folder: Path) -> tuple[int, int]:
    """How many annotations a folder keeps, and the bytes of all that it keeps."""
    indexes = sum(file.stat().st_size for file in (folder / TOKENS).glob("*.parquet"))
    place = f"{(folder.absolute() / NAME).as_uri()}?mode=ro"
    with suppress(sqlite3.Error), closing(sqlite3.connect(place, uri=True)) as file:
        [(number, size)] = file.execute("SELECT count(*), coalesce(sum(size), 0) FROM kept")
        return int(number), int(size) + indexes
    return 0, indexes


def _content(annotation: Annotation) -> bytes:
    """An annotation as it is kept; nothing where it would not come back equal."""
    with suppress(TypeError, ValueError, KeyError, RecursionError):
        written = json.dumps(as_plain(annotation), ensure_ascii=False, separators=(",", ":"))
        if from_plain(json.loads(written), annotation.document) == annotation:
            return zlib.compress(written.encode(), _PACKING)
    return b""


def _key(document: Document, known: str) -> str:
    named = [document.id, document.text, dict(document.metadata), document.body_start]
    return digest_value([digest_package(), known, json.dumps(named, sort_keys=True)])


def _digest_speakers(speakers: Speakers | None) -> str:
    if speakers is None:
        return ""
    attributes = {name: dict(known) for name, known in speakers.attributes.items()}
    return digest_value([dict(speakers.names), attributes])
