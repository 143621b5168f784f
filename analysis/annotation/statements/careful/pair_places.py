"""How a token lies to a cue, as small numbers, each of which has a row of its own in the careful reader."""

import numpy as np

from analysis.annotation.statements.features import BUCKETS, Pairs, Scene
from analysis.annotation.statements.vocabulary import Ints

DISTANCES = 2 * len(BUCKETS) + 1
SENTENCES, PARAGRAPHS, QUOTATIONS = 7, 5, 16
SIZES = (DISTANCES, SENTENCES, PARAGRAPHS, QUOTATIONS)
"""How many values each of the numbers may have."""


def pair_places(scene: Scene, pairs: Pairs) -> tuple[Ints, ...]:
    """For each pair: distance, sentences and paragraphs between, and how quotation marks stand."""
    c, token = scene.c, pairs.token
    start, end = pairs.cue_start[pairs.cue], pairs.cue_end[pairs.cue]
    after, before = np.maximum(token - end + 1, 0), np.maximum(start - token, 0)
    distance = np.searchsorted(BUCKETS, after, "right") - np.searchsorted(BUCKETS, before, "right")
    sentences = np.clip(c.sentence[token] - c.sentence[start], -3, 3)
    paragraphs = np.clip(c.line[token] - c.line[start], -2, 2)
    opened = np.clip(np.abs(scene.quotes[token] - scene.quotes[start]), 0, 3)
    quotations = scene.inside[token] + 2 * scene.inside[start] + 4 * opened
    return (
        distance + DISTANCES // 2,
        sentences + SENTENCES // 2,
        paragraphs + PARAGRAPHS // 2,
        quotations,
    )
