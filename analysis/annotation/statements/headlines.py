"""Headlines that name a speaker beside a colon: *Lee: taxes may rise*, *‘Taxes may rise’: Lee*."""

from collections.abc import Iterator, Sequence

from analysis.annotation.statements.candidates import Candidate
from analysis.annotation.statements.name_words import FIELDS
from analysis.annotation.statements.names_in_text import Name, find_names
from analysis.base.records import Span
from analysis.language.regex import regex

_BEFORE = regex(r"(?P<name>[^\W\d_][^\n:“”\"‘]{1,40})(?P<cue>:)\s(?P<words>[^\n:]{8,200}?)[.!]?\s*(?=\n)")
_AFTER = regex(r"[^\n:]{1,3}?(?P<words>[^\n:]{6,200}?[”\"’'])(?P<cue>:)\s(?P<name>[^\n:]{2,40}?)\s*(?=\n)")


def find_headlines(
    text: str, start: int, names: Sequence[Name], taken: Sequence[Span]
) -> Iterator[Candidate]:
    """What the headline at `start` says in the words of somebody whom the text names again.

    Nothing where some of it is `taken`, as what the models found.

    >>> text = "Lee: taxes may rise\\n\\nAnn Lee met farmers."
    >>> [text[slice(*found.source)] for found in find_headlines(text, 0, list(find_names(text)), [])]
    ['Lee']
    """
    for pattern in (_BEFORE, _AFTER):
        match = pattern.match(text, start)
        if match and _is_speaker(match["name"], match.end(), names):
            words = match.span("words") if pattern is _BEFORE else (match.start(), match.end("words"))
            if not any(a < words[1] and words[0] < b for a, b in taken):
                yield Candidate((words,), match.span("name"), 0.9, match.span("cue"), 0.9)
                return


def _is_speaker(words: str, end: int, names: Sequence[Name]) -> bool:
    """Whether the words are a name that stands in the text after the headline as well."""
    here = list(find_names(words))
    if len(here) != 1 or here[0].end != len(words) or words.lower() in FIELDS:
        return False
    return any(name.start >= end and here[0].words[-1] in name.words for name in names)
