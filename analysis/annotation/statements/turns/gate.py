"""A cheap look at a text: could it be a transcript? Most texts are not, and shall cost next to nothing.

Only the beginnings of lines are looked at, and only until one of them looks much like a label, or a few
of them a little.
"""

from analysis.language.regex import regex
from analysis.language.word_lists import word_pattern

_WORD = r"[A-ZÀ-ÞĀ-Ž][\w.'’ʼ&/\-]*"
_JOINT = rf"{word_pattern('statements', 'gate.joints')}|\d{{1,3}}|d['’]\w+"
_NAME = rf"{_WORD}(?:,?[ \u00a0]+(?:{_WORD}|{_JOINT})){{0,14}}"
_NOTES = r"(?:[ \u00a0]*[(\[][^()\[\]\n]{0,120}[)\]]?)*"
_CAPITALISED = word_pattern("statements", "gate.titles", written=str.capitalize)
_IN_CAPITALS = word_pattern("statements", "gate.titles-in-capitals", written=str.upper)
_TITLES = rf"(?:{_CAPITALISED}|{_IN_CAPITALS})\b"
_TIME = r"(?:[\[(]?(?:\d{1,4}[./-]\d\S{2,8}[ ])?\d{1,2}:\d\d\S{0,10}(?: ?[AaPp]\.?[Mm]\S?)?[ \t]*)?"
_DRESS = rf"[ \t\u00a0]*(?:\d{{1,3}}[.)]?[ \t\u00a0]+)?{_TIME}(?:[-*•–#_>|]{{1,4}}[ ]?)?"
_COLON = regex(rf"{_DRESS}[\[(]?{_NAME}(?: / {_NAME})?[\])]?{_NOTES}[\])*_]{{0,4}}[ \u00a0]?:(?!//)")
_OWN = regex(rf"{_DRESS}{_NAME}{_NOTES}[ \t]*(?:\d{{1,2}}:\d\d\S*)?\s*")
_MARKED = regex(
    rf"{_DRESS}(?:>>|Q(?:[.:]|[ \t]{{2,}}|[ ][A-Z(])|QUESTION[.:]|Question[.:]|\{{time\}}|{_TITLES}\.? "
    r"(?:[^\n:]{0,20}[A-Z]{2,}[^\n:]{0,60}?\.[-–—\s]|[^\n]{2,120}?(?:\.[-–—]|\)[—–.])|"
    rf"{_WORD}\. [A-Z])"
    rf"|{_NAME}{_NOTES}(?:\t| {{3,}}| [–—] | --? |—\w|\.[ ]?[-–—]| \||[ ]?[\[(]\d{{1,2}}:\d)"
    rf"|[\[(]{_NAME}[\])] )"
)
_CHAT = regex(
    r"[\[(]?(?:[\d./-]{8,10},?[ ])?\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?[\])]?[ \t]*(?:[-–—|] )?"
    r"(?:<[^<>\n]{2,30}>|[a-z][\w.-]{1,29}:)[ \t]"
)
_HANDLE = regex(r"[a-z][\w.-]{1,19}: \S")
_POINTED = regex(rf"(?:{_WORD} ){{1,2}}{_WORD}\. [A-Z]")
_RECORD = regex(
    rf"\s{{0,40}}{_TITLES}\.? [^\n:.]{{0,40}}[A-Z]{{2,}}[^\n:.]{{0,60}}"
    r"(?:\([^)\n]{1,60}\))?\.[-–—\s]"
)
_MOST = 120
"""Characters of a line that are looked at."""


def may_be_transcript(text: str, start: int = 0) -> bool:
    """Whether a closer look could find turns.

    >>> may_be_transcript("The harbour was shut.\\nNobody knew why: it rained.")
    False
    >>> may_be_transcript("ANN LEE: We can.\\nBOB RAY: We must.")
    True
    """
    if "-->" in text or text.count("<") > 1:
        return True
    seen = 0
    for line in text[start:].split("\n"):
        seen += _looks_like_label(line[:_MOST], len(line))
        if seen >= 6:
            return True
    return False


def _looks_like_label(head: str, length: int) -> int:
    """How much a line looks like one that begins with a label: 0 to 3, of 6 that are enough."""
    if ":" in head and (colon := _COLON.match(head)):
        return 6 if colon.group().isupper() else 3
    first = head[:1]
    if first in "[(" or first.isdigit():
        if _CHAT.match(head):
            return 3
    elif first.islower():
        if _HANDLE.match(head):
            return 2
    elif _RECORD.match(head):
        return 6
    elif _POINTED.match(head):
        return 1
    if length > _MOST:
        return 3 if head.startswith(_FIRST) and _MARKED.match(head) else 0
    if _MARKED.match(head):
        return 3
    return 2 if head and head[-1] not in ".?!,;" and _OWN.fullmatch(head) else 0


_FIRST = tuple("MDSTHRC>Q-*#[(|0123456789 \t\u00a0")
