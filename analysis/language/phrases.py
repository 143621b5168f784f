"""Find the phrases of a list in a folded text: one pattern shaped like a trie, longest form first.

A phrase matches as a sequence of whole words with any white space between them; a form that
begins with an apostrophe is a clitic and follows its word (*we'll*, also *we 'll*).
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

_SPACES = re.compile(r"\s+")
_WORD_ENDS = re.compile(r"[^\w-]|-(?!\w)|\Z")

Place = tuple[int, int, str]
"""Start, end and form; the form has single blanks whatever white space the text has."""


class Matcher:
    """A compiled list of folded forms.

    >>> [form for _, _, form in Matcher(["could", "could be", "as long as"]).find("he could  be; couldn't")]
    ['could be']
    >>> [form for _, _, form in Matcher(["'ll", "will"]).find("we'll see if they will")]
    ["'ll", 'will']
    """

    def __init__(self, forms: Iterable[str]) -> None:
        self._forms = frozenset(forms)
        clitics = {form[1:] for form in self._forms if form.startswith("'")}
        words = [form for form in self._forms if not form.startswith("'")]
        # A pattern that begins with a sign, or a set of signs, is only tried where one of them stands.
        self._clitics = re.compile(rf"'{_ahead(clitics)}(?<=[\w\s]')")
        self._words = re.compile(rf"[^a-z]{_ahead(words)}(?<!\w)(?<!\w-)")

    def places(self, folded: str, start: int = 0, end: int | None = None) -> list[Place]:
        """Every place where a form stands, left to right, with the longest one there; they may overlap."""
        end = len(folded) if end is None else end
        spans = [match.span(1) for match in self._words.finditer(folded, max(0, start - 1), end)]
        if start == 0 and (opening := self._opening(folded, end)):
            spans.insert(0, opening)
        if clitics := [(match.start(), match.end(1)) for match in self._clitics.finditer(folded, start, end)]:
            spans = sorted(spans + clitics)
        known = self._forms
        return [
            (first, last, form if (form := folded[first:last]) in known else _SPACES.sub(" ", form))
            for first, last in spans
        ]

    def occurs(self, folded: str, start: int = 0, end: int | None = None) -> bool:
        """Whether any form stands there; quicker than to find them all."""
        end = len(folded) if end is None else end
        return bool(
            self._words.search(folded, max(0, start - 1), end)
            or self._clitics.search(folded, start, end)
            or (start == 0 and self._opening(folded, end))
        )

    def _opening(self, folded: str, end: int) -> tuple[int, int] | None:
        """The span of the form at the very beginning, which no sign stands before."""
        match = self._words.match(f" {folded[:end]}")
        return match and (0, match.end(1) - 1)

    def find(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[Place]:
        """Yield places from left to right without overlap: the leftmost first, and the longest there."""
        return without_overlap(self.places(folded, start, end))


def without_overlap(places: Iterable[Place]) -> Iterator[Place]:
    """Those of the places, in their order, that begin behind the end of the one before."""
    after = 0
    for place in places:
        if place[0] >= after:
            after = place[1]
            yield place


def beginnings(form: str) -> list[str]:
    """All that a list with shorter forms might find where `form` stands, longest first: itself, then less.

    >>> beginnings("could be")
    ['could be', 'could']
    """
    cuts = [match.start() for match in _WORD_ENDS.finditer(form)]
    return [form[:cut] for cut in reversed(cuts) if cut and form[cut - 1] != " "]


def _ahead(forms: Collection[str]) -> str:
    """A pattern that looks for the longest of the forms to its right, as group 1, and takes nothing."""
    longest = _branches(sorted(set(forms)), 0) if forms else "(?!)"
    return rf"(?=({longest})(?!\w|-\w))"


def _branches(forms: Sequence[str], at: int) -> str:
    """A pattern shaped like a trie for what follows the first `at` signs, which all forms share."""
    final = len(forms[0]) == at
    branches = []
    for _, group in groupby(forms[final:], itemgetter(at)):
        same = list(group)
        if len(same) == 1:
            branches.append(_escaped(same[0][at:]))
        else:
            end = _shared(same[0], same[-1])
            branches.append(_escaped(same[0][at:end]) + _branches(same, end))
    if len(branches) < 2 and not final:
        return "".join(branches)
    return f"(?:{'|'.join(branches)})" + ("?" if final else "")


def _escaped(part: str) -> str:
    return part if part.isalpha() else re.escape(part).replace(r"\ ", r"\s+")


def _shared(first: str, last: str) -> int:
    """How many signs two forms begin with alike."""
    return next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
