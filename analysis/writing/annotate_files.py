"""Corpus -> file of annotations: in input order, over several processes, resumable, never half written."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from analysis.corpus.digest import document_digest
from analysis.digests import digest_package
from analysis.errors import HedgerowError, OutputError
from analysis.interchange import to_record
from analysis.pipeline import annotate_document
from analysis.records import Document
from analysis.speakers import Speakers
from analysis.writing.journal import Done, Journal
from analysis.writing.output import output_format, to_line, write_lines
from analysis.writing.workers import map_in_order

BATCH = 200_000
"""Characters of text that a process is given at a time."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run has written; `resumed` of the documents were there already."""

    documents: int
    words: int
    resumed: int

    def __str__(self) -> str:
        before = f" ({self.resumed:,} from before)" if self.resumed else ""
        return f"{_count(self.documents, 'document')}, {_count(self.words, 'word')}{before}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def annotate_to_file(
    documents: Iterable[Document],
    output: str | Path,
    *,
    jobs: int = 1,
    resume: bool = False,
    speakers: Speakers | None = None,
    on_done: Callable[[int], None] | None = None,
) -> Summary:
    """Annotate documents and write one record each to `output`, in their order.

    The name of `output` says the format: `.jsonl`, `.jsonl.gz` or `.parquet`. `jobs` processes give
    the same bytes as one. A run that is stopped leaves `OUTPUT.partial`; with `resume` the next one
    goes on from there, unless the package, the speakers or the documents have changed. `on_done` is
    called with the number of words of each finished document.
    """
    output = Path(output)
    output_format(output)
    documents = iter(documents)
    with Journal(output, f"{digest_package()} {speakers!r}", resume=resume) as journal:
        journal.skip_done(documents)
        resumed = journal.documents
        with _keeping(journal):
            for done in annotate_lines(documents, jobs=jobs, speakers=speakers):
                journal.add(done)
                if on_done:
                    on_done(done.words)
            write_lines(journal.lines(), output)
        return Summary(journal.documents, journal.words, resumed)


@contextmanager
def _keeping(journal: Journal) -> Iterator[None]:
    """Say with an error, or when the user stops the run, what is kept and how to go on."""
    try:
        yield
    except (HedgerowError, KeyboardInterrupt) as error:
        if not journal.documents:
            raise
        verb = "is" if journal.documents == 1 else "are"
        done = _count(journal.documents, "finished document")
        kept = f"{done} {verb} kept in {journal.path}; go on with --resume"
        raise OutputError(f"{str(error) or 'stopped'} ({kept})") from error


def annotate_lines(
    documents: Iterable[Document], *, jobs: int = 1, speakers: Speakers | None = None
) -> Iterator[Done]:
    """Annotate documents in their order, in this process or in `jobs` others."""
    annotate = partial(_annotate_batch, speakers=speakers)
    batches = _batches(documents) if jobs > 1 else ([document] for document in documents)
    return chain.from_iterable(map_in_order(annotate, batches, jobs))


def annotate_line(document: Document, speakers: Speakers | None = None) -> Done:
    """One document as a finished line."""
    record = to_record(annotate_document(document, speakers=speakers))
    return Done(document_digest(document), record["words"], to_line(record))


def _annotate_batch(batch: list[Document], speakers: Speakers | None) -> list[Done]:
    return [annotate_line(document, speakers) for document in batch]


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
