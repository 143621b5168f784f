"""Conditions without a marker, joined by *and*, *or* or *or else*: what comes before them is the protasis.

    Touch our ships and we will burn your ports.         a command
    We must act or the fund will run dry.                a demand
    One more step and the guards will shoot.             a step too far, without a verb
    They keep their word, or else the pact would fall.   any clause, before *or else* alone

Dancygier and Sweetser (2005, ch. 9) and Huddleston and Pullum (2002, 10.9.5) describe them.
"""

from typing import Final

from analysis.annotation.marks.clauses import Clauses, Condition, Segment
from analysis.annotation.marks.sentence_words import Sentence
from analysis.language.lemmas import AUXILIARIES, OBJECTS, wordnet
from analysis.language.word_classes import word_classes
from analysis.language.word_lists import word_list

LEADING: Final = word_list("conditions", "markers.leading")
_REQUESTS: Final = word_list("conditions", "markers.requests")
_STEPS: Final = word_list("conditions", "markers.steps")
_DEMANDS: Final = word_list("conditions", "markers.demands")
_APPEALS: Final = word_list("conditions", "acts.appeals")
_FOLLOWS: Final = word_list("conditions", "markers.follows")
_PRICES: Final = word_list("conditions", "markers.prices")


def joined_clauses(s: Sentence, condition: Condition) -> Clauses | None:
    """The clauses that *and*, *or* or *or else* joins as a condition, or None where it only lists."""
    start, (first, after) = None, (condition.start, condition.after)
    if "?" not in s.gap[s.size] and has_clause(s, after):
        start = _command(s, condition)
        if start is None and s.word[first] == "or":
            start = _demand(s, condition)
        if start is None and s.word[first] == "and":
            start = _step(s, first)
    if start is None:
        return None
    return Clauses((start, first), Segment("R", after, clause_end(s, after)))


def let_clauses(s: Sentence, condition: Condition) -> Clauses | None:
    """*Let but one dam break and the town drowns*: both clauses around the *and* with a clause behind it."""
    for cut in range(condition.after + 2, s.size - 1):
        if s.word[cut] == "and" and s.next_finite(cut) < s.size and s.shapes[cut + 1] in "SsNnm":
            return Clauses((condition.start, cut), Segment("R", cut + 1, clause_end(s, cut + 1)))
    return None


def _command(s: Sentence, condition: Condition) -> int | None:
    """Where the command before the form begins, if it is the only verb there."""
    start = command_start(s, condition.start)
    if start is None or _is_request(s, start):
        return None
    if s.word[condition.after] in _PRICES and not _commands(s, start, condition.start):
        return None
    verb = start + (s.word[start] == "you")
    if not _is_only_verb(s, verb, condition.start):
        return None
    return _first_of_chain(s, start)


def _is_only_verb(s: Sentence, verb: int, end: int) -> bool:
    """Whether no other finite verb follows, but one in a clause that hangs on it: *do as they say*."""
    others = s.finite[end] - s.finite[verb + 1]
    hangs = set("WK") & set(s.classes[verb + 1 : s.next_finite(verb + 1)]) or s.word_at(verb + 1) == "as"
    return not others or (others == 1 and bool(hangs))


def _is_request(s: Sentence, start: int) -> bool:
    """A command that sets no condition: *listen*; *let* only with *us* or *me*, or without a verb."""
    if s.word[start] == "let":
        return s.word_at(start + 1) in ("us", "me", "'s", "but", "only") or s.class_at(start + 1) == "H"
    return s.word[start] in _REQUESTS


def _first_of_chain(s: Sentence, start: int) -> int:
    """The first of several commands in a row: *break the law, hide your gains, and you will pay*."""
    while start and "," in s.gap[start]:
        before = command_start(s, start)
        if before is None or _is_request(s, before) or s.finite[start] != s.finite[before + 1]:
            return start
        start = before
    return start


def _demand(s: Sentence, condition: Condition) -> int | None:
    """Where a clause with *must* or *have to* begins, before *or* with what follows if it is not met."""
    first, after = condition.start, condition.after
    verb = s.next_finite(after)
    sure = s.word_at(first + 1) == "else" and s.shapes[after] in "SsNnmba"
    if not sure and not (verb < s.size and s.word[verb] in _FOLLOWS):
        return None
    last = next((i for i in range(first - 1, -1, -1) if s.classes[i] in "VM"), -1)
    if last < 0 or not (sure or _demands(s, last)) or "either" in s.word[:first]:
        return None
    return _subject_start(s, last)


