"""Text -> Transcript: the lines, what on them is furniture, the layout, the turns."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.annotation.statements.excluded import Excluded, apart, excluded
from analysis.annotation.statements.turns.captions import without_cues, without_tags
from analysis.annotation.statements.turns.examination import with_examiners
from analysis.annotation.statements.turns.furniture import without_heads, without_numbers
from analysis.annotation.statements.turns.heads import Head, read_head
from analysis.annotation.statements.turns.label import Label
from analysis.annotation.statements.turns.label_lines import DESCRIBED
from analysis.annotation.statements.turns.labels import find_labels
from analysis.annotation.statements.turns.layout import Layout, choose_layout, key, told_layout
from analysis.annotation.statements.turns.patterns import NONE, find_by_pattern, forms_of
from analysis.annotation.statements.turns.sheet import Sheet, find_lines
from analysis.annotation.statements.turns.spoken import Page, paragraphs, unspoken
from analysis.base.records import Span
from analysis.language.regex import regex
from analysis.language.reporting import reporting_verbs
from analysis.language.word_lists import alternatives, word_pattern


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: the span of its label, what the label says, and the stretch to the next one."""

    label: Span
    head: Head
    spoken: Span


@dataclass(frozen=True, slots=True)
class Transcript:
    """The turns of a document in order, all that nobody says in it, and how it was laid out."""

    layout: str
    turns: Sequence[Turn]
    nobody: Sequence[Excluded]
    is_article: bool = False
    """Whether the turns stand in an article, which goes on where the paragraph of a turn ends."""


def read_transcript(text: str, start: int = 0, turns: str = "") -> Transcript | None:
    """The turns of a transcript; None where nothing marks turns.

    `turns` is what is known of them: the name of a layout, a pattern of the labels, or *none*. Whether a
    text may have some at all is a question to `gate.py`, before this.
    """
    if turns == NONE:
        return None
    sheet, layout = read_layout(text, start, turns)
    return None if layout is None else _transcript(sheet, layout)


def read_layout(text: str, start: int = 0, turns: str = "") -> tuple[Sheet, Layout | None]:
    """The lines of a text without furniture, and how turns are marked on them."""
    sheet = without_cues(Sheet(text, list(find_lines(text, start)), ()))
    sheet, tags = without_tags(sheet)
    sheet = without_heads(without_numbers(sheet), is_label)
    told = list(find_by_pattern(sheet, turns)) if turns else []
    if told:
        return sheet, Layout(("pattern",), told)
    labels, forms = find_labels(sheet, tags), forms_of(turns)
    return sheet, told_layout(sheet, labels, forms) if forms else choose_layout(sheet, labels)


def is_label(words: str) -> bool:
    """Whether a line begins like a label, so that it is no page head although it comes back."""
    words = words.lstrip("#>*-•_| \t")
    whole = read_head(words)
    if whole is not None:
        named = whole.shape == "office" and bool(whole.notes) and words.endswith(")")
        return named or whole.shape not in ("plain", "capitals", "office") or len(whole.name.split()) < 4
    described = DESCRIBED.fullmatch(words)
    if described and not any(map(str.isdigit, words)):
        head = read_head(described["name"])
        return head is not None and head.shape in ("titled", "plain") and 1 < len(head.name.split()) < 4
    colon = words.find(":")
    return 0 < colon < 100 and read_head(words[:colon]) is not None


def _transcript(sheet: Sheet, layout: Layout) -> Transcript:
    text, lines = sheet.text, sheet.lines
    starts = [line.start for line in lines]
    layout, headings = with_examiners(sheet, layout)
    labels = layout.labels
    if layout.forms[0] == "chevron" and lines and lines[0].start < labels[0].start:
        labels = [Label(lines[0].start, lines[0].start, labels[0].head, "chevron", 0), *labels]
    ends = [*(label.start for label in labels[1:]), len(text)]
    nobody = [*sheet.furniture, *headings]
    nobody += _centred_above(sheet, labels[0])
    margin = _margin(sheet, layout)
    page = Page(margin, is_shouted(text), "point" in layout.forms and margin < 2)
    is_article = _is_article(sheet, layout)
    turns: list[Turn] = []
    for label, end in zip(labels, ends, strict=True):
        if is_article:
            end = _paragraph_end(sheet, starts, label, end)
        first, last = max(0, bisect_left(starts, label.end) - 1), bisect_left(starts, end)
        nobody += unspoken(sheet, lines[first:last], label.end, end, page)
        goes_on = turns and label.form == "tag" and label.line < 0 and key(label.head) == key(turns[-1].head)
        nobody += excluded([label.span(text)], "tag" if goes_on else "label")
        if goes_on:
            turns[-1] = Turn(turns[-1].label, turns[-1].head, (turns[-1].spoken[0], end))
        else:
            turns.append(Turn(label.span(text), label.head, (label.end, end)))
    return Transcript(layout.name, turns, apart(nobody), is_article)


def _margin(sheet: Sheet, layout: Layout) -> int:
    """Where lines begin that go on with a turn: most lines of a record may be of a bill that is set in."""
    if "point" not in layout.forms:
        return sheet.margin
    labelled = {label.line for label in layout.labels}
    below = [line + 1 for line in labelled if 0 <= line < len(sheet.lines) - 1 and line + 1 not in labelled]
    indents = Counter(sheet.lines[line].indent for line in below if not sheet.lines[line].gap)
    return max(indents, key=lambda indent: (indents[indent], -indent), default=sheet.margin)


def _centred_above(sheet: Sheet, first: Label) -> Iterator[Excluded]:
    """The centred lines above the first turn: headings, the name and the place of who speaks, the day."""
    for line in sheet.lines:
        if line.end > first.start:
            return
        if line.indent >= _CENTRED:
            yield Excluded(line.start, line.end, "heading")


_CENTRED = 12
"""Blanks before a line that stands in the middle of the page."""
_FIRST_PERSON = regex(rf"\b(?:I|I['’]\w+|{word_pattern('transcripts', 'transcript.first-person')})\b")
_REPORT = regex(rf"\b(?:according to|{alternatives(sorted(reporting_verbs('article')))})\b")


def _is_article(sheet: Sheet, layout: Layout) -> bool:
    """Whether bare names with colons stand in an article: most of it has no label and is told, not said."""
    labels = layout.labels
    if layout.forms[0] not in ("colon", "dash"):
        return False
    bare = all(label.head.shape in ("plain", "question") for label in labels)
    with_label = {label.line for label in labels}
    others = [line for i, line in enumerate(sheet.lines) if i not in with_label]
    if len(labels) >= 0.34 * len(sheet.lines):
        return False
    rest = " ".join(sheet.of(line) for line in others)[:100_000]
    words = len(rest.split()) or 1
    own, told = len(_FIRST_PERSON.findall(rest)), len(_REPORT.findall(rest))
    if bare:
        return own < 0.02 * words or told > 0.012 * words
    return words > 100 and own < 0.02 * words and told > 0.008 * words


def _paragraph_end(sheet: Sheet, starts: Sequence[int], label: Label, end: int) -> int:
    first, last = max(0, bisect_left(starts, label.end) - 1), bisect_left(starts, end)
    paragraph = next(paragraphs(sheet, sheet.lines[first:last], label.end, sheet.margin), None)
    return paragraph.end if paragraph else end


def is_shouted(text: str) -> bool:
    """Whether a text is in capitals, as captions are."""
    sample = [char for char in text[:20_000:5] if char.isalpha()]
    return sum(map(str.isupper, sample)) > 0.6 * len(sample)
