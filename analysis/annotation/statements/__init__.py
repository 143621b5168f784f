"""Who says which characters: Text -> Attribution.

A transcript is read by its turns, a speech is one speaker's from end to end, and everything else is
news prose: cues first, then the content and the source of each cue, then the person behind the source.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from analysis.annotation.reader_names import FAST
from analysis.annotation.speakers import Speakers
from analysis.annotation.statements.candidates import Candidate
from analysis.annotation.statements.persons import Persons
from analysis.annotation.statements.prose import find_candidates
from analysis.annotation.statements.reported_speech import prose_statements
from analysis.annotation.statements.script import TURNS, Script, make_script
from analysis.annotation.statements.sifting import sifted
from analysis.base.records import Document, Span, Statement
from analysis.language.text import Text

__all__ = ["TURNS", "Attribution", "attribute", "find_statements"]


class Attribution(NamedTuple):
    """The statements of one text in order, what nobody says and nobody counts, and how the text was read."""

    statements: tuple[Statement, ...]
    excluded: tuple[Span, ...] = ()
    excluded_kinds: tuple[str, ...] = ()
    reader: str = "prose"
    layout: str = ""
    reading: str | None = None
    """The text as it is to be searched for marks, where that is not the text itself."""


def find_statements(
    text: Text, metadata: Mapping[str, str], speakers: Speakers | None, reader: str = FAST
) -> Attribution:
    """The statements of one text, by their start.

    `metadata["speaker"]` makes the whole text one speaker's. `speakers` is what a study knows; it wins
    over what the text suggests. `reader` (of `readers.READERS`) reads prose. Any string gives a result.

    >>> found = find_statements(Text('Ann Lee said that it rains. "It does," she added.'), {}, None)
    >>> [(statement.speaker, statement.kind) for statement in found.statements]
    [('Ann Lee', 'indirect'), ('Ann Lee', 'direct')]
    """
    return attribute([text], [Document("text", text.text, metadata, text.start)], speakers, reader)[0]


def attribute(
    texts: Sequence[Text], documents: Sequence[Document], speakers: Speakers | None, reader: str = FAST
) -> list[Attribution]:
    """What `find_statements` gives for each text; many short texts are read much faster together."""
    scripts = [make_script(*pair) for pair in zip(texts, documents, strict=True)]
    candidates = iter(find_candidates([script.prose for script in scripts if script.prose], reader))
    return [_attribution(script, next(candidates) if script.prose else [], speakers) for script in scripts]


def _attribution(
    script: Script, candidates: Sequence[Sequence[Candidate]], speakers: Speakers | None
) -> Attribution:
    found: list[Statement] = []
    if script.prose:
        persons = Persons(script.text, speakers)
        found += sifted(script.text.text, prose_statements(script.prose, candidates, persons, script.covered))
    found += script.spoken(speakers)
    return Attribution(
        _in_order(found),
        tuple(each.span for each in script.nobody),
        tuple(each.kind for each in script.nobody),
        script.reader,
        script.layout,
        script.reading,
    )


def _in_order(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple(sorted(statements, key=lambda statement: statement.spans))
