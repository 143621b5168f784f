"""Hedgerow: who hedged, on what condition, with which modal, and how sure are we?

The way of the data, one direction, no step looks back; imports point up this list:

    records, errors, formats, text, word_lists, lexicon, linear, wording ...: what all below stands on
    layers/        what is marked, each layer described once; what lists the layers is derived from it
    corpus/        file or folder -> Document            one format a file
    statements/    Text -> Statement                     who says which characters
    marks/         Text -> Modal, Hedge, Booster, Conditional
    cleaning/      Document -> working text, and back    entities, soft hyphens ... hide no word
    pipeline       Document -> Annotation                all of the above for one document
    left_out       corpus -> Annotation                  and what is in no result, named and counted
    interchange    Annotation -> record                  the format other programs read
    writing/       records -> files                      `hedgerow annotate`, on one machine or many
    decisions/     Annotation, decisions -> Annotation   what readers say of marks, and how far they agree
    exchange/      Annotation <-> files of other tools   brat, WebAnno, Label Studio ...; one format a file
    tables         Annotation -> DataFrame               one row a mark, a statement, a voice
    lenses         the same marks through another taxonomy
    store/         Parquet of `writing` -> the same tables, counted where they lie; the only user of duckdb
    measures/      numbers -> numbers                    formulas; imports nothing of ours
    statistics/    DataFrame -> DataFrame                rates, intervals, comparison
    sampling/      Annotation -> sample -> accuracy      places drawn at random and judged by a person
    transcripts/   Annotation -> text                    how transcripts were read, and who speaks
    displays/      records, tables -> HTML and text      what a notebook shows besides figures
    plots/         DataFrame -> Figure                   the only user of matplotlib and seaborn
    provenance/    Figure and its table -> files         with a passport in each
    workbench/     what a notebook works with
    runs/          study file -> executed notebooks      the only user of papermill; verify, pack
    migration      files of earlier versions -> of the present ones
    explorer/      a workbench on the page               the only user of anywidget; only notebooks import it
    cli            parse, call one function, print

`lexicons/` and `models/` are data, `training/` makes the models. Importing `analysis` loads nothing
heavy; each name below is fetched when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.annotation.pipeline import annotate, annotate_corpus, annotate_document
    from analysis.corpus import read_corpus

__version__ = "0.1.0"
__all__ = ["__version__", "annotate", "annotate_corpus", "annotate_document", "read_corpus"]

_HOME = {
    "annotate": "analysis.annotation.pipeline",
    "annotate_corpus": "analysis.annotation.pipeline",
    "annotate_document": "analysis.annotation.pipeline",
    "read_corpus": "analysis.corpus",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'analysis' has no attribute {name!r}")
