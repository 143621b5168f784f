"""A stream of documents -> lists of them that are worked on together, cut by nothing but the input."""

from collections.abc import Iterable, Iterator

from analysis.errors import HedgerowError
from analysis.records import Document


def batches(
    documents: Iterable[Document], *, characters: int, most: int | None = None
) -> Iterator[list[Document]]:
    """Yield the documents in lists: a list ends when its texts have reached so many characters.

    `most` is the largest number of documents of a list (None: any). A document is never divided. Where
    the documents end in an error, those before it come first.
    """
    batch: list[Document] = []
    size = 0
    try:
        for document in documents:
            batch.append(document)
            size += len(document.text)
            if size >= characters or len(batch) == most:
                yield batch
                batch, size = [], 0
    except (HedgerowError, KeyboardInterrupt):
        if batch:
            yield batch
        raise
    if batch:
        yield batch
