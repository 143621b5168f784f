"""Web pages and PDF files -> documents: the text that a reader sees, paragraph by paragraph.

A page is read by lxml, tag by tag and without a tree, so that time grows with its length however many
tags are left open. inscriptis was tried for this: it sets the cells of a row side by side, so that the
lines of two columns come in turns, adds signs to lists, and ends at tags a thousand deep.
"""

import io
import logging
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from analysis.corpus.decoding import decode
from analysis.corpus.limits import DEEPEST
from analysis.corpus.page_texts import as_set, close_up, page_document, paragraphs
from analysis.corpus.reading import CorpusFile, Located, Options
from analysis.corpus.refusals import UnreadableError

if TYPE_CHECKING:
    from pypdf import PdfReader

_UNSEEN = frozenset(
    ("script", "style", "template", "noscript", "nav", "button", "select", "textarea", "svg", "iframe")
)
_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "dd",
            "div",
            "dl",
            "dt",
            "fieldset",
        ),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li"),
        *("main", "ol", "p", "pre", "section", "table", "td", "th", "title", "tr", "ul"),
    )
)
_DATES = (
    *(
        "article:published_time",
        "date",
        "dc.date",
        "dcterms.date",
        "datepublished",
        "pubdate",
        "publish-date",
    ),
    *("dc.date.issued", "dcterms.issued", "dcterms.created", "citation_date", "citation_publication_date"),
)
_PARAGRAPH = "\x1e"
"""Stands between two blocks until white space has been made plain."""
_SET = "\x1d"
"""Begins a block of `pre`, whose blanks and line breaks are what the page shows."""
_PIECE = 1 << 16
"""Bytes of a page that are parsed before its depth is looked at again."""


class _Page:
    """What a page shows, as the parser goes through it; `tags` is what its `meta` tags say."""

    def __init__(self) -> None:
        self.title = ""
        self.tags: dict[str, str] = {}
        self.depth = 0
        self._pieces: list[str] = []
        self._unseen = 0
        self._set = 0
        self._in_title = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag opens."""
        self.depth += 1
        self._in_title |= tag == "title" and not self.title
        if tag == "meta":
            name = attributes.get("name") or attributes.get("property") or ""
            self.tags.setdefault(name.lower(), attributes.get("content", ""))
        self._mark(tag, +1)
        if tag == "br":
            self._pieces.append("\n")

    def end(self, tag: str) -> None:
        """A tag closes, or is closed by what follows."""
        self.depth -= 1
        self._mark(tag, -1)
        self._in_title &= tag != "title"

    def _mark(self, tag: str, step: int) -> None:
        if tag in _UNSEEN:
            self._unseen += step
        elif tag in _BLOCKS:
            self._set += step if tag == "pre" else 0
            self._pieces.append(_PARAGRAPH + _SET if self._set > 0 else _PARAGRAPH)

    def data(self, text: str) -> None:
        """Text between two tags."""
        if self._in_title:
            self.title += text
        elif not self._unseen:
            self._pieces.append(text)

    def close(self) -> list[str]:
        """The blocks of the page, in plain white space but for what is set as typed."""
        blocks = "".join(self._pieces).split(_PARAGRAPH)
        return [
            as_set(block[1:]) if block.startswith(_SET) else plain
            for block, plain in zip(blocks, paragraphs(blocks), strict=True)
        ]


def read_html(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield the visible text of a web page; its title and date are metadata."""
    page = _Page()
    blocks = _parse(file, decode(file.read(options.limits), file.path, options.encoding)[0], page)
    date = next((page.tags[name] for name in _DATES if page.tags.get(name)), "")
    known = (("title", " ".join(page.title.split())), ("date", date))
    metadata = {key: value for key, value in known if value}
    yield page_document(file, blocks, metadata)


def _parse(file: CorpusFile, markup: str, page: _Page) -> list[str]:
    from lxml import etree

    data = markup.encode("utf-8", "replace")
    parser = etree.HTMLParser(target=page, encoding="utf-8", huge_tree=True, no_network=True)
    try:
        for start in range(0, len(data), _PIECE):
            parser.feed(data[start : start + _PIECE])
            if page.depth > DEEPEST:
                reason = f"more than {DEEPEST:,} tags are open at once; is one of them never closed?"
                raise UnreadableError(file.path, reason)
        blocks: list[str] = parser.close()
    except etree.LxmlError as error:
        raise UnreadableError(file.path, f"not a readable web page ({error})") from error
    return blocks


def read_pdf(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield the text layer of a PDF file, page by page; a scan without one holds no text."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    data = file.read(options.limits)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError(file.path, "a PDF file that asks for a password; save it without one")
        pages = list(_pages(file, reader, options))
    except UnreadableError:
        raise
    except Exception as error:  # pypdf raises whatever the damage leads to
        raise UnreadableError(file.path, f"not a readable PDF file ({error})") from error
    yield page_document(file, [close_up(page.strip()) for page in pages], {})


def _pages(file: CorpusFile, reader: "PdfReader", options: Options) -> Iterator[str]:
    """The text of each page, until it is more than may be in one document."""
    length = 0
    for page in reader.pages:
        text = page.extract_text()
        length += len(text)
        if length > options.limits.longest:
            raise UnreadableError(file.path, options.limits.too_long(length, "characters or more"))
        yield text
