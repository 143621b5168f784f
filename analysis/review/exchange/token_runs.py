"""The words of a text, cut where a mark begins or ends, so that every mark is a run of whole words."""

from collections.abc import Iterable

from analysis.base.records import Span
from analysis.language.text import Tokens, fold


def words_between(text: str, edges: Iterable[int]) -> list[Span]:
    """Spans of the words and signs of a text in order; they cover all but white space.

    >>> words_between("We can't.", [5])
    [(0, 2), (3, 5), (5, 8), (8, 9)]
    """
    tokens = Tokens(fold(text), 0, len(text))
    cuts = sorted(set(edges))
    words, i = [], 0
    for start, end in zip(tokens.start, tokens.end, strict=True):
        while i < len(cuts) and cuts[i] < end:
            if cuts[i] > start:
                words.append((start, cuts[i]))
                start = cuts[i]
            i += 1
        words.append((start, end))
    return words
