"""A mark that is looked at, and what a reader says of it -> a decision about its place."""

from collections.abc import Mapping
from typing import Any

from analysis.base.layers import layer_of
from analysis.base.records import Annotation, Mark
from analysis.review.decisions.decision import Decision, Verdict, text_digest


def decision_about(
    annotation: Annotation,
    mark: "Mark | Mapping[str, Any]",
    verdict: Verdict,
    *,
    labels: Mapping[str, str] | None = None,
    annotator: str = "",
    reason: str = "",
) -> Decision:
    """What is decided about a mark of an annotation, or about a row of `tables.marks_table`.

    A mark to be added is given by its place: `{"layer": "hedges", "start": 105, "end": 112}`.
    StudyError for labels that do not exist.
    """
    if isinstance(mark, Mapping):
        layer, start, end = str(mark["layer"]), int(mark["start"]), int(mark["end"])
    else:
        layer, start, end = layer_of(mark).name, mark.start, mark.end
    document = annotation.document
    return Decision(
        document=document.id,
        text=text_digest(document.text),
        layer=layer,
        start=start,
        end=end,
        surface=document.text[start:end],
        verdict=verdict,
        labels=dict(labels or {}),
        annotator=annotator,
        reason=reason,
    )
