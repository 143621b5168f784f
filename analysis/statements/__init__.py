"""Who says which characters: Text -> Attribution.

A transcript is read by its turns, a speech (metadata key `speaker`) is one speaker's from end to end,
and everything else is news prose: cues first, then the content and the source of each cue, then the
person behind the source.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.records import Span, Statement
from analysis.speakers import Speakers
from analysis.statements.candidates import Candidate
from analysis.statements.excluded import apart, excluded, joined
from analysis.statements.persons import Persons
from analysis.statements.prose import Prose, find_candidates
from analysis.statements.reports import find_prose, prose_statements
from analysis.statements.speech import speech_statement, takes_part, turn_statements
from analysis.statements.transcripts import Turn, find_directions, find_turns
from analysis.text import Text


@dataclass(frozen=True, slots=True)
class Attribution:
    """The statements of one text in order, and the stretches that nobody says and nobody counts."""

    statements: tuple[Statement, ...]
    excluded: tuple[Span, ...] = ()
    excluded_kinds: tuple[str, ...] = ()


def find_statements(text: Text, metadata: Mapping[str, str], speakers: Speakers | None) -> Attribution:
    """The statements of one text, by their start.

    `metadata["speaker"]` makes the whole text one speaker's. `speakers` is what a study knows; it wins
    over what the text suggests. Any string gives a result.

    >>> found = find_statements(Text('Ann Lee said that it rains. "It does," she added.'), {}, None)
    >>> [(statement.speaker, statement.kind) for statement in found.statements]
    [('Ann Lee', 'indirect'), ('Ann Lee', 'direct')]
    """
    return attribute([text], [metadata], speakers)[0]


def attribute(
    texts: Sequence[Text], metadata: Sequence[Mapping[str, str]], speakers: Speakers | None
) -> list[Attribution]:
    """What `find_statements` gives for each text; many short texts are read much faster together."""
    scripts = [_make_script(*pair) for pair in zip(texts, metadata, strict=True)]
    candidates = iter(find_candidates([script.prose for script in scripts if script.prose]))
    return [
        _attribution(script, next(candidates) if script.prose else [], Persons(script.text, speakers))
        for script in scripts
    ]


@dataclass(frozen=True, slots=True)
class _Script:
    """How one text is read: `whole` is the speaker of all of it, `prose` what is read as news."""

    text: Text
    whole: str
    turns: Sequence[Turn]
    directions: Sequence[Span]
    covered: Sequence[Span]
    prose: Prose | None


def _make_script(text: Text, metadata: Mapping[str, str]) -> _Script:
    directions = find_directions(text.text, text.start)
    whole = metadata.get("speaker", "").strip()
    turns = find_turns(text.text, text.start)
    if whole and not takes_part(whole, turns):
        turns = []  # headings and salutations of a speech
    covered = joined([*directions, *((turn.label[0], turn.spoken[1]) for turn in turns)])
    prose = None if whole and not turns else find_prose(text, covered)
    return _Script(text, whole, turns, directions, covered, prose)


def _attribution(script: _Script, candidates: Sequence[Sequence[Candidate]], persons: Persons) -> Attribution:
    text, turns, directions = script.text, script.turns, script.directions
    found: list[Statement] = []
    if script.prose:
        found += prose_statements(script.prose, candidates, persons, script.covered)
    else:
        found += speech_statement(text, script.whole, directions, persons)
    found += turn_statements(text, turns, directions, persons, script.whole)
    nobody = apart([*excluded(directions, "direction"), *excluded((turn.label for turn in turns), "label")])
    return Attribution(
        _in_order(found), tuple(each.span for each in nobody), tuple(each.kind for each in nobody)
    )


def _in_order(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple(sorted(statements, key=lambda statement: statement.spans))
