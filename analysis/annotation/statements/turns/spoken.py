"""From a label to the next: which of the words between them are spoken, and what the others are."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.annotation.statements.excluded import Excluded
from analysis.annotation.statements.turns.directions import find_directions, find_loud, is_direction
from analysis.annotation.statements.turns.procedure import is_procedure, is_reported_question
from analysis.annotation.statements.turns.sheet import Line, Sheet
from analysis.base.records import Span
from analysis.language.regex import regex
from analysis.language.word_lists import word_pattern

_LANGUAGE = regex(
    rf"[\s–—-]{{0,6}}(?P<code>\({word_pattern('transcripts', 'spoken.languages', written=str.upper)}\))"
)
"""The language in which a turn of the European Parliament was spoken, before its words."""
INSET = 5
"""Blanks by which records set bills and letters in that are printed, not said."""


class Paragraph(NamedTuple):
    """Lines that stand together."""

    start: int
    end: int
    indent: int
    lines: int
    gap: int


def paragraphs(sheet: Sheet, lines: Sequence[Line], start: int, margin: int) -> Iterator[Paragraph]:
    """The lines from `start` on, put together where neither a blank line nor a new margin parts them."""
    first: Line | None = None
    last: Line | None = None
    count = 0
    for line in lines:
        if line.end <= start:
            continue
        begin = max(line.start, start)
        line = line._replace(start=begin)
        if first is None or last is None:
            first, last, count = line, line, 1
        elif line.gap or not _is_full(last) or _is_indented(sheet, line, last, margin):
            yield Paragraph(first.start, last.end, first.indent, count, first.gap)
            first, last, count = line, line, 1
        else:
            last, count = line, count + 1
    if first is not None and last is not None:
        yield Paragraph(first.start, last.end, first.indent, count, first.gap)


def _is_indented(sheet: Sheet, line: Line, last: Line, margin: int) -> bool:
    """Whether a line begins a paragraph by its indent."""
    if line.indent > last.indent + 1:
        return True
    return margin < line.indent == last.indent and sheet.text[last.end - 1] in '.:?!"”'


def _is_full(line: Line) -> bool:
    """Whether a line is as long as one that was wrapped, so that the next may go on with it."""
    return 40 < line.end - line.start + line.indent < 130


class Page(NamedTuple):
    """What is the same for all turns of a document: the margin, whether it shouts, whether it inserts."""

    margin: int
    is_shouted: bool
    is_record: bool


def unspoken(sheet: Sheet, lines: Sequence[Line], start: int, end: int, page: Page) -> list[Excluded]:
    """What nobody says between the end of a label and the next label."""
    text = sheet.text
    parts = list(paragraphs(sheet, lines, start, page.margin))
    found = list(find_directions(text, start, end))
    if spoken_in := _LANGUAGE.match(text, start, end):
        found.append(Excluded(*spoken_in.span("code"), "direction"))
    if not page.is_shouted:
        found += find_loud(text, start, end)
    silent_from = len(parts)
    for i, part in enumerate(parts):
        words = text[part.start : part.end]
        if i and is_reported_question(words) and (part.gap or part.lines == 1):
            silent_from = i
            break
    at_end = True
    for i in range(len(parts) - 1, -1, -1):
        part = parts[i]
        words = text[part.start : part.end]
        alone = part.gap > 0 and i + 1 < len(parts) and parts[i + 1].gap > 0
        kind = "procedure" if i >= silent_from else _kind(words, part, i, at_end=at_end, alone=alone)
        if kind is None and i and page.is_record and part.indent >= page.margin + INSET:
            kind = "insert"
        if kind:
            found.append(Excluded(part.start, part.end, kind))
        else:
            at_end = False
    return found


def _kind(words: str, part: Paragraph, i: int, *, at_end: bool, alone: bool) -> str | None:
    if is_direction(words) and (i or words[0] in "([{"):
        return "direction"
    if i == 0:
        return None
    if is_procedure(words, at_end=at_end):
        return "procedure"
    return "heading" if is_heading(words, part, at_end=at_end, alone=alone) else None


def is_heading(words: str, part: Paragraph, *, at_end: bool, alone: bool) -> bool:
    """Whether a paragraph is a heading: short, no sentence, in capitals or before the next label."""
    if len(words) > 160 or part.lines > 3 or words[-1] in '.,;:?!—–-…"”’' or not any(map(str.isalpha, words)):
        return False
    letters = [char for char in words if char.isalpha()]
    capitals = sum(map(str.isupper, letters)) / len(letters)
    if capitals > 0.7 and (len(words.split()) > 1 or part.gap):
        return part.gap > 0 or part.indent > 8 or at_end
    content = [word for word in words.split() if len(word) > 3 and word[0].isalpha()]
    share = sum(word[0].isupper() for word in content) / len(content) if content else 0.0
    if not words[0].isalnum() or words[0].islower() or len(words.split()) > 15 or share < 0.7 or not part.gap:
        return False
    return at_end or part.indent > 8 or part.gap > 1 or (alone and len(content) > 1 and share == 1.0)


def holes_of(stretches: Sequence[Excluded], start: int, end: int) -> list[Span]:
    """Those of the stretches that lie between two offsets."""
    return [each.span for each in stretches if each.start < end and each.end > start]
