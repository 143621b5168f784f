"""What of a statement stands in quotation marks, and what is reported in other words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from analysis.base.records import Annotation, Span, Statement

_QUOTED: Final = re.compile(r"[“\"]([^“”\"]+)(?:[”\"]|$)|(?<!\w)[‘']([^‘’']{12,})[’'](?!\w)")
_CUT: Final = re.compile(r"\s*(?:…|\.\s?\.\s?\.)\s*")


@dataclass(frozen=True, slots=True)
class Pieces:
    """Stretches of an article: `quoted` word for word, `reported` in other words."""

    quoted: tuple[Span, ...]
    reported: tuple[Span, ...]


def pieces_of(annotation: Annotation, statement: Statement) -> Pieces:
    """The pieces of a statement; an ellipsis ends one."""
    text = annotation.document.text
    if statement.kind == "indirect":
        return Pieces((), statement.spans)
    if statement.kind == "direct":
        return Pieces(tuple(piece for span in statement.spans for piece in _uncut(text, span)), ())
    inside = [span for whole in statement.spans for span in _within_marks(text, whole)]
    quoted = tuple(piece for span in inside for piece in _uncut(text, span))
    return Pieces(quoted, tuple(_outside(statement.spans, inside)))


def _within_marks(text: str, whole: Span) -> Iterator[Span]:
    for match in _QUOTED.finditer(text, *whole):
        yield match.span(1) if match[1] else match.span(2)


def _uncut(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    for cut in _CUT.finditer(text, start, end):
        yield start, cut.start()
        start = cut.end()
    yield start, end


def _outside(spans: tuple[Span, ...], inside: list[Span]) -> Iterator[Span]:
    for start, end in spans:
        for first, last in inside:
            if start <= first and last <= end:
                yield start, first
                start = last
        yield start, end
