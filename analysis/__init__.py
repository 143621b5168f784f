"""Hedgerow: who hedged, on what condition, with which modal, and how sure are we?

The way of the data, one direction, no step looks back:

    corpus       file or folder    -> Document          (corpus.py)
    text         Document.text     -> Text               sentences and tokens by offset (text.py)
    statements   Text              -> Statement          who says which characters (statements/)
    marks        Text              -> Modal, Hedge, Booster, Conditional (marks/)
    pipeline     Document          -> Annotation          all of the above for one document (pipeline.py)
    tables       Annotation        -> DataFrame           one row a mark, a statement, a voice (tables.py)
    frequencies  DataFrame         -> DataFrame           rates, intervals, comparisons (frequencies.py)
    plots        DataFrame         -> Figure -> files     with provenance (plots.py, provenance.py)

Importing `analysis` loads nothing heavy; each name below is fetched when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.corpus import read_corpus
    from analysis.pipeline import annotate, annotate_corpus, annotate_document

__version__ = "0.1.0"
__all__ = ["__version__", "annotate", "annotate_corpus", "annotate_document", "read_corpus"]

_HOME = {
    "annotate": "analysis.pipeline",
    "annotate_corpus": "analysis.pipeline",
    "annotate_document": "analysis.pipeline",
    "read_corpus": "analysis.corpus",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'analysis' has no attribute {name!r}")
