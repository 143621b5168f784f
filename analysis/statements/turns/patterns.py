"""What a user says of the turns: the name of a layout, or a pattern of the labels."""

import re
from collections.abc import Iterator
from functools import lru_cache

from analysis.errors import StudyError
from analysis.statements.turns.heads import Head, read_head
from analysis.statements.turns.labels import FORMS, Form, Label
from analysis.statements.turns.sheet import Sheet

NONE = "none"
"""The layout of a text that is no transcript, whatever it looks like."""


def check_turns(said: str) -> str:
    """What a user says of the turns, if it can be used; StudyError with what would be right.

    >>> check_turns("own, colon")
    'own, colon'
    """
    if said == NONE or forms_of(said) or _pattern(said):
        return said
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
    return pattern if "name" in pattern.groupindex else None


def find_by_pattern(sheet: Sheet, said: str) -> Iterator[Label]:
    """The labels that a pattern finds at the beginnings of lines; none where it is no pattern."""
    pattern = _pattern(said)
    for i, line in enumerate(sheet.lines if pattern else ()):
        match = pattern.match(sheet.text, line.start, line.end) if pattern else None
        if match and match["name"]:
            name = " ".join(match["name"].split())
            head = read_head(name) or Head(name, (), "plain")
            yield Label(line.start, match.end(), head, "pattern", i)
