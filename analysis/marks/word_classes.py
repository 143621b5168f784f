"""One letter for each word of a sentence: a small tagger for the layers that must see verbs.

    V finite verb   M modal    B base form   G -ing form   P participle   T infinitival to
    N noun, name, number       S pronoun     D determiner  J adjective    R adverb, particle
    I preposition, subordinator   C coordinator   W wh-word   H that
    K a conjunction that opens a clause of its own (if, unless, because, although ...)
    , punctuation

Words that have one class almost always take it from a table; the others are decided from left to
right by an averaged perceptron (Collins 2002) over the word, its neighbours and the two classes
before it. Weights: `models/word_classes.tsv`, made by `python -m analysis.training.word_classes`.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import Final

CLASSES: Final = "VMBGPTNSDJRICW,"
CONJUNCTIONS = frozenset(["if", "unless", "lest", "whether", "because", "although", "though", "while"])
_EDGE: Final = "<>"


class WordClasses:
    """The tagger. `usual` gives the most frequent class of a word, `fixed` the words that need no decision.

    `rows` are the weights of a feature as the file writes them ("V1.2 N-0.4"), read when first used.
    """

    def __init__(self, usual: dict[str, str], fixed: frozenset[str], rows: dict[str, str]) -> None:
        self.usual = usual
        self.fixed = fixed
        self._rows = rows
        self._weights: dict[str, tuple[tuple[str, float], ...]] = {}

    def tag(self, words: Sequence[str]) -> str:
        """The classes of folded words, one letter each.

        >>> word_classes().tag("if they leave , we will stay".split())
        'KSV,SMB'
        """
        usual, fixed = self.usual, self.fixed
        classes = []
        last = before = "^"
        for i, word in enumerate(words):
            letter = usual[word] if word in fixed else self._decide(words, i, last, before)
            before, last = last, letter
            classes.append(_special(word, letter))
        return "".join(classes)

    def _decide(self, words: Sequence[str], i: int, last: str, before: str) -> str:
        if not any(map(str.isalnum, words[i])):
            return ","
        scores: dict[str, float] = defaultdict(float)
        for feature in features(words, i, last, before, self.usual):
            for letter, weight in self._weights.get(feature) or self._row(feature):
                scores[letter] += weight
        best = max(scores, key=scores.__getitem__) if scores else "N"
        if best == "N" and words[i].endswith("ed") and self.usual.get(words[i]) != "N":
            return "V" if last in "NSH" else "P"  # the minister warned, the promised aid
        return best

    def _row(self, feature: str) -> tuple[tuple[str, float], ...]:
        raw = self._rows.get(feature)
        if raw is None:
            return ()
        row = self._weights[feature] = tuple((pair[0], float(pair[1:])) for pair in raw.split())
        return row


def _special(word: str, letter: str) -> str:
    if word in CONJUNCTIONS:
        return "K"
    if word in ("both", "either", "neither"):
        return "D"
    return "H" if word == "that" else letter


def features(words: Sequence[str], i: int, last: str, before: str, usual: dict[str, str]) -> Iterator[str]:
    """What the perceptron sees of word `i`; `last` and `before` are the two classes before it."""
    word = words[i]
    following = words[i + 1] if i + 1 < len(words) else _EDGE
    after = usual.get(following) or following[-2:]
    yield f"q{before}{last}"
    yield f"n{after}"
    yield f"b{last}{after}"
    yield f"v{words[i - 1] if i else _EDGE}"
    if word in usual:
        yield f"w{word}"
        yield f"W{last}{word}"
        yield f"X{after}|{word}"
    else:
        yield f"s{word[-3:]}"
        yield f"S{last}{word[-3:]}"
        yield f"t{word[-2:]}"
        yield f"h{'0' if word[0].isdigit() else '-' if '-' in word else ''}"


@lru_cache
def word_classes() -> WordClasses:
    """The tagger that ships with the package, read once."""
    path = resources.files("analysis").joinpath("models/word_classes.tsv")
    head, body = path.read_text(encoding="utf-8").split("\n\n", 1)
    usual: dict[str, str] = {}
    fixed: set[str] = set()
    for line in head.splitlines():
        letter, plain, decided = line.split("\t")
        usual |= dict.fromkeys(plain.split(), letter)
        usual |= dict.fromkeys(decided.split(), letter)
        fixed.update(decided.split())
    rows = dict(line.split("\t", 1) for line in body.splitlines())
    return WordClasses(usual, frozenset(fixed), rows)
