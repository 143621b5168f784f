"""Markers that rules decide: *the moment that*, *failing*, *save by*, *without ... will*.

The moment they sign, the siege will end.        a time that a condition could stand for
Failing a deal, the pact will lapse.             what does not come about
Nothing can be won save by patience.             the only way
Without new loans, the bank will close.          with a modal of what is to come
"""

import re
from typing import Final

from analysis.annotation.marks.clauses import Condition
from analysis.annotation.marks.commands import LEADING
from analysis.annotation.marks.sentence_words import Sentence
from analysis.language.word_lists import word_list

AHEAD: Final = word_list("conditions", "relatives.ahead")
IDIOMS: Final = word_list("conditions", "markers.idioms")
_COMMANDED: Final = word_list("conditions", "markers.comes-about")
_PAST: Final = word_list("word_classes", "past-forms")
_TAKING: Final = word_list("conditions", "markers.taking")
_CANNOT: Final = word_list("conditions", "markers.cannot")
_ANY: Final = word_list("conditions", "markers.any")
_NEGATED: Final = word_list("conditions", "markers.negated")
_UNREAL: Final = word_list("word_classes", "unreal-modals")
_LACKING: Final = re.compile(r"would|could|might|'d|will|won't|'ll|shall|can")


def may_lack(folded: str, start: int, end: int) -> bool:
    """Whether a sentence has one of the modals without which *without* sets no condition."""
    return _LACKING.search(folded, start, end) is not None


def is_moment(s: Sentence, condition: Condition) -> bool:
    """*The moment they sign, ...*: a clause that is not past follows, and another one looks ahead."""
    first, after = condition.start, condition.after
    verb = s.next_finite(after)
    if s.shapes[after] not in "SsNnm" or verb >= s.size or s.word[verb] in _PAST | AHEAD:
        return False
    if s.word[verb].endswith("ed") or (not s.gap[first] and _takes_moment(s, first)):
        return False
    behind = next((cut for cut in range(verb + 1, s.size) if "," in s.gap[cut]), s.size)
    return bool(AHEAD & set(s.word[behind:] if s.finite[first] == 0 else s.word[:first]))


def _takes_moment(s: Sentence, first: int) -> bool:
    """Whether *the moment* belongs to the word before it: *at the moment*, *seize the moment*."""
    return first > 0 and (s.class_at(first - 1) in "IVMD" or s.word[first - 1] in _TAKING)


def is_failing(s: Sentence, condition: Condition) -> bool:
    """*Failing that*: with a noun phrase at the head of a clause, before a comma and another clause."""
    first, after = condition.start, condition.after
    comma = next((cut for cut in range(after, s.size) if s.gap[cut]), 0)
    if not (_heads(s, first) and comma > after and "," in s.gap[comma] and s.next_finite(comma) < s.size):
        return False
    lacks = all(letter in "DJNPISRHW" for letter in s.classes[after:comma])
    return lacks and (s.class_at(after) in "DSHW" or s.word[comma - 1] in _COMMANDED)


def is_saved(s: Sentence, condition: Condition) -> bool:
    """*Save by*, where the clause before it denies that it can be otherwise."""
    low = next((cut for cut in range(condition.start - 1, 0, -1) if s.gap[cut] in (";", ":", "-")), 0)
    after = condition.after
    return (
        bool(_NEGATED & set(s.word[low : condition.start])) and after < s.size and s.classes[after] in "DNJGS"
    )


def is_lacking(s: Sentence, condition: Condition) -> bool:
    """*Without* with a noun phrase: before a clause with *will* or *cannot*, or behind *cannot*."""
    first, after = condition.start, condition.after
    alone = s.class_at(after) == "S"
    end = next((i for i in range(after + 1, s.size) if alone or s.gap[i] or s.shapes[i] in "Ss"), s.size)
    if after >= s.size or s.gap[after] or IDIOMS & set(s.word[after:end]):
        return False
    if _heads(s, first):
        clause = end if s.word[after] != "which" else after + 1
        verb = s.next_finite(clause)
        lacks = all(letter in "DJNPICSW" for letter in s.classes[after:end]) or clause != end
        known = AHEAD | _CANNOT | _UNREAL if alone else AHEAD | _CANNOT
        return lacks and clause < s.size and verb < s.size and s.word[verb] in known
    return _is_behind_cannot(s, first, after)


def _is_behind_cannot(s: Sentence, first: int, after: int) -> bool:
    """*We cannot win without them*; *cannot leave without paying* is about how, as often."""
    verb = next((i for i in range(first - 1, -1, -1) if s.classes[i] in "VM"), -1)
    near = verb >= 0 and first - verb < 8 and not any(s.gap[verb + 1 : first])
    denied = near and (
        s.word[verb] in _CANNOT - {"can"}
        or (s.word[verb] == "can" and s.word_at(verb + 1) in ("not", "never"))
        or (s.word[verb] == "can" and "no" in s.word[max(0, verb - 3) : verb])
    )
    return bool(denied) and s.class_at(after) in "DSN" and s.word[after] not in _ANY


def _heads(s: Sentence, first: int) -> bool:
    """Whether a word opens a clause, but for a joining word before it."""
    return not first or bool(s.gap[first]) or s.word[first - 1] in LEADING or s.class_at(first - 1) in "CHK"
