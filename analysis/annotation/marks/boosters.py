"""Boosters: words that strengthen commitment to what is said (Holmes 1984; Hyland 2005).

The list is `lexicons/boosters.toml`. Intensifiers of degree (*very*, *extremely*) are none.
"""

from functools import lru_cache

from analysis.annotation.marks.contexts import AHEAD, TESTS
from analysis.annotation.marks.form_matches import places
from analysis.annotation.marks.phrase_contexts import Finder
from analysis.base.records import Booster, Modal
from analysis.language.lexicon import load_lexicon
from analysis.language.text import Text


def find_boosters(text: Text, modals: list[Modal]) -> list[Booster]:
    """Each booster of the text, left to right; `modals` tell inference from obligation.

    >>> text = Text("It is certainly true.")
    >>> [(text.text[booster.start : booster.end], booster.entry) for booster in find_boosters(text, [])]
    [('certainly', 'certainly')]
    """
    return [
        Booster(found.start, found.end, found.entry.id)
        for found in _finder().find(text, places(text, "boosters"), modals)
    ]


@lru_cache
def _finder() -> Finder:
    return Finder(load_lexicon("boosters"), TESTS, AHEAD)
