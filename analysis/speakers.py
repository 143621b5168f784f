"""What a study knows about its speakers: `speakers.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Speakers:
    """Full name by alias, and what is known of each full name (party, role, country ...)."""

    names: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
