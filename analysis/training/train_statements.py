"""Train the models of statement attribution: `python -m analysis.training.train_statements --gold DIR`.

Four files are written to `models/statements/`: the vocabulary (with the UD English treebanks), the cues,
the contents and the ranker (from the train part of PolNeAR). The tagger is that of the package. The ranker
learns from articles that the chains behind it have not seen (three folds). About ten minutes on one core.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from analysis.annotation.statements.chain import Chain, Floats, Ints, pack_chain
from analysis.annotation.statements.choice_features import describe
from analysis.annotation.statements.choices import Alternatives, propose
from analysis.annotation.statements.contents import LABELS as CONTENT_LABELS
from analysis.annotation.statements.contents import content_marginals, make_pairs
from analysis.annotation.statements.cues import LABELS as CUE_LABELS
from analysis.annotation.statements.cues import Cue, cue_marginals, find_cues
from analysis.annotation.statements.features import Pairs, Scene, content_features, cue_features
from analysis.annotation.statements.paragraphs import cut_blocks, find_paragraphs, join_paragraphs
from analysis.annotation.statements.quotes import find_quotations
from analysis.annotation.statements.ranker import pack_ranker
from analysis.annotation.statements.token_columns import Columns, Passage, make_columns
from analysis.annotation.statements.vocabulary import Vocabulary, reporting_classes
from analysis.language.tagging.forms import without_digits
from analysis.language.tagging.tag_lexicon import lexicon
from analysis.language.tagging.tag_weights import model
from analysis.language.tagging.tagger import Tagger
from analysis.language.text import Text
from analysis.training.chains import Sequences, fit_chain, join
from analysis.training.paraphrases import paraphrase
from analysis.training.rankers import fit_ranker

MODELS = Path(__file__).parents[1] / "models" / "statements"
Record = dict[str, Any]
BITS = {"cues": 19, "contents": 19}
FOLDS = 3
MIN_TEXTS = 8
"""A word enters the vocabulary when it occurs in so many texts."""
PARAPHRASES = 500
"""Made-up texts beside the articles."""
BLUR = 0.05
"""Share of reporting words that the chain of the cues is shown without their form."""
DOUBTFUL = 0.15
"""Probability from which the ranker is shown a cue: it learns from more doubtful ones than it will meet."""
SAME = 0.8
"""Overlap (intersection over union of letters) from which two contents count as the same."""


# Reading


def read_records(path: Path) -> list[Record]:
    """The records of a JSONL file, packed or not."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def make_vocabulary(treebank: Iterable[Record], articles: Iterable[Record]) -> list[str]:
    """Words of several texts, or that the treebanks have as often."""
    seen = Counter(word for record in treebank for word in _words(Text(record["text"])))
    texts = Counter(word for record in articles for word in set(_words(Text(record["text"]))))
    kept = {word for count in (seen, texts) for word, times in count.items() if times >= MIN_TEXTS}
    return sorted(word for word in kept if word.strip() and "\n" not in word)


def _words(text: Text) -> Iterator[str]:
    for number in range(len(text.sentences)):
        yield from map(without_digits, text.tokens(number).word)


# Cues and contents


@dataclass(frozen=True)
class Article:
    """One article as the models see it, with its attributions."""

    text: Text
    columns: Columns
    attributions: list[Record]

    @property
    def texts(self) -> list[str]:
        """The text in lower case for each of its passages."""
        return [self.text.folded] * (int(self.columns.passage.max()) + 1)


def read_article(record: Record, tagger: Tagger) -> Article:
    """Blocks, quotations and tags of an article."""
    text = Text(record["text"])
    paragraphs = find_paragraphs(text.text)
    quotations = find_quotations(text.text, paragraphs)
    blocks = cut_blocks(text.sentences, join_paragraphs(text.text, paragraphs, quotations))
    columns = make_columns([Passage(text, blocks, quotations)], tagger)
    return Article(text, columns, record["attributions"])


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


