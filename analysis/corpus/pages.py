"""Web pages, Word and PDF files -> documents: the text that a reader sees, paragraph by paragraph."""

import io
import logging
import re
from collections.abc import Iterator
from zipfile import BadZipFile, ZipFile

from analysis.corpus.decoding import decode
from analysis.corpus.metadata import from_name
from analysis.corpus.reading import CorpusFile, Located, Options, UnreadableError
from analysis.records import Document

_UNSEEN = ("script", "style", "template", "noscript", "nav", "head", "form", "button", "svg", "iframe")
_BLOCKS = (
    *("address", "article", "aside", "blockquote", "caption", "dd", "div", "dt", "figcaption", "footer"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section"),
    *("table", "td", "th", "tr", "ul"),
)
_DATES = ("article:published_time", "date", "dc.date", "dcterms.date", "datepublished", "pubdate")
_PARAGRAPH = "\x1e"
"""Stands between two blocks until white space has been made plain."""


def read_html(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield the visible text of a web page; its title and date are metadata."""
    from bs4 import BeautifulSoup

    markup, _ = decode(file.read(), file.path, options.encoding)
    page = BeautifulSoup(markup, "html.parser")
    title = " ".join(page.title.get_text().split()) if page.title else ""
    tags = {
        str(tag.get("name") or tag.get("property")).lower(): str(tag.get("content", ""))
        for tag in page("meta")
    }
    date = next((tags[name][:10] for name in _DATES if tags.get(name)), "")
    for tag in page(_UNSEEN):
        tag.decompose()
    for tag in page(_BLOCKS):
        tag.insert_before(_PARAGRAPH)
        tag.append(_PARAGRAPH)
    for tag in page("br"):
        tag.replace_with("\n")
    metadata = {key: value for key, value in (("title", title), ("date", date)) if value}
    yield _document(file, options, _paragraphs(page.get_text().split(_PARAGRAPH)), metadata)


def read_docx(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield the paragraphs of a Word file; footnotes, headers and deleted text are left out."""
    from analysis.corpus.markup import name_of, walk

    try:
        with ZipFile(io.BytesIO(file.read())) as parts:
            body = io.BytesIO(parts.read("word/document.xml"))
    except (BadZipFile, KeyError, ValueError, NotImplementedError) as error:
        raise UnreadableError(file.path, "not a Word file (.docx)") from error
    paragraphs: list[str] = []
    pieces: list[str] = []
    for event, element in walk(body, file.path):
        name = name_of(element)
        if event == "end" and name == "t":
            pieces.append(element.text or "")
        elif event == "end" and name in ("br", "cr", "tab"):
            pieces.append("\t" if name == "tab" else "\n")
        elif event == "end" and name == "p":
            paragraphs.append("".join(pieces))
            pieces = []
    yield _document(file, options, _paragraphs(paragraphs), {})


def read_pdf(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield the text layer of a PDF file, page by page; a scan without one holds no text."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(file.read()))
        pages = [page.extract_text() for page in reader.pages]
    except Exception as error:  # pypdf raises whatever the damage leads to
        raise UnreadableError(file.path, f"not a readable PDF file ({error})") from error
    yield _document(file, options, [page.strip() for page in pages], {})


def _paragraphs(blocks: list[str]) -> list[str]:
    """Blocks with plain white space: blanks in a row are one, line breaks stay."""
    return ["\n".join(" ".join(line.split()) for line in block.strip().split("\n")) for block in blocks]


def _document(
    file: CorpusFile, options: Options, paragraphs: list[str], metadata: dict[str, str]
) -> tuple[str, Document]:
    text = re.sub(r"\n{3,}", "\n\n", "\n\n".join(paragraph for paragraph in paragraphs if paragraph))
    if not text:
        raise UnreadableError(file.path, "no text in it; a scan must be read by OCR first")
    return file.path, Document(
        file.id, text, {**from_name(file.id, options.name_fields), **metadata, **file.metadata}
    )
