"""The same marks read in other ways, for the tables that stand beside the raw rates of a notebook."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from analysis.annotation.cleaning import clean
from analysis.base.errors import NoTextsError, StudyError
from analysis.base.layers import TAXONOMIES
from analysis.base.wording import joined, plural
from analysis.measure.gold_accuracy import read_counts
from analysis.measure.statistics.cooccurrence import cooccurrence
from analysis.measure.statistics.correction import corrected_rates, sense_rates
from analysis.measure.statistics.design import Design
from analysis.measure.statistics.frequencies import rates
from analysis.measure.statistics.kwic import kwic, open_count, write_kwic
from analysis.measure.statistics.marker_dispersion import dispersion
from analysis.measure.statistics.overlaps import overlapping_items
from analysis.measure.store import Marks, select
from analysis.measure.tables import NOT_COUNTED
from analysis.measure.taxonomies import count_as, presets
from analysis.show.displays import Html, show_table
from analysis.study.workbench.annotated_corpus import AnnotatedCorpus
from analysis.study.workbench.mark_source import NOT_HERE, of_voices
from analysis.study.workbench.segments import sentences_table

ACCURACY: Final = "benchmarks"
"""The folder with the published counts of right, false and missed marks."""
CHECKED_ON: Final = "political"
"""The annotated set whose counts correct the rate of a layer: the one in which every layer was annotated."""
LABELLED_BY: Final = {
    "EWT": "people",
    "GUM": "people",
    "political": "a language model that followed a codebook",
}
"""Who annotated each set that accuracy was measured on."""
FEWEST_GOLD: Final = 10
"""Annotated marks below which no rate is corrected by what was measured on them."""
LISTED: Final = "list"
OWN: Final = "this suite"
PAIRED: Final = ("layer", "item")
"""What makes a marker of which pairs are counted."""
_MARKERS: Final = ["layer", "item", "other", "other_item"]
_SIDES: Final = {"layer": "layer", "item": "marker"}
_COUNTS: Final = {"tp": "true_positives", "fp": "false_positives", "fn": "false_negatives"}


def corrected(
    corpus: AnnotatedCorpus,
    layers: Sequence[str],
    *,
    on: str = "layer",
    by: Sequence[str] = (),
    folder: str | Path = ACCURACY,
) -> pd.DataFrame:
    """Raw rates of some layers beside rates corrected by measured accuracy (`correction.corrected_rates`).

    `on` says what precision and recall belong to: a whole "layer" (measured on the political set), or
    each "item" (on all sets together, as one marker has few marks); `by` are further columns, such as the
    voice. Most marks first. A column `labels` says who annotated; what has fewer than `FEWEST_GOLD`
    annotated marks is not corrected, and the note says so. StudyError under a lens, as the accuracy was
    measured with the suite's own categories.
    """
    if corpus.lens:
        raise StudyError(
            f"correct: no accuracy was measured for the lens {corpus.lens!r}; right would be lens = ''"
        )
    if on not in _SIDES:
        raise StudyError(f"on: {on!r} has no measured accuracy; right would be one of {', '.join(_SIDES)}")
    keys = list(dict.fromkeys(["layer", on, *by]))
    tables = [_corrected_layer(corpus, layer, on, keys, _accuracy(layer, on, folder)) for layer in layers]
    return pd.concat(tables, ignore_index=True)


def show_corrected(
    corpus: AnnotatedCorpus, layers: Sequence[str], *, on: str = "layer", by: Sequence[str] = ()
) -> Html:
    """The table of `corrected`, with on whose labels it rests as its caption."""
    table = corrected(corpus, layers, on=on, by=by)
    return show_table(table, caption=labels_in_words(table))


def labels_in_words(table: pd.DataFrame) -> str:
    """On whose labels the corrected rates of a table rest, for captions.

    >>> labels_in_words(pd.DataFrame({"labels": ["people", "", "people"]}))
    'Corrected rates rest on the labels of people.'
    """
    named = [str(name) for name in dict.fromkeys(table["labels"]) if name]
    if not named:
        return f"No rate is corrected: fewer than {FEWEST_GOLD} annotated marks behind each."
    return f"Corrected rates rest on the labels of {'; for others, of '.join(named)}."


def _corrected_layer(
    corpus: AnnotatedCorpus, layer: str, on: str, keys: Sequence[str], accuracy: pd.DataFrame
) -> pd.DataFrame:
    """The raw and corrected rates of one layer, with who labelled, and why some are not corrected."""
    gold = accuracy["true_positives"] + accuracy["false_negatives"]
    enough = accuracy[gold >= FEWEST_GOLD]
    table = corrected_rates(
        corpus.countable(layer),
        corpus.denominators,
        enough.drop(columns="labels"),
        corpus.documents,
        corpus.design.grouped(*keys, levels={"layer": [layer]} if on == "layer" else None),
        on=on,
    )
    names = table[on].astype(str)
    whose = dict(zip(enough[on].astype(str), enough["labels"], strict=True))
    table["labels"] = [whose.get(name, "") for name in names]
    number = names.map(dict(zip(accuracy[on].astype(str), gold, strict=True))).fillna(0).astype(int)
    few = [f"not corrected: {plural(marks, 'annotated mark')}, fewer than {FEWEST_GOLD}" for marks in number]
    said = [
        "; ".join(filter(None, (note, why if marks < FEWEST_GOLD else "")))
        for note, why, marks in zip(table["note"], few, number, strict=True)
    ]
    ordered = table.assign(note=said)[[*table.columns.drop("note"), "note"]]
    return ordered.sort_values(["n", *keys], ascending=[False, *[True] * len(keys)])


def senses(corpus: AnnotatedCorpus, *, by: Sequence[str] = ("item",)) -> pd.DataFrame:
    """Rates of the senses of modals that carry the doubt of each label (`correction.sense_rates`)."""
    design = corpus.design.grouped(*by)
    return sense_rates(corpus.countable("modals"), corpus.denominators, corpus.documents, design)


def as_counted_in(corpus: AnnotatedCorpus) -> pd.DataFrame:
    """What plain published lists would count in these texts, beside the suite's hedges and boosters.

    The lists of `analysis.measure.taxonomies.presets` know words and no context. Columns: list, n,
    denominator, per,
    rate, low, high, documents, note, source. Without the texts only our own can be counted; a note says so.
    """
    marks: Marks
    try:
        marks, lists, note = _with_listed(corpus), list(presets()), {}
    except NoTextsError:
        marks, lists = select(corpus.countable(), _own), []
        note = {"note": f"lists are counted in words: {NOT_HERE}"}
    design = corpus.design.grouped("layer", levels={"layer": [*TAXONOMIES, *lists]})
    table = rates(marks, corpus.denominators, corpus.documents, design).assign(**note)
    sources = {name: preset.cite for name, preset in presets().items()}
    table["source"] = (
        table["layer"].map(sources).fillna(f"{OWN} through the lens {corpus.lens}" if corpus.lens else OWN)
    )
    return table.rename(columns={"layer": LISTED})


def spread(corpus: AnnotatedCorpus, layer: str, *, top: int = 20) -> pd.DataFrame:
    """How evenly the `top` most frequent markers are spread over the texts (`statistics.dispersion`)."""
    by_words = Design(by="item", seed=corpus.seed)
    table = dispersion(corpus.countable(layer), corpus.denominators, corpus.documents, by_words)
    return table.sort_values(["n", "item"], ascending=[False, True], ignore_index=True).head(top)


def together(corpus: AnnotatedCorpus, *, top: int = 20) -> pd.DataFrame:
    """The `top` pairs of markers that share a sentence more often than its length makes them.

    Pairs of two layers that are the same words somewhere (*could* as a modal and a hedge) are left out.
    Without the texts nothing is known of sentences; a note says so.
    """
    try:
        marks = corpus.marks
    except NoTextsError:
        return pd.DataFrame({"note": [f"pairs share sentences: {NOT_HERE}"]})
    places = of_voices(sentences_table(corpus.annotations), corpus.voices)
    pairs = cooccurrence(marks, places, corpus.design.grouped(*PAIRED))
    same = set(overlapping_items(marks)[_MARKERS].itertuples(index=False, name=None))
    named = pairs[["layer_a", "item_a", "layer_b", "item_b"]].itertuples(index=False, name=None)
    apart = pd.Series([pair not in same for pair in named], index=pairs.index, dtype=bool)
    return pairs[apart & (pairs["log_ratio"] > 0)].head(top).reset_index(drop=True)


def opened(corpus: AnnotatedCorpus, layer: str, *, by: str = "item") -> pd.DataFrame:
    """The most frequent row of a layer opened to its lines (`kwic.open_count`); empty without a mark.

    Without the texts some of them are drawn.
    """
    counted = corpus.rates(layer, by=[by]).sort_values(["n", by], ascending=[False, True], kind="stable")
    most = [row for _, row in counted.head(1).iterrows()]
    try:
        marks = corpus.layer(layer)
    except NoTextsError:
        return corpus.drawn(layer, [str(row[by]) for row in most], column=by)
    found = [open_count(row, marks, corpus.denominators, corpus.documents) for row in most]
    return kwic(corpus.annotations, pd.concat([marks.head(0), *found], ignore_index=True))


def export(corpus: AnnotatedCorpus, layers: Sequence[str], name: str, *, window: int = 1) -> str:
    """Write every mark of the layers in its context as CSV into the folder of figures, and say so.

    The context is the sentence and `window` sentences on each side. Nothing is written where `name` is "".
    """
    if not name:
        return "No file of lines was asked for."
    try:
        marks = pd.concat([corpus.layer(layer) for layer in layers], ignore_index=True)
    except NoTextsError as error:
        why = f"export: {name!r} would hold sentences, but {NOT_HERE}; right would be export = ''"
        raise NoTextsError(why) from error
    corpus.out_dir.mkdir(parents=True, exist_ok=True)
    write_kwic(kwic(corpus.annotations, marks, window=window), corpus.out_dir / name)
    return f"{plural(len(marks), 'line')} written to {name}."


def _own(marks: pd.DataFrame) -> pd.DataFrame:
    """The suite's own hedges and boosters among the marks."""
    return marks[marks["layer"].isin(TAXONOMIES)]


