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

from collections.abc import Callable, Iterable, Iterator, Sequence

from analysis.annotation.statements.turns.captions import Tag
from analysis.annotation.statements.turns.chat import read_bare, read_line
from analysis.annotation.statements.turns.heads import MOST, Head, read_head
from analysis.annotation.statements.turns.label import CLOSE, Label, straightened
from analysis.annotation.statements.turns.label_forms import colon, dash, gap, point, question, stroke
from analysis.annotation.statements.turns.label_lines import own
from analysis.annotation.statements.turns.label_words import JOINTS, OFFICES, UNNAMED
from analysis.annotation.statements.turns.sheet import Sheet
from analysis.language.regex import regex

_DAY = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?[ \t]+)?"
_TIME = rf"[\[(]?{_DAY}\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?(?:[.,]\d{{1,3}})?(?:[ ]?[AaPp]\.?[Mm]\.?)?[\])]?"
_DRESS = regex(
    r"(?:>>+[ \t]*|[-*•–>»#+|]{1,4}[ \t]+)?"
    rf"(?:{_TIME}[ \t]*(?:[-–—|][ \t]+)?(?:From[ \t]+)?)?"
    r"(?:\d{1,3}\.[ \t]+(?=[A-Z]))?"
    r"[*_]{0,3}"
)
LONG = 200
"""Characters of a line in which labels behind the ends of sentences are looked for."""
_INLINE = regex(
    r"(?<=[.?!…)\]\"”’—-])[ \t]+(?=(?P<head>(?:[A-ZÀ-Þ][\w.'’-]*)(?:[ ][A-ZÀ-Þ][\w.'’-]*){0,4}"
    r"(?: [(\[][^()\[\]\n]{1,40}[)\]])?)[ ]?:\s)"
)


def find_labels(sheet: Sheet, tags: Sequence[Tag]) -> list[Label]:
    """Every stretch that could be a label, in order; most of them are decided on later."""
    found = _answered(_apart(label for i in range(len(sheet.lines)) for label in _of_line(sheet, i)))
    if not any(label.form == "colon" for label in found):
        found += (
            Label(sheet.lines[i].start, end, Head(name, (), "plain"), "colon", i, True)
            for i, name, end in read_bare(sheet)
        )
    for tag in tags:
        head = read_head(straightened(tag.speaker)) or Head(straightened(tag.speaker), (), "plain")
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


def _of_line(sheet: Sheet, i: int) -> Iterator[Label]:
    """The label at the beginning of a line, by the first form that fits."""
    text, line = sheet.text, sheet.lines[i]
    dress = _DRESS.match(text, line.start, line.end)
    start = dress.end() if dress else line.start
    if start >= line.end:
        return
    first = text[start]
    if first in "[(" or (first.isupper() and not _runs_on(text[start : min(line.end, start + 50)])):
        for find in _forms(text[start : start + MOST]):
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


def _forms(words: str) -> Iterator[Callable[[Sheet, int, int], Label | None]]:
    """The forms of label whose delimiter stands among some words, in the order in which they are tried."""
    has_colon, has_dash = ":" in words, any(sign in words for sign in "-–—")
    yield question
    if has_colon or has_dash:
        yield stroke
    if has_colon:
        yield colon
    if "." in words:
        yield point
    yield own
    yield gap
    if has_dash:
        yield dash


def _inline(sheet: Sheet, i: int) -> Iterator[Label]:
    """Names with a colon behind the end of a sentence."""
    for match in _INLINE.finditer(sheet.text, sheet.lines[i].start, sheet.lines[i].end):
        head = read_head(match["head"])
        if head and (head.shape != "plain" or len(head.name.split()) > 1):
            end = sheet.text.index(":", match.end("head")) + 1
            closed = CLOSE.match(sheet.text, end)
            yield Label(match.end(), closed.end() if closed else end, head, "inline", i)
