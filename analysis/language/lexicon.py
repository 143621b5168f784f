"""Read and check one lexicon file (`lexicons/*.toml`): every entry has a source and test sentences.

A lexicon is data that a linguist can review without reading Python:

    [sources.prince1982]
    cite = "Prince, Frader and Bosk (1982), On hedging in physician-physician discourse"

    [[entry]]
    id       = "sort-of"
    forms    = ["sort of", "sorta"]
    category = "degree-adaptor"
    test     = "not-a-noun"                      # name of a rule in the layer that reads the file
    source   = ["prince1982"]
    examples = ["It was [sort of] agreed."]      # the brackets mark what must be found
    counterexamples = ["It is a sort of cheese."]
    taxonomies = { prince = "adaptor", hyland = "hedge" }

Whatever else an entry holds is kept in `Entry.fields`, and whatever other tables the file holds in
`Lexicon.tables`, for the layer that reads it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from analysis.base.errors import LexiconError
from analysis.base.layers import LAYERS
from analysis.language.lexicon_files import Tables, parse_tables, read_tables
from analysis.language.phrases import Matcher
from analysis.language.text import fold

LEXICONS = tuple(sorted((*LAYERS, "reporting")))
_KNOWN = {"id", "forms", "category", "test", "source", "examples", "counterexamples", "taxonomies", "fields"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a lexicon; `forms` are folded, with single blanks."""

    id: str
    forms: tuple[str, ...]
    sources: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    category: str
    test: str
    taxonomies: Mapping[str, str]
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Lexicon:
    """The entries of one file, its sources (key -> citation), the digest of its bytes, its other tables."""

    name: str
    entries: tuple[Entry, ...]
    sources: Mapping[str, str]
    digest: str
    tables: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def by_form(self) -> dict[str, Entry]:
        """Folded form -> entry."""
        return {form: entry for entry in self.entries for form in entry.forms}

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Entry id -> entry."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def matcher(self) -> Matcher:
        """Finds all forms of all entries."""
        return Matcher(self.by_form)


@lru_cache
def load_lexicon(name: str) -> Lexicon:
    """The lexicon `name` that ships with the package, read once."""
    return _lexicon(read_tables(name), f"{name}.toml")


def read_lexicon(path: str | Path) -> Lexicon:
    """Read a lexicon file of one's own."""
    path = Path(path)
    try:
        return parse_lexicon(path.read_bytes(), path.name)
    except OSError as error:
        raise LexiconError(
            f"{path}: cannot be read ({error.strerror}); give the path of a .toml lexicon"
        ) from error


def parse_lexicon(content: bytes, filename: str) -> Lexicon:
    """Check the bytes of a lexicon file and return it; `filename` is named in every error."""
    return _lexicon(parse_tables(content, filename), filename)


def _lexicon(read: Tables, filename: str) -> Lexicon:
    raw = read.tables
    sources = {key: str(value.get("cite", "")) for key, value in raw.get("sources", {}).items()}
    entries = tuple(_entry(item, sources, filename) for item in raw.get("entry", []))
    _check_unique(entries, filename)
    tables = {key: value for key, value in raw.items() if key not in ("entry", "sources")}
    return Lexicon(Path(filename).stem, entries, sources, read.digest, tables)


def _entry(item: dict[str, Any], sources: Mapping[str, str], filename: str) -> Entry:
    name = f"{filename}: entry {item.get('id', '(without id)')!r}"
    for key in ("id", "forms", "source", "examples"):
        if not item.get(key):
            raise LexiconError(f"{name} has no {key!r}; every entry needs id, forms, source and examples")
    cited = item["source"] if isinstance(item["source"], list) else [item["source"]]
    for key in cited:
        if not sources.get(key):
            raise LexiconError(f"{name} cites {key!r}; known sources: {', '.join(sorted(sources)) or 'none'}")
    return Entry(
        id=item["id"],
        forms=tuple(" ".join(fold(form).split()) for form in item["forms"]),
        sources=tuple(cited),
        examples=tuple(item["examples"]),
        counterexamples=tuple(item.get("counterexamples", ())),
        category=item.get("category", ""),
        test=item.get("test", ""),
        taxonomies=item.get("taxonomies", {}),
        fields={key: value for key, value in item.items() if key not in _KNOWN},
    )


def _check_unique(entries: tuple[Entry, ...], filename: str) -> None:
    ids: set[str] = set()
    owner: dict[str, str] = {}
    for entry in entries:
        if entry.id in ids:
            raise LexiconError(f"{filename}: two entries have the id {entry.id!r}")
        ids.add(entry.id)
        for form in entry.forms:
            if form in owner:
                raise LexiconError(f"{filename}: the form {form!r} is in {owner[form]!r} and in {entry.id!r}")
            owner[form] = entry.id