def _with_listed(corpus: AnnotatedCorpus) -> pd.DataFrame:
    """Our own hedges and boosters, and what the lists would count. NoTextsError."""
    columns = ["doc_id", "layer", "voice", "voice_kind"]
    listed = pd.DataFrame(_listed(corpus), columns=columns)
    return pd.concat([_own(corpus.marks)[columns], listed], ignore_index=True)


def _listed(corpus: AnnotatedCorpus) -> Iterator[tuple[str, str, str, str]]:
    """Document, list, voice and kind of voice of each phrase that a list would count."""
    texts = {text.id: text for text in corpus.texts}
    for name, rows in corpus.segments.groupby("doc_id", sort=False):
        segments = list(rows[["start", "voice", "voice_kind"]].itertuples(index=False, name=None))
        starts = [start for start, _, _ in segments]
        cleaned = clean(texts[str(name)])
        text = cleaned.working_text()
        for preset in presets():
            for start, _, _ in count_as(text, preset):
                _, voice, kind = segments[bisect_right(starts, cleaned.offset(start)) - 1]
                if kind != NOT_COUNTED:
                    yield str(name), preset, voice, kind


def _accuracy(layer: str, on: str, folder: str | Path) -> pd.DataFrame:
    """The counts of `corrected_rates` for one layer, one row a value of `on`."""
    counts = read_counts(folder)
    counts["layer"] = counts["layer"].replace("semimodals", "modals")
    judged = counts["set"].eq(CHECKED_ON) if on == "layer" else True
    chosen = counts[counts["layer"].eq(layer) & judged]
    groups = chosen.assign(labels=chosen["set"].map(LABELLED_BY).fillna(chosen["set"])).groupby(_SIDES[on])
    summed = groups[list(_COUNTS)].sum()
    summed["labels"] = groups["labels"].agg(lambda names: joined(sorted(set(names), reverse=True)))
    return summed.reset_index().rename(columns={_SIDES[on]: on, **_COUNTS})
