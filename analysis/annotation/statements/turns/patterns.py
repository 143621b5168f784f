"""What a user says of the turns: the name of a layout, or a pattern of the labels."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Final

from analysis.annotation.statements.turns.heads import Head, read_head
from analysis.annotation.statements.turns.label import FORMS, Form, Label
from analysis.annotation.statements.turns.sheet import Sheet
from analysis.base.errors import StudyError

NONE = "none"
"""The layout of a text that is no transcript, whatever it looks like."""
LONGEST: Final = 200
"""Characters at the beginning of a line that a pattern sees: a label is shorter."""


def check_turns(said: str) -> str:
    """What a user says of the turns, if it can be used; StudyError with what would be right.

    >>> check_turns("own, colon")
    'own, colon'
    """
    if said == NONE or forms_of(said) or _pattern(said):
        return said
    if _runs_away(said):
        raise StudyError(
            f"turns: {said!r} repeats what repeats itself, which may take for ever; right would be one "
            "repetition at a time, as in '^(?P<name>[A-Z ]+):'"
        )
    known = ", ".join((*FORMS, NONE))
    raise StudyError(
        f"turns: {said!r} is no layout ({known}) and no pattern with the speaker as its group 'name', "
        "as in '^(?P<name>[A-Z ]+):'"
    )


def forms_of(said: str) -> tuple[Form, ...]:
    """The forms that a layout names, heaviest first; none for what is no layout."""
    names = [name.strip() for name in said.split(",")]
    found = tuple(form for name in names for form in FORMS if form == name)
    return found if len(found) == len(names) else ()


@lru_cache
def _pattern(said: str) -> re.Pattern[str] | None:
    try:
        pattern = re.compile(said, re.MULTILINE)
    except (re.error, OverflowError, RecursionError):
        return None
    return pattern if "name" in pattern.groupindex and not _runs_away(said) else None


def _runs_away(said: str) -> bool:
    """Whether a pattern, which may come with somebody's pack, repeats repetitions or choices without end."""
    try:
        return _nests(_parser.parse(said))
    except (re.error, OverflowError, RecursionError):
        return False


def _nests(parts: Iterable[tuple[Any, Any]], *, repeated: bool = False) -> bool:
    for name, inner in parts:
        repeats = "REPEAT" in str(name) and inner[1] > 1
        if repeated and (repeats or "BRANCH" in str(name)):
            return True
        if any(_nests(each, repeated=repeated or repeats) for each in _parts_of(inner)):
            return True
    return False


def _parts_of(inner: Any) -> Iterator[Any]:
    """The pieces of a pattern that lie in one of its parts."""
    if isinstance(inner, _parser.SubPattern):
        yield inner
    elif isinstance(inner, tuple | list):
        for each in inner:
            yield from _parts_of(each)


def find_by_pattern(sheet: Sheet, said: str) -> Iterator[Label]:
    """The labels that a pattern finds at the beginnings of lines; none where it is no pattern."""
    pattern = _pattern(said)
    for i, line in enumerate(sheet.lines if pattern else ()):
        match = (
            pattern.match(sheet.text, line.start, min(line.end, line.start + LONGEST)) if pattern else None
        )
        if match and match["name"]:
            name = " ".join(match["name"].split())
            head = read_head(name) or Head(name, (), "plain")
            yield Label(line.start, match.end(), head, "pattern", i)
