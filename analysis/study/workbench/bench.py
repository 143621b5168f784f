"""What a notebook calls first: parameters in, tables out.

    bench = open_bench("03_hedging", corpus="seeds", voices="all", per="1,000 words")
    bench                                  # the run card: what was run on what
    bench.rates("hedges", by=["category"]) # a table of rates with intervals
    bench.context("hedges")                # every mark with its sentence

The corpus is read and annotated once; one that `hedgerow annotate` wrote as Parquet is counted where it
lies (`analysis.study.workbench.stored`). Relative paths are looked up where the reader works, then in
the project around that place, then in the project the package was installed from, so that a notebook
runs from any folder.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any, ClassVar, Final

import pandas as pd

from analysis.annotation.left_out import LeftOut, annotated_corpus
from analysis.annotation.notes import Noted, notes_in_words
from analysis.annotation.speakers import read_speakers
from analysis.annotation.statements.turns.patterns import check_turns
from analysis.base.digests import digest_file, digest_value
from analysis.base.errors import CorpusError, StudyError, did_you_mean
from analysis.base.layers import LAYERS, TAXONOMIES
from analysis.base.records import Annotation, Document
from analysis.base.wording import decisions_in_words, joined, left_out_in_words, plural
from analysis.corpus import corpus_digest
from analysis.corpus.filters import Filters, choose
from analysis.corpus.paths import find_input, find_output
from analysis.measure.formulas.intervals import FEWEST, poisson_interval
from analysis.measure.statistics.caption_words import interval_note, resampled
from analysis.measure.statistics.counts import parse_per
from analysis.measure.statistics.design import Design, Levels
from analysis.measure.statistics.frequencies import rates
from analysis.measure.statistics.kwic import kwic
from analysis.measure.statistics.overlaps import overlaps_table
from analysis.measure.store import Marks, is_annotated
from analysis.measure.tables import NARRATOR, documents_table, marks_table, statements_table, voices_table
from analysis.measure.taxonomies import apply_lens
from analysis.review.decisions.included import include_decisions
from analysis.show.displays import Html, register, show_card, show_context
from analysis.study.provenance.origin import DIGITS, Origin, lexicon_digests, model_digests, versions
from analysis.study.workbench.segments import stretches_table

NOT_HERE: Final = "the text is not here"
WITHOUT_TEXTS: Final = "annotated already: sentences, positions, pairs and plain word lists are left out"
SHOWN: Final = 20
"""How many texts and files that are left out a card names."""
BY_COUNT: Final = f"exact Poisson interval of the count: fewer than {FEWEST} texts are described, not tested"


@dataclass(frozen=True)
class Workbench:
    """A corpus, annotated, and the choices of one notebook; tables are made when first asked for.

    `chosen` names the voices looked at, None for all; `lens` is the taxonomy that hedges and boosters
    are read by (`analysis.measure.taxonomies`), "" for the suite's own. The tables hold only those;
    `annotations`
    and `stretches` hold the whole text. `inputs` are the files and folders it was opened from, by parameter.
    """

    origin: Origin
    annotations: tuple[Annotation, ...]
    chosen: tuple[str, ...] | None
    per: str
    seed: int
    out_dir: Path
    lens: str = ""
    inputs: Mapping[str, Path] = field(default_factory=dict)

    has_texts: ClassVar[bool] = True

    @property
    def texts(self) -> list[Document]:
        """The documents as they were read."""
        return [annotation.document for annotation in self.annotations]

    @cached_property
    def marks(self) -> pd.DataFrame:
        """One row a mark (`analysis.measure.tables.MARKS`), hedges and boosters as the lens reads them."""
        marks = self._chosen(self.every_mark)
        if not self.lens:
            return marks
        others = marks[~marks["layer"].isin(TAXONOMIES)]
        return pd.concat([others, apply_lens(marks, self.lens)], ignore_index=True)

    @cached_property
    def voices(self) -> pd.DataFrame:
        """The denominators: one row a document, voice and kind (`analysis.measure.tables.VOICES`)."""
        return self._chosen(self.every_voice)

    @cached_property
    def every_mark(self) -> pd.DataFrame:
        """The marks of all voices in the suite's own taxonomy, whatever was chosen."""
        return marks_table(self.annotations)

    @cached_property
    def every_voice(self) -> pd.DataFrame:
        """The denominators of all voices, whatever was chosen."""
        return voices_table(self.annotations, with_finite_verbs="finite" in self.per)

    @cached_property
    def statements(self) -> pd.DataFrame:
        """One row a statement (`analysis.measure.tables.STATEMENTS`)."""
        return self._chosen(statements_table(self.annotations))

    @cached_property
    def documents(self) -> pd.DataFrame:
        """One row a document, with its metadata (`analysis.measure.tables.DOCUMENTS`)."""
        return documents_table(self.annotations)

    @cached_property
    def stretches(self) -> pd.DataFrame:
        """The text in reading order, one row a stretch in one voice (`analysis.study.workbench.segments`)."""
        return stretches_table(self.annotations)

    @cached_property
    def overlaps(self) -> pd.DataFrame:
        """How many marks of one layer share characters with another
        (`analysis.measure.statistics.overlaps`)."""
        return overlaps_table(self.annotations, marks=self.marks)

    @property
    def design(self) -> Design:
        """How rates are formed here: per what, and with which seed; `dataclasses.replace` makes others."""
        return Design(per=self.per, seed=self.seed)

    @property
    def words(self) -> int:
        """Number of words in the chosen voices."""
        return int(self.voices["words"].sum())

    @property
    def ranked_voices(self) -> list[str]:
        """The chosen voices, the one with most words first; the narrator comes last."""
        words = self.voices.groupby("voice")["words"].sum().reset_index()
        words["narrator"] = words["voice"] == NARRATOR
        ranked = words.sort_values(["narrator", "words", "voice"], ascending=[True, False, True])
        return [str(voice) for voice in ranked["voice"]]

    def top_voices(self, top: int) -> list[str]:
        """The `top` voices with most words; the narrator is one of them wherever it is chosen."""
        ranked = self.ranked_voices
        if len(ranked) <= top or ranked[-1] != NARRATOR:
            return ranked[:top]
        return [*ranked[: top - 1], NARRATOR]

    def layer(self, name: str) -> pd.DataFrame:
        """The marks of one layer: "modals", "hedges", "boosters" or "conditionals"."""
        return self.marks[self.marks["layer"] == known_layer(name)].reset_index(drop=True)

    def countable(self, layer: str = "") -> Marks:
        """The marks of one layer, or of all, as the statistics take them: here a table."""
        return self.layer(layer) if layer else self.marks

    def rates(self, layer: str, *, by: Sequence[str] = (), levels: Levels | None = None) -> pd.DataFrame:
        """Count, denominator, rate and interval of a layer by group (`statistics.frequencies.rates`).

        A column `interval` says how the interval was made. Where there are too few texts to
        resample, it is the exact Poisson interval of the count (Garwood 1936), which knows nothing
        of how texts differ: it describes these texts.
        """
        design = self.design.grouped(*by, levels=levels)
        table = rates(self.countable(layer), self.voices, self.documents, design)
        return _with_poisson(table, parse_per(self.per, self.voices).scale, design)

    def context(self, *layers: str) -> Html:
        """Every mark of the layers in its sentence, with voice and category."""
        marks = pd.concat([self.layer(name) for name in layers], ignore_index=True)
        return show_context(kwic(self.annotations, marks))

    def drawn(
        self, layer: str, values: Sequence[str] = (), *, column: str = "item", top: int = 200
    ) -> pd.DataFrame:
        """Some marks of a layer in their sentences (`kwic.KWIC`), drawn with the seed, in reading order.

        `values` are those that they may have in `column`; any if not given.
        """
        marks = self.layer(layer)
        wanted = marks[marks[column].isin(list(values))] if values else marks
        drawn = wanted.sample(min(top, len(wanted)), random_state=self.seed).sort_index()
        within = set(drawn["doc_id"])
        return kwic([one for one in self.annotations if one.document.id in within], drawn)

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
        whose = "all voices" if self.chosen is None else ", ".join(self.chosen)
        said = [f"{plural(self.words, 'word')} in {plural(len(self.documents), 'text')}, {whose}"]
        if self.decisions:
            said.append(f"includes {self.decisions}")
        return "; ".join([*said, *([self.left_out] if self.left_out else [])])

    @property
    def decisions(self) -> str:
        """How many decisions of readers the numbers include, in words; "" where none were given."""
        record = self.origin.corpus.get("decisions")
        return decisions_in_words(record) if record else ""

    @property
    def left_out(self) -> str:
        """How much of the corpus could not be read or annotated, in words; "" where all of it was."""
        return left_out_in_words(self.origin.corpus.get("left_out", {}))

    @property
    def card(self) -> Html:
        """What was run on what."""
        origin = self.origin
        return show_card(
            f"Run card: {origin.notebook}",
            {
                "corpus": f"{origin.corpus['name']} (digest {origin.corpus['digest'][:DIGITS]})",
                "size": f"{plural(origin.corpus['documents'], 'text')}, "
                f"{plural(origin.corpus['words'], 'word')}",
                "voices": "all" if self.chosen is None else ", ".join(self.chosen),
                "rates": f"per {self.per}",
                **({"decisions": self.decisions} if self.decisions else {}),
                **({} if self.has_texts else {"texts": WITHOUT_TEXTS}),
                **({"left out": _named(origin.corpus["left_out"])} if self.left_out else {}),
                **notes_in_words(origin.corpus.get("notes", {})),
                "parameters": _pairs(origin.parameters),
                "seed": str(self.seed),
                "lexicons": _pairs(origin.lexicons) or "none",
                "models": f"{len(origin.models)} (digest of all {digest_value(origin.models)[:DIGITS]})",
                "versions": _pairs(origin.versions),
            },
        )

    def _repr_html_(self) -> str:
        return self.card._repr_html_()

    def __repr__(self) -> str:
        return self.card.text

    def _chosen(self, table: pd.DataFrame) -> pd.DataFrame:
        if self.chosen is None:
            return table
        return table[table["voice"].isin(self.chosen)].reset_index(drop=True)


