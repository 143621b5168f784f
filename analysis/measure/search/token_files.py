"""Token table <-> Parquet: one row a token, in plain columns that pandas, R and DuckDB read as well.

Words, lemmas, tags and names are dictionaries in the file, so that two million tokens take some ten
megabytes and are read as numbers in a fraction of a second. The file says which annotations it belongs to.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from analysis.annotation.writing.output import replacing
from analysis.base.errors import CorpusError
from analysis.base.format_versions import TOKENS
from analysis.measure.search.token_table import Ints, TokenTable

NAME: Final = "tokens.parquet"
"""The index of words in a folder of annotations; beside a single file it is FILE.tokens.parquet."""
_FORMAT: Final = b"hedgerow_format"
_BELONGS: Final = b"hedgerow_annotations"
_NUMBERS: Final = ("start", "end", "sentence", "statement")
_NAMED: Final = ("doc_id", "word", "voice", "voice_kind")
_ROWS: Final = 1_000_000
"""Tokens of a row group."""


def index_path(annotated: str | Path) -> Path:
    """Where the index of an annotated corpus stands.

    >>> index_path("marks.parquet").as_posix()
    'marks.tokens.parquet'
    """
    path = Path(annotated)
    return path.with_suffix(".tokens.parquet") if path.suffix else path / NAME


def write_tokens(table: TokenTable, path: Path, *, belongs: str = "") -> Path:
    """Write a token table; `belongs` is the digest of the annotations it stands beside.

    The same table gives the same bytes.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    voice = [name for name, _ in table.voices], [kind for _, kind in table.voices]
    columns: dict[str, Any] = {
        "doc_id": _dictionary(table.document, table.documents),
        **{name: pa.array(getattr(table, name)) for name in _NUMBERS},
        "word": _dictionary(table.word, table.forms),
        "lemma": pa.DictionaryArray.from_arrays(*_lemmas(table)),
        "voice": _dictionary(table.voice, voice[0]),
        "voice_kind": _dictionary(table.voice, voice[1]),
    }
    if table.tag is not None:
        columns["tag"] = _dictionary(table.tag, table.tags)
    metadata = {_FORMAT: str(TOKENS.version).encode(), _BELONGS: belongs.encode()}
    rows = pa.table(columns).replace_schema_metadata(metadata)
    with replacing(path) as temporary:
        pq.write_table(rows, temporary, compression="zstd", row_group_size=_ROWS)
    return path


def read_tokens(path: Path, *, belongs: str = "") -> TokenTable:
    """Read a token table; CorpusError where the file holds none, or one made from other annotations."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        schema = pq.read_schema(path)
        _check(path, schema, belongs)
        named = [name for name in (*_NAMED, "lemma", "tag") if name in schema.names]
        rows = pq.read_table(path, read_dictionary=named).unify_dictionaries().combine_chunks()
        return _table(rows)
    except (pa.ArrowException, OSError, KeyError, ValueError) as error:
        raise CorpusError(f"{path}: is no index of words; make it again with 'hedgerow index'") from error


def _check(path: Path, schema: Any, belongs: str) -> None:
    metadata = schema.metadata or {}
    TOKENS.check(metadata.get(_FORMAT, b"1").decode(), path, CorpusError)
    if belongs and metadata.get(_BELONGS, b"").decode() != belongs:
        raise CorpusError(
            f"{path}: belongs to other annotations than those beside it; make it again with 'hedgerow index'"
        )


def _table(rows: Any) -> TokenTable:
    columns = {name: _values(rows[name]) for name in rows.column_names if name in (*_NAMED, "lemma", "tag")}
    word, forms = columns["word"]
    lemma, lemmas = columns["lemma"]
    document, documents = columns["doc_id"]
    voice, voices = _voices(columns["voice"], columns["voice_kind"])
    tag, tags = columns.get("tag", (None, ()))
    numbers = {name: rows[name].to_numpy().astype(np.int32, copy=False) for name in _NUMBERS}
    table = TokenTable(
        forms, documents, voices, word, document=document, voice=voice, tags=tags, tag=tag, **numbers
    )
    at, first = np.unique(word, return_index=True)
    known = dict(zip(at.tolist(), lemma[first].tolist(), strict=True))
    table.__dict__["lemmas"] = [lemmas[known[n]] if n in known else "" for n in range(len(forms))]
    return table


def _dictionary(numbers: Ints, values: Sequence[str]) -> Any:
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(pa.array(numbers), pa.array(list(values), pa.string()))


def _lemmas(table: TokenTable) -> tuple[Any, Any]:
    """The lemma of each token, by number, and the distinct lemmas."""
    import pyarrow as pa

    numbers: dict[str, int] = {}
    places = np.array([numbers.setdefault(lemma, len(numbers)) for lemma in table.lemmas], dtype=np.int32)
    return pa.array(places[table.word]), pa.array(list(numbers), pa.string())


def _values(column: Any) -> tuple[Ints, tuple[str, ...]]:
    """A column as numbers, and what they stand for, in the order of the file."""
    import pyarrow as pa

    chunks = column.chunks if isinstance(column, pa.ChunkedArray) else [column]
    numbers = [chunk.indices.to_numpy(zero_copy_only=False) for chunk in chunks]
    joined = np.concatenate(numbers).astype(np.int32) if numbers else np.zeros(0, dtype=np.int32)
    return joined, tuple(chunks[0].dictionary.to_pylist()) if chunks else ()


def _voices(
    names: tuple[Ints, tuple[str, ...]], kinds: tuple[Ints, tuple[str, ...]]
) -> tuple[Ints, tuple[tuple[str, str], ...]]:
    """The pairs of name and kind, and which of them each token has."""
    both = names[0].astype(np.int64) * max(1, len(kinds[1])) + kinds[0]
    found, numbers = np.unique(both, return_inverse=True)
    pairs = [divmod(pair, max(1, len(kinds[1]))) for pair in found.tolist()]
    return numbers.astype(np.int32), tuple((names[1][name], kinds[1][kind]) for name, kind in pairs)
