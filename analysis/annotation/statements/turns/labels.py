"""Labels of turns: a head at the beginning of a line and the delimiter that parts it from the words.

colon     MR. CARNEY: ...      Ann Lee (Leeds) (Lab): ...      **Ann Lee:** ...     [SPEAKER_00]: ...
point     Mr. SMITH of Ohio. Mr. Speaker, ...                  Senator Lee. Thank you.
stroke    HON. A. LEE.- ...                                    Mr LEE (Ashby) (14:05)—I move
dash      Ann Lee – ...
gap       Q    Would you ...                                   Ann Lee<TAB>We can
own       Ann Lee (Leeds) (Lab)                                (the words on the next line)
chevron   >> ...                                               (another speaker, not named)
tag       <SPEAKER ID=1 NAME="Lee, Ann">
inline    ... we can. ANN LEE: I doubt it. BOB RAY: ...        (a transcript without lines)
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from analysis.annotation.statements.names import FEMALE, MALE
from analysis.annotation.statements.turns.captions import Tag
from analysis.annotation.statements.turns.chat import read_bare, read_line
from analysis.annotation.statements.turns.directions import is_direction
from analysis.annotation.statements.turns.heads import MOST, Head, is_capital, read_head
from analysis.annotation.statements.turns.sheet import Line, Sheet
from analysis.annotation.statements.turns.words import JOINTS, OFFICES, ROLES, TITLES, UNNAMED
from analysis.base.records import Span
from analysis.language.word_lists import word_list
from analysis.regex import regex

Form = Literal["colon", "point", "stroke", "dash", "gap", "own", "chevron", "tag", "inline", "pattern"]
FORMS: tuple[Form, ...] = ("colon", "point", "stroke", "dash", "gap", "own", "chevron", "tag", "inline")


class Label(NamedTuple):
    """A stretch that may be the label of a turn: its span, what it says, its form and its line.

    `timed`: a time or a sign for another speaker stands beside it.
    """

    start: int
    end: int
    head: Head
    form: Form
    line: int
    timed: bool = False

    def span(self, text: str) -> Span:
        """Where it stands, without the blanks behind it."""
        return self.start, self.start + len(text[self.start : self.end].rstrip())


_DAY = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?[ \t]+)?"
_TIME = rf"[\[(]?{_DAY}\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?(?:[.,]\d{{1,3}})?(?:[ ]?[AaPp]\.?[Mm]\.?)?[\])]?"
_DRESS = regex(
    r"(?:>>+[ \t]*|[-*•–>»#+|]{1,4}[ \t]+)?"
    rf"(?:{_TIME}[ \t]*(?:[-–—|][ \t]+)?(?:From[ \t]+)?)?"
    r"(?:\d{1,3}\.[ \t]+(?=[A-Z]))?"
    r"[*_]{0,3}"
)
_CLOCK = regex(r"\d:\d\d|\d:\d:\d")
_INVERTED = regex(r"[^\W\d_][\w'’-]+, [^\W\d_][\w'’.-]+(?: [^\W\d_][\w.]*)?")
_LISTS = word_list("transcripts", "labels.lists")
_IN_RECORD = word_list("transcripts", "labels.in-record")
_CLOSE = regex(r"[*_]{0,3}[ \t\u00a0]*(?:\d{1,2}:\d\d(?::\d\d)?[ \t]*(?=\n))?")
_QUESTION = regex(r"(?:Q|A)\d{0,3}(?=[.:)]?[ \t\u00a0]+\S|[.:)]\S|$)[.:)]?[ \t\u00a0]*")
_ASKED = regex(r"(?:Question|QUESTION|Answer|ANSWER)[.][ \t\u00a0]*")
_STROKE = regex(r"\.[ ]?[-–—:]+|(?<=[)\]])\.?[-–—]+|(?<=[A-Z][A-Z])[—–](?=[A-Z“\"‘])")
_AGAIN = regex(r"\s*\([^()\n]{2,160}(?:\n[^()\n]{2,160}){0,3}\)[ ]?\.?[ ]?[-–—:]+")
_POINT = regex(r"(?:(?<=[^\W\d_])|(?<=[)\]]))\.(?:\d{1,2}(?=  ))?(?=[ \t\u00a0\n]|$)")
_DASH = regex(r"[ \t]+(?:[–—]|--?)[ \t]+|[—–](?=[“\"\w])")
_GAP = regex(r"[ \t]*[\[(]\d{1,2}:\d\d(?::\d\d)?[\])][ \t]+|\t+|[ \u00a0]{3,}|[ \t]*\|[ \t]*")
_BRACKETED = regex(r"[\[(][^\[\]()\n]{3,50}[\])](?=[ ])")
_NOTES = regex(r"\([^()\n]{2,60}\)(?: \([^()\n]{2,60}\)){0,2}")
_BETWEEN = regex(r"[ \t]+(?:[–—]|--?)[ \t]+")
DESCRIBED = regex(r"(?P<name>[^\n–—]{4,40}?)[ \t]+(?:[–—]|--?)[ \t]+(?P<rest>[^\n]{3,80})")
_SENTENCE = regex(r"\s*[\"“‘'(\[—–-]*\s*(?:[A-Z0-9$£À-Þ]|$)")
_COLON_OF_TIME = regex(r"(?<=\d):(?=\d)|:(?=//)")


def find_labels(sheet: Sheet, tags: Sequence[Tag]) -> list[Label]:
    """Every stretch that could be a label, in order; most of them are decided on later."""
    found = _answered(_apart(label for i in range(len(sheet.lines)) for label in _of_line(sheet, i)))
    if not any(label.form == "colon" for label in found):
        found += (
            Label(sheet.lines[i].start, end, Head(name, (), "plain"), "colon", i, True)
            for i, name, end in read_bare(sheet)
        )
    for tag in tags:
        head = read_head(_straightened(tag.speaker)) or Head(_straightened(tag.speaker), (), "plain")
        found.append(Label(tag.start, tag.end, head, "tag", -1 if tag.goes_on else 0))
    found += (
        label
        for i, line in enumerate(sheet.lines)
        if line.end - line.start > LONG
        for label in _inline(sheet, i)
    )
    return sorted(found, key=lambda label: (label.start, -label.end))


def _apart(labels: Iterable[Label]) -> list[Label]:
    """The labels without those on a line that an earlier one takes in as its note."""
    kept: list[Label] = []
    for label in labels:
        if not kept or kept[-1].end <= label.start:
            kept.append(label)
    return kept


def _runs_on(words: str) -> bool:
    """Whether a line goes on as prose does: with a small word that stands in no label."""
    first, second, *_ = (*words.split(None, 2), "", "")
    if len(first) < 2 or not second or not second[0].islower() or first[-1] in ":.-—–])":
        return False
    plain = second.strip(".,:;)").lower()
    return second.isalpha() and plain not in JOINTS and plain not in UNNAMED and plain not in OFFICES


def _answered(labels: list[Label]) -> list[Label]:
    """The labels without an *A* before a single blank, unless there are about as many *Q*."""
    bare = [label for label in labels if label.head.name == "A" and label.head.notes]
    asked = sum(label.head.name == "Q" for label in labels)
    if 2 <= asked <= 2 * len(bare) and len(bare) <= 2 * asked:
        plain = Head("A", (), "question")
        return [
            label._replace(head=plain) if label.head.notes and label.head.name == "A" else label
            for label in labels
        ]
    return [label for label in labels if not (label.head.name == "A" and label.head.notes)]


def _straightened(name: str) -> str:
    """A name as one says it: *Lee, Ann* is *Ann Lee*."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and len(first.split()) < 4 else name.strip()


