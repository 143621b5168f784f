"""Layers are described once, and a description that does not fit is refused."""

from dataclasses import dataclass, replace

import pytest

from analysis.base.layers import LAYERS, Field, check_specs, columns, layer_of
from analysis.base.layers.values import Flag, Stretch, Value, Word
from analysis.base.records import Conditional, Hedge, Modal


def test_the_columns_of_tables_come_from_the_layers():
    assert list(columns()) == [
        *("item", "category", "sense", "epistemic", "deontic", "dynamic", "quirk", "negated"),
        *("order", "act", "reasons", "protasis", "apodosis"),
    ]


def test_a_mark_knows_its_layer():
    assert layer_of(Hedge(0, 1, "x", "approximator")).name == "hedges"


def test_labels_are_what_a_reader_can_say():
    mark = Modal(0, 3, "may", "central", True, {"epistemic": 0.7, "deontic": 0.3}, {})
    assert LAYERS["modals"].labels_of(mark) == {
        "item": "may", "category": "central", "sense": "epistemic", "negated": "true",
    }  # fmt: skip


def test_a_mark_without_an_entry_is_counted_by_its_words():
    mark = Conditional((0, 2), "If", (0, 9), (11, 20), "open", "protasis-first")
    assert LAYERS["conditionals"].item(mark) == "if"
    assert list(LAYERS["conditionals"].spans(mark)) == [(0, 9), (11, 20)]


@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_has_what_its_colours_and_letters_need(name):
    looks = [layer.look for layer in LAYERS.values()]
    assert len({look.letter for look in looks}) == len({look.rank for look in looks}) == len(LAYERS)
    assert LAYERS[name].finder.__name__ == LAYERS[name].find.partition(":")[2]


HEDGES = LAYERS["hedges"]


@dataclass(frozen=True, slots=True)
class Secret(Value):
    """A kind of value that nobody knows."""


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        (
            replace(HEDGES, name="others", fields=HEDGES.fields[1:]),
            "layer 'others' needs a field 'item', and a category or a field 'category'",
        ),
        (
            replace(HEDGES, name="others", fields=HEDGES.fields[:1]),
            "layer 'others' needs a field 'item', and a category or a field 'category'",
        ),
        (
            replace(HEDGES, name="others", fields=(*HEDGES.fields, Field("order", Flag()))),
            "layer 'others': 'order' is another kind of value in another layer",
        ),
        (
            replace(HEDGES, name="others", fields=(*HEDGES.fields, Field("secret", Secret()))),
            "layer 'others': 'secret' is a Secret, a kind of value that 'layers.values' does not know",
        ),
        (
            replace(HEDGES, name="others", fields=(*HEDGES.fields, Field("protasis", Stretch()))),
            "layer 'others': the part 'protasis' has the name of another layer's; "
            "parts need names of their own",
        ),
        (replace(HEDGES), "two layers are called 'hedges'"),
    ],
)
def test_a_description_that_does_not_fit_is_refused(spec, message):
    with pytest.raises(TypeError) as error:
        check_specs([*LAYERS.values(), spec])
    assert str(error.value) == message


def test_words_of_a_closed_list_are_the_only_ones():
    assert Word(("a", "b")).values == ("a", "b")
