"""Files that came back from elsewhere: read with one clear error for whatever is wrong with them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TypeVar

from analysis.annotation.writing.output import replacing
from analysis.base.errors import CorpusError, StudyError
from analysis.review.decisions.decision import HALVED, half_character

_Kind = TypeVar("_Kind")
_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")
"""Where JSON may write half a character."""
LARGEST: Final = 500_000_000
"""Bytes of one file: far more than anybody annotates by hand."""


def read_text(path: Path) -> str:
    """The text of a file in UTF-8 as it stands, line ends and all; CorpusError if it cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise CorpusError(f"{path}: too large ({LARGEST:,} bytes at most); right would be smaller files")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise CorpusError(
            f"{path}: cannot be read ({error.strerror}); give what the tool exported"
        ) from error
    except UnicodeDecodeError as error:
        raise CorpusError(
            f"{path}: byte {error.start} is not UTF-8; right would be a file in UTF-8"
        ) from error


def read_json(path: Path) -> Any:
    """The value of a JSON file; StudyError with the line for what is not JSON."""
    return parsed(read_text(path), str(path))


def read_json_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield file and line number with each object of a file of JSON lines; empty lines are left out."""
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.strip():
            where = f"{path}, line {number}"
            yield where, as_object(parsed(line, where), where)


def parsed(text: str, where: str) -> Any:
    """The value of a piece of JSON; StudyError says what is wrong and where.

    Half a character (a lone surrogate), which only JSON can write, is refused: no file can hold it.
    """
    try:
        value = json.loads(text)
        if _HALF.search(text):
            _check_whole(value, where)
        return value
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise StudyError(f"{where}: not valid JSON: {error.msg} at {place}") from error
    except (ValueError, RecursionError) as error:
        raise StudyError(f"{where}: not valid JSON that can be read ({type(error).__name__})") from error


def _check_whole(value: Any, where: str, path: str = "") -> None:
    """StudyError for the first text, or name, in a value of JSON that holds half a character."""
    if isinstance(value, dict):
        for name, inner in value.items():
            _check_whole(name, where, path)
            _check_whole(inner, where, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            _check_whole(inner, where, f"{path}[{number}]")
    elif isinstance(value, str) and (half := half_character(value)):
        place = f"{where}: {path}" if path else where
        raise StudyError(f"{place} holds {half}, {HALVED}")


def as_object(value: Any, where: str) -> dict[str, Any]:
    """The value if it is an object, else StudyError."""
    return _checked(value, dict, "an object", where)


def as_list(value: Any, where: str) -> list[Any]:
    """The value if it is a list, else StudyError."""
    return _checked(value, list, "a list", where)


def as_text(value: Any, where: str) -> str:
    """The value if it is a text, else StudyError."""
    return _checked(value, str, "a text", where)


def as_offset(value: Any, where: str) -> int:
    """The value if it is a whole number that is not negative, else StudyError."""
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdecimal() and len(value) < 16:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise StudyError(f"{where}: {_short(value)} is no offset; right would be a whole number from 0")
    return value


def to_json(value: Any) -> str:
    """JSON on one line; the same value gives the same text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def write_json(value: Any, path: Path) -> None:
    """Write JSON that people can read; the file is replaced whole."""
    write_text(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n", path)


def write_text(text: str, path: Path) -> None:
    """Write a text as it stands in UTF-8; the file is replaced whole."""
    with replacing(path) as temporary:
        temporary.write_bytes(text.encode())


def _checked(value: Any, wanted: type[_Kind], name: str, where: str) -> _Kind:
    if not isinstance(value, wanted):
        raise StudyError(f"{where}: {_short(value)} is not {name}")
    return value


def _short(value: Any) -> str:
    shown = "nothing" if value is None else repr(value)
    return shown if len(shown) <= 40 else f"{shown[:39]}…"
