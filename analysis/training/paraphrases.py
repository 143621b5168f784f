"""More training data for statements: what articles report, put into other sentences.

News of one kind has few sentences such as *..., Lee told reporters* or *If Lee agrees, ...*. Contents and
sources of annotated statements are put into templates of our own, so that the models see them in many
places, and in some where nobody says them.
"""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

Record = dict[str, Any]
PARAGRAPHS = 3
"""Sentences of one made-up text, besides its headline."""

_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
SORTS = [sort["templates"] for sort in _DATA["sort"] for _ in range(sort["weight"])]
LAST, FIRST = _DATA["last_names"].split(), _DATA["first_names"].split()
MARKS = [("“", "”")] * 4 + [('"', '"')] * 3 + [("‘", "’")] * 2 + [("«", "»"), ("„", "“"), ("»", "«")]
_NO_SOURCE = frozenset(_DATA["no_source"].split())
_SUBJECT = r"(?:the|an?|he|she|it|they|we|his|her|their|there|this|[A-Z][a-z]+)\b"
_FINITE = r"(?:will|would|could|may|might|can|must|should|is|was|are|were|has|have|had|did)\b"
_MARKUP = re.compile(r"<(\w)(\d)>|\[(\d)([^\]]+)\]")
_CLAUSE = re.compile(
    rf"(?:that )?(?P<clause>(?P<head>{_SUBJECT}[^“”\"\n:;]{{2,60}}?) {_FINITE}[^“”\"\n:;]{{3,150}}?)[,.]?"
)
_WORDS = re.compile(r"[“\"'‘]+([^“”\"\n]{8,160}?)[,.]?[”\"'’]+[,.]?")


def paraphrase(records: Sequence[Record], texts: int) -> list[Record]:
    """So many made-up texts from the statements of the articles."""
    maker = _Maker([gold for record in records for gold in record["attributions"]])
    return [maker.record(number) for number in range(texts)]


class _Maker:
    """Fills templates with clauses, quotations and sources."""

    def __init__(self, attributions: Sequence[Record]) -> None:
        said = [gold for gold in attributions if gold["statement"] and len(gold["content"]) == 1]
        self._clauses = [m for gold in said if (m := _CLAUSE.fullmatch(gold["content_text"]))]
        self._words = [m[1] for gold in said if (m := _WORDS.fullmatch(gold["content_text"]))]
        self._sources = [
            s for gold in said if 3 < len(s := gold["source_text"]) < 40 and s.split()[0] not in _NO_SOURCE
        ]
        self._random = np.random.default_rng(0)
        self._text = ""
        self._golds: list[Record] = []

    def record(self, number: int) -> Record:
        """A made-up text with its attributions, the same one for each number."""
        self._random, self._text, self._golds = np.random.default_rng(number), "", []
        if self._random.random() < 0.4:
            self._fill(self._pick(_DATA["headlines"]))
        for _ in range(PARAGRAPHS):
            self._fill(self._pick(self._pick(SORTS)))
        return {"id": f"paraphrase {number}", "text": self._text.strip(), "attributions": self._golds}

    def _pick(self, choices: Sequence[Any]) -> Any:
        return choices[int(self._random.integers(len(choices)))]

    def _fill(self, template: str) -> None:
        """Add one paragraph and what is reported in it."""
        golds: dict[str, Record] = {}
        begin, at = len(self._text), 0
        clause, second, source = self._pick(self._clauses), self._pick(self._clauses), self._source()
        marks = self._pick(MARKS)
        for markup in _MARKUP.finditer(template):
            self._text += template[at : markup.start()]
            at, start = markup.end(), len(self._text)
            kind, owner = markup[1] or "cue", markup[2] or markup[3]
            words = markup[4] or self._words_of(kind, clause, second, source, marks)
            self._text += _raised(words) if start == begin else words
            if owner != "0":
                gold = golds.setdefault(owner, {"statement": True, "source": [], "cue": [], "content": []})
                part = gold["cue" if kind == "cue" else "source" if kind == "S" else "content"]
                part.append([start, len(self._text)])
        self._text += template[at:] + "\n\n"
        self._golds += [_joined(gold) for gold in golds.values() if gold["content"]]

    def _source(self) -> str:
        chance = self._random.random()
        if chance < 0.35:
            return str(self._pick(LAST))
        if chance < 0.6:
            return f"{self._pick(FIRST)} {self._pick(LAST)}"
        source = str(self._pick(self._sources if chance < 0.85 else _DATA["others"]))
        return _lowered(source) if source.split()[0] in ("The", "A", "An") else source

    def _words_of(self, kind: str, clause: Any, second: Any, source: str, marks: tuple[str, str]) -> str:
        """What stands for a sign of a template."""
        plain = _lowered(clause["clause"])
        if kind in "QR":
            return f"{marks[0]}{_raised(self._pick(self._words))}{',' if kind == 'Q' else '.'}{marks[1]}"
        return {
            "C": _raised(plain),
            "c": plain,
            "d": _lowered(second["clause"]),
            "T": f"that {plain}",
            "W": f"{self._pick(['whether', 'if', 'whether'])} {plain}",
            "I": f"if {plain}",
            "A": _raised(clause["head"]),
            "B": plain[len(clause["head"]) + 1 :],
            "S": source,
        }[kind]


def _joined(gold: Record) -> Record:
    """The record with pieces of content that only a comma parts put together."""
    pieces: list[list[int]] = []
    for start, end in gold["content"]:
        if pieces and start - pieces[-1][1] <= 2:
            pieces[-1][1] = end
        else:
            pieces.append([start, end])
    return {**gold, "content": pieces}


def _raised(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lowered(words: str) -> str:
    """With a small first letter, but for a name."""
    first = words.split()[0]
    return (
        words[:1].lower() + words[1:]
        if first in ("The", "A", "An", "He", "She", "It", "They", "We")
        else words
    )