def _demands(s: Sentence, verb: int) -> bool:
    """Whether a finite verb is that of a demand: *must*, *have to*, *we call on them to*."""
    if s.classes[verb] == "V" and s.word[verb] in _APPEALS:
        return s.word[verb - 1] in ("i", "we") and "T" in s.classes[verb:]
    return s.word[verb] in _DEMANDS and (s.classes[verb] == "M" or "T" in s.classes[verb + 1 : verb + 4])


def _subject_start(s: Sentence, verb: int) -> int | None:
    """The first word of the subject of a finite verb."""
    start = None
    for cut in range(verb - 1, -1, -1):
        if s.shapes[cut] in "SsNnm":
            start = cut
        elif start is not None:
            break
        if s.gap[cut]:
            break
    return start


def _step(s: Sentence, first: int) -> int | None:
    """Where a noun phrase begins that is all there is before *and*: *one more lie and ...*."""
    start = 0
    while start < first - 1 and s.word[start] in LEADING:
        start += 1
    phrase = s.word[start:first]
    if not 2 <= len(phrase) <= 6 or any(s.gap[start + 1 : first]) or s.finite[first] != s.finite[start]:
        return None
    opens = phrase[0] in _STEPS or (s.classes[start] == "D" and phrase[1] in _STEPS)
    return start if opens and s.class_at(first - 1) == "N" else None


def command_start(s: Sentence, end: int) -> int | None:
    """Index of the base verb (or of *you* before a verb) that opens a clause before word `end`."""
    if end and (end == 1 or s.gap[end - 1]) and _is_bare_command(s.word[end - 1]):
        return end - 1
    for cut in range(end - 2, -1, -1):
        if (cut == 0 or s.gap[cut]) and _may_open_command(s.word[cut]):
            start = cut
            while start < end - 2 and (s.word[start] in LEADING or s.classes[start] == "R"):
                start += 1
            if _commands(s, start, end):
                return start
    return None


def _is_bare_command(word: str) -> bool:
    """Whether a word by itself is a command: *sign, or we will leave*."""
    if word.endswith("s") or word in word_classes().known:
        return False
    return word_classes().usual.get(word) == "B" or wordnet()["share"].get(word, "0") >= "2"


def _may_open_command(word: str) -> bool:
    """Whether a command, or words before it, may begin so; most words that open a clause are no verbs."""
    return word_classes().known.get(word, "B") in "BNJR" or word in LEADING or word in ("you", "do")


def _commands(s: Sentence, start: int, end: int) -> bool:
    if s.word[start] == "you":
        return s.classes[start + 1] in "VB" and s.word[start + 1] not in AUXILIARIES
    if s.word[start] == "do":
        return s.word[start + 1] in ("not", "nothing") or s.class_at(start + 1) in "HWIK"
    if s.classes[start] == "B" or (start == 0 and word_classes().usual.get(s.word[0]) == "B"):
        return True
    following = s.class_at(start + 1)
    takes_object = (
        following == "D"
        or s.word_at(start + 1) in OBJECTS
        or (following == "I" and s.class_at(end + 1) == "S")  # Vote for this and you will pay
        or (following == "I" and s.word_at(start + 2) in OBJECTS)  # Vote for me and taxes will fall
    )
    return s.classes[start] in "NJ" and takes_object and wordnet()["share"].get(s.word[start], "0") >= "1"


def has_clause(s: Sentence, start: int) -> bool:
    """Whether words from `start` to the next punctuation have a verb, or open with a pronoun."""
    end = next((cut for cut in range(start + 1, s.size) if s.gap[cut]), s.size)
    return s.class_at(start) == "S" or any(
        letter in "VMB" or (letter == "N" and _may_be_verb(s, i))
        for i, letter in enumerate(s.classes[start:end], start)
    )


def _may_be_verb(s: Sentence, i: int) -> bool:
    """Whether the noun at `i` behind a plural is as often a verb: *as rockets fall on*."""
    behind_plural = s.class_at(i - 1) == "N" and s.word[i - 1].endswith("s")
    return behind_plural and wordnet()["share"].get(s.word[i], "0") >= "2"


def clause_end(s: Sentence, start: int) -> int:
    """The next cut with punctuation stronger than nothing, or the end of the sentence."""
    return next((i for i in range(start + 1, s.size) if set(s.gap[i]) & set(",;:-()Q")), s.size)
