"""Who asks and who answers in a court or an inquiry: headings between the turns name them for *Q.* and *A.*

MR CARL ASH (sworn)             the witness
Questions from MR PINE          the examiner, as in: BY MR. PINE:, DIRECT EXAMINATION BY MS. LEE
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from analysis.annotation.statements.excluded import Excluded
from analysis.annotation.statements.turns.heads import Head, is_capital, read_head
from analysis.annotation.statements.turns.label import Label
from analysis.annotation.statements.turns.layout import Layout
from analysis.annotation.statements.turns.sheet import Sheet
from analysis.language.regex import regex
from analysis.language.word_lists import word_pattern

Part = Literal["examiner", "witness"]

_HEADS = word_pattern("transcripts", "examination.heads")
_BEFORE_OATH = word_pattern("transcripts", "examination.before-oath")
_SWORN_IN = word_pattern("transcripts", "examination.sworn")
_EXAMINER = regex(
    rf"(?:(?:[\w-]+[ ]){{0,3}}(?:\w+-)?{_HEADS}"
    r"(?:[- ]in[- ]chief)?[ ](?:\([^()]*\)[ ])?(?:by|from)|"
    r"(?:cross[- ]|re[- ]?|further[ ])?(?:examined|questioned)[ ]by|(?-i:BY))[ ]+"
    r"(?P<name>[^\n:]{4,60}?)(?:[ ]*\(contin[^()]*\))?[ ]*:?",
    re.IGNORECASE,
)
_OATH = (
    rf"(?:{_BEFORE_OATH}[ ](?:been[ ])?|(?:re)?called[ ]as|"
    r"(?:first[ ]|duly[ ]|previously[ ]){1,2}(?:sworn|affirmed)|"
    r"an?[ ](?:\w+[ ])?witness|(?:re)?sworn|affirmed|recalled)"
)
_WITNESS = regex(
    rf"(?P<name>[^\n,(:]{{4,60}}?)(?:,?[ ]*\({_SWORN_IN}[^()\n]*\)[.,]?|"
    rf",[ ]+{_OATH}.*)",
    re.IGNORECASE,
)
_NAME_ABOVE = regex(r"(?P<name>[^\n,(:]{4,60}),?")
_SWORN = regex(rf"{_OATH}\b.{{0,80}}", re.IGNORECASE)


class Heading(NamedTuple):
    """A line that says who examines or who is examined from here on."""

    start: int
    end: int
    part: Part
    head: Head


def with_examiners(sheet: Sheet, layout: Layout) -> tuple[Layout, list[Excluded]]:
    """The layout with *Q* and *A* named by the headings above them, and these headings.

    Without a heading they are nobody's, as before.
    """
    if not any(label.head.shape == "question" for label in layout.labels):
        return layout, []
    headings = list(_headings(sheet))
    if not headings:
        return layout, []
    spans = {heading.start for heading in headings}
    labels = [label for label in layout.labels if label.start not in spans or _is_by(label)]
    named = [_named(label, headings) for label in labels]
    return layout._replace(labels=named), [Excluded(one.start, one.end, "heading") for one in headings]


def _is_by(label: Label) -> bool:
    """*BY MR. PINE:* begins a turn of no words, and the layout knows it."""
    return label.head.shape == "question"


def _named(label: Label, headings: Sequence[Heading]) -> Label:
    sign = label.head.name[:1]
    is_witness = label.head.name.casefold() == "the witness"
    if not is_witness and (label.head.shape != "question" or label.head.name.startswith("BY ")):
        return label
    part: Part = "examiner" if sign == "Q" else "witness"
    above = headings[: bisect_right(headings, label.start, key=lambda heading: heading.start)]
    last = next((heading for heading in reversed(above) if heading.part == part), None)
    return label._replace(head=last.head) if last else label


def _headings(sheet: Sheet) -> Iterator[Heading]:
    """The headings of examinations, in order."""
    for i, line in enumerate(sheet.lines):
        if line.end - line.start > 160 or not _stands_apart(sheet, i):
            continue
        for part, start, match in _matches(sheet, i):
            head = _person(match["name"]) if match else None
            if head:
                yield Heading(start, line.end, part, head)
                break


def _matches(sheet: Sheet, i: int) -> Iterator[tuple[Part, int, re.Match[str] | None]]:
    """What a line may be, where it would begin and its match; a witness may stand above the oath."""
    line, above = sheet.lines[i], sheet.lines[max(0, i - 1)]
    words = sheet.of(line)
    yield "examiner", line.start, _EXAMINER.fullmatch(words)
    yield "witness", line.start, _WITNESS.fullmatch(words)
    if i and _SWORN.fullmatch(words):
        yield "witness", above.start, _NAME_ABOVE.fullmatch(sheet.of(above))


def _stands_apart(sheet: Sheet, i: int) -> bool:
    """Whether a line does not go on with the sentence of the line above."""
    line, above = sheet.lines[i], sheet.lines[max(0, i - 1)]
    last = sheet.text[above.end - 1]
    return (
        not i
        or line.gap > 0
        or is_capital(sheet.of(line))
        or above.end - above.start < 40
        or last in '.?!:;)]”"'
    )


def _person(name: str) -> Head | None:
    """The head of a person with a title or in capitals, or of a whole name; None for anything else."""
    head = read_head(name.strip())
    if head is None or head.shape not in ("titled", "capitals", "plain"):
        return None
    return None if head.shape == "plain" and len(head.name.split()) < 2 else head
