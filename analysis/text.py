"""A text with what every layer shares: its folded form, its sentences and tokens by offset.

All offsets are Python code points into the original string. The folded form (lower case,
straight apostrophes, one kind of white space) has the same length, so that one offset serves
both. Sentences are cut once for the whole text; tokens are made for one sentence when a layer
asks for them and then kept, since half of the sentences of political text hold no candidate.
"""

import re
from bisect import bisect_right
from functools import cached_property

from analysis.abbreviations import ALWAYS, CAPITALISED, MAYBE_FINAL, NUMBERED, STARTERS
from analysis.records import Span

WORD = re.compile(r"[^\W_]+(?:['’ʼ.,:-](?=[^\W_])[^\W_]+)*")
"""What counts as a word: letters or digits, joined by inner apostrophes, hyphens, points, commas.

*can't*, *well-known*, *3,600* and *U.S* are one word each; punctuation is none.
"""

_CLITIC = r"'(?:ll|d|re|ve|s|m)(?!\w)"
_TOKEN = re.compile(
    rf"(?<=\w){_CLITIC}"  # we|'ll
    r"|(?:[^\W\d_]\.){2,}"  # u.s., p.m.
    r"|\d+(?:[.,:]\d+)*"  # 3,600  2:30
    rf"|[^\W_]+(?:(?:(?!{_CLITIC})'|-)[^\W_]+)*"  # can't, walk-away, o'clock
    r"|\.{2,}|-{2,}"
    r"|[^\s]"
)
_PLAIN = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "′": "'", "\u00a0": " ", "\u202f": " "}

_CLOSERS = r"[\"'”’»)\]]*"
_BOUNDARY = re.compile(
    rf"(?P<end>(?:[!?…]+|\.+){_CLOSERS})(?:(?P<space>[ \t\u00a0]+)|(?=\s*\n|\s*$))"
    r"|(?P<gap>(?:(?<![^\S\n])[^\S\n]+)?\n(?:[^\S\n]*\n)+)"
    r"|(?P<line>(?:(?<![^\S\n])[^\S\n]+)?\n)"
)
_OPENERS = "\"'“‘«([—–-"
_NEXT_WORD = re.compile(rf"[{re.escape(_OPENERS)}]*([^\W_]+)")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_WRAPPED = range(50, 110)
"""Length of a line that may have been broken in mid sentence by a fixed page width."""


class Tokens:
    """The tokens of one sentence as three parallel lists; `word` is folded."""

    __slots__ = ("end", "start", "word")

    def __init__(self, folded: str, start: int, end: int) -> None:
        self.start: list[int] = []
        self.end: list[int] = []
        self.word: list[str] = []
        for match in _TOKEN.finditer(folded, start, end):
            self.start.append(match.start())
            self.end.append(match.end())
            self.word.append(match.group())

    def __len__(self) -> int:
        return len(self.word)

    def at(self, offset: int) -> int:
        """Index of the token that covers `offset`, or else of the next one (may be `len(self)`)."""
        i = bisect_right(self.start, offset) - 1
        return i if i >= 0 and offset < self.end[i] else i + 1

    def before(self, offset: int) -> int:
        """Number of tokens that end at or before `offset`: the end index of the slice up to it."""
        return bisect_right(self.end, offset)


class Text:
    """One text, read once and shared by all layers; what stands before `start` is not searched.

    >>> text = Text("We can’t wait. Mr. May may.")
    >>> [text.text[a:b] for a, b in text.sentences]
    ['We can’t wait.', 'Mr. May may.']
    >>> text.tokens(0).word
    ['we', "can't", 'wait', '.']
    """

    def __init__(self, text: str, start: int = 0) -> None:
        self.text = text
        self.start = start
        self._tokens: dict[int, Tokens] = {}

    @cached_property
    def folded(self) -> str:
        """Lower case, straight apostrophes, plain blanks; the same length as the text."""
        return fold(self.text)

    @cached_property
    def sentences(self) -> list[Span]:
        """Spans of the sentences in order, without white space at their edges; never overlapping."""
        return split_sentences(self.text, self.start)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that covers `offset` (the one before it, for white space between)."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def tokens(self, sentence: int) -> Tokens:
        """The tokens of one sentence, made when first asked for."""
        tokens = self._tokens.get(sentence)
        if tokens is None:
            start, end = self.sentences[sentence]
            tokens = self._tokens[sentence] = Tokens(self.folded, start, end)
        return tokens


def fold(text: str) -> str:
    """Lower case with straight apostrophes and plain blanks, in the same number of code points."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a capital dotted I becomes two code points
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    for odd, plain in _PLAIN.items():
        lowered = lowered.replace(odd, plain)
    return lowered


def count_words(text: str, start: int = 0, end: int | None = None) -> int:
    """Number of words of `text[start:end]` by the definition of `WORD`.

    >>> count_words("We can't accept 3,600 well-known lies — none.")
    7
    """
    return sum(1 for _ in WORD.finditer(text, start, len(text) if end is None else end))


def split_sentences(text: str, start: int = 0) -> list[Span]:
    """Cut a text into sentences: at final punctuation, blank lines and the ends of short lines.

    A point after an abbreviation or an initial does not end a sentence unless a blank line
    follows; a single line break does, unless the line looks wrapped in mid sentence.
    """
    spans: list[Span] = []
    for match in _BOUNDARY.finditer(text, start):
        if match["end"] is not None:
            cut = match.end("end")
            if match["space"] is not None and not _ends_sentence(text, start, match):
                continue
        elif match["gap"] is not None or not _is_wrapped(text, match.start()):
            cut = match.start()
        else:
            continue
        _append(spans, text, start, cut)
        start = cut
    _append(spans, text, start, len(text))
    return spans


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if left < len(piece):
        spans.append((start + left, start + len(piece.rstrip())))


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether final punctuation followed by a blank ends the sentence that began at `start`."""
    next_word = _NEXT_WORD.match(text, match.end())
    if next_word and next_word[1][0].islower():
        return False
    if match["end"] != ".":  # not a bare point: "!", "...", or a closed quotation
        return True
    word_start = match.start()
    while word_start > start and not text[word_start - 1].isspace():
        word_start -= 1
    word = text[word_start : match.start()].lstrip(_OPENERS)
    following = next_word[1] if next_word else ""
    return not _is_abbreviated(word.rpartition("-")[2], following)  # (D-Va.)


def _is_abbreviated(word: str, following: str) -> bool:
    """Whether the point after `word` belongs to it and the sentence goes on with `following`."""
    folded = word.lower()
    if len(word) == 1 and word.isupper() and word != "I":
        return True
    if folded in MAYBE_FINAL or _DOTTED.fullmatch(folded):
        return following.lower() not in STARTERS
    if folded in NUMBERED:
        return following[:1].isdigit()
    return folded in ALWAYS or (word[:1].isupper() and folded in CAPITALISED)


def _is_wrapped(text: str, line_end: int) -> bool:
    line_start = text.rfind("\n", 0, line_end) + 1
    return line_end - line_start in _WRAPPED and text[line_end - 1 : line_end] not in '.!?:”"'
