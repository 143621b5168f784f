"""Statements of transcripts and speeches: a turn, or a whole text, is one direct statement."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from analysis.annotation.statements.excluded import Excluded, apart, spans_of
from analysis.annotation.statements.transcripts import cut_out
from analysis.annotation.statements.turns.cast import Cast, Who
from analysis.annotation.statements.turns.directions import find_directions, find_loud
from analysis.annotation.statements.turns.label_names import read_person
from analysis.annotation.statements.turns.opening import Opening
from analysis.annotation.statements.turns.transcript import Transcript, is_shouted
from analysis.base.records import Span, Statement
from analysis.language.text import Text


def takes_part(speaker: str, transcript: Transcript) -> bool:
    """Whether one of the turns is the speaker's, by last name, or the turns are questions and answers."""
    person = read_person(speaker)
    for turn in transcript.turns:
        if turn.head.shape == "question":
            return True
        named = read_person(turn.head.name)
        if person and named and person.last == named.last:
            return True
    return False


def turn_statements(
    text: Text, transcript: Transcript, nobody: Sequence[Excluded], cast: Cast
) -> Iterator[Statement]:
    """One statement a turn, without what nobody says; nobody is named by *Q.*"""
    holes = spans_of(nobody)
    starts = [start for start, _ in holes]
    for turn in transcript.turns:
        first = max(0, bisect_left(starts, turn.spoken[0]) - 1)
        spans = cut_out(turn.spoken, holes[first : bisect_left(starts, turn.spoken[1])], text.text)
        if spans:
            yield _direct(spans, cast.resolve(turn.head), turn.label)


def silent_in_speech(text: Text, opening: Opening) -> list[Excluded]:
    """What nobody says of a speech: directions, times, and the lines above it."""
    above = [opening.heading] if opening.heading else []
    start, end = text.start, len(text.text)
    loud = () if is_shouted(text.text) else find_loud(text.text, start, end)
    return apart([*above, *find_directions(text.text, start, end), *loud])


def speech_statement(
    text: Text, opening: Opening, nobody: Sequence[Excluded], cast: Cast
) -> Iterator[Statement]:
    """The whole text as one statement."""
    spans = cut_out((text.start, len(text.text)), spans_of(nobody), text.text)
    if spans:
        yield _direct(spans, cast.whole(opening), None)


def _direct(spans: tuple[Span, ...], who: Who, label: Span | None) -> Statement:
    return Statement(
        start=spans[0][0],
        end=spans[-1][1],
        spans=spans,
        speaker=who.speaker,
        speaker_span=label if label and label[0] < label[1] else None,
        cue=None,
        kind="direct",
        found_by=who.found_by,
        confidence=who.confidence,
        speaker_note=who.note,
    )
