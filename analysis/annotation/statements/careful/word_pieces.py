"""WordPiece: a token as the pieces that a pretrained encoder knows (Wu et al. 2016; Devlin et al. 2019)."""

import unicodedata
from collections.abc import Sequence

from analysis.language.regex import regex

PAD, UNKNOWN, FIRST, SEPARATOR, MASK = "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"
SPECIAL = (PAD, UNKNOWN, FIRST, SEPARATOR, MASK)
MOST = 12
"""Pieces of one token that are kept; what goes on for longer is no word."""
_PARTS = regex(r"[^\W_]+|[\W_]")
_KEPT = 100_000


class WordPieces(dict[str, tuple[int, ...]]):
    """A token in lower case -> the numbers of its pieces, found out when first asked for.

    >>> pieces = WordPieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "walk", "##ed", "-"])
    >>> pieces["walked-"]
    (5, 6, 7)
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._numbers = {name: i for i, name in enumerate(names)}
        self.first, self.separator, self.mask = (self._numbers[name] for name in (FIRST, SEPARATOR, MASK))
        self._unknown = self._numbers[UNKNOWN]

    def __missing__(self, token: str) -> tuple[int, ...]:
        if len(self) > _KEPT:
            self.clear()
        found = [piece for part in _PARTS.findall(_plain(token)) for piece in self._cut(part)]
        self[token] = tuple(found[:MOST]) or (self._unknown,)
        return self[token]

    def _cut(self, word: str) -> list[int]:
        """The longest known piece first, then the longest that goes on from there."""
        found: list[int] = []
        at = 0
        while at < len(word):
            mark = "##" if at else ""
            ends = range(min(len(word), at + 40), at, -1)
            end = next((end for end in ends if mark + word[at:end] in self._numbers), 0)
            if not end:
                return [self._unknown]
            found.append(self._numbers[mark + word[at:end]])
            at = end
        return found


def _plain(token: str) -> str:
    """Without accents."""
    if token.isascii():
        return token
    apart = unicodedata.normalize("NFD", token)
    return "".join(char for char in apart if unicodedata.category(char) != "Mn")
