"""Values of JSON, YAML or TOML -> the same with something lost, doubled, renamed, or of another type."""

import copy
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

ODD: Sequence[Any] = (
    *(None, True, False, 0, -1, 7, 2.5, 1e308, float("nan"), float("inf"), 10**25, "", " ", "x"),
    *("0", "-1"),
    *("no", "3-1", "0-99999", "5-5", "\x00", "a\nb", "../x", "x" * 3000, "\ud800", "🙂", "text"),
    *("id", "1,2"),
    *([], {}, [[]], [None], [1, 2], [2, 1], ["a", 1, None], {"": ""}),
    *({"text": "We may."}, {"a": {"b": [1]}}),
)
DEEP = 150
"""So many lists or mappings in one another."""


def bent(rng: Random, value: Any, times: int = 2) -> Any:
    """A copy of a value with up to `times` damages.

    >>> bent(Random(3), {"text": "We may go.", "year": 2019}, times=1)
    {'text': 'We may go.'}
    """
    whole = [copy.deepcopy(value)]
    for _ in range(rng.randint(1, times)):
        holder, key = rng.choice(_places(whole))
        rng.choice(_DAMAGES)(rng, holder, key)
        whole = whole[:1] or [None]
    return whole[0]


def _places(whole: Any) -> list[tuple[Any, Any]]:
    """Every (holder, key) below a value; those near the top come as often as all the others."""
    found: list[tuple[Any, Any]] = []
    waiting = [whole]
    while waiting:
        holder = waiting.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder))
        found += [(holder, key) for key in keys]
        waiting += [holder[key] for key in keys if isinstance(holder[key], dict | list)]
    return found


def _replace(rng: Random, holder: Any, key: Any) -> None:
    holder[key] = copy.deepcopy(rng.choice(ODD))


def _remove(_: Random, holder: Any, key: Any) -> None:
    del holder[key]


def _double(rng: Random, holder: Any, key: Any) -> None:
    if isinstance(holder, list):
        holder.insert(rng.randint(0, len(holder)), copy.deepcopy(holder[key]))
    else:
        holder[f"{key}{rng.choice(('', ' ', '2', 's'))}"] = copy.deepcopy(holder[key])


def _rename(rng: Random, holder: Any, key: Any) -> None:
    if isinstance(holder, dict):
        holder[rng.choice(("", "text", "id", str(key).upper(), str(key)[:-1], "x"))] = holder.pop(key)
    else:
        rng.shuffle(holder)


def _nest(rng: Random, holder: Any, key: Any) -> None:
    for _ in range(rng.choice((1, 1, DEEP))):
        holder[key] = rng.choice((lambda inner: [inner], lambda inner: {"a": inner}))(holder[key])


def _shift(rng: Random, holder: Any, key: Any) -> None:
    """A number a little or far off, a text cut, all else as its own text."""
    match holder[key]:
        case bool() | None:
            holder[key] = not holder[key]
        case int() | float():
            holder[key] += rng.choice((-1, 1, 3, -1000, 10**6, 0.5))
        case str(text):
            holder[key] = rng.choice(
                (text[: rng.randint(0, len(text))], text.upper(), text + text, text + "\n")
            )
        case other:
            holder[key] = str(other)


_DAMAGES: Sequence[Callable[[Random, Any, Any], None]] = (
    *(_replace, _replace, _remove, _double, _rename, _nest, _shift, _shift),
)
