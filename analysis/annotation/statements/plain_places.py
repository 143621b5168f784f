"""Plain places of a content, for cues of which the models see none.

American papers, from which the models learn, have few sentences such as *The port may close, Lee told
reporters on Monday*, *The port, Lee warned, may close* and *Lee told a crowd on Monday that it may close*.
Each of these is read from commas and finite verbs alone.
"""

from collections.abc import Sequence

import numpy as np

from analysis.annotation.statements.choices import Runs
from analysis.annotation.statements.cues import Cue
from analysis.annotation.statements.features import IS_FINITE, Scene
from analysis.annotation.statements.vocabulary import COLON, COMMA, STOP
from analysis.language.tagging.tags import Tag, table

_SUBORDINATE = table((Tag.IN, Tag.WH, Tag.VBG, Tag.VBN, Tag.TO))
"""Tags of words that begin a clause that belongs to another."""
LONGEST_SUBJECT = 8
"""Tokens between the comma and the cue."""
LONGEST_TAIL = 14
"""Tokens between the cue and the end of the sentence, or the comma, or *that*."""


def plain_content(folded: str, scene: Scene, cue: Cue) -> Runs:
    """The pieces of content in the sentence of a cue, as tokens; none if it is not so plain.

    Two pieces, around the cue, are as good as certain.
    """
    c = scene.c
    first, end = int(scene.sentence_index[cue.start]), int(scene.sentence_end[cue.end - 1])
    while end > cue.end and c.punctuation[end - 1] == STOP:
        end -= 1
    if c.quoted[first:end].any():
        return ()
    commas = (np.flatnonzero(c.punctuation[first:end] == COMMA) + first).tolist()
    verbs = (np.flatnonzero(IS_FINITE.take(c.tag[first:end])) + first).tolist()
    before = [comma for comma in commas if comma < cue.start]
    behind = _behind(folded, scene, cue, verbs, end)
    if behind or not before or not _is_subject(before[-1], cue, verbs):
        return behind
    return _ahead(scene, cue, (first, end), before, verbs) or _around(scene, cue, (first, end), commas, verbs)


def quoted_headline(scene: Scene, cue: Cue) -> Runs:
    """The quotation that begins a headline before a colon: *‘The port may close’: Lee warns council*."""
    c = scene.c
    first = int(scene.sentence_index[cue.start])
    if not (c.title[first] and c.quoted[first]):
        return ()
    last = first
    while c.quoted[last] == c.quoted[first]:
        last += 1
    return ((first, last),) if c.punctuation[last] == COLON and last < cue.start else ()


def _is_subject(comma: int, cue: Cue, verbs: Sequence[int]) -> bool:
    """Whether no more than a name stands between the last comma and the cue."""
    return cue.start - comma <= LONGEST_SUBJECT and not any(comma < verb < cue.start for verb in verbs)


def _behind(folded: str, scene: Scene, cue: Cue, verbs: Sequence[int], end: int) -> Runs:
    """*Lee told a crowd on Monday | that ...*: no verb stands between."""
    after = [verb for verb in verbs if verb >= cue.end]
    if not after:
        return ()
    for at in range(cue.end, min(after[0], cue.end + LONGEST_TAIL)):
        if folded.startswith("that ", int(scene.c.start[at])):
            return ((at, end),)
    return ()


def _ahead(
    scene: Scene, cue: Cue, sentence: tuple[int, int], before: Sequence[int], verbs: Sequence[int]
) -> Runs:
    """*The port may close, | Lee told reporters on Monday*: no verb follows the cue."""
    first, end = sentence
    main = [verb for verb in verbs if verb < before[-1]]
    if not main or verbs[-1] >= cue.end or end - cue.end > LONGEST_TAIL:
        return ()
    if _SUBORDINATE[scene.c.tag[first]] and not (len(before) > 1 and main[-1] > before[-2]):
        return ()
    return ((first, before[-1]),)


def _around(
    scene: Scene, cue: Cue, sentence: tuple[int, int], commas: Sequence[int], verbs: Sequence[int]
) -> Runs:
    """*The port, | Lee warned, | may close*; *If it rains, | Lee told us, | the port may close*."""
    first, end = sentence
    opening = next(comma for comma in reversed(commas) if comma < cue.start)
    closing = next((comma for comma in commas if comma >= cue.end), end)
    after = [verb for verb in verbs if verb >= cue.end]
    if not after or after[0] < closing or closing - cue.end > LONGEST_TAIL:
        return ()
    subject_only = not any(verb < opening for verb in verbs) and after[0] == closing + 1
    condition = scene.c.tag[first] in (Tag.IN, Tag.WH) and any(verb < opening for verb in verbs)
    return ((first, opening), (closing + 1, end)) if subject_only or condition else ()
