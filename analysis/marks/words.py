"""What is known of a word apart from its sentence: closed classes, and what WordNet says of it.

All words are folded (lower case, straight apostrophes). The table is `models/wordnet.tsv`,
condensed from WordNet 3.0 (Fellbaum 1998) by `python -m analysis.training.wordnet`.
"""

from functools import lru_cache
from importlib import resources


def words(text: str) -> frozenset[str]:
    """A set of words written as one string."""
    return frozenset(text.split())


SUBJECTS = {
    "i": "first", "we": "first-plural", "you": "second", "u": "second", "ya": "second",
    "he": "third", "she": "third", "they": "third-plural",
    "it": "it", "this": "this", "that": "this", "these": "this", "those": "this", "there": "there",
    "one": "generic", "someone": "generic", "somebody": "generic", "anyone": "generic",
    "anybody": "generic", "everyone": "generic", "everybody": "generic", "people": "generic",
    "nobody": "nobody", "none": "nobody", "nothing": "nobody", "neither": "nobody",
    "something": "thing", "anything": "thing", "everything": "thing",
    "who": "relative", "which": "relative", "what": "what",
}  # fmt: skip
"""Words that are a subject by themselves -> class."""

OBJECTS = words("me us him her them myself himself themselves")
DETERMINERS = words(
    "a an the my your his her its our their this that these those no some any every each all both "
    "another whose either neither such"
)
POSSESSIVES = words("my your his her its our their whose god's people's")
PREPOSITIONS = words(
    "about above across after against along among around as at before behind below beneath beside "
    "between beyond by despite down during except for from in inside into like near of off on onto out "
    "outside over past per since than through throughout till to toward towards under until up upon via "
    "with within without"
)
CONJUNCTIONS = words("and or but nor so yet because if unless although though while when where that whether")
WH_WORDS = words("who whom whose what which when where why how whatever whoever whichever")
NEGATORS = words("not never n't")
BE = words("be am is are was were been being 'm 're isn't aren't wasn't weren't ain't")
HAVE = words("have has had having 've haven't hasn't hadn't")
DO = words("do does did doing done don't doesn't didn't")
MODALS = words(
    "can could may might must shall should will would ought 'll 'd can't cannot couldn't mightn't "
    "mustn't shan't shouldn't won't wouldn't needn't"
)
AUXILIARIES = BE | HAVE | DO | MODALS
ADVERBS = words(
    "again almost already also always actually apparently best better both easily ever either even "
    "eventually finally first frequently fully further generally hardly hopefully indeed instead just "
    "later likely long maybe merely mostly much next now obviously often once only perhaps possibly "
    "presumably probably quickly quite rather really scarcely seriously simply so sometimes soon still "
    "surely then therefore thereby thus today together too truly usually very well yet"
)
MONTHS = words(
    "january february march april june july august september october november december jan feb mar apr "
    "jun jul aug sep sept oct nov dec"
)
PARTICIPLES = words(
    "been become begun born bought brought broken built burnt caught chosen come cost cut dealt done "
    "drawn driven drunk eaten fallen fed felt fought found forgotten flown frozen given gone got gotten "
    "grown had heard held hidden hit hurt kept known laid led left lent let lost made meant met paid "
    "proven put read ridden risen run said seen sent set shot shown shut slept sold sought spent spoken "
    "spread stood stolen struck stuck sung swept sworn taken taught thought thrown told torn understood "
    "won worn written"
)
BARE_PARTICIPLES = words("become come cost cut hit hurt let put read run set shut spread")
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
def wordnet() -> dict[str, dict[str, str]]:
    """`verb`, `noun`, `main` and `share` -> word -> class (share: "0" seldom a verb to "4" nearly always)."""
    tables: dict[str, dict[str, str]] = {"verb": {}, "noun": {}, "main": {}, "share": {}}
    path = resources.files("analysis").joinpath("models/wordnet.tsv")
    for line in path.read_text(encoding="utf-8").splitlines():
        key, words = line.split("\t")
        table, name = key.split(".")
        tables[table].update(dict.fromkeys(words.split(), name))
    return tables


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
