"""Every lexicon of a layer against its own sentences: what stands in brackets is found, the rest is not."""

import re

import pytest

from analysis.layers import LAYERS
from analysis.lexicon import load_lexicon
from analysis.pipeline import annotate_document
from analysis.records import Document

BRACKETS = re.compile(r"\[([^]]*)\]")
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