def open_bench(
    notebook: str,
    *,
    corpus: str | int | Path = "seeds",
    voices: str | Sequence[str] = "all",
    per: str = "1,000 words",
    out_dir: str | Path = "figures",
    seed: int = 1,
    filters: Filters | None = None,
    speakers: str | Path = "",
    turns: str = "",
    decisions: str | Path = "",
    sample: str | Path = "",
    lens: str = "",
    **parameters: Any,
) -> Workbench:
    """Read and annotate a corpus for a notebook; further `parameters` are recorded with its figures.

    `voices` is "all", "narrator", "attributed" (everybody but the narrator), or names: a list, or
    one text with semicolons. `filters` keeps the texts whose metadata have these values; `speakers` is
    a `speakers.toml` that knows names and aliases; `turns` says how transcripts mark their turns (a layout or
    a pattern), where their metadata don't; `decisions` is a file of what readers decided about
    marks (`analysis.review.decisions.decision_files`), which are then counted as they say; `sample` is the
    file of a judged
    sample (`analysis.study.workbench.audits`), which need not be there yet; `lens` reads hedges and
    boosters by a published taxonomy. StudyError for an unknown voice or denominator and for decisions
    that do not fit the texts, CorpusError for a corpus that is missing or holds no such text.
    """
    path = find_input(corpus)
    settings = {
        "corpus": _recorded(corpus),
        "voices": _names(voices),
        "per": per,
        "seed": seed,
        "filters": dict(filters or {}),
        "speakers": _recorded(speakers),
        "decisions": _recorded(decisions),
        "lens": lens,
        **({"turns": check_turns(turns)} if turns else {}),
        **({"sample": _recorded(sample)} if sample else {}),
        **parameters,
    }
    if is_annotated(path):
        return _checked(_open_stored(notebook, path, settings, find_output(out_dir)))
    files = {"speakers": speakers, "decisions": decisions}
    inputs = {"corpus": path} | {name: find_input(file) for name, file in files.items() if file}
    if judged := sample_file(sample):
        inputs["sample"] = judged
    annotations, about = _annotated(inputs, filters or {}, turns)
    origin = origin_of(notebook, about, settings)
    whose = chosen_voices(_names(voices), voices_table(annotations)["voice"])
    register()  # an annotation at the end of a cell shows itself
    return _checked(Workbench(origin, annotations, whose, per, seed, find_output(out_dir), lens, inputs))


