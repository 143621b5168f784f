"""Finite verbs as a denominator: a small NLTK perceptron tagger, used only when it is asked for.

A rate per 100 finite verbs asks how many of the clauses that could be modalised were. Counted
are modals and the present and past forms of verbs (Penn tags MD, VBP, VBZ, VBD), one a verb
group: *has gone* and *will go* are one each (Le Foll and Shakir 2025 use the same base).
"""

import gzip
import json
from functools import lru_cache
from importlib import resources
from typing import Any

from analysis.language.text import Text

FINITE = "finite"
COARSE = {
    **dict.fromkeys(("MD", "VBD", "VBP", "VBZ"), FINITE),
    **dict.fromkeys(("VBG", "VBN"), "participle"),
    "VB": "base",
    **dict.fromkeys(("NN", "NNS"), "noun"),
    **dict.fromkeys(("NNP", "NNPS"), "name"),
    **dict.fromkeys(("JJ", "JJR", "JJS"), "adjective"),
    **dict.fromkeys(("PRP", "WP", "EX", "WDT", "DT", "PDT", "PRP$", "WP$", "CD"), "pronoun"),
    **dict.fromkeys(("RB", "RBR", "RBS", "WRB"), "adverb"),
    **dict.fromkeys(("IN", "TO", "CC", "RP"), "particle"),
}
"""Penn tag -> the coarse classes that the tagger knows; any other tag is "other"."""


def finite_verbs(text: Text) -> list[int]:
    """Offsets of the finite verbs of a text, in order.

    >>> text = Text("She has gone. They will go, he said.")
    >>> [text.text[offset:].split()[0] for offset in finite_verbs(text)]
    ['has', 'will', 'said.']
    """
    tagger = _tagger()
    offsets = []
    for index in range(len(text.sentences)):
        tokens = text.tokens(index)
        words = [text.text[a:b].replace("’", "'") for a, b in zip(tokens.start, tokens.end, strict=True)]
        tagged = tagger.tag(words)
        offsets += [start for start, (_, tag) in zip(tokens.start, tagged, strict=True) if tag == FINITE]
    return offsets


@lru_cache
def _tagger() -> Any:
    return unpack_tagger(resources.files("analysis").joinpath("models/finite_verbs.json.gz").read_bytes())


def unpack_tagger(packed: bytes) -> Any:
    """The tagger of a model file."""
    from nltk.tag.perceptron import PerceptronTagger

    model = json.loads(gzip.decompress(packed))
    tagger = PerceptronTagger(load=False)
    tagger.tagdict = model["tagdict"]
    tagger.classes = tagger.model.classes = set(model["classes"])
    tagger.model.weights = model["weights"]
    return tagger
