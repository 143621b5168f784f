"""Folders of damaged files: none of them ends in a traceback, and none takes the good text with it."""

import gzip
import io
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pyarrow as pa

from analysis.base.errors import HedgerowError
from analysis.base.records import Document
from analysis.corpus import read_corpus
from fuzzing.little_files import GOOD, unzipped, zipped
from fuzzing.mutations import mutated
from fuzzing.running import Kind, pieces_less
from fuzzing.structures import bent

GOOD_TEXT = "Perhaps we should go, if they stay."
BESIDE = ("sources.toml", "metadata.csv")
SPECIAL = ("pipe", "link to itself", "link to nothing", "folder")
FOREIGN = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n", b'"', b"'", b",", b"\t", b";", b"<"),
    *(b"</u>", b"&x;"),
    *(b"[" * 3000, b'{"a":' * 3000, b"<div>" * 2000, b"<a>" * 2000, b"\x80\x81", b"\xed\xa0\x80", b"sep=;\n"),
    *(b"NaN", b"1e999", b"null", b"=1+1", b"<!DOCTYPE x>"),
    *(b'<?xml version="1.0" encoding="x-odd"?>', b"0" * 5000),
    *(b"text", b"id", b"99999-01-01", b"2020-13-45", b"]]>", b"<![CDATA[", b"<g/>"),
    *(b"# newdoc id = ", b"{\\rtf1 "),
)
OPTIONS: Sequence[Mapping[str, str]] = (
    *({}, {}, {}, {}, {}, {"text_column": "speaker"}, {"id_column": "speaker"}, {"encoding": "latin-1"}),
    *({"encoding": "utf-16"}, {"encoding": "rot13"}, {"encoding": "idna"}, {"name_fields": "country_year"}),
    *({"name_fields": "__"}, {"encoding": "undefined"}, {"text_column": ""}, {"id_column": "\x00"}),
)


@dataclass(frozen=True)
class Case:
    """Files by name (or what stands there instead of a file), and how they are to be read."""

    files: Mapping[str, bytes | str]
    options: Mapping[str, str] = field(default_factory=dict)


def make(rng: Random) -> Case:
    """A few files, most of them damaged."""
    files: dict[str, bytes | str] = {}
    for number in range(rng.randint(1, 3)):
        suffix = rng.choice(list(GOOD))
        content = _damaged(rng, suffix, GOOD[suffix](rng))
        named = rng.choice(list(GOOD)) if rng.random() < 0.15 else suffix
        files |= (
            [(_name(rng, number, named), content)]
            if rng.random() < 0.8
            else [_packed(rng, number, named, content)]
        )
    if rng.random() < 0.1:
        files[_name(rng, 7, rng.choice(list(GOOD)))] = rng.choice(SPECIAL)
    if rng.random() < 0.15:
        name, declared = rng.choice(list(_DECLARED.items()))
        files[name] = mutated(rng, declared, FOREIGN) if rng.random() < 0.9 else rng.choice(SPECIAL)
    return Case(files, rng.choice(OPTIONS))


_DECLARED = {
    "sources.toml": b'["good.txt"]\ntitle = "A talk"\nspeakers = ["Ann Lee"]\n[f0]\ndate = 2019-03-04\n',
    "metadata.csv": b"file,party,year,date\ngood.txt,Left,1901,1901-02-03\nf0.txt,Right,,\n",
}


def _name(rng: Random, number: int, suffix: str) -> str:
    stem = rng.choice(
        (
            "f{}",
            "f{}",
            "f{}",
            "below/f{}",
            "ParlaMint-XX_2020-03-0{}",
            "2019-03-04-f{}",
            "f{} ü'\"$x",
            "f{}.ana",
        )
    )
    return stem.format(number) + (suffix.upper() if rng.random() < 0.05 else suffix)


def _packed(rng: Random, number: int, suffix: str, content: bytes) -> tuple[str, bytes]:
    name = _name(rng, number, suffix)
    if rng.random() < 0.5:
        name, content = f"{name}.gz", gzip.compress(content, mtime=0)
    else:
        stream = io.BytesIO()
        with pa.CompressedOutputStream(stream, "zstd") as packed:
            packed.write(content)
            packed.flush()
            content = stream.getvalue()
        name += ".zst"
    return name, mutated(rng, content, FOREIGN) if rng.random() < 0.3 else content


