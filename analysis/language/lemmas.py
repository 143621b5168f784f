"""What is known of a word apart from its sentence: closed classes, and what WordNet says of it.

All words are folded (lower case, straight apostrophes). The classes are lists of
`lexicons/word_classes.toml`.
"""

from functools import lru_cache

from analysis.language.word_lists import word_groups, word_list
from analysis.language.wordnet import wordnet

SUBJECTS = {
    word: kind for kind, group in word_groups("word_classes", "subjects").items() for word in sorted(group)
}
"""Words that are a subject by themselves -> class."""

OBJECTS = word_list("word_classes", "objects")
DETERMINERS = word_list("word_classes", "determiners")
POSSESSIVES = word_list("word_classes", "possessives")
PREPOSITIONS = word_list("word_classes", "prepositions")
CONJUNCTIONS = word_list("word_classes", "conjunctions")
WH_WORDS = word_list("word_classes", "wh-words")
NEGATORS = word_list("word_classes", "negators")
BE = word_list("word_classes", "be")
HAVE = word_list("word_classes", "have")
DO = word_list("word_classes", "do")
MODALS = word_list("word_classes", "modals")
AUXILIARIES = BE | HAVE | DO | MODALS
ADVERBS = word_list("word_classes", "adverbs")
MONTHS = word_list("word_classes", "months")
PARTICIPLES = word_list("word_classes", "participles")
BARE_PARTICIPLES = word_list("word_classes", "bare-participles")
"""Participles that look like the base form."""
_CLOSED = {
    "neg": NEGATORS,
    "be": BE,
    "have": HAVE,
    "do": DO,
    "modal": MODALS,
    "subj": frozenset(SUBJECTS),
    "obj": OBJECTS,
    "det": DETERMINERS,
    "prep": PREPOSITIONS,
    "conj": CONJUNCTIONS,
    "wh": WH_WORDS,
    "month": MONTHS,
    "adv": ADVERBS,
}
"""Name of a class -> its words; a word of two classes belongs to the one named first."""
_ENDINGS = ("ly", "ing", "ed", "tion", "ment", "ity", "ness", "'s", "er", "s")


@lru_cache
def _closed() -> dict[str, str]:
    return {word: name for name, group in reversed(_CLOSED.items()) for word in group}


@lru_cache(maxsize=50_000)
def word_class(word: str) -> str:
    """A coarse class from the word alone: closed class, number, punctuation, verb share or ending.

    >>> [word_class(word) for word in ("the", "1992", "testify", "bravely", ",")]
    ['det', 'num', 'v4', '-ly', ',']

    A word of which nothing is left without the ending has none: a single *s* is a slip of the page.

    >>> word_class("s"), word_class("ed")
    ('other', 'other')
    """
    if closed := _closed().get(word):
        return closed
    if not word[0].isalpha():
        return "num" if word[0].isdigit() else word[0]
    if word in PARTICIPLES:
        return "v-ed" if word in BARE_PARTICIPLES else "-ed"
    tables = wordnet()
    if main := tables["main"].get(word):
        return main
    if share := tables["share"].get(word):
        return f"v{share}"
    ending = next((ending for ending in _ENDINGS if word.endswith(ending)), word)
    return f"-{ending}" if ending != word else "other"


@lru_cache(maxsize=50_000)
def noun_class(word: str) -> str:
    """`person`, `group`, or for any other noun `plural` or `thing`, by the form of the word."""
    nouns = wordnet()["noun"]
    for form in (word, word.removesuffix("s"), word.removesuffix("es")):
        if found := nouns.get(form):
            return found
    return "plural" if word.endswith("s") and not word.endswith("ss") else "thing"


def verb_class(word: str) -> str:
    """WordNet's class of the verb's first sense (`motion`, `cognition` ...), or `unknown`."""
    return wordnet()["verb"].get(word, "unknown")
