"""A view as plain data that a page can draw: panels of rows, what can be chosen, and what was."""

import math
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from analysis.base.layers import LAYERS
from analysis.base.wording import plural, rate_in_words
from analysis.measure.tables import NARRATOR
from analysis.measure.taxonomies import LENSES
from analysis.review.decisions.decision import ALLOWED, LABELS, NEEDED, PARTS
from analysis.study.explorer.changed_corpus import said_choice
from analysis.study.explorer.view import View, groupings
from analysis.study.workbench.annotated_corpus import AnnotatedCorpus

OFFERED: Final = 60
"""Voices that are offered by name: those with most words."""
LISTED: Final = 100
"""Texts and files left out that are named on the page."""
TAGGED: Final = 300_000
"""Words up to which rates per finite verb are offered: every text is tagged for them."""
_PER: Final = ("1,000 words", "100 sentences", "statement", "100 finite verbs")
_ROWS: Final = (6, 12, 24, 48)

Plain = dict[str, Any]


def drawn(view: View) -> Plain:
    """What the figure shows: title, caption, and one panel a layer with its rows."""
    rates = view.rates
    return {
        "title": view.title,
        "caption": view.corpus.caption(*view.layers, rates=rates),
        "by": [groupings(view.corpus)[name] for name in view.by],
        "panels": [_panel(view, layer, rates[rates["layer"] == layer]) for layer in view.layers],
    }


def left_out(view: View) -> list[list[str]]:
    """Texts and files of the corpus that are in no count, each with the reason, as far as a page has room."""
    known = view.corpus.origin.corpus.get("left_out", {})
    named = [[name, why] for kind in ("texts", "files") for name, why in known.get(kind, {}).items()]
    return named[:LISTED]


def chosen(view: View) -> Plain:
    """The choices that made a view."""
    return {
        "voices": said_choice(view.corpus),
        "layers": list(view.layers),
        "lens": view.corpus.lens,
        "by": list(view.by),
        "per": view.corpus.per,
        "top": view.top,
    }


def offered(view: View) -> Plain:
    """What can be chosen in this corpus: pairs of a value and what it is called."""
    corpus = view.corpus
    return {
        "voices": _voices(corpus),
        "layers": [[layer, LAYERS[layer].title] for layer in LAYERS],
        "lens": [["", "the suite's own"], *([name, _author(lens.cite)] for name, lens in LENSES.items())],
        "by": [[name, said] for name, said in groupings(corpus).items() if _divides(corpus, name)],
        "per": _pairs([per for per in _PER if _countable(corpus, per)], corpus.per),
        "top": _pairs(_ROWS, view.top),
        "labels": {layer: _labels(layer) for layer in LAYERS},
        "parts": {layer: [name for name in LABELS[layer] if name in PARTS] for layer in LAYERS},
        "needed": {layer: list(names) for layer, names in NEEDED.items()},
        "nouns": {name: layer.noun for name, layer in LAYERS.items()},
    }


def _panel(view: View, layer: str, rates: pd.DataFrame) -> Plain:
    rows = [_row(view, row) for row in rates.to_dict("records")]
    ends = [value for row in rows for value in (row["rate"], row["high"]) if value is not None]
    return {
        "layer": layer,
        "title": LAYERS[layer].title,
        "per": view.corpus.per,
        "limit": max(ends, default=0) or 1,
        "rows": rows,
    }


def _row(view: View, row: Mapping[Any, Any]) -> Plain:
    group = view.group_of(row)
    name = ", ".join(group[1:]) or f"all {group[0]}"
    counted = f"{plural(int(row['n']), LAYERS[group[0]].noun)} in {int(row['denominator']):,}"
    return {
        "group": list(group),
        "name": name,
        "n": int(row["n"]),
        "rate": _number(row["rate"]),
        "low": _number(row["low"]),
        "high": _number(row["high"]),
        "note": str(row["note"]),
        "said": f"{name}: {counted} ({rate_in_words(row)})",
    }


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _voices(corpus: AnnotatedCorpus) -> list[list[Any]]:
    """The voices with most words, and how many words; the narrator first."""
    everybody = corpus.source.denominators(corpus.per)
    words = everybody.groupby("voice")["words"].sum().reset_index()
    words["other"] = words["voice"] != NARRATOR
    ranked = words.sort_values(["other", "words", "voice"], ascending=[True, False, True]).head(OFFERED)
    named = zip(ranked["voice"], ranked["words"], strict=True)
    return [[str(voice), f"{voice} ({plural(int(size), 'word')})"] for voice, size in named]


def _author(cite: str) -> str:
    """Who published a taxonomy, and when: "Prince, Frader and Bosk (1982)"."""
    return cite[: cite.index(")") + 1]


def _divides(corpus: AnnotatedCorpus, name: str) -> bool:
    """Whether a grouping makes more than one group of this corpus."""
    return name not in corpus.documents or corpus.documents[name].nunique(dropna=False) > 1


def _countable(corpus: AnnotatedCorpus, per: str) -> bool:
    return "finite" not in per or "finite" in corpus.per or corpus.words <= TAGGED


def _pairs(values: Any, current: Any) -> list[list[Any]]:
    return [[value, str(value)] for value in dict.fromkeys([*values, current])]


def _labels(layer: str) -> dict[str, list[str]]:
    """What can be said of a mark of a layer, and the values where they are a closed list."""
    return {name: list(ALLOWED.get((layer, name), ())) for name in LABELS[layer] if name not in PARTS}
