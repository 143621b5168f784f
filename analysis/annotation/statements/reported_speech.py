"""Statements of news prose: candidates are chosen so that no word is said twice, then get their speaker."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from analysis.annotation.statements.candidates import Candidate, is_taken
from analysis.annotation.statements.headlines import find_headlines
from analysis.annotation.statements.paragraphs import find_paragraphs
from analysis.annotation.statements.persons import Found, Persons
from analysis.annotation.statements.prose import Prose
from analysis.annotation.statements.quotes import find_quotations
from analysis.annotation.statements.signatures import find_signatures
from analysis.annotation.statements.transcripts import cut_out
from analysis.base.records import Span, Statement, StatementKind
from analysis.language.regex import regex
from analysis.language.text import Text

_NO_LETTER = regex(r"[\W_]")
_FINAL = '.!?…”"'
LONG_QUOTATION = 15
"""Characters of a quotation that is somebody's words although no cue was found."""
NEARLY = 0.5
"""Share of a quotation that a piece must cover to be given all of it; quotations are hardly ever cut."""
WHOLE = 0.97
"""Share of letters inside quotation marks that makes a statement direct."""


def find_prose(text: Text, covered: Sequence[Span]) -> Prose:
    """What is prose in a text: all outside the `covered` stretches (turns, stage directions)."""
    paragraphs = _uncovered(find_paragraphs(text.text, text.start), sorted(covered))
    return Prose(text, paragraphs, find_quotations(text.text, paragraphs))


def prose_statements(
    prose: Prose, candidates: Sequence[Sequence[Candidate]], persons: Persons, covered: Sequence[Span]
) -> Iterator[Statement]:
    """The statements outside the `covered` stretches, in order; `candidates` are those of each passage."""
    text, paragraphs, quotations = prose.text, prose.paragraphs, prose.quotations
    covered = sorted(covered)
    chosen = list(find_signatures(text.text, quotations))
    signed = [span for candidate in chosen for span in candidate.spans]
    for part in candidates:
        chosen += [best for best in part if not any(is_taken(span, signed) for span in best.spans)]
    taken = [span for candidate in chosen for span in candidate.spans]
    chosen += find_headlines(text.text, text.start, persons.names.all, taken)
    found = sorted(
        [*chosen, *_orphans(text.text, paragraphs, quotations, chosen)], key=lambda candidate: candidate.spans
    )
    inside = _Quoted(text.text, quotations)
    taken = sorted(span for candidate in found for span in candidate.spans)
    previous: Statement | None = None
    for candidate in found:
        grown = [inside.grow(span, taken) for span in candidate.spans]
        spans = tuple(piece for span in grown for piece in cut_out(span, covered, text.text))
        if spans:
            speaker = _speaker(text, candidate, persons, previous)
            previous = Statement(
                start=spans[0][0],
                end=spans[-1][1],
                spans=spans,
                speaker=speaker.speaker,
                speaker_span=candidate.source,
                cue=candidate.cue,
                kind=inside.kind(spans),
                found_by=speaker.found_by,
                confidence=round(speaker.confidence * candidate.source_strength, 4),
            )
            yield previous


def _uncovered(paragraphs: list[Span], covered: Sequence[Span]) -> list[Span]:
    """The paragraphs that do not lie in a covered stretch."""
    starts = [start for start, _ in covered]

    def is_free(paragraph: Span) -> bool:
        i = bisect_right(starts, paragraph[0]) - 1
        return i < 0 or covered[i][1] < paragraph[1]

    return [paragraph for paragraph in paragraphs if is_free(paragraph)] if covered else paragraphs


def _orphans(
    text: str, paragraphs: Sequence[Span], quotations: Sequence[Span], chosen: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Quoted sentences without a cue, to be given to the speaker before."""
    taken = sorted(span for candidate in chosen for span in candidate.spans)
    starts = [start for start, _ in paragraphs]
    for start, end in quotations:
        paragraph = paragraphs[bisect_right(starts, start) - 1]
        opens = start - paragraph[0] < 2 or text[start - 2] in _FINAL
        closes = paragraph[1] - end < 2 or text[end - 2] in _FINAL
        if opens and closes and end - start >= LONG_QUOTATION and not is_taken((start, end), taken):
            yield Candidate(((start, end),), None, 1.0, None, 0.0)


def _speaker(text: Text, candidate: Candidate, persons: Persons, previous: Statement | None) -> Found:
    """The person behind the source; without one, the speaker before, where the text goes on with them."""
    if candidate.source is not None or candidate.unnamed or previous is None or previous.speaker is None:
        return persons.resolve(candidate.source)
    if candidate.cue is None:
        if text.text.count("\n\n", previous.end, candidate.spans[0][0]) <= 1:
            return Found(previous.speaker, "quotation without a cue: speaker before it", 0.6)
    elif previous.cue and text.sentence_at(previous.cue[0]) == text.sentence_at(candidate.cue[0]):
        return Found(previous.speaker, "cue without a source: speaker of the sentence", 0.6)
    return persons.resolve(None)


class _Quoted:
    """How much of a statement stands in quotation marks."""

    def __init__(self, text: str, quotations: Sequence[Span]) -> None:
        self._text = text
        self._quotations = quotations

    def grow(self, span: Span, taken: list[Span]) -> Span:
        """The span grown (`whole`), which from now on stands in its place among the taken ones."""
        grown = self.whole(span, taken)
        taken[bisect_left(taken, span)] = grown
        return grown

    def whole(self, span: Span, taken: Sequence[Span]) -> Span:
        """The span grown to the ends, with the marks, of a quotation that it nearly fills."""
        start, end = span
        for first, last in self._overlaps(span):
            quotation = self._quotations[bisect_right(self._quotations, (first, len(self._text))) - 1]
            missing = self._letters(quotation[0], first) + self._letters(last, quotation[1])
            if not missing or missing <= (1 - NEARLY) * self._letters(*quotation):
                start, end = min(start, quotation[0]), max(end, quotation[1])
        left, right = bisect_left(taken, span), bisect_right(taken, span)
        before = taken[left - 1][1] if left else 0
        after = taken[right][0] if right < len(taken) else len(self._text)
        return max(start, min(before, span[0])), min(end, max(after, span[1]))

    def kind(self, spans: Sequence[Span]) -> StatementKind:
        """direct, mixed or indirect."""
        inside = sum(self._letters(*piece) for span in spans for piece in self._overlaps(span))
        if not inside:
            return "indirect"
        letters = sum(self._letters(*span) for span in spans)
        return "direct" if inside >= WHOLE * letters else "mixed"

    def _letters(self, start: int, end: int) -> int:
        return end - start - len(_NO_LETTER.findall(self._text, start, end))

    def _overlaps(self, span: Span) -> Iterator[Span]:
        i = max(0, bisect_left(self._quotations, span) - 1)
        while i < len(self._quotations) and self._quotations[i][0] < span[1]:
            start, end = self._quotations[i]
            if end > span[0]:
                yield max(start, span[0]), min(end, span[1])
            i += 1
