"""The tables behind the figures of the notebooks: a Workbench in, one tidy table out."""

from collections.abc import Sequence
from typing import Final, get_args

import pandas as pd

from analysis.records import ConditionalKind, ConditionalOrder
from analysis.workbench import Workbench

SENSES: Final = ("epistemic", "deontic", "dynamic")
UNDECIDED: Final = "undecided"
TITLES: Final = {
    "modals": "Modal verbs",
    "hedges": "Hedges",
    "boosters": "Boosters",
    "conditionals": "Conditionals",
}
KINDS: Final[tuple[str, ...]] = get_args(ConditionalKind)
ORDERS: Final[tuple[str, ...]] = get_args(ConditionalOrder)


def words_by_voice(bench: Workbench, *, top: int = 12) -> pd.DataFrame:
    """Words by voice and kind of speech: voice, kind, n, total, share; the `top` voices with most words."""
    words = bench.voices.groupby(["voice", "voice_kind"], as_index=False)["words"].sum()
    table = words[words["words"] > 0].rename(columns={"voice_kind": "kind", "words": "n"})
    table = table.assign(total=bench.words, share=table["n"] / max(bench.words, 1))
    return _in_order(table, "voice", bench.ranked_voices[:top]).reset_index(drop=True)


def voice_strip(bench: Workbench, *, top: int = 24) -> pd.DataFrame:
    """The stretches of the first `top` texts in reading order, without those that hold no word."""
    shown = [text.id for text in bench.texts[:top]]
    rows = bench.stretches[bench.stretches["doc_id"].isin(shown) & (bench.stretches["words"] > 0)]
    return rows.reset_index(drop=True)


def modal_profile(bench: Workbench, *, decided: float = 0.6, top: int = 20) -> pd.DataFrame:
    """Rate of each modal and the share of its senses, most frequent first.

    Shares: the probabilities of the senses (Palmer 2001), added up over the occurrences in
    which one sense reaches `decided`; all others count whole as undecided. `mean_epistemic` and
    so on are the mean probabilities over all occurrences.
    """
    marks = bench.layer("modals")
    clear = marks[list(SENSES)].max(axis=1) >= decided
    shares = (
        marks[list(SENSES)].mul(clear, axis=0).assign(undecided=1 - clear.astype(float), item=marks["item"])
    )
    means = marks[[*SENSES, "item"]].rename(columns={sense: f"mean_{sense}" for sense in SENSES})
    senses = shares.groupby("item").mean().join(means.groupby("item").mean()).reset_index()
    return _ranked(bench.rates("modals", by=["item"]).merge(senses, on="item", how="inner")).head(top)


def modal_classes(bench: Workbench) -> pd.DataFrame:
    """Modals by class (Quirk et al. 1985): class, n, total, share, and how many are negated."""
    marks = bench.layer("modals")
    table = marks.groupby("category").agg(n=("item", "size"), negated=("negated", "sum")).reset_index()
    shares = table.assign(total=len(marks), share=table["n"] / max(len(marks), 1))
    return shares.rename(columns={"category": "class"})[["class", "n", "total", "share", "negated"]]


def overlaps_of(bench: Workbench, layer: str) -> pd.DataFrame:
    """How many marks of one layer share characters with each other layer."""
    return bench.overlaps[bench.overlaps["layer"] == layer].reset_index(drop=True)


def marker_profile(bench: Workbench, *, top: int = 24) -> pd.DataFrame:
    """Hedges by category and entry, and boosters by entry, most frequent first, at most `top` entries each.

    `heading` is true for the row of a category, which sums up its entries.
    """
    entries = _ranked(bench.rates("hedges", by=["category", "item"])).head(top).assign(heading=False)
    categories = _ranked(bench.rates("hedges", by=["category"])).assign(heading=True)
    categories["item"] = categories["category"]
    rows = [
        part
        for category in categories["category"]
        for part in (categories[categories["category"] == category], entries[entries["category"] == category])
    ]
    boosters = _ranked(bench.rates("boosters", by=["item"])).head(top)
    boosters = boosters.assign(heading=False, category="booster")
    hedges = pd.concat([categories.head(0), *rows]).assign(layer="hedges")
    table = pd.concat([hedges, boosters.assign(layer="boosters")], ignore_index=True)
    return table[["layer", "category", "item", "heading", *_rate_columns(table)]]


def conditional_grid(bench: Workbench) -> pd.DataFrame:
    """How many conditionals of each kind and order: kind, order, n, zeros included."""
    counts = bench.layer("conditionals").groupby(["category", "order"]).size()
    pairs = [(kind, order) for kind in KINDS for order in ORDERS]
    return pd.DataFrame(
        [{"kind": kind, "order": order, "n": int(counts.get((kind, order), 0))} for kind, order in pairs]
    )


def conditional_anatomy(bench: Workbench, *, top: int = 8) -> pd.DataFrame:
    """Conditionals taken apart: a sample of `top`, drawn with the seed of the bench, in reading order."""
    marks = bench.layer("conditionals")
    if len(marks) > top:
        marks = marks.sample(top, random_state=bench.seed).sort_index()
    names = {"item": "marker", "category": "kind"}
    columns = ["doc_id", "voice", "marker", "protasis", "apodosis", "kind", "order", "act", "reasons"]
    table = marks.rename(columns=names)[columns].reset_index(drop=True)
    return table.assign(**{name: table[name].str.split().str.join(" ") for name in ("protasis", "apodosis")})


def voice_profile(bench: Workbench, layers: Sequence[str], *, top: int = 12) -> pd.DataFrame:
    """Rates of several layers for the `top` voices with most words, and for all of them together."""
    chosen = bench.ranked_voices[:top]
    parts = [
        _in_order(bench.rates(layer, by=["voice"], levels={"voice": chosen}), "voice", chosen).assign(
            layer=layer
        )
        for layer in layers
    ]
    table = pd.concat(parts, ignore_index=True)
    return table[["layer", "voice", *_rate_columns(table)]]


def voice_words(bench: Workbench, *, top: int = 12) -> pd.DataFrame:
    """Words of the `top` voices: voice, words; the narrator last."""
    words = bench.voices.groupby("voice")["words"].sum().reset_index()
    return _in_order(words, "voice", bench.ranked_voices[:top]).reset_index(drop=True)


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
