"""Whether a text is English: by its commonest words, else by all its words, else by a model of 97 languages.

The model (py3langid) lies in its package, and is loaded for the first text that looks foreign both times.
"""

import re
from functools import lru_cache
from typing import Any, Final

from analysis.annotation.cleaning.line_ends import is_word
from analysis.language.word_lists import word_list

_PIECE: Final = 1_500
"""Characters of each of the three pieces that are looked at."""
_FEWEST: Final = 12
"""Words that are needed to tell."""
_USUAL: Final = 0.2
"""Share of the commonest words from which on a text is English (usual: 0.35 to 0.5)."""
_KNOWN: Final = 0.65
"""Share of English words from which on a text is English (lists of English names: 0.8; Dutch: 0.46)."""
_WORDS: Final = re.compile(r"[^\W\d_]+")
_ENGLISH: Final = 0.001
"""Probability of English up to which a text is in another language ..."""
_ANOTHER: Final = 0.5
"""... if so much falls on one other; what is like nothing is a list of names or figures."""
_COMMON: Final = word_list("word_classes", "commonest")


def foreign(text: str, start: int = 0) -> str:
    """The code of the language of a text that is not English; "" where it is, or where one cannot tell.

    >>> foreign("The sitting is open, and I give the floor to the member for the North.")
    ''
    >>> foreign("Die Sitzung ist eröffnet, und ich erteile der Abgeordneten aus dem Norden das Wort.")
    'de'
    """
    sample = _sample(text, start)
    words = sample.lower().split()
    if len(words) < _FEWEST or sum(map(_COMMON.__contains__, words)) >= _USUAL * len(words):
        return ""
    known = [is_word(word) for word in _WORDS.findall(sample.lower())]
    if sum(known) >= _KNOWN * len(known):
        return ""
    shares = _identifier().rank(sample)
    language, most = shares[0]
    unlike = dict(shares)["en"] <= _ENGLISH and most >= _ANOTHER
    return str(language) if unlike else ""


def _sample(text: str, start: int) -> str:
    """The beginning, the middle and the end of the text."""
    if len(text) - start <= 3 * _PIECE:
        return text[start:]
    middle = (start + len(text) - _PIECE) // 2
    return " ".join((text[start : start + _PIECE], text[middle : middle + _PIECE], text[-_PIECE:]))


@lru_cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