def blurred(columns: Columns, share: float) -> Columns:
    """The columns with a share of reporting words made unknown: a rare verb is read by class and place."""
    random = np.random.default_rng(len(columns))
    unknown = (columns.category > 0) & (random.random(len(columns)) < share)
    return replace(columns, word=np.where(unknown, 0, columns.word), stem=np.where(unknown, 0, columns.stem))


def cue_data(article: Article, blur: float = 0.0) -> Sequences:
    """One sequence a block."""
    real = article.columns.block >= 0
    features = cue_features(Scene(blurred(article.columns, blur)), BITS["cues"])
    rows = np.stack([column[real] for column in features], axis=1).astype(np.int32)
    return Sequences(rows, cue_labels(article)[real], article.columns.lengths)


def content_data(article: Article, strength: Floats) -> Sequences | None:
    """One sequence a gold cue with the tokens in its reach; None for an article without cues."""
    cues, golds = gold_cues(article, strength)
    if not cues:
        return None
    scene = Scene(article.columns)
    pairs = make_pairs(scene, cues)
    features = content_features(scene, pairs, strength, BITS["contents"])
    wanted = [content_labels(article.columns, cue, gold) for cue, gold in zip(cues, golds, strict=True)]
    rows = np.stack(list(features), axis=1).astype(np.int32)
    return Sequences(rows, np.stack(wanted)[pairs.cue, pairs.token], pairs.lengths)


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


# Ranker


@dataclass(frozen=True)
class Rated:
    """The alternatives of one article as numbers; `right` is 1, 0, or -1 where either would do."""

    numbers: Floats
    right: Ints


def stem_rates(articles: Sequence[Article], marginals: Sequence[Floats], stems: int) -> Floats:
    """For each stem the share of its candidate cues that are cues of statements, drawn towards one half."""
    hits, seen = np.full(stems + 1, 2.0), np.full(stems + 1, 4.0)
    for article, shares in zip(articles, marginals, strict=True):
        found = np.array([cue.start for cue in find_cues(shares, DOUBTFUL)], dtype=np.int64)
        stem = article.columns.stem[found]
        known = stem > 0
        np.add.at(seen, stem[known], 1)
        np.add.at(hits, stem[known], cue_labels(article)[found][known] == 1)
    rates: Floats = (hits / seen).astype(np.float32)
    return rates


def rate_alternatives(article: Article, marginals: Floats, contents: Chain, rates: Floats) -> Rated | None:
    """The alternatives of an article, each compared with the gold contents."""
    scene, cues = Scene(article.columns), find_cues(marginals, DOUBTFUL)
    if not cues:
        return None
    pairs = make_pairs(scene, cues)
    shares = content_marginals(scene, pairs, marginals[:, 1] + marginals[:, 3], contents)
    alternatives = propose(scene, pairs, shares)
    if not alternatives.runs:
        return None
    numbers = describe(scene, pairs, shares, marginals, alternatives, rates)
    return Rated(numbers, compare(article, pairs, alternatives))


def compare(article: Article, pairs: Pairs, alternatives: Alternatives) -> Ints:
    """1 where an alternative is a gold statement, -1 where it is another attribution, else 0."""
    text, columns = article.text.text, article.columns
    golds = []
    for gold in article.attributions:
        stretch = [[gold["content"][0][0], gold["content"][-1][1]]]
        golds.append((gold["statement"], letters(text, gold["content"]), letters(text, stretch)))
    right = np.zeros(len(alternatives.runs), dtype=np.int64)
    for a, runs in enumerate(alternatives.runs):
        spans = [[columns.start[pairs.token[s]], columns.end[pairs.token[e - 1]]] for s, e in runs]
        found = letters(text, spans)
        best = max(
            ((max(overlap(found, pieces), overlap(found, whole)), counts) for counts, pieces, whole in golds),
            default=(0.0, False),
        )
        right[a] = 0 if best[0] < SAME else 1 if best[1] else -1
    return right


