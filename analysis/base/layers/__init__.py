"""The layers of marks, each described once; what lists the layers anywhere in the suite is derived from here.

A new layer is a file here that describes it and a name in `_SPECS`, a lexicon and a finder
(`docs/extending.md`). Imports the records and the palette.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from analysis.base.layers.booster_layer import BOOSTERS
from analysis.base.layers.conditional_layer import CONDITIONALS
from analysis.base.layers.hedge_layer import HEDGES
from analysis.base.layers.modal_layer import MODALS
from analysis.base.layers.spec import Field, LayerSpec, Look
from analysis.base.layers.values import KINDS, Stretch, Value
from analysis.base.records import Mark

__all__ = [
    "BY_RECORD",
    "LAYERS",
    "OWNERS",
    "TAXONOMIES",
    "Field",
    "LayerSpec",
    "Look",
    "check_specs",
    "columns",
    "layer_of",
]

_SPECS: Final = (MODALS, HEDGES, BOOSTERS, CONDITIONALS)

LAYERS: Final[Mapping[str, LayerSpec]] = MappingProxyType({spec.name: spec for spec in _SPECS})
"""The layers by name, in the order in which they are found, listed and drawn."""
BY_RECORD: Final[Mapping[type[Any], str]] = MappingProxyType({spec.record: spec.name for spec in _SPECS})
"""The layer of each class of marks."""
OWNERS: Final[Mapping[str, str]] = MappingProxyType(
    {part.name: spec.name for spec in _SPECS for part in spec.parts}
)
"""The parts that marks have beside their own place, with their layer."""


TAXONOMIES: Final = tuple(spec.name for spec in _SPECS if spec.taxonomies)
"""The layers of which published taxonomies speak."""


def layer_of(mark: Mark) -> LayerSpec:
    """The description of the layer that a mark belongs to."""
    return LAYERS[BY_RECORD[type(mark)]]


def columns() -> dict[str, str]:
    """What the tables of marks say of them, all layers together: name of the column and its type."""
    found: dict[str, str] = {}
    for spec in LAYERS.values():
        for field in spec.fields:
            found |= field.value.columns(field.name)
    return {"item": "string", "category": "string"} | found


def check_specs(specs: Iterable[LayerSpec]) -> None:
    """TypeError for descriptions that do not fit together.

    Each needs an item and a category. Two layers may share the name of a field or a key only where it is
    the same kind of value, and no part.
    """
    seen: dict[str, type[Value]] = {}
    names: set[str] = set()
    for spec in specs:
        if spec.name in names:
            raise TypeError(f"two layers are called {spec.name!r}")
        names.add(spec.name)
        if "item" not in spec.by_name or not ("category" in spec.by_name or spec.category):
            raise TypeError(f"layer {spec.name!r} needs a field 'item', and a category or a field 'category'")
        for field in spec.fields:
            _check_field(spec.name, field, seen)


def _check_field(layer: str, field: Field, seen: dict[str, type[Value]]) -> None:
    kind = type(field.value)
    if kind not in KINDS:
        raise TypeError(
            f"layer {layer!r}: {field.name!r} is a {kind.__name__}, a kind of value that 'layers.values' "
            "does not know"
        )
    if kind is Stretch and field.name in seen:
        raise TypeError(
            f"layer {layer!r}: the part {field.name!r} has the name of another layer's; parts need names of "
            "their own"
        )
    for name in {field.name, field.written}:
        if seen.setdefault(name, kind) is not kind:
            raise TypeError(f"layer {layer!r}: {name!r} is another kind of value in another layer")


check_specs(_SPECS)
