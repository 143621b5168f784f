"""Condense WordNet 3.0 into `models/wordnet.tsv`: `python -m analysis.training.train_wordnet --wordnet DIR`.

DIR holds WordNet's database files (index.verb, data.verb, index.noun, data.noun, cntlist.rev).
Kept are: the class of each verb's first sense, how often a form is a verb among its uses in the
sense-tagged texts, which words are mostly adjectives there, and which nouns first of all name
people or groups.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from analysis.training.gold import MODELS

_NAMES = (
    "body change cognition communication competition consumption contact creation emotion motion "
    "perception possession social stative weather"
)
VERB_CLASSES = dict(enumerate(_NAMES.split(), start=29))
"""Number of the lexicographer file -> class (WordNet, lexnames)."""
NOUN_CLASSES = {14: "group", 18: "person"}
SHARES = 5
_NOUN, _VERB, _ADJECTIVES = "1", "2", ("3", "5")


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the table that `analysis.language.lemmas` reads."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wordnet", type=Path, required=True, help="folder with WordNet's database files")
    parser.add_argument("--output", type=Path, default=MODELS, help="folder that the models go to")
    options = parser.parse_args(arguments)
    rows = condense(options.wordnet)
    lines = [f"{key}\t{' '.join(sorted(words))}" for key, words in sorted(rows.items())]
    (options.output / "wordnet.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def condense(folder: Path) -> dict[str, list[str]]:
    """Key (`verb.motion` ..., `share.0` to `share.4`, `noun.person`, `noun.group`, `main.adj`) -> words."""
    uses = _uses(folder)
    rows: dict[str, list[str]] = defaultdict(list)
    nouns = dict(_first_senses(folder, "noun"))
    common = _small_words(folder)
    for word, sense in _first_senses(folder, "verb"):
        rows[f"verb.{VERB_CLASSES[sense]}"].append(word)
        rows[f"share.{_share(uses[word], word in nouns)}"].append(word)
    for word, sense in nouns.items():
        if sense in NOUN_CLASSES and (uses[word][_NOUN] or word in common):
            rows[f"noun.{NOUN_CLASSES[sense]}"].append(word)
    for word, counts in uses.items():
        if word.isalpha() and sum(counts[part] for part in _ADJECTIVES) * 2 > counts.total():
            rows["main.adj"].append(word)
    return rows


def _share(uses: Counter[str], is_noun: bool) -> int:
    """Fifth of the share of verbal uses, one use of each listed part of speech added."""
    total = uses.total() + 1 + is_noun
    return min(SHARES - 1, int(SHARES * (uses[_VERB] + 1) / total))


def _uses(folder: Path) -> dict[str, Counter[str]]:
    """Word -> part of speech -> how often the sense-tagged texts use it so."""
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    for line in _lines(folder / "cntlist.rev"):
        key, _, count = line.split()
        word, sense = key.split("%")
        uses[word][sense[0]] += int(count)
    return uses


def _first_senses(folder: Path, part: str) -> Iterator[tuple[str, int]]:
    """Single words with the lexicographer file of their first sense."""
    files = {line[:8]: int(line[9:11]) for line in _lines(folder / f"data.{part}")}
    for line in _lines(folder / f"index.{part}"):
        word, *fields = line.split()
        if word.isalpha():
            yield word, files[fields[-int(fields[1])]]


def _small_words(folder: Path) -> set[str]:
    """Nouns that are written small: no names."""
    return {line.split()[4] for line in _lines(folder / "data.noun") if line.split()[4].islower()}


def _lines(path: Path) -> list[str]:
    """The lines of a database file without its licence header."""
    lines = path.read_text(encoding="latin-1").splitlines()
    return [line for line in lines if not line.startswith(" ")]


if __name__ == "__main__":
    main()
