"""Corpus -> file of annotations: in input order, over several processes, resumable, never half written."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path

from analysis.annotation.document_batches import batches
from analysis.annotation.interchange import to_record
from analysis.annotation.notes.noted import Noted, noted_in
from analysis.annotation.pipeline import BATCH, annotate_or_fail
from analysis.annotation.reader_names import FAST
from analysis.annotation.speakers import Speakers
from analysis.annotation.writing.journal import Done, Journal
from analysis.annotation.writing.manifest import file_metadata
from analysis.annotation.writing.output import PARQUET, output_format, to_line, write_lines
from analysis.annotation.writing.sentence_counts import to_counted_record
from analysis.annotation.writing.summary import Summary, keeping
from analysis.annotation.writing.workers import map_over
from analysis.base.digests import digest_package
from analysis.base.errors import AnnotationError, HedgerowError, OutputError
from analysis.base.records import Document
from analysis.corpus.digest import document_digest

DOCUMENTS = 500
"""Documents that are annotated together at most, so that a slow stream is not waited for too long."""


def annotate_to_file(
    documents: Iterable[Document],
    output: str | Path,
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
    """Annotate documents and write one record each to `output`, in their order.

    The name of `output` says the format: `.jsonl`, `.jsonl.gz` or `.parquet`. `jobs` processes, or the
    Dask cluster at the address `cluster`, give the same bytes as one process. A run that is stopped
    leaves `OUTPUT.partial`; with `resume` the next one goes on from there, unless the package, the
    speakers, the reader or the documents have changed. `unread` are reasons by name of what could not be
    read, filled while the documents are read; a Parquet file keeps them, and what could not be annotated.
    `noted` gathers what looks wrong about the documents, and may hold what reading them has shown.
    `on_done` is called with the number of words of each finished document, `on_skip` with the id of each
    document that could not be annotated and the reason; these are left out. OutputError if no document at
    all could be annotated.
    """
    output = Path(output)
    with_counts = output_format(output) == PARQUET
    documents = iter(documents)
    with Journal(output, f"{digest_package()} {reader} {speakers!r}", resume=resume) as journal:
        journal.skip_done(documents)
        resumed = journal.documents
        annotate = partial(annotate_lines, speakers=speakers, reader=reader, with_counts=with_counts)
        stopped: list[BaseException] = []
        batch = batches(_until_stopped(documents, stopped), characters=BATCH, most=DOCUMENTS)
        with keeping(journal):
            for done in chain.from_iterable(map_over(annotate, batch, jobs=jobs, cluster=cluster)):
                journal.add(done)
                if on_done and done.words is not None:
                    on_done(done.words)
            if stopped:
                raise stopped[0]
            if journal.failed and not journal.documents:
                first = ": ".join(journal.failed[0])
                raise OutputError(f"no document could be annotated; the first: {first}")
            noted = noted or Noted()
            noted.merge(journal.noted.record)
            failed = dict(journal.failed)
            about = file_metadata(journal.documents, failed, unread or {}, noted.record)
            write_lines(journal.lines(), output, about=about)
        for id, reason in journal.failed:
            if on_skip:
                on_skip(id, reason)
        return Summary(journal.documents, journal.words, resumed)


def annotate_lines(
    documents: Sequence[Document],
    *,
    speakers: Speakers | None = None,
    reader: str = FAST,
    with_counts: bool = False,
) -> list[Done]:
    """Some documents as finished lines; for Parquet `with_counts` (see `counted.py`)."""
    as_record = to_counted_record if with_counts else to_record
    lines = []
    with _no_search_for_cycles():
        annotations = list(annotate_or_fail(documents, speakers, reader))[::-1]
        for document in documents:
            annotation = annotations.pop()
            if isinstance(annotation, AnnotationError):
                failed = to_line((annotation.document, annotation.reason))
                lines.append(Done(document_digest(document), None, failed))
                continue
            record = as_record(annotation)
            del annotation  # that of a long text is large: it goes before the line
            lines.append(Done(document_digest(document), record["words"], to_line(record), noted_in(record)))
    return lines


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Python looks for reference cycles as objects grow in number; annotating makes many, but no cycles."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def _until_stopped(documents: Iterable[Document], stopped: list[BaseException]) -> Iterator[Document]:
    """The documents up to an error or a Ctrl-C, which is kept, so that those before it are annotated."""
    try:
        yield from documents
    except (HedgerowError, KeyboardInterrupt) as error:
        stopped.append(error)
