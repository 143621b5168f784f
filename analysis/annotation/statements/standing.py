"""How a cue stands in its clause: whether it reports anything, and which words and whose they may be.

*Lee never said that ...* and *Lee refused to say ...* report nothing. *If Lee says no, we will respond* puts
nothing of the main clause into Lee's mouth. *Asked whether ..., Lee said* and *Lee was told that ...* report
what others say to Lee. Everything is read from the few words before the cue.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.statements.cues import Cue
from analysis.annotation.statements.denials import (
    is_asking,
    is_denied,
    is_in_question,
    is_of_nobody,
    is_passive,
    is_put,
)
from analysis.annotation.statements.features import IS_FINITE, Pairs, Scene
from analysis.annotation.statements.kinds import CLAUSES, KINDS, NOTHING, PHRASES
from analysis.annotation.statements.vocabulary import CLASSES, COMMA, QUOTE, load_vocabulary
from analysis.language.regex import regex
from analysis.language.tagging.tags import BARE, ENDING_IN_ED, VERBS, Tag, table
from analysis.language.word_lists import word_list, word_pattern

_REPORTING = frozenset(map(CLASSES.index, ("clause", "act", "deed")))
_ACTS = frozenset(map(CLASSES.index, ("act", "deed")))

_UNREAL = word_list("statements", "standing.unreal") | {"long", "case"}
"""Words that open what has not happened; *long* and *case* stand for *as long as* and *in case*."""
_REAL = word_list("statements", "standing.real")
_CONDITION = regex(
    rf"\b(?:{word_pattern('statements', 'standing.unreal')}|{word_pattern('statements', 'standing.real')}"
    r"|(?:as|so) (?P<long>long) as|in (?P<case>case))[\s,]+(?!then\b)"
)
_INVERTED = regex(
    rf"\W*(?:{word_pattern('statements', 'standing.before-inverted')}\s+)?"
    rf"(?P<verb>{word_pattern('statements', 'standing.inverted')})\s+\S"
)
_FAR = _UNREAL | _REAL | word_list("statements", "standing.far")
_NEAR = word_list("statements", "standing.near")
_HELPING = word_list("word_classes", "auxiliaries") | word_list("statements", "denials.passive")
NEAR = 120
"""Characters before a verb in which it is denied or put into the passive."""
_JOINING = table((Tag.WH, Tag.CC, Tag.VBG))
"""Tags of words that go on with a clause behind a comma."""
_PARTICIPLES = table(ENDING_IN_ED)
_BARE = table(BARE)
_LISTING = table((Tag.CC, Tag.TO))
_BESIDE = table(VERBS | {Tag.RB, Tag.TO})
"""Tags of helping verbs and of what stands between them and the verb."""


class Standing(NamedTuple):
    """What a cue may report: words of some kinds (`KINDS`) between the tokens `low` and `high`.

    `named`: the subject may be the source; if not, only what stands behind *by* is.
    """

    kinds: frozenset[str]
    low: int = 0
    high: int = 1 << 60
    named: bool = True
    subject: int = 0
    """The token from which a source before the cue may begin."""


PLAIN = Standing(KINDS)
UNNAMED = Standing(KINDS, named=False)
SILENT = Standing(NOTHING)
DENIED = Standing(PHRASES)
"""*did not endorse the plan* is an act not done, *did not say that ...* are words that nobody said."""


def standings(texts: Sequence[str], scene: Scene, cues: Sequence[Cue], pairs: Pairs) -> Iterator[Standing]:
    """For each cue how it stands; `texts` are those of the passages in lower case."""
    c = scene.c
    watched = _watched(scene, pairs).tolist()
    passages = c.passage[c.block[pairs.cue_start]].tolist()
    for number, cue in enumerate(cues):
        if watched[number]:
            yield _Clause(texts[passages[number]], scene, cue, int(pairs.head[number])).standing()
        else:
            yield PLAIN


@lru_cache
def _triggers() -> tuple[NDArray[np.bool_], ...]:
    """For each word of the vocabulary whether it may matter afar, near, right before a cue, or as a cue."""
    flags = load_vocabulary().flags
    return (
        flags(_FAR.__contains__),
        flags(lambda word: word in _NEAR or word.endswith("n't")),
        flags(_HELPING.__contains__),
        flags(is_asking),
    )


def _watched(scene: Scene, pairs: Pairs) -> NDArray[np.bool_]:
    """The cues with a word before them in their sentence that matters, and those that may open a clause."""
    c = scene.c
    words = np.maximum(c.word, 0)
    afar, near, helping, asked = _triggers()
    first, head = scene.sentence_index.take(pairs.cue_start), pairs.head
    watched: NDArray[np.bool_] = asked.take(words.take(head)) | helping.take(words.take(first))
    watched |= _BARE.take(c.tag.take(head)) & (pairs.cue_start == head)
    for flags, reach in ((afar, 1 << 60), (near, 12), (helping, 4)):
        seen = np.cumsum(flags.take(words))
        watched |= seen.take(head - 1) > seen.take(np.maximum(first, head - reach) - 1)
    return watched


class _Clause:
    """The words of a sentence before one cue."""

    def __init__(self, folded: str, scene: Scene, cue: Cue, head: int) -> None:
        self._scene, self._cue, self._head = scene, cue, head
        c = scene.c
        self._first = int(scene.sentence_index[cue.start])
        inside = c.quoted[head]
        while inside and self._first < cue.start and c.quoted[self._first] != inside:
            self._first += 1
        self._begin = int(c.start[self._first])
        self._before = folded[self._begin : int(c.start[head])]
        self._near = self._before[-NEAR:]
        self._verb = folded[int(c.start[head]) : int(c.end[head])]
        self._after = folded[int(c.end[head]) : int(c.end[head]) + 40]
        last = int(scene.sentence_end[head]) - 1
        while last > head and c.punctuation[last] == QUOTE:
            last -= 1
        self._end = folded[int(c.end[last]) - 1 : int(c.end[last])]

    def standing(self) -> Standing:
        """How the cue stands."""
        category = int(self._scene.c.category[self._head])
        reporting = category in _REPORTING
        if reporting and (self._is_command(category) or is_of_nobody(self._near)):
            return SILENT
        if reporting and (is_denied(self._near, self._verb) or self._is_in_question()):
            return DENIED
        if is_put(self._near, self._verb, self._after):
            return UNNAMED._replace(low=self._cue.end, high=self._boundary(True))
        stands = UNNAMED if reporting and self._is_passive() else PLAIN
        opener = self._opener()
        if opener is None:
            return stands
        at, unreal = opener
        stands = stands._replace(subject=at + 1)
        if self._is_fronted(at):
            stands = stands._replace(low=self._cue.end, high=self._boundary(unreal))
        return stands._replace(low=self._cue.end, kinds=CLAUSES) if unreal else stands

    def _is_in_question(self) -> bool:
        return self._end == "?" and is_in_question(self._before)

    def _is_command(self, category: int) -> bool:
        """*If you see smoke, call the clerk*: a bare verb that begins a clause; *say* may follow a comma."""
        bare = _BARE[self._scene.c.tag[self._head]] and self._cue.start == self._head
        before = self._before.rstrip()
        return bool(bare) and (
            not before.strip("“\"'‘ ")
            or before.endswith(("please", "then"))
            or (category in _ACTS and before.endswith((",", ";", ":", "—", "–")))
        )

    def _is_passive(self) -> bool:
        return _PARTICIPLES[self._scene.c.tag[self._head]] and is_passive(self._near, self._verb)

    def _opener(self) -> tuple[int, bool] | None:
        """The token that opens the clause of the cue, if only its subject stands between.

        With it whether that is a word for what has not happened.
        """
        found = next(reversed(list(_CONDITION.finditer(self._before))), None)
        if found is None:
            found = _INVERTED.match(self._before) if self._end != "?" else None
            if found is None:
                return None
            return (self._first, True) if self._is_subject(self._token(found.start("verb")) + 1) else None
        word = found["long"] or found["case"] or found.group().split()[0].strip(",")
        subject = self._is_subject(self._token(found.start() + len(found.group().rstrip(", "))))
        return (self._token(found.start()), word in _UNREAL) if subject else None

    def _token(self, offset: int) -> int:
        """The token that begins at an offset of the words before the cue."""
        starts = self._scene.c.start[self._first : self._head]
        return self._first + int(np.searchsorted(starts, self._begin + offset))

    def _is_subject(self, start: int) -> bool:
        """Whether only a subject, with what two commas enclose, and helping verbs stand from `start` on."""
        c = self._scene.c
        marks = c.punctuation[start : self._head]
        commas = (np.flatnonzero(marks == COMMA) + start).tolist()
        if len(commas) not in (0, 2) or (marks == QUOTE).any():
            return False
        verbs = (np.flatnonzero(IS_FINITE.take(c.tag[start : self._head])) + start).tolist()
        return all(self._is_helper(at) for at in verbs if not commas or not commas[0] < at < commas[1])

    def _is_helper(self, at: int) -> bool:
        """Whether only verbs and adverbs stand between a verb and the cue."""
        tags = self._scene.c.tag[at : self._head]
        return bool(_BESIDE.take(tags).all())

    def _is_fronted(self, at: int) -> bool:
        """Whether the clause comes before its main clause: at the start, or after *that*, *and* or a mark."""
        c = self._scene.c
        before = at - 1
        while before >= self._first and c.tag[before] == Tag.RB:
            before -= 1  # even if, only when
        return before < self._first or c.punctuation[before] > 0 or c.tag[before] in (Tag.CC, Tag.IN, Tag.WH)

    def _boundary(self, unreal: bool) -> int:
        """The comma that ends the clause of the cue: not inside a quotation, nor before *and*, *which*.

        In the clause of what did happen, it may also part a list: then no verb with its subject follows.
        """
        c = self._scene.c
        end = int(self._scene.sentence_end[self._head])
        for at in (np.flatnonzero(c.punctuation[self._cue.end : end] == COMMA) + self._cue.end).tolist():
            inside = c.quoted[at] and c.quoted[at] != c.quoted[self._head]
            closes = inside and c.punctuation[at + 1] == QUOTE
            opens = c.punctuation[at + 1] == QUOTE or _JOINING[c.tag[at + 1]]
            verb = min(int(self._scene.next_verb[at]), end)
            listed = not unreal and _LISTING.take(c.tag[at:verb]).any()
            if closes or not (inside or opens or listed):
                return int(at)
        return end
