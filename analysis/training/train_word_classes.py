"""Train the tagger of `analysis.language.word_classes`: `python -m analysis.training.train_word_classes
--gold DIR`.

DIR holds `ud/*.jsonl.gz` with Penn tags. Words are cut by our own tokeniser; a token takes the tag
of its first word. Prints accuracy on the dev parts.
"""

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from analysis.language.text import Text
from analysis.language.word_classes import WordClasses, features, parse_word_classes
from analysis.training.gold import MODELS, read_treebank

PASSES = 6
SMALL = 1.2
"""Averaged weights below this are left out of the file."""
LETTERS = {
    **dict.fromkeys(["VBD", "VBZ", "VBP"], "V"),
    **dict.fromkeys(["NN", "NNS", "NNP", "NNPS", "CD", "FW", "GW", "ADD", "LS", "SYM"], "N"),
    **dict.fromkeys(["PRP", "EX"], "S"),
    **dict.fromkeys(["DT", "PDT", "PRP$", "WP$", "POS"], "D"),
    **dict.fromkeys(["JJ", "JJR", "JJS", "AFX"], "J"),
    **dict.fromkeys(["RB", "RBR", "RBS", "RP", "UH"], "R"),
    **dict.fromkeys(["WDT", "WP", "WRB"], "W"),
    "MD": "M", "VB": "B", "VBG": "G", "VBN": "P", "TO": "T", "IN": "I", "CC": "C",
}  # fmt: skip
"""Penn tag -> our letter."""

Sentence = tuple[list[str], list[str]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Train on the train parts without non-commercial texts, print dev accuracy, write the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, required=True, help="folder of the annotated data")
    parser.add_argument("--output", type=Path, default=MODELS, help="folder that the models go to")
    options = parser.parse_args(arguments)
    path = save(options.output, *train(read_sentences(options.gold, ["ewt", "gum"], "train")))
    tagger = parse_word_classes(path.read_text("utf-8"))
    for name in ("ewt", "gum"):
        print(name, f"accuracy {accuracy(tagger, read_sentences(options.gold, [name], 'dev')):.4f}")


def read_sentences(gold: Path, banks: Sequence[str], part: str) -> list[Sentence]:
    """Folded words and letters of our own tokens."""
    return [_sentence(row) for bank in banks for row in read_treebank(gold, bank, part)]


def _sentence(row: dict[str, object]) -> Sentence:
    tags = {start: tag for (start, _), tag in zip(row["tokens"], row["xpos"], strict=True)}  # type: ignore[call-overload]
    text = Text(str(row["text"]))
    words, letters = [], []
    for i in range(len(text.sentences)):
        tokens = text.tokens(i)
        for start, word in zip(tokens.start, tokens.word, strict=True):
            words.append(word)
            letters.append(LETTERS.get(tags.get(start, ""), "N") if any(map(str.isalnum, word)) else ",")
    return words, letters


def train(sentences: list[Sentence]) -> tuple[dict[str, str], set[str], dict[str, dict[str, float]]]:
    """The usual class of each word, the words whose class is fixed, and the averaged weights."""
    usual, fixed = _tables(sentences)
    learner = _Perceptron(usual, fixed)
    order = random.Random(1)
    for _ in range(PASSES):
        order.shuffle(sentences)
        for words, letters in sentences:
            learner.learn(words, letters)
    return usual, fixed, learner.averaged()


def _tables(sentences: list[Sentence]) -> tuple[dict[str, str], set[str]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for words, letters in sentences:
        for word, letter in zip(words, letters, strict=True):
            counts[word][letter] += 1
    usual: dict[str, str] = {}
    fixed: set[str] = set()
    for word, seen in sorted(counts.items()):
        (letter, most), total = seen.most_common(1)[0], seen.total()
        if total >= 3:
            usual[word] = letter
        if total >= 15 and most >= 0.985 * total:
            fixed.add(word)
    return usual, fixed


class _Perceptron:
    """Weights and their running sums, so that the average over all steps can be taken at the end."""

    def __init__(self, usual: dict[str, str], fixed: set[str]) -> None:
        self.usual, self.fixed = usual, fixed
        self.weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self.sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self.seen: Counter[str] = Counter()
        self.step = 0

    def learn(self, words: list[str], letters: list[str]) -> None:
        last = before = "^"
        for i, (word, truth) in enumerate(zip(words, letters, strict=True)):
            guess = self.usual[word] if word in self.fixed else self._decide(words, i, last, before, truth)
            before, last = last, guess

    def _decide(self, words: list[str], i: int, last: str, before: str, truth: str) -> str:
        if truth == ",":
            return truth
        self.step += 1
        seen = list(features(words, i, last, before, self.usual))
        self.seen.update(seen)
        scores: dict[str, float] = {}
        for feature in seen:
            if feature in self.weights:
                for letter, weight in self.weights[feature].items():
                    scores[letter] = scores.get(letter, 0.0) + weight
        guess = max(sorted(scores), key=scores.__getitem__) if scores else "N"
        if guess != truth:
            for feature in seen:
                for letter, change in ((truth, 1.0), (guess, -1.0)):
                    self.weights[feature][letter] += change
                    self.sums[feature][letter] += change * self.step
        return guess

    def averaged(self) -> dict[str, dict[str, float]]:
        return {
            feature: {
                letter: weight - self.sums[feature][letter] / self.step for letter, weight in row.items()
            }
            for feature, row in self.weights.items()
            if self.seen[feature] >= 3 * PASSES
        }


def save(folder: Path, usual: dict[str, str], fixed: set[str], weights: dict[str, dict[str, float]]) -> Path:
    """Write `word_classes.tsv` into a folder: the word tables, an empty line, the weights."""
    lines = []
    for letter in sorted(set(usual.values())):
        own = [word for word, usually in sorted(usual.items()) if usually == letter]
        plain, decided = [w for w in own if w not in fixed], [w for w in own if w in fixed]
        lines.append("\t".join((letter, " ".join(plain), " ".join(decided))))
    lines.append("")
    for feature, row in sorted(weights.items()):
        kept = [f"{letter}{weight:.1f}" for letter, weight in sorted(row.items()) if abs(weight) >= SMALL]
        if kept:
            lines.append(f"{feature}\t{' '.join(kept)}")
    path = folder / "word_classes.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return path


def accuracy(tagger: WordClasses, sentences: list[Sentence]) -> float:
    """Share of words (not punctuation) with the right letter; K and H count as I and their like."""
    right = total = 0
    for words, letters in sentences:
        for guess, truth in zip(tagger.tag(words), letters, strict=True):
            if truth != "," and guess not in "KH":
                total += 1
                right += guess == truth
    return right / total


if __name__ == "__main__":
    main()
