"""What WordNet says of a word: its class of verb or noun, whether it is mainly an adjective or adverb.

The table is `models/wordnet.tsv`, condensed from WordNet 3.0 (Fellbaum 1998) by
`python -m analysis.training.train_wordnet`.
"""

from functools import lru_cache
from importlib import resources


@lru_cache
def wordnet() -> dict[str, dict[str, str]]:
    """`verb`, `noun`, `main` and `share` -> word -> class (share: "0" seldom a verb to "4" nearly always)."""
    tables: dict[str, dict[str, str]] = {"verb": {}, "noun": {}, "main": {}, "share": {}}
    path = resources.files("analysis").joinpath("models/wordnet.tsv")
    for line in path.read_text(encoding="utf-8").splitlines():
        key, words = line.split("\t")
        table, name = key.split(".")
        tables[table].update(dict.fromkeys(words.split(), name))
    return tables


def verb_share(word: str) -> str:
    """How often a folded word is a verb, from "0" (seldom, or never) to "4" (nearly always)."""
    return wordnet()["share"].get(word, "0")
