"""Word lists of labels and of procedure, read from `words.toml`."""

import tomllib
from importlib import resources

from analysis.annotation.statements.names import FIELDS as NEWS_FIELDS

_LISTS = tomllib.loads(
    resources.files("analysis.annotation.statements.turns").joinpath("words.toml").read_text(encoding="utf-8")
)

TITLES = frozenset(_LISTS["titles"].split())
OFFICES = frozenset(_LISTS["offices"].split())
ROLES = OFFICES | frozenset(_LISTS["roles"].split())
JOINTS = frozenset(_LISTS["joints"].split())
FIELDS = NEWS_FIELDS | frozenset(_LISTS["fields"].split())
UNNAMED = frozenset(_LISTS["unnamed"].split())
DIRECTIONS = "|".join(line for line in _LISTS["directions"].split("\n") if line)
PROCEDURE = "|".join(line for line in _LISTS["procedure"].split("\n") if line)
BODIES = frozenset(_LISTS["bodies"].split())
