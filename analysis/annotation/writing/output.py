"""Write annotations as JSON lines, packed or not, or as Parquet, and read them back; nothing is half written.

A file appears under its name only when it is complete: it is written beside its place and then
renamed, so a file that was there before is replaced at once or stays as it was. The same records
give the same bytes.
"""

import gzip
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from analysis.annotation.interchange import Record, read_record
from analysis.base.errors import OutputError
from analysis.base.format_versions import RECORD
from analysis.corpus.decoding import mend

PARQUET = ".parquet"
FORMATS = (".jsonl", ".jsonl.gz", PARQUET)
_PACKING = 6
"""Level of gzip: smaller levels are faster, larger ones save little."""

_encode = json.JSONEncoder(
    ensure_ascii=False,
    separators=(",", ":"),
    allow_nan=False,
    check_circular=False,  # records hold no cycle
).encode


def to_line(record: Any) -> bytes:
    """A record, or other plain data, as one line of JSON in UTF-8, with its line end.

    Half a character, which only a text made in Python can hold, is U+FFFD there, as in texts that are read.
    """
    line = _encode(record)
    try:
        return line.encode() + b"\n"
    except UnicodeEncodeError:
        return mend(line)[0].encode() + b"\n"


def output_format(path: str | Path) -> str:
    """Which of `FORMATS` the name of the file asks for."""
    name = Path(path).name.lower()
    for suffix in FORMATS:
        if name.endswith(suffix) and name != suffix:
            return suffix
    raise OutputError(
        f"{path}: unknown output format; end the name in {', '.join(FORMATS[:-1])} or {FORMATS[-1]}"
    )


def write_annotations(records: Iterable[Mapping[str, Any]], path: str | Path) -> None:
    """Write records in their order, in the format that the name of the file asks for."""
    write_lines(map(to_line, records), path)


def write_lines(
    lines: Iterable[bytes], path: str | Path, *, about: Mapping[bytes, bytes] | None = None
) -> None:
    """Write records that are lines of JSON already (see `to_line`); `about` is kept in a Parquet file."""
    format = output_format(path)
    write = partial(_write_parquet, about=about) if format == PARQUET else _WRITERS[format]
    with replacing(Path(path)) as temporary:
        write(lines, temporary)


def read_annotations(path: str | Path) -> Iterator[Record]:
    """Yield the records of a file, in any of its formats, or a folder that `hedgerow annotate` wrote.

    Records of earlier versions come as the present one has them (`interchange.read_record`).
    """
    if Path(path).is_dir():
        return _read_parts(Path(path))
    read = _READERS[output_format(path)]
    if not Path(path).is_file():
        raise OutputError(f"{path}: no such file; make it with 'hedgerow annotate CORPUS -o {path}'")
    return read(Path(path))


def lines_version(path: Path) -> int:
    """The earliest version among the records of a file of JSON lines; the present one where it has none."""
    opened = gzip.open if output_format(path) == ".jsonl.gz" else open
    return min(_read_jsonl(opened, path, RECORD.version_of), default=RECORD.version)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path in the same folder that becomes `path` when the block ends well, else vanishes."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        temporary.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error})") from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def _write_jsonl(lines: Iterable[bytes], path: Path) -> None:
    with path.open("wb") as stream:
        stream.writelines(lines)


def _write_packed(lines: Iterable[bytes], path: Path) -> None:
    """Packed without a name and a time, so that the same lines give the same bytes."""
    with path.open("wb") as raw, gzip.GzipFile("", "wb", _PACKING, raw, mtime=0) as stream:
        stream.writelines(lines)


def _write_parquet(lines: Iterable[bytes], path: Path, *, about: Mapping[bytes, bytes] | None = None) -> None:
    from analysis.annotation.writing.parquet import write_parquet

    write_parquet(map(json.loads, lines), path, about=about)


def _read_jsonl(
    open: Callable[..., Any], path: Path, take: Callable[..., Any] = read_record
) -> Iterator[Any]:
    """What `take` makes of each line of JSON, its place, and the class of errors."""
    number = 0
    try:
        with open(path, "rb") as stream:
            for line in stream:
                number += 1
                yield take(json.loads(line), f"{path}, line {number}", OutputError)
    except (ValueError, EOFError, OSError, LookupError, TypeError, AttributeError) as error:
        raise OutputError(f"{path}, line {number}: not a record of 'hedgerow annotate' ({error})") from error


def _read_parquet(path: Path) -> Iterator[Record]:
    from analysis.annotation.writing.parquet import read_parquet

    return read_parquet(path)


def _read_parts(path: Path) -> Iterator[Record]:
    from analysis.annotation.writing.manifest import finished_parts
    from analysis.annotation.writing.parquet import read_parquet

    return chain.from_iterable(map(read_parquet, finished_parts(path)))


_WRITERS: dict[str, Callable[[Iterable[bytes], Path], None]] = {
    ".jsonl": _write_jsonl,
    ".jsonl.gz": _write_packed,
}
_READERS: dict[str, Callable[[Path], Iterator[Record]]] = {
    ".jsonl": partial(_read_jsonl, open),
    ".jsonl.gz": partial(_read_jsonl, gzip.open),
    PARQUET: _read_parquet,
}
