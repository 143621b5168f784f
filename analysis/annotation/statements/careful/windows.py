"""What the encoder reads at once: blocks of one passage side by side, as word pieces.

A window depends on its passage alone, so that a text is read the same whatever is read with it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from analysis.annotation.statements.careful.word_pieces import WordPieces
from analysis.annotation.statements.features import Scene
from analysis.annotation.statements.vocabulary import Ints

USUAL = 254
"""Pieces of a window, unless one block alone has more."""
LONGEST = 510
"""Pieces that the encoder can read at once; a longer block is cut."""
LOOKS = 13
"""Ways a token may look: capitals, inside quotation marks or not, in a headline or not; and a separator."""


class Window(NamedTuple):
    """Word pieces with how their tokens look; `tokens[i]` (of the columns) begins at piece `places[i]`."""

    pieces: Ints
    looks: Ints
    tokens: Ints
    places: Ints


def make_windows(scene: Scene, texts: Sequence[str], known: WordPieces) -> Iterator[Window]:
    """The windows of all passages, in order; `texts` are those of the passages, in lower case."""
    c = scene.c
    looks = (c.capital + 3 * scene.inside + 6 * c.title).tolist()
    opened = _Open(known)
    before = -1
    for first, length, passage in zip(c.first.tolist(), c.lengths.tolist(), c.passage.tolist(), strict=True):
        text, tokens = texts[passage], slice(first, first + length)
        words = zip(c.start[tokens].tolist(), c.end[tokens].tolist(), strict=True)
        pieces = [known[text[start:end]] for start, end in words]
        breaks = [True, *(np.diff(c.line[tokens]) > 0).tolist()]
        size = sum(map(len, pieces)) + sum(breaks)
        if len(opened) and (passage != before or len(opened) + size > USUAL):
            yield opened.close()
        before = passage
        for token, found, new in zip(range(first, first + length), pieces, breaks, strict=True):
            if len(opened) + len(found) + new > LONGEST:
                yield opened.close()
            opened.add(token, found, looks[token], new)
    if len(opened):
        yield opened.close()


class _Open:
    """A window that is being filled."""

    def __init__(self, known: WordPieces) -> None:
        self._first, self._separator = known.first, known.separator
        self._clear()

    def _clear(self) -> None:
        self._pieces, self._looks = [self._first], [LOOKS - 1]
        self._tokens: list[int] = []
        self._places: list[int] = []

    def __len__(self) -> int:
        """Pieces so far; 0 where no token has been added."""
        return len(self._pieces) if self._tokens else 0

    def add(self, token: int, pieces: Sequence[int], looks: int, new: bool) -> None:
        """Add one token, after a separator if a paragraph begins with it."""
        if new and self._tokens:
            self._pieces.append(self._separator)
            self._looks.append(LOOKS - 1)
        self._tokens.append(token)
        self._places.append(len(self._pieces))
        self._pieces += pieces
        self._looks += [looks] * len(pieces)

    def close(self) -> Window:
        """What was added, and an empty window in its place."""
        self._pieces.append(self._separator)
        self._looks.append(LOOKS - 1)
        columns = (self._pieces, self._looks, self._tokens, self._places)
        window = Window(*(np.array(column, dtype=np.int64) for column in columns))
        self._clear()
        return window
