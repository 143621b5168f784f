"""Paragraphs that tell what the house did: *Question put and agreed to.*, *The meeting rose at 6 p.m.*

They are recognised by their wording and, where that could be a speech as well, only at the end of a turn.
"""

import re

from analysis.annotation.statements.turns.heads import read_head
from analysis.language.regex import regex
from analysis.language.word_lists import word_pattern

_DONE = word_pattern("transcripts", "procedure.done", " ")
_SOME = word_pattern("transcripts", "procedure.some", " ", written=str.capitalize)
_MEMBERS = word_pattern("transcripts", "procedure.members", " ")
_PUT = word_pattern("transcripts", "procedure.put", " ", written=str.capitalize)
_CLOSING = word_pattern("transcripts", "procedure.closing", " ")
_NOTHING = word_pattern("transcripts", "procedure.nothing", " ")
_RISING = word_pattern("transcripts", "procedure.rising", " ")
_TITLES = word_pattern("transcripts", "procedure.titles", " ", written=str.capitalize)
_CLERK = word_pattern("transcripts", "procedure.clerk", " ")
_BEING_TIME = word_pattern("transcripts", "procedure.being-time", " ")
_MAKERS = word_pattern("transcripts", "procedure.makers", " ", written=str.capitalize)
_OPENERS = word_pattern("transcripts", "procedure.openers", " ")
_BODIES = word_pattern("transcripts", "procedure.bodies", " ")
_ALSO_DONE = word_pattern("transcripts", "procedure.also-done", " ")
_FOLLOWING = word_pattern("transcripts", "procedure.following", " ")
_VOTES = word_pattern("transcripts", "procedure.votes", " ")
_ASKING = word_pattern("transcripts", "procedure.asked", " ")
_QUESTIONS = word_pattern("transcripts", "procedure.questions", " ")
_SAID = word_pattern("transcripts", "procedure.not-told", " ")
_SEVERAL = rf"{_SOME}(?i: (?:right |rt\.? )?(?:hon(?:ourable|\.)? )?(?:and learned )?{_MEMBERS})+"
_ALWAYS = regex(
    rf"{_PUT}\b[^.\n]{{0,140}}?\b(?:{_DONE}|{_CLOSING})\b[^\n]{{0,200}}"
    rf"|(?:There was|There being) no {_NOTHING}\b[^\n]{{0,160}}"
    rf"|{_SEVERAL}[^.\n]{{0,40}}\b{_RISING}\b[^\n]{{0,60}}"
    rf"|{_TITLES}\.? [^.:\n]{{2,60}} (?:interjecting|rose|having interjected)[-–—.]*"
    rf"|(?:The )?(?:\w+ ){{0,4}}clerk {_CLERK}\b[^\n]{{0,160}}"
    r"|(?:Accordingly|Whereupon|Thereupon),? [^\n]{0,400}"
    rf"|It being [^\n]{{0,200}}{_BEING_TIME}[^\n]{{0,200}}"
    rf"|{_MAKERS} by\b[^\n]{{0,120}}"
    r"|(?:The (?:recorded )?vote|A recorded vote) was (?:taken|ordered)\b[^\n]{0,300}"
    rf"|So the [^.\n]{{1,160}} (?:was|were) (?:{_DONE}|{_ALSO_DONE})\b[^\n]{{0,60}}"
    r"|\(?(?:END|End)(?: (?:of|OF))?(?: [A-Za-z]+){0,4}[.…]*\)?(?:[A-Z.… ]{0,20})?"
    r"|-+ ?(?:END|End) ?-+|[#* ]{3,}",
)
_AT_END = regex(
    rf"{_OPENERS}\b[^.:\n]{{0,60}}?\b{_BODIES}\b[^.\n]{{0,120}}?"
    rf"\b(?:{_DONE}|{_ALSO_DONE})\b[^\n]{{0,220}}"
    rf"|(?:The )?(?:\w+ )?{_FOLLOWING}\b[^\n]{{0,120}}\bfollows?[.:]?"
    rf"|{_VOTES}\b[^\n]{{0,60}}"
    r"|\([^\n]{3,300}\)\.?",
    re.IGNORECASE,
)
_ASKED = regex(
    rf"(?:\d{{1,4}}[.)]?\s+)?(?P<who>[^:\n]{{3,120}}?),? {_ASKING}\b"
    rf"[^\n]{{0,60}}\b{_QUESTIONS}\b"
)
_NOT_TOLD = regex(rf"\b(?:I|{_SAID})\b|[?]")
LONGEST = 420
"""Characters of such a paragraph."""


def is_procedure(words: str, *, at_end: bool) -> bool:
    """Whether a paragraph tells what was done rather than what was said.

    >>> is_procedure("Question put and agreed to.", at_end=False)
    True
    >>> is_procedure("The House was told that we would wait.", at_end=True)
    False
    """
    if len(words) > LONGEST or _NOT_TOLD.search(words):
        return False
    flat = " ".join(words.split())
    return _ALWAYS.fullmatch(flat) is not None or (at_end and _AT_END.fullmatch(flat) is not None)


def is_reported_question(words: str) -> bool:
    """Whether a paragraph opens a question on paper: *3. Mr. Lee asked the Minister what ...*"""
    match = _ASKED.match(words[:300])
    if match is None:
        return False
    head = read_head(match["who"])
    return head is not None and (head.shape in ("titled", "office") or match.start("who") > 0)
