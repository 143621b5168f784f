"""A judged sample -> precision, recall and F1, each with an interval.

What was not judged is drawn: the share of right marks in a stratum has a Beta distribution with Jeffreys'
prior (Brown, Cai and DasGupta 2001), the number of missed marks a sentence a Gamma distribution with the
neutral prior of a Poisson rate (Kerman 2011), and the places that nobody judged are drawn from these. So
a stratum that was judged completely leaves no doubt, and the interval is that of the corpus at hand.
How often the intervals hold what they should: `benchmarks/audit_coverage.py`.
"""

from typing import Final

import numpy as np
import pandas as pd

from analysis.base.errors import StudyError
from analysis.measure.formulas.intervals import Floats
from analysis.measure.statistics.correction import JEFFREYS
from analysis.review.sampling.samples import judged

ALL: Final = "all"
NEUTRAL: Final = 1 / 3  # prior count of missed marks in a stratum
_COLUMNS: Final = ("stratum", "found", "judged", "right", "precision", "precision_low", "precision_high")
_RECALL: Final = (
    "sentences",
    "read",
    "missed",
    "recall",
    "recall_low",
    "recall_high",
    "f1",
    "f1_low",
    "f1_high",
)


def estimate_accuracy(
    sample: pd.DataFrame, *, draws: int = 10_000, level: float = 0.95, seed: int = 1
) -> pd.DataFrame:
    """Precision by stratum, and precision, recall and F1 of the whole layer (row "all").

    found: marks in the corpus; judged, right: of those in the sample; sentences: those of the corpus; read:
    sentences judged; missed: marks missed in them. Point estimates weight each stratum by its size.
    Precision is missing where no mark was judged, recall where no sentence was. A mark that is right with
    another label counts as right.
    """
    marks, sentences = judged(sample, "marks"), judged(sample, "sentences")
    if marks.empty and sentences.empty:
        raise StudyError("the sample holds no judgement yet; right would be some places judged")
    generator = np.random.default_rng(seed)
    strata = {str(name): rows for name, rows in marks.groupby("stratum", sort=True)}
    right = {name: _right(rows, generator, draws) for name, rows in strata.items()}
    rows = [_precision_row(name, rows, right[name], level) for name, rows in strata.items()]
    rows.append(_whole(marks, sentences, list(right.values()), generator, draws, level))
    return pd.DataFrame(rows, columns=[*_COLUMNS, *_RECALL])


def _right(rows: pd.DataFrame, generator: np.random.Generator, draws: int) -> Floats:
    """Draws of the number of right marks of one stratum."""
    true, number, size = int((rows["judgement"] == "right").sum()), len(rows), int(rows["in_stratum"].iloc[0])
    share = generator.beta(true + JEFFREYS, number - true + JEFFREYS, size=draws)
    return np.asarray(true + generator.binomial(size - number, share), dtype=float)


def _missed(rows: pd.DataFrame, generator: np.random.Generator, draws: int) -> Floats:
    """Draws of the number of marks missed in one stratum of sentences."""
    missed, number, size = _number_missed(rows), len(rows), int(rows["in_stratum"].iloc[0])
    rate = generator.gamma(missed + NEUTRAL, 1 / number, size=draws)
    return np.asarray(missed + generator.poisson((size - number) * rate), dtype=float)


def _number_missed(rows: pd.DataFrame) -> int:
    return int(rows["judgement"].astype(int).sum())


def _precision_row(name: str, rows: pd.DataFrame, right: Floats, level: float) -> dict[str, object]:
    found, true = int(rows["in_stratum"].iloc[0]), int((rows["judgement"] == "right").sum())
    low, high = _limits(right / found, level)
    return {
        "stratum": name,
        "found": found,
        "judged": len(rows),
        "right": true,
        "precision": true / len(rows),
        "precision_low": low,
        "precision_high": high,
    }


def _whole(
    marks: pd.DataFrame,
    sentences: pd.DataFrame,
    right: list[Floats],
    generator: np.random.Generator,
    draws: int,
    level: float,
) -> dict[str, object]:
    """The row of the whole layer. Strata that were not judged are left out of every estimate."""
    found, true = _total(marks), _expanded(marks, (marks["judgement"] == "right").astype(float))
    missed = _expanded(sentences, sentences["judgement"].astype(float))
    drawn_right = _summed(right, draws)
    drawn_missed = _summed(
        [_missed(rows, generator, draws) for _, rows in sentences.groupby("stratum", sort=True)], draws
    )
    row: dict[str, object] = {
        "stratum": ALL,
        "found": found,
        "judged": len(marks),
        "right": int((marks["judgement"] == "right").sum()),
        "sentences": _total(sentences),
        "read": len(sentences),
        "missed": _number_missed(sentences),
    }
    for name, value, values in (
        ("precision", _ratio(true, found), _ratios(drawn_right, found)),
        ("recall", _ratio(true, true + missed), _ratios(drawn_right, drawn_right + drawn_missed)),
        (
            "f1",
            _ratio(2 * true, found + true + missed),
            _ratios(2 * drawn_right, found + drawn_right + drawn_missed),
        ),
    ):
        low, high = _limits(values, level)
        row |= {name: value, f"{name}_low": low, f"{name}_high": high}
    return row


def _summed(strata: list[Floats], draws: int) -> Floats:
    """Draws of a total; missing where no stratum was judged."""
    return np.sum(strata, axis=0) if strata else np.full(draws, np.nan)


def _total(rows: pd.DataFrame) -> int:
    """Places in the corpus of the strata that stand in the rows."""
    return int(rows.groupby("stratum")["in_stratum"].first().sum())


def _expanded(rows: pd.DataFrame, values: "pd.Series[float]") -> float:
    """A total of the corpus from the judged places: the mean of each stratum times its size."""
    if rows.empty:
        return float("nan")
    means = values.groupby(rows["stratum"]).mean()
    return float((means * rows.groupby("stratum")["in_stratum"].first()).sum())


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def _ratios(part: Floats, whole: Floats | float) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(part / whole)


def _limits(values: Floats, level: float) -> tuple[float, float]:
    if np.isnan(values).any():
        return float("nan"), float("nan")
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
