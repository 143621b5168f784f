"""What is on a page and no speech: line numbers, page heads and feet, times on lines of their own.

Heads and feet are known by their coming back from page to page with other numbers; what lies beside
one of them and comes back as well is one of them, too.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from analysis.annotation.statements.excluded import Excluded
from analysis.annotation.statements.turns.sheet import Line, Sheet
from analysis.language.regex import regex
from analysis.language.word_lists import word_pattern

_NUMBER = regex(r"(\d{1,3})(?=[ \t\u00a0]|$)[.)]?[ \t\u00a0]*")
_NUMERAL = regex(r"\d+|\b[ivxlc]+\b")
_PAGES = word_pattern("transcripts", "furniture.pages")
_HOURS = word_pattern("transcripts", "furniture.hours")
_PAGE = regex(
    r"[\W_]*(?:\[\[)?(?:"
    rf"{_PAGES}[ ]?[A-Z]{{0,2}}\d+[A-Z]{{0,3}}(?: of \d+)?(?:[-–]\d+)?|"
    r"\d{1,5}|"
    r"(?:page )?\d{1,4} of \d{1,4})(?:\]\])?[\W_]*",
    re.IGNORECASE,
)
_COLUMN = regex(r"\d{1,2} [A-Z][a-z]+ \d{4} : Column \d+[A-Z]*|\[\[Page [A-Z]?\d+\]\]|Column \d+[A-Z]*")
_CLOCK = r"(?:1[0-9]|2[0-3]|0?[0-9])(?:[.:]\d{1,2}){1,2}"
_TIME = regex(
    rf"(?:[\[(]?{_CLOCK}(?:[.,]\d{{1,3}})?[\])]?(?:[ ]?(?:[ap]\.?[ ]?m\.?|{_HOURS}))?"
    r"(?:[ ]\(?[A-Z]{2,4}T?\)?)?|\{time\}\s*\d*|[\[(]\d{4}[\])]|[●•] ?\(\d{4}\)|"
    r"[\[(]?\d{1,2} (?:a\.?m|p\.?m)\.?[\])]?|"
    r"[\[(]?\d{1,3}:\d\d:\d\d[\])]?)\.?",
    re.IGNORECASE,
)
LEAST_NUMBERED = 12
"""Lines that must be numbered one by one before their numbers are taken for that."""
LEAST_OF_ALL = 5
"""The same where every line is numbered, from 1 on, and no number has a point as those of lists have."""
LONGEST = 300
"""Characters of a line that may be a page head."""
OFTEN, AGAIN = 3, 2
"""How often a line comes back that is a page head by itself, or beside another one."""


def without_numbers(sheet: Sheet) -> Sheet:
    """The sheet without the numbers of its lines, where most lines have one; unnumbered lines go as well."""
    numbers = list(_line_numbers(sheet))
    if not _is_numbered(sheet, numbers):
        return sheet
    first = numbers[0][0]
    begins = dict(numbers)
    lines: list[Line] = []
    furniture = list(sheet.furniture)
    for i, line in enumerate(sheet.lines):
        begin = begins.get(i)
        if begin is None:
            if i > first:
                furniture.append(Excluded(line.start, line.end, "page-head"))
            else:
                lines.append(line)
            continue
        furniture.append(Excluded(line.start, line.start + len(sheet.of(line).split()[0]), "line-number"))
        if begin < line.end:
            lines.append(Line(begin, line.end, begin - line.start + line.indent, 0))
    return sheet._replace(lines=lines, furniture=furniture)


def _is_numbered(sheet: Sheet, numbers: Sequence[tuple[int, int]]) -> bool:
    """Whether so many lines count on that their numbers are no part of them."""
    if len(numbers) >= LEAST_NUMBERED:
        return len(numbers) >= 0.5 * len(sheet.lines)
    return LEAST_OF_ALL <= len(numbers) == len(sheet.lines) and all(
        sheet.of(line).split(None, 1)[0] == str(number) for number, line in enumerate(sheet.lines, 1)
    )


def _line_numbers(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Index of each line whose first number goes on counting, and where its words begin."""
    last = 0
    for i, line in enumerate(sheet.lines):
        match = _NUMBER.match(sheet.text, line.start, line.end)
        if match is None:
            continue
        number = int(match[1])
        if number == last + 1 or number == 1 or (last < number <= last + 3):
            last = number
            yield i, match.end()


def without_heads(sheet: Sheet, is_label: Callable[[str], bool]) -> Sheet:
    """The sheet without page numbers, heads, feet and times; `is_label` saves the names of speakers."""
    shapes = [_shape(sheet.of(line)) if line.end - line.start <= LONGEST else "" for line in sheet.lines]
    often = Counter(shapes)
    kinds: list[str | None] = []
    for line, shape in zip(sheet.lines, shapes, strict=True):
        words = sheet.of(line)
        kind = _kind(words)
        least = AGAIN if "    " in words and any(map(str.isdigit, words)) else OFTEN
        if kind is None and shape and often[shape] >= least and _is_head(words, line) and not is_label(words):
            kind = "page-head"
        kinds.append(kind)
    _spread(sheet, shapes, often, kinds, is_label, range(1, len(kinds)), -1)
    _spread(sheet, shapes, often, kinds, is_label, range(len(kinds) - 2, -1, -1), 1)
    for i in range(1, len(kinds) - 1):
        if kinds[i - 1] == kinds[i + 1] == "page-head" and kinds[i] is None:
            words = sheet.of(sheet.lines[i])
            kinds[i] = "page-head" if len(words) < 120 and words[-1] not in ".?!,;:" else None
    gone = [
        Excluded(line.start, line.end, kind) for line, kind in zip(sheet.lines, kinds, strict=True) if kind
    ]
    kept = [line for line, kind in zip(sheet.lines, kinds, strict=True) if not kind]
    return sheet._replace(lines=kept, furniture=[*sheet.furniture, *gone])


def _kind(words: str) -> str | None:
    if len(words) > 60:
        return None
    if _PAGE.fullmatch(words) or _COLUMN.fullmatch(words):
        return "page-head"
    return "time" if words[:1] in "[({●•0123456789" and _TIME.fullmatch(words) else None


def _shape(words: str) -> str:
    """A line with its numbers told by signs: the same on every page."""
    return _NUMERAL.sub("#", " ".join(words.split()))


def _is_head(words: str, line: Line) -> bool:
    """Whether a line that comes back looks like a head: short, no sentence, with a number or capitals."""
    return (
        8 <= len(words) <= 120
        and words[-1] not in ".?!,;:"
        and (line.gap > 0 or any(char.isdigit() for char in words))
        and (any(char.isdigit() for char in words) or words.isupper() or len(words.split()) > 2)
    )


def _spread(
    sheet: Sheet,
    shapes: Sequence[str],
    often: Counter[str],
    kinds: list[str | None],
    is_label: Callable[[str], bool],
    order: Iterable[int],
    back: int,
) -> None:
    """Call a page head what comes back and stands beside one."""
    for i in order:
        if kinds[i] is None and shapes[i] and kinds[i + back] == "page-head":
            words = sheet.of(sheet.lines[i])
            beside = often[shapes[i + back]]
            with_it = (
                often[shapes[i]] >= OFTEN and abs(often[shapes[i]] - beside) < 2 and not sheet.lines[i].gap
            )
            again = OFTEN if words[-1] in ".?!,;:" or len(words) > 60 else AGAIN
            if often[shapes[i]] >= again and (with_it or not is_label(words)):
                kinds[i] = "page-head"
