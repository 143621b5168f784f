"""Corpus -> folder of Parquet parts: the same bytes from one process, many, or a cluster, resumed or not.

A part ends where its texts have reached a number of characters, or of documents, so the corpus alone
says where the parts begin. `make_part` turns documents into the bytes of a part and touches no file;
the process that reads the corpus puts them into the folder (`folder.py`).
"""

import os
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Final

from analysis.annotation.document_batches import batches
from analysis.annotation.notes.noted import Noted
from analysis.annotation.pipeline import BATCH, annotate_or_fail
from analysis.annotation.reader_names import FAST
from analysis.annotation.speakers import Speakers
from analysis.annotation.writing.folder import PartsFolder
from analysis.annotation.writing.manifest import Contents
from analysis.annotation.writing.output import FORMATS
from analysis.annotation.writing.sentence_counts import to_counted_record
from analysis.annotation.writing.summary import Summary, keeping
from analysis.annotation.writing.workers import map_over
from analysis.base.errors import AnnotationError, OutputError
from analysis.base.records import Document

CHARACTERS: Final = 1_000_000
"""A part is full when its texts have so many characters (about 170,000 words) ..."""
DOCUMENTS: Final = 5_000
"""... or when it holds so many documents."""

Numbered = tuple[int, list[Document]]
"""The number of a part and its documents."""


def is_folder(output: str) -> bool:
    """Whether the name of an output is that of a folder of parts; OutputError if it is none of a file either.

    It is if it ends in a slash, if it has no ending at all, or if there is a folder of that name.

    >>> [is_folder(name) for name in ("marks/", "marks", "marks.v2/", "marks.jsonl")]
    [True, True, True, False]
    """
    name = Path(output).name.lower()
    if output.endswith(("/", os.sep)):
        return True
    if name.endswith(FORMATS) and name not in FORMATS:
        return False
    if "." not in name or Path(output).is_dir():
        return True
    known = f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]}, or in / for a folder of Parquet parts"
    raise OutputError(f"{output}: unknown output format; end the name in {known}")


def annotate_to_parts(
    documents: Iterable[Document],
    folder: str | Path,
    *,
    jobs: int = 1,
    cluster: str | None = None,
    resume: bool = False,
    speakers: Speakers | None = None,
    reader: str = FAST,
    unread: Mapping[str, str] | None = None,
    noted: Noted | None = None,
    on_done: Callable[[int], None] | None = None,
    on_skip: Callable[[str, str], None] | None = None,
) -> Summary:
    """Annotate documents and write them to `folder` as `part-000000.parquet` and so on, in their order.

    `jobs` processes, or the Dask cluster at the address `cluster` (`local`: one of `jobs` processes
    here), give the same bytes as one process. A run that is stopped leaves its finished parts; with
    `resume` the next one makes the others, unless the package, the speakers, the reader or the documents
    have changed. `unread` are reasons by name of what could not be read, filled while the documents are
    read; the manifest keeps them, and what could not be annotated. `noted` gathers what looks wrong about
    the documents, which the manifest keeps as well, and may hold what reading them has shown. `on_done`
    is called with the number of words of each finished part, `on_skip` with the id of each document that
    could not be annotated and the reason; these are left out. OutputError for a folder that holds
    anything else, and if no document at all could be annotated.
    """
    parts = batches(documents, characters=CHARACTERS, most=DOCUMENTS)
    make = partial(make_part, speakers=speakers, reader=reader)
    with PartsFolder(Path(folder), speakers, reader, resume=resume) as output, keeping(output):
        made = 0
        for number, data in map_over(make, output.missing(parts), jobs=jobs, cluster=cluster):
            contents = output.add(number, data)
            made += contents.documents
            if on_done:
                on_done(contents.words)
        for id, reason in output.finish(unread or {}, noted or Noted()).items():
            if on_skip:
                on_skip(id, reason)
        return Summary(output.documents, output.words, output.documents - made)


def make_part(numbered: Numbered, speakers: Speakers | None = None, reader: str = FAST) -> tuple[int, bytes]:
    """The number of a part and its bytes; a document that cannot be annotated is named in its metadata."""
    from analysis.annotation.writing.parquet import write_parquet

    number, documents = numbered
    failed: dict[str, str] = {}
    records = []
    for batch in batches(documents, characters=BATCH):
        for annotation in annotate_or_fail(batch, speakers, reader):
            if isinstance(annotation, AnnotationError):
                failed[annotation.document] = annotation.reason
            else:
                records.append(to_counted_record(annotation))
    stream = BytesIO()
    write_parquet(records, stream, about=Contents.of(documents, records, failed).about())
    return number, stream.getvalue()
