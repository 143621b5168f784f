"""Quotations signed with a dash and a name: *“...” ― Ann Lee*, on the same line or on the next."""

from collections.abc import Iterator, Sequence

from analysis.annotation.statements.candidates import Candidate
from analysis.annotation.statements.names_in_text import find_names
from analysis.base.records import Span
from analysis.language.regex import regex

_SIGNATURE = regex(
    r"\s{0,4}(?P<dash>[―—–]|--?)\s{0,2}(?P<name>[^\s,.;:“”\"][^\n,.;:“”\"]{1,60})(?:,[^\n]{0,80})?\.?(?=\n|$)"
)
LEAST = 15
"""Characters of a quotation that may be signed."""


def find_signatures(text: str, quotations: Sequence[Span]) -> Iterator[Candidate]:
    """The signed quotations, each with the name below it.

    >>> text = "“We shall not be moved.” ― Ann Lee"
    >>> [text[slice(*found.source)] for found in find_signatures(text, [(0, 24)])]
    ['Ann Lee']
    """
    for start, end in quotations:
        match = _SIGNATURE.match(text, end) if end - start >= LEAST else None
        if match and any(match["name"].endswith(name.words[-1]) for name in find_names(match["name"])):
            yield Candidate(((start, end),), match.span("name"), 1.0, match.span("dash"), 1.0)
