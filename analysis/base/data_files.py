"""JSON and YAML that somebody else wrote -> plain values, read within limits; nothing in them is run.

A short file can stand for a very large value: lists within lists exhaust the stack, and an alias of YAML
repeats all that it names. Size, depth and repetition are therefore counted before anything is built.
"""

import json
import math
from collections.abc import Iterable, Iterator
from typing import Any, Final

import yaml

from analysis.base.errors import StudyError

LARGEST: Final = 16_000_000
"""Bytes of a JSON file of ours: records, notebooks and lists of files are far smaller."""
DEEPEST: Final = 40
"""Lists and mappings in one another; what we write needs fewer than ten."""
REPEATED: Final = 10_000
"""Values that the aliases of one YAML file may repeat."""
_Events: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_json(content: bytes | str, where: str, *, largest: int = LARGEST) -> Any:
    """The value of a JSON text; StudyError if it is too large or too deep, not JSON, or gives a name twice.

    >>> read_json(b'{"per": 1000}', "a.json")
    {'per': 1000}
    """
    if len(content) > largest:
        raise StudyError(f"{where}: too large ({largest:,} bytes at most)")
    try:
        value = json.loads(content, object_pairs_hook=_without_repetition)
        if _is_too_deep(value):
            raise RecursionError
    except RecursionError as error:
        raise StudyError(f"{where}: lists lie too deep in one another ({DEEPEST} at most)") from error
    except ValueError as error:
        raise StudyError(f"{where}: not valid JSON in UTF-8: {' '.join(str(error).split())}") from error
    return value


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        names = [name for name, _ in pairs]
        repeated = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{repeated[:40]!r} is given twice")
    return value


def _is_too_deep(value: Any) -> bool:
    """Whether lists and mappings lie deeper in one another than `DEEPEST`."""
    level = [value]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return False
    return True


def _inside(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def check_yaml(text: str, where: str, *, deepest: int = DEEPEST, loader: Any = _Events) -> None:
    """StudyError, with the line, for YAML that lies too deep in itself or repeats too much by its aliases.

    The text is gone through event by event and no value is built. What is no YAML raises what the events
    of `loader` raise.
    """
    for event, depth, repeated in _measured(yaml.parse(text, Loader=loader)):
        place = f"{where}:{event.start_mark.line + 1 if event.start_mark else 1}"
        if depth > deepest:
            raise StudyError(f"{place}: lists lie too deep in one another ({deepest} at most)")
        if repeated > REPEATED:
            raise StudyError(f"{place}: its aliases repeat more than {REPEATED:,} values; write them out")


def _measured(events: Iterable[yaml.Event]) -> Iterator[tuple[yaml.Event, int, float]]:
    """Each event with the lists and mappings it lies in, and the values that aliases have repeated so far.

    A value that repeats itself repeats without end.
    """
    total = repeated = 0.0
    sizes: dict[str, float] = {}
    around: list[tuple[str, float]] = []
    for event in events:
        if isinstance(event, yaml.AliasEvent):
            size = sizes.get(event.anchor or "", math.inf)
            total, repeated = total + size, repeated + size
        elif isinstance(event, yaml.CollectionStartEvent):
            around.append((event.anchor or "", total))
            total += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = around.pop()
            sizes[anchor] = total - before
        elif isinstance(event, yaml.ScalarEvent):
            total += 1
            sizes[event.anchor or ""] = 1
        yield event, len(around), repeated
