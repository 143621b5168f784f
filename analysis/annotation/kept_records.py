"""Annotation <-> plain data that gives back exactly the same annotation, for the cache alone.

The interchange format rounds and names things for others; what is kept here is every field of every record,
to the last bit, in the order of the fields. What would not come back equal is not kept.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Union, cast, get_args, get_origin, get_type_hints

from analysis.base.layers import LAYERS
from analysis.base.records import Annotation, Document

_APART: Final = ("document", "marks")
"""The fields that are not read by their type."""
_KEPT: Final = tuple(one.name for one in fields(Annotation) if one.name not in _APART)

Read = Callable[[Any], Any]


def as_plain(annotation: Annotation) -> dict[str, Any]:
    """All that was found in a document, without the document."""
    return {name: _plain(getattr(annotation, name)) for name in _KEPT} | {
        "marks": {layer: _plain(marks) for layer, marks in annotation.marks.items()}
    }


def from_plain(plain: Mapping[str, Any], document: Document) -> Annotation:
    """The annotation of a document. KeyError, TypeError or ValueError for what is no such data."""
    kept = {name: _reader(hint)(plain[name]) for name, hint in _hints().items()}
    marks = {
        layer: tuple(map(_reader(cast(Any, LAYERS[layer].record)), marks))
        for layer, marks in plain["marks"].items()
    }
    return Annotation(document=document, marks=marks, **kept)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return [_plain(getattr(value, one.name)) for one in fields(value)]
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    return dict(value) if isinstance(value, Mapping) else value


@cache
def _hints() -> dict[str, Any]:
    hints = get_type_hints(Annotation)
    return {name: hints[name] for name in _KEPT}


@cache
def _reader(hint: Hashable) -> Read:
    """What makes a value of a type from plain data."""
    if is_dataclass(hint):
        return _record_reader(hint)
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType) and NoneType in inner:
        read = _reader(next(one for one in inner if one is not NoneType))
        return lambda value: None if value is None else read(value)
    if origin is tuple and inner[-1] is Ellipsis:
        part = _reader(inner[0])
        return tuple if part is _same else lambda value: tuple(map(part, value))
    return tuple if origin is tuple else _same


def _record_reader(record: Any) -> Read:
    hints = get_type_hints(record)
    readers = [_reader(hints[one.name]) for one in fields(record)]
    return lambda values: record(
        *(read(value) if read is not _same else value for read, value in zip(readers, values, strict=True))
    )


def _same(value: Any) -> Any:
    return value
