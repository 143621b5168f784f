"""JSON lines -> documents, line by line; a JSON file holds a list of objects or one object."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any, TextIO

from analysis.corpus.convokit import UTTERANCES, is_part, is_utterances, resolved
from analysis.corpus.decoding import decode
from analysis.corpus.json_shapes import rows
from analysis.corpus.reading import CorpusFile, Located, Options
from analysis.corpus.refusals import UnreadableError
from analysis.corpus.rows import Row, documents
from analysis.corpus.text_columns import text_columns
from analysis.corpus.text_streams import open_text
from analysis.corpus.turn_lists import told


def read_jsonl(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield one document a line; blank lines are passed over."""
    with open_text(file, options.encoding, newline="\n") as stream:
        found = _lines(file, stream, options)
        yield from documents(file, resolved(file, found) if is_utterances(file) else found, options)


def _lines(file: CorpusFile, stream: TextIO, options: Options) -> Iterator[Row]:
    most = options.limits.line
    texts = text_columns(options)
    for number, line in enumerate(iter(partial(stream.readline, most), ""), start=1):
        if line.isspace():
            continue
        where = f"{file.path}, line {number}"
        if len(line) == most and not line.endswith("\n"):
            while (rest := stream.readline(most)) and not rest.endswith("\n"):
                pass
            options.broken(where, options.limits.too_long(most, "characters or more"))
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            options.broken(where, f"not valid JSON ({_reason(error, line)})")
            continue
        if isinstance(value, dict):
            yield where, told(value, texts)
        else:
            options.broken(where, "not a JSON object; each line must be one, with a field for the text")


def _reason(error: Exception, text: str) -> str:
    if isinstance(error, json.JSONDecodeError):
        place = min(error.pos, len(text.rstrip()))
        line = text.count("\n", 0, place)
        column = place - text.rfind("\n", 0, place)
        return f"{error.msg} at column {column}" + (f" of line {line + 1}" if "\n" in text[:-1] else "")
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def read_json(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield the objects of a JSON file, which is read as a whole; JSON lines need no such memory."""
    if is_part(file):
        raise UnreadableError(file.path, f"part of a ConvoKit corpus, whose texts are in {UTTERANCES}")
    text, _ = decode(file.read(options.limits), file.path, options.encoding)
    if not text or text.isspace():
        raise UnreadableError(file.path, "empty file; there is nothing to annotate")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(file.path, f"not valid JSON ({_reason(error, text)})") from error
    yield from documents(file, _objects(file, value, options), options)


def _objects(file: CorpusFile, value: Any, options: Options) -> Iterator[Row]:
    texts = text_columns(options)
    for number, item in enumerate(rows(value, texts), start=1):
        if not isinstance(item, dict):
            raise UnreadableError(
                file.path, f"item {number} is no JSON object; give a list of objects with a text"
            )
        yield f"{file.path}, item {number}", told(item, texts)
