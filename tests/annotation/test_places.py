"""One pass for all layers finds what each layer's own list would find."""

import pytest

from analysis.annotation.marks.form_matches import LAYERS, forms, places
from analysis.language.phrases import Matcher, beginnings, without_overlap
from analysis.language.text import Text

LINES = [
    "They could, I think, be wrong; we would certainly have to wait.",
    "Perhaps they’ll go as  long\nas they may. It could\nbe so.",
    "In  the event that it rains, we'd better not. Unless it stops, that is.",
    "might-have-beens can't; he'd rather not; a so-called can-do man might\u00a0well.",
    "Kind of. If only we had really to go",
]


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("line", LINES)
def test_each_layer_gets_what_its_own_list_finds(layer, line):
    text = Text(line)
    assert list(without_overlap(places(text, layer))) == list(Matcher(forms(layer)).find(text.folded))


def test_what_stands_before_the_body_is_not_searched():
    assert [start for start, _, _ in places(Text("may may", 4), "modals")] == [4]


@pytest.mark.parametrize(
    ("form", "parts"),
    [
        ("could be", ["could be", "could"]),
        ("can't", ["can't", "can"]),
        ("so-called", ["so-called"]),
        ("'d better", ["'d better", "'d"]),
    ],
)
def test_what_may_begin_a_form(form, parts):
    assert beginnings(form) == parts
