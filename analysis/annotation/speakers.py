"""What a study knows about its speakers: `speakers.toml`.

["JD Vance"]
aliases = ["Vance", "the Vice President"]
party = "Republican"
role = "Vice President of the United States"

What stands here wins over what a text suggests: a mention that is one of the names or aliases, or that
was resolved to one of them, gets that full name; capital letters and the shape of apostrophes do not matter.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from analysis.base.errors import StudyError
from analysis.language.text import fold


@dataclass(frozen=True)
class Speakers:
    """Full name by alias, and what is known of each full name (party, role, country ...)."""

    names: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def full_name(self, mention: str) -> str | None:
        """The full name behind a mention; None for one that the study does not know.

        >>> Speakers({"the veep": "JD Vance"}).full_name("The Veep")
        'JD Vance'
        """
        return self._folded.get(_key(mention)) if self._folded else None

    @cached_property
    def _folded(self) -> dict[str, str]:
        own = {_key(name): name for name in self.attributes}
        return own | {_key(alias): name for alias, name in self.names.items()}


def read_speakers(path: str | Path) -> Speakers:
    """Read a `speakers.toml`: one table a person, with `aliases` and any other fields as strings."""
    try:
        tables = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise StudyError(f"{path}: cannot be read ({error.strerror}); give a .toml of speakers") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StudyError(f"{path}: not valid TOML in UTF-8: {error}") from error
    except RecursionError as error:
        raise StudyError(f"{path}: lists lie too deep in one another for a file of speakers") from error
    names: dict[str, str] = {}
    for name, table in tables.items():
        for alias in _aliases(table, f"{path}: speaker {name!r}"):
            if names.setdefault(alias, name) != name:
                raise StudyError(f"{path}: {alias!r} is an alias of {names[alias]!r} and of {name!r}")
    attributes = {
        name: {key: str(value) for key, value in table.items() if key != "aliases"}
        for name, table in tables.items()
    }
    return Speakers(names, attributes)


def _aliases(table: object, where: str) -> list[str]:
    if not isinstance(table, dict):
        raise StudyError(f'{where} is no table; write a line ["Full Name"] and its fields below')
    aliases = table.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise StudyError(f'{where}: aliases must be a list of names, as in aliases = ["Vance"]')
    return aliases


def _key(mention: str) -> str:
    return " ".join(fold(mention).split())