def _of_line(sheet: Sheet, i: int) -> Iterator[Label]:
    """The label at the beginning of a line, by the first form that fits."""
    text, line = sheet.text, sheet.lines[i]
    dress = _DRESS.match(text, line.start, line.end)
    start = dress.end() if dress else line.start
    if start >= line.end:
        return
    first = text[start]
    if first in "[(" or (first.isupper() and not _runs_on(text[start : min(line.end, start + 50)])):
        for find in (_question, _stroke, _colon, _point, _own, _gap, _dash):
            if label := find(sheet, i, start):
                yield label._replace(start=line.start)
                return
    if chat := read_line(text, line.start, line.end):
        yield Label(line.start, chat[1], Head(chat[0], (), "plain"), "colon", i, True)
    elif text.startswith(">>", line.start):
        end = line.start + 2
        while end < line.end and text[end] in "> \t":
            end += 1
        yield Label(line.start, end, Head("", (), "question"), "chevron", i)


def _label(sheet: Sheet, i: int, start: int, stop: int, end: int, form: Form) -> Label | None:
    """The label whose head runs to `stop` and whose delimiter ends at `end`; None where it is no head."""
    surface = sheet.text[start:stop]
    if surface.count("(") != surface.count(")") or surface.count("[") > surface.count("]"):
        return None
    head = read_head(surface)
    if head is None or (form == "own" and surface[0] in "[("):
        return None
    if form not in ("colon", "stroke", "tag") and _is_described(surface):
        return None
    closed = _CLOSE.match(sheet.text, end)
    begin = sheet.lines[i].start
    timed = (
        sheet.text.startswith((">>", "#", "|"), begin) or _CLOCK.search(sheet.text, begin, end) is not None
    )
    return Label(start, closed.end() if closed else end, head, form, i, timed)


