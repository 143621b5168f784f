"""The tags of many sentences at once: two looks at each token that its form alone does not decide.

The first look sums the weights of features of the form and of the forms around it, the second adds those of
the tags that the first has found: those nearby, and the verb, the subject and the clause edge before. A token
never sees beyond its sentence, so that its tag does not depend on what else is tagged with it.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.language.engine.hashing import Ints
from analysis.language.tagging.forms import EDGE, Describe, Forms, Row, nothing_more
from analysis.language.tagging.tag_lexicon import Lexicon, lexicon
from analysis.language.tagging.tag_templates import (
    CONTEXT,
    FORM,
    WINDOW,
    ContextValues,
    FormValues,
    WindowValues,
    feature_rows,
)
from analysis.language.tagging.tag_weights import BITS, Model, model
from analysis.language.tagging.tags import Tag
from analysis.language.text import Text

MARGIN: Final = 3
"""Edges between two sentences, so that no token sees a token of another."""
_PORTION: Final = 60_000
"""Characters that are tagged at once at most."""


class Tagger:
    """Tags tokens by a lexicon and a model; `more` are further rows of the table of forms."""

    def __init__(self, words: Lexicon, weights: Model, more: Describe = nothing_more) -> None:
        self._model = weights
        self.forms = Forms(words, self._score, more)

    def _score(self, rows: Ints) -> NDArray[np.int16]:
        """What forms alone say of their tags."""
        zeros = np.zeros((rows.shape[1], len(Tag)), dtype=np.int16)
        return self._model.form.total(feature_rows(FORM, FormValues(rows), BITS), zeros)

    def tags(self, numbers: Ints, sentence: Ints) -> Ints:
        """The tag of each token, given the number of its form and of its sentence (rising)."""
        if not len(numbers):
            return numbers
        places, forms = with_edges(numbers, sentence)
        tags = self.forms.table[Row.SURE].take(forms)
        open_places = np.flatnonzero(tags < 0)
        if len(open_places):
            self._decide(forms, tags, open_places)
        found: Ints = tags.take(places)
        return found

    def _decide(self, forms: Ints, tags: Ints, at: Ints) -> None:
        """Write the tags of the tokens `at`."""
        window = WindowValues(self.forms.table, forms, at)
        own = self.forms.scores.take(forms.take(at), axis=0)
        first = self._model.window.total(feature_rows(WINDOW, window, BITS), own)
        tags[at] = first.argmax(axis=1)
        context = ContextValues(window, tags.copy(), at)
        tags[at] = self._model.context.total(feature_rows(CONTEXT, context, BITS), first).argmax(axis=1)


def with_edges(numbers: Ints, sentence: Ints) -> tuple[Ints, Ints]:
    """The places of the tokens in a column with edges around each sentence, and that column."""
    changes = np.cumsum(np.diff(sentence, prepend=sentence[0]) != 0)
    places = np.arange(len(numbers)) + MARGIN * (changes + 1)
    forms = np.full(places[-1] + MARGIN + 1, EDGE, dtype=np.int64)
    forms[places] = numbers
    return places, forms


@lru_cache
def tagger() -> Tagger:
    """The tagger that ships with the package."""
    return Tagger(lexicon(), model())


def tags_of(text: Text, sentence: int) -> Sequence[int]:
    """The tags of the tokens of a sentence, as numbers of `Tag`; kept with the text.

    >>> [Tag(tag).penn for tag in tags_of(Text("We will stay."), 0)]
    ['PRP', 'MD', 'VB', 'PUNCT']
    """
    if sentence not in text.tags:
        tag([(text, [sentence])])
    return text.tags[sentence]


def tag(wanted: Iterable[tuple[Text, Iterable[int]]]) -> None:
    """Tag some sentences of each text that have no tags yet; many together are tagged much faster."""
    pending: list[tuple[Text, int]] = []
    size = 0
    for text, sentences in wanted:
        for number in sentences:
            if number not in text.tags:
                pending.append((text, number))
                size += text.sentences[number][1] - text.sentences[number][0]
                if size > _PORTION:
                    _tag(pending)
                    pending, size = [], 0
    if pending:
        _tag(pending)


def _tag(sentences: Sequence[tuple[Text, int]]) -> None:
    ours = tagger()
    numbers, lengths = ours.forms.numbers(text.piece(number) for text, number in sentences)
    keep(sentences, ours.tags(numbers, np.repeat(np.arange(len(lengths)), lengths)), lengths)


def keep(sentences: Sequence[tuple[Text, int]], tags: Ints, lengths: Ints) -> None:
    """Put tags with their texts; `lengths` are those of the sentences in tokens."""
    packed, end = tags.astype(np.uint8).tobytes(), 0
    for (text, number), length in zip(sentences, lengths.tolist(), strict=True):
        text.tags[number] = packed[end : end + length]
        end += length
