"""Where a form of the modal lexicon stands, with the words around it."""

from collections.abc import Iterator
from typing import NamedTuple

from analysis.annotation.marks.form_matches import end_of, forms, places
from analysis.language.lexicon import Entry, load_lexicon
from analysis.language.phrases import beginnings, without_overlap
from analysis.language.text import Text, Tokens

EDGE = "<>"
"""Stands for a word before or after the sentence."""


class Candidate(NamedTuple):
    """A form of the lexicon in its sentence: tokens `first` to `after` (exclusive) are the form."""

    text: Text
    tokens: Tokens
    entry: Entry
    form: str
    start: int
    end: int
    first: int
    after: int

    def word(self, offset: int) -> str:
        """The word at -1, -2 ... before or 1, 2 ... after the form; `EDGE` outside the sentence."""
        i = self.first + offset if offset < 0 else self.after + offset - 1
        words = self.tokens.word
        return words[i] if 0 <= i < len(words) else EDGE

    def is_capital(self, offset: int) -> bool:
        """Whether that word (0: the form itself) has a capital and is not all capitals, as a name."""
        if offset == 0:
            start, end = self.start, self.end
        else:
            i = self.first + offset if offset < 0 else self.after + offset - 1
            if not 0 <= i < len(self.tokens):
                return False
            start, end = self.tokens.start[i], self.tokens.end[i]
        return self.text.text[start].isupper() and not (
            end > start + 1 and self.text.text[start + 1].isupper()
        )


def candidates(text: Text) -> Iterator[Candidate]:
    """Each place where a form of the lexicon stands."""
    entries = forms("modals")
    for start, end, form in without_overlap(places(text, "modals")):
        if entry := entries[form]:
            yield _candidate(text, entry, form, start, end)


def inner_candidate(candidate: Candidate) -> Candidate | None:
    """The longest other form that begins a form (*'d* of *'d better*, *ought* of *ought not to*), if any."""
    by_form = load_lexicon("modals").by_form
    text, start = candidate.text, candidate.start
    for form in beginnings(candidate.form)[1:]:
        if candidate.form[len(form)] == " " and form in by_form:
            return _candidate(text, by_form[form], form, start, end_of(text.folded, start, form))
    return None


def _candidate(text: Text, entry: Entry, form: str, start: int, end: int) -> Candidate:
    tokens = text.tokens(text.sentence_at(start))
    return Candidate(text, tokens, entry, form, start, end, tokens.at(start), tokens.at(end))
