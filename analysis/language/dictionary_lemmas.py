"""Word -> lemma, by a dictionary of English: *said* and *says* are *say*, whatever they stand beside.

The lemma is that of the word alone (simplemma): *left* is one word whether a verb or a side. It serves to
find the forms of a word in a search; no layer is decided by it.
"""

from functools import lru_cache

LANGUAGE = "en"


@lru_cache(maxsize=200_000)
def lemma_of(word: str) -> str:
    """The lemma of a folded word.

    >>> [lemma_of(word) for word in ("threatened", "were", "'ll", "u.s.")]
    ['threaten', 'be', 'will', 'u.s.']
    """
    from simplemma import lemmatize

    return str(lemmatize(word, lang=LANGUAGE)).lower()
