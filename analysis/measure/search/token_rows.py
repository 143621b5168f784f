"""Annotation -> the columns of a token table: the words of each text, and whose words they are."""

from collections.abc import Iterable, Iterator
from typing import Final, Generic, TypeVar

import numpy as np

from analysis.annotation.cleaning import Cleaned, clean
from analysis.base.records import Annotation
from analysis.language.text import Text
from analysis.language.word_tags import word_tags
from analysis.measure.search.token_table import COLUMNS, NO_STATEMENT, Ints, TokenTable
from analysis.measure.tables import NARRATOR, voice_of

Value = TypeVar("Value")
_NOBODY: Final = -2
"""What stands in the place of a statement where nobody speaks."""


class _Numbers(dict[Value, int], Generic[Value]):
    """Value -> number, in the order in which values are met."""

    def __missing__(self, value: Value) -> int:
        return self.setdefault(value, len(self))


def token_table(annotations: Iterable[Annotation], *, tagged: bool = False) -> TokenTable:
    """The tokens of all texts; with `tagged` also their tags, which takes far longer."""
    forms, tags = _Numbers[str](), _Numbers[str]()
    voices = _Numbers[tuple[str, str]]()
    documents: list[str] = []
    parts: list[list[Ints]] = []
    sentences = 0
    for number, annotation in enumerate(annotations):
        documents.append(annotation.document.id)
        cleaned = clean(annotation.document)
        text = cleaned.working_text()
        word, sentence, start, end = _tokens(text, cleaned, forms)
        owner = _owners(annotation, start)
        voice = _voice_numbers(annotation, owner, voices)
        tag = _column(tags[name] for name in word_tags(text)) if tagged else np.zeros(len(word), np.int32)
        document = np.full(len(word), number, dtype=np.int32)
        said = owner != _NOBODY
        columns = [word, start, end, document, sentence + sentences, owner, voice, tag]  # as in COLUMNS
        parts.append([column[said] for column in columns])
        sentences += len(text.sentences)
    *columns, tag = _joined(parts)
    return TokenTable(
        forms=list(forms),
        documents=documents,
        voices=list(voices),
        **dict(zip(COLUMNS, columns, strict=True)),
        tags=list(tags),
        tag=tag if tagged else None,
    )


def _joined(parts: list[list[Ints]]) -> list[Ints]:
    if not parts:
        return [np.zeros(0, dtype=np.int32)] * 8
    return [np.concatenate(columns) for columns in zip(*parts, strict=True)]


def _tokens(text: Text, cleaned: Cleaned, forms: _Numbers[str]) -> tuple[Ints, Ints, Ints, Ints]:
    """Word, sentence, start and end of each token of a text; places are those of the text as it was read."""
    words: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    sizes: list[int] = []
    source = text.text
    for index in range(len(text.sentences)):
        tokens = text.tokens(index)
        words += [forms[source[a:b]] for a, b in zip(tokens.start, tokens.end, strict=True)]
        starts += tokens.start
        ends += tokens.end
        sizes.append(len(tokens))
    if not cleaned.is_source:
        spans = [cleaned.back(span) for span in zip(starts, ends, strict=True)]
        starts, ends = [start for start, _ in spans], [end for _, end in spans]
    sentence = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    return _column(words), sentence, _column(starts), _column(ends)


def _owners(annotation: Annotation, starts: Ints) -> Ints:
    """The statement in which each token stands."""
    pieces = sorted(_pieces(annotation))
    if not pieces:
        return np.full(len(starts), NO_STATEMENT, dtype=np.int32)
    first, last, owner = (np.array(column, dtype=np.int32) for column in zip(*pieces, strict=True))
    at = np.searchsorted(first, starts, "right") - 1
    inside = (at >= 0) & (starts < last[at])
    return np.where(inside, owner[at], NO_STATEMENT).astype(np.int32)


def _pieces(annotation: Annotation) -> Iterator[tuple[int, int, int]]:
    for index, statement in enumerate(annotation.statements):
        yield from ((start, end, index) for start, end in statement.spans)
    yield from ((start, end, _NOBODY) for start, end in annotation.excluded)


def _voice_numbers(annotation: Annotation, owners: Ints, voices: _Numbers[tuple[str, str]]) -> Ints:
    """The number of the voice of each token, by name and kind."""
    said = [(voice_of(statement), str(statement.kind)) for statement in annotation.statements]
    numbers = [*(voices[pair] for pair in said), -1, voices[NARRATOR, NARRATOR]]  # -2: nobody, -1: narrator
    return np.array(numbers, dtype=np.int32)[owners]


def _column(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int32)
