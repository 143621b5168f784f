"""Labels on lines of their own: *Ann Lee (Leeds)*, a name with its office, a note on the line below."""

import re

from analysis.annotation.statements.turns.directions import is_direction
from analysis.annotation.statements.turns.heads import read_head
from analysis.annotation.statements.turns.label import CLOCK, Label, make_label, straightened
from analysis.annotation.statements.turns.label_words import ROLES
from analysis.annotation.statements.turns.sheet import Sheet
from analysis.language.regex import regex
from analysis.language.word_lists import word_list

_INVERTED = regex(r"[^\W\d_][\w'’-]+, [^\W\d_][\w'’.-]+(?: [^\W\d_][\w.]*)?")
_LISTS = word_list("transcripts", "labels.lists")
_NOTES = regex(r"\([^()\n]{2,60}\)(?: \([^()\n]{2,60}\)){0,2}")
_BETWEEN = regex(r"[ \t]+(?:[–—]|--?)[ \t]+")
DESCRIBED = regex(r"(?P<name>[^\n–—]{4,40}?)[ \t]+(?:[–—]|--?)[ \t]+(?P<rest>[^\n]{3,80})")


def own(sheet: Sheet, i: int, start: int) -> Label | None:
    """A head that is all of its line, with the words on a line below it."""
    line = sheet.lines[i]
    if line.end - start > 130 or i + 1 >= len(sheet.lines) or sheet.text[line.end - 1] in "?!;,:.":
        return None
    surface = sheet.text[start : line.end]
    if described := DESCRIBED.fullmatch(surface):
        return _described(sheet, i, start, described)
    if surface.lower() in _LISTS:
        return None
    if _INVERTED.fullmatch(surface) and (head := read_head(straightened(surface))):
        return Label(start, line.end, head, "own", i)
    label = make_label(sheet, i, start, line.end, line.end, "own")
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
    return (below.gap == 0 and CLOCK.search(sheet.text, line.end, below.start) is not None) or (
        line.gap == 0 and CLOCK.search(sheet.text, max(above, line.start - 30), line.start) is not None
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
