"""Statements of transcripts and speeches: a turn, or a whole text, is one direct statement."""

from collections.abc import Iterator, Sequence

from analysis.records import Span, Statement
from analysis.statements.persons import Persons
from analysis.statements.transcripts import Turn, cut_out
from analysis.text import Text

_QUESTION = frozenset(["Q", "QUESTION", "Question"])
_ANSWER = frozenset(["A", "ANSWER", "Answer"])


def takes_part(speaker: str, turns: Sequence[Turn]) -> bool:
    """Whether one of the turns is the speaker's, by last name, or the turns are questions and answers.

    >>> takes_part("Ann Lee", [Turn((0, 8), "MS. LEE", (8, 20))])
    True
    """
    last = speaker.split()[-1].casefold()
    return any(
        turn.name in _QUESTION | _ANSWER or turn.name.split()[-1].strip(".").casefold() == last
        for turn in turns
    )


def turn_statements(
    text: Text, turns: Sequence[Turn], directions: Sequence[Span], persons: Persons, answerer: str
) -> Iterator[Statement]:
    """One statement a turn; nobody is named by *Q.*, and *A.* is `answerer` where the metadata names one."""
    for turn in turns:
        spans = cut_out(turn.spoken, directions, text.text)
        if not spans:
            continue
        if turn.name in _QUESTION or (turn.name in _ANSWER and not answerer):
            speaker, by, confidence = None, "question or answer without a name", 0.9
        else:
            named = answerer if turn.name in _ANSWER else turn.name
            speaker, by, confidence = persons.label(named), "label of the turn", 0.95
            persons.remember(turn.label[0], speaker)
        yield Statement(
            start=spans[0][0],
            end=spans[-1][1],
            spans=spans,
            speaker=speaker,
            speaker_span=turn.label,
            cue=None,
            kind="direct",
            found_by=by,
            confidence=confidence,
        )


def speech_statement(
    text: Text, speaker: str, directions: Sequence[Span], persons: Persons
) -> Iterator[Statement]:
    """The whole text as one statement of the speaker that the metadata names."""
    spans = cut_out((text.start, len(text.text)), directions, text.text)
    if spans:
        yield Statement(
            start=spans[0][0],
            end=spans[-1][1],
            spans=spans,
            speaker=persons.label(speaker),
            speaker_span=None,
            cue=None,
            kind="direct",
            found_by="speaker in the metadata",
            confidence=1.0,
        )
