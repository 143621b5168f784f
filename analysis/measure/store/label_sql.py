"""SQL for what is said of a mark, written from the descriptions of the layers: labels, probabilities, parts.

Where two layers have a field of one name, each mark takes it from the field of its own layer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from analysis.base.layers import LAYERS, Field, LayerSpec
from analysis.base.layers.values import Candidates, Flag, Hidden, OwnPlace, Shares, Stretch, Word

SHARES: Final = 10_000
"""Parts of a probability: a record gives four decimal places, so these are whole numbers."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type, and for each layer that has it the SQL that makes it of the row of a mark."""

    type: str
    sql: Mapping[str, str]


def columns() -> dict[str, Column]:
    """The labels beside item and category, by name."""
    return _gathered(
        (layer.name, field.name, "BOOLEAN" if isinstance(field.value, Flag) else "VARCHAR", _label(field))
        for layer in LAYERS.values()
        for field in layer.labels
        if field not in layer.parts and field.name not in ("item", "category")
    )


def numbers() -> dict[str, Column]:
    """Probabilities with columns of their own, in parts of `SHARES`, and the ends of the parts of marks."""
    return _gathered(
        (layer.name, *number)
        for layer in LAYERS.values()
        for field in layer.labels
        for number in _numbers(field)
    )


def item() -> str:
    """What a mark is counted as."""
    return _by_layer({layer.name: _item(layer) for layer in LAYERS.values()})


def category() -> str:
    """The category of a mark."""
    own = {layer.name: layer.by_name.get("category") for layer in LAYERS.values()}
    return _by_layer(
        {name: _label(field) if field else f"'{LAYERS[name].category}'" for name, field in own.items()}
    )


def defined(found: Mapping[str, Column]) -> str:
    """The columns as the definition of a table goes on with them."""
    return "".join(f', "{name}" {column.type}' for name, column in found.items())


def chosen(found: Mapping[str, Column]) -> str:
    """The columns as a SELECT goes on with them."""
    return "".join(f', {_by_layer(column.sql)} AS "{name}"' for name, column in found.items())


def _gathered(found: Iterator[tuple[str, str, str, str]]) -> dict[str, Column]:
    by_name: dict[str, tuple[str, dict[str, str]]] = {}
    for layer, name, kind, sql in found:
        by_name.setdefault(name, (kind, {}))[1][layer] = sql
    return {name: Column(kind, sql) for name, (kind, sql) in by_name.items()}


def _by_layer(sql: Mapping[str, str]) -> str:
    """The SQL of the layer of a mark; NULL for other layers."""
    cases = " ".join(f"WHEN '{layer}' THEN {one}" for layer, one in sql.items())
    return f"CASE layer {cases} END"


def _item(layer: LayerSpec) -> str:
    own = f'"{layer.by_name["item"].written}"'
    if not layer.unnamed:
        return own
    other = next(field.written for field in layer.fields if field.at == layer.unnamed)
    return f"coalesce(nullif({own}, ''), lower({other}))"


def _label(field: Field) -> str:
    key = f'"{field.written}"'
    match field.value:
        case Word() | Flag():
            return key
        case Shares(values=()):
            return f"map_keys({key})[list_position(map_values({key}), list_max(map_values({key})))]"
        case Shares(values=names):
            each = ", ".join(f'{key}."{name}"' for name in names)
            cases = " ".join(f"WHEN {key}.\"{name}\" THEN '{name}'" for name in names)
            return f"CASE greatest({each}) {cases} END"
        case Candidates():
            return f"{key}[1].act"
    raise TypeError(f"{field.name}: no SQL for the label of a {type(field.value).__name__}")


def _numbers(field: Field) -> Iterator[tuple[str, str, str]]:
    """Name, type and SQL of what is kept of a field for each mark."""
    key = f'"{field.written}"'
    match field.value:
        case Shares(values=names, apart=True):
            for name in names:
                yield name, "SMALLINT", f'round({key}."{name}" * {SHARES})::SMALLINT'
        case Stretch():
            yield f"{field.name}_start", "INTEGER", f"{key}[1]"
            yield f"{field.name}_end", "INTEGER", f"{key}[2]"
        case Word() | Flag() | Shares() | Candidates() | Hidden() | OwnPlace():
            return
        case other:
            raise TypeError(f"{field.name}: nothing is known of a {type(other).__name__}")
