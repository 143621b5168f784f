"""Lexicon phrases in a text and the words around them, for context tests to judge.

A candidate is a phrase of a lexicon where it stands. Of the phrases that begin at one place the
longest is judged first; if its test says no, the next shorter one gets its chance, and if none
passes, the search goes on behind the first word. Marks of one layer never overlap.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.base.errors import LexiconError
from analysis.base.records import Modal
from analysis.language.lexicon import Entry, Lexicon
from analysis.language.phrases import Place
from analysis.language.text import Text, Tokens


class Candidate:
    """A phrase in its sentence: `words[first:last]`, folded; `modal` overlaps it, if one does.

    `text` is the whole text, for what only that can tell.

    >>> spot = Candidate("it is about 40 miles".split(), 2, 3)
    >>> spot.before(), spot.after(), spot.after(2), spot.after(9)
    ('is', '40', 'miles', '')
    """

    __slots__ = ("first", "last", "modal", "text", "words")

    def __init__(
        self,
        words: Sequence[str],
        first: int,
        last: int,
        modal: Modal | None = None,
        text: Text | None = None,
    ) -> None:
        self.words = words
        self.first = first
        self.last = last
        self.modal = modal
        self.text = text

    def before(self, distance: int = 1) -> str:
        """The word that many places to the left; empty beyond the sentence."""
        i = self.first - distance
        return self.words[i] if i >= 0 else ""

    def after(self, distance: int = 1) -> str:
        """The word that many places to the right; empty beyond the sentence."""
        i = self.last + distance - 1
        return self.words[i] if i < len(self.words) else ""

    def left(self, count: int) -> Sequence[str]:
        """Up to `count` words before the phrase, in their order."""
        return self.words[max(0, self.first - count) : self.first]

    def right(self, count: int) -> Sequence[str]:
        """Up to `count` words behind the phrase."""
        return self.words[self.last : self.last + count]

    @property
    def is_older(self) -> bool:
        """Whether the phrase stands in older prose or in law."""
        return self.text is not None and self.text.is_older

    @property
    def phrase(self) -> str:
        """The words of the phrase."""
        return " ".join(self.words[self.first : self.last])


Test = Callable[[Candidate], bool]
"""Says whether a phrase counts where it stands."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that counts, where it stands in the text."""

    start: int
    end: int
    entry: Entry
    category: str


@dataclass(frozen=True, slots=True)
class _Rule:
    entry: Entry
    category: str
    characters: int  # of the form
    tokens: list[str]  # of the form
    ahead: Callable[[str, int], object] | None
    test: Test | None
    widen: tuple[int, int]


class Finder:
    """Finds the entries of a lexicon where their tests agree.

    An entry may name a `test` (a function of `tests`), a pattern of `ahead` that must match right
    behind the phrase (tried on the characters, before any token is made), and `widen`: how many
    words before and behind belong to the mark as well (*15 or 20*, *not really*). `otherwise` is
    a second reading with its own test and category, tried when the first fails (*I doubt*, *in doubt*).
    """

    def __init__(
        self, lexicon: Lexicon, tests: Mapping[str, Test], ahead: Mapping[str, re.Pattern[str]]
    ) -> None:
        single = {
            form: tuple(_rules(lexicon, entry, form, tests, ahead)) for form, entry in lexicon.by_form.items()
        }
        self._rules = {form: _shortening(form, single) for form in single}

    def find(self, text: Text, places: Iterable[Place], modals: Sequence[Modal]) -> Iterator[Found]:
        """Yield what counts, left to right, without overlap; `places` are those of the lexicon's forms."""
        modal_at = {modal.start: modal for modal in modals}
        taken = behind = text.start
        for start, _, form in places:
            if start < behind:
                continue
            found = self._judge(text, start, form, modal_at)
            if found is not None and found.start >= taken:
                yield found
                taken = behind = found.end
            else:
                behind = start + len(form.partition(" ")[0])

    def _judge(self, text: Text, start: int, form: str, modal_at: Mapping[int, Modal]) -> Found | None:
        """The longest entry at `start` that passes its test."""
        tokens: Tokens | None = None
        first = 0
        for rule in self._rules[form]:
            if rule.ahead is not None and not rule.ahead(text.folded, start + rule.characters):
                continue
            if tokens is None:
                tokens = text.tokens(text.sentence_at(start))
                first = tokens.at(start)
            last = first + len(rule.tokens)
            if (
                tokens.word[last - 1 : last] != rule.tokens[-1:]
            ):  # "can" in "can't", or behind a sentence's end
                continue
            candidate = Candidate(tokens.word, first, last, modal_at.get(start), text)
            if rule.test is None or rule.test(candidate):
                left, right = rule.widen
                span = tokens.start[max(0, first - left)], tokens.end[min(len(tokens), last + right) - 1]
                return Found(*span, rule.entry, rule.category)
        return None


def _rules(
    lexicon: Lexicon, entry: Entry, form: str, tests: Mapping[str, Test], ahead: Mapping[str, re.Pattern[str]]
) -> Iterator[_Rule]:
    """The rule of an entry and, where it has one, that of its second reading (`otherwise`)."""
    first = {"category": entry.category, "test": entry.test, **entry.fields}
    for reading in (first, entry.fields.get("otherwise")):
        if reading is None:
            continue
        test, wanted = reading.get("test", ""), reading.get("ahead", "")
        for name, known in ((test, tests), (wanted, ahead)):
            if name and name not in known:
                raise LexiconError(
                    f"{lexicon.name}.toml: entry {entry.id!r} asks for the test {name!r}; "
                    f"known tests: {', '.join(sorted(known))}"
                )
        left, right = reading.get("widen", (0, 0))
        yield _Rule(
            entry=entry,
            category=reading.get("category", entry.category),
            characters=len(form),
            tokens=Tokens(form, 0, len(form)).word,
            ahead=ahead[wanted].match if wanted else None,
            test=tests.get(test),
            widen=(left, right),
        )


def _shortening(form: str, rules: Mapping[str, tuple[_Rule, ...]]) -> tuple[_Rule, ...]:
    """The rules of a form and of each shorter form that begins it, longest first."""
    words = form.split(" ")
    prefixes = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return tuple(rule for prefix in prefixes for rule in rules.get(prefix, ()))
