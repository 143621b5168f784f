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
from analysis.annotation.marks.sentence_words import STATEMENT, WITH_PRONOUN, Sentence
from analysis.language.word_classes import CLAUSE_OPENERS, FINITE, NOMINAL, NOUN_PHRASE, SUBJECTS, WordClass
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
_NAMED: Final = SUBJECTS | {WordClass.NOUN}
_TAKES: Final = FINITE | {WordClass.PREPOSITION, WordClass.DETERMINER}
"""What stands before *the moment* where it is no conjunction."""
_CLAUSAL: Final = SUBJECTS | {WordClass.THAT, WordClass.WH}
"""First word of what may be lacking by itself: *failing that*, *failing which*."""
_LACKED: Final = (NOUN_PHRASE - {WordClass.COORDINATOR}) | _CLAUSAL | {WordClass.ADVERB}
_LACKED_BESIDE: Final = NOUN_PHRASE | {WordClass.PRONOUN, WordClass.WH}
_MEANS: Final = NOMINAL | {WordClass.ING}
_LACKING: Final = re.compile(r"would|could|might|'d|will|won't|'ll|shall|can")


def may_lack(folded: str, start: int, end: int) -> bool:
    """Whether a sentence has one of the modals without which *without* sets no condition."""
    return _LACKING.search(folded, start, end) is not None


def is_moment(s: Sentence, condition: Condition) -> bool:
    """*The moment they sign, ...*: a clause that is not past follows, and another one looks ahead."""
    first, after = condition.start, condition.after
    verb = s.next_finite(after)
    if s.shapes[after] not in STATEMENT or verb >= s.size or s.word[verb] in _PAST | AHEAD:
        return False
    if s.word[verb].endswith("ed") or (not s.gap[first] and _takes_moment(s, first)):
        return False
    behind = next((cut for cut in range(verb + 1, s.size) if "," in s.gap[cut]), s.size)
    return bool(AHEAD & set(s.word[behind:] if s.finite[first] == 0 else s.word[:first]))


def _takes_moment(s: Sentence, first: int) -> bool:
    """Whether *the moment* belongs to the word before it: *at the moment*, *seize the moment*."""
    return first > 0 and (s.class_at(first - 1) in _TAKES or s.word[first - 1] in _TAKING)


def is_failing(s: Sentence, condition: Condition) -> bool:
    """*Failing that*: with a noun phrase at the head of a clause, before a comma and another clause."""
    first, after = condition.start, condition.after
    comma = next((cut for cut in range(after, s.size) if s.gap[cut]), 0)
    if not (_heads(s, first) and comma > after and "," in s.gap[comma] and s.next_finite(comma) < s.size):
        return False
    lacks = _LACKED.issuperset(s.classes[after:comma])
    return lacks and (s.class_at(after) in _CLAUSAL or s.word[comma - 1] in _COMMANDED)


def is_saved(s: Sentence, condition: Condition) -> bool:
    """*Save by*, where the clause before it denies that it can be otherwise."""
    low = next((cut for cut in range(condition.start - 1, 0, -1) if s.gap[cut] in (";", ":", "-")), 0)
    after = condition.after
    denied = not _NEGATED.isdisjoint(s.word[low : condition.start])
    return denied and s.class_at(after) in _MEANS


def is_lacking(s: Sentence, condition: Condition) -> bool:
    """*Without* with a noun phrase: before a clause with *will* or *cannot*, or behind *cannot*."""
    first, after = condition.start, condition.after
    alone = s.class_at(after) == WordClass.PRONOUN
    ends = (i for i in range(after + 1, s.size) if alone or s.gap[i] or s.shapes[i] in WITH_PRONOUN)
    end = next(ends, s.size)
    if after >= s.size or s.gap[after] or IDIOMS & set(s.word[after:end]):
        return False
    if _heads(s, first):
        clause = end if s.word[after] != "which" else after + 1
        verb = s.next_finite(clause)
        lacks = _LACKED_BESIDE.issuperset(s.classes[after:end]) or clause != end
        known = AHEAD | _CANNOT | _UNREAL if alone else AHEAD | _CANNOT
        return lacks and clause < s.size and verb < s.size and s.word[verb] in known
    return _is_behind_cannot(s, first, after)


def _is_behind_cannot(s: Sentence, first: int, after: int) -> bool:
    """*We cannot win without them*; *cannot leave without paying* is about how, as often."""
    verb = next((i for i in range(first - 1, -1, -1) if s.classes[i] in FINITE), -1)
    near = verb >= 0 and first - verb < 8 and not any(s.gap[verb + 1 : first])
    denied = near and (
        s.word[verb] in _CANNOT - {"can"}
        or (s.word[verb] == "can" and s.word_at(verb + 1) in ("not", "never"))
        or (s.word[verb] == "can" and "no" in s.word[max(0, verb - 3) : verb])
    )
    return bool(denied) and s.class_at(after) in _NAMED and s.word[after] not in _ANY


def _heads(s: Sentence, first: int) -> bool:
    """Whether a word opens a clause, but for a joining word before it."""
    joined = s.word_at(first - 1) in LEADING or s.class_at(first - 1) in CLAUSE_OPENERS
    return not first or bool(s.gap[first]) or joined
