"""Document -> Annotation: the whole chain on one page.

Whatever a text leads to is that text's error (`AnnotationError`), and never that of the others: of documents
that are annotated together and fail, each half is tried for itself, down to the one that fails.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from analysis.annotation.cleaning import Cleaned, clean, restore
from analysis.annotation.document_batches import batches
from analysis.annotation.interchange import to_record
from analysis.annotation.notes import notes_of
from analysis.annotation.reader_names import FAST
from analysis.annotation.speakers import Speakers
from analysis.annotation.statements import Attribution, attribute
from analysis.base.errors import AnnotationError, HedgerowError
from analysis.base.layers import LAYERS
from analysis.base.records import Annotation, Document, Mark, Span, Statement
from analysis.language.text import Text

AnyMark = TypeVar("AnyMark", bound=Mark)
OnError = Callable[[Document, AnnotationError], None]
"""Called with each document that could not be annotated, and why."""
BATCH = 200_000
"""Characters of the documents that are annotated together."""
LONGEST = 200
"""Characters of an error's own words that are kept."""


def annotate(
    text: str, *, id: str = "text", speakers: Speakers | None = None, reader: str = FAST
) -> dict[str, Any]:
    """One text as a record of the interchange format.

    >>> record = annotate("If that happens, we will walk away.")
    >>> [modal["lemma"] for modal in record["modals"]]
    ['will']
    """
    return to_record(annotate_document(Document(id, text), speakers=speakers, reader=reader))


def annotate_corpus(
    documents: Iterable[Document],
    *,
    speakers: Speakers | None = None,
    reader: str = FAST,
    on_error: OnError | None = None,
) -> Iterator[Annotation]:
    """Annotate documents in their order, short ones together; `reader` finds the statements of prose.

    A document that cannot be annotated is left out and handed to `on_error(document, error)`; without
    it AnnotationError is raised, which names the document, after those before it have been yielded.

    >>> talks = [Document("a", "We may."), Document("b", "We must.")]
    >>> [one.document.id for one in annotate_corpus(talks, on_error=lambda text, why: print(why))]
    ['a', 'b']
    """
    for batch in batches(documents, characters=BATCH):
        for document, found in zip(batch, annotate_or_fail(batch, speakers, reader), strict=True):
            if isinstance(found, Annotation):
                yield found
            elif on_error:
                on_error(document, found)
            else:
                raise found


def annotate_or_fail(
    documents: Sequence[Document], speakers: Speakers | None = None, reader: str = FAST
) -> Iterator[Annotation | AnnotationError]:
    """The annotation of each document, in their order, or the error in its place.

    One that needs more memory or a deeper stack than there is fails by itself as well; only what stops the
    program (Ctrl-C), and errors of the installation (a lexicon, a file of the package), go through.
    """
    found: list[Annotation | AnnotationError] = []
    try:
        found += annotate_documents(documents, speakers=speakers, reader=reader)
    except (HedgerowError, OSError, ImportError):
        raise
    except Exception as error:  # whatever a text leads to
        if len(documents) == 1:
            found.append(_failed(documents[0], error))
    if found or not documents:
        yield from found
        return
    half = len(documents) // 2  # outside of the block above, which holds all that the failed attempt has made
    yield from annotate_or_fail(documents[:half], speakers, reader)
    yield from annotate_or_fail(documents[half:], speakers, reader)


def _failed(document: Document, error: Exception) -> AnnotationError:
    """The error of a document with its reason on one line."""
    said = " ".join(str(error).split())[:LONGEST]
    name = type(error).__name__
    failed = AnnotationError(document.id, f"cannot be annotated ({name}{': ' if said else ''}{said})")
    failed.__cause__ = error
    return failed


def annotate_document(
    document: Document, *, speakers: Speakers | None = None, reader: str = FAST
) -> Annotation:
    """Find statements and marks in one document and give every mark its voice.

    `speakers` is what a study knows about its speakers (aliases, party, role); it wins over
    what the text suggests. `reader` is "fast" or "careful" (docs/readers.md). AnnotationError where
    it cannot be annotated.
    """
    return next(annotate_corpus([document], speakers=speakers, reader=reader))


def annotate_documents(
    documents: Sequence[Document], *, speakers: Speakers | None = None, reader: str = FAST
) -> list[Annotation]:
    """What `annotate_document` gives for each; many short documents are read much faster together."""
    cleaned = [clean(document) for document in documents]
    texts = [one.working_text() for one in cleaned]
    attributions = attribute(texts, [one.document for one in cleaned], speakers, reader)
    read = [_as_read(*parts) for parts in zip(cleaned, texts, attributions, strict=True)]
    marks: list[dict[str, list[Any]]] = [{} for _ in read]
    for name, layer in LAYERS.items():
        for found, some in zip(marks, layer.find_all(read, marks), strict=True):
            found[name] = some
    parts = zip(cleaned, read, attributions, marks, strict=True)
    return [_noted(_annotation(one.document, text, who, found), one) for one, text, who, found in parts]


def _as_read(cleaned: Cleaned, text: Text, attribution: Attribution) -> Text:
    """The text as its marks are looked for: of a transcript what somebody says."""
    if attribution.reading is None:
        return text
    return Text(cleaned.document.text, cleaned.document.body_start, attribution.reading)


def _noted(annotation: Annotation, cleaned: Cleaned) -> Annotation:
    """The annotation of the text as it was read, with what looks wrong about it."""
    notes = notes_of(annotation, cleaned.found)
    restored = restore(annotation, cleaned)
    return replace(restored, notes=notes) if notes else restored


def _annotation(
    document: Document, text: Text, attribution: Attribution, found: Mapping[str, list[Any]]
) -> Annotation:
    voices = _Voices(attribution.statements, attribution.excluded)
    return Annotation(
        document=document,
        words=_words(text, attribution.excluded),
        sentences=tuple(text.sentences),
        statements=attribution.statements,
        statement_words=tuple(
            sum(text.words_begun(*span) for span in statement.spans) for statement in attribution.statements
        ),
        excluded=attribution.excluded,
        marks={name: voices.assign(marks) for name, marks in found.items()},
        excluded_kinds=attribution.excluded_kinds,
        reader=attribution.reader,
        layout=attribution.layout,
    )


def _words(text: Text, excluded: Sequence[Span]) -> int:
    return text.words_begun(text.start) - sum(text.words_begun(*span) for span in excluded)


class _Voices:
    """Looks up whose words stand at an offset."""

    def __init__(self, statements: Sequence[Statement], excluded: Sequence[Span]) -> None:
        owned = [(*span, index) for index, statement in enumerate(statements) for span in statement.spans]
        self._pieces = sorted([*owned, *((*span, -1) for span in excluded)])
        self._starts = [start for start, _, _ in self._pieces]

    def assign(self, marks: Iterable[AnyMark]) -> tuple[AnyMark, ...]:
        """The marks with their statement; those in excluded stretches are dropped."""
        if not self._pieces:
            return tuple(marks)
        voiced = ((mark, self._owner(mark.start)) for mark in marks)
        return tuple(_voiced(mark, owner) for mark, owner in voiced if owner != -1)

    def _owner(self, offset: int) -> int | None:
        i = bisect_right(self._starts, offset) - 1
        if i >= 0 and offset < self._pieces[i][1]:
            return self._pieces[i][2]
        return None


def _voiced(mark: AnyMark, owner: int | None) -> AnyMark:
    """The mark itself with its statement, set once, before anyone else sees the mark: a copy takes longer."""
    object.__setattr__(mark, "statement", owner)
    return mark
