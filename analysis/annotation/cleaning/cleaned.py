"""A document and its working text."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from analysis.annotation.cleaning.characters import character_edits, is_plain
from analysis.annotation.cleaning.edits import WayBack, edited
from analysis.annotation.cleaning.line_ends import has_breaks, line_edits
from analysis.base.records import Document, Span
from analysis.language.text import WORD, Text


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A document as it was read (`source`) and as the layers read it (`document`).

    `found` counts what hid words, by name; where nothing was replaced, both documents are the same one.
    """

    source: Document
    document: Document
    found: Mapping[str, int] = field(default_factory=dict)
    _ways: tuple[WayBack, ...] = ()

    @property
    def is_source(self) -> bool:
        """Whether offsets are the same in both."""
        return not self._ways

    def working_text(self) -> Text:
        """The working text, as the layers take it."""
        return Text(self.document.text, self.document.body_start)

    def back(self, span: Span) -> Span:
        """The span of the text as it was read, for one of the working text."""
        for way in self._ways:
            span = way.span(span)
        return span

    def offset(self, at: int) -> int:
        """Where the character at an offset of the working text stands in the text as it was read."""
        return self.back((at, at + 1))[0]

    def words(self) -> Iterator[Span]:
        """Where the words stand in the text as it was read."""
        for match in WORD.finditer(self.document.text, self.document.body_start):
            yield self.back(match.span())


def clean(document: Document) -> Cleaned:
    """The document with a working text in which every word can be found.

    >>> cleaned = clean(Document("a", "It can&rsquo;t be prob-\\nably so."))
    >>> cleaned.document.text
    'It can’t be probably\\nso.'
    >>> [cleaned.source.text[start:end] for start, end in cleaned.words()]
    ['It', 'can&rsquo;t', 'be', 'prob-\\nably', 'so']
    """
    text, start = document.text, document.body_start
    found: Counter[str] = Counter()
    ways: list[WayBack] = []
    if not is_plain(text, start):
        text, way = edited(text, character_edits(text, start, found))
        ways.insert(0, way)
    if has_breaks(text, start):
        text, way = edited(text, line_edits(text, start, found))
        ways.insert(0, way)
    if text == document.text:
        return Cleaned(document, document)
    return Cleaned(document, replace(document, text=text), dict(found), tuple(ways))
