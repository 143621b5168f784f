"""Hedgerow: who hedged, on what condition, with which modal, and how sure are we?

The way of the data, one direction, no step looks back. Folders import what stands above them, nothing below:

    base/             what everything stands on: records, errors, digests, wording
        layers/       what is marked, each layer described once; what lists the layers is derived from it
    language/         sentences, tokens, tags, phrases, word lists, lexicons, linear models
    corpus/           file or folder -> Document one format a file; metadata, dates
    annotation/       Document -> Annotation
        cleaning/     Document -> working text   and back; entities, soft hyphens ... hide no word
        statements/   Text -> Statement          who says which characters
        marks/        Text -> Modal, Hedge ...   one finder a layer
        notes/        Annotation -> Note         what looks wrong about a text
        pipeline      Document -> Annotation     all of the above for one document
        interchange   Annotation -> record       the format other programs read
        writing/      records -> files           `hedgerow annotate`, on one machine or many
    measure/          Annotation -> numbers
        tables        Annotation -> DataFrame    one row a mark, a statement, a voice
        formulas/     numbers -> numbers         imports nothing of ours
        store/        Parquet -> DataFrame       the same tables, counted where they lie
        statistics/   DataFrame -> DataFrame     rates, intervals, comparison
        search/       query -> lines, counts     any word, phrase, lemma or tag, by position
    review/           what people say of marks
        decisions/    Annotation -> Annotation   with decisions in force; how far readers agree
        sampling/     Annotation -> sample       places drawn at random and judged: accuracy
        exchange/     Annotation <-> files       brat, WebAnno, Label Studio ...; one format a file
    show/             what people look at
        plots/        DataFrame -> Figure        the only user of seaborn
        displays/     records, tables -> HTML    what a notebook shows besides figures
        transcripts/  Annotation -> text         how transcripts were read, and who speaks
    study/            from a corpus to a figure that is cited
        provenance/   Figure, table -> files     with a passport in each
        workbench/    corpus -> tables, figures  what a notebook works with
        runs/         study file -> notebooks    executed by papermill; verify, pack
        explorer/     corpus -> page             by anywidget; only notebooks import it
    cli/              arguments -> one call      the command `hedgerow`
    training/         gold -> models

`lexicons/` and `models/` are data. Importing `analysis` loads nothing heavy; each name below is fetched
when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from analysis.base.earlier_names import read_earlier_names

if TYPE_CHECKING:
    from analysis.annotation.pipeline import annotate, annotate_corpus, annotate_document
    from analysis.corpus import read_corpus
    from analysis.measure.statistics.design import Design
    from analysis.show.plots.axes import plot_comparison, plot_over_time, plot_rates
    from analysis.study.workbench.annotated_corpus import AnnotatedCorpus
    from analysis.study.workbench.open_corpus import open_corpus
    from analysis.study.workbench.open_options import ReadingOptions, RunOptions
    from analysis.study.workbench.questions import compare, kwic, rates, timeline
    from analysis.study.workbench.searching import Search, search

__version__ = "0.1.0"
__all__ = [
    "AnnotatedCorpus",
    "Design",
    "ReadingOptions",
    "RunOptions",
    "Search",
    "__version__",
    "annotate",
    "annotate_corpus",
    "annotate_document",
    "compare",
    "kwic",
    "open_corpus",
    "plot_comparison",
    "plot_over_time",
    "plot_rates",
    "rates",
    "read_corpus",
    "search",
    "timeline",
]

_HOME = {
    "AnnotatedCorpus": "analysis.study.workbench.annotated_corpus",
    "Design": "analysis.measure.statistics.design",
    "ReadingOptions": "analysis.study.workbench.open_options",
    "RunOptions": "analysis.study.workbench.open_options",
    "Search": "analysis.study.workbench.searching",
    "annotate": "analysis.annotation.pipeline",
    "annotate_corpus": "analysis.annotation.pipeline",
    "annotate_document": "analysis.annotation.pipeline",
    "compare": "analysis.study.workbench.questions",
    "kwic": "analysis.study.workbench.questions",
    "open_corpus": "analysis.study.workbench.open_corpus",
    "plot_comparison": "analysis.show.plots.axes",
    "plot_over_time": "analysis.show.plots.axes",
    "plot_rates": "analysis.show.plots.axes",
    "rates": "analysis.study.workbench.questions",
    "read_corpus": "analysis.corpus",
    "search": "analysis.study.workbench.searching",
    "timeline": "analysis.study.workbench.questions",
}

read_earlier_names()


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'analysis' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
