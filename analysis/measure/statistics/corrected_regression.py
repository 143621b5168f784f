"""Regression on machine labels that a judged sample of places corrects: any contrast, by any metadata.

    corrected_regress(marks, voices, documents, RateModel(predictors=("party",)), design, places)

A contrast of two groups is a model with that group as its predictor; a rate is its constant.
"""

from typing import Final

import numpy as np
import pandas as pd
from scipy import stats

from analysis.base.errors import StudyError
from analysis.base.wording import plural
from analysis.measure.formulas.intervals import Floats
from analysis.measure.formulas.judged_errors import (
    Places,
    corrected_counts,
    corrected_limits,
    doubt_of_sums,
    share_to_judge,
)
from analysis.measure.statistics.counts import check_columns, named, parse_per
from analysis.measure.statistics.design import TEXT, Design
from analysis.measure.statistics.predictors import (
    CONSTANT,
    columns_of,
    parse_predictor,
    with_made_columns,
)
from analysis.measure.statistics.rate_rows import UNIT
from analysis.measure.statistics.regression import (
    Fitted,
    RateModel,
    fitted_model,
    model_rows,
    regress,
    withheld,
)
from analysis.measure.store import Marks

PLACES: Final = ("doc_id", "voice", "voice_kind", "frame", "stratum", "error")
"""One row a place of the corpus, judged or not; `error` is missing where nobody judged."""
MARKS: Final = "marks"

_DOUBT: Final = ("low", "high", "error", "freedom", "p")
_KEYS: Final = ["doc_id", "voice", "voice_kind"]


def corrected_regress(
    marks: Marks,
    voices: pd.DataFrame,
    documents: pd.DataFrame,
    model: RateModel,
    design: Design,
    places: pd.DataFrame,
) -> pd.DataFrame:
    """`regression.regress` beside the same model on counts that judged places correct (`judged_errors`).

    `places` has a row for each place of the corpus with the columns `PLACES`: every mark of the layer
    (frame "marks") and every sentence, with the stratum it was drawn in. Columns: term, predictor, against;
    ratio, low, high, b, error, freedom, p: corrected; raw_ratio, raw_low, raw_high: of the machine
    alone; judged (places), wrong, missed (marks among them); more_to_judge: how many places more should
    bring the limits to `model.within` times the ratio, at the shares of strata that were drawn (infinite:
    that takes more texts); units, note. StudyError where a stratum in these texts was not judged at all, or
    `design.by` asks for single markers.
    """
    check_places(places, design)
    raw = regress(marks, voices, documents, model, design)
    rows, _ = model_rows(marks, voices, documents, model, design)
    behind = placed(places, rows, voices, documents, (model, design))
    corrected = rows.assign(n=corrected_counts(rows["n"], behind))
    columns = ["term", "predictor", "against"]
    beside = raw[columns].assign(
        **{f"raw_{name}": raw[name] for name in ("ratio", "low", "high")},
        **judged_in(behind),
        units=raw["units"],
    )
    found = fitted_model(corrected, model)
    if found is None:
        return _ordered(beside.assign(note="the corrected counts allow no finite ratios"), columns)
    scale = parse_per(design.per, voices).scale
    table = beside.assign(**_limits(found, behind, design, (scale, model.within)))
    return _ordered(withheld(table, corrected, found.terms, design, _DOUBT), columns)


def placed(
    places: pd.DataFrame,
    rows: pd.DataFrame,
    voices: pd.DataFrame,
    documents: pd.DataFrame,
    how: tuple[RateModel, Design],
) -> Places:
    """The places that stand in the rows of a model. StudyError for a stratum without a judged place."""
    columns = columns_of([parse_predictor(name) for name in how[0].predictors])
    unit = how[1].unit or TEXT
    keys = list(dict.fromkeys([*columns, unit]))
    known = named(_with_metadata(places, voices, with_made_columns(documents, columns), keys), keys)
    at = rows.rename(columns={UNIT: unit}) if unit not in columns else rows
    at = at[keys].assign(row=np.arange(len(at)))
    inside = known.merge(at, on=keys, how="inner")
    strata = inside["frame"].str.cat(inside["stratum"], sep=": ")
    names, numbers = np.unique(strata.to_numpy(dtype=str), return_inverse=True)
    found = Places(
        row=inside["row"].to_numpy(dtype=np.intp),
        stratum=numbers.astype(np.intp),
        error=inside["error"].to_numpy(dtype=float),
        marks=inside["frame"].eq(MARKS).to_numpy(dtype=bool),
    )
    if (missing := names[found.drawn == 0]).size:
        raise StudyError(
            f"the sample has no judged place of {str(missing[0])!r} in these texts, so its errors are "
            "not known; right would be to judge some, or a sample with fewer strata"
        )
    return found


