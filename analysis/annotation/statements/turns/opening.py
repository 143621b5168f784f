"""A speech without turns: who gives it, by its first lines or its name, and whether it is one at all.

Prose is one voice where it says *I* and *we* often and hardly ever that somebody said something; how
often is enough depends on whether a name is known.
"""

from collections.abc import Sequence
from typing import NamedTuple

from analysis.annotation.statements.excluded import Excluded
from analysis.annotation.statements.turns.sheet import Line, find_lines
from analysis.language.regex import regex
from analysis.language.reporting import reporting_verbs
from analysis.language.text import Text
from analysis.language.word_lists import word_list, word_pattern

_OWN = (*(f" {word} " for word in word_list("statements", "opening.own")), "\ni ", "\nwe ")
_MOST_OWN = tuple(f" {word} " for word in word_list("statements", "opening.most-own"))
"""The commonest of them; a text with hardly any needs no closer look."""
_TOLD = tuple(f" {form}" for form in (*reporting_verbs("telling"), "according to"))
_QUOTED = regex(r"[“\"][^”\"\n]{0,1500}[”\"]")
_NAME = r"[^\W\d_][\w.'’\-]*(?:,? [^\W\d_][\w.'’\-]*){0,6}"
_BY = regex(
    rf"(?i:(?:{word_pattern('statements', 'opening.kinds', ' ')}[ ]+)*"
    rf"{word_pattern('statements', 'opening.speeches')}(?:[ ]as (?:prepared|delivered)(?: for delivery)?)?"
    rf"[ ]+{word_pattern('statements', 'opening.by', ' ')}[ ]+)"
    r"(?:the[ ])?(?P<name>[A-Z][\w.'’\-]*(?:[ ][A-Z][\w.'’\-]*){0,6})"
)
_FIELD = regex(rf"(?i:speaker|orator)[ ]?:[ ]+(?P<name>{_NAME})$")
_CELLS = regex(rf"(?P<name>{_NAME})\t(?:[\d./:-]{{4,20}}\t)?")
_TITLED_YEAR = regex(r"(?P<name>[A-Z][\w.'’\-]*(?:[ _][A-Z][\w.'’\-]*){0,5})[ _-]+(?:1[5-9]|20)\d\d")
_DATE = regex(
    r"[\[(]?(?:[A-Z][a-z]+day,? )?"
    r"(?:\d{1,2} [A-Z][a-z]+,? \d{4}|[A-Z][a-z]+\.? \d{1,2},? \d{4}|\d{4}-\d\d-\d\d|"
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4})[\])]?\.?"
)
_NO_PERSON = word_list("statements", "opening.no-person")
_LEAST_WORDS = 150
"""Words of a text that may be the speech of somebody whom nothing names."""


class Opening(NamedTuple):
    """The name at the beginning of a text and the lines above the speech itself."""

    name: str
    heading: Excluded | None
    found_by: str


def find_speech(text: Text, id: str) -> Opening | None:
    """Who gives a speech, an empty name where nothing says it; None for what is no speech.

    >>> text = "Remarks by Ann Lee\\n\\nMy friends, I thank you. We have won, and we know why."
    >>> find_speech(Text(text), "x").name
    'Ann Lee'
    """
    if sum(map(text.folded.count, _MOST_OWN)) < 0.001 * (len(text.text) - text.start):
        return None
    unquoted, words = _QUOTED.sub(" ", text.folded), text.words_begun(text.start)
    own = _rate(_OWN, unquoted, words)
    if own < 0.012 or _rate(_TOLD, text.folded, words) > 0.05:
        return None
    told = _rate(_TOLD, unquoted, words)
    lines = [line for _, line in zip(range(4), find_lines(text.text, text.start), strict=False)]
    if opening := _from_lines(text.text, lines) or _from_id(id):
        return opening if told <= 0.008 else None
    if words >= _LEAST_WORDS and ((own >= 0.03 and told <= 0.001) or (own >= 0.02 and told <= 0.0004)):
        return Opening("", None, "first person without reporting")
    return None


def _rate(listed: Sequence[str], folded: str, words: int) -> float:
    """How many of the words are among those listed, as a share; 0 where there are hardly any words."""
    return sum(map(folded.count, listed)) / words if words >= 8 else 0.0


def _from_lines(text: str, lines: list[Line]) -> Opening | None:
    """The name in the first line of a text, or in a field of the lines above it."""
    for i, line in enumerate(lines[:3]):
        words = text[line.start : line.end]
        cells = _CELLS.match(words) if i == 0 else None
        if cells and (name := _person(cells["name"])):
            return Opening(name, Excluded(line.start, line.start + cells.end(), "heading"), "first cell")
        match = _BY.match(words) or _FIELD.fullmatch(words)
        if match and len(words) < 200 and words[-1] not in ".!?" and (name := _person(match["name"])):
            return Opening(name, _heading(text, lines, i), "heading of the text")
        if (
            i == 0
            and len(lines) > 1
            and len(words) < 60
            and (name := _person(words))
            and _stands_above(text, lines)
        ):
            return Opening(name, _heading(text, lines, i), "first line")
    return None


def _stands_above(text: str, lines: list[Line]) -> bool:
    """Whether the first line is parted from the text: by a blank line or a date."""
    return lines[1].gap > 0 or _DATE.fullmatch(text[lines[1].start : lines[1].end]) is not None


def _heading(text: str, lines: list[Line], i: int) -> Excluded:
    """The lines above the speech, with a date below the name."""
    last = lines[i]
    for line in lines[i + 1 :]:
        if not _DATE.fullmatch(text[line.start : line.end]):
            break
        last = line
    return Excluded(lines[0].start, last.end, "heading")


def _from_id(id: str) -> Opening | None:
    """The name that a document is called by, with a year behind it."""
    match = _TITLED_YEAR.fullmatch(id.rpartition("/")[2])
    name = _person(match["name"].replace("_", " ")) if match else ""
    return Opening(name, None, "name of the document") if name else None


def _person(surface: str) -> str:
    """The name that a stretch is, if it names one person."""
    from analysis.annotation.statements.turns.heads import (
        read_head,  # most texts have no line that may be a name
    )

    head = read_head(surface.strip(" ,"))
    if head is None or head.shape not in ("plain", "titled", "capitals") or len(head.name.split()) < 2:
        return ""
    if _NO_PERSON & {word.lower() for word in head.name.split()}:
        return ""
    return head.name
