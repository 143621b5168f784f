"""All kinds of cases by name."""

from fuzzing.kind_texts import TEXTS

KINDS = {kind.name: kind for kind in (TEXTS,)}
