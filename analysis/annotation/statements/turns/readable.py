"""A transcript as one reads it: without what nobody says, sentences running on over lines and pages.

The text keeps its length, so that offsets stay those of the input: line numbers, page heads, cue times
and tags become blanks, and so do the breaks of wrapped lines; a label or a heading becomes a blank line.
"""

from collections.abc import Sequence

from analysis.annotation.statements.excluded import Excluded
from analysis.language.regex import regex

_THROUGH = frozenset(["time", "line-number", "page-head", "tag"])
"""Kinds that stand in the middle of sentences."""
_BREAK = regex(r"(?<=[^\n])\n(?=[^\n])")
_BLANKS = " \t\n\r\f\u00a0"
WIDEST = 120
"""Characters of the longer lines of a text that was wrapped."""


def readable(text: str, nobody: Sequence[Excluded]) -> str:
    """The text to be searched for marks, of the same length.

    >>> text = "12 We may\\n\\n13 go. MR. LEE: No."
    >>> numbers = [Excluded(0, 2, "line-number"), Excluded(11, 13, "line-number")]
    >>> readable(text, [*numbers, Excluded(18, 26, "label")])
    '   We may     go. \\n\\n       No.'
    """
    pieces: list[str] = []
    seen = 0
    for begin, end, kind in nobody:
        start = max(begin, seen)  # the blanks behind the stretch before may be the first of this one
        if start >= end:
            continue
        before = text[seen:start]
        if kind in _THROUGH:
            kept = before.rstrip(_BLANKS)
            after = end
            while after < len(text) and text[after] in _BLANKS:
                after += 1
            pieces += [kept, " " * (len(before) - len(kept) + after - start)]
            seen = after
        else:
            fill = " " * (end - start) if kind == "direction" else "\n\n".ljust(end - start)[: end - start]
            pieces += [before, fill]
            seen = end
    pieces.append(text[seen:])
    masked = "".join(pieces)
    return _BREAK.sub(" ", masked) if _is_wrapped(text) else masked


def _is_wrapped(text: str) -> bool:
    """Whether the lines are broken at some width: nine in ten of those that are not short end below it."""
    lengths = sorted(len(line) for line in text[:100_000].split("\n") if len(line) > 30)
    return len(lengths) > 3 and lengths[9 * len(lengths) // 10] <= WIDEST
