"""Which sentences of a long text are shown: a browser is slow at 100,000 words at once; so is a reader."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from analysis.base.errors import StudyError
from analysis.base.records import Annotation, Span

SENTENCES: Final = 400
"""How many sentences are shown unless others are asked for."""
AROUND: Final = 10
"""How many sentences are shown before and after the one in focus."""
LETTERS: Final = 200_000
"""Longest text that is shown at once, whatever its sentences: some have no full stop."""


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences `first` to `last` (exclusive) of `total`, and the characters that are shown of them."""

    first: int
    last: int
    total: int
    span: Span
    cut: int

    def holds(self, span: Span) -> bool:
        """Whether some of a span is shown."""
        return span[0] < self.span[1] and self.span[0] < span[1]

    @property
    def note(self) -> str:
        """What is shown and how to see the rest; nothing for a whole text."""
        letters = f" {self.cut:,} characters of this passage are left out." if self.cut else ""
        if self.last - self.first >= self.total:
            return letters.strip()
        rest = f"Sentences {self.first + 1:,} to {self.last:,} of {self.total:,} are shown"
        size = self.last - self.first
        after = f"; sentences=({self.last}, {min(self.last + size, self.total)}) shows the next"
        return f"{rest}{after if self.last < self.total else ''}.{letters}"


def choose_window(
    annotation: Annotation, sentences: Span | None = None, focus: int | None = None, around: int = AROUND
) -> Window:
    """The sentences asked for, else those around the character `focus`, else the first `SENTENCES`.

    The white space after a sentence belongs to it, and what stands before the first one (a header) to the
    first. StudyError for sentences that the text has not.
    """
    total = len(annotation.sentences)
    first, last = _sentences(annotation, sentences, focus, around)
    if not 0 <= first < max(last, 1) or (first >= total > 0):
        raise StudyError(
            f"sentences: ({first}, {last}) shows nothing; right would be two numbers from 0 to {total}, "
            "the smaller one first"
        )
    last = min(last, total)
    start = annotation.sentences[first][0] if first else 0
    end = annotation.sentences[last][0] if last < total else len(annotation.document.text)
    span = _cut(start, end, start if sentences or focus is None else focus)
    return Window(first, last, total, span, end - start - (span[1] - span[0]))


def _cut(start: int, end: int, focus: int) -> Span:
    """At most `LETTERS` of a passage, with the focus in them."""
    first = max(start, min(focus - LETTERS // 2, end - LETTERS))
    return first, min(end, first + LETTERS)


def _sentences(annotation: Annotation, asked: Span | None, focus: int | None, around: int) -> Span:
    if asked is not None:
        return asked
    if focus is None:
        return 0, SENTENCES
    starts = [start for start, _ in annotation.sentences]
    here = max(0, bisect_right(starts, focus) - 1)
    return max(0, here - around), here + around + 1
