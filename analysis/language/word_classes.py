"""One letter for each word of a sentence: a small tagger for the layers that must see verbs.

    V finite verb   M modal    B base form   G -ing form   P participle   T infinitival to
    N noun, name, number       S pronoun     D determiner  J adjective    R adverb, particle
    I preposition, subordinator   C coordinator   W wh-word   H that
    K a conjunction that opens a clause of its own (if, unless, because, although ...)
    , punctuation

Words that have one class almost always take it from a table; the others are decided from left to
right by an averaged perceptron (Collins 2002) over the word, its neighbours and the two classes
before it; the scores of all classes are added up as one number (`linear.Columns`).
Weights: `models/word_classes.tsv`, made by `python -m analysis.training.train_word_classes`.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import Final

from analysis.language.linear import Columns
from analysis.language.word_lists import word_list

CLASSES: Final = "VMBGPTNSDJRICW,"
CONJUNCTIONS = word_list("word_classes", "clause-conjunctions")
_EDGE: Final = "<>"
_SPECIAL: Final = {
    **dict.fromkeys(CONJUNCTIONS, "K"),
    **dict.fromkeys(("both", "either", "neither"), "D"),
    "that": "H",
}
"""Words whose class is shown by another letter than the one that decides on their neighbours."""


class WordClasses:
    """The tagger. `usual` gives the most frequent class of a word, `fixed` the words that need no decision.

    `rows` are the weights of a feature as the file writes them ("V1.2 N-0.4"), read when first used.
    """

    def __init__(self, usual: dict[str, str], fixed: frozenset[str], rows: dict[str, str]) -> None:
        self.usual = usual
        self.sure = {word: usual[word] for word in fixed}
        self.known = {word: _SPECIAL.get(word) or letter for word, letter in self.sure.items()}
        """The letters of the words that need no decision."""
        self._rows: dict[str, str | int] = {**rows}
        self._columns = Columns(len(CLASSES))
        self._context = lru_cache(maxsize=50_000)(self._context_sum)
        self._word = lru_cache(maxsize=50_000)(self._word_sum)

    def tag(self, words: Sequence[str]) -> str:
        """The classes of folded words, one letter each.

        >>> word_classes().tag("if they leave , we will stay".split())
        'KSV,SMB'
        """
        sure = self.sure
        classes = []
        last = before = "^"
        for i, word in enumerate(words):
            letter = sure.get(word) or self._decide(words, i, last, before)
            before, last = last, letter
            classes.append(_SPECIAL.get(word) or letter)
        return "".join(classes)

    def _decide(self, words: Sequence[str], i: int, last: str, before: str) -> str:
        word = words[i]
        if not word[0].isalnum() and is_sign(word):
            return ","
        after = _after(words, i, self.usual)
        total = self._context(before, last, after) + self._word(last, word)
        total += self._row(_previous(words, i))
        if word in self.usual:
            total += self._row(f"X{after}|{word}")
        highest = self._columns.highest(total)
        if highest is None:
            best = self._first_of_equals(features(words, i, last, before, self.usual))
        else:
            best = CLASSES[highest]
        if best == "N" and word.endswith("ed") and self.usual.get(word) != "N":
            return "V" if last in "NSH" else "P"  # the minister warned, the promised aid
        return best

    def _context_sum(self, before: str, last: str, after: str) -> int:
        return sum(map(self._row, _context(before, last, after)))

    def _word_sum(self, last: str, word: str) -> int:
        return sum(map(self._row, _word(last, word, self.usual)))

    def _row(self, feature: str) -> int:
        """The weights of a feature as one number; 0 for an unknown one."""
        row = self._rows.get(feature, 0)
        if isinstance(row, str):
            cells = {cell[0]: float(cell[1:]) for cell in row.split()}
            row = self._rows[feature] = self._columns.pack(cells.get(letter, 0.0) for letter in CLASSES)
        return row

    def _first_of_equals(self, seen: Iterator[str]) -> str:
        """The best class where sums are equal: of those, what rounding or the first feature favours."""
        scores: dict[str, float] = defaultdict(float)
        for feature in seen:
            for letter, weight in sorted(zip(CLASSES, self._columns.unpack(self._row(feature)), strict=True)):
                if weight:
                    scores[letter] += weight
        return max(scores, key=scores.__getitem__) if scores else "N"


def is_sign(word: str) -> bool:
    """Whether a token is punctuation: it has no letter and no digit."""
    return not (word.isalnum() or any(map(str.isalnum, word)))


def features(words: Sequence[str], i: int, last: str, before: str, usual: dict[str, str]) -> Iterator[str]:
    """What the perceptron sees of word `i`; `last` and `before` are the two classes before it."""
    after = _after(words, i, usual)
    yield from _context(before, last, after)
    yield _previous(words, i)
    yield from _word(last, words[i], usual)
    if words[i] in usual:
        yield f"X{after}|{words[i]}"


def _after(words: Sequence[str], i: int, usual: dict[str, str]) -> str:
    """The usual class of the next word, or the end of a rare one."""
    following = words[i + 1] if i + 1 < len(words) else _EDGE
    return usual.get(following) or following[-2:]


def _context(before: str, last: str, after: str) -> tuple[str, ...]:
    return f"q{before}{last}", f"n{after}", f"b{last}{after}"


def _previous(words: Sequence[str], i: int) -> str:
    return f"v{words[i - 1] if i else _EDGE}"


def _word(last: str, word: str, usual: dict[str, str]) -> tuple[str, ...]:
    if word in usual:
        return f"w{word}", f"W{last}{word}"
    shape = "0" if word[0].isdigit() else "-" if "-" in word else ""
    return f"s{word[-3:]}", f"S{last}{word[-3:]}", f"t{word[-2:]}", f"h{shape}"


@lru_cache
def word_classes() -> WordClasses:
    """The tagger that ships with the package, read once."""
    path = resources.files("analysis").joinpath("models/word_classes.tsv")
    return parse_word_classes(path.read_text(encoding="utf-8"))


def parse_word_classes(text: str) -> WordClasses:
    """The tagger of a model file: the word tables, an empty line, the weights."""
    head, body = text.split("\n\n", 1)
    usual: dict[str, str] = {}
    fixed: set[str] = set()
    for line in head.splitlines():
        letter, plain, decided = line.split("\t")
        usual |= dict.fromkeys(plain.split(), letter)
        usual |= dict.fromkeys(decided.split(), letter)
        fixed.update(decided.split())
    rows = dict(line.split("\t", 1) for line in body.splitlines())
    return WordClasses(usual, frozenset(fixed), rows)
