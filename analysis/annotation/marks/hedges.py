"""Hedges: words that weaken commitment or make a term less exact.

The list is `lexicons/hedges.toml`; the categories and what counts follow a codebook for
political language that builds on Lakoff (1973), Prince, Frader and Bosk (1982) and Hyland (2005).
"""

from functools import lru_cache

from analysis.annotation.marks.contexts import AHEAD, TESTS
from analysis.annotation.marks.form_matches import places
from analysis.annotation.marks.phrase_contexts import Finder
from analysis.base.records import Hedge, Modal
from analysis.language.lexicon import load_lexicon
from analysis.language.text import Text


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
