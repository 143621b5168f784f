"""Where quotation marks enclose words, whatever the marks: curly, straight, `''`, single, odd or missing.

A quotation is found inside its paragraph. One that is not closed runs to the end of the paragraph
(the typographic way to carry it on into the next); one that is not opened begins with its sentence.
Marks inside a quotation are part of it: only the outermost spans are given, marks included.
"""

from collections.abc import Iterable, Iterator

from analysis.base.records import Span
from analysis.language.regex import regex
from analysis.language.reporting import reporting_verbs
from analysis.language.word_lists import alternatives, word_pattern

# A pattern that begins with a set of characters is tried only where one of them stands.
_MARK = regex(r"[\"“”„‟«»‹›'`](?:(?<=')'|(?<=`)`|(?<=[^'`]))")
_SINGLE_OPEN = regex(
    r"[‘‚'](?<![^\s(\[—–-].)(?!(?:\d|s\b|[Tt]il\b|em\b|[Cc]ause\b|[Nn]['’]|[Tt]was\b|[Tt]is\b))(?=\w)"
)
_SINGLE_CLOSE = regex(r"[’‘'](?<=[\w.,!?;…].)(?!\w)")
_FEET = regex(r"\d['’]\d{1,2}$")
_SENTENCE_END = regex(r"[.!?…]\s+(?=\S)")
_BEFORE_OPENER = "([{—–-/‘'"
_OPENERS = "“„``«"
_CLOSERS = "”»"
_CARRIED = regex(r"\s*[“\"«„‘']")
_AFTER = alternatives(sorted(reporting_verbs("after-speaker")))
_BEFORE = alternatives(sorted(reporting_verbs("before-speaker")))
_OFFICE = word_pattern("statements", "quotes.offices")
_SPEAKER = rf"(?:(?:[Tt]he\s|[Aa]n?\s)?(?:[A-Z][\w’'.-]*|{_OFFICE})(?:\s[A-Z][\w’'.-]*){{0,4}})"
_SAID = regex(rf"[,?!](?=\s(?:(?:{_SPEAKER}|s?he|they|I)\s{_AFTER}\b|{_BEFORE}\s{_SPEAKER}))")
LONGEST_OPEN = 1_200
"""Characters of a quotation that nobody closes and no next paragraph carries on."""
LONGEST_SINGLE = 2_000
"""Characters after a single opening mark in which its closing mark is looked for."""


def find_quotations(text: str, paragraphs: Iterable[Span]) -> list[Span]:
    """The outermost quotations of the paragraphs, left to right, with their marks.

    >>> text = "'We won,' she said. “I said: “No.” Twice,” he said."
    >>> [text[a:b] for a, b in find_quotations(text, [(0, len(text))])]
    ["'We won,'", '“I said: “No.” Twice,”']
    """
    return [span for paragraph in paragraphs for span in _in_paragraph(text, paragraph)]


def _in_paragraph(text: str, paragraph: Span) -> list[Span]:
    marks = [match.span() for match in _MARK.finditer(text, *paragraph) if not _is_inch(text, match.start())]
    double = (_nested(text, marks) or _flat(text, marks, paragraph)) if marks else []
    return sorted([*double, *_single(text, paragraph, double)])


def _is_inch(text: str, at: int) -> bool:
    """Whether a straight mark after a number means inches or seconds: 6'2"."""
    return text[at] == '"' and _FEET.search(text, max(0, at - 5), at) is not None


def _role(text: str, mark: Span) -> str:
    """Whether a mark opens, closes, or may do either, by its shape and its neighbours."""
    start, end = mark
    spaced_before = start == 0 or text[start - 1].isspace() or text[start - 1] in _BEFORE_OPENER
    spaced_after = end >= len(text) or not (text[end].isalnum() or text[end] in "$£€#@‘'’[(…")
    if spaced_before != spaced_after:
        return "open" if spaced_before else "close"
    if text[start:end] in _OPENERS:
        return "open"
    return "close" if text[start:end] in _CLOSERS else "either"


