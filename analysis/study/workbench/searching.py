"""Any word, phrase, lemma or tag of a corpus: its lines, its collocates, its rates, its line along time.

found = search(corpus, "threat*")
found                                       # at the end of a cell: a concordance
found.lines(sort="left")                    # every line, as a table
found.collocates(left=3, right=3)           # words near it, with Log Ratio, interval and G2
found.rates(by="party")                     # like those of a layer
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from analysis.base.wording import plural
from analysis.measure.search.collocates import Window, collocates
from analysis.measure.search.hit_lines import hit_lines, sort_spans
from analysis.measure.search.hits import SEARCHED, hits_table, in_voices, spans_of_marks
from analysis.measure.search.matches import find_matches, needs_tags
from analysis.measure.search.query import in_cql, parse_query
from analysis.measure.search.spans import Spans
from analysis.measure.search.token_table import TokenTable
from analysis.measure.statistics.comparison import compare
from analysis.measure.statistics.counts import check_columns
from analysis.measure.statistics.design import Contrast, Design
from analysis.measure.statistics.kwic import write_kwic
from analysis.measure.statistics.time_series import timeline
from analysis.measure.tables import DOCUMENTS
from analysis.show.displays import Html, show_kwic
from analysis.show.displays.elements import element, escape
from analysis.study.workbench.annotated_corpus import AnnotatedCorpus
from analysis.study.workbench.text_rates import rates_of_texts

SHOWN = 100
"""Lines of a concordance at the end of a cell."""


@dataclass(frozen=True, repr=False, eq=False)
class Search:
    """What a query matches in the chosen voices of a corpus; `cql` is the query as it was read."""

    corpus: AnnotatedCorpus
    query: str
    cql: str
    table: TokenTable
    spans: Spans

    def __len__(self) -> int:
        return len(self.spans)

    def lines(
        self,
        *,
        unit: str = "words",
        window: int = 10,
        sort: str | Sequence[str] = (),
        metadata: Sequence[str] = (),
        rows: slice = slice(None),
    ) -> pd.DataFrame:
        """One row a match with the words around it, as `kwic` gives them for marks, and the asked `metadata`.

        `sort` names "left", "right", "mark", "voice" or "doc_id", by words and not by punctuation; `rows` are
        some of the lines, such as `slice(0, 25)`.
        """
        ordered = sort_spans(self.table, self.spans, sort)
        asked = Spans(ordered.start[rows], ordered.end[rows])
        lines = hit_lines(self.table, asked, self.query, unit=unit, window=window)
        if not metadata:
            return lines
        documents = self.corpus.documents
        check_columns("metadata", list(metadata), list(documents.columns))
        return lines.merge(documents[["doc_id", *metadata]], on="doc_id", how="left")

    @cached_property
    def marks(self) -> pd.DataFrame:
        """One row a match (`analysis.measure.search.hits.HITS`), as the statistics take them."""
        return hits_table(self.table, self.spans, self.query)

    def collocates(
        self, *, left: int = 5, right: int = 5, by: str = "word", floor: int = 3, top: int = 100
    ) -> pd.DataFrame:
        """The words near the matches (`analysis.measure.search.collocates`), highest Log Ratio first."""
        window = Window(left, right)
        return collocates(
            self.table, self.spans, window=window, by=by, floor=floor, top=top, design=self.corpus.design
        )

    def rates(self, *, by: str | Sequence[str] = (), design: Design | None = None) -> pd.DataFrame:
        """Count, denominator, rate and interval by group, as `by="party"`; `item` are the words found."""
        formed = (design or self.corpus.design).grouped(*((by,) if isinstance(by, str) and by else by))
        return rates_of_texts(self.marks, self.corpus.denominators, self.corpus.documents, formed)

    def compare(self, *, group: str, a: str, b: str | None = None) -> pd.DataFrame:
        """One row: how often the query matches in one group against another, or against all others."""
        tables = self.corpus.denominators, self.corpus.documents
        design = self.corpus.design.grouped("layer", levels={"layer": [SEARCHED]})
        return compare(self.marks, *tables, Contrast(group, a, b), design)

    def timeline(self, *, years: int = 10) -> pd.DataFrame:
        """How often the query matches along time, as `analysis.timeline` says it of layers."""
        design = self.corpus.design.grouped("layer", levels={"layer": [SEARCHED]})
        return timeline(self.marks, self.corpus.denominators, self.corpus.documents, design, years=years)

    def write(self, path: str | Path, *, metadata: Sequence[str] | None = None) -> Path:
        """Write all lines as CSV, with all metadata unless some are named."""
        documents = self.corpus.documents
        fields = [str(name) for name in documents if name not in DOCUMENTS]
        return write_kwic(self.lines(metadata=fields if metadata is None else metadata), path)

    def concordance(self, *, sort: str | Sequence[str] = (), rows: int = SHOWN) -> Html:
        """The first lines in some order as a concordance, with how many there are."""
        shown = show_kwic(self.lines(sort=sort, rows=slice(rows)), rows=rows)
        said = f"{self!r}."
        return Html(f"{element('p', escape(said))}{shown.html}", f"{said}\n{shown.text}")

    def _repr_html_(self) -> str:
        return self.concordance()._repr_html_()

    def __repr__(self) -> str:
        return f"{plural(len(self), 'match', 'matches')} of {self.cql} in {self.corpus.scope}"


def search(corpus: AnnotatedCorpus, query: str) -> Search:
    """Look for words in all texts of a corpus, in the chosen voices.

    `query` is words with wildcards, lemmas and tags, or CQL (`analysis.measure.search.query`): "will not",
    "threat*", "lemma:go to", '[lemma="go" & tag="VBD"] []{0,3} "to" within <s/>'. Marks of a layer are spans:
    `<hedges/> "that"`. StudyError for what is no query; NoTextsError for marks on disk without an index of
    their words (`hedgerow index`).
    """
    parsed = parse_query(query)
    table = corpus.source.tokens(tagged=needs_tags(parsed))
    spans = find_matches(parsed, table, lambda layer: spans_of_marks(table, corpus.layer(layer)))
    return Search(corpus, query, in_cql(query), table, in_voices(table, spans, corpus.voices))
