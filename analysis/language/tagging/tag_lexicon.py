"""What the treebanks say of a word: the tags it had, and whether it needs no decision.

The file `models/tagger.tsv` has a line for each set of tags, the most frequent first (`NN|VB`), with two
lists of words: those that the tagger decides on where they stand, and those that had one tag almost always.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final

from analysis.language.tagging.tags import Tag
from analysis.language.wordnet import wordnet

_SIGNS: Final = {"%": Tag.NN, "&": Tag.CC}
"""Signs that are read as words; all others are punctuation."""
_APOSTROPHE: Final = "'"
"""A quotation mark or the genitive of a plural: the one sign that is decided where it stands."""
_ENDINGS: Final = {
    **{"ies": ("s", "y"), "ied": ("ed", "y", "ie"), "es": ("s", "", "e"), "s": ("s", "")},
    **{ending: (ending, "", "e") for ending in ("ing", "ed", "er", "est")},
    "ly": ("ly", ""),
}
"""Endings: their name, and what a stem may have in their place (*denies, deny*)."""
_ENDING: Final = tuple(_ENDINGS)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`classes` are the tags of a word as one name, `decided` the words that need no decision."""

    classes: dict[str, str]
    decided: frozenset[str]

    def usual(self, word: str) -> Tag | None:
        """The most frequent tag of a word; None for one that is not known.

        >>> lexicon().usual("minister"), lexicon().usual("xyzzy")
        (<Tag.NN: 2>, None)
        """
        name = self.classes.get(word)
        return Tag[name.partition("|")[0]] if name else None

    def sure(self, word: str) -> Tag | None:
        """The tag of a word or sign that has it wherever it stands."""
        if not has_letter(word):
            return None if word == _APOSTROPHE else _SIGNS.get(word, Tag.PUNCT)
        return self.usual(word) if word in self.decided else None

    def class_of(self, word: str) -> str:
        """The tags of a word; of an unknown one what WordNet and its ending say of it.

        >>> lexicon().class_of("blorpings"), lexicon().class_of("1999")
        ('?s', 'CD')
        """
        return self.classes.get(word) or f"?{_guess(word)}"


def has_letter(word: str) -> bool:
    """Whether a token is no mere punctuation: it has a letter or a digit."""
    return word.isalnum() or any(map(str.isalnum, word))


def _guess(word: str) -> str:
    if not has_letter(word):
        return "sign"
    if word[0].isdigit():
        return "number"
    if known := _in_wordnet(word):
        return known
    if not word.endswith(_ENDING):
        return ""
    for ending, (name, *instead) in _ENDINGS.items():
        if word.endswith(ending):
            base = word.removesuffix(ending)
            stems = [base + letters for letters in instead]
            if base[-1:] == base[-2:-1]:
                stems.append(base[:-1])  # stopped, stop
            return f"{name}{next(filter(None, map(_in_wordnet, stems)), '')}"
    return ""


def _in_wordnet(word: str) -> str:
    """How often the word is a verb, or that it is an adjective or a noun for somebody."""
    tables = wordnet()
    if share := tables["share"].get(word):
        return f"verb{share}"
    return tables["main"].get(word) or ("noun" if word in tables["noun"] else "")


def parse_lexicon(text: str) -> Lexicon:
    """Read what `dump_lexicon` wrote."""
    classes: dict[str, str] = {}
    decided: set[str] = set()
    for line in text.splitlines():
        name, open_words, sure_words = line.split("\t")
        classes |= dict.fromkeys((*open_words.split(), *sure_words.split()), name)
        decided.update(sure_words.split())
    return Lexicon(classes, frozenset(decided))


def dump_lexicon(words: Lexicon) -> str:
    """The lexicon as text."""
    lines = []
    for name in sorted(set(words.classes.values())):
        own = sorted(word for word, its in words.classes.items() if its == name)
        groups = ([w for w in own if w not in words.decided], [w for w in own if w in words.decided])
        lines.append("\t".join((name, *map(" ".join, groups))))
    return "\n".join(lines) + "\n"


@lru_cache
def lexicon() -> Lexicon:
    """The lexicon that ships with the package, read once."""
    return parse_lexicon(resources.files("analysis").joinpath("models/tagger.tsv").read_text("utf-8"))
