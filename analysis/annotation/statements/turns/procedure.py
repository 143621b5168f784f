"""Paragraphs that tell what the house did: *Question put and agreed to.*, *The meeting rose at 6 p.m.*

They are recognised by their wording and, where that could be a speech as well, only at the end of a turn.
"""

import re

from analysis.annotation.statements.turns.heads import read_head
from analysis.annotation.statements.turns.words import BODIES, PROCEDURE

_DONE = PROCEDURE.replace("\n", "|")
_BODY = "|".join(sorted(BODIES))
_MEMBERS = (
    r"(?:Several|Some|Many|An|Two|Opposition|Government|Honourable|Hon\.?|Other)"
    r"(?i: (?:right |rt\.? )?(?:hon(?:ourable|\.)? )?(?:and learned )?"
    r"(?:members?|senators?|deputies|gentlemen|opposition|government))+"
)
_ALWAYS = re.compile(
    r"(?:Question|Motions?|Amendments?|Bill|Clauses?|Schedules?|Resolution|Leave|Debate|Agreed to|Resolved|"
    r"Sitting|Meeting|House|Committee|Division|Title|Report|Preamble|Papers?|Votes?|New clause)\b"
    rf"[^.\n]{{0,140}}?\b(?:{_DONE}|accordingly|nemine contradicente|divided|interrupted)\b[^\n]{{0,200}}"
    r"|(?:There was|There being) no (?:objection|debate|reply|response)\b[^\n]{0,160}"
    rf"|{_MEMBERS}[^.\n]{{0,40}}\b(?:rose|interject\w+|having|indicated|dissenting)\b[^\n]{{0,60}}"
    r"|(?:Mr|Mrs|Ms|Miss|Dr|Senator|Hon\.?|Sir|The)\.? [^.:\n]{2,60}"
    r" (?:interjecting|rose|having interjected)[-–—.]*"
    r"|(?:The )?(?:\w+ ){0,4}clerk (?:proceeded to|read|called|designated|will)\b[^\n]{0,160}"
    r"|(?:Accordingly|Whereupon|Thereupon),? [^\n]{0,400}"
    r"|It being [^\n]{0,200}(?:adjourned|lapsed|interrupted|suspended|order)[^\n]{0,200}"
    r"|(?:Transcribed|Transcript|Transcription|Subtitles|Captions|Captioned|Produced) by\b[^\n]{0,120}"
    r"|\(?(?:END|End)(?: (?:of|OF))?(?: [A-Za-z]+){0,4}[.…]*\)?(?:[A-Z.… ]{0,20})?"
    r"|-+ ?(?:END|End) ?-+|[#* ]{3,}",
)
_AT_END = re.compile(
    rf"(?:The|A|An|This|No|All)\b[^.:\n]{{0,60}}?\b(?:{_BODY})\b[^.\n]{{0,120}}?"
    rf"\b(?:{_DONE}|was|were|is as follows|as follows|divided|proceeded)\b[^\n]{{0,220}}"
    r"|(?:The )?(?:\w+ )?(?:remarks|text|material|statement|letter|bill)s?\b[^\n]{0,120}\bfollows?[.:]?"
    r"|(?:Ayes|Noes|Yeas|Nays)\b[^\n]{0,60}"
    r"|\([^\n]{3,300}\)\.?",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:\d{1,4}[.)]?\s+)?(?P<who>[^:\n]{3,120}?),? "
    r"(?:asked|to ask|to move|moved|tabled|presented|laid upon the table)\b"
    r"[^\n]{0,60}\b(?:the|whether|what|if|upon notice|when|how|that|for|a)\b"
)
_NOT_TOLD = re.compile(r"\b(?:I|my|we|our|us|me|you|your)\b|[?]")
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
