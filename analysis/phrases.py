"""Find the phrases of a list in a folded text: one pattern shaped like a trie, longest form first.

A phrase matches as a sequence of whole words with any white space between them. Matches do
not overlap: the leftmost begins first, and of those that begin together the longest wins.
"""

import re
from collections.abc import Iterable, Iterator

_SPACES = re.compile(r"\s+")
_Trie = dict[str, "_Trie"]


class Matcher:
    """A compiled list of folded forms.

    >>> [form for _, _, form in Matcher(["could", "could be", "as long as"]).find("he could  be; couldn't")]
    ['could be']
    """

    def __init__(self, forms: Iterable[str]) -> None:
        trie: _Trie = {}
        for form in forms:
            node = trie
            for char in form:
                node = node.setdefault(char, {})
            node[""] = {}
        body = _pattern(trie) or r"(?!)"
        self._find = re.compile(rf"(?<!\w)(?<!\w-){body}(?!\w|-\w)").finditer

    def find(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, form) from left to right; `form` has single blanks."""
        for match in self._find(folded, start, len(folded) if end is None else end):
            surface = match.group()
            yield match.start(), match.end(), _SPACES.sub(" ", surface)


def _pattern(node: _Trie) -> str:
    final = "" in node
    branches = [
        (r"\s+" if char == " " else re.escape(char)) + _pattern(child)
        for char, child in sorted(node.items())
        if char
    ]
    if not branches:
        return ""
    if len(branches) == 1 and not final:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if final else "")
