"""Which texts are looked at: those with some values of the metadata, or of some years."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from analysis.base.errors import CorpusError, StudyError, did_you_mean
from analysis.base.records import Document
from analysis.corpus.filters import choose
from analysis.measure.statistics.time_series import with_dates
from analysis.measure.tables import DOCUMENTS
from analysis.study.workbench.annotated_corpus import AnnotatedCorpus

MOST: Final = 200
"""Values of a field that are offered; a field with more is one of names and no group."""
YEAR: Final = "year"

Filters = Mapping[str, Sequence[str]]


def with_filters(whole: AnnotatedCorpus, filters: Filters) -> AnnotatedCorpus:
    """The texts of a corpus whose metadata have these values; all of it without any.

    StudyError for a field or a value that no text has.
    """
    if not any(filters.values()):
        return whole
    asked = {name: list(values) for name, values in filters.items() if values}
    try:
        names = {text.id for text in choose(_bare(whole), asked)}
    except CorpusError as error:
        raise StudyError(str(error)) from error
    source = whole.source.of_documents(names)
    recorded = {**(whole.origin.parameters.get("filters") or {}), **asked}
    parameters = {**whole.origin.parameters, "filters": recorded}
    corpus = {**whole.origin.corpus, "documents": len(names)}
    return replace(whole, source=source, origin=replace(whole.origin, parameters=parameters, corpus=corpus))


def check_fields(whole: AnnotatedCorpus, filters: Filters) -> None:
    """StudyError for a field that no text has."""
    known = [*fields_of(whole), YEAR]
    for name in filters:
        if name not in known:
            raise StudyError(f"filters: no text has the field {name!r}{did_you_mean(name, known)}")


def fields_of(whole: AnnotatedCorpus) -> dict[str, dict[str, int]]:
    """The fields by which texts can be chosen: the values of each, with how many texts have it."""
    documents = whole.documents
    fields = {str(name): documents[name] for name in documents if name not in DOCUMENTS}
    counted = {name: column.dropna().value_counts() for name, column in fields.items()}
    return {
        name: {str(value): int(counts[value]) for value in sorted(counts.index)}
        for name, counts in counted.items()
        if 1 < len(counts) <= MOST
    }


def years_of(whole: AnnotatedCorpus) -> list[str]:
    """The years of the texts, in order; none where nothing is dated."""
    dated = with_dates(whole.documents)
    if "date" not in dated:
        return []
    years = dated["date"].dropna().astype("string").str.slice(0, 4)
    return sorted({str(year) for year in years if str(year).isdigit() and len(str(year)) == 4})


def _bare(whole: AnnotatedCorpus) -> list[Document]:
    """The texts without their words, to be chosen among."""
    rows: list[dict[str, Any]] = whole.documents.to_dict("records")  # type: ignore[assignment]
    return [
        Document(
            str(row["doc_id"]), "", {key: str(value) for key, value in row.items() if not pd.isna(value)}
        )
        for row in rows
    ]
