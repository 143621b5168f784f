"""The names of one document: the fullest form of each, who bears a title, and who may be a person."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property

from analysis.annotation.statements.name_words import GROUP_WORDS, NOT_NAMES, OFFICES, PLACES
from analysis.annotation.statements.names_in_text import (
    POSSESSIVE,
    Name,
    find_names,
    first_name_gender,
    fits,
    last_name,
    suffix,
)
from analysis.annotation.statements.offices import apposed, bearers, is_first_name
from analysis.language.regex import regex
from analysis.language.text import Text
from analysis.language.word_lists import word_pattern

ARTICLE = regex(rf"^(?:{word_pattern('statements', 'persons.articles')}|one(?! of))\s+", re.IGNORECASE)
_NONE: Counter[tuple[str, ...]] = Counter()
RIVAL = 1.5
"""How many times as often as another a name must stand to be meant by the last name that they share."""
NEAR = 1_500
"""Characters in which the person behind a pronoun is looked for."""


class Names:
    """The names of one document.

    >>> names = Names(Text("Ann Lee spoke first. Lee said no."))
    >>> names.fullest(names.all[1])
    'Ann Lee'
    """

    def __init__(self, text: Text) -> None:
        self._text = text
        self._fullest: dict[tuple[tuple[str, ...], str], str] = {}
        self._bearers: dict[str, str | None] = {}

    @cached_property
    def all(self) -> list[Name]:
        """Every capitalised run that may be a name, in order."""
        return list(find_names(self._text.text, self._text.start))

    @cached_property
    def _starts(self) -> list[int]:
        return [name.start for name in self.all]

    @cached_property
    def _full(self) -> dict[str, Counter[tuple[str, ...]]]:
        """Last word and first word -> full names (two words or more) with their frequency."""
        full: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
        for words, count in Counter(name.words for name in self.all).items():
            if len(words) > 1:
                full[last_name(words)][words] += 2 * count
                full[words[0]][words] += count
        return full

    @cached_property
    def _titled(self) -> dict[str, Counter[str]]:
        """Title -> the people who bear it in this document."""
        titled: dict[str, Counter[str]] = defaultdict(Counter)
        for name in self.all:
            if name.title and name.words[0].lower() not in GROUP_WORDS:
                titled[name.title][self.fullest(name)] += 1
        return titled

    @cached_property
    def _form_genders(self) -> dict[tuple[str, ...], str]:
        """Full name as it stands -> gender, where a title shows it."""
        return {name.words: name.gender for name in self.all if name.gender and len(name.words) > 1}

    @cached_property
    def _genders(self) -> dict[str, str]:
        """Full name -> gender, where a title or the first name shows it."""
        genders: dict[str, str] = {}
        for name in self.all:
            full = self.fullest(name)
            gender = name.gender or genders.get(full) or first_name_gender(full)
            if gender:
                genders[full] = gender
        return genders

    def fullest(self, name: Name) -> str:
        """The fullest form in this document of a name."""
        key = (name.words, name.gender)
        if key not in self._fullest:
            self._fullest[key] = self._find_fullest(*key)
        return self._fullest[key]

    def _find_fullest(self, words: tuple[str, ...], gender: str) -> str:
        forms = self._full.get(last_name(words), _NONE)
        if len(words) > 1:
            same = [form for form in forms if form[0] == words[0] and suffix(form) == suffix(words)]
            same = same or [form for form in forms if form[0] == words[0] and not suffix(words)] or [words]
            longest = max(same, key=lambda form: (len(form), forms[form]))
            return " ".join(longest)
        acronym = words[0].isupper() and len(words[0]) > 1  # nobody's first name
        fitting = [
            form
            for form in forms
            if self._suits(form, gender) and not (acronym and last_name(form) != words[0])
        ]
        best = max(fitting, key=lambda form: (last_name(form) == words[0], forms[form]), default=words)
        return best[0] if best == words else self._find_fullest(best, gender)

    def nearest(self, name: Name, offset: int) -> str:
        """The fullest form; of two people with one last name who are named as often, the last named."""
        forms = self._full.get(last_name(name.words), _NONE)
        if len(name.words) == 1 and len(forms) > 1:
            fitting = [
                form
                for form in forms
                if self._suits(form, name.gender)
                and last_name(form) == name.words[0]
                and self._is_known(form)
            ]
            most = max((forms[form] for form in fitting), default=0)
            often = {form for form in fitting if RIVAL * forms[form] >= most}
            for earlier in reversed(self.before(offset, offset)) if len({f[0] for f in often}) > 1 else ():
                if earlier.words in often:
                    return self.fullest(earlier)
        return self.fullest(name)

    def _is_known(self, form: tuple[str, ...]) -> bool:
        """Whether a full name is surely that of a person: it has a known first name or a title."""
        return form in self._form_genders or is_first_name(form[0])

    def _suits(self, form: tuple[str, ...], gender: str) -> bool:
        """Whether a full name may have this gender, by its titles in the document or its first name."""
        return fits(gender, self._form_genders.get(form) or first_name_gender(form[0]))

    def bearer(self, surface: str) -> str | None:
        """The one person whose title is the whole mention: *the president*, *THE SECRETARY*."""
        title = ARTICLE.sub("", surface).lower()
        if title not in self._bearers:
            found = bearers(title, self._titled)
            if title.split()[-1:] and title.split()[-1] in OFFICES:
                text = self._text
                found.update(
                    self.fullest(self.all[i])
                    for i in apposed(title, text.text, text.folded, self.all, self._starts)
                )
            self._bearers[title] = next(iter(found)) if len(found) == 1 else None
        return self._bearers[title]

    def is_alone(self, full: str, gender: str) -> bool:
        """Whether a single word may be somebody's last name."""
        word = full.lower()
        return (
            " " not in full
            and full.istitle()
            and word not in GROUP_WORDS | PLACES | NOT_NAMES
            and fits(gender, self._genders.get(full, ""))
        )

    def is_person(self, full: str) -> bool:
        words = full.lower().split()
        return (
            len(words) in (2, 3, 4)
            and full.istitle() | (full in self._genders)
            and full.lower() not in PLACES
            and not GROUP_WORDS & set(words)
        )

    def may_be(self, full: str, gender: str) -> bool:
        return fits(gender, self._genders.get(full, "")) and (full in self._genders or self.is_person(full))

    def before(self, offset: int, within: int) -> list[Name]:
        last = bisect_left(self._starts, offset)
        first = bisect_left(self._starts, offset - within)
        return [name for name in self.all[first:last] if name.end <= offset]

    def sentences_before(self, offset: int) -> Iterator[list[Name]]:
        """The names of this sentence (up to `offset`) and of those before it, nearest first."""
        names = self.before(offset, NEAR)
        while names:
            sentence = self._text.sentence_at(names[-1].start)
            yield [name for name in names if self._text.sentence_at(name.start) == sentence]
            names = [name for name in names if self._text.sentence_at(name.start) < sentence]

    def is_possessive(self, name: Name) -> bool:
        return POSSESSIVE.match(self._text.text, name.end) is not None
