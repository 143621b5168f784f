"""Statements of prose that are none, or whose speaker is none: *Note: ...*, *Remember I said ...*."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from analysis.base.records import Statement
from analysis.language.word_lists import word_list

_FIRST_PERSON = word_list("statements", "sifting.first-person")


def sifted(text: str, statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements but for those of a field before a colon; a name that ends in *I* is the writer's."""
    for statement in statements:
        if statement.speaker_span and _is_field(text, *statement.speaker_span):
            continue
        if statement.speaker and _is_first_person(statement.speaker):
            yield replace(statement, speaker=None, found_by="first person of the writer", confidence=0.5)
        else:
            yield statement


def _is_first_person(speaker: str) -> bool:
    """Whether a name ends in the writer's pronoun: *Remember I*; not in *US*."""
    last = speaker.split()[-1]
    return last in _FIRST_PERSON or last in ("I", "We")


def _is_field(text: str, start: int, end: int) -> bool:
    """Whether a source is a word such as *Note* or *Update* before a colon."""
    if ":" not in text[end - 1 : end + 2]:
        return False
    from analysis.annotation.statements.turns.label_words import (
        FIELDS,  # hardly a source stands before a colon
    )

    return text[start:end].strip(" :").lower() in FIELDS