def _damaged(rng: Random, suffix: str, content: bytes) -> bytes:
    if rng.random() < 0.15:
        return content
    within: dict[str, Callable[[Random, bytes], bytes]] = {
        **dict.fromkeys((".docx", ".odt", ".xlsx", ".zip"), _damaged_member),
        **dict.fromkeys((".json", ".jsonl", ".ndjson"), _bent_json),
        **dict.fromkeys((".txt", ".csv", ".tsv", ".html", ".vrt", ".srt", ".vtt"), _other_encoding),
    }
    if suffix in within and rng.random() < 0.6:
        return within[suffix](rng, content)
    return mutated(rng, content, FOREIGN)


def _damaged_member(rng: Random, content: bytes) -> bytes:
    members = unzipped(content)
    name = rng.choice(list(members))
    match rng.randrange(5):
        case 0:
            del members[name]
        case 1:
            members[rng.choice(("../x.txt", "/x.txt", "inner/", "a\\b.txt", "\x7f", "x" * 300, "CON"))] = (
                members[name]
            )
        case _:
            members[name] = mutated(rng, members[name], FOREIGN)
    return zipped(members)


def _bent_json(rng: Random, content: bytes) -> bytes:
    if content.count(b"\n") < 2:
        return json.dumps(bent(rng, json.loads(content), 3), ensure_ascii=rng.random() < 0.5).encode(
            "utf-8", "surrogatepass"
        )
    lines = content.splitlines(keepends=True)
    at = rng.randrange(len(lines))
    lines[at] = json.dumps(bent(rng, json.loads(lines[at]), 3)).encode() + b"\n"
    return b"".join(lines)


def _other_encoding(rng: Random, content: bytes) -> bytes:
    encoding = rng.choice(
        ("utf-16", "utf-32", "latin-1", "cp1252", "mac-roman", "utf-7", "utf-8-sig", "koi8-r", "cp037")
    )
    return content.decode().encode(encoding, "replace")


def check(case: Case, folder: Path) -> Iterator[str]:
    """Read the whole folder, and every file by itself."""
    corpus = folder / "corpus"
    for name, content in {"good.txt": GOOD_TEXT.encode(), **case.files}.items():
        _put(corpus / name, content)
    skipped: list[str] = []
    found, refused = _read(corpus, case, lambda where, reason: skipped.append(f"{where}: {reason}"))
    plain = not case.options and not any(name in BESIDE for name in case.files)
    if plain and Document("good", GOOD_TEXT) not in found and not _same_id(refused):
        yield f"a folder with a good text is refused{': ' + _shape(refused, corpus) if refused else ''}"
    named = " ".join(skipped)
    for name in (name for name, content in case.files.items() if name not in BESIDE and content != "folder"):
        alone, why = _read(corpus / name, case, lambda *_: None)
        if why and not refused and name not in named and not any(other in why for other in BESIDE):
            yield "a file that cannot be read is not named when it stands in a folder"
        if any(not one.text.strip() or not one.id for one in alone):
            yield "a document without words or without a name"
    for one in found:
        yield from _document(one)


def _read(path: Path, case: Case, skip: Callable[[str, str], None]) -> tuple[list[Document], str]:
    """The documents, or why they are refused; any other error is the suite's fault."""
    try:
        return list(read_corpus(path, **case.options, on_skip=skip)), ""
    except HedgerowError as error:
        return [], str(error)


def _document(document: Document) -> Iterator[str]:
    values = [document.id, document.text, *document.metadata, *document.metadata.values()]
    if not all(isinstance(value, str) for value in values):
        yield "metadata that are no text"
    elif any("\ud800" <= sign <= "\udfff" for value in values for sign in value):
        yield "half a character in a document"


def _same_id(refused: str) -> bool:
    """Two documents of one name are nobody's fault but the corpus's: to drop one would be to choose."""
    return "every document needs its own" in refused


def _shape(message: str, corpus: Path) -> str:
    return message.replace(str(corpus), "").partition(": ")[2][:80]


def _put(path: Path, content: bytes | str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content == "folder" or not hasattr(os, "mkfifo"):
        path.mkdir()
    elif content == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(path if content == "link to itself" else path.with_name("nothing"))


def smaller(case: Case) -> Iterator[Case]:
    """Fewer files, or less of one."""
    for name in case.files:
        yield Case({other: content for other, content in case.files.items() if other != name}, case.options)
    if case.options:
        yield Case(case.files)
    for name, content in case.files.items():
        if isinstance(content, bytes):
            for less in pieces_less(content):
                yield Case({**case.files, name: less}, case.options)


def save(case: Case, folder: Path) -> None:
    """Write the files as they are."""
    for name, content in case.files.items():
        _put(folder / name, content)


FILES = Kind("files", make, check, smaller, save)