def _nested(text: str, marks: list[Span]) -> list[Span]:
    """The outermost pairs when every mark has its partner, else nothing."""
    spans: list[Span] = []
    opened: list[int] = []
    for mark in marks:
        role = _role(text, mark)
        if role == "open" or (role == "either" and not opened):
            opened.append(mark[0])
        elif not opened:
            return []
        elif len(opened) == 1:
            spans.append((opened.pop(), mark[1]))
        else:
            opened.pop()
    return [] if opened else spans


def _flat(text: str, marks: list[Span], paragraph: Span) -> list[Span]:
    """Pairs without nesting; missing partners are put at the edge of a sentence or the paragraph."""
    spans: list[Span] = []
    opened: int | None = None
    for mark in marks:
        role = _role(text, mark)
        if role == "open" or (role == "either" and opened is None):
            if opened is not None:
                spans.append((opened, _last_sentence_end(text, opened, mark[0])))
            opened = mark[0]
        elif opened is not None:
            spans.append((opened, mark[1]))
            opened = None
        else:
            spans.append((_missing_start(text, spans, paragraph, mark[0]), mark[1]))
    if opened is not None:
        spans.append((opened, _missing_end(text, opened, paragraph[1])))
    return [span for span in spans if span[0] < span[1]]


def _missing_start(text: str, before: list[Span], paragraph: Span, mark: int) -> int:
    """Where a quotation without an opening mark begins: at the paragraph, or at its sentence after others."""
    begin = before[-1][1] if before else paragraph[0]
    if before:
        begin = max((match.end() for match in _SENTENCE_END.finditer(text, begin, mark)), default=begin)
    while begin < mark and not text[begin].isalnum():
        begin += 1
    return begin


def _missing_end(text: str, opened: int, end: int) -> int:
    """Where a quotation without a closing mark ends: before *, she said*, or with the paragraph.

    The next paragraph carries it on where it opens with a mark: then all of this one is quoted. Else a very
    long one ends with a sentence, so that a mark too many does not swallow an article.
    """
    if _CARRIED.match(text, end):
        return _stripped_end(text, opened, end)
    said = _SAID.search(text, opened, end)
    if said:
        return said.start() + 1
    if end - opened <= LONGEST_OPEN:
        return _stripped_end(text, opened, end)
    return _last_sentence_end(text, opened, opened + LONGEST_OPEN)


def _last_sentence_end(text: str, opened: int, limit: int) -> int:
    """The end of the last whole sentence between an opening mark and the next opening mark."""
    ends = [match.start() + 1 for match in _SENTENCE_END.finditer(text, opened, limit)]
    return ends[0] if ends else _stripped_end(text, opened, limit)


def _stripped_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _single(text: str, paragraph: Span, double: list[Span]) -> Iterator[Span]:
    """Quotations in single marks that stand outside those in double marks."""
    taken = iter([*double, (paragraph[1], paragraph[1])])
    block = next(taken)
    at = paragraph[0]
    while opening := _SINGLE_OPEN.search(text, at, paragraph[1]):
        while block[1] <= opening.start() and block[0] < paragraph[1]:
            block = next(taken)
        if opening.start() >= block[0]:
            at = max(block[1], opening.end())
            continue
        close = _single_close(text, opening.end(), min(block[0], opening.end() + LONGEST_SINGLE))
        if close is None:
            at = opening.end()
        else:
            yield opening.start(), close
            at = close


def _single_close(text: str, start: int, limit: int) -> int | None:
    """The end of the closing mark: the first after punctuation before the next opening, else the first."""
    following = _SINGLE_OPEN.search(text, start, limit)
    stop = following.start() if following else limit
    closes = [match.end() for match in _SINGLE_CLOSE.finditer(text, start, stop)]
    return next((close for close in closes if text[close - 2] in ".,!?;…"), closes[0] if closes else None)
