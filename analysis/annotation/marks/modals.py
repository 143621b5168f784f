"""Modal and semi-modal verbs: candidates from the lexicon, decided in their window, with their senses.

*ought to* is one mark, a semi-modal; *ought* alone (*they ought not wait*) is a marginal modal. Marks do
not overlap.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from analysis.annotation.document_batches import portions
from analysis.annotation.marks.modal_candidates import Candidate, candidates, inner_candidate
from analysis.annotation.marks.modal_decision import are_modals
from analysis.annotation.marks.senses import Clause, senses_of
from analysis.base.records import Modal, ModalClass
from analysis.language.lemmas import ADVERBS, AUXILIARIES, NEGATORS, SUBJECTS
from analysis.language.text import Text

_ONLY = ("only", "just", "merely", "simply")
_IN_NO_WAY = {("no", "longer"), ("no", "more"), ("in", "no"), ("under", "no"), ("by", "no"), ("on", "no")}
"""How *can no longer*, *will under no circumstances* begin."""


PORTION: Final = 1_000
"""Candidates that are decided at once; with the words of their sentences they are held in memory."""


def find_modals(text: Text) -> list[Modal]:
    """Each modal and semi-modal verb of the text, left to right, with its sense distributions.

    >>> [(modal.lemma, modal.negated) for modal in find_modals(Text("We can't wait. I've got to go."))]
    [('can', True), ('got to', False)]
    """
    return modals_of([text])[0]


def modals_of(texts: Sequence[Text]) -> list[list[Modal]]:
    """The modals of each text; those of many texts are decided together, which is faster."""
    found: list[list[Modal]] = [[] for _ in texts]
    every = ((number, one) for number, text in enumerate(texts) for one in candidates(text))
    for part in portions(every, PORTION):
        for number, modal in _marks(_chosen(part)):
            found[number].append(modal)
    return found


def _marks(chosen: Sequence["Numbered"]) -> Iterator[tuple[int, Modal]]:
    """The marks of candidates that are modals, with the numbers of their texts."""
    clauses = [Clause(one.entry, one.tokens.word, one.first, one.after, is_negated(one)) for _, one in chosen]
    shares = senses_of(clauses, [one.text for _, one in chosen])
    for (number, one), clause, (palmer, quirk) in zip(chosen, clauses, shares, strict=True):
        category: ModalClass = one.entry.category  # type: ignore[assignment]
        yield number, Modal(one.start, one.end, one.entry.id, category, clause.negated, palmer, quirk)


Numbered = tuple[int, Candidate]
"""A candidate with the number of its text."""


def _chosen(numbered: Sequence[Numbered]) -> list[Numbered]:
    """The candidates that are modals, and in the place of others the shorter form inside that is one."""
    kept: list[Numbered | None] = list(numbered)
    answers = are_modals([one for _, one in numbered])
    places = [place for place, answer in enumerate(answers) if not answer]
    inner = [inner_candidate(numbered[place][1]) for place in places]
    for place in places:
        kept[place] = None
    tried = [(place, one) for place, one in zip(places, inner, strict=True) if one]
    for (place, one), answer in zip(tried, are_modals([one for _, one in tried]), strict=True):
        if answer:
            kept[place] = (numbered[place][0], one)
    return [one for one in kept if one]


def is_negated(candidate: Candidate) -> bool:
    """*can't*, *cannot*, *could never*, *can no longer*, *never could*, *don't have to*, *will you not*."""
    form = candidate.form
    if form.endswith(("n't", "cant", "wont", "nt")) or "not" in form or "n't" in form:
        return True
    return _negator_after(candidate) or _negator_before(candidate)


def _negator_after(candidate: Candidate) -> bool:
    """A negator after adverbs, or after the inverted subject; *not only* is none."""
    for offset in range(1, 4):
        word = candidate.word(offset)
        if (word, candidate.word(offset + 1)) in _IN_NO_WAY:
            return True
        if word in NEGATORS:
            return candidate.word(offset + 1) not in _ONLY
        if word not in ADVERBS and not (offset == 1 and word in SUBJECTS):
            return False
    return False


def _negator_before(candidate: Candidate) -> bool:
    """*never* or *nor* before any modal; before a semi-modal a negated auxiliary (*don't you have to*)."""
    if candidate.word(-1) in ("never", "nor", "neither"):
        return True
    if candidate.entry.category != "semi":
        return False
    for offset in range(1, 5):
        word = candidate.word(-offset)
        if word in NEGATORS or word.endswith("n't") or word == "cannot":
            return offset == 1 or candidate.word(1 - offset) not in _ONLY
        if word not in AUXILIARIES and word not in ADVERBS and not (offset == 1 and word in SUBJECTS):
            return False
    return False
