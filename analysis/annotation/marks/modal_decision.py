"""Whether a form is a modal verb where it stands: rules first, then the weights of its window.

Logistic regressions (`models/modals.tsv` for single verbs, `models/semimodals.tsv` for semi-modals) see the
words, coarse word classes and capitals at -3 to +3.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from analysis.annotation.marks.modal_candidates import Candidate
from analysis.annotation.marks.modal_rules import decided_by_rule, is_initial, is_titled, main_verb
from analysis.language.engine.feature_templates import Templates
from analysis.language.engine.linear_models import load_model
from analysis.language.engine.scoring import Scorer, columns_of
from analysis.language.lemmas import AUXILIARIES, noun_class, word_class

MODELS: Final = {"central": "modals", "marginal": "modals", "semi": "semimodals"}
THRESHOLDS: Final = {"central": 0.5, "marginal": 0.5, "semi": 0.65}
"""Probability above which a candidate is a modal; chosen by cross-validation."""
_BY_FORM: Final = frozenset(
    ("would", "had better", "have to", "used to", "need to", "be supposed to", "can", "will")
)
"""Verbs whose forms differ in their look-alikes (*had to*, *needs to*): features are kept by form."""

WINDOW: Final = (
    *("modal", "case", "word[-1]", "word[-2]", "word[1]", "word[2]", "class[-1]", "class[-2]", "class[-3]"),
    *("class[1]", "class[2]", "ending[1]", "auxiliary", "verb_class", "noun_class[-1]"),
)
"""The named features of a candidate; `[-1]` is the word before the form, `[1]` the word behind it.

`modal` is the verb (or its form), `case` that of the form among its neighbours, `auxiliary` the nearest one
before it, `verb_class` the class of the main verb."""
TEMPLATES: Final = Templates(
    (
        *(
            "modal",
            "modal+case",
            "modal+word[-1]",
            "modal+word[1]",
            "word[-1]",
            "word[1]",
            "word[-2]",
            "word[2]",
        ),
        *("modal+class[-1]", "modal+class[1]", "modal+class[-2]+class[-1]", "modal+class[1]+class[2]"),
        *("modal+class[-1]+class[1]", "class[-1]", "class[1]", "class[-1]+class[1]", "class[1]+class[2]"),
        *("modal+ending[1]", "case+class[-1]", "case+class[1]", "modal+class[-3]+class[-2]+class[-1]"),
        *("modal+word[-2]+class[-1]", "modal+auxiliary", "modal+verb_class", "modal+verb_class+class[-1]"),
        "modal+class[-1]+noun_class[-1]",
    )
)


def are_modals(candidates: Sequence[Candidate]) -> list[bool]:
    """Whether each form is a modal verb where it stands."""
    decided = [decided_by_rule(candidate) for candidate in candidates]
    for name in ("modals", "semimodals"):
        asked = [
            i
            for i, candidate in enumerate(candidates)
            if decided[i] is None and MODELS[candidate.entry.category] == name
        ]
        if asked:
            for i, answer in zip(asked, _judge(name, [candidates[i] for i in asked]), strict=True):
                decided[i] = answer
    return [bool(answer) for answer in decided]


def _judge(name: str, candidates: Sequence[Candidate]) -> list[bool]:
    """What the model of that name says of the candidates."""
    [scores] = _scorer(name).scores(columns_of(WINDOW, list(map(window, candidates)))).T
    probabilities = 1 / (1 + np.exp(-scores))
    least = np.array([THRESHOLDS[candidate.entry.category] for candidate in candidates])
    answers: list[bool] = (probabilities > least).tolist()
    return answers


@lru_cache
def _scorer(name: str) -> Scorer:
    return Scorer([load_model(name)], TEMPLATES)


def window(candidate: Candidate) -> tuple[str, ...]:
    """The values of `WINDOW`."""
    before = [candidate.word(-i) for i in (1, 2, 3)]
    after = [candidate.word(i) for i in (1, 2)]
    left = list(map(word_class, before))
    return (
        candidate.form if candidate.entry.id in _BY_FORM else candidate.entry.id,
        _case(candidate),
        before[0],
        before[1],
        *after,
        *left,
        *map(word_class, after),
        after[0][-2:],
        _nearest(candidate, 4),
        word_class(main_verb(candidate)),
        noun_class(before[0]),
    )


def _case(candidate: Candidate) -> str:
    """Case of the form: `lower`, `titled` in a headline, `initial` in a sentence or quotation, or `name`."""
    if not candidate.is_capital(0):
        return "lower"
    if is_titled(candidate):
        return "titled"
    if is_initial(candidate):
        return "initial-name" if candidate.is_capital(1) else "initial"
    return f"name{'-left' if candidate.is_capital(-1) else ''}{'-right' if candidate.is_capital(1) else ''}"


def _nearest(candidate: Candidate, reach: int) -> str:
    """The nearest auxiliary before the form, among `reach` words."""
    first = candidate.first
    before = candidate.tokens.word[max(0, first - reach) : first]
    return next((word for word in reversed(before) if word in AUXILIARIES), "none")
