"""Finite verbs as a denominator: counted where it is asked for, by the tags that everything is read by.

A rate per 100 finite verbs asks how many of the clauses that could be modalised were. Counted are modals and
the present and past forms of verbs (`tags.FINITE`), one a verb group: *has gone* and *will go* are one each
(Le Foll and Shakir 2025 use the same base).
"""

from analysis.language.tagging.tagger import tag, tags_of
from analysis.language.tagging.tags import FINITE
from analysis.language.text import Text


def finite_verbs(text: Text) -> list[int]:
    """Offsets of the finite verbs of a text, in order.

    >>> text = Text("She has gone. They will go, he said.")
    >>> [text.text[offset:].split()[0] for offset in finite_verbs(text)]
    ['has', 'will', 'said.']
    """
    sentences = range(len(text.sentences))
    tag([(text, sentences)])
    return [
        start
        for number in sentences
        for start, its in zip(text.tokens(number).start, tags_of(text, number), strict=True)
        if its in FINITE
    ]
