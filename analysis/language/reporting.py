"""Verbs of saying by what rules need them for; they stand once, as entries of `lexicons/reporting.toml`.

An entry names the forms of it that a use asks for; what each use is for stands at the head of the file:

    [uses.undertaking]
    for     = 'verbs of saying before the clauses: the one whose words they are undertakes to act'
    source  = 'searle1976'
    example = 'He vowed that if they attacked, the army would walk away.'

    [[entry]]
    id   = "say"
    uses = { undertaking = 'says said' }

Trained models have seen the forms of `beside` and `resuming`: after a change there, train them again.
"""

from collections.abc import Mapping
from functools import lru_cache

from analysis.base.errors import LexiconError
from analysis.language.lexicon import load_lexicon


def reporting_verbs(use: str) -> frozenset[str]:
    """The forms that have a use.

    >>> sorted(reporting_verbs("before-speaker"))
    ['asked', 'said', 'says']
    """
    known = forms_by_use()
    if use not in known:
        raise LexiconError(f"reporting.toml: no use is named {use!r}; its uses: {', '.join(known)}")
    return known[use]


@lru_cache
def forms_by_use() -> Mapping[str, frozenset[str]]:
    """All uses with their forms; LexiconError for a use or a form that the file does not know."""
    lexicon = load_lexicon("reporting")
    found: dict[str, list[str]] = {use: [] for use in lexicon.tables["uses"]}
    for entry in lexicon.entries:
        for use, forms in entry.fields.get("uses", {}).items():
            where = f"reporting.toml: entry {entry.id!r}"
            if use not in found:
                raise LexiconError(f"{where} names the use {use!r}; known uses: {', '.join(found)}")
            if unknown := set(forms.split()) - set(entry.forms):
                raise LexiconError(f"{where} has no form {min(unknown)!r}, which its use {use!r} asks for")
            found[use] += forms.split()
    return {use: frozenset(forms) for use, forms in found.items()}
