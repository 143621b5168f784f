"""Documents -> those whose metadata are as a study wants them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from analysis.base.errors import CorpusError, did_you_mean, values_there
from analysis.base.records import Document

Value = str | int | float
Filters = Mapping[str, Value | Sequence[Value]]


def choose(documents: Iterable[Document], filters: Filters) -> Iterator[Document]:
    """The documents whose metadata equal `filters`: one value for a field, or a list of possible ones.

    Values are compared as text, so that 2024 is "2024". A `year` is that of the date where a text has no
    other.

    `CorpusError` for a field that no document has, and where no document is left.

    >>> texts = [Document("a", "", {"party": "D"}), Document("b", "", {"party": "R"})]
    >>> [document.id for document in choose(texts, {"party": ["D", "G"]})]
    ['a']
    """
    known: dict[str, set[str]] = {}
    found = False
    for document in documents:
        metadata = _with_year(document.metadata)
        for name, value in metadata.items():
            values = known.setdefault(name, set())
            if name in filters:
                values.add(value)
        if all(_fits(metadata.get(name), wanted) for name, wanted in filters.items()):
            found = True
            yield document
    for name in filters:
        if name not in known:
            raise CorpusError(f"filters: no text has the field {name!r}{did_you_mean(name, known)}")
    if not found:
        raise CorpusError(f"filters: no text has {_said(filters)}; {_there(filters, known)}")


def _said(filters: Filters) -> str:
    return ", ".join(
        f"{name} = {' or '.join(map(_text, _listed(wanted)))}" for name, wanted in filters.items()
    )


def _there(filters: Filters, known: Mapping[str, set[str]]) -> str:
    """The values that fields have, of those of which no wanted one is there; else of all that are asked."""
    wanted = {name: list(map(_text, _listed(value))) for name, value in filters.items()}
    missed = {name: asked for name, asked in wanted.items() if not known[name] & set(asked)}
    if not missed:
        return "each is there, but not in one text; leave one out"
    return "; ".join(f"{name} is one of {values_there(known[name], asked)}" for name, asked in missed.items())


def _with_year(metadata: Mapping[str, str]) -> Mapping[str, str]:
    year = metadata.get("date", "")[:4]
    return {"year": year, **metadata} if year.isdigit() else metadata


def _fits(value: str | None, wanted: Value | Sequence[Value]) -> bool:
    return value is not None and value in map(_text, _listed(wanted))


def _listed(wanted: Value | Sequence[Value]) -> Sequence[Value]:
    return [wanted] if isinstance(wanted, str | int | float) else wanted


def _text(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
