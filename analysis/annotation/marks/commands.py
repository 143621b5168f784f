"""Conditions without a marker, joined by *and*, *or* or *or else*: what comes before them is the protasis.

    Touch our ships and we will burn your ports.         a command
    We must act or the fund will run dry.                a demand
    One more step and the guards will shoot.             a step too far, without a verb
    They keep their word, or else the pact would fall.   any clause, before *or else* alone

Dancygier and Sweetser (2005, ch. 9) and Huddleston and Pullum (2002, 10.9.5) describe them.
"""

from typing import Final

from analysis.annotation.marks.clauses import Clauses, Condition, Segment
from analysis.annotation.marks.sentence_words import OPENS_MAIN_CLAUSE, STATEMENT, Sentence
from analysis.language.lemmas import AUXILIARIES, OBJECTS
from analysis.language.tagging.tag_lexicon import lexicon
from analysis.language.tagging.tags import Tag
from analysis.language.word_classes import FINITE, VERBS, WordClass, word_class_of
from analysis.language.word_lists import word_list
from analysis.language.wordnet import verb_share

LEADING: Final = word_list("conditions", "markers.leading")
_REQUESTS: Final = word_list("conditions", "markers.requests")
_STEPS: Final = word_list("conditions", "markers.steps")
_DEMANDS: Final = word_list("conditions", "markers.demands")
_APPEALS: Final = word_list("conditions", "acts.appeals")
_FOLLOWS: Final = word_list("conditions", "markers.follows")
_PRICES: Final = word_list("conditions", "markers.prices")
_HANGING: Final = frozenset((WordClass.WH, WordClass.CONJUNCTION))
"""First word of a clause that hangs on a command."""
_BEHIND_DO: Final = _HANGING | {WordClass.THAT, WordClass.PREPOSITION}
"""What follows *do* where it is a command: *do that*, *do as they say*."""
_MAY_COMMAND: Final = frozenset((WordClass.BASE, WordClass.NOUN, WordClass.ADJECTIVE, WordClass.ADVERB))
"""First word of what may be a command; *Vote* may pass for a noun."""
_LIKE_COMMANDS: Final = frozenset((WordClass.NOUN, WordClass.ADJECTIVE))
"""What a command may be taken for."""
_WITH_YOU: Final = frozenset((WordClass.VERB, WordClass.BASE))


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
        if s.word[cut] == "and" and s.next_finite(cut) < s.size and s.shapes[cut + 1] in STATEMENT:
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
    """Whether no other finite verb follows, but one that hangs on it: *do as they say*, *let it fail*."""
    others = s.finite[end] - s.finite[verb + 1]
    hangs = not _HANGING.isdisjoint(s.classes[verb + 1 : s.next_finite(verb + 1)])
    may_have_one = hangs or s.word_at(verb + 1) == "as" or s.word[verb] == "let"
    return not others or (others == 1 and may_have_one)


def _is_request(s: Sentence, start: int) -> bool:
    """A command that sets no condition: *listen*; *let* only with *us* or *me*, or without a verb."""
    if s.word[start] == "let":
        whom = s.word_at(start + 1) in ("us", "me", "'s", "but", "only")
        return whom or s.class_at(start + 1) == WordClass.THAT
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
    sure = s.word_at(first + 1) == "else" and s.shapes[after] in OPENS_MAIN_CLAUSE
    if not sure and not (verb < s.size and s.word[verb] in _FOLLOWS):
        return None
    last = next((i for i in range(first - 1, -1, -1) if s.classes[i] in FINITE), -1)
    if last < 0 or not (sure or _demands(s, last)) or "either" in s.word[:first]:
        return None
    return _subject_start(s, last)


def _demands(s: Sentence, verb: int) -> bool:
    """Whether a finite verb is that of a demand: *must*, *have to*, *we call on them to*."""
    if s.classes[verb] == WordClass.VERB and s.word[verb] in _APPEALS:
        return s.word[verb - 1] in ("i", "we") and WordClass.TO in s.classes[verb:]
    obliges = s.classes[verb] == WordClass.MODAL or WordClass.TO in s.classes[verb + 1 : verb + 4]
    return s.word[verb] in _DEMANDS and obliges


