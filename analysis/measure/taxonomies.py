"""The same marks read through one taxonomy or another, and simpler lists counted as they stand.

What is a hedge depends on whom one asks: *think* is a booster for Hyland, a plausibility shield
for Prince and his colleagues, a private verb for Biber. Every lexicon entry names the taxonomies
it belongs to; a lens keeps the marks that belong to one and gives them its labels.

The presets reproduce lists that are counted by the bare word, without any context test, so that
a study can show what the difference does to a rate.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from analysis.base.errors import StudyError
from analysis.base.layers import LAYERS, TAXONOMIES
from analysis.language.lexicon import Entry, load_lexicon
from analysis.language.phrases import Matcher
from analysis.language.text import Text

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Lens:
    """A taxonomy of hedges or boosters: what its labels mean and where it was published."""

    description: str
    cite: str


@dataclass(frozen=True)
class Preset:
    """A list of plain words and phrases that is counted without context."""

    items: tuple[str, ...]
    cite: str
    note: str
    matcher: Matcher


LENSES: Mapping[str, Lens] = {
    "biber1988": Lens(
        "Lexical classes of multidimensional analysis: hedge, downtoner, amplifier, emphatic, "
        "possibility-modal, necessity-modal, private-verb, public-verb, seem-appear.",
        "Biber (1988), Variation across speech and writing",
    ),
    "holmes1988": Lens(
        "Devices of epistemic modality by grammatical class: modal-verb, lexical-verb, adverbial, adjective, "
        "noun.",
        "Holmes (1988), Doubt and certainty in ESL textbooks",
    ),
    "hyland2005": Lens(
        "Interactional metadiscourse: hedge, booster, attitude-marker, evidential.",
        "Hyland (2005), Metadiscourse: Exploring interaction in writing",
    ),
    "lakoff1973": Lens(
        "Words that make things fuzzier or less fuzzy: hedge.",
        "Lakoff (1973), Hedges: a study in meaning criteria and the logic of fuzzy concepts",
    ),
    "prince1982": Lens(
        "Approximators change the proposition (adaptor, rounder), shields the speaker's commitment to it "
        "(plausibility, attribution).",
        "Prince, Frader and Bosk (1982), On hedging in physician-physician discourse",
    ),
    "quirk1985": Lens(
        "Subjuncts of emphasis and degree: emphasizer, maximizer, approximator, compromiser, diminisher.",
        "Quirk, Greenbaum, Leech and Svartvik (1985), A comprehensive grammar of the English language",
    ),
    "salager-meyer1994": Lens(
        "Hedges of written scientific discourse: shield, approximator, author-doubt, compound.",
        "Salager-Meyer (1994), Hedges and textual communicative function in medical English written "
        "discourse",
    ),
}


def apply_lens(marks: "pd.DataFrame", lens: str) -> "pd.DataFrame":
    """The hedges and boosters that belong to one taxonomy, with its label as their category.

    `marks` and the result have the columns of `tables.MARKS`; other layers are left out, since
    these taxonomies do not speak of them. Raises `StudyError` for an unknown lens.

    >>> from analysis.annotation.pipeline import annotate_document
    >>> from analysis.base.records import Document
    >>> from analysis.measure.tables import marks_table
    >>> marks = marks_table([annotate_document(Document("a", "I think it is roughly 40."))])
    >>> list(apply_lens(marks, "prince1982")["category"])
    ['shield-plausibility', 'approximator-rounder']
    """
    _check("lens", lens, LENSES)
    labels = lens_labels(lens)
    keys = zip(marks["layer"], marks["item"], marks["category"], strict=True)
    category = [labels.get(key, "") for key in keys]
    kept = marks.assign(category=category).query("category != ''")
    return kept.astype({"category": "string"}).reset_index(drop=True)


@lru_cache
def lens_labels(lens: str) -> Mapping[tuple[str, str, str], str]:
    """(layer, entry, category) -> label in the taxonomy, for the entries that belong to it."""
    readings = (
        ((layer, entry.id, category), taxonomies)
        for layer in TAXONOMIES
        for entry in load_lexicon(layer).entries
        for category, taxonomies in _readings(entry, LAYERS[layer].category)
    )
    return {key: taxonomies[lens] for key, taxonomies in readings if lens in taxonomies}


def count_as(text: Text, preset: str) -> list[tuple[int, int, str]]:
    """(start, end, item) of each phrase of a simpler list, by the bare word and left to right.

    Raises `StudyError` for an unknown preset.

    >>> [item for _, _, item in count_as(Text("Maybe it is a kind of cheese."), "biber1988-hedges")]
    ['maybe', 'kind of']
    """
    _check("preset", preset, presets())
    return list(presets()[preset].matcher.find(text.folded, text.start))


@lru_cache
def presets() -> Mapping[str, Preset]:
    """Name -> list, from `lexicons/presets.toml`."""
    content = resources.files("analysis").joinpath("lexicons/presets.toml").read_text(encoding="utf-8")
    return {
        name: Preset(tuple(preset["items"]), preset["cite"], preset["note"], Matcher(preset["items"]))
        for name, preset in tomllib.loads(content).items()
    }


def _readings(entry: Entry, category: str) -> list[tuple[str, Mapping[str, str]]]:
    """The categories of an entry with their taxonomies: its own, or its layer's, and a second it may have."""
    second = entry.fields.get("otherwise")
    readings = [(entry.category or category, entry.taxonomies)]
    if second and second.get("category"):
        readings.append((second["category"], second.get("taxonomies", {})))
    return readings


def _check(what: str, name: str, known: Mapping[str, object]) -> None:
    if name not in known:
        raise StudyError(f"unknown {what} {name!r}; known: {', '.join(sorted(known))}")