_DEGREE = regex(r"(?:(?:[A-Z][a-z]{0,2}\.?){1,4}|[A-Z]{2,5})(?:, (?:[A-Z]\.?){2,5})*")


def _is_described(surface: str) -> bool:
    """Whether more than a degree stands behind a comma, which no form but that with a colon may have."""
    bare, comma, rest = surface.split("(")[0].partition(",")
    return bool(comma) and not _DEGREE.fullmatch(rest.strip()) and not bare.casefold().startswith("the ")


LONG = 200
"""Characters of a line in which labels behind the ends of sentences are looked for."""
_INLINE = regex(
    r"(?<=[.?!…)\]\"”’—-])[ \t]+(?=(?P<head>(?:[A-ZÀ-Þ][\w.'’-]*)(?:[ ][A-ZÀ-Þ][\w.'’-]*){0,4}"
    r"(?: [(\[][^()\[\]\n]{1,40}[)\]])?)[ ]?:\s)"
)


def _inline(sheet: Sheet, i: int) -> Iterator[Label]:
    """Names with a colon behind the end of a sentence."""
    for match in _INLINE.finditer(sheet.text, sheet.lines[i].start, sheet.lines[i].end):
        head = read_head(match["head"])
        if head and (head.shape != "plain" or len(head.name.split()) > 1):
            end = sheet.text.index(":", match.end("head")) + 1
            closed = _CLOSE.match(sheet.text, end)
            yield Label(match.end(), closed.end() if closed else end, head, "inline", i)


def _question(sheet: Sheet, i: int, start: int) -> Label | None:
    match = _QUESTION.match(sheet.text, start, sheet.lines[i].end) or _ASKED.match(sheet.text, start)
    if match is None:
        return None
    sign = match.group()
    unsure = ("one blank",) if sign.rstrip(" ") == "A" and len(sign) == 2 else ()
    return Label(start, match.end(), Head(sign.strip().rstrip(".:)"), unsure, "question"), "colon", i)


def _colon(sheet: Sheet, i: int, start: int) -> Label | None:
    """A head up to a colon, on this line or, where it is long, on one of the next two."""
    text = sheet.text
    for stop in _ends(sheet, i, start):
        colon = _find_colon(text, start, min(stop, start + MOST))
        if colon >= 0:
            label = _label(sheet, i, start, colon, colon + 1, "colon")
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


def _stroke(sheet: Sheet, i: int, start: int) -> Label | None:
    """A head up to a point and a stroke, *.-*; an office in brackets and another stroke may follow."""
    for stop in _ends(sheet, i, start):
        match = _STROKE.search(sheet.text, start, min(stop, start + MOST))
        if match:
            again = _AGAIN.match(sheet.text, match.end())
            label = _label(sheet, i, start, match.start(), (again or match).end(), "stroke")
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


