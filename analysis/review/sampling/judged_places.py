"""A judged sample and the corpus it is of -> every place with its error, judged or not."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from analysis.base.errors import StudyError
from analysis.base.records import Annotation
from analysis.measure.statistics.corrected_regression import MARKS, PLACES
from analysis.measure.tables import marks_table
from analysis.review.sampling.drawing import all_places
from analysis.review.sampling.samples import FRAMES, judged

LIKELY: Final = ("category", "item", "voice", "voice_kind", "doc_id", "sense")
"""Columns of the marks that samples are drawn by, the likeliest first."""
_PLACE: Final = ["frame", "doc_id", "start", "end"]


def judged_places(
    sample: pd.DataFrame, annotations: Sequence[Annotation], *, voices: Sequence[str] | None = None
) -> pd.DataFrame:
    """The places of a corpus with the columns `corrected_regression.PLACES`; error where one was judged.

    The error of a mark is -1 where it is wrong, of a sentence the number of marks missed in it; a mark that
    is right with another category is right. StudyError where the sample is not one of these marks.
    """
    layer = str(sample["layer"].iloc[0])
    places = all_places(annotations, layer, by=stratum_column(sample, annotations), voices=voices)
    drawn = pd.concat([_errors(judged(sample, frame), frame) for frame in FRAMES], ignore_index=True)
    joined = places.merge(drawn, on=_PLACE, how="left")
    if joined["error"].notna().sum() != len(drawn):
        raise StudyError(
            "the sample holds places that are not in these texts; right would be the same corpus"
        )
    _check_sizes(sample, places)
    return joined[list(PLACES)]


def _check_sizes(sample: pd.DataFrame, places: pd.DataFrame) -> None:
    """StudyError where a stratum has another size than when the sample was drawn."""
    sizes = places.groupby(["frame", "stratum"]).size().to_dict()
    drawn = sample.groupby(["frame", "stratum"])["in_stratum"].first().reset_index()
    for frame, stratum, size in drawn.itertuples(index=False, name=None):
        if (here := sizes.get((frame, stratum), 0)) != size:
            raise StudyError(
                f"the sample was drawn from {size:,} {frame} of {stratum!r} and there are {here:,} here; "
                "right would be the voices, decisions and version it was drawn with"
            )


def stratum_column(sample: pd.DataFrame, annotations: Sequence[Annotation]) -> str:
    """The column of the marks whose values are the strata of a sample."""
    marks = sample[sample["frame"] == MARKS]
    for name in LIKELY:
        if name in marks and marks["stratum"].eq(marks[name].fillna("none").replace("", "none")).all():
            return name
    layer = str(sample["layer"].iloc[0])
    wanted = set(marks["stratum"])
    found = marks_table(annotations)
    found = found[found["layer"] == layer]
    for name in found.columns:
        if wanted <= set(found[name].astype("string").fillna("none")):
            return str(name)
    raise StudyError("the strata of the sample are no values of these marks; right would be the same corpus")


def _errors(rows: pd.DataFrame, frame: str) -> pd.DataFrame:
    """Where each judged place of one frame is, and its error."""
    wrong = -rows["judgement"].eq("wrong").astype(float)
    error = wrong if frame == MARKS else rows["judgement"].astype(float)
    return rows[_PLACE].assign(error=error)
