"""Kinds of content: a quotation, a clause, a phrase; and what is no content, such as a time.

Which of them a report may have depends on its verb and on how it stands: *rejected the plan* and *snapped a
picture* say nothing, *rejected that ...* does.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.statements.features import IS_FINITE, Scene
from analysis.annotation.statements.vocabulary import Ints, load_vocabulary
from analysis.language.lexicon import load_lexicon
from analysis.language.regex import regex
from analysis.language.tagging.tags import LEXICAL_VERBS, Tag, table
from analysis.language.word_lists import word_pattern

KINDS = frozenset(["quotation", "that", "to", "clause", "phrase"])
"""A content holds a quotation, begins with *that* or *to*, has a finite verb, or none of these."""
CLAUSES = frozenset(["quotation", "that", "clause"])
OPENED = frozenset(["quotation", "that", "to"])
QUOTED = frozenset(["quotation"])
PHRASES = frozenset(["phrase"])
NOTHING: frozenset[str] = frozenset()

DAYS = word_pattern("word_classes", "weekdays")
_BEFORE = word_pattern("statements", "kinds.times.prepositions")
_COUNTS = word_pattern("statements", "kinds.times.counts")
_UNITS = word_pattern("statements", "kinds.times.units")
_TODAY = word_pattern("statements", "kinds.times.names")
_MONTHS = word_pattern("word_classes", "months")
_TIME = regex(rf"(?:{_BEFORE}\s+)*(?:(?:{_COUNTS}|\d+)\s+)*(?:{DAYS}|{_UNITS}|{_TODAY}|{_MONTHS})\W*")
_EMPTY = regex(rf"{word_pattern('statements', 'kinds.empty')}\W*")
LONGEST_EMPTY = 40
"""Characters of a content that may be no more than a time or a word for nothing."""
_VERBS = table(LEXICAL_VERBS)


def is_empty(folded: str, start: int, end: int) -> bool:
    """Whether a content is no more than a time (*on Monday*, *for an hour*) or says nothing."""
    return end - start < LONGEST_EMPTY and any(what.fullmatch(folded, start, end) for what in (_TIME, _EMPTY))


def kind_of(folded: str, scene: Scene, tokens: Ints, start: int) -> str:
    """Which of `KINDS` a content is that begins at `start`."""
    if scene.inside[tokens].any():
        return "quotation"
    tags = scene.c.tag[tokens]
    verbs = np.flatnonzero(_VERBS.take(tags))
    if folded.startswith("that ", start) and len(verbs):
        return "that"
    if tags[0] == Tag.TO and len(verbs) and verbs[0] < 3:
        return "to"
    relative, finite = np.flatnonzero(tags[1:] == Tag.WH) + 1, np.flatnonzero(IS_FINITE.take(tags))
    clause = tags[0] == Tag.WH or (len(finite) and not (len(relative) and relative[0] < finite[0]))
    return "clause" if clause else "phrase"


@lru_cache
def needs_clause() -> NDArray[np.bool_]:
    """For each word of the vocabulary whether it reports only clauses: *snapped a picture* says nothing."""
    entries = load_lexicon("reporting").by_form
    return load_vocabulary().flags(lambda word: word in entries and entries[word].test == "clause")
