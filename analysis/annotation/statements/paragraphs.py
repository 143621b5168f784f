"""Paragraphs and blocks: the stretches of text in which a statement is looked for.

A paragraph is a line, or, in a text wrapped at a fixed width, what stands between blank lines. A
block is a paragraph with those that follow it and cannot be read without it: after a colon or a
comma, or because they are all quotation.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from analysis.base.records import Span
from analysis.language.regex import regex

_LINE = regex(r"[^\s][^\n]*")
_GAP = regex(r"\n\s*\n")
_WRAPPED = range(50, 110)
LONGEST_BLOCK = 2_400
"""Characters of a block; longer ones are cut between sentences."""


def find_paragraphs(text: str, start: int = 0) -> list[Span]:
    """The paragraphs of a text, in order."""
    if not _is_wrapped(text, start):
        return [match.span() for match in _LINE.finditer(text, start)]
    gaps = [match.span() for match in _GAP.finditer(text, start)]
    starts, ends = [start, *(end for _, end in gaps)], [*(begin for begin, _ in gaps), len(text)]
    return [(begin, end) for begin, end in zip(starts, ends, strict=True) if text[begin:end].strip()]


def _is_wrapped(text: str, start: int) -> bool:
    """Whether most single line breaks come where a fixed page width would put them."""
    sample = text[start : start + 20_000]
    lines = sample.split("\n")
    lengths = [len(line) for line, after in pairwise(lines) if line.strip() and after.strip()]
    return "\n\n" in sample and len(lengths) > 3 and sum(n in _WRAPPED for n in lengths) > 0.6 * len(lengths)


def join_paragraphs(text: str, paragraphs: Sequence[Span], quotations: Sequence[Span]) -> list[list[Span]]:
    """Groups of paragraphs that are read together."""
    starts = [start for start, _ in quotations]
    groups: list[list[Span]] = []
    for paragraph in paragraphs:
        if groups and (_announces(text, groups[-1][-1]) or _is_quotation(paragraph, quotations, starts)):
            groups[-1].append(paragraph)
        else:
            groups.append([paragraph])
    return groups


def _announces(text: str, paragraph: Span) -> bool:
    return text[slice(*paragraph)].rstrip()[-1] in ":,"


def _is_quotation(paragraph: Span, quotations: Sequence[Span], starts: Sequence[int]) -> bool:
    i = bisect_left(starts, paragraph[0])
    return i < len(quotations) and quotations[i][0] - paragraph[0] < 2 and paragraph[1] - quotations[i][1] < 2


def cut_blocks(sentences: Sequence[Span], groups: Sequence[Sequence[Span]]) -> list[range]:
    """Each group as a range of sentences; one that is too long is cut between sentences."""
    starts = [start for start, _ in sentences]
    blocks: list[range] = []
    for group in groups:
        first, last = bisect_left(starts, group[0][0]), bisect_left(starts, group[-1][1])
        blocks.extend(_pieces(sentences, first, last))
    return blocks


def _pieces(sentences: Sequence[Span], first: int, last: int) -> list[range]:
    pieces: list[range] = []
    begin = first
    for i in range(first, last):
        if i > begin and sentences[i][1] - sentences[begin][0] > LONGEST_BLOCK:
            pieces.append(range(begin, i))
            begin = i
    if begin < last:
        pieces.append(range(begin, last))
    return pieces
