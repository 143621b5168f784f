"""What looks wrong about one text and what was found in it: (annotation, what hid words) -> notes."""

import re
from collections.abc import Iterator, Mapping

from analysis.annotation.cleaning.characters import ENTITIES, INVISIBLE, LIGATURES, SOFT
from analysis.annotation.cleaning.line_ends import HYPHENS
from analysis.annotation.notes.doubtful_turns import turn_notes
from analysis.annotation.notes.language import foreign
from analysis.base.records import Annotation, Note
from analysis.base.wording import plural
from analysis.corpus.decoding import garbled
from analysis.language.regex import regex

_HIDING = {
    ENTITIES: ("HTML entity", "HTML entities"),
    SOFT: ("soft hyphen in a word", "soft hyphens in words"),
    INVISIBLE: ("invisible sign in a word", "invisible signs in words"),
    LIGATURES: ("ligature", "ligatures"),
    HYPHENS: ("word broken at the end of a line", "words broken at the ends of lines"),
}
_TAGS = (
    "p|br|div|span|b|i|u|a|em|strong|font|li|ul|ol|h[1-6]|t[adrh]|table|td|speaker|chapter|seg|html|body|head"
)
_MARKUP = regex(rf"<(?:/\w[\w:]*|(?:{_TAGS})(?:\s[^<>]{{0,300}})?/?)>|\{{\\rtf1?\b|\\par\b", re.IGNORECASE)
_FEW_TAGS = 3


def notes_of(annotation: Annotation, found: Mapping[str, int]) -> tuple[Note, ...]:
    """The notes about a text; `annotation` is that of the working text, `found` what hid words in it."""
    return tuple(_notes(annotation, found))


def _notes(annotation: Annotation, found: Mapping[str, int]) -> Iterator[Note]:
    text, start = annotation.document.text, annotation.document.body_start
    yield from turn_notes(annotation)
    if language := foreign(text, start):
        yield Note("not-english", f"seems to be in another language than English ({language})")
    if sign := garbled(text):
        yield Note("mojibake", f"was decoded wrongly before it was saved, as in {sign}; read as it stands")
    if ("<" in text or "\\" in text) and (tags := _markup(annotation)):
        yield Note("markup", f"has markup among its words, as in {tags[0]!r} ({plural(len(tags), 'tag')})")
    for name, count in found.items():
        said = plural(count, *_HIDING[name])
        yield Note(name, f"has {said}; read without, at the places of the text as it stands")


def _markup(annotation: Annotation) -> list[str]:
    """The tags and control words that stand among what is counted; none where there are few."""
    document, excluded = annotation.document, annotation.excluded
    matches = list(_MARKUP.finditer(document.text, document.body_start))
    if len(matches) < _FEW_TAGS:
        return []
    inside = [one[0] for one in matches if not any(first <= one.start() < last for first, last in excluded)]
    return inside if len(inside) >= _FEW_TAGS else []
