"""The ranker of the careful reader: learned from articles that the network behind it has not seen."""

from collections.abc import Sequence

import numpy as np

from analysis.annotation.statements.careful.listening import CarefulMarginals
from analysis.annotation.statements.choice_features import describe
from analysis.annotation.statements.choices import propose
from analysis.annotation.statements.contents import make_pairs
from analysis.annotation.statements.cues import find_cues
from analysis.annotation.statements.features import Scene
from analysis.annotation.statements.ranker import Ranker
from analysis.annotation.statements.vocabulary import load_vocabulary
from analysis.training.rankers import fit_ranker
from analysis.training.train_statements import DOUBTFUL, Article, Rated, compare, stem_rates


def learn_to_choose(articles: Sequence[Article], heard: Sequence[CarefulMarginals]) -> Ranker:
    """The ranker, from articles and what was said of them."""
    cues = [marginals.cues for marginals in heard]
    rates = stem_rates(articles, cues, load_vocabulary().stems)
    rated = [rate(*pair, rates) for pair in zip(articles, heard, strict=True)]
    numbers = np.concatenate([found.numbers for found in rated if found])
    right = np.concatenate([found.right for found in rated if found])
    return fit_ranker(numbers[right >= 0], right[right >= 0] == 1, rates)


def rate(article: Article, heard: CarefulMarginals, rates: np.ndarray) -> Rated | None:
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