def judged_in(places: Places) -> dict[str, int]:
    """How many places were judged, marks were wrong and marks were missed."""
    error = np.nan_to_num(places.error)
    return {
        "judged": int(places.judged.sum()),
        "wrong": int(-error[places.marks].sum()),
        "missed": int(error[~places.marks].sum()),
    }


def _limits(
    found: Fitted, places: Places, design: Design, sizes: tuple[float, float]
) -> dict[str, Floats | list[str]]:
    scale, within = sizes
    b, sure = found.model.coefficients, found.sure
    doubts = [doubt_of_sums(kind, found.model.influence, level=design.level) for kind in places.kinds]
    variances, least = sure.errors**2, np.diag(found.model.bread)
    below, above = corrected_limits(variances, sure.freedom, least, doubts, level=design.level)
    toward_zero = np.where(b > 0, below, above)
    t = stats.t.ppf((1 + design.level) / 2, sure.freedom)
    constant = np.array(found.terms.names) == CONSTANT
    base = np.where(constant, scale, 1.0)
    times = share_to_judge(variances, sure.freedom, doubts, float(np.log(within)), level=design.level)
    more = np.ceil(np.maximum(times - 1, 0) * places.judged.sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        p = 2 * stats.t.sf(np.abs(b) * t / toward_zero, sure.freedom)
    return {
        "ratio": np.exp(b) * base,
        "low": np.exp(b - below) * base,
        "high": np.exp(b + above) * base,
        "b": b,
        "error": toward_zero / t,
        "freedom": sure.freedom,
        "p": np.where(constant, np.nan, p),
        "more_to_judge": np.where(more > len(places.row) - places.judged.sum(), np.inf, more),
        "note": [correction_in_words(places)] * len(b),
    }


def correction_in_words(places: Places) -> str:
    """What the correction rests on, and where it is a bound."""
    said = judged_in(places)
    words = (
        f"corrected by {plural(said['judged'], 'judged place')}: {plural(said['wrong'], 'mark')} wrong, "
        f"{said['missed']} missed"
    )
    few = any(kind.errors < 3 and kind.drawn.sum() < kind.sizes.sum() for kind in places.kinds)
    return f"{words}; so few errors give a bound" if few else words


def _with_metadata(
    places: pd.DataFrame, voices: pd.DataFrame, documents: pd.DataFrame, columns: list[str]
) -> pd.DataFrame:
    """The places with the columns that rows are made by, of their voice or their text."""
    spoken = [name for name in columns if name in voices and name not in _KEYS]
    written = [name for name in columns if name not in voices and name not in _KEYS]
    kept = places[list(PLACES)].merge(voices[[*_KEYS, *spoken]].drop_duplicates(_KEYS), on=_KEYS, how="inner")
    return kept.merge(documents[["doc_id", *written]], on="doc_id", how="inner")


def _ordered(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """The columns in their order, those that could not be had missing."""
    numbers = ["ratio", "low", "high", "b", "error", "freedom", "p"]
    raw = ["raw_ratio", "raw_low", "raw_high"]
    counts = ["judged", "wrong", "missed", "more_to_judge", "units", "note"]
    return table.reindex(columns=[*columns, *numbers, *raw, *counts])


def check_places(places: pd.DataFrame, design: Design) -> None:
    check_columns("places", PLACES, list(places.columns))
    if design.by:
        raise StudyError(
            f"by: a sample says what was missed in a layer, not of each {design.by[0]}; "
            "right would be by = ()"
        )
