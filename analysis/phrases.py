"""Find the phrases of a list in a folded text: one pattern shaped like a trie, longest form first.

A phrase matches as a sequence of whole words with any white space between them; a form that
begins with an apostrophe is a clitic and follows its word (*we'll*, also *we 'll*). Matches do
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
    >>> [form for _, _, form in Matcher(["'ll", "will"]).find("we'll see if they will")]
    ["'ll", 'will']
    """

    def __init__(self, forms: Iterable[str]) -> None:
        unique = set(forms)
        clitics = {form for form in unique if form.startswith("'")}
        branches = [rf"(?<!\w)(?<!\w-){_pattern(_trie(unique - clitics)) or '(?!)'}"]
        if clitics:
            branches.append(rf"(?<=[\w\s]){_pattern(_trie(clitics))}")
        self._find = re.compile(rf"(?:{'|'.join(branches)})(?!\w|-\w)").finditer

    def find(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, form) from left to right; `form` has single blanks."""
        for match in self._find(folded, start, len(folded) if end is None else end):
            surface = match.group()
            yield match.start(), match.end(), _SPACES.sub(" ", surface)


def _trie(forms: Iterable[str]) -> _Trie:
    root: _Trie = {}
    for form in forms:
        node = root
        for char in form:
            node = node.setdefault(char, {})
        node[""] = {}
    return root


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
