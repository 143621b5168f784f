"""The tables behind the figures of the notebooks: an annotated corpus in, one tidy table out."""

from collections.abc import Iterable, Sequence
from typing import Final, get_args

import pandas as pd

from analysis.base.errors import NoTextsError
from analysis.base.layers import LAYERS
from analysis.base.layers.modal_layer import SENSES
from analysis.base.records import ConditionalKind, ConditionalOrder, StatementKind
from analysis.measure.statistics.caption_words import contrast_note
from analysis.measure.statistics.comparison import as_shown
from analysis.measure.statistics.design import Contrast, Design
from analysis.measure.statistics.keyness import keyness
from analysis.measure.store import Marks, StoredMarks, label_counts
from analysis.measure.tables import NARRATOR
from analysis.study.workbench.annotated_corpus import AnnotatedCorpus
from analysis.study.workbench.segments import positions_table

UNDECIDED: Final = "undecided"
KINDS: Final[tuple[str, ...]] = get_args(ConditionalKind)
SPEECH: Final = (*get_args(StatementKind), NARRATOR)
ORDERS: Final[tuple[str, ...]] = get_args(ConditionalOrder)


def words_by_voice(corpus: AnnotatedCorpus, *, top: int = 12) -> pd.DataFrame:
    """Words by voice and kind of speech: voice, kind, n, total, share; the `top` voices with most words."""
    words = corpus.denominators.groupby(["voice", "voice_kind"], as_index=False)["words"].sum()
    table = words[words["words"] > 0].rename(columns={"voice_kind": "kind", "words": "n"})
    table = table.assign(total=corpus.words, share=table["n"] / max(corpus.words, 1))
    table = table.sort_values("kind", key=lambda kinds: kinds.map(SPEECH.index), kind="stable")
    return _in_order(table, "voice", corpus.top_voices(top)).reset_index(drop=True)


def voice_strip(corpus: AnnotatedCorpus, *, top: int = 24) -> pd.DataFrame:
    """The segments of the first `top` texts in reading order, without those that hold no word."""
    shown, segments = corpus.documents["doc_id"].head(top), corpus.segments
    return segments[segments["doc_id"].isin(shown) & (segments["words"] > 0)].reset_index(drop=True)


def modal_profile(corpus: AnnotatedCorpus, *, decided: float = 0.6, top: int = 20) -> pd.DataFrame:
    """Rate of each modal and the share of its senses, most frequent first.

    Shares: the probabilities of the senses (Palmer 2001), added up over the occurrences in
    which one sense reaches `decided`; all others count whole as undecided. `mean_epistemic` and
    so on are the mean probabilities over all occurrences.
    """
    senses = _senses(corpus.countable("modals"), decided)
    table: pd.DataFrame = corpus.rates("modals", by=["item"]).merge(senses, on="item", how="inner")
    return _ranked(table).head(top)


def modal_classes(corpus: AnnotatedCorpus) -> pd.DataFrame:
    """Modals by class (Quirk et al. 1985): class, n, total, share, and how many are negated."""
    marks = label_counts(corpus.countable("modals"), ["category", "negated"])
    table = marks.assign(negated=marks["n"].where(marks["negated"] == True, 0))  # noqa: E712 (may be missing)
    table = table.groupby("category")[["n", "negated"]].sum().reset_index()
    total = int(table["n"].sum())
    shares = table.assign(total=total, share=table["n"] / max(total, 1))
    return shares[["category", "n", "total", "share", "negated"]].rename(columns={"category": "class"})


def overlaps_of(corpus: AnnotatedCorpus, layer: str) -> pd.DataFrame:
    """How many marks of one layer share characters with each other layer."""
    return corpus.overlaps[corpus.overlaps["layer"] == layer].reset_index(drop=True)


