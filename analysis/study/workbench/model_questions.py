"""Two questions to a corpus that take a model: what goes with a rate, and who says it most.

analysis.regress(corpus, "hedges", ["party", "log length"], design=by_speaker)
analysis.regress(corpus, "hedges", "party", sample="hedges.csv")     # corrected by judged places
analysis.rank_speakers(corpus, "hedges", "speaker", given=["register"])
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd

from analysis.base.errors import StudyError
from analysis.base.wording import joined, plural
from analysis.measure.statistics.corrected_regression import corrected_regress
from analysis.measure.statistics.design import Design
from analysis.measure.statistics.predictors import CONSTANT, columns_of, parse_predictor
from analysis.measure.statistics.ranked_speakers import FEWEST_SPEAKERS, confounds, speaker_rows
from analysis.measure.statistics.ranked_speakers import rank_speakers as rank_tables
from analysis.measure.statistics.regression import RateModel
from analysis.measure.statistics.regression import regress as regress_tables
from analysis.measure.store import Marks, select
from analysis.review.sampling.judged_places import judged_places
from analysis.review.sampling.samples import read_sample
from analysis.study.workbench.annotated_corpus import AnnotatedCorpus
from analysis.study.workbench.audits import check_sample

_ERRORS: Final = {
    "CR2": "CR2 errors by {unit} with Satterthwaite's degrees of freedom (Bell and McCaffrey 2002; "
    "Pustejovsky and Tipton 2018)",
    "Mancl-DeRouen": "errors by {unit} as of Mancl and DeRouen (2001)",
}


def regress(
    corpus: AnnotatedCorpus,
    layer: str,
    on: str | Sequence[str] | RateModel,
    *,
    items: Sequence[str] = (),
    by: str | Sequence[str] = (),
    sample: str | Path | pd.DataFrame | None = None,
    design: Design | None = None,
) -> pd.DataFrame:
    """The ratio of rates that each predictor makes, the others held constant: one row a term.

    `on` are columns of the metadata or the voices, "log NAME", products "party:year", or a `RateModel` with
    references and steps; `items` keeps some markers, `by` makes a model each. With a judged `sample` of the
    corpus (a table, or its file) the counts are corrected by it. Columns: `statistics.regression.regress`,
    with a sample `statistics.corrected_regression.corrected_regress`.
    """
    model = on if isinstance(on, RateModel) else RateModel(predictors=on)
    formed = (design or corpus.design).grouped(*([by] if isinstance(by, str) and by else by))
    marks = _of_items(corpus.countable(layer), items)
    tables = corpus.denominators, corpus.documents
    if sample is None:
        return regress_tables(marks, *tables, model, formed)
    if items:
        raise StudyError("items: a sample says what was missed in a layer; right would be items = ()")
    judged = sample if isinstance(sample, pd.DataFrame) else read_sample(sample)
    if corpus.lens:
        raise StudyError(f"sample: judged without the lens {corpus.lens!r}; right would be lens = ''")
    check_sample(corpus, judged, layer)
    places = judged_places(judged, corpus.annotations, voices=corpus.voices)
    return corrected_regress(marks, *tables, model, formed, places)


def rank_speakers(
    corpus: AnnotatedCorpus,
    layer: str,
    speaker: str = "voice",
    *,
    given: str | Sequence[str] = (),
    items: Sequence[str] = (),
    design: Design | None = None,
) -> pd.DataFrame:
    """Who says it most, with intervals of rates and of ranks: one row a speaker, partially pooled.

    `speaker` is a column of the voices or the metadata, `given` what is held constant ("log length",
    "register"). Columns: `statistics.ranked_speakers.rank_speakers`.
    """
    marks = _of_items(corpus.countable(layer), items)
    held = (given,) if isinstance(given, str) and given else tuple(given)
    formed = design or corpus.design
    return rank_tables(marks, corpus.denominators, corpus.documents, speaker, formed, given=held)


def model_table(corpus: AnnotatedCorpus, layer: str, model: RateModel, design: Design) -> pd.DataFrame:
    """`regress`, corrected where the corpus was opened with a judged sample of this layer."""
    path = corpus.inputs.get("sample")
    sample = None if path is None else read_sample(path)
    mine = sample is not None and set(sample["layer"]) == {layer}
    return regress(corpus, layer, model, sample=sample if mine else None, design=design)


def ranked_table(
    corpus: AnnotatedCorpus, layer: str, speaker: str, given: Sequence[str], design: Design
) -> pd.DataFrame:
    """`rank_speakers`; no row where fewer than three speak."""
    names = speaker_rows(
        corpus.countable(layer), corpus.denominators, corpus.documents, speaker, design, given
    )[speaker]
    if names.nunique() < FEWEST_SPEAKERS:
        return pd.DataFrame(columns=["speaker", "n", "rate", "rank", "rank_low", "rank_high"])
    return rank_speakers(corpus, layer, speaker, given=given, design=design)


def confounded(corpus: AnnotatedCorpus, layer: str, speaker: str, columns: Sequence[str]) -> str:
    """What cannot be told apart from who speaks, of these columns, in a sentence; "" where nothing."""
    rows = speaker_rows(
        corpus.countable(layer), corpus.denominators, corpus.documents, speaker, corpus.design, columns
    )
    return confounds(rows, speaker, columns_of([parse_predictor(name) for name in columns]))


def model_caption(
    corpus: AnnotatedCorpus, layer: str, table: pd.DataFrame, model: RateModel, design: Design
) -> str:
    """What a figure of coefficients shows, from the model and the table that ran."""
    terms = table[table["term"] != CONSTANT]
    units = int(table["units"].max())
    errors = _ERRORS[model.errors].format(unit=design.noun)
    said = [
        f"Ratios of the rate of {layer} with {design.percent} intervals, the other predictors held constant: "
        f"log-linear model of {plural(units, design.noun, design.nouns)}, {errors}; "
        f"filled dots: the interval leaves out 1, not adjusted for the {plural(len(terms), 'term')}.",
    ]
    if "raw_ratio" in table:
        row = table.iloc[0]
        said.append(
            f"Counts are corrected by {plural(int(row['judged']), 'place')} judged by a person "
            f"({plural(int(row['wrong']), 'mark')} wrong, {int(row['missed'])} missed), weighted by their "
            "chance of being drawn; grey: the machine alone."
        )
    return f"{' '.join(said)} {corpus.counted(layer)}."


def speakers_caption(
    corpus: AnnotatedCorpus, layer: str, table: pd.DataFrame, given: Sequence[str], design: Design
) -> str:
    """What a figure of ranked speakers shows."""
    if table.empty:
        return f"Fewer than {FEWEST_SPEAKERS} speakers: nobody is ranked. {corpus.counted(layer)}."
    held = f"; held constant: {joined(list(given))}" if given else "; nothing else is held constant"
    return (
        f"Rates of {layer} per {design.per} of {plural(len(table), 'speaker')}, partially pooled (negative "
        f"binomial mixed model), with {design.percent} intervals{held}. Rank: median and {design.percent} "
        f"interval. Hollow: the rate as counted. {corpus.counted(layer)}."
    )


def model_in_words(layer: str, table: pd.DataFrame, design: Design) -> str:
    """What a model says, the clearest term first, or that nothing can be said."""
    terms = table[table["term"].ne(CONSTANT) & table["low"].notna()]
    clear = terms[(terms["low"] > 1) | (terms["high"] < 1)]
    if terms.empty:
        return f"Nothing can be said: no model of {layer} fits."
    if clear.empty:
        return f"No predictor of {layer} is clear of no difference ({design.percent} intervals)."
    order = clear.assign(size=clear["b"].abs() / clear["error"]).sort_values("size", ascending=False)
    said = [_term_in_words(row) for row in order.head(3).to_dict("records")]
    return f"{layer.capitalize()}, other predictors held constant: {'; '.join(said)}."


def model_methods(model: RateModel, table: pd.DataFrame, design: Design) -> str:
    """The sentences of a methods section about a model, from what ran."""
    errors = _ERRORS[model.errors].format(unit=design.noun)
    said = (
        f"Rates were regressed on {joined(list(model.predictors))} by a log-linear quasi-Poisson model with "
        f"the logarithm of the {design.per.lstrip('0123456789, ')} as offset and {errors}"
    )
    if "raw_ratio" not in table:
        return (
            f"{said}; p_score is the score bootstrap by {design.noun} (Kline and Santos 2012). "
            f"p-values of {plural(int(table['family'].max()), 'term')} were corrected by Holm's method."
        )
    row = table.iloc[0]
    return (
        f"{said}. Counts were corrected by {plural(int(row['judged']), 'judged place')}, drawn at random by "
        "stratum (design-based supervised learning, Egami, Hinck, Stewart and Wei 2023; prediction-powered "
        "inference, Angelopoulos and others 2023)."
    )


def _term_in_words(row: dict[Any, Any]) -> str:
    against = f" against {row['against']}" if row["against"] else ""
    return f"{row['term']}{against}: {row['ratio']:.2f} times [{row['low']:.2f}, {row['high']:.2f}]"


def _of_items(marks: Marks, items: Sequence[str]) -> Marks:
    """The marks of some items; all where none is named."""
    wanted = [items] if isinstance(items, str) and items else list(items)
    return select(marks, lambda table: table[table["item"].isin(wanted)]) if wanted else marks
