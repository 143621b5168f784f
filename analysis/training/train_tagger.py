"""Train the tagger of `analysis.language.tagging`: `python -m analysis.training.train_tagger --gold DIR`.

DIR holds `ud/*.jsonl.gz` with Penn tags. Words are cut by our own tokeniser; a token takes the tag of the
word it begins with: *don't* that of *do*; but a modal in it wins (*can't*), and *well-known* takes that of
*known*. Two softmax regressions are fitted with FTRL-Proximal (McMahan et al. 2013): the first to forms and
windows, the second, on top of the scores that the first gives sentences it has not seen, to the tags around.
Prints the accuracy on the dev parts, and F1 of finite verbs.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from analysis.language.engine.hashing import Ints
from analysis.language.tagging.forms import Forms, Row, without_digits
from analysis.language.tagging.tag_lexicon import Lexicon, dump_lexicon, has_letter, parse_lexicon
from analysis.language.tagging.tag_templates import (
    CONTEXT,
    FORM,
    WINDOW,
    ContextValues,
    FormValues,
    WindowValues,
    feature_rows,
)
from analysis.language.tagging.tag_weights import BITS, LEVELS, pack, unpack
from analysis.language.tagging.tagger import Tagger, with_edges
from analysis.language.tagging.tags import FINITE, Tag, table
from analysis.language.text import Text
from analysis.training.gold import MODELS, read_treebank

Floats = NDArray[np.float32]
UNTAGGED: Final = -1
"""In place of a tag for a token that no word of the treebank begins with."""
KNOWN: Final = 3
"""A word enters the lexicon when the treebanks have it so often."""
SELDOM: Final = 0.04
"""A tag that is a smaller share of a word's tags does not count as one of its tags."""
MOST: Final = 3
DECIDED: Final = 15
DECIDED_SHARE: Final = 0.99
"""A word needs no decision if it is that frequent and has one tag in so large a share."""
MIN_COUNT: Final = 3
"""A feature of fewer tokens has no weight."""
FOLDS: Final = 4
FOLD: Final = 200
"""Sentences that stay together when the data are cut into folds."""
EPOCHS: Final = 5
ORDERS: Final = 3
"""Orders of the data that weights are averaged over, since an order leaves something in them by chance."""
BATCH: Final = 2_000
RATE: Final = 0.1
L1: Final = 1.0


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences as they stand in their texts, with the tag of each token (a `Tag`, or UNTAGGED)."""

    pieces: list[str]
    tags: list[list[int]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Train on the train parts without non-commercial texts, print dev scores, write the model."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, required=True, help="folder of the annotated data")
    parser.add_argument("--output", type=Path, default=MODELS, help="folder that the model goes to")
    options = parser.parse_args(arguments)
    lexicon, packed = train(read_sentences(options.gold, ["ewt", "gum"], "train"))
    (options.output / "tagger.tsv").write_text(lexicon, encoding="utf-8", newline="\n")
    (options.output / "tagger.npz").write_bytes(packed)
    tagger = Tagger(parse_lexicon(lexicon), unpack(packed))
    for name in ("ewt", "gum"):
        print(name, report(tagger, read_sentences(options.gold, [name], "dev")))


# --- data -------------------------------------------------------------------------------------


def read_sentences(gold: Path, banks: Sequence[str], part: str) -> Sentences:
    """The sentences of some treebanks, cut as ours are."""
    found = Sentences([], [])
    for bank in banks:
        for row in read_treebank(gold, bank, part):
            for piece, tags in _sentences(row):
                found.pieces.append(piece)
                found.tags.append(tags)
    return found


def _sentences(row: dict[str, Any]) -> Iterator[tuple[str, list[int]]]:
    at = {start: tag for (start, _), tag in zip(row["tokens"], row["xpos"], strict=True)}
    text = Text(row["text"])
    for number in range(len(text.sentences)):
        tokens = text.tokens(number)
        cells = zip(tokens.word, tokens.start, tokens.end, strict=True)
        yield text.piece(number), [_tag(word, [at.get(i) for i in range(*span)]) for word, *span in cells]


def _tag(word: str, inside: Sequence[str | None]) -> int:
    """The tag of a token, given what the treebank says at each of its characters."""
    tags = [tag for tag in inside if tag]
    if inside[0] is None:
        return UNTAGGED
    return Tag.MD if "MD" in tags else Tag.of(tags[-1] if "-" in word else tags[0])


def make_lexicon(data: Sentences) -> Lexicon:
    """The tags of the words that are frequent enough, and those that need no decision."""
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for piece, tags in zip(data.pieces, data.tags, strict=True):
        for word, tag in zip(Text(piece).tokens(0).word, tags, strict=True):
            if tag != UNTAGGED and has_letter(word) and "|" not in word:
                counts[without_digits(word)][tag] += 1
    frequent = {word: seen for word, seen in counts.items() if seen.total() >= KNOWN}
    classes = {word: "|".join(Tag(tag).name for tag in _usual(seen)) for word, seen in frequent.items()}
    sure = (word for word, seen in frequent.items() if seen.total() >= DECIDED and _is_clear(seen))
    return Lexicon(dict(sorted(classes.items())), frozenset(sure))


def _usual(seen: Counter[int]) -> list[int]:
    """The tags of a word, the most frequent first."""
    ranked = sorted(seen, key=lambda tag: (-seen[tag], tag))
    return [tag for tag in ranked if seen[tag] >= SELDOM * seen.total()][:MOST]


def _is_clear(seen: Counter[int]) -> bool:
    return max(seen.values()) >= DECIDED_SHARE * seen.total()


# --- learning ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Examples:
    """The tokens to decide: their places `at` among the forms, their tags, their fold."""

    forms: Ints
    sure: Ints
    at: Ints
    gold: Ints
    fold: Ints
    window: WindowValues


def train(data: Sentences) -> tuple[str, bytes]:
    """The lexicon as text, and the packed weights."""
    lexicon = make_lexicon(data)
    examples, first = _examples(data, lexicon)
    everything = np.ones(len(examples.gold), dtype=np.bool_)
    firsts = _averaged(first, examples.gold, everything)
    scores = _unseen_scores(first, examples)
    tags = examples.sure.copy()
    tags[examples.at] = scores.argmax(axis=1)
    context = ContextValues(examples.window, tags, examples.at)
    second = np.stack(list(feature_rows(CONTEXT, context, BITS)), axis=1)
    seconds = _averaged(second, examples.gold, everything, scores)
    return dump_lexicon(lexicon), _packed(firsts, seconds)


def _examples(data: Sentences, lexicon: Lexicon) -> tuple[Examples, Ints]:
    """What is to be decided, and the features of forms and windows: first those of FORM, then of WINDOW."""
    forms = Forms(lexicon, lambda rows: np.zeros((rows.shape[1], len(Tag)), dtype=np.int16))
    numbers, lengths = forms.numbers(data.pieces)
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    places, column = with_edges(numbers, sentence)
    gold = np.full(len(column), UNTAGGED)
    gold[places] = [tag for tags in data.tags for tag in tags]
    fold = np.zeros(len(column), dtype=np.int64)
    fold[places] = sentence // FOLD % FOLDS
    sure = forms.table[Row.SURE].take(column)
    at = np.flatnonzero((sure < 0) & (gold >= 0))
    window = WindowValues(forms.table, column, at)
    own = FormValues(forms.table.take(column.take(at), axis=1))
    rows = [*feature_rows(FORM, own, BITS), *feature_rows(WINDOW, window, BITS)]
    rows[len(FORM) :] = [row + (1 << BITS) for row in rows[len(FORM) :]]
    sure = np.maximum(sure, 0)
    return Examples(column, sure, at, gold.take(at), fold.take(at), window), np.stack(rows, axis=1)


def _unseen_scores(rows: Ints, examples: Examples) -> Floats:
    """The scores of each token by weights that have not seen its fold."""
    scores = np.zeros((len(rows), len(Tag)), dtype=np.float32)
    for fold in range(FOLDS):
        unseen = examples.fold == fold
        if unseen.any():
            weights = _fit(rows, examples.gold, ~unseen)
            scores[unseen] = sum(weights.take(column[unseen], axis=0) for column in rows.T)
    return scores


def _averaged(rows: Ints, gold: Ints, chosen: NDArray[np.bool_], offset: Floats | None = None) -> Floats:
    """The mean of the weights that several orders of the data give."""
    several = [_fit(rows, gold, chosen, offset, order) for order in range(ORDERS)]
    mean: Floats = (np.sum(several, axis=0) / np.float32(ORDERS)).astype(np.float32)
    return mean


def _fit(
    rows: Ints, gold: Ints, chosen: NDArray[np.bool_], offset: Floats | None = None, seed: int = 0
) -> Floats:
    """Weights of a softmax regression on the chosen rows; `offset` is what the scores begin with."""
    size = int(rows.max()) + 1
    frequent = np.flatnonzero(np.bincount(rows[chosen].ravel(), minlength=size) >= MIN_COUNT)
    number = np.full(size, len(frequent))
    number[frequent] = np.arange(len(frequent))
    learner = _Ftrl(len(frequent) + 1)
    random = np.random.default_rng(seed)
    for _ in range(EPOCHS):
        order = random.permutation(np.flatnonzero(chosen))
        for first in range(0, len(order), BATCH):
            batch = order[first : first + BATCH]
            learner.learn(number[rows[batch]], gold[batch], None if offset is None else offset[batch])
    weights = np.zeros((size, len(Tag)), dtype=np.float32)
    weights[frequent] = learner.weights[:-1]
    return weights


class _Ftrl:
    """Weights that are learned row by row; the last row belongs to all features that have none."""

    def __init__(self, size: int) -> None:
        self.weights, self._sum, self._squares = np.zeros((3, size, len(Tag)), dtype=np.float32)

    def learn(self, rows: Ints, gold: Ints, offset: Floats | None) -> None:
        """One step on a batch."""
        error = np.zeros((len(rows), len(Tag)), dtype=np.float32) if offset is None else offset.copy()
        for column in rows.T:
            error += self.weights.take(column, axis=0)
        np.exp(error - error.max(axis=1, keepdims=True), out=error)
        error /= error.sum(axis=1, keepdims=True)
        error[np.arange(len(gold)), gold] -= 1
        touched, places = np.unique(rows.ravel(), return_inverse=True)
        cells = (places.ravel(), np.repeat(np.arange(len(rows)), rows.shape[1]))
        ones = np.ones(rows.size, dtype=np.float32)
        gradient = csr_array((ones, cells), shape=(len(touched), len(rows))) @ error
        known = touched < len(self.weights) - 1
        self._step(touched[known], gradient[known])

    def _step(self, rows: Ints, gradient: Floats) -> None:
        before = self._squares[rows]
        after = before + gradient * gradient
        total = self._sum[rows] + gradient - (np.sqrt(after) - np.sqrt(before)) / RATE * self.weights[rows]
        shrunk = np.sign(total) * np.maximum(np.abs(total) - L1, 0)
        self._sum[rows], self._squares[rows] = total, after
        self.weights[rows] = -shrunk * RATE / (1 + np.sqrt(after))


def _packed(firsts: Floats, seconds: Floats) -> bytes:
    """All weights in one measure, those that round to nothing left out."""
    scale = max(float(np.abs(firsts).max()), float(np.abs(seconds).max())) / LEVELS or 1.0
    half = 1 << BITS
    tables = {"form": firsts[:half], "window": firsts[half:], "context": seconds}
    packed = {}
    for name, weights in tables.items():
        levels = np.rint(weights / scale).astype(np.int8)
        kept = np.flatnonzero(levels.any(axis=1))
        packed[name] = (kept, levels[kept])
    return pack(packed)


# --- scores -----------------------------------------------------------------------------------


def report(tagger: Tagger, data: Sentences) -> str:
    """Accuracy on words, and precision, recall and F1 of finite verbs with how far their number is off."""
    numbers, lengths = tagger.forms.numbers(data.pieces)
    guess = tagger.tags(numbers, np.repeat(np.arange(len(lengths)), lengths))
    gold = np.array([tag for tags in data.tags for tag in tags])
    words = (gold >= 0) & (gold != Tag.PUNCT)
    found, there = table(FINITE).take(guess), table(FINITE).take(np.maximum(gold, 0))
    right = np.count_nonzero(found & there)
    precision, recall = right / np.count_nonzero(found), right / np.count_nonzero(there)
    return (
        f"accuracy {(guess == gold)[words].mean():.4f}, finite verbs: P {precision:.3f} R {recall:.3f} "
        f"F1 {2 * precision * recall / (precision + recall):.3f}, number {recall / precision - 1:+.1%}"
    )


if __name__ == "__main__":
    main()
