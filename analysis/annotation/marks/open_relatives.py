"""Conditions in a relative clause about anybody: *whoever strikes us will regret it*.

They count where *if somebody strikes us* could be said, of an act that is still open: *whoever*, *anyone
who*, *any bill that*, *those who*, with *will*, *must* or *should* in the main clause (Declerck and Reed
2001, 2.5; Dancygier and Sweetser 2005). *Those who* picks out people who are there, unless it is said
what will come of it.
"""

from typing import Final

from analysis.annotation.marks.clauses import Clauses, Condition, Segment
from analysis.annotation.marks.commands import clause_end
from analysis.annotation.marks.sentence_words import Sentence
from analysis.language.lemmas import SUBJECTS
from analysis.language.word_classes import CLAUSE_OPENERS, FINITE, WordClass
from analysis.language.word_lists import word_list

_AHEAD: Final = word_list("conditions", "relatives.ahead")
_DEMANDED: Final = word_list("conditions", "relatives.demanded")
_PAST: Final = word_list("word_classes", "past-forms")
_GENERIC: Final = ("those",)
_RELATIVES: Final = ("who", "that", "which")
_BEHIND_RELATIVE: Final = FINITE | {WordClass.ADVERB}
"""What follows a relative that is the subject of its clause."""
_OPENS_RELATIVE: Final = _BEHIND_RELATIVE | {WordClass.PRONOUN}
_BEFORE_SUBJECT: Final = CLAUSE_OPENERS | {WordClass.ADVERB, WordClass.PRONOUN}
_OTHER_CLAUSE: Final = frozenset((WordClass.THAT, WordClass.WH))


def relative_clauses(s: Sentence, condition: Condition) -> Clauses | None:
    """The noun phrase with its relative clause and the clause that it stands in, or None."""
    first = condition.start
    relative = _relative(s, first)
    if relative is None or (asked := "?" in s.gap[s.size]) or not _is_open(s, first, relative):
        return None
    main = _main_verb(s, first, relative)
    if main is not None:
        return Clauses((first, main), Segment("R", main, clause_end(s, main)))
    return None if asked else _as_object(s, first, relative)


def _relative(s: Sentence, first: int) -> int | None:
    """The relative word; *whoever* is one by itself. Its clause lacks a subject."""
    if s.word[first].startswith("who"):
        return first
    for i in range(first + 1, min(first + 4, s.size - 1)):
        if s.gap[i]:
            return None
        if s.word[i] in _RELATIVES:
            clause = s.class_at(i + 1) in _OPENS_RELATIVE and s.word[i - 1] not in ("at", "of")
            return i if clause else None
    return None


def _is_open(s: Sentence, first: int, relative: int) -> bool:
    """Whether the verb of the relative clause leaves open who does it: no past, and no *those who are*."""
    verb = s.next_finite(relative + 1)
    if verb >= s.size or s.word[verb] in _PAST or s.word[verb].endswith("ed"):
        return False
    held = ("are", "is", "'re", "have", "has", "'ve")
    return s.word[first] not in _GENERIC or s.word[verb] not in held


def _main_verb(s: Sentence, first: int, relative: int) -> int | None:
    """The modal of the main clause, of which the phrase is the subject."""
    wanted = _AHEAD if s.word[first] in _GENERIC else _AHEAD | _DEMANDED
    begins = (
        first == 0 or s.gap[first] or s.class_at(first - 1) in _BEFORE_SUBJECT or s.word[first - 1] == "that"
    )
    verb = s.next_finite(relative + 1)
    while begins and (verb := s.next_finite(verb + 1)) < s.size:
        if not _OTHER_CLAUSE.isdisjoint(s.classes[relative + 1 : verb]):
            return None  # whoever leads is somebody that all will follow
        if s.word[verb - 1] in SUBJECTS.keys() - {"it", "you"}:
            continue
        if s.word[verb] in wanted or _joins(s, verb, wanted):
            return verb
        if s.classes[verb] == WordClass.MODAL:
            return None
    return None


def _joins(s: Sentence, verb: int, wanted: frozenset[str]) -> bool:
    """Whether two modals share their verb: *can and will have their say*."""
    return (
        s.classes[verb] == WordClass.MODAL
        and s.class_at(verb + 1) == WordClass.COORDINATOR
        and s.word_at(verb + 2) in wanted
    )


def _as_object(s: Sentence, first: int, relative: int) -> Clauses | None:
    """*We will hunt down anyone who harms our people*: the main clause before the phrase undertakes it."""
    is_subject = s.class_at(relative + 1) in _BEHIND_RELATIVE
    if s.word[first] in _GENERIC or not is_subject or not first or s.gap[first]:
        return None
    modal = next((i for i in range(first - 1, 0, -1) if s.classes[i] in FINITE), 0)
    subject = modal - 1 - (s.class_at(modal - 1) == WordClass.ADVERB)
    undertakes = s.word[modal] in _AHEAD or (
        s.word[modal] == "would" and s.word[modal + 1] in ("not", "never")
    )
    if (
        s.word_at(subject) not in ("i", "we")
        or not undertakes
        or s.class_at(first - 1) == WordClass.COORDINATOR
    ):
        return None
    return Clauses((first, clause_end(s, relative + 1)), Segment("L", subject, first))
