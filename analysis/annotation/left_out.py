"""What of a corpus is in no result: files that could not be read, texts that could not be annotated.

One bad text or file never ends what is done with a corpus: it is named, left out, and counted wherever the
numbers are shown. Commands, notebooks and the explorer all read their corpora here.

    left_out = LeftOut(path)
    annotations = list(annotated_corpus(path, left_out))
    left_out.record       # {"of": 250, "texts": {"b12": "cannot be annotated (...)"}}; {} where all is in
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from analysis.annotation.cache import annotate_cached
from analysis.annotation.notes import Noted, Twins
from analysis.annotation.reader_names import FAST, checked_reader
from analysis.annotation.speakers import Speakers
from analysis.base.errors import AnnotationError, CorpusError
from analysis.base.records import Annotation, Document
from analysis.corpus import read_corpus
from analysis.corpus.single import is_loss

NAMED: Final = 1_000
"""Files and rows that are named in a record; of further ones only the number is kept."""

Choose = Callable[[Iterable[Document]], Iterable[Document]]


class LeftOut:
    """Hears what is left out of a corpus (`skip`, `fail`), with paths as records may name them.

    `files` and `texts` hold the reasons by place and by id; `tell` is called with each, as it comes.
    """

    def __init__(self, corpus: str | Path, tell: Callable[[str, str], None] | None = None) -> None:
        self.files: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.annotated = 0
        self._tell = tell
        self._home = f"{Path(corpus).parent}{os.sep}"

    def skip(self, where: str, reason: str) -> None:
        """A file or a row could not be read (`on_skip` of `read_corpus`)."""
        if self._tell:
            self._tell(where, reason)
        if is_loss(reason):
            self.files[self._bare(where)] = self._bare(reason)

    def fail(self, document: Document, error: AnnotationError) -> None:
        """A text could not be annotated (`on_error` of `annotate_corpus`)."""
        if self._tell:
            self._tell(document.id, error.reason)
        self.texts[document.id] = error.reason

    def _bare(self, said: str) -> str:
        """Words about a file, fit for any file, without the place of the corpus on this machine."""
        return said.replace(self._home, "").encode("utf-8", "surrogateescape").decode("utf-8", "replace")

    def check(self) -> None:
        """CorpusError where nothing is left."""
        if self.texts and not self.annotated:
            first = ": ".join(next(iter(self.texts.items())))
            raise CorpusError(f"no document could be annotated; the first: {first}")

    @property
    def record(self) -> dict[str, Any]:
        """What is left out, as records of figures hold it (see `record_of`)."""
        return record_of(self.annotated, texts=self.texts, files=self.files)


def record_of(annotated: int, *, texts: Mapping[str, str], files: Mapping[str, str]) -> dict[str, Any]:
    """What is left out of a corpus of which so many texts are annotated; empty where nothing is.

    `of` is the number of all texts, `texts` and `files` hold reasons by name, `unnamed` is the number of
    files beyond the first thousand.

    >>> record_of(9, texts={"b": "cannot be annotated"}, files={})
    {'of': 10, 'texts': {'b': 'cannot be annotated'}}
    """
    if not texts and not files:
        return {}
    named = dict(list(files.items())[:NAMED])
    beyond = {"unnamed": len(files) - NAMED} if len(files) > NAMED else {}
    kept = {name: dict(known) for name, known in (("texts", texts), ("files", named)) if known}
    return {"of": annotated + len(texts), **kept, **beyond}


def annotated_corpus(
    path: str | Path,
    left_out: LeftOut,
    *,
    choose: Choose = iter,
    speakers: Speakers | None = None,
    reader: str = FAST,
    noted: Noted | None = None,
    **reading: Any,
) -> Iterator[Annotation]:
    """Read and annotate a corpus, or those of its documents that `choose` passes on.

    What cannot be read or annotated goes to `left_out`, what looks wrong about texts to `noted`; CorpusError
    where nothing could be annotated, and as in `read_corpus`, whose options `reading` are.
    """
    noted = noted or Noted()
    documents = Twins().watch(choose(read_corpus(path, **reading, on_skip=left_out.skip)), noted)
    for annotation in annotate_cached(
        documents, speakers=speakers, reader=checked_reader(reader), on_error=left_out.fail
    ):
        left_out.annotated += 1
        noted.add(annotation.document.id, annotation.notes)
        yield annotation
    left_out.check()
