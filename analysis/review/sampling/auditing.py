"""A judged sample -> the table of checked places that corrects a rate (`correction.audited_rates`)."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import pandas as pd

from analysis.base.errors import StudyError
from analysis.measure.statistics.correction import AUDIT
from analysis.measure.statistics.counts import check_columns
from analysis.review.sampling.samples import judged, labels

KNOWN: Final = ("layer", "category", "voice", "voice_kind")
"""What is known of a place in both frames, so what a corrected rate can be grouped by."""
NOT_SAID: Final = "not said"
"""The category of a missed mark of which the person named none."""


def audit_table(sample: pd.DataFrame, *, by: Sequence[str] = ()) -> pd.DataFrame:
    """One row a judged place and group: by, machine, human, probability, place, stratum.

    A wrong mark is one that only the machine saw, a missed one is one that only the person saw; a mark
    with another category is both. Where `by` has the category, a sentence has a row for each
    category, so that one without a missed mark counts as a zero; missed marks of which the person named no
    category are those of `NOT_SAID`. The probability is the share of the
    stratum that was judged. StudyError for a column that sentences do not have, such as the item, and for a
    sentence with more categories than missed marks.
    """
    check_columns("by", by, list(KNOWN))
    marks, sentences = judged(sample, "marks"), judged(sample, "sentences")
    missed = {name for one in sentences.to_dict("records") for name in _missed(one)}
    categories = sorted({*marks["category"], *missed})
    rows = [
        *(row for mark in marks.to_dict("records") for row in _mark_rows(mark)),
        *(row for one in sentences.to_dict("records") for row in _sentence_rows(one, by, categories)),
    ]
    columns = [*by, *AUDIT, "place", "stratum"]
    table = pd.DataFrame(rows, columns=[*KNOWN, *AUDIT, "place", "stratum"])[columns]
    chances = _chances(pd.concat([marks, sentences]))
    return table.assign(probability=table["place"].map(chances))


def _chances(places: pd.DataFrame) -> dict[int, float]:
    """The chance of each judged place: judged places of its stratum over all of them."""
    groups = places.groupby(["frame", "stratum"])["place"]
    shares = groups.transform("size") / places["in_stratum"]
    return {int(place): float(share) for place, share in zip(places["place"], shares, strict=True)}


def _mark_rows(mark: dict[Any, Any]) -> Iterator[dict[str, Any]]:
    known = {name: mark[name] for name in KNOWN}
    place = {"place": mark["place"], "stratum": f"mark: {mark['stratum']}"}
    other = mark["judgement"] == "right" and mark["label"] not in ("", mark["category"])
    yield known | place | {"machine": 1, "human": int(mark["judgement"] == "right" and not other)}
    if other:
        yield known | place | {"category": mark["label"], "machine": 0, "human": 1}


def _sentence_rows(
    sentence: dict[Any, Any], by: Sequence[str], categories: Sequence[str]
) -> Iterator[dict[str, Any]]:
    known = {name: sentence[name] for name in KNOWN}
    place = {"place": sentence["place"], "stratum": f"sentence: {sentence['stratum']}", "machine": 0}
    if "category" not in by:
        yield known | place | {"human": int(sentence["judgement"])}
        return
    missed = _missed(sentence)
    for category in categories:
        yield known | place | {"category": category, "human": missed.count(category)}


def _missed(sentence: dict[Any, Any]) -> list[str]:
    """The category of each mark that was missed in a sentence."""
    named, number = labels(sentence["label"]), int(sentence["judgement"])
    if len(named) > number:
        raise StudyError(
            f"place {sentence['place']}: {number} missed marks and {len(named)} categories; "
            "right would be at most one for each"
        )
    return named + [NOT_SAID] * (number - len(named))
