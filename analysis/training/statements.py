"""Train the models of statement attribution: `python -m analysis.training.statements --gold DIR`.

Four files are written to `models/statements/`: the vocabulary, the tagger (from the UD English
treebanks), the cues and the contents (from PolNeAR). Chains are trained with FTRL-Proximal
(McMahan et al. 2013), whose L1 term leaves few weights.
"""

import argparse
import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.statements.chain import Chain, forward_backward, pack_chain
from analysis.statements.columns import Columns, make_columns
from analysis.statements.contents import LABELS as CONTENT_LABELS
from analysis.statements.contents import Cue, make_pairs
from analysis.statements.cues import LABELS as CUE_LABELS
from analysis.statements.features import Scene, content_features, cue_features, tag_features
from analysis.statements.paragraphs import cut_blocks, find_paragraphs, join_paragraphs
from analysis.statements.quotes import find_quotations
from analysis.statements.vocabulary import TAG, TAGS, Vocabulary, reporting_classes
from analysis.text import Text

MODELS = Path(__file__).parents[1] / "models" / "statements"
Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Record = dict[str, Any]
BITS = {"tagger": 18, "cues": 19, "contents": 19}
MIN_TEXTS = 8
"""A word enters the vocabulary when it occurs in so many texts."""
MIN_COUNT = 5
"""A feature keeps a weight when it occurs so many times in training."""


# Fitting


@dataclass(frozen=True)
class Sequences:
    """Training data: `rows[i]` are the features of token i, `labels[i]` its label (-1: not known)."""

    rows: NDArray[np.int32]
    labels: Ints
    lengths: Ints


