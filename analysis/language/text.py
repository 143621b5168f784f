"""A text with what every layer shares: its folded form, its sentences and tokens by offset.

All offsets are Python code points into the original string. The folded form (lower case,
straight apostrophes, one kind of white space) has the same length, so that one offset serves
both. Sentences are cut once for the whole text; tokens are made for one sentence when a layer
asks for them and then kept, since half of the sentences of political text hold no candidate.
"""

import re
from bisect import bisect_right
from functools import cached_property

from analysis.base.records import Span
from analysis.language.abbreviations import goes_on_with_a_point, is_abbreviated, is_enumerator
from analysis.language.addresses import addresses, is_inside
from analysis.language.phrases import Matcher, Place
from analysis.language.regex import regex
from analysis.language.registers import is_older_or_law

_JOINTS = "'’ʼ.,:-"
WORD = re.compile(rf"[^\W_]+(?:[{_JOINTS}](?=[^\W_])[^\W_]+)*")
"""What counts as a word: letters or digits, joined by inner apostrophes, hyphens, points, commas.

*can't*, *well-known*, *3,600* and *U.S* are one word each; punctuation is none.
"""

_CLITIC = r"'(?:ll|d|re|ve|s|m)(?!\w)"
_TOKEN = re.compile(
    r"\s*("
    r"[a-z]++(?=[ ,\n])"  # most words, and any of the next but one would give the same
    rf"|(?<=\w){_CLITIC}"  # we|'ll
    r"|(?:[^\W\d_]\.){2,}"  # u.s., p.m.
    r"|\d+(?:[.,:]\d+)*"  # 3,600  2:30
    rf"|[^\W_]+(?:(?:(?!{_CLITIC})'|-)[^\W_]+)*"  # can't, walk-away, o'clock
    r"|\.{2,}|-{2,}"
    r"|[^\s]"
    r")"
)
_PLAIN = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "′": "'", "\u00a0": " ", "\u202f": " "}

_CLOSERS = r"[\"'”’»)\]]*+"
_BOUNDARY = re.compile(
    r"[.!?…\n](?:"
    r"(?<=\n)(?P<gap>(?:[^\S\n]*\n)+)?"
    r"|(?:(?<=\.)(?<!\.\.)\.*+|(?<=[!?…])(?<![!?…].)[!?…]*+)"
    rf"{_CLOSERS}(?:(?P<space>[ \t\u00a0]+)|(?=\s*\n|\s*$))"
    r")"
)
"""Line breaks, and final punctuation before white space, taken as a run from its first mark.

A pattern that begins with a set of characters is only tried where one of them stands; the search runs over
all others thirty times as fast."""
_OPENERS = "\"'“‘«([—–-"
_NEXT_WORD = re.compile(rf"[{re.escape(_OPENERS)}]*([^\W_]+)")
WRAPPED = range(50, 110)
"""Length of a line that may have been broken in mid sentence by a fixed page width."""

LONGEST = 2_400
"""Characters of a sentence. What goes on for longer (captions, lists, resolutions) is cut between clauses."""
_CUTS = [
    regex(pattern, re.IGNORECASE)
    for pattern in (
        r"[;—–\n]\s*|:\s+",
        r",\s+(?=(?:and|but|or|so|nor|yet)\s)",
        r"\s(?=(?:and|but|so|because|although|whereas)\s)",
        r",\s+",
        r"\s",
        r"[^\w\s'’ʼ-](?!\d)|(?<=\w)(?=['’ʼ])",
    )
]
"""Where a sentence that is too long is cut: behind the last match of the first pattern that has one."""
_LOOK_BACK = 80
"""Characters before a word that its point may depend on."""
_NUMBER = 24
"""Characters of the longest number of a clause, with blanks."""
_WORD_END = re.compile(r"(?=[^\w-])")

_KEPT = 2_000
"""Sentences whose tokens are kept; a book of a million words shall not fill the memory with them."""


