"""What was run on what, on one card."""

from collections.abc import Mapping
from typing import Any, Final

from analysis.annotation.notes import notes_in_words
from analysis.base.digests import digest_value
from analysis.base.wording import left_out_in_words, plural
from analysis.show.displays import Html, show_card
from analysis.study.provenance.origin import DIGITS, Origin

SHOWN: Final = 20
"""How many texts and files that are left out a card names."""


def run_card(origin: Origin, choices: Mapping[str, str]) -> Html:
    """A card of an origin; `choices` are its lines about voices, rates and what is missing ("": no line)."""
    corpus = origin.corpus
    left_out = _named(corpus["left_out"]) if left_out_in_words(corpus.get("left_out", {})) else ""
    return show_card(
        f"Run card: {origin.notebook}",
        {
            "corpus": f"{corpus['name']} (digest {corpus['digest'][:DIGITS]})",
            "size": f"{plural(corpus['documents'], 'text')}, {plural(corpus['words'], 'word')}",
            **{name: line for name, line in choices.items() if line},
            **({"left out": left_out} if left_out else {}),
            **notes_in_words(corpus.get("notes", {})),
            "parameters": _pairs(origin.parameters),
            "seed": str(origin.seed),
            "lexicons": _pairs(origin.lexicons) or "none",
            "models": f"{len(origin.models)} (digest of all {digest_value(origin.models)[:DIGITS]})",
            "versions": _pairs(origin.versions),
        },
    )


def _named(known: Mapping[str, Any]) -> str:
    """What is left out of a corpus, in numbers and by name with the reasons, as far as a card has room."""
    named = [f"{name}: {why}" for kind in ("texts", "files") for name, why in known.get(kind, {}).items()]
    rest = len(named) + known.get("unnamed", 0) - SHOWN
    in_all = left_out_in_words(known, named="")
    return f"{in_all} ({'; '.join([*named[:SHOWN], *([f'{rest:,} more'] if rest > 0 else [])])})"


def _pairs(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in values.items() if value not in ("", {}))