def marker_profile(corpus: AnnotatedCorpus, *, top: int = 24) -> pd.DataFrame:
    """Hedges by category and entry, and boosters by entry, most frequent first, at most `top` entries each.

    `heading` is true for the row of a category, which sums up its entries.
    """
    entries = _ranked(corpus.rates("hedges", by=["category", "item"])).head(top).assign(heading=False)
    categories = _ranked(corpus.rates("hedges", by=["category"])).assign(heading=True)
    categories["item"] = categories["category"]
    rows = [
        part
        for category in categories["category"]
        for part in (categories[categories["category"] == category], entries[entries["category"] == category])
    ]
    boosters = _ranked(corpus.rates("boosters", by=["item"])).head(top)
    boosters = boosters.assign(heading=False, category="booster")
    hedges = pd.concat([categories.head(0), *rows]).assign(layer="hedges")
    table: pd.DataFrame = pd.concat([hedges, boosters.assign(layer="boosters")], ignore_index=True)
    return table[["layer", "category", "item", "heading", *_rate_columns(table)]]


def conditional_grid(corpus: AnnotatedCorpus) -> pd.DataFrame:
    """How many conditionals of each kind and order: kind, order, n, zeros included."""
    counted = label_counts(corpus.countable("conditionals"), ["category", "order"])
    counts = counted.set_index(["category", "order"])["n"]
    pairs = [(kind, order) for kind in KINDS for order in ORDERS]
    return pd.DataFrame(
        [{"kind": kind, "order": order, "n": int(counts.get((kind, order), 0))} for kind, order in pairs]
    )


def conditional_anatomy(corpus: AnnotatedCorpus, *, top: int = 8) -> pd.DataFrame:
    """Conditionals taken apart: a sample of `top`, drawn with the seed of the corpus, in reading order.

    Empty where the texts are not at hand.
    """
    columns = ["doc_id", "voice", "marker", "protasis", "apodosis", "kind", "order", "act", "reasons"]
    try:
        marks = corpus.layer("conditionals")
    except NoTextsError:
        return pd.DataFrame(columns=columns)
    if len(marks) > top:
        marks = marks.sample(top, random_state=corpus.seed).sort_index()
    names = {"surface": "marker", "category": "kind"}
    table = marks.rename(columns=names)[columns].reset_index(drop=True)
    return table.assign(**{name: table[name].str.split().str.join(" ") for name in ("protasis", "apodosis")})


def panels(layers: Iterable[str]) -> list[tuple[str, str]]:
    """Layers with their titles, as figures with a panel a layer take them."""
    return [(layer, LAYERS[layer].title) for layer in layers]


def voice_profile(corpus: AnnotatedCorpus, layers: Sequence[str], *, top: int = 12) -> pd.DataFrame:
    """Rates of several layers for the `top` voices with most words, and for all of them together."""
    chosen = corpus.top_voices(top)
    parts = [
        _in_order(corpus.rates(layer, by=["voice"], levels={"voice": chosen}), "voice", chosen).assign(
            layer=layer
        )
        for layer in layers
    ]
    table = pd.concat(parts, ignore_index=True)
    return table[["layer", "voice", *_rate_columns(table)]]