def _point(sheet: Sheet, i: int, start: int) -> Label | None:
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
                return _label(sheet, i, start, match.start(), match.end(), "point")
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


def _own(sheet: Sheet, i: int, start: int) -> Label | None:
    """A head that is all of its line, with the words on a line below it."""
    line = sheet.lines[i]
    if line.end - start > 130 or i + 1 >= len(sheet.lines) or sheet.text[line.end - 1] in "?!;,:.":
        return None
    surface = sheet.text[start : line.end]
    if described := DESCRIBED.fullmatch(surface):
        return _described(sheet, i, start, described)
    if surface.lower() in _LISTS:
        return None
    if _INVERTED.fullmatch(surface) and (head := read_head(_straightened(surface))):
        return Label(start, line.end, head, "own", i)
    label = _label(sheet, i, start, line.end, line.end, "own")
    if label is None:
        return None
    timed = label.timed or _is_beside_time(sheet, i)
    note = _note_below(sheet, i, timed=timed) if not label.head.notes else None
    end = sheet.lines[i + 1].end if note else line.end
    return label._replace(end=end, timed=timed, head=label.head._replace(notes=note or label.head.notes))


def _described(sheet: Sheet, i: int, start: int, match: re.Match[str]) -> Label | None:
    """A name with company and office behind dashes, *Ann Lee - Oak Ltd. - CEO*, above words that are said."""
    below = sheet.of(sheet.lines[i + 1])
    head = read_head(match["name"])
    if head is None or head.shape not in ("plain", "capitals", "titled") or below[-1] not in '.?!…”"':
        return None
    if len(head.name.split()) < 2 or len(below.split()) < 3:
        return None
    if ROLES.isdisjoint(re.findall(r"[\w-]+", match["rest"].lower())):
        return None
    notes = tuple(part.strip() for part in _BETWEEN.split(match["rest"]))
    return Label(start, sheet.lines[i].end, head._replace(notes=(*head.notes, *notes)), "own", i)


def _is_beside_time(sheet: Sheet, i: int) -> bool:
    """Whether a time that stood on a line of its own is close above or below a line."""
    line, below = sheet.lines[i], sheet.lines[i + 1]
    above = sheet.lines[i - 1].end if i else 0
    return (below.gap == 0 and _CLOCK.search(sheet.text, line.end, below.start) is not None) or (
        line.gap == 0 and _CLOCK.search(sheet.text, max(above, line.start - 30), line.start) is not None
    )


def _note_below(sheet: Sheet, i: int, *, timed: bool) -> tuple[str, ...] | None:
    """What is noted on the line below a name: *The Minister for X*, *(Ann Lee)*; an office if it is timed."""
    below = sheet.lines[i + 1]
    words = sheet.of(below)
    if timed and below.gap == 0 and i + 2 < len(sheet.lines) and len(words) < 80 and words[-1].isalpha():
        head = read_head(words)
        if head and head.shape == "office" and sheet.lines[i + 2].gap == 0:
            return (words,)
    if below.gap or i + 2 >= len(sheet.lines) or not _NOTES.fullmatch(words) or is_direction(words[1:-1]):
        return None
    return tuple(note.strip("() ") for note in words.split(") ("))


def _gap(sheet: Sheet, i: int, start: int) -> Label | None:
    line = sheet.lines[i]
    if bracketed := _BRACKETED.match(sheet.text, start, line.end):
        return _label(sheet, i, start, bracketed.end(), bracketed.end(), "gap")
    match = _GAP.search(sheet.text, start, min(line.end, start + 60))
    return _label(sheet, i, start, match.start(), match.end(), "gap") if match else None


def _dash(sheet: Sheet, i: int, start: int) -> Label | None:
    line = sheet.lines[i]
    match = _DASH.search(sheet.text, start, min(line.end, start + 60))
    return _label(sheet, i, start, match.start(), match.end(), "dash") if match else None
