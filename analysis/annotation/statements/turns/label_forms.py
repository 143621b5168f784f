"""The forms of label with a delimiter; each takes the sheet, a line and where it begins: a label or None."""

from collections.abc import Iterator

from analysis.annotation.statements.name_words import FEMALE, MALE
from analysis.annotation.statements.turns.heads import MOST, Head, is_capital, read_head
from analysis.annotation.statements.turns.label import Label, make_label
from analysis.annotation.statements.turns.label_words import OFFICES, TITLES
from analysis.annotation.statements.turns.sheet import Line, Sheet
from analysis.language.regex import regex
from analysis.language.word_lists import word_list

_IN_RECORD = word_list("transcripts", "labels.in-record")
_QUESTION = regex(r"(?:Q|A)\d{0,3}(?=[.:)]?[ \t\u00a0]+\S|[.:)]\S|$)[.:)]?[ \t\u00a0]*")
_ASKED = regex(r"(?:Question|QUESTION|Answer|ANSWER)[.][ \t\u00a0]*")
_STROKE = regex(r"\.[ ]?[-–—:]+|(?<=[)\]])\.?[-–—]+|(?<=[A-Z][A-Z])[—–](?=[A-Z“\"‘])")
_AGAIN = regex(r"\s*\([^()\n]{2,160}(?:\n[^()\n]{2,160}){0,3}\)[ ]?\.?[ ]?[-–—:]+")
_POINT = regex(r"(?:(?<=[^\W\d_])|(?<=[)\]]))\.(?:\d{1,2}(?=  ))?(?=[ \t\u00a0\n]|$)")
_DASH = regex(r"[ \t]+(?:[–—]|--?)[ \t]+|[—–](?=[“\"\w])")
_GAP = regex(r"[ \t]*[\[(]\d{1,2}:\d\d(?::\d\d)?[\])][ \t]+|\t+|[ \u00a0]{3,}|[ \t]*\|[ \t]*")
_BRACKETED = regex(r"[\[(][^\[\]()\n]{3,50}[\])](?=[ ])")
_SENTENCE = regex(r"\s*[\"“‘'(\[—–-]*\s*(?:[A-Z0-9$£À-Þ]|$)")
_COLON_OF_TIME = regex(r"(?<=\d):(?=\d)|:(?=//)")


def question(sheet: Sheet, i: int, start: int) -> Label | None:
    match = _QUESTION.match(sheet.text, start, sheet.lines[i].end) or _ASKED.match(sheet.text, start)
    if match is None:
        return None
    sign = match.group()
    if sign[1:2].isdigit() and (named := colon(sheet, i, match.end())) and _is_somebody(named.head):
        return named._replace(start=start)
    unsure = ("one blank",) if sign.rstrip(" ") == "A" and len(sign) == 2 else ()
    return Label(start, match.end(), Head(sign.strip().rstrip(".:)"), unsure, "question"), "colon", i)


def _is_somebody(head: Head) -> bool:
    """Whether a head behind the number of a question names who asks it: *Q12 Chair:*, *Q12 Ann Lee:*."""
    return head.shape in ("titled", "office") or (head.shape == "plain" and len(head.name.split()) > 1)


def colon(sheet: Sheet, i: int, start: int) -> Label | None:
    """A head up to a colon, on this line or, where it is long, on one of the next two."""
    text = sheet.text
    for stop in _ends(sheet, i, start):
        at = _find_colon(text, start, min(stop, start + MOST))
        if at >= 0:
            label = make_label(sheet, i, start, at, at + 1, "colon")
            if label and stop > sheet.lines[i].end and label.head.shape not in ("office", "titled"):
                return None
            return label
    return None


def _ends(sheet: Sheet, i: int, start: int) -> Iterator[int]:
    """Where this line ends and, if a long label may run over its end, the lines below it."""
    lines = sheet.lines
    yield lines[i].end
    if lines[i].end - start > 25 and _is_dressed(sheet.text, start, lines[i].end):
        for line in lines[i + 1 : i + 4]:
            if line.gap:
                return
            yield line.end


