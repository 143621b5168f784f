"""Regular expressions that are compiled when they are first used.

Most texts need few of the patterns that the rules have, and compiling them all is a good part of the time
that a short text takes.
"""

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, as far as searching goes, without the time until the first search.

    >>> regex("a+").findall("caat a")
    ['aa', 'a']
    """
    return cast(re.Pattern[str], _Late(source, flags))


class _Late:
    """A pattern that compiles itself when it is first asked for one of its methods."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(f"a late pattern has no {name!r}; it has {', '.join(_METHODS)}")
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:  # found before this function is asked from now on
            setattr(self, method, getattr(compiled, method))
        return getattr(self, name)
