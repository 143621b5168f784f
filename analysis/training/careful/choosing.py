"""The ranker of the careful reader: learned from articles that the network behind it has not seen.

It stands beside the ranker of the fast reader, and the mean of both is asked: what that one has learned from
other marginals, and from twice as many articles, is as good here.
"""

from collections.abc import Sequence

import numpy as np

from analysis.annotation.statements.careful.listening import CarefulMarginals
from analysis.annotation.statements.choice_features import describe
from analysis.annotation.statements.choices import propose
from analysis.annotation.statements.contents import make_pairs
from analysis.annotation.statements.cues import find_cues
from analysis.annotation.statements.features import Scene
from analysis.annotation.statements.ranker import Floats, Ranker, load_ranker
from analysis.training.rankers import fit_ranker
from analysis.training.train_statements import DOUBTFUL, Article, Rated, compare


def learn_to_choose(articles: Sequence[Article], heard: Sequence[CarefulMarginals]) -> Ranker:
    """The ranker, from articles and what was said of them, beside that of the fast reader."""
    fast = load_ranker()
    rated = [rate(*pair, fast.rates) for pair in zip(articles, heard, strict=True)]
    numbers = np.concatenate([found.numbers for found in rated if found])
    right = np.concatenate([found.right for found in rated if found])
    return beside(fast, fit_ranker(numbers[right >= 0], right[right >= 0] == 1, fast.rates))


def rate(article: Article, heard: CarefulMarginals, rates: Floats) -> Rated | None:
    """The alternatives of an article, each compared with the annotated contents."""
    scene, cues = Scene(article.columns), find_cues(heard.cues, DOUBTFUL)
    if not cues:
        return None
    pairs = make_pairs(scene, cues)
    shares = heard.contents(pairs)
    alternatives = propose(scene, pairs, shares)
    if not alternatives.runs:
        return None
    numbers = describe(scene, pairs, shares, heard.cues, alternatives, rates)
    return Rated(numbers, compare(article, pairs, alternatives))


def beside(one: Ranker, other: Ranker) -> Ranker:
    """A ranker that says the mean of two with equally many networks and the same rates."""
    both = np.unique(np.concatenate([one.categories, other.categories]), axis=0)
    parts = [_spread(ranker, both) for ranker in (one, other)]
    outputs = np.zeros((2 * len(one.output), 2 * one.output.shape[1]), dtype=np.float32)
    outputs[: len(one.output), : one.output.shape[1]] = one.output
    outputs[len(one.output) :, one.output.shape[1] :] = other.output
    inputs = len(parts[0][0])
    return Ranker(
        categories=both,
        mean=np.zeros(inputs, dtype=np.float32),
        scale=np.ones(inputs, dtype=np.float32),
        hidden=np.concatenate([weights for weights, _ in parts], axis=1),
        hidden_bias=np.concatenate([bias for _, bias in parts]),
        output=outputs,
        output_bias=np.concatenate([one.output_bias, other.output_bias]),
        rates=one.rates,
    )


def _spread(ranker: Ranker, categories: np.ndarray) -> tuple[Floats, Floats]:
    """Weights for plain numbers and for all categories, with the scaling folded in, and the bias."""
    weights = ranker.hidden / ranker.scale[:, None]
    plain = len(weights) - len(ranker.categories)
    row = {tuple(pair): plain + i for i, pair in enumerate(ranker.categories.tolist())}
    none = np.zeros(weights.shape[1], dtype=np.float32)
    spread = [weights[row[pair]] if (pair := tuple(each)) in row else none for each in categories.tolist()]
    return np.concatenate([weights[:plain], np.stack(spread)]), ranker.hidden_bias - ranker.mean @ weights
