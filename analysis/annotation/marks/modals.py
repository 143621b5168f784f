"""Modal and semi-modal verbs: candidates from the lexicon, decided in their window, with their senses.

*ought to* is one mark, a semi-modal; *ought* alone (*they ought not wait*) is a marginal modal. Marks do
not overlap.
"""

from analysis.annotation.marks.modal_candidates import Candidate, candidates, inner_candidate
from analysis.annotation.marks.modal_decision import is_modal
from analysis.annotation.marks.senses import Senses
from analysis.base.records import Modal, ModalClass
from analysis.language.lemmas import ADVERBS, AUXILIARIES, NEGATORS, SUBJECTS
from analysis.language.text import Text

_ONLY = ("only", "just", "merely", "simply")
_IN_NO_WAY = {("no", "longer"), ("no", "more"), ("in", "no"), ("under", "no"), ("by", "no"), ("on", "no")}
"""How *can no longer*, *will under no circumstances* begin."""


def find_modals(text: Text) -> list[Modal]:
    """Each modal and semi-modal verb of the text, left to right, with its sense distributions.

    >>> [(modal.lemma, modal.negated) for modal in find_modals(Text("We can't wait. I've got to go."))]
    [('can', True), ('got to', False)]
    """
    found: list[Modal] = []
    senses = Senses(text)
    for candidate in candidates(text):
        if is_modal(candidate):
            found.append(_mark(candidate, senses))
        elif (inner := inner_candidate(candidate)) and is_modal(inner):
            found.append(_mark(inner, senses))
    return found


def _mark(candidate: Candidate, senses: Senses) -> Modal:
    negated = is_negated(candidate)
    palmer, quirk = senses.of(
        candidate.entry, candidate.tokens.word, candidate.first, candidate.after, negated
    )
    category: ModalClass = candidate.entry.category  # type: ignore[assignment]
    return Modal(candidate.start, candidate.end, candidate.entry.id, category, negated, palmer, quirk)


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