def _annotated(
    inputs: Mapping[str, Path], filters: Filters, turns: str
) -> tuple[tuple[Annotation, ...], dict[str, Any]]:
    """The texts of the inputs as their readers decided, and what a record says of the corpus."""
    path = inputs["corpus"]
    known = read_speakers(inputs["speakers"]) if "speakers" in inputs else None
    left_out, noted = LeftOut(path), Noted()
    chosen = partial(choose, filters=filters)
    annotations = tuple(
        annotated_corpus(path, left_out, choose=chosen, speakers=known, noted=noted, turns=turns or None)
    )
    found = {"left_out": left_out.record, "notes": noted.record}
    decided: dict[str, Any] = {name: record for name, record in found.items() if record}
    if file := inputs.get("decisions"):
        annotations, decided["decisions"] = include_decisions(annotations, file, left_out=left_out.texts)
    if judged := inputs.get("sample"):
        decided["sample"] = digest_file(judged)[:DIGITS]
    return annotations, {
        "name": path.name,
        "documents": len(annotations),
        "words": sum(annotation.words for annotation in annotations),
        "digest": corpus_digest(annotation.document for annotation in annotations),
        **decided,
    }


def sample_file(sample: str | Path) -> Path | None:
    """The file of a sample, None where there is none yet."""
    try:
        return find_input(sample) if sample else None
    except CorpusError:
        return None


