"""An annotated corpus, and what a reader chose to see of it: every table and caption starts here.

    corpus = open_corpus("seeds", voices="attributed")
    corpus                                             # the run card: what was run on what
    corpus.rates("hedges", by=["category"])            # a table of rates with intervals
    corpus.context("hedges")                           # every mark with its sentence

Its marks come from a source (`workbench.mark_source`), in memory or on disk; nothing here asks which. A
table belongs to the reader who was given it: nothing written into it reaches the corpus or another table.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from analysis.base.errors import NoTextsError, StudyError, did_you_mean
from analysis.base.layers import LAYERS
from analysis.base.records import Annotation, Document
from analysis.base.wording import decisions_in_words, joined, left_out_in_words, plural
from analysis.measure.statistics.caption_words import interval_note
from analysis.measure.statistics.counts import parse_per
from analysis.measure.statistics.design import Design, Levels
from analysis.measure.store import Marks, select
from analysis.measure.tables import NARRATOR
from analysis.show.displays import Html, say, show_context, show_voices
from analysis.study.provenance.origin import Origin
from analysis.study.workbench import against_norms
from analysis.study.workbench.mark_source import MarkSource, of_voices
from analysis.study.workbench.run_card import run_card
from analysis.study.workbench.text_rates import rates_of_texts


@dataclass(frozen=True, repr=False)
class AnnotatedCorpus:
    """A corpus with its marks, and the choices of one reader.

    `voices` are the names of the voices looked at, None for all; `per` is what rates are given per; `lens`
    is the taxonomy that hedges and boosters are read by (`analysis.measure.taxonomies`), "" for the suite's
    own; `seed`
    fixes what is drawn at random. Tables hold the chosen voices only; `annotations` and `segments` hold the
    whole text. `inputs` are the files and folders it was opened from, by parameter; figures go to `out_dir`.
    """

    source: MarkSource
    origin: Origin
    voices: tuple[str, ...] | None = None
    per: str = "1,000 words"
    lens: str = ""
    seed: int = 1
    out_dir: Path = Path("figures")
    inputs: Mapping[str, Path] = field(default_factory=dict)

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """The texts with their marks. NoTextsError where only marks are here."""
        return self.source.annotations

    @property
    def texts(self) -> list[Document]:
        """The documents as they were read. NoTextsError where only marks are here."""
        return [annotation.document for annotation in self.annotations]

    @property
    def marks(self) -> pd.DataFrame:
        """One row a mark (`analysis.measure.tables.MARKS`), read by the lens. NoTextsError for marks on
        disk."""
        return self.source.table(self._marks)

    @property
    def denominators(self) -> pd.DataFrame:
        """What rates are divided by: one row a document, voice and kind
        (`analysis.measure.tables.VOICES`)."""
        return self._denominators.copy(deep=False)

    @property
    def statements(self) -> pd.DataFrame:
        """One row a statement (`analysis.measure.tables.STATEMENTS`)."""
        return of_voices(self.source.statements, self.voices)

    @property
    def documents(self) -> pd.DataFrame:
        """One row a document, with its metadata (`analysis.measure.tables.DOCUMENTS`)."""
        return self.source.documents

    @property
    def segments(self) -> pd.DataFrame:
        """The text in reading order, one row a segment in one voice (`workbench.segments`)."""
        return self.source.segments

    @property
    def overlaps(self) -> pd.DataFrame:
        """How many marks of one layer share characters with another (`statistics.overlaps`)."""
        return self._overlaps.copy(deep=False)

    @property
    def design(self) -> Design:
        """How rates are formed here: per what, and with which seed; `dataclasses.replace` makes others."""
        return Design(per=self.per, seed=self.seed)

    @property
    def words(self) -> int:
        """Number of words in the chosen voices."""
        return int(self._denominators["words"].sum())

    @property
    def every_voice(self) -> list[str]:
        """The names of all voices of the corpus, whatever was chosen, in the order of the texts."""
        return list(dict.fromkeys(map(str, self.source.denominators(self.per)["voice"])))

    @property
    def ranked_voices(self) -> list[str]:
        """The chosen voices, the one with most words first; the narrator comes last."""
        words = self._denominators.groupby("voice")["words"].sum().reset_index()
        words["narrator"] = words["voice"] == NARRATOR
        ranked = words.sort_values(["narrator", "words", "voice"], ascending=[True, False, True])
        return [str(voice) for voice in ranked["voice"]]

    def top_voices(self, top: int) -> list[str]:
        """The `top` voices with most words; the narrator is one of them wherever it is chosen."""
        ranked = self.ranked_voices
        if len(ranked) <= top or ranked[-1] != NARRATOR:
            return ranked[:top]
        return [*ranked[: top - 1], NARRATOR]

    def checked(self) -> "AnnotatedCorpus":
        """The corpus itself. StudyError for a denominator or a lens that does not exist."""
        parse_per(self.per, self._denominators)
        self.countable()
        return self

    def layer(self, name: str) -> pd.DataFrame:
        """The marks of one layer, such as "hedges", as a table. NoTextsError for marks on disk."""
        return self.source.table(self.countable(name))

    def countable(self, layer: str = "") -> Marks:
        """The marks of one layer, or of all, as the statistics take them: a table, or marks on disk."""
        return select(self._marks, _of(layer) if layer else _its_own)

    def rates(
        self, layer: str, *, by: str | Sequence[str] = (), levels: Levels | None = None
    ) -> pd.DataFrame:
        """Count, denominator, rate and interval of a layer by group (`workbench.text_rates`)."""
        columns = (by,) if isinstance(by, str) else tuple(by)
        design = self.design.grouped(*columns, levels=levels)
        return rates_of_texts(self.countable(layer), self.denominators, self.documents, design)

    def against(self, norms: str, *layers: str, top: int = 6) -> pd.DataFrame:
        """Where each voice stands among the speakers of a register (`workbench.against_norms`)."""
        return against_norms.against(self, norms, layers or tuple(LAYERS), top=top)

    def context(self, *layers: str) -> Html:
        """Every mark of the layers in its sentence, with voice and category; without texts some of them."""
        lines = [self.source.lines(self.countable(name), seed=self.seed) for name in layers]
        return show_context(pd.concat(lines, ignore_index=True))

    def drawn(
        self, layer: str, values: Sequence[str] = (), *, column: str = "item", top: int = 200
    ) -> pd.DataFrame:
        """Some marks of a layer in their sentences (`kwic.KWIC`), drawn with the seed, in reading order.

        `values` are those that they may have in `column`; any if not given.
        """
        marks = self.countable(layer)
        wanted = select(marks, lambda table: table[table[column].isin(list(values))]) if values else marks
        return self.source.drawn(wanted, top, seed=self.seed)

    def in_voices(self, colours: Mapping[str, str]) -> Html:
        """The texts, each segment with name and colour of its voice; one line where they are not here."""
        try:
            return show_voices(self.texts, self.segments, colours)
        except NoTextsError as error:
            reason = str(error)
            return say(f"{reason[0].upper()}{reason[1:]}.")

    def counted(self, *layers: str) -> str:
        """Number of marks and what they are counted in, for captions."""
        counts = [plural(len(self.countable(name)), LAYERS[name].noun) for name in layers]
        lens = f" (hedges and boosters as in {self.lens})" if self.lens else ""
        return f"n = {joined(counts)}{lens} in {self.scope}"

    def caption(self, *layers: str, rates: pd.DataFrame | None = None) -> str:
        """Number of marks, what they are counted in, and per what, for the caption of rates.

        With a table of `rates` also how their intervals were made.
        """
        lines = "" if rates is None else f" {interval_note(rates, self.design)}"
        return f"{self.counted(*layers)}; rates per {self.per}.{lines}"

    @property
    def scope(self) -> str:
        """What the numbers are about, for captions: words, texts, voices, decisions, what is left out."""
        whose = "all voices" if self.voices is None else ", ".join(self.voices)
        said = [f"{plural(self.words, 'word')} in {plural(len(self.documents), 'text')}, {whose}"]
        if self.decisions:
            said.append(f"includes {self.decisions}")
        if self.reader:
            said.append(self.reader)
        return "; ".join([*said, *([self.left_out] if self.left_out else [])])

    @property
    def decisions(self) -> str:
        """How many decisions of readers the numbers include, in words; "" where none were given."""
        record = self.origin.corpus.get("decisions")
        return decisions_in_words(record) if record else ""

    @property
    def reader(self) -> str:
        """Who found the statements of prose, in words; "" for the fast reader, which needs no mention."""
        name = self.origin.parameters.get("reader", "")
        return f"statements found by the {name} reader" if name else ""

    @property
    def left_out(self) -> str:
        """How much of the corpus could not be read or annotated, in words; "" where all of it was."""
        return left_out_in_words(self.origin.corpus.get("left_out", {}))

    @property
    def card(self) -> Html:
        """What was run on what."""
        choices = {
            "voices": "all" if self.voices is None else ", ".join(self.voices),
            "rates": f"per {self.per}",
            "decisions": self.decisions,
            "reader": self.reader,
            "texts": self.source.notice,
        }
        return run_card(self.origin, choices)

    def _repr_html_(self) -> str:
        return self.card._repr_html_()

    def __repr__(self) -> str:
        return self.card.text

    @cached_property
    def _marks(self) -> Marks:
        return self.source.marks(self.voices, self.lens)

    @cached_property
    def _denominators(self) -> pd.DataFrame:
        return of_voices(self.source.denominators(self.per), self.voices)

    @cached_property
    def _overlaps(self) -> pd.DataFrame:
        return self.source.overlaps(self._marks)


def _its_own(marks: pd.DataFrame) -> pd.DataFrame:
    """The marks as a table that a reader may write into."""
    return marks.copy(deep=False)


def _of(layer: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """What keeps the marks of one layer; StudyError where there is no such layer."""
    if layer not in LAYERS:
        raise StudyError(f"no layer {layer!r}{did_you_mean(layer, LAYERS)}")
    return lambda marks: marks[marks["layer"] == layer].reset_index(drop=True)