def fit_chain(
    data: Sequences,
    labels: Sequence[str],
    bits: int,
    *,
    epochs: int,
    l1: float,
    alpha: float = 0.1,
    batch: int = 6_000,
    seed: int = 0,
    linked: bool = True,
) -> Chain:
    """Fit a chain with FTRL-Proximal; `linked=False` leaves the transitions at zero (a plain classifier)."""
    size, count = 1 << bits, len(labels)
    table = np.zeros((size, count), dtype=np.float32)
    state = _Ftrl((size, count), alpha, l1)
    links = _Ftrl((count, count), alpha, 0.0)
    transitions = np.zeros((count, count), dtype=np.float32)
    frequent = np.bincount(data.rows.ravel(), minlength=size) >= MIN_COUNT
    first = np.cumsum(data.lengths) - data.lengths
    random = np.random.default_rng(seed)
    for epoch in range(epochs):
        began, loss = time.perf_counter(), 0.0
        for chosen in _batches(random.permutation(len(first)), data.lengths, batch):
            tokens = np.concatenate([np.arange(first[i], first[i] + data.lengths[i]) for i in chosen])
            rows, gold, lengths = data.rows[tokens], data.labels[tokens], data.lengths[chosen]
            scores = np.zeros((len(tokens), count), dtype=np.float32)
            for column in rows.T:
                scores += np.take(table, column, axis=0)
            marginals, expected = forward_backward(scores, transitions, lengths)
            loss -= float(np.log(marginals[np.arange(len(gold)), gold] + 1e-9).sum())
            error = marginals.copy()
            error[np.arange(len(gold)), gold] -= 1
            touched = np.flatnonzero(np.bincount(rows.ravel(), minlength=size) * frequent)
            gradient = np.stack(
                [np.bincount(rows.ravel(), np.repeat(error[:, k], rows.shape[1]), size)[touched] for k in range(count)], axis=1
            )
            table[touched] = state.step(touched, gradient.astype(np.float32), table[touched])
            if linked:
                every = np.arange(count)
                observed = _observed(gold, lengths, count)
                transitions = links.step(every, expected - observed, transitions)
        print(f"  epoch {epoch + 1}: loss {loss / len(data.labels):.4f}, {np.count_nonzero(table.any(axis=1))} rows, {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    return Chain(tuple(labels), table, transitions)


class _Ftrl:
    """Per-coordinate FTRL-Proximal state."""

    def __init__(self, shape: tuple[int, int], alpha: float, l1: float) -> None:
        self.z = np.zeros(shape, dtype=np.float32)
        self.n = np.zeros(shape, dtype=np.float32)
        self.alpha, self.l1 = alpha, l1

    def step(self, rows: Ints, gradient: Floats, weights: Floats) -> Floats:
        """The new weights of some rows."""
        n, z = self.n[rows], self.z[rows]
        grown = n + gradient * gradient
        z += gradient - (np.sqrt(grown) - np.sqrt(n)) / self.alpha * weights
        self.n[rows], self.z[rows] = grown, z
        shrunk = np.sign(z) * np.maximum(np.abs(z) - self.l1, 0)
        result: Floats = (-shrunk / ((1.0 + np.sqrt(grown)) / self.alpha)).astype(np.float32)
        return result


def _batches(order: Ints, lengths: Ints, size: int) -> Iterator[Ints]:
    ends = np.cumsum(lengths[order])
    cuts = np.searchsorted(ends, np.arange(size, int(ends[-1]), size)) + 1
    yield from (part for part in np.split(order, cuts) if len(part))


def _observed(gold: Ints, lengths: Ints, count: int) -> Floats:
    follows = np.ones(len(gold), dtype=bool)
    follows[np.cumsum(lengths) - lengths] = False
    at = np.flatnonzero(follows)
    return np.bincount(gold[at - 1] * count + gold[at], minlength=count * count).reshape(count, count).astype(np.float32)


# Reading


def read_records(path: Path) -> list[Record]:
    """The records of a JSONL file, packed or not."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


PENN = {
    "WDT": "W", "WP": "W", "WP$": "W", "WRB": "W", "NNPS": "NNP", "JJR": "JJ", "JJS": "JJ", "RBR": "RB", "RBS": "RB",
    "PDT": "DT", "EX": "PRP",
}  # fmt: skip


def penn(tag: str) -> str:
    """A Penn tag as one of `TAGS`."""
    tag = PENN.get(tag, tag)
    return tag if tag in TAG else "X" if tag[:1].isalpha() else "PUNCT"


def tagged_text(record: Record) -> tuple[Text, list[tuple[str, str]]]:
    """A treebank sentence and, for each of our tokens, its word and tag."""
    text = Text(record["text"])
    tag_at = {start: tag for (start, _), tag in zip(record["tokens"], record["xpos"], strict=True)}
    pairs = []
    for index in range(len(text.sentences)):
        tokens = text.tokens(index)
        for word, start, end in zip(tokens.word, tokens.start, tokens.end, strict=True):
            inside = [tag_at[at] for at in range(start, end) if at in tag_at]
            tag = "MD" if "MD" in inside else (inside[-1] if "-" in word else inside[0]) if inside else "X"
            pairs.append((word, penn(tag)))
    return text, pairs


def make_vocabulary(treebank: Iterable[Record], articles: Iterable[Record]) -> dict[str, str]:
    """Words of several texts with their usual tag ("PAD" where the treebanks do not have the word)."""
    texts: Counter[str] = Counter()
    tags: dict[str, Counter[str]] = {}
    for record in treebank:
        for word, tag in tagged_text(record)[1]:
            tags.setdefault(_plain(word), Counter())[tag] += 1
    for record in articles:
        text = Text(record["text"])
        texts.update({_plain(word) for i in range(len(text.sentences)) for word in text.tokens(i).word})
    usual = {word: min(counts, key=lambda tag: (-counts[tag], tag)) for word, counts in tags.items()}
    in_treebank = {word for word, counts in tags.items() if sum(counts.values()) >= MIN_TEXTS}
    kept = {word for word, n in texts.items() if n >= MIN_TEXTS} | in_treebank
    return {word: usual.get(word, "PAD") for word in sorted(kept) if word.strip() and "\t" not in word}


def _plain(word: str) -> str:
    return "".join("0" if char.isdigit() else char for char in word)


# Tagger


def tagger_data(treebank: Sequence[Record], vocabulary: Vocabulary) -> Sequences:
    """Sentences of the treebanks as rows of features and tags."""
    rows, labels, lengths = [], [], []
    for record in treebank:
        text, pairs = tagged_text(record)
        columns = make_columns(text, [range(len(text.sentences))], [], vocabulary)
        real = columns.block >= 0
        rows.append(np.stack([column[real] for column in tag_features(columns, BITS["tagger"])], axis=1).astype(np.int32))
        labels.append(np.array([TAG[tag] for _, tag in pairs]))
        lengths.append(len(pairs))
    return Sequences(np.concatenate(rows), np.concatenate(labels), np.array(lengths))


# Cues and contents


@dataclass(frozen=True)
class Article:
    """One article as the models see it, with its attributions."""

    text: Text
    columns: Columns
    attributions: list[Record]


def read_article(record: Record, vocabulary: Vocabulary, tagger: Chain) -> Article:
    """Blocks, quotations and tags of an article."""
    text = Text(record["text"])
    paragraphs = find_paragraphs(text.text)
    quotations = find_quotations(text.text, paragraphs)
    blocks = cut_blocks(text.sentences, join_paragraphs(text.text, paragraphs, quotations))
    columns = make_columns(text, blocks, quotations, vocabulary)
    tags = tagger.scores(tag_features(columns, tagger.bits), len(columns)).argmax(axis=1)
    tags[columns.block < 0] = TAG["PAD"]
    return Article(text, replace(columns, tag=tags), record["attributions"])


def tokens_in(columns: Columns, spans: Iterable[Sequence[int]]) -> Ints:
    """Indices of the real tokens that begin inside the spans."""
    real = columns.block >= 0
    found = [np.flatnonzero(real & (columns.start >= a) & (columns.start < b)) for a, b in spans]
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def cue_labels(article: Article) -> Ints:
    """BIO labels of all cues: statements and other attributions."""
    labels = np.zeros(len(article.columns), dtype=np.int64)
    for gold in article.attributions:
        tokens = tokens_in(article.columns, gold["cue"])
        if len(tokens):
            begin, inside = (1, 2) if gold["statement"] else (3, 4)
            labels[tokens] = inside
            labels[tokens[0]] = begin
    return labels


def cue_data(articles: Sequence[Article]) -> Sequences:
    """One sequence a block."""
    rows, labels, lengths = [], [], []
    for article in articles:
        real = article.columns.block >= 0
        features = cue_features(Scene(article.columns), BITS["cues"])
        rows.append(np.stack([column[real] for column in features], axis=1).astype(np.int32))
        labels.append(cue_labels(article)[real])
        lengths.append(article.columns.lengths)
    return Sequences(np.concatenate(rows), np.concatenate(labels), np.concatenate(lengths))


def content_data(articles: Sequence[Article], strengths: Sequence[Floats]) -> Sequences:
    """One sequence a gold cue with the tokens in its reach."""
    rows, labels, lengths = [], [], []
    for article, strength in zip(articles, strengths, strict=True):
        cues, golds = gold_cues(article, strength)
        if not cues:
            continue
        scene = Scene(article.columns)
        pairs = make_pairs(scene, cues)
        features = content_features(scene, pairs, strength, BITS["contents"])
        rows.append(np.stack(list(features), axis=1).astype(np.int32))
        lengths.append(pairs.lengths)
        wanted = [content_labels(article.columns, cue, gold) for cue, gold in zip(cues, golds, strict=True)]
        labels.append(np.stack(wanted)[pairs.cue, pairs.token])
    return Sequences(np.concatenate(rows), np.concatenate(labels), np.concatenate(lengths))


def content_labels(columns: Columns, cue: Cue, gold: Record) -> Ints:
    """Labels of all tokens of an article relative to one cue."""
    labels = np.zeros(len(columns), dtype=np.int64)
    labels[tokens_in(columns, gold["content"])] = 1
    labels[tokens_in(columns, gold["source"])] = 2
    labels[cue.start : cue.end] = 3
    return labels


def gold_cues(article: Article, strength: Floats) -> tuple[list[Cue], list[Record]]:
    """The cues of all attributions that have one, with their attributions."""
    cues, golds = [], []
    for gold in article.attributions:
        tokens = tokens_in(article.columns, gold["cue"][:1])
        if len(tokens):
            cues.append(Cue(int(tokens[0]), int(tokens[-1]) + 1, float(strength[tokens[0]])))
            golds.append(gold)
    return cues, golds
