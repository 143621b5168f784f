"""Who says it most? Speakers partially pooled, with intervals of their rates and of their ranks.

    rank_speakers(marks, voices, documents, "speaker", given=("log length", "register"))

What is `given` is held constant. Where it does not differ within speakers, it cannot be told apart from who
they are; `confounds` names such columns.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from analysis.base.errors import StudyError
from analysis.base.wording import joined
from analysis.measure.formulas.intervals import Floats
from analysis.measure.formulas.partial_pooling import Ranked, draw_speakers, fit_pooled, texts_of
from analysis.measure.statistics.counts import NOT_GIVEN, parse_per
from analysis.measure.statistics.design import DEFAULT, TEXT, Design
from analysis.measure.statistics.predictors import (
    columns_of,
    complete,
    design_matrix,
    parse_predictor,
    with_made_columns,
)
from analysis.measure.statistics.rate_rows import UNIT, rate_rows
from analysis.measure.store import Marks
from analysis.measure.tables import NARRATOR, UNNAMED

NOBODY: Final = (NARRATOR, UNNAMED, NOT_GIVEN)
FEWEST_SPEAKERS: Final = 3
DRAWS: Final = 1000
ONE_TEXT: Final = "one text each: what texts and what speakers differ by is one and the same"


def rank_speakers(
    marks: Marks,
    voices: pd.DataFrame,
    documents: pd.DataFrame,
    speaker: str = "voice",
    design: Design = DEFAULT,
    *,
    given: Sequence[str] = (),
    draws: int = DRAWS,
) -> pd.DataFrame:
    """One row a speaker, the highest rate first: `formulas.partial_pooling` on the marks of one layer.

    `speaker` is a column of the voices or the metadata; the narrator and unnamed sources are nobody.
    `given` are predictors held constant, as in `regression.RateModel`. Columns: speaker, n, size, texts,
    raw_rate; rate with low and high, pooled, at the average of what is given; rank with rank_low and
    rank_high (1 has the highest rate); p_first, how likely the speaker has the highest; note. StudyError
    with fewer than three speakers.
    """
    rows = speaker_rows(marks, voices, documents, speaker, design, given)
    names = sorted(set(rows[speaker]))
    if len(names) < FEWEST_SPEAKERS:
        raise StudyError(f"speaker: {len(names)} in {speaker!r}; right would be {FEWEST_SPEAKERS} or more")
    texts = texts_of(rows["n"], rows["size"], _held(rows, given), rows[speaker])
    found = draw_speakers(texts, fit_pooled(texts), draws=draws, seed=design.seed)
    scale = parse_per(design.per, voices).scale
    totals = rows.groupby(speaker, sort=True).agg(
        n=("n", "sum"), size=("size", "sum"), texts=(UNIT, "nunique")
    )
    table = totals.reset_index(names="speaker").assign(
        raw_rate=lambda one: one["n"] / one["size"] * scale,
        per=design.per,
        **_intervals(found, scale, design.level),
        note="" if texts.repeated else ONE_TEXT,
    )
    table["n"] = table["n"].round().astype(int)
    return table.sort_values(["rank", "rate", "speaker"], ascending=[True, False, True], ignore_index=True)


def speaker_rows(
    marks: Marks,
    voices: pd.DataFrame,
    documents: pd.DataFrame,
    speaker: str,
    design: Design,
    given: Sequence[str],
) -> pd.DataFrame:
    """One row a text and speaker with what is given, without nobody and where a number is missing."""
    predictors = [parse_predictor(name) for name in given]
    columns = columns_of(predictors)
    if speaker in columns:
        raise StudyError(f"given: {speaker!r} is who is ranked; right would be another column")
    by_text = design.grouped().resampling(TEXT)
    whole = with_made_columns(documents, columns)
    rows = rate_rows(marks, voices, whole, [speaker, *columns], by_text)
    return complete(rows[~rows[speaker].isin(NOBODY)].reset_index(drop=True), predictors)


def confounds(rows: pd.DataFrame, speaker: str, columns: Sequence[str]) -> str:
    """Which columns do not differ within speakers but between them, in words; "" where none.

    >>> rows = pd.DataFrame({"speaker": ["a", "a", "b"], "party": ["x", "x", "y"], "year": [1, 2, 2]})
    >>> confounds(rows, "speaker", ["party", "year"])
    'party is the same in all texts of each speaker: it cannot be told apart from who speaks'
    """
    same = [
        name
        for name in columns
        if rows[name].nunique() > 1 and rows.groupby(speaker)[name].nunique().max() == 1
    ]
    if not same:
        return ""
    be, they = ("is", "it") if len(same) == 1 else ("are", "they")
    return (
        f"{joined(same)} {be} the same in all texts of each {speaker}: "
        f"{they} cannot be told apart from who speaks"
    )


def _held(rows: pd.DataFrame, given: Sequence[str]) -> Floats:
    """The predictors around their average, the constant first."""
    if not given:
        return np.ones((len(rows), 1))
    matrix = design_matrix(rows, [parse_predictor(name) for name in given]).matrix
    averages = np.average(matrix[:, 1:], axis=0, weights=rows["size"])
    return np.column_stack([matrix[:, :1], matrix[:, 1:] - averages])


def _intervals(found: Ranked, scale: float, level: float) -> dict[str, Any]:
    """Medians and limits of rates and ranks."""
    tails = [0.5, (1 - level) / 2, (1 + level) / 2]
    rates = np.exp(np.quantile(found.log_rates, tails, axis=0)) * scale
    ranks = np.quantile(found.ranks, tails, axis=0, method="nearest").astype(int)
    names = ("", "_low", "_high")
    columns: dict[str, Any] = dict(zip(("rate", "low", "high"), rates, strict=True))
    columns |= {f"rank{name}": values for name, values in zip(names, ranks, strict=True)}
    return columns | {"p_first": (found.ranks == 1).mean(axis=0)}
