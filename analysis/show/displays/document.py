"""A text with its marks: read, not only counted.

Nothing is said by colour alone: every layer has its own line and a letter after the mark, conditions and what
depends on them stand in numbered brackets, and every voice is named where it begins.
"""

from collections.abc import Callable, Sequence
from typing import Final

import pandas as pd

from analysis.annotation.cleaning import clean, restore
from analysis.base.layers import LAYERS
from analysis.base.records import Annotation, Document, Span
from analysis.show.displays.elements import Html, element, escape
from analysis.show.displays.legend import Legend
from analysis.show.displays.nested_spans import Edge, nest_spans
from analysis.show.displays.overlays import overlays, titles
from analysis.show.displays.shown import shown_marks
from analysis.show.displays.span_renderers import SpanRenderers
from analysis.show.displays.window import AROUND, choose_window

_WRAPPED: Final = "white-space:pre-wrap;unicode-bidi:plaintext"


def show_document(
    annotation: Annotation,
    *,
    layers: str | Sequence[str] = tuple(LAYERS),
    voices: str | Sequence[str] | None = None,
    marks: pd.DataFrame | None = None,
    focus: int | Span | None = None,
    around: int = AROUND,
    sentences: Span | None = None,
) -> Html:
    """The text of one document with its marks and voices, and a legend that counts them.

    `layers` and `voices` (None for all; one name or several) say whose marks are shown; `marks` are rows of
    `analysis.measure.tables.marks_table` where only some are to be shown, or under a lens. `sentences` are
    the first
    and the last one (exclusive, from 0); without it the first 400 are shown, or `around` sentences on each
    side of `focus`: an offset, or the span of a mark, which is outlined. The legend counts the whole text.

    Every mark is one element with an id (`mark_id`) and data-layer, data-start, data-end (code points of the
    text), data-item, data-voice; it can be reached with the Tab key and says what is known about it. Where it
    crosses another one its later pieces have data-of with its id. StudyError for an unknown layer or for
    sentences that the text has not.

    >>> from analysis.annotation.pipeline import annotate_document
    >>> from analysis.base.records import Document
    >>> show_document(annotate_document(Document("x", "If it rains, they may stay.")), layers=["modals"])
    x: 6 words in 1 sentence
    M = modal verb: 1
    narrator: 1 mark in 6 words
    <BLANKLINE>
    If it rains, they may{M} stay.
    """
    layers = [layers] if isinstance(layers, str) else layers
    voices = [voices] if isinstance(voices, str) else voices
    chosen = shown_marks(annotation, layers, voices, marks)
    place = (focus, focus + 1) if isinstance(focus, int) else focus
    window = choose_window(annotation, sentences, place and place[0], around)
    legend = Legend(annotation, layers, chosen)
    near = [mark for mark in chosen if window.holds(mark.extent)]
    renderers = SpanRenderers(legend.tints, titles(near), place)
    shown = list(nest_spans(overlays(annotation, near), *window.span))
    text = annotation.document.text

    def write(words: Callable[[str], str], edge: Callable[[Edge], str]) -> str:
        return "".join(
            edge(step) if isinstance(step, Edge) else words(text[step.start : step.end]) for step in shown
        )

    note = element("p", escape(window.note), class_="hr-note") if window.note else ""
    body = element("div", write(escape, renderers.html), class_="hr-text", style=_WRAPPED, dir="auto")
    heading = f"Document {annotation.document.id}"
    return Html(
        element("section", legend.html + note + body, class_="hr-document", aria_label=heading),
        "\n\n".join(filter(None, [legend.text, window.note, write(str, renderers.text)])),
    )


def show_text(document: Document) -> Html:
    """The text of a document in which nothing was looked for yet."""
    cleaned = clean(document)
    text = cleaned.working_text()
    words, sentences = text.count_words(text.start), tuple(text.sentences)
    bare = Annotation(cleaned.document, words, sentences, (), (), (), dict.fromkeys(LAYERS, ()))
    return show_document(restore(bare, cleaned), layers=())
