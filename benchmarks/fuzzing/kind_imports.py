"""Exports of every exchange format, damaged: read as decisions that hold, or refused in words."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random

from analysis.annotation.interchange import to_record
from analysis.annotation.pipeline import annotate_document
from analysis.base.errors import HedgerowError
from analysis.base.records import Annotation, Document
from analysis.review.decisions.applying import apply_decisions
from analysis.review.decisions.decision_files import read_decisions, write_decisions
from analysis.review.exchange.derived_decisions import decisions_from
from analysis.review.exchange.exchange_formats import FORMATS, export_marks, import_marks
from fuzzing.invariants import contradictions
from fuzzing.mutations import mutated
from fuzzing.running import Kind, pieces_less
from fuzzing.structures import bent

TEXTS = {
    "talks/one.txt": "“If it rains, we will perhaps stay,” said Ann Lee.\r\nIt may — sort of — be wet 🙂.",
    "two": "MS. LEE: We can’t go unless they pay. (Laughter.)\nMR. OAK: They ought to; they must.\n",
    "empty of marks": "The road is long.",
}
FOREIGN = (
    *(b"\t", b"\n", b"\r\n", b"\x00", b"|", b"[1]", b"_", b"*", b",", b'"', b"'", b"{", b"}", b"null"),
    *(b"-1", b"1e9"),
    *(b"99999", b"Modal", b"Hedge", b"T1", b"R9\tHas_protasis Arg1:T1 Arg2:T1\n"),
    *(b"conditionals", b"protasis"),
    *(b"\xff", b"\xed\xa0\x80", b"=1+1", b"reject", b"#FORMAT=", b"\\", b"[" * 3000),
    *("🙂".encode(), b"1-1\t0-2\tIf\n"),
)
BY_HAND = ("overlap", "senses is empty", "quirk is empty")
"""What a reader may do: put one mark into another, add a modal without a sense."""
Files = Mapping[str, bytes]
Case = tuple[str, Files]
"""A format, and the files of an export."""


@cache
def annotations() -> tuple[Annotation, ...]:
    """The little corpus that is exported."""
    return tuple(annotate_document(Document(id, text)) for id, text in TEXTS.items())


def make(rng: Random) -> Case:
    """An export in which one or two files are damaged, or missing."""
    format = rng.choice(list(FORMATS))
    files = dict(exported(format))
    for _ in range(rng.randint(1, 2)):
        name = rng.choice(list(files))
        files[name] = _damaged(rng, name, files[name])
        if rng.random() < 0.05 and len(files) > 1:
            del files[name]
    return format, files


@cache
def exported(format: str) -> Files:
    """The files that an export writes, by name."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        export_marks(annotations(), Path(folder), format)
        found = sorted(path for path in Path(folder).rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _damaged(rng: Random, name: str, content: bytes) -> bytes:
    """A value of its JSON is another, or one of its lines, or some of its bytes."""
    if rng.random() < 0.4:
        return mutated(rng, content, FOREIGN)
    try:
        if name.endswith(".json"):
            return json.dumps(bent(rng, json.loads(content), 3)).encode()
        if name.endswith(".jsonl"):
            return _one_line(rng, content, lambda line: json.dumps(bent(rng, json.loads(line), 3)).encode())
    except ValueError:  # damaged before
        pass
    return _one_line(rng, content, lambda line: mutated(rng, line, FOREIGN, 2))


def _one_line(rng: Random, content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    lines = content.split(b"\n")
    full = [at for at, line in enumerate(lines) if line]
    if full:
        at = rng.choice(full)
        lines[at] = change(lines[at])
    return b"\n".join(lines)


def check(case: Case, folder: Path) -> Iterator[str]:
    """Import the export: refused in words, or marks and decisions that fit the texts."""
    format, files = case
    _put(files, folder / "export")
    try:
        imported = import_marks(folder / "export", format, annotations())
        decisions = decisions_from(annotations(), imported)
    except HedgerowError:
        return
    for one in imported:
        text = one.annotation.document.text
        for complaint in contradictions(text, to_record(one.annotation)):
            if not complaint.endswith(BY_HAND):
                yield f"{format}: {complaint}"
    write_decisions(decisions, folder / "decisions.yaml")
    if read_decisions(folder / "decisions.yaml") != sorted(decisions, key=lambda one: one.place):
        yield f"{format}: decisions that are read again are not those that were written"
    applied = apply_decisions(annotations(), decisions)
    if applied.stale or applied.elsewhere:
        yield f"{format}: decisions that find no mark"


def _put(files: Files, folder: Path) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def smaller(case: Case) -> Iterator[Case]:
    """One file as it was exported, or without a part."""
    format, files = case
    for name, content in exported(format).items():
        if files.get(name) != content:
            yield format, {**files, name: content}
    for name, content in files.items():
        if content != exported(format).get(name):
            yield from ((format, {**files, name: less}) for less in pieces_less(content))


def save(case: Case, folder: Path) -> None:
    """Write the files of the export."""
    _put(case[1], folder)


IMPORTS = Kind("imports", make, check, smaller, save)
