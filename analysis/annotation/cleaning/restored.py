"""What was found in a working text, said in offsets of the text as it was read; done nowhere else."""

from dataclasses import replace
from typing import Any

from analysis.annotation.cleaning.cleaned import Cleaned
from analysis.base.layers import LAYERS
from analysis.base.layers.spec import LayerSpec
from analysis.base.layers.values import OwnPlace, Stretch
from analysis.base.records import Annotation, Statement


def restore(annotation: Annotation, cleaned: Cleaned) -> Annotation:
    """The annotation of the document as it was read; itself where that is the one that was annotated."""
    if cleaned.is_source:
        return annotation
    return replace(
        annotation,
        document=cleaned.source,
        sentences=tuple(map(cleaned.back, annotation.sentences)),
        statements=tuple(_statement(statement, cleaned) for statement in annotation.statements),
        excluded=tuple(map(cleaned.back, annotation.excluded)),
        marks={
            name: tuple(_mark(LAYERS[name], mark, cleaned) for mark in marks)
            for name, marks in annotation.marks.items()
        },
    )


def _statement(statement: Statement, cleaned: Cleaned) -> Statement:
    spans = tuple(map(cleaned.back, statement.spans))
    start, end = cleaned.back((statement.start, statement.end))
    named, cue = statement.speaker_span, statement.cue
    return replace(
        statement,
        start=start,
        end=end,
        spans=spans,
        speaker_span=named and cleaned.back(named),
        cue=cue and cleaned.back(cue),
    )


def _mark(layer: LayerSpec, mark: Any, cleaned: Cleaned) -> Any:
    """The mark with its place and the stretches that belong to it; a name in the words of the text."""
    moved: dict[str, Any] = {}
    if layer.has_place:
        moved["start"], moved["end"] = cleaned.back((mark.start, mark.end))
    for field in layer.fields:
        span = getattr(mark, field.at) if isinstance(field.value, Stretch | OwnPlace) else None
        if span is not None:
            moved[field.at] = cleaned.back(span)
    if layer.unnamed and getattr(mark, layer.unnamed):
        moved[layer.unnamed] = cleaned.source.text[slice(*cleaned.back((mark.start, mark.end)))]
    return replace(mark, **moved)
