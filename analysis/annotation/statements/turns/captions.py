"""Captions and tags that arrive as plain text: cue numbers, times, `<v Name>`, `<SPEAKER NAME="...">`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.annotation.statements.excluded import Excluded
from analysis.annotation.statements.turns.chat import is_signed
from analysis.annotation.statements.turns.sheet import Line, Sheet
from analysis.language.regex import regex

_STAMP = r"\d{1,3}:\d{1,2}(?::\d{1,2})?(?:[.,:]\d{1,3})?"
CUE = regex(rf"[\[(]?{_STAMP}\s*-{{1,2}}>\s*{_STAMP}[\])]?")
_PLACED = regex(r"[ \t]+[A-Za-z]{1,10}\d?:[\w-]")
_SETTING = regex(r"WEBVTT\b|Kind:|Language:|X-TIMESTAMP|(?:NOTE|STYLE|REGION)$|NOTE ", re.IGNORECASE)
_TAG = regex(r"<(/?)([A-Za-z][\w:.-]{0,30})(\s[^<>\n]{0,300}|\.[^<>\n]{0,100})?>")
_SPEAKERS = frozenset(["v", "speaker", "sp", "u", "who", "newspeech", "speech", "turn"])
_HEADS = frozenset(["chapter", "title", "head", "heading"])
_NAMED = regex(r"""\b(?:name|who|speaker|by)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


_TIMED = regex(r"[\[(]?[\d./-]*,? ?\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?[\])]?[ \t]*")


class Tag(NamedTuple):
    """A tag that begins a turn, and the speaker it names, if any."""

    start: int
    end: int
    speaker: str
    goes_on: bool


def without_cues(sheet: Sheet) -> Sheet:
    """The sheet without the numbers and times of captions, where there are some."""
    if "->" not in sheet.text:
        return sheet
    timed = [CUE.match(sheet.text, line.start, line.end) for line in sheet.lines]
    if sum(match is not None for match in timed) < 2:
        return sheet
    furniture = list(sheet.furniture)
    kept: list[Line] = []
    for i, line in enumerate(sheet.lines):
        words = sheet.of(line)
        numbered = words.isdigit() and i + 1 < len(timed) and timed[i + 1]
        if cue := timed[i]:
            end = _end_of_cue(sheet, line, cue.end())
        else:
            end = line.end if numbered or (i < 6 and _SETTING.match(words)) else line.start
        if end > line.start:
            furniture.append(Excluded(line.start, end, "time"))
        if end < line.end:
            begin = line.end - len(sheet.text[end : line.end].lstrip())
            kept.append(line._replace(start=begin, gap=0))
    return sheet._replace(lines=kept, furniture=furniture)


def _end_of_cue(sheet: Sheet, line: Line, end: int) -> int:
    """Where the times of a caption end, with where it is set on the screen; words may follow."""
    return line.end if _PLACED.match(sheet.text, end, line.end) else end


def without_tags(sheet: Sheet) -> tuple[Sheet, list[Tag]]:
    """The sheet without tags, and those of them that begin turns; a chapter takes its heading with it."""
    if "<" not in sheet.text or is_signed(sheet):
        return sheet, []
    found = [
        match
        for match in _TAG.finditer(sheet.text)
        if sheet.lines and match.start() >= sheet.lines[0].start and not _is_timed(sheet.text, match.start())
    ]
    if len(found) < 2:
        return sheet, []
    furniture = [*sheet.furniture, *(Excluded(*match.span(), "tag") for match in found)]
    tags = list(_turns(found))
    holes = [match.span() for match in found]
    lines, k, heading = [], 0, False
    for line in sheet.lines:
        start = line.start
        while k < len(holes) and holes[k][0] < line.end:
            if holes[k][0] <= start:
                start = holes[k][1]
                while start < line.end and sheet.text[start].isspace():
                    start += 1
            heading = found[k][2].lower() in _HEADS and not found[k][1]
            k += 1
        if start < line.end and heading:
            furniture.append(Excluded(start, line.end, "heading"))
        elif start < line.end:
            lines.append(line._replace(start=start))
    return sheet._replace(lines=lines, furniture=furniture), tags


def _is_timed(text: str, start: int) -> bool:
    """Whether only a time stands before a tag on its line: it is the name in a chat, *[12:03] <ann>*."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return 3 < len(before) < 30 and _TIMED.fullmatch(before) is not None


def _turns(found: "list[re.Match[str]]") -> Iterator[Tag]:
    for match in found:
        kind, rest = match[2].lower(), match[3] or ""
        if match[1] or kind not in _SPEAKERS:
            continue
        if kind == "v":
            yield Tag(*match.span(), rest.partition(" ")[2] if rest[:1] == "." else rest.strip(), True)
        elif named := _NAMED.search(rest):
            yield Tag(*match.span(), (named[1] or named[2] or named[3] or "").strip(), False)
