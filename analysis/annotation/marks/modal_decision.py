"""Whether a form is a modal verb where it stands: rules first, then the weights of its window.

Logistic regressions (`models/modals.tsv` for single verbs, `models/semimodals.tsv` for semi-modals) see the
words, coarse word classes and capitals at -3 to +3.
"""

from analysis.annotation.marks.modal_candidates import Candidate
from analysis.annotation.marks.modal_rules import decided_by_rule, is_initial, is_titled, main_verb
from analysis.language.lemmas import AUXILIARIES, noun_class, word_class
from analysis.language.linear import load_model

MODELS = {"central": "modals", "marginal": "modals", "semi": "semimodals"}
THRESHOLDS = {"central": 0.5, "marginal": 0.5, "semi": 0.65}
"""Probability above which a candidate is a modal; chosen by cross-validation."""
_BY_FORM = frozenset(
    ("would", "had better", "have to", "used to", "need to", "be supposed to", "can", "will")
)
"""Verbs whose forms differ in their look-alikes (*had to*, *needs to*): features are kept by form."""


def is_modal(candidate: Candidate) -> bool:
    """Whether the form is a modal verb here."""
    decided = decided_by_rule(candidate)
    if decided is not None:
        return decided
    category = candidate.entry.category
    return load_model(MODELS[category]).probability(window_features(candidate)) > THRESHOLDS[category]


def window_features(candidate: Candidate) -> list[str]:
    """What the decision sees: words, classes and capitals at -3 to +3, and their pairs."""
    key = candidate.form if candidate.entry.id in _BY_FORM else candidate.entry.id
    before = [candidate.word(-i) for i in (1, 2, 3)]
    after = [candidate.word(i) for i in (1, 2)]
    left = [word_class(word) for word in before]
    right = [word_class(word) for word in after]
    shape = _shape(candidate)
    verb = word_class(main_verb(candidate))
    return [
        f"{key}",
        f"{key} shape {shape}",
        f"{key} -1 {before[0]}",
        f"{key} +1 {after[0]}",
        f"-1 {before[0]}",
        f"+1 {after[0]}",
        f"-2 {before[1]}",
        f"+2 {after[1]}",
        f"{key} L {left[0]}",
        f"{key} R {right[0]}",
        f"{key} LL {left[1]} {left[0]}",
        f"{key} RR {right[0]} {right[1]}",
        f"{key} LR {left[0]} {right[0]}",
        f"L {left[0]}",
        f"R {right[0]}",
        f"LR {left[0]} {right[0]}",
        f"RR {right[0]} {right[1]}",
        f"{key} +1 ending {after[0][-2:]}",
        f"{shape} L {left[0]}",
        f"{shape} R {right[0]}",
        f"{key} LLL {left[2]} {left[1]} {left[0]}",
        f"{key} -2 {before[1]} {left[0]}",
        f"{key} auxiliary {_nearest(candidate, 4)}",
        f"{key} verb {verb}",
        f"{key} verb {verb} {left[0]}",
        f"{key} {left[0]} noun {noun_class(before[0])}",
    ]


def _shape(candidate: Candidate) -> str:
    """Case of the form: `lower`, `titled` in a headline, `initial` in a sentence or quotation, or `name`."""
    if not candidate.is_capital(0):
        return "lower"
    if is_titled(candidate):
        return "titled"
    if is_initial(candidate):
        return "initial-name" if candidate.is_capital(1) else "initial"
    return f"name{' left' if candidate.is_capital(-1) else ''}{' right' if candidate.is_capital(1) else ''}"


def _nearest(candidate: Candidate, reach: int) -> str:
    """The nearest auxiliary before the form, among `reach` words."""
    first = candidate.first
    before = candidate.tokens.word[max(0, first - reach) : first]
    return next((word for word in reversed(before) if word in AUXILIARIES), "none")
