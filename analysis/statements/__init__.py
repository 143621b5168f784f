"""Who says which characters: Text -> Attribution.

A transcript is read by its turns, a speech (metadata key `speaker`) is one speaker's from end to end,
and everything else is news prose: cues first, then the content and the source of each cue, then the
person behind the source.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analysis.records import Span, Statement
from analysis.speakers import Speakers
from analysis.statements.persons import Persons
from analysis.statements.reports import prose_statements
from analysis.statements.speech import speech_statement, takes_part, turn_statements
from analysis.statements.transcripts import find_directions, find_turns
from analysis.text import Text


@dataclass(frozen=True, slots=True)
class Attribution:
    """The statements of one text in order, and the stretches that nobody says and nobody counts."""

    statements: tuple[Statement, ...]
    excluded: tuple[Span, ...] = ()


def find_statements(text: Text, metadata: Mapping[str, str], speakers: Speakers | None) -> Attribution:
    """The statements of one text, by their start.

    `metadata["speaker"]` makes the whole text one speaker's. `speakers` is what a study knows; it wins
    over what the text suggests. Any string gives a result.

    >>> found = find_statements(Text('Ann Lee said that it rains. "It does," she added.'), {}, None)
    >>> [(statement.speaker, statement.kind) for statement in found.statements]
    [('Ann Lee', 'indirect'), ('Ann Lee', 'direct')]
    """
    directions = find_directions(text.text, text.start)
    persons = Persons(text, speakers)
    whole = metadata.get("speaker", "").strip()
    turns = find_turns(text.text, text.start)
    if whole and not takes_part(whole, turns):
        turns = []  # headings and salutations of a speech
    if turns:
        covered = [*directions, *((turn.label[0], turn.spoken[1]) for turn in turns)]
        found = [
            *prose_statements(text, persons, covered),
            *turn_statements(text, turns, directions, persons, whole),
        ]
        return Attribution(_in_order(found), _merged([*directions, *(turn.label for turn in turns)]))
    if whole:
        return Attribution(_in_order(speech_statement(text, whole, directions, persons)), tuple(directions))
    return Attribution(_in_order(prose_statements(text, persons, directions)), tuple(directions))


def _in_order(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple(sorted(statements, key=lambda statement: statement.spans))


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, overlapping ones put together."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
