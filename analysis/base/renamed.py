"""Earlier names of parameters: read as before, with a notice."""

import warnings
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def renamed(**names: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a function be called by earlier names of its keywords: `renamed(earlier="present")`.

    Each use is said in a DeprecationWarning.

    >>> @renamed(colour="ink")
    ... def draw(*, ink):
    ...     return ink
    >>> with warnings.catch_warnings(action="ignore"):
    ...     draw(colour="red")
    'red'
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def called(*args: P.args, **given: P.kwargs) -> R:
            present: dict[str, Any] = {}
            for name, value in given.items():
                if name in names:
                    said = f"{function.__name__}: {name} is called {names[name]} now"
                    warnings.warn(said, DeprecationWarning, stacklevel=2)
                present[names.get(name, name)] = value
            return function(*args, **present)

        return called

    return decorate
