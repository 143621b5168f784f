"""Word lists that rules ask: closed classes, and words by use (`lexicons/contexts.toml` ...).

A list is data that a linguist can review without reading Python, like an entry of a lexicon:

    [belief.topic]
    for     = 'after *think*: a thought with a topic commits to nothing'
    source  = 'own'                                  # a key of [sources], or several
    words   = '''about of back ahead'''              # folded, divided by blanks
    example = 'We think about the harvest.'          # decided by the list: without it, another result

Text stands in single quotes, which TOML reads as it is.
`_` joins the words of a phrase (*no_one*). In a list that is read as a pattern, `*` stands for any letters
(*refus** for *refuse*, *refusal* ...).

The name of a list is its heading; `word_list("contexts", "belief.topic")` gives its words, `word_pattern`
the same as a part of a regular expression.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from analysis.base.errors import LexiconError
from analysis.language.lexicon_files import parse_tables, read_tables

FILES: Final = (
    *("conditions", "contexts", "modal_rules", "names", "statements", "transcripts", "word_classes"),
)
"""The files of `lexicons/` that hold word lists."""
_FIELDS: Final = {"for", "source", "words", "example"}


class WordList(NamedTuple):
    """One list: its words, what they are used `for`, keys of its sources, a sentence that it decides."""

    name: str
    words: frozenset[str]
    in_order: tuple[str, ...]
    use: str
    sources: tuple[str, ...]
    example: str


def word_list(file: str, name: str) -> frozenset[str]:
    """The words of a list that ships with the package.

    >>> sorted(word_list("word_classes", "negators"))
    ["n't", 'never', 'not']
    """
    lists = load_word_lists(file)
    if name not in lists:
        raise LexiconError(f"{file}.toml: no list is named {name!r}; its lists: {', '.join(lists)}")
    return lists[name].words


def word_pattern(file: str, name: str, between: str = r"\s+", *, written: Callable[[str], str] = str) -> str:
    """The words of a list, in its order, as alternatives of a regular expression.

    `between` joins the words of a phrase; `written` says how words are written, if not in small letters.

    >>> word_pattern("statements", "denials.unproven")
    '(?:proof|evidence|sign|record)'
    >>> word_pattern("statements", "denials.unproven", written=str.upper)
    '(?:PROOF|EVIDENCE|SIGN|RECORD)'
    """
    word_list(file, name)
    return alternatives(map(written, load_word_lists(file)[name].in_order), between)


def alternatives(words: Iterable[str], between: str = r"\s+") -> str:
    r"""Words as alternatives of a regular expression; without any, one that finds nothing.

    >>> alternatives(["no one", "refus*"]), alternatives([])
    ('(?:no\\s+one|refus\\w*)', '(?!)')
    """
    parts = [re.escape(word).replace(r"\ ", between).replace(r"\*", r"\w*") for word in words]
    return f"(?:{'|'.join(parts)})" if parts else "(?!)"


def word_groups(file: str, heading: str) -> dict[str, frozenset[str]]:
    """The lists below a heading by the last part of their names.

    >>> sorted(word_groups("modal_rules", "before-noun"))
    ['can', 'might', 'must', 'will']
    """
    start = f"{heading}."
    groups = {
        name.removeprefix(start): known.words
        for name, known in load_word_lists(file).items()
        if name.startswith(start)
    }
    if not groups:
        raise LexiconError(f"{file}.toml: no list stands below the heading {heading!r}")
    return groups


@lru_cache
def load_word_lists(file: str) -> Mapping[str, WordList]:
    """All lists of a file that ships with the package, by name; read and checked once."""
    return _word_lists(read_tables(file).tables, f"{file}.toml")


def parse_word_lists(content: str, filename: str) -> Mapping[str, WordList]:
    """Check the text of a file of word lists and return them by name; `filename` is named in every error."""
    return _word_lists(parse_tables(content.encode("utf-8"), filename).tables, filename)


def _word_lists(raw: dict[str, Any], filename: str) -> Mapping[str, WordList]:
    cited = {key for key, source in raw.pop("sources", {}).items() if source.get("cite")}
    return {name: _checked(name, item, cited, filename) for name, item in _lists(raw, filename)}


def _lists(
    table: Mapping[str, Any], filename: str, heading: str = ""
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The tables that hold words, under their whole names, in the order of the file."""
    for key, item in table.items():
        name = f"{heading}{key}"
        if not isinstance(item, dict):
            raise LexiconError(f"{filename}: {name!r} is outside every list; a list begins with its [name]")
        if item and not any(isinstance(inner, dict) for inner in item.values()):
            yield name, item
        else:
            yield from _lists(item, filename, f"{name}.")


def _checked(name: str, item: dict[str, Any], cited: set[str], filename: str) -> WordList:
    where = f"{filename}: list {name!r}"
    for key in ("words", "for", "source"):
        if not item.get(key):
            raise LexiconError(f"{where} has no {key!r}; every list needs words, for and source")
    if unknown := item.keys() - _FIELDS:
        known = ", ".join(sorted(_FIELDS))
        raise LexiconError(f"{where} has a field {min(unknown)!r}; known fields: {known}")
    if not isinstance(item["words"], str):
        raise LexiconError(f"{filename}: the words of list {name!r} are no text; write them with blanks")
    sources = item["source"] if isinstance(item["source"], list) else [item["source"]]
    for key in sources:
        if key not in cited:
            known = ", ".join(sorted(cited)) or "none"
            raise LexiconError(f"{where} cites {key!r}; known sources: {known}")
    words = _folded(item["words"], where)
    return WordList(
        name=name,
        words=frozenset(words),
        in_order=words,
        use=item["for"],
        sources=tuple(sources),
        example=item.get("example", ""),
    )


def _folded(text: str, where: str) -> tuple[str, ...]:
    words = text.split()
    if len(set(words)) < len(words):
        twice = next(word for word in words if words.count(word) > 1)
        raise LexiconError(f"{where} holds {twice!r} twice")
    if text != text.lower():
        capital = next(word for word in words if word != word.lower())
        raise LexiconError(f"{where} holds {capital!r}; words are folded: {capital.lower()!r}")
    return tuple(word.replace("_", " ") for word in words)
