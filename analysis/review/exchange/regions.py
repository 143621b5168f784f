"""Annotation -> Markup: every mark with all that is known about it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from analysis.base.errors import OutputError
from analysis.base.layers import LAYERS, LayerSpec, layer_of
from analysis.base.records import Annotation, Mark, Span
from analysis.review.decisions.decision import PARTS, text_digest
from analysis.review.exchange.marked_document import KINDS, Link, Markup, Region, visible_edges

_NARRATOR: Final = "narrator"
_UNNAMED: Final = "unnamed source"


def markup_of(annotation: Annotation) -> Markup:
    """The document with its marks in the order of the text.

    OutputError for a text that UTF-8 cannot hold and for a mark on nothing but white space.
    """
    document = annotation.document
    _check_text(document.id, document.text)
    regions, links = [], []
    marks = ((layer, mark) for layer in LAYERS.values() for mark in annotation.marks[layer.name])
    for number, (layer, mark) in enumerate(marks):
        pieces = list(_pieces(annotation, layer, mark, number))
        regions += pieces
        links += [(pieces[0].id, part.id) for part in pieces[1:]]
    ordered, linked = _numbered(regions, links)
    return Markup(
        document.id, text_digest(document.text), document.text, ordered, linked, annotation.sentences
    )


def labels_of(mark: Mark) -> dict[str, str]:
    """What a mark is said to be, in the words of a decision (`decisions.decision.LABELS`).

    >>> from analysis.base.records import Hedge
    >>> labels_of(Hedge(0, 7, "sort-of", "degree-adaptor"))
    {'item': 'sort-of', 'category': 'degree-adaptor'}
    """
    return layer_of(mark).labels_of(mark)


def written_span(span: Span) -> str:
    """Two offsets as decisions write them.

    >>> written_span((12, 40))
    '12-40'
    """
    return f"{span[0]}-{span[1]}"


def _pieces(annotation: Annotation, layer: LayerSpec, mark: Mark, number: int) -> Iterator[Region]:
    """The mark, then its parts, such as those of a conditional."""
    said = layer.labels_of(mark)
    shown = {name: value for name, value in said.items() if name not in PARTS}
    details = {
        "kind": layer.name,
        "span": [mark.start, mark.end],
        "voice": _voice(annotation, mark),
        "labels": said,
        **_unsaid(layer, mark),
    }
    yield _region(annotation, f"{number}", layer.name, (mark.start, mark.end), shown, details)
    for part in layer.parts:
        if span := getattr(mark, part.at):
            owner = {"kind": part.name, "span": list(span), "of": [mark.start, mark.end]}
            yield _region(annotation, f"{number} {part.name}", part.name, span, {}, owner)


def _region(
    annotation: Annotation, id: str, kind: str, span: Span, labels: dict[str, str], details: dict[str, Any]
) -> Region:
    start, end = visible_edges(annotation.document.text, span)
    if start >= end:
        raise OutputError(
            f"{annotation.document.id}, {kind} {written_span(span)}: marks nothing but white space, which "
            "annotation tools cannot show; right would be a mark on words"
        )
    return Region(id, kind, start, end, labels, details)


def _unsaid(layer: LayerSpec, mark: Mark) -> dict[str, Any]:
    """What labels cannot say: distributions, all act candidates, the wording of the marker."""
    said = {field.kept: field.value.unsaid(getattr(mark, field.at)) for field in layer.fields}
    return {name: value for name, value in said.items() if value is not None}


def _voice(annotation: Annotation, mark: Mark) -> str:
    if mark.statement is None:
        return _NARRATOR
    return annotation.statements[mark.statement].speaker or _UNNAMED


def _numbered(regions: list[Region], links: list[Link]) -> tuple[tuple[Region, ...], tuple[Link, ...]]:
    """Regions in the order of the text, longer ones first, with their number as id."""
    ordered = sorted(regions, key=lambda one: (one.start, -one.end, KINDS.index(one.kind)))
    number = {region.id: str(n) for n, region in enumerate(ordered, 1)}
    return (
        tuple(replace(region, id=number[region.id]) for region in ordered),
        tuple((number[conditional], number[part]) for conditional, part in links),
    )


def _check_text(document: str, text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise OutputError(
            f"{document!r}: character {error.start} is half of a surrogate pair, which no file can hold; "
            "right would be a text that was decoded without errors"
        ) from error
