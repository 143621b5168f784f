"""Texts, some together: annotated alone, in a batch and in another order they give the same true records."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from analysis.annotation.interchange import to_record
from analysis.annotation.pipeline import annotate_corpus, annotate_document
from analysis.annotation.speakers import Speakers
from analysis.annotation.writing.output import read_annotations, to_line, write_lines
from analysis.base.errors import HedgerowError
from analysis.base.records import Document
from analysis.corpus.decoding import mend
from fuzzing import fragments as words
from fuzzing.invariants import contradictions
from fuzzing.running import Kind, pieces_less
from fuzzing.texts import text

Case = tuple[Document, ...]
SPEAKERS = Speakers({"Oak": "Bo Oak", "the minister": "Ann Lee"}, {"Bo Oak": {"party": "Left"}})
KEPT = 10
"""One case of so many is also written to Parquet and read again."""


def make(rng: Random) -> Case:
    """A few documents, some with a header and with metadata."""
    return tuple(_document(rng, n) for n in range(rng.choice((1, 1, 2, 3))))


def _document(rng: Random, number: int) -> Document:
    whole = text(rng)
    metadata = {"speaker": rng.choice(words.NAMES), "date": "2019-03-04"} if rng.random() < 0.15 else {}
    start = rng.randint(0, min(40, len(whole))) if rng.random() < 0.05 else 0
    return Document(f"text-{number}", whole, metadata, start)


def check(case: Case, folder: Path) -> Iterator[str]:
    """What is wrong with the records of some documents."""
    speakers = SPEAKERS if len(case[0].text) % 5 == 0 else None
    records = [to_record(annotate_document(document, speakers=speakers)) for document in case]
    for document, record in zip(case, records, strict=True):
        yield from contradictions(document.text, record, start=document.body_start)
    lines = [to_line(record) for record in records]
    for record, line in zip(records, lines, strict=True):
        said, _ = mend(json.dumps(record, ensure_ascii=False))
        if json.loads(said) != json.loads(line):
            yield "a record is not what its line of JSON says"
    for order, name in ((case, "in a batch"), (case[::-1], "in another order")):
        again = [to_line(to_record(one)) for one in annotate_corpus(order, speakers=speakers)]
        if sorted(again) != sorted(lines):
            yield f"annotated {name}, a text has another record"
    if sum(len(document.text) for document in case) % KEPT == 0:
        yield from _kept(lines, folder / "kept.parquet")


def _kept(lines: list[bytes], path: Path) -> Iterator[str]:
    try:
        write_lines(lines, path)
        if [to_line(record) for record in read_annotations(path)] != lines:
            yield "a record read from Parquet is not the one written"
    except HedgerowError:
        yield "a record cannot be kept as Parquet"


def smaller(case: Case) -> Iterator[Case]:
    """Fewer documents, or less of one."""
    if len(case) > 1:
        yield from ((document,) for document in case)
    for n, one in enumerate(case):
        for less in pieces_less(one.text):
            yield (
                *case[:n],
                Document(one.id, less, one.metadata, min(one.body_start, len(less))),
                *case[n + 1 :],
            )


def save(case: Case, folder: Path) -> None:
    """Write the documents as files, as far as UTF-8 can."""
    for one in case:
        (folder / f"{one.id}.txt").write_bytes(one.text.encode("utf-8", "surrogatepass"))


TEXTS = Kind("texts", make, check, smaller, save)
