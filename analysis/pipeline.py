"""Document -> Annotation: the whole chain on one page."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from analysis.batches import batches
from analysis.interchange import to_record
from analysis.layers import LAYERS
from analysis.records import Annotation, Document, Mark, Span, Statement
from analysis.speakers import Speakers
from analysis.statements import Attribution, attribute
from analysis.text import Text

AnyMark = TypeVar("AnyMark", bound=Mark)
BATCH = 200_000
"""Characters of the documents that are annotated together."""


def annotate(text: str, *, id: str = "text", speakers: Speakers | None = None) -> dict[str, Any]:
    """One text as a record of the interchange format.

    >>> record = annotate("If that happens, we will walk away.")
    >>> [modal["lemma"] for modal in record["modals"]]
    ['will']
    """
    return to_record(annotate_document(Document(id, text), speakers=speakers))


def annotate_corpus(
    documents: Iterable[Document], *, speakers: Speakers | None = None
) -> Iterator[Annotation]:
    """Annotate documents in their order, short ones together."""
    for batch in batches(documents, characters=BATCH):
        yield from annotate_documents(batch, speakers=speakers)


def annotate_document(document: Document, *, speakers: Speakers | None = None) -> Annotation:
    """Find statements and marks in one document and give every mark its voice.

    `speakers` is what a study knows about its speakers (aliases, party, role); it wins over
    what the text suggests.
    """
    return annotate_documents([document], speakers=speakers)[0]


def annotate_documents(
    documents: Sequence[Document], *, speakers: Speakers | None = None
) -> list[Annotation]:
    """What `annotate_document` gives for each; many short documents are read much faster together."""
    texts = [Text(document.text, document.body_start) for document in documents]
    attributions = attribute(texts, [document.metadata for document in documents], speakers)
    return [_annotation(*parts) for parts in zip(documents, texts, attributions, strict=True)]


def _annotation(document: Document, text: Text, attribution: Attribution) -> Annotation:
    voices = _Voices(attribution.statements, attribution.excluded)
    found: dict[str, list[Any]] = {}
    for name, layer in LAYERS.items():
        found[name] = layer.finder(text, *(found[other] for other in layer.after))
    return Annotation(
        document=document,
        words=_words(text, attribution.excluded),
        sentences=tuple(text.sentences),
        statements=attribution.statements,
        statement_words=tuple(
            sum(text.count_words(*span) for span in statement.spans) for statement in attribution.statements
        ),
        excluded=attribution.excluded,
        marks={name: voices.assign(marks) for name, marks in found.items()},
    )


def _words(text: Text, excluded: Sequence[Span]) -> int:
    return text.count_words(text.start) - sum(text.count_words(*span) for span in excluded)


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