class Tokens:
    """The tokens of one sentence as three parallel lists; `word` is folded."""

    __slots__ = ("_start", "end", "titled", "word")

    def __init__(self, folded: str, start: int, end: int) -> None:
        self._start: list[int] | None = None
        self.end: list[int] = []
        self.word: list[str] = []
        self.titled: bool | None = None
        """Whether most words have a capital, once somebody has looked."""
        for match in _TOKEN.finditer(folded, start, end):
            self.end.append(match.end())
            self.word.append(match[1])

    @property
    def start(self) -> list[int]:
        """Where the tokens begin; made when first asked for."""
        if self._start is None:
            self._start = [end - len(word) for end, word in zip(self.end, self.word, strict=True)]
        return self._start

    def __len__(self) -> int:
        return len(self.word)

    def at(self, offset: int) -> int:
        """Index of the token that covers `offset`, or else of the next one (may be `len(self)`)."""
        return bisect_right(self.end, offset)


class WordCounter:
    """Counts the words (`WORD`) of a text and of any of its parts, having read it once.

    The text becomes a string of signs, which is searched much faster: `a` for letters and digits, an
    apostrophe for what joins two of them, a blank for anything else. Words begin where a blank is left.

    >>> counter = WordCounter("We can't wait.")
    >>> counter.count(), counter.count(3, 6)
    (3, 1)
    """

    def __init__(self, text: str) -> None:
        signs = f" {text.translate(_SIGNS)} ".replace("''", "  ")
        self._signs = signs.replace("' ", "  ").replace(" '", "  ")  # a joint stands between two letters

    def count(self, start: int = 0, end: int | None = None) -> int:
        """Number of words that `text[start:end]` has by itself, so that a part of a word is one."""
        first, last = start + 1, len(self._signs) if end is None else end + 1
        return self._signs.count(" a", first, last) + self._signs.startswith(("a", "'a"), first, last)

    def begun(self, start: int = 0, end: int | None = None) -> int:
        """Number of words that begin in `text[start:end]`, so that stretches side by side share none.

        >>> counter = WordCounter("We can't wait.")
        >>> counter.begun(0, 5), counter.begun(5)
        (2, 1)
        """
        return self._signs.count(" a", start, len(self._signs) if end is None else end + 1)


class _Signs(dict[int, str]):
    """Code point -> sign, made for each character that is met."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        return self.setdefault(point, "a" if char.isalnum() else "'" if char in _JOINTS else " ")


_SIGNS = _Signs()


class Text:
    """One text, read once and shared by all layers; what stands before `start` is not searched.

    `reading` is the text as it is to be searched, of the same length: that of a transcript has blanks
    instead of page heads and line numbers.

    >>> text = Text("We can’t wait. Mr. May may.")
    >>> [text.text[a:b] for a, b in text.sentences]
    ['We can’t wait.', 'Mr. May may.']
    >>> text.tokens(0).word
    ['we', "can't", 'wait', '.']
    """

    def __init__(self, text: str, start: int = 0, reading: str | None = None) -> None:
        self.text = text
        self._reading = text if reading is None else reading
        self.start = start
        self._tokens: dict[int, Tokens] = {}
        self._places: dict[Matcher, list[Place]] = {}
        self.tags: dict[int, bytes] = {}
        """The tags of the tokens of the sentences that have been tagged (`analysis.language.tagging`)."""

    @cached_property
    def folded(self) -> str:
        """Lower case, straight apostrophes, plain blanks; the same length as the text."""
        return fold(self._reading)

    @cached_property
    def sentences(self) -> list[Span]:
        """Spans of the sentences in order, without white space at their edges; never overlapping."""
        return split_sentences(self._reading, self.start)

    @cached_property
    def is_older(self) -> bool:
        """Whether the text reads as older prose or as law, where *may* seldom is a doubt."""
        return is_older_or_law(self.folded)

    def count_words(self, start: int, end: int | None = None) -> int:
        """Number of words of a part of the text, by itself."""
        return self._words.count(start, end)

    def words_begun(self, start: int, end: int | None = None) -> int:
        """Number of words that begin in a part of the text: a word that is cut belongs to its beginning."""
        return self._words.begun(start, end)

    @cached_property
    def _words(self) -> WordCounter:
        return WordCounter(self.text)

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
            if len(self._tokens) >= _KEPT:
                self._tokens.clear()
            start, end = self.sentences[sentence]
            tokens = self._tokens[sentence] = Tokens(self.folded, start, end)
        return tokens

    def piece(self, sentence: int) -> str:
        """The characters of one sentence, as it is to be searched."""
        start, end = self.sentences[sentence]
        return self._reading[start:end]

    def places(self, matcher: Matcher) -> list[Place]:
        """Every place of a form of `matcher`, looked for once; none inside an address, a tag or a @name."""
        places = self._places.get(matcher)
        if places is None:
            places = matcher.places(self.folded, self.start)
            if spans := addresses(self.folded):
                places = [place for place in places if not is_inside(spans, place[0])]
            self._places[matcher] = places
        return places


def fold(text: str) -> str:
    """Lower case with straight apostrophes and plain blanks, in the same number of code points."""
    lowered = text.lower()
    if lowered.isascii():  # all odd signs but one are not
        return lowered.replace("`", "'")
    if len(lowered) != len(text):  # a capital dotted I becomes two code points
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    for odd, plain in _PLAIN.items():
        lowered = lowered.replace(odd, plain)
    return lowered


def count_words(text: str, start: int = 0, end: int | None = None) -> int:
    """Number of words (`WORD`) of `text[start:end]`.

    >>> count_words("We can't accept 3,600 well-known lies — none.")
    7
    """
    return WordCounter(text[start:end]).count()


def split_sentences(text: str, start: int = 0) -> list[Span]:
    """Cut a text into sentences: at final punctuation, blank lines and the ends of short lines.

    A point after an abbreviation or an initial does not end a sentence unless a blank line
    follows; a single line break does, unless the line looks wrapped in mid sentence.
    """
    spans: list[Span] = []
    seen = start
    for match in _BOUNDARY.finditer(text, start):
        cut, before, seen = match.start(), seen, match.end()
        if text[cut] == "\n":
            if not match["gap"] and _is_wrapped(text, _line_end(text, cut, before)):
                continue
        elif match["space"]:
            cut = match.start("space")
            if not _ends_sentence(text, start, match.start(), cut, seen):
                continue
        else:
            cut = seen
        _append(spans, text, start, cut)
        start = cut
    _append(spans, text, start, len(text))
    return spans


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    """Add what is left of a stretch without the white space at its edges, in pieces where it is too long."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if left < len(piece):
        start, end = start + left, start + len(piece.rstrip())
        while end - start > LONGEST:
            cut = _cut(text, start, end)
            spans.append((start, start + len(text[start:cut].rstrip())))
            start = cut
            while start < end and text[start].isspace():
                start += 1
        if start < end:
            spans.append((start, end))


