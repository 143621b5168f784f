"""What a notebook shows besides figures: records and tables in, HTML and plain text out.

    elements        Html, and elements whose every attribute is escaped
    theme           one stylesheet, light and dark (theme.css)
    nested_spans    stretches of a text that overlap -> pieces that nest
    shown           the marks that are shown, in words
    overlays        what lies over a text: voices, marks, the parts of conditionals
    span_renderers  how the edges of overlays are written
    window          which sentences of a long text are shown
    legend          the head of a document
    document        a text with its marks and voices
    survey          what is in a corpus, in one pass
    corpus          the corpus card
    voices          texts coloured by voice
    concordance     a concordance; marks in their sentences
    html_tables     a DataFrame
    card            facts line by line
    register        records show themselves at the end of a cell

All text is escaped: it comes from a corpus. Nothing is said by colour alone, nothing needs a script, and a
notebook that is not trusted still shows words, letters and brackets.
"""

from analysis.show.displays.card import not_asked, say, show_card
from analysis.show.displays.concordance import show_context, show_kwic
from analysis.show.displays.corpus import show_corpus
from analysis.show.displays.document import show_document, show_text
from analysis.show.displays.elements import Html
from analysis.show.displays.html_tables import show_table
from analysis.show.displays.register import register
from analysis.show.displays.shown import mark_id
from analysis.show.displays.voices import show_voices

__all__ = [
    "Html",
    "mark_id",
    "not_asked",
    "register",
    "say",
    "show_card",
    "show_context",
    "show_corpus",
    "show_document",
    "show_kwic",
    "show_table",
    "show_text",
    "show_voices",
]
