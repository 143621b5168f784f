"""A stream of documents -> lists of them that are worked on together, cut by nothing but the input."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from analysis.base.records import Document

Item = TypeVar("Item")


def batches(
    documents: Iterable[Document], *, characters: int, most: int | None = None
) -> Iterator[list[Document]]:
    """Yield the documents in lists: a list ends when its texts have reached so many characters.

    `most` is the largest number of documents of a list (None: any). A document is never divided.
    """
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if size >= characters or len(batch) == most:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def portions(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield the items in lists of `size`, the last one shorter.

    >>> list(portions("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    stream = iter(items)
    while portion := list(islice(stream, size)):
        yield portion
