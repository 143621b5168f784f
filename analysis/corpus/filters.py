"""Documents -> those whose metadata are as a study wants them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from analysis.errors import CorpusError, did_you_mean
from analysis.records import Document

Filters = Mapping[str, str | Sequence[str]]


def choose(documents: Iterable[Document], filters: Filters) -> Iterator[Document]:
    """The documents whose metadata equal `filters`: one value for a field, or a list of possible ones.

    `CorpusError` for a field that no document has, and where no document is left.

    >>> texts = [Document("a", "", {"party": "D"}), Document("b", "", {"party": "R"})]
    >>> [document.id for document in choose(texts, {"party": ["D", "G"]})]
    ['a']
    """
    known: set[str] = set()
    found = False
    for document in documents:
        known.update(document.metadata)
        if all(_fits(document.metadata.get(name), wanted) for name, wanted in filters.items()):
            found = True
            yield document
    for name in filters:
        if name not in known:
            raise CorpusError(f"filters: no text has the field {name!r}{did_you_mean(name, known)}")
    if not found:
        wanted = ", ".join(f"{name} = {value}" for name, value in filters.items())
        raise CorpusError(f"filters: no text has {wanted}")


def _fits(value: str | None, wanted: str | Sequence[str]) -> bool:
    return value in ([wanted] if isinstance(wanted, str) else list(map(str, wanted)))