def mark_positions(
    corpus: AnnotatedCorpus, layer: str, *, top: int = 20
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Where the marks of a layer stand: columns row, item, at; and the lines to draw: row, words.

    In one text there is a line for each item, most frequent first; in several a line for each text. Empty
    where the texts are not at hand, as words are counted in them.
    """
    try:
        marks = positions_table(corpus.layer(layer), corpus.annotations)
    except NoTextsError:
        return pd.DataFrame(columns=["row", "doc_id", "item", "at"]), pd.DataFrame(columns=["row", "words"])
    words = corpus.documents.set_index("doc_id")["words"]
    if len(words) == 1:
        rows = list(
            marks["item"].value_counts().sort_index().sort_values(ascending=False, kind="stable").index
        )
        sizes = pd.DataFrame({"row": rows[:top], "words": int(words.iloc[0])})
        marks = marks.assign(row=marks["item"])
    else:
        sizes = words.head(top).reset_index().rename(columns={"doc_id": "row"})
        marks = marks.assign(row=marks["doc_id"])
    drawn = marks[marks["row"].isin(list(sizes["row"]))]
    return drawn[["row", "doc_id", "item", "at"]].reset_index(drop=True), sizes


def contrast(
    corpus: AnnotatedCorpus, layer: str, *, target: str, by: str = "voice", floor: int = 5, top: int = 24
) -> pd.DataFrame:
    """Items of a layer in one group against all others, by Log Ratio per word (`statistics.keyness`).

    Items found fewer than `floor` times are left out; of more than `top`, those whose shrunk log odds are
    surest (`log_odds_z`) are kept and tested. Empty where nobody is `target`, or nobody else is left to
    compare with.
    """
    groups = set(corpus.denominators[by]) if by in corpus.denominators else set(corpus.documents[by].dropna())
    if target not in groups or len(groups) < 2 or corpus.countable(layer).empty:
        return pd.DataFrame(columns=["item", "n_target", "n_reference", "log_ratio"])
    table = keyness(
        corpus.countable(layer),
        corpus.denominators,
        corpus.documents,
        Contrast(by, target),
        Design(by="item", seed=corpus.seed),
        floor=floor,
    )
    kept = table.loc[sorted(table["log_odds_z"].abs().nlargest(top).index)].reset_index(drop=True)
    return as_shown(kept, corpus.design, ("log_ratio",))


def contrast_caption(corpus: AnnotatedCorpus, layer: str) -> str:
    """The caption of a figure of `contrast`."""
    return f"{corpus.counted(layer)}. {contrast_note(corpus.design)}"


def voice_words(corpus: AnnotatedCorpus, *, top: int = 12) -> pd.DataFrame:
    """Words of the `top` voices: voice, words; the narrator last."""
    words = corpus.denominators.groupby("voice")["words"].sum().reset_index()
    return _in_order(words, "voice", corpus.top_voices(top)).reset_index(drop=True)


def _senses(marks: Marks, decided: float) -> pd.DataFrame:
    """For each item the mean of each sense over all occurrences, and over those that are decided."""
    if isinstance(marks, StoredMarks):
        sums = marks.sense_sums(decided).groupby("item").sum(numeric_only=True)
        shares = {name: sums[f"clear_{name}"] / sums["n"] for name in SENSES}
        means = {f"mean_{name}": sums[name] / sums["known"].where(sums["known"] > 0) for name in SENSES}
        undecided = {UNDECIDED: sums[UNDECIDED] / sums["n"]}
        return pd.DataFrame(shares | undecided | means).reset_index()
    clear = marks[list(SENSES)].max(axis=1) >= decided
    shared = marks[list(SENSES)].fillna(0).mul(clear, axis=0).assign(undecided=1 - clear.astype(float))
    expected = marks[list(SENSES)].add_prefix("mean_")
    return shared.join(expected).assign(item=marks["item"]).groupby("item").mean().reset_index()


def _rate_columns(table: pd.DataFrame) -> list[str]:
    names = ["n", "denominator", "per", "rate", "low", "high", "documents", "note", "interval"]
    return [name for name in names if name in table.columns]


def _ranked(table: pd.DataFrame) -> pd.DataFrame:
    """Most marks first, then by name."""
    names = [name for name in ("category", "item") if name in table.columns]
    return table.sort_values(["n", *names], ascending=[False, *([True] * len(names))], ignore_index=True)


def _in_order(table: pd.DataFrame, column: str, values: Sequence[str]) -> pd.DataFrame:
    """The rows with one of the values, in the order of the values."""
    place = {value: index for index, value in enumerate(values)}
    kept = table[table[column].isin(list(place))]
    return kept.iloc[kept[column].map(place).argsort(kind="stable")]
