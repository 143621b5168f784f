"""Word lists for names, read from `names.toml`: titles, first names, offices, places, no names."""

import tomllib
from importlib import resources

_LISTS = tomllib.loads(
    resources.files("analysis.annotation.statements").joinpath("names.toml").read_text(encoding="utf-8")
)

TITLES = frozenset(_LISTS["titles"].split())
MALE_TITLES = frozenset(_LISTS["male_titles"].split())
FEMALE_TITLES = frozenset(_LISTS["female_titles"].split())
PARTICLES = tuple(_LISTS["particles"].split())
MALE = frozenset(_LISTS["male"].split())
FEMALE = frozenset(_LISTS["female"].split())
NOT_NAMES = frozenset(_LISTS["not_names"].split())
GROUP_WORDS = frozenset(_LISTS["group_words"].split())
ROLES = frozenset(_LISTS["roles"].split())
OFFICES = frozenset(_LISTS["offices"].split())
CHANGING = frozenset(_LISTS["changing"].split())
PORTFOLIOS = frozenset(_LISTS["portfolios"].split())
PLACES = frozenset(" ".join(_LISTS["places"].split()).split(", "))
FIELDS = frozenset(_LISTS["fields"].split())
