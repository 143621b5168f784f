"""Annotate documents so that one of millions that fails does not end a run: it is named, and left out."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.errors import HedgerowError
from analysis.pipeline import annotate_documents
from analysis.records import Annotation, Document
from analysis.speakers import Speakers


class Failed(NamedTuple):
    """A document that could not be annotated, and why."""

    id: str
    reason: str


def annotate_surviving(
    documents: Sequence[Document], speakers: Speakers | None
) -> Iterator[Annotation | Failed]:
    """The documents together or, if one of them fails, each by itself, in their order."""
    try:
        yield from annotate_documents(documents, speakers=speakers)
    except HedgerowError:
        raise
    except Exception as error:  # whatever a text leads to
        if len(documents) == 1:
            yield Failed(documents[0].id, f"cannot be annotated ({type(error).__name__}: {error})")
            return
        for document in documents:
            yield from annotate_surviving([document], speakers)