def _cut(text: str, start: int, end: int) -> int:
    """Where a sentence that is too long is cut: between clauses, else between words; no word is cut."""
    latest = start + LONGEST
    for pattern in _CUTS:
        cut = max((match.end() for match in pattern.finditer(text, latest - LONGEST // 2, latest)), default=0)
        if cut:
            return cut
    word_end = _WORD_END.search(text, latest, end)
    return word_end.end() if word_end else end


def _ends_sentence(text: str, start: int, point: int, end: int, after: int) -> bool:
    """Whether the punctuation from `point` to `end` ends the sentence that began at `start`.

    `after` is where the text goes on behind blanks.
    """
    next_word = _NEXT_WORD.match(text, after)
    if next_word and next_word[1][0].islower():
        return False
    if goes_on_with_a_point(text, after) or _is_numbered(text, start, end):
        return False
    if end - point > 1 or text[point] != ".":  # "!", "...", or a closed quotation
        return True
    word_start = point
    while word_start > start and not text[word_start - 1].isspace():
        word_start -= 1
    word = text[word_start:point].lstrip(_OPENERS).rpartition("-")[2]  # (D-Va.)
    following = next_word[1] if next_word else ""
    return not is_abbreviated(word, following, text[max(start, word_start - _LOOK_BACK) : word_start])


def _is_numbered(text: str, start: int, end: int) -> bool:
    """Whether a sentence has begun with its number alone; *How many? 3.* is an answer."""
    return (
        end - start <= _NUMBER
        and not text[max(0, start - _LOOK_BACK) : start].rstrip().endswith(("?", "!"))
        and is_enumerator(text[start:end].strip())
    )


def _line_end(text: str, newline: int, seen: int) -> int:
    """Where the blanks before a line break begin; those that the boundary before it took are left to it."""
    end = newline
    while end and text[end - 1].isspace() and text[end - 1] != "\n":
        end -= 1
    return end if end >= seen else newline


def _is_wrapped(text: str, line_end: int) -> bool:
    line_start = text.rfind("\n", 0, line_end) + 1
    return line_end - line_start in WRAPPED and text[line_end - 1 : line_end] not in '.!?:”"'
