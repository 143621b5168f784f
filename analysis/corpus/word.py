"""Word (.docx) and OpenDocument (.odt) files -> documents: what a reader sees, every change accepted.

Word files are read by mammoth: a text box comes once though the file holds it twice, insertions and
what was moved stand where they are now, deletions are gone, cells of a table are paragraphs. (docx2python
was tried: it gives text boxes twice and what was moved in both places, and puts signs of its own
into the text.) Footnotes and endnotes follow the text, in the order in which it refers to them, so that no
sentence is broken by one; comments, page heads and feet are left out.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from analysis.corpus.markup import check_xml, name_of, walk
from analysis.corpus.page_texts import page_document, paragraphs
from analysis.corpus.parts import check_parts, open_parts
from analysis.corpus.reading import CorpusFile, Located, Options
from analysis.corpus.refusals import DAMAGE, UnreadableError

_DOCX = "a Word file (.docx)"
_ODT = "an OpenDocument text (.odt)"
_ASIDE = {"tracked-changes", "annotation", "title", "desc"}
_NOTE = "note"
_SIGNS = {"s": " ", "tab": "\t", "line-break": "\n"}


def read_docx(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield the paragraphs of a Word file."""
    import mammoth

    blocks: list[str] = []

    def take(body: Any) -> Any:
        blocks.extend(_blocks(body))
        for reference in _references(body):
            blocks.extend(_blocks_of(body.notes.resolve(reference).body))
        return body.copy(children=[])

    data = file.read(options.limits)
    with open_parts(file, data, _DOCX) as parts:
        try:
            for part in check_parts(file, parts, options.limits.tree, options.limits):
                check_xml(parts.open(part), file.path)
            mammoth.convert_to_html(parts.fp, transform_document=take, include_embedded_style_map=False)
        except UnreadableError:
            raise
        except Exception as error:  # mammoth raises whatever the damage leads to
            raise UnreadableError(file.path, f"not {_DOCX} that can be read ({error!r:.80})") from error
    yield page_document(file, paragraphs(blocks), {})


def _blocks(element: Any) -> Iterator[str]:
    """The text of each paragraph in a part of a document as mammoth gives it."""
    return _blocks_of(element.children)


def _blocks_of(children: Iterable[Any]) -> Iterator[str]:
    for child in children:
        if type(child).__name__ == "Paragraph":
            yield "".join(_said(child))
        elif hasattr(child, "children"):
            yield from _blocks(child)


def _references(element: Any) -> Iterator[Any]:
    """Where the text refers to a footnote or an endnote."""
    for child in element.children:
        if type(child).__name__ == "NoteReference":
            yield child
        elif hasattr(child, "children"):
            yield from _references(child)


def _said(element: Any) -> Iterator[str]:
    for child in element.children:
        match type(child).__name__:
            case "Text":
                yield child.value
            case "Break":
                yield "\n"
            case "Tab":
                yield "\t"
            case _ if hasattr(child, "children"):
                yield from _said(child)


def read_odt(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield the paragraphs and headings of an OpenDocument text."""
    data = file.read(options.limits)
    with open_parts(file, data, _ODT) as parts:
        if "content.xml" not in check_parts(file, parts, options.limits.text, options.limits):
            raise UnreadableError(file.path, f"not {_ODT}")
        try:
            with parts.open("content.xml") as stream:
                blocks = list(_open_blocks(walk(stream, file.path, options.limits)))
        except DAMAGE as error:
            raise UnreadableError(file.path, f"not {_ODT} that can be read ({error})") from error
    yield page_document(file, paragraphs(blocks), {})


def _open_blocks(events: Iterator[tuple[str, Element]]) -> Iterator[str]:
    """The text of each paragraph of `content.xml`, then those of its notes.

    The paragraphs of a frame come before the one it hangs on.
    """
    aside = noted = 0
    notes: list[str] = []
    for event, element in events:
        name, step = name_of(element), 1 if event == "start" else -1
        aside += step * (name in _ASIDE)
        noted += step * (name == _NOTE)
        if event == "end" and name in ("p", "h") and not aside:
            block = "".join(_open_text(element))
            element.clear()
            if noted:
                notes.append(block)
            else:
                yield block
    yield from notes


def _open_text(element: Element) -> Iterator[str]:
    yield " ".join((element.text or "").split("\n"))
    for child in element:
        name = name_of(child)
        if name in _SIGNS:
            yield _SIGNS[name]
        elif name not in _ASIDE and name != _NOTE:
            yield from _open_text(child)
        yield " ".join((child.tail or "").split("\n"))
