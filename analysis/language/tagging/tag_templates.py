"""What the tagger looks at: three tables of named features, and where their values come from.

`word[-1]+class` is the word before a token and the lexicon's tags of the token itself, taken together. The
features of a form are summed once for each form, those of a window are known before any tag is, and those
of a context are about the tags that a first look has found.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.language.engine.hashing import Ints, mix, to_rows
from analysis.language.tagging.forms import Row
from analysis.language.tagging.tags import CLAUSE_EDGES, FINITE, NOMINAL, SEPARATORS, table

FORM: Final = (
    *("word", "ending+shape", "short_ending+shape", "long_ending", "beginning+short_ending", "class+shape"),
)
WINDOW: Final = (
    *("class+class[-1]", "class+class[1]", "class[-1]+class+class[1]", "class[-2]+class[-1]+class"),
    *("class+class[1]+class[2]", "word+class[-1]", "word+class[1]", "word[-1]+class", "word[1]+class"),
    *("word+word[-1]", "word+word[1]", "ending+class[-1]", "ending+class[1]+shape"),
    *("shape+shape[-1]+shape[1]+class", "word[-2]+class", "word[2]+class", "word[-1]+word[1]"),
)
CONTEXT: Final = (
    *("tag+tag[-1]+tag[1]", "word+tag[-1]", "word+tag[1]", "class+tag[-1]+tag[1]", "class+tag[-2]+tag[-1]"),
    *("class+tag[1]+tag[2]", "ending+tag[-1]+tag[1]", "tag+tag[-2]+tag[-1]", "tag+tag[1]+tag[2]"),
    *("tag+tag[-3]+tag[-2]+tag[-1]", "word+tag[-1]+tag[1]", "tag+verb_tag+verb_near+next_verb_tag+next_near"),
    *("class+verb_tag+verb_near+separator", "tag+separator+verb_near+next_near+tag[-1]"),
    *("tag+verb+since_subject+verb_near", "class+subject_tag+opener+since_subject"),
    *("tag+subject+since_subject+verb_near", "tag+opener+opened+since_subject+verb_near"),
    "short_ending+verb+verb_near+since_subject",
)
"""`verb` is the last finite verb before the token, `subject` the last word that can end one, `separator` the
last that may part two phrases, `opener` the last that may part two clauses and `opened` the tag behind it;
`verb_near` says which of these two the verb stands behind, `since_subject` whether the subject stands behind
the verb and the separator, and `next_near` whether the next verb comes before the next separator."""
_ROWS: Final = {row.name.lower(): row for row in Row}


def feature_rows(templates: Sequence[str], values: Mapping[str, Ints], bits: int) -> Iterator[Ints]:
    """For each template a column with the number of the feature that each token has."""
    for salt, template in enumerate(templates, 1):
        yield to_rows(mix(salt, *(values[name] for name in template.split("+"))), bits)


class FormValues(dict[str, Ints]):
    """The values of columns of the table of forms, by name."""

    def __init__(self, rows: Ints) -> None:
        self._rows = rows

    def __missing__(self, name: str) -> Ints:
        return np.ascontiguousarray(self._rows[_ROWS[name]])


class WindowValues(dict[str, Ints]):
    """The values at and around the tokens `at`; `forms` are the numbers of all forms, edges included."""

    def __init__(self, known: Ints, forms: Ints, at: Ints) -> None:
        self._known, self._forms, self._at = known, forms, at
        self._columns: dict[str, Ints] = {}

    def __missing__(self, name: str) -> Ints:
        base, offset = _parted(name)
        return self.setdefault(name, self.column(base).take(self._at + offset))

    def column(self, name: str) -> Ints:
        """The values of all tokens."""
        if name not in self._columns:
            self._columns[name] = self._known[_ROWS[name]].take(self._forms)
        return self._columns[name]


class ContextValues(dict[str, Ints]):
    """The values that a first look at the tags makes known, beside those of the window."""

    def __init__(self, window: WindowValues, tags: Ints, at: Ints) -> None:
        self._window, self._tags, self._at = window, tags, at

    def __missing__(self, name: str) -> Ints:
        base, offset = _parted(name)
        if base == "tag":
            return self.setdefault(name, self._tags.take(self._at + offset))
        return self.setdefault(name, _OF_CLAUSES[name](self) if name in _OF_CLAUSES else self._window[name])

    def word_at(self, index: Ints) -> Ints:
        """The words at some places."""
        return self._window.column("word").take(index)

    def tag_at(self, index: Ints) -> Ints:
        """The tags at some places."""
        return self._tags.take(index)

    @cached_property
    def verb(self) -> Ints:
        """The place of the last finite verb, or of the edge of the sentence."""
        return self._last(_IS_VERB)

    @cached_property
    def subject(self) -> Ints:
        """The place of the last word that can end a subject."""
        return self._last(_IS_NOMINAL)

    @cached_property
    def separator(self) -> Ints:
        """The place of the last word that may part two phrases."""
        return self._last(_IS_SEPARATOR)

    @cached_property
    def opener(self) -> Ints:
        """The place of the last word that may part two clauses."""
        return self._last(_IS_CLAUSE_EDGE)

    @cached_property
    def next_verb(self) -> Ints:
        """The place of the next finite verb."""
        return self._next(_IS_VERB)

    @cached_property
    def next_separator(self) -> Ints:
        """The place of the next word that may part two phrases."""
        return self._next(_IS_SEPARATOR)

    def _last(self, wanted: NDArray[np.bool_]) -> Ints:
        found = np.where(wanted.take(self._tags), np.arange(len(self._tags)), 0)
        return np.maximum.accumulate(found).take(self._at - 1)

    def _next(self, wanted: NDArray[np.bool_]) -> Ints:
        count = len(self._tags)
        found = np.where(wanted.take(self._tags), np.arange(count), count - 1)
        return np.minimum.accumulate(found[::-1])[::-1].take(self._at + 1)


_IS_VERB, _IS_NOMINAL, _IS_SEPARATOR, _IS_CLAUSE_EDGE = (
    table(FINITE), table(NOMINAL), table(SEPARATORS), table(CLAUSE_EDGES)
)  # fmt: skip
for _each in (_IS_VERB, _IS_NOMINAL):
    _each[0] = True  # nothing is looked for beyond the edge of a sentence

_OF_CLAUSES: Final[dict[str, Callable[[ContextValues], Ints]]] = {
    "verb": lambda v: v.word_at(v.verb),
    "verb_tag": lambda v: v.tag_at(v.verb),
    "verb_near": lambda v: (v.verb > v.separator) + 2 * (v.verb > v.opener),
    "subject": lambda v: v.word_at(v.subject),
    "subject_tag": lambda v: v.tag_at(v.subject),
    "since_subject": lambda v: (v.subject > v.verb) + 2 * (v.subject > v.separator),
    "separator": lambda v: v.word_at(v.separator),
    "opener": lambda v: v.word_at(v.opener),
    "opened": lambda v: v.tag_at(v.opener + 1),
    "next_verb_tag": lambda v: v.tag_at(v.next_verb),
    "next_near": lambda v: (v.next_verb < v.next_separator).astype(np.int64),
}


def _parted(name: str) -> tuple[str, int]:
    """`tag[-1]` as the name of a column and an offset."""
    base, _, offset = name.partition("[")
    return base, int(offset[:-1] or 0)


def named(templates: Sequence[str]) -> frozenset[str]:
    """The columns that some templates ask for."""
    return frozenset(chain.from_iterable(template.split("+") for template in templates))