def _subject_start(s: Sentence, verb: int) -> int | None:
    """The first word of the subject of a finite verb."""
    start = None
    for cut in range(verb - 1, -1, -1):
        if s.shapes[cut] in STATEMENT:
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
    if not 2 <= len(phrase) <= 6 or any(s.gap[start + 1 : first]) or s.finite[first - 1] != s.finite[start]:
        return None
    opens = phrase[0] in _STEPS or (s.classes[start] == WordClass.DETERMINER and phrase[1] in _STEPS)
    return start if opens and _is_noun(s, first - 1) else None


def _is_noun(s: Sentence, i: int) -> bool:
    """Whether a word is a noun; behind an adjective it is none but may pass for a verb: *one more lie*."""
    passes = s.classes[i] == WordClass.VERB and s.class_at(i - 1) == WordClass.ADJECTIVE
    return passes or s.classes[i] == WordClass.NOUN


def command_start(s: Sentence, end: int) -> int | None:
    """Index of the base verb (or of *you* before a verb) that opens a clause before word `end`."""
    if end and (end == 1 or s.gap[end - 1]) and _is_bare_command(s.word[end - 1]):
        return end - 1
    for cut in range(end - 2, -1, -1):
        if (cut == 0 or s.gap[cut]) and _may_open_command(s.word[cut]):
            start = cut
            while start < end - 2 and (s.word[start] in LEADING or s.classes[start] == WordClass.ADVERB):
                start += 1
            if _commands(s, start, end):
                return start
    return None


def _is_bare_command(word: str) -> bool:
    """Whether a word by itself is a command: *sign, or we will leave*."""
    if word.endswith("s") or lexicon().sure(word) is not None:
        return False
    return lexicon().usual(word) == Tag.VB or verb_share(word) >= "2"


def _may_open_command(word: str) -> bool:
    """Whether a command, or words before it, may begin so; most words that open a clause are no verbs."""
    sure = lexicon().sure(word)
    may = sure is None or word_class_of(word, sure) in _MAY_COMMAND
    return may or word in LEADING or word in ("you", "do")


def _commands(s: Sentence, start: int, end: int) -> bool:
    if s.word[start] == "you":
        return s.classes[start + 1] in _WITH_YOU and s.word[start + 1] not in AUXILIARIES
    if s.word[start] == "do":
        return s.word[start + 1] in ("not", "nothing") or s.class_at(start + 1) in _BEHIND_DO
    if s.classes[start] == WordClass.BASE or (start == 0 and lexicon().usual(s.word[0]) == Tag.VB):
        return True
    following = s.class_at(start + 1)
    takes_object = (
        following == WordClass.DETERMINER
        or s.word_at(start + 1) in OBJECTS
        or (  # Vote for this and you will pay; Vote for me and taxes will fall
            following == WordClass.PREPOSITION
            and (s.class_at(end + 1) == WordClass.PRONOUN or s.word_at(start + 2) in OBJECTS)
        )
    )
    return s.classes[start] in _LIKE_COMMANDS and takes_object and verb_share(s.word[start]) >= "1"


def has_clause(s: Sentence, start: int) -> bool:
    """Whether words from `start` to the next punctuation have a verb, or open with a pronoun."""
    end = next((cut for cut in range(start + 1, s.size) if s.gap[cut]), s.size)
    return s.class_at(start) == WordClass.PRONOUN or any(
        its in VERBS or (its == WordClass.NOUN and _may_be_verb(s, i))
        for i, its in enumerate(s.classes[start:end], start)
    )


def _may_be_verb(s: Sentence, i: int) -> bool:
    """Whether the noun at `i` behind a plural is as often a verb: *as rockets fall on*."""
    behind_plural = s.class_at(i - 1) == WordClass.NOUN and s.word[i - 1].endswith("s")
    return behind_plural and verb_share(s.word[i]) >= "2"


def clause_end(s: Sentence, start: int) -> int:
    """The next cut with punctuation stronger than nothing, or the end of the sentence."""
    return next((i for i in range(start + 1, s.size) if set(s.gap[i]) & set(",;:-()Q")), s.size)
