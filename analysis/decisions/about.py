"""A mark that is looked at, and what a reader says of it -> a decision about its place."""

from collections.abc import Mapping
from typing import Any, Final

from analysis.decisions.decision import Decision, Verdict, text_digest
from analysis.records import Annotation, Booster, Conditional, Hedge, Mark, Modal

_LAYERS: Final = {Modal: "modals", Hedge: "hedges", Booster: "boosters", Conditional: "conditionals"}


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
    if isinstance(mark, Modal | Hedge | Booster | Conditional):
        layer, start, end = _LAYERS[type(mark)], mark.start, mark.end
    else:
        layer, start, end = str(mark["layer"]), int(mark["start"]), int(mark["end"])
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
