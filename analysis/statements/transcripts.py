"""Turns of transcripts and debates, and the stage directions in them.

A turn begins with the label of its speaker at the start of a line: `MR. CARNEY:`, `Ann Lee:`, `Q.`, the
headings of Hansard (`Ann Lee (Leeds) (Lab):`), of the United Nations (`Mr. Diallo (Guinea) (spoke in
French):`) and of the Congressional Record (`Mr. SMITH. Mr. Speaker, I rise`).
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.records import Span
from analysis.statements.names import FIELDS

_TITLES = (
    "Mr Mrs Ms Miss Mx Dr Prof Professor Sir Dame Lord Lady Baroness Sen Senator Rep Representative Gov "
    "Governor President Secretary Minister Judge Justice Gen General Hon Amb Ambassador Chairman Chair "
    "Speaker"
)
_TITLE = rf"(?:(?:Vice |Right |Rt )?(?:{'|'.join(_TITLES.split())})\.?)"
_WORD = r"[A-Z][\w’'.-]{0,40}"
_SMALL = r"(?:(?:de|van|von|bin|al|del|la|di|of|the|and)[ ]){0,2}"
_NAME = rf"(?:[A-Z]\.[ ]?){{0,4}}{_WORD}(?:[ ]{_SMALL}{_WORD}){{0,5}}"
_NOTE = r"(?:[ ]?[(\[][^()\[\]\n]{1,80}[)\]]){0,3}"
_LABEL = re.compile(
    rf"""^[ \t]*(?:
      (?P<question>Q(?:uestion|UESTION)?|A(?:nswer|NSWER)?|INTERVIEWER|Interviewer)[ ]?[.:](?=\s)
    | (?P<record>(?:Mr|Mrs|Ms|Miss|Dr|The)\.?[ ][A-Z]{{2,30}}(?:[ -][A-Z]{{2,30}}){{0,3}})
      (?:[ ]of[ ][A-Z][a-z]+)?\.(?=\s+[A-Z])
    | (?P<name>(?:The[ ])?(?:{_TITLE.replace(" ", "[ ]")}[ ]){{0,4}}{_NAME})
      (?:,[ ][^:\n.?!]{{1,60}})?{_NOTE}[ ]?:(?=\s|$)
    )[ \t]*""",
    re.MULTILINE | re.VERBOSE,
)
_DIRECTIONS = (
    "applause laughter laugh laughs laughing cheers cheering inaudible crosstalk cross_talk interruption "
    "interjection pause chanting boos booing music video_clip video_plays end_video begin_video videotape "
    "unintelligible indiscernible off_mic off-mic spoke_in interpretation_from through_an_interpreter "
    "through_interpreter commercial_break standing_ovation audience bell_rings gavel"
)
_ANY_DIRECTION = "|".join(_DIRECTIONS.split()).replace("_", " ")
_DIRECTION = re.compile(
    rf"[(\[](?=[^()\[\]\n]{{0,80}}\b(?:{_ANY_DIRECTION})\b)[^()\[\]\n]{{1,90}}[)\]]\.?", re.IGNORECASE
)
LEAST = 3
"""Turns that make a transcript; fewer labels may be headings."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: the span of its label, the name in the label and the span of what is said."""

    label: Span
    name: str
    spoken: Span


def find_directions(text: str, start: int = 0) -> list[Span]:
    """Stage directions in brackets, which nobody says: *(Applause.)*, *[Laughter]*.

    >>> text = "Thank you. (Applause.) We will stay (for now)."
    >>> [text[a:b] for a, b in find_directions(text)]
    ['(Applause.)']
    """
    return [match.span() for match in _DIRECTION.finditer(text, start)]


def find_turns(text: str, start: int = 0) -> list[Turn]:
    """The turns of a transcript in order; none where the labels are too few to be one.

    In a text that is mostly turns, a turn runs to the next label; in an article that prints an
    exchange, only to the end of its paragraph.
    """
    labels = [match for match in _LABEL.finditer(text, start) if _is_label(match)]
    if not _is_transcript(labels):
        return []
    ends = [match.start() for match in labels[1:]] + [len(text)]
    lines = text.count("\n", labels[0].start()) - text.count("\n\n", labels[0].start()) + 1
    whole = len(labels) >= 0.34 * lines or _label_name(labels[0]).isupper()
    return [
        _turn(text, match, end if whole else _paragraph_end(text, match.end(), end))
        for match, end in zip(labels, ends, strict=True)
    ]


def _is_label(match: re.Match[str]) -> bool:
    name = _label_name(match)
    return name.split()[-1].strip(".").lower() not in FIELDS or match["question"] is not None


def _is_upper(name: str) -> bool:
    """Whether a name is in capitals, but for a *Mc* or *of* in it."""
    return 10 * sum(map(str.isupper, name)) >= 7 * sum(map(str.isalpha, name))


def _label_name(match: re.Match[str]) -> str:
    return (match["question"] or match["record"] or match["name"]).strip(" .:")


def _is_transcript(labels: Sequence[re.Match[str]]) -> bool:
    """Enough labels, some of which come back or have the dress of an official record."""
    names = Counter(_label_name(match) for match in labels)
    again = sum(n for n in names.values() if n > 1)
    dressed = sum(
        1 for match in labels if match["question"] or match["record"] or _is_upper(_label_name(match))
    )
    noted = sum(
        1 for match in labels if "(" in match.group() or re.match(rf"[ \t]*(?:The|{_TITLE}) ", match.group())
    )
    if len(labels) < LEAST:
        return len(labels) == 2 and dressed == 2
    return again >= 2 or dressed >= LEAST or noted >= LEAST


def _turn(text: str, match: re.Match[str], end: int) -> Turn:
    start = match.end()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    label_start = match.start() + len(match.group()) - len(match.group().lstrip())
    return Turn(
        (label_start, label_start + len(match.group().strip())), _label_name(match), (start, max(start, end))
    )


def _paragraph_end(text: str, start: int, limit: int) -> int:
    while start < limit and text[start].isspace():
        start += 1
    end = text.find("\n", start, limit)
    return limit if end < 0 else end


def cut_out(span: Span, holes: Sequence[Span], text: str) -> tuple[Span, ...]:
    """What is left of a span without the holes (sorted), trimmed of white space."""
    pieces: list[Span] = []
    start = span[0]
    first = bisect_left(holes, (span[0], 0))
    if first and holes[first - 1][1] > span[0]:  # the span begins inside a hole
        first -= 1
    for a, b in holes[first : bisect_left(holes, (span[1], 0))]:
        pieces.append((start, a))
        start = max(start, b)
    pieces.append((start, span[1]))
    return tuple(trimmed for piece in pieces if (trimmed := trim(text, *piece)))


def trim(text: str, start: int, end: int) -> Span | None:
    """The span without white space at its edges; None when it holds no letter or digit."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if any(char.isalnum() for char in text[start:end]) else None
