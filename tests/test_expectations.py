"""Who says what in small pieces of news prose: the table is `expectations.toml`."""

import tomllib
from pathlib import Path

import pytest

from analysis.annotation.statements import find_statements
from analysis.language.text import Text

TABLE = tomllib.loads((Path(__file__).parent / "expectations.toml").read_text(encoding="utf-8"))
EDGES = " \n.,;:!?…“”„\"'’‘‚`«»‹›―—-"


def said(text):
    """Speaker and words of all that is said; the pieces of one speaker's quotation are put together."""
    found: list[list[str]] = []
    for statement in find_statements(Text(text), {}, None).statements:
        pieces = [piece for a, b in statement.spans for piece in text[a:b].split("\n\n")]
        words = " … ".join(piece.strip(EDGES) for piece in pieces).removeprefix("that ")
        speaker = statement.speaker or ""
        if statement.kind == "direct" and found and found[-1][0] == speaker:
            words = f"{found.pop()[1]} … {words}"
        found.append([speaker, words])
    return found


def cases():
    for kind, entries in TABLE.items():
        for number, entry in enumerate(entries, start=1):
            why = entry.get("fails")
            marks = [pytest.mark.xfail(strict=True, reason=why)] if why else []
            yield pytest.param(entry["text"], entry.get("says", []), id=f"{kind}-{number}", marks=marks)


@pytest.mark.parametrize(("text", "says"), list(cases()))
def test_who_says_what(text, says):
    assert said(text) == says