def _is_dressed(text: str, start: int, end: int) -> bool:
    """Whether a line begins as the labels of offices do: with *The* or in capitals."""
    words = text[start : min(end, start + 40)].split()[:3]
    return words[0].lower() == "the" or is_capital(" ".join(words))


def _find_colon(text: str, start: int, stop: int) -> int:
    """The first colon outside brackets that parts no hours from minutes; -1 where there is none."""
    colon = text.find(":", start, stop)
    while colon >= 0:
        before = text[start:colon]
        open_ = before.count("(") > before.count(")") or before.count("[") > before.count("]")
        if not open_ and not _COLON_OF_TIME.match(text, colon):
            return colon
        colon = text.find(":", colon + 1, stop)
    return -1


def stroke(sheet: Sheet, i: int, start: int) -> Label | None:
    """A head up to a point and a stroke, *.-*; an office in brackets and another stroke may follow."""
    for stop in _ends(sheet, i, start):
        match = _STROKE.search(sheet.text, start, min(stop, start + MOST))
        if match:
            again = _AGAIN.match(sheet.text, match.end())
            label = make_label(sheet, i, start, match.start(), (again or match).end(), "stroke")
            if label and not _may_be_before_stroke(label.head, match.group()):
                return None
            if label and again:
                note = " ".join(again.group().strip(" .-–—:()").split())
                return label._replace(head=label.head._replace(notes=(*label.head.notes, note)))
            return label
    return None


def _may_be_before_stroke(head: Head, stroke: str) -> bool:
    """Whether a head may stand before a point and a stroke; before *. –* also a whole bare name."""
    spaced = stroke.startswith(". ") and (bool(head.notes) or len(head.name.split()) > 1)
    return head.shape in ("titled", "office", "capitals") or (head.shape == "plain" and spaced)


def point(sheet: Sheet, i: int, start: int) -> Label | None:
    """A head with a title or an office up to a point; the words begin like a sentence."""
    text, line = sheet.text, sheet.lines[i]
    for match in _POINT.finditer(text, start, min(line.end + 1, start + 110)):
        surface = text[start : match.start()]
        if surface.count("(") > surface.count(")"):
            continue
        head = read_head(surface)
        if head and (head.shape in ("titled", "office") or _is_full(head, line)) and _ends_name(head.name):
            if head.shape == "office" and not _is_person_of_record(head.name):
                return None
            if _SENTENCE.match(text, match.end()):
                return make_label(sheet, i, start, match.start(), match.end(), "point")
        elif match.end() - start > 12 and head is None:
            return None
    return None


def _is_full(head: Head, line: Line) -> bool:
    """Whether a name without a title begins a paragraph with a known first name: *Ann Lee. We can*."""
    first = head.name.split()[0].lower()
    return head.shape == "plain" and line.gap > 0 and (first in MALE or first in FEMALE)


def _ends_name(name: str) -> bool:
    """Whether a point behind a name ends it: not behind an initial or a title."""
    words = name.split()
    last = words[-1].strip(".").lower()
    return len(words) > 1 and len(last) > 1 and (last not in TITLES or last in OFFICES)


def _is_person_of_record(name: str) -> bool:
    """Whether an office is written as in records: *The CHAIR*, *The SPEAKER pro tempore*."""
    words = [word for word in name.split() if word.lower() not in _IN_RECORD]
    first = name.split()[0].lower()
    return (
        (first == "the" or first in TITLES)
        and 0 < len(words) <= 3
        and words[-1].lower() in OFFICES
        and all(word[0].isupper() for word in words)
    )


def gap(sheet: Sheet, i: int, start: int) -> Label | None:
    line = sheet.lines[i]
    if bracketed := _BRACKETED.match(sheet.text, start, line.end):
        return make_label(sheet, i, start, bracketed.end(), bracketed.end(), "gap")
    match = _GAP.search(sheet.text, start, min(line.end, start + 60))
    return make_label(sheet, i, start, match.start(), match.end(), "gap") if match else None


def dash(sheet: Sheet, i: int, start: int) -> Label | None:
    line = sheet.lines[i]
    match = _DASH.search(sheet.text, start, min(line.end, start + 60))
    return make_label(sheet, i, start, match.start(), match.end(), "dash") if match else None
