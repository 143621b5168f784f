"""Hedges: words that weaken commitment or make a term less exact.

The list is `lexicons/hedges.toml`; the categories and what counts follow a codebook for
political language that builds on Lakoff (1973), Prince, Frader and Bosk (1982) and Hyland (2005).
"""

from functools import lru_cache

from analysis.lexicon import load_lexicon
from analysis.marks.candidates import Finder
from analysis.marks.contexts import AHEAD, TESTS
from analysis.marks.places import places
from analysis.records import Hedge, Modal
from analysis.text import Text


def find_hedges(text: Text, modals: list[Modal]) -> list[Hedge]:
    """Each hedge of the text, left to right; `modals` tell possibility from ability.

    >>> text = Text("It is about 40, I think, not about peace.")
    >>> [(text.text[hedge.start : hedge.end], hedge.category) for hedge in find_hedges(text, [])]
    [('about', 'approximator'), ('think', 'epistemic-verb')]
    """
    return [
        Hedge(found.start, found.end, found.entry.id, found.category)
        for found in _finder().find(text, places(text, "hedges"), modals)
    ]


@lru_cache
def _finder() -> Finder:
    return Finder(load_lexicon("hedges"), TESTS, AHEAD)
