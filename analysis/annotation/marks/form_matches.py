"""Where the forms of each layer stand: one pass over the folded text finds them for all layers.

Layers share many forms (*could*, *would have to*), and most of the cost of a pass is spent on
words that begin no form. The pass looks for the longest form of any layer; a layer then takes
what of it its own list would have found there.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from analysis.base.layers import LAYERS
from analysis.language.lexicon import Entry, load_lexicon
from analysis.language.phrases import Matcher, Place, beginnings
from analysis.language.text import Text
from analysis.language.word_lists import word_list

GAP: Final = word_list("modal_rules", "gap")
"""What may stand between the head of a semi-modal and its *to*."""


def places(text: Text, layer: str) -> list[Place]:
    """Every place where a form of the layer stands, with the longest one there; places may overlap.

    >>> [form for _, _, form in places(Text("It could be so."), "modals")]
    ['could']
    """
    own = _own(layer)
    found = []
    for start, end, longest in text.places(_matcher()):
        form = own.get(longest)
        if form is not None:
            found.append((start, end if form == longest else end_of(text.folded, start, form), form))
    return found


def end_of(folded: str, start: int, form: str) -> int:
    """Where a form that stands at `start` ends, whatever white space the text has inside."""
    if folded.startswith(form, start):
        return start + len(form)
    match = re.compile(r"\s+".join(map(re.escape, form.split()))).match(folded, start)
    assert match is not None
    return match.end()


@lru_cache
def forms(layer: str) -> Mapping[str, Entry | None]:
    """The forms of a layer with their entries; None for a phrase that only keeps another from matching."""
    lexicon = load_lexicon(layer)
    if layer == "modals":
        return {**_spread(lexicon.by_form), **lexicon.by_form}
    if layer == "conditionals":
        marked = {form: entry for form, entry in lexicon.by_form.items() if not _has_pattern(entry)}
        return {**dict.fromkeys(lexicon.tables["blocked"]["forms"]), **marked}
    return lexicon.by_form


def _has_pattern(entry: Entry) -> bool:
    """Whether a conditional's forms are words so common that they are found by patterns of their own."""
    return entry.test in ("inverted", "imperative") or entry.category == "relative"


def _spread(by_form: Mapping[str, Entry]) -> dict[str, Entry]:
    """Semi-modals with an adverb before *to* (*has only to*)."""
    return {
        f"{form.removesuffix(' to')} {gap} to": entry
        for form, entry in by_form.items()
        for gap in sorted(GAP)
        if form.endswith(" to")
    }


@lru_cache
def _matcher() -> Matcher:
    """Finds the forms of all layers."""
    return Matcher(form for layer in LAYERS for form in forms(layer))


@lru_cache
def _own(layer: str) -> dict[str, str]:
    """Longest form of any layer -> the longest form of this layer that stands at the same place."""
    known = forms(layer)
    own = ((form, next((part for part in parts if part in known), None)) for form, parts in _parts().items())
    return {form: part for form, part in own if part is not None}


@lru_cache
def _parts() -> dict[str, list[str]]:
    """The forms of all layers with what shorter forms may begin them."""
    return {form: beginnings(form) for layer in LAYERS for form in forms(layer)}
