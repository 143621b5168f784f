"""Texts that are the same as an earlier one, or nearly: each text is looked at once, as it is read.

The same are texts with the same words. Nearly the same are texts of about the same length that share most of
their longer sentences, judged from the smallest hashes of these in the first `_HEAD` characters (bottom-k
sketches: Broder 1997), so that a text is compared with the few that share one of its sentences and with no
others. What is kept is bounded: beyond `MOST` texts those that came first are forgotten.
"""

from binascii import crc32
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from analysis.annotation.notes.noted import Noted
from analysis.base.records import Document, Note

MOST: Final = 50_000
"""Texts that are remembered."""
_HEAD: Final = 12_000
"""Characters of a text that are looked at closely; of what follows only whether it is the same."""
_SKETCH: Final = 24
"""Hashes that are kept of a text, the smallest ones."""
_FEWEST: Final = 6
"""Longer sentences that a text must have to be called nearly the same."""
_SHORTEST: Final = 120
"""Characters of a text that is called the same as another: short ones are often the same by chance."""
_LONG: Final = 40
"""Characters of a longer sentence."""
_NEAR: Final = 0.8
"""Share of the sentences of both that must be in both."""
_COMMON: Final = 8
"""Texts in which one sentence is remembered; beyond, it is a formula."""


class Twins:
    """The texts seen so far."""

    def __init__(self) -> None:
        self._same: dict[tuple[int, int], str] = {}
        self._sketches: dict[str, tuple[int, ...]] = {}
        self._lengths: dict[str, int] = {}
        self._where: dict[int, list[str]] = {}

    def watch(self, documents: Iterable[Document], noted: Noted) -> Iterator[Document]:
        """The documents; those like an earlier one are noted as they pass."""
        for document in documents:
            if note := self.add(document):
                noted.add(document.id, [note])
            yield document

    def add(self, document: Document) -> Note | None:
        """Take in the next text; the note if it is like an earlier one."""
        text = document.text[document.body_start :].strip()
        words = " ".join(text[:_HEAD].split())
        if len(words) < _SHORTEST:
            return None
        key = hash(words), hash(text[_HEAD:])
        if first := self._same.get(key):
            return Note("same-text", f"the same words as {first}")
        self._same[key] = document.id
        sketch = _sketch(words)
        found = self._nearest(sketch, len(text)) if sketch else None
        self._remember(document.id, sketch, len(text))
        return Note("near-copy", f"nearly the same words as {found}") if found else None

    def _nearest(self, sketch: tuple[int, ...], length: int) -> str | None:
        """The earlier text that shares most of the sketch, if that is enough."""
        shared = Counter(id for part in sketch for id in self._where.get(part, ()))
        for id, _ in shared.most_common(_COMMON):
            shorter, longer = sorted((length, self._lengths[id]))
            if shorter >= _NEAR * longer and _alike(sketch, self._sketches[id]) >= _NEAR:
                return id
        return None

    def _remember(self, id: str, sketch: tuple[int, ...], length: int) -> None:
        if sketch:
            self._sketches[id] = sketch
            self._lengths[id] = length
            for part in sketch:
                known = self._where.setdefault(part, [])
                if len(known) < _COMMON:
                    known.append(id)
        if len(self._same) > MOST:
            self._same.pop(next(iter(self._same)))
        if len(self._sketches) > MOST:
            self._forget(next(iter(self._sketches)))

    def _forget(self, id: str) -> None:
        del self._lengths[id]
        for part in self._sketches.pop(id):
            left = [other for other in self._where.get(part, ()) if other != id]
            if left:
                self._where[part] = left
            else:
                self._where.pop(part, None)


def _sketch(words: str) -> tuple[int, ...]:
    """The smallest hashes of the longer sentences; nothing for a text with few of them."""
    long = (piece for piece in words.removesuffix(".").split(". ") if len(piece) >= _LONG)
    pieces = {crc32(piece.encode("utf-8", "surrogatepass")) for piece in long}
    return tuple(sorted(pieces)[:_SKETCH]) if len(pieces) >= _FEWEST else ()


def _alike(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """An estimate of the share of sentences of both texts that are in both (Jaccard)."""
    smallest = sorted({*one, *other})[:_SKETCH]
    both = set(one) & set(other)
    return sum(part in both for part in smallest) / len(smallest)
