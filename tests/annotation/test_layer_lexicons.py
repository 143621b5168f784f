"""Every lexicon of a layer against its own sentences: what stands in brackets is found, the rest is not."""

import re

import pytest

from analysis.annotation.pipeline import annotate_document
from analysis.base.layers import LAYERS
from analysis.base.records import Document
from analysis.language.lexicon import load_lexicon
from analysis.language.text import fold

BRACKETS = re.compile(r"\[([^]]*)\]")
ALWAYS = "always"
"""The test of an entry of which every occurrence counts: no counterexample can hold its form."""
ENTRIES = [(layer, entry) for layer in LAYERS for entry in load_lexicon(layer).entries]


def marked(layer, sentence):
    """Item and words of the marks of a layer, without the brackets of the sentence."""
    text = BRACKETS.sub(r"\1", sentence)
    found = annotate_document(Document("x", text)).marks[layer]
    return [(LAYERS[layer].item(mark), text[mark.start : mark.end]) for mark in found]


@pytest.mark.parametrize(("layer", "entry"), ENTRIES, ids=[f"{layer}-{entry.id}" for layer, entry in ENTRIES])
def test_an_entry_is_found_in_its_examples(layer, entry):
    for example in entry.examples:
        words, found = BRACKETS.findall(example), marked(layer, example)
        assert words, f"{example}: shows no place in brackets"
        if LAYERS[layer].has_place:
            assert {(entry.id, one) for one in words} <= set(found), example
        else:  # its place may be one of its parts: an imperative has no marker
            assert [item for item, _ in found].count(entry.id) >= len(words), example


@pytest.mark.parametrize(
    ("layer", "entry"),
    [(layer, entry) for layer, entry in ENTRIES if (entry.test or ALWAYS) != ALWAYS],
    ids=lambda one: getattr(one, "id", one),
)
def test_an_entry_with_a_context_test_has_counterexamples_that_hold_its_form(layer, entry):
    assert entry.counterexamples, f"{layer}.toml, {entry.id}: the test {entry.test!r} is never seen to say no"
    lines = [" ".join(fold(line).split()) for line in entry.counterexamples]
    assert any(holds(line, form) for line in lines for form in entry.forms), "none of them holds a form of it"


def holds(line, form):
    """Whether a form stands in a line; a contraction stands behind its host (*he'd*)."""
    bare = re.escape(form.removeprefix("'"))
    return re.search(rf"(?<!\w){bare}(?!\w)", line) is not None
