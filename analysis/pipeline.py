"""Document -> Annotation: the whole chain on one page."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from analysis.interchange import to_record
from analysis.marks.boosters import find_boosters
from analysis.marks.conditionals import find_conditionals
from analysis.marks.hedges import find_hedges
from analysis.marks.modals import find_modals
from analysis.records import Annotation, Document, Mark, Span, Statement
from analysis.speakers import Speakers
from analysis.statements import find_statements
from analysis.text import Text, count_words

AnyMark = TypeVar("AnyMark", bound=Mark)


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
    """Annotate documents one after the other, in their order."""
    for document in documents:
        yield annotate_document(document, speakers=speakers)


def annotate_document(document: Document, *, speakers: Speakers | None = None) -> Annotation:
    """Find statements and marks in one document and give every mark its voice.

    `speakers` is what a study knows about its speakers (aliases, party, role); it wins over
    what the text suggests.
    """
    text = Text(document.text, document.body_start)
    attribution = find_statements(text, document.metadata, speakers)
    voices = _Voices(attribution.statements, attribution.excluded)
    modals = find_modals(text)
    return Annotation(
        document=document,
        words=_words(text.text, document.body_start, attribution.excluded),
        sentences=tuple(text.sentences),
        statements=attribution.statements,
        statement_words=tuple(
            sum(count_words(text.text, *span) for span in statement.spans)
            for statement in attribution.statements
        ),
        excluded=attribution.excluded,
        modals=voices.assign(modals),
        hedges=voices.assign(find_hedges(text, modals)),
        boosters=voices.assign(find_boosters(text, modals)),
        conditionals=voices.assign(find_conditionals(text)),
    )


def _words(text: str, start: int, excluded: Sequence[Span]) -> int:
    return count_words(text, start) - sum(count_words(text, *span) for span in excluded)


class _Voices:
    """Looks up whose words stand at an offset."""

    def __init__(self, statements: Sequence[Statement], excluded: Sequence[Span]) -> None:
        owned = [(*span, index) for index, statement in enumerate(statements) for span in statement.spans]
        self._pieces = sorted([*owned, *((*span, -1) for span in excluded)])
        self._starts = [start for start, _, _ in self._pieces]

    def assign(self, marks: Iterable[AnyMark]) -> tuple[AnyMark, ...]:
        """The marks with their statement; those in excluded stretches are dropped."""
        voiced = ((mark, self._owner(mark.start)) for mark in marks)
        return tuple(
            mark if owner is None else replace(mark, statement=owner) for mark, owner in voiced if owner != -1
        )

    def _owner(self, offset: int) -> int | None:
        i = bisect_right(self._starts, offset) - 1
        if i >= 0 and offset < self._pieces[i][1]:
            return self._pieces[i][2]
        return None
