"""The label of a turn: a stretch with its head and its form, and how one is made of a line."""

from typing import Literal, NamedTuple

from analysis.annotation.statements.turns.heads import Head, read_head
from analysis.annotation.statements.turns.sheet import Sheet
from analysis.base.records import Span
from analysis.language.regex import regex

Form = Literal["colon", "point", "stroke", "dash", "gap", "own", "chevron", "tag", "inline", "pattern"]
FORMS: tuple[Form, ...] = ("colon", "point", "stroke", "dash", "gap", "own", "chevron", "tag", "inline")
CLOCK = regex(r"\d:\d\d|\d:\d:\d")
CLOSE = regex(r"[*_]{0,3}[ \t\u00a0]*(?:\d{1,2}:\d\d(?::\d\d)?[ \t]*(?=\n))?")
_DEGREE = regex(r"(?:(?:[A-Z][a-z]{0,2}\.?){1,4}|[A-Z]{2,5})(?:, (?:[A-Z]\.?){2,5})*")


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


def make_label(sheet: Sheet, i: int, start: int, stop: int, end: int, form: Form) -> Label | None:
    """The label whose head runs to `stop` and whose delimiter ends at `end`; None where it is no head."""
    surface = sheet.text[start:stop]
    if surface.count("(") != surface.count(")") or surface.count("[") > surface.count("]"):
        return None
    head = read_head(surface)
    if head is None or (form == "own" and surface[0] in "[("):
        return None
    if form not in ("colon", "stroke", "tag") and _is_described(surface):
        return None
    closed = CLOSE.match(sheet.text, end)
    begin = sheet.lines[i].start
    timed = sheet.text.startswith((">>", "#", "|"), begin) or CLOCK.search(sheet.text, begin, end) is not None
    return Label(start, closed.end() if closed else end, head, form, i, timed)


def _is_described(surface: str) -> bool:
    """Whether more than a degree stands behind a comma, which no form but that with a colon may have."""
    bare, comma, rest = surface.split("(")[0].partition(",")
    return bool(comma) and not _DEGREE.fullmatch(rest.strip()) and not bare.casefold().startswith("the ")


def straightened(name: str) -> str:
    """A name as one says it: *Lee, Ann* is *Ann Lee*."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and len(first.split()) < 4 else name.strip()
