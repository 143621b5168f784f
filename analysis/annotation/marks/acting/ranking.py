"""From reasons to acts: a multinomial regression over the names of the reasons.

Weights: `models/acts.tsv`, made by `python -m analysis.training.train_acts`.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from analysis.annotation.marks.acting.parties import Reason
from analysis.base.records import ActCandidate
from analysis.language.engine.linear_models import load_model

DIGITS: Final = 3
SHOWN: Final = 3
"""Reasons that a candidate shows at most, the weightiest first."""
SPEAKS: Final = 0.1
"""What a reason must add to an act, against the mean over all acts, to be shown with it."""


STRONG: Final = frozenset(
    (
        "command",
        "let us",
        "price",
        "asked",
        "asks",
        "advisable",
        "welcome",
        "appeal",
        "please",
        "pledge",
        "ready",
        "disposal",
        "aim",
        "aim and must",
        "we cannot unless",
        "necessary",
        "elected ours",
        "elected others",
        "answer to refusal",
        "kind speech-act",
        "kind counterfactual",
        "kind concessive",
        "ours harm opposed",
        "ours exit opposed",
        "ours eases",
        "reported others near",
        "embedded question",
        "no consequence",
        "i would if i were",
        "they in must",
        "we in must",
        "you in must",
        "nobody in must",
        "bad if not",
        "they bad",
        "nobody bad",
        "ours good",
        "idiom menace",
        "idiom resolve",
        "idiom refusal",
        "idiom openness",
        "idiom need",
        "idiom possible",
        "idiom courtesy",
        "idiom viewing",
        "idiom assurance",
        "we will if we",
    )
)
"""Reasons that decide by a rule: each counts more than once."""
TIMES: Final = 2


def weighed(names: Iterable[str]) -> list[str]:
    """The names of the reasons as often as they count."""
    return [name for name in names for _ in range(TIMES if name in STRONG else 1)]


def ranked(reasons: Sequence[Reason]) -> tuple[ActCandidate, ...]:
    """All acts, the likeliest first, with what speaks for each."""
    model = load_model("acts")
    shares = model.distribution(weighed(name for name, _ in reasons))
    order = sorted(shares, key=lambda act: (-shares[act], act))
    told = [(why, row) for name, why in reasons if why and (row := _leaning().get(name)) is not None]
    columns = {act: i for i, act in enumerate(model.classes)}
    return tuple(
        ActCandidate(act, _speaking(told, columns[act]), round(shares[act], DIGITS)) for act in order
    )


@lru_cache
def _leaning() -> dict[str, tuple[float, ...]]:
    """What each reason adds to each act, against its mean over all acts."""
    weights = load_model("acts").weights
    return {name: tuple(cell - sum(row) / len(row) for cell in row) for name, row in weights.items()}


def _speaking(told: Sequence[tuple[str, tuple[float, ...]]], column: int) -> tuple[str, ...]:
    """The reasons that speak for an act, in words."""
    points: dict[str, float] = {}
    for why, row in told:
        points[why] = points.get(why, 0.0) + row[column]
    found = sorted((-point, why) for why, point in points.items() if point >= SPEAKS)
    return tuple(why for _, why in found[:SHOWN])