def _open_stored(notebook: str, path: Path, settings: Mapping[str, Any], out_dir: Path) -> Workbench:
    from analysis.study.workbench.stored import open_stored  # it extends this file

    return open_stored(notebook, path, settings, out_dir)


def _checked(bench: Workbench) -> Workbench:
    """An unknown denominator or lens stops here, not in mid notebook."""
    parse_per(bench.per, bench.voices)
    bench.countable("hedges")
    return bench


def origin_of(notebook: str, corpus: Mapping[str, Any], parameters: Mapping[str, Any]) -> Origin:
    """What decides the results of a notebook, from what is known of its corpus and its parameters."""
    return Origin(
        notebook=notebook,
        parameters=parameters,
        corpus=corpus,
        lexicons=lexicon_digests(),
        models=model_digests(),
        versions=versions(),
        seed=int(parameters["seed"]),
        denominator=str(parameters["per"]),
    )


def known_layer(name: str) -> str:
    """The name of a layer, as it is; StudyError for any other."""
    if name not in LAYERS:
        raise StudyError(f"no layer {name!r}{did_you_mean(name, LAYERS)}")
    return name


def _names(voices: str | Sequence[str]) -> str | list[str]:
    """One choice as a text, several names as a list."""
    names = voices.split(";") if isinstance(voices, str) else voices
    cleaned = [name.strip() for name in names if name.strip()]
    return cleaned if len(cleaned) > 1 else "".join(cleaned) or "all"


def chosen_voices(chosen: str | Sequence[str], voices: Iterable[str]) -> tuple[str, ...] | None:
    """Which of the `voices` of a corpus a choice stands for (see `open_bench`); None for all."""
    known = sorted(set(voices))
    if chosen == "all":
        return None
    if chosen == "attributed":
        return tuple(name for name in known if name != NARRATOR)
    if not chosen:
        raise StudyError("voices: nobody is chosen; right would be all, attributed, narrator, or names")
    folded = {name.casefold(): name for name in known}
    for name in (names := [chosen] if isinstance(chosen, str) else chosen):
        if name.casefold() not in folded:
            options = ("all", "attributed", *known)
            raise StudyError(
                f"voices: nobody called {name!r} speaks in this corpus{did_you_mean(name, options)}"
            )
    return tuple(folded[name.casefold()] for name in names)


def _recorded(corpus: str | int | Path) -> str:
    """A path as records may name it: nothing of the machine, and nothing for no path."""
    path = Path(str(corpus))
    if not path.name:
        return ""
    return path.name if path.is_absolute() or ".." in path.parts else path.as_posix()


def _with_poisson(table: pd.DataFrame, scale: float, design: Design) -> pd.DataFrame:
    """Intervals for groups of few texts, and how each interval was made."""
    alone = table["rate"].notna() & table["low"].isna()
    limits = [poisson_interval(int(n), level=design.level) for n in table.loc[alone, "n"]]
    sizes = table.loc[alone, "denominator"].to_numpy(dtype=float)
    table = table.assign(interval="")
    table.loc[table["low"].notna(), "interval"] = resampled(design)
    table.loc[alone, ["interval", "note"]] = BY_COUNT, "few texts: described, not tested"
    for column, bound in (("low", 0), ("high", 1)):
        table.loc[alone, column] = [
            limit[bound] / size * scale for limit, size in zip(limits, sizes, strict=True)
        ]
    return table


def _named(known: Mapping[str, Any]) -> str:
    """What is left out of a corpus, in numbers and by name with the reasons, as far as a card has room."""
    named = [f"{name}: {why}" for kind in ("texts", "files") for name, why in known.get(kind, {}).items()]
    rest = len(named) + known.get("unnamed", 0) - SHOWN
    in_all = left_out_in_words(known, named="")
    return f"{in_all} ({'; '.join([*named[:SHOWN], *([f'{rest:,} more'] if rest > 0 else [])])})"


def _pairs(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in values.items() if value not in ("", {}))