def letters(text: str, spans: Iterable[Sequence[int]]) -> frozenset[int]:
    """Offsets of the letters and digits of spans."""
    return frozenset(i for start, end in spans for i in range(start, end) if text[i].isalnum())


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """Intersection over union."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


# The whole


def fit_cues(data: Sequence[Sequences]) -> Chain:
    """The chain that finds cues."""
    return fit_chain(join(data), CUE_LABELS, BITS["cues"], epochs=5, l1=3.0, alpha=0.05)


def fit_contents(data: Sequence[Sequences | None]) -> Chain:
    """The chain that finds source and content."""
    known = [part for part in data if part is not None]
    return fit_chain(join(known), CONTENT_LABELS, BITS["contents"], epochs=3, l1=3.0)


def train(gold: Path, output: Path, paraphrases: int = PARAPHRASES) -> None:
    """Train everything and write it to `output`; the cues learn from so many made-up texts as well."""
    treebank = [
        record
        for name in ("ewt", "gum")
        for record in read_records(gold / "ud" / f"{name}.train.jsonl.gz")
        if "NC" not in record["license"]  # texts that may not be used commercially are left out
    ]
    records = read_records(gold / "attribution" / "train.jsonl.gz")
    words = make_vocabulary(treebank, records)
    vocabulary = Vocabulary(words, reporting_classes())
    output.mkdir(parents=True, exist_ok=True)
    (output / "words.tsv").write_text("".join(f"{word}\n" for word in words), encoding="utf-8")
    tagger = Tagger(lexicon(), model(), vocabulary.describe)
    articles = [read_article(record, tagger) for record in records]
    folds = np.arange(len(articles)) % FOLDS
    cues = [cue_data(article) for article in articles]
    made_up = [read_article(record, tagger) for record in paraphrase(records, paraphrases)]
    found = fit_cues([cue_data(article, BLUR) for article in [*articles, *made_up]])
    (output / "cues.npz").write_bytes(pack_chain(found))
    marginals = cross_marginals(articles, cues, folds)
    strengths = [shares[:, 1] + shares[:, 3] for shares in marginals]
    contents = [content_data(*pair) for pair in zip(articles, strengths, strict=True)]
    (output / "contents.npz").write_bytes(pack_chain(fit_contents(contents)))
    rates = stem_rates(articles, marginals, vocabulary.stems)
    rated = []
    for fold in range(FOLDS):
        chain = fit_contents([contents[i] for i in np.flatnonzero(folds != fold).tolist()])
        unseen = np.flatnonzero(folds == fold).tolist()
        rated += [rate_alternatives(articles[i], marginals[i], chain, rates) for i in unseen]
    numbers = np.concatenate([found.numbers for found in rated if found])
    right = np.concatenate([found.right for found in rated if found])
    ranker = fit_ranker(numbers[right >= 0], right[right >= 0] == 1, rates)
    (output / "ranker.npz").write_bytes(pack_ranker(ranker))


def cross_marginals(articles: Sequence[Article], data: Sequence[Sequences], folds: Ints) -> list[Floats]:
    """For each article the marginals of a cue chain that has not seen its fold."""
    found: dict[int, Floats] = {}
    for fold in range(FOLDS):
        chain = fit_cues([data[i] for i in np.flatnonzero(folds != fold).tolist()])
        for i in np.flatnonzero(folds == fold).tolist():
            found[i] = cue_marginals(Scene(articles[i].columns), chain)
    return [found[i] for i in range(len(articles))]


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="folder with attribution/ and ud/")
    parser.add_argument("--output", type=Path, default=MODELS, help="where the models go")
    parser.add_argument(
        "--paraphrases", type=int, default=PARAPHRASES, help="made-up texts that the cues learn from as well"
    )
    options = parser.parse_args(arguments)
    train(options.gold, options.output, options.paraphrases)


if __name__ == "__main__":
    main()
