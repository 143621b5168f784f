"""Two annotations of the same documents -> the decisions that lead from one to the other."""

from collections.abc import Iterable, Iterator, Mapping

from analysis.base.errors import StudyError
from analysis.base.layers import LAYERS, LayerSpec
from analysis.base.layers.values import NONE
from analysis.base.records import Annotation
from analysis.review.decisions.applying import same_decision
from analysis.review.decisions.decision import OPTIONAL, Decision, Verdict, text_digest
from analysis.review.exchange.marked_document import Imported
from analysis.review.exchange.rebuilding import Note


def decisions_from(
    annotations: Iterable[Annotation],
    imported: Iterable[Imported],
    *,
    annotator: str = "",
    only_changes: bool = False,
    earlier: Iterable[Decision] = (),
    on_note: Note | None = None,
) -> list[Decision]:
    """What an annotator decided: the marks of the machine compared with those that came back.

    A mark that is gone was rejected, one with other labels relabelled, a new one added; a mark that
    stayed as it is was accepted (left out with `only_changes`). A mark that was moved is rejected at the
    old place and added at the new one. Documents that nobody has gone over give no decisions.
    Where a decision says what one of the `earlier` decisions said, that one is kept with its annotator and
    reason. `on_note` hears of changes that a decision cannot say, such as a category taken away.

    The annotations are those that were exported, without any decisions; StudyError where one is missing.
    """
    originals = {annotation.document.id: annotation for annotation in annotations}
    decisions: list[Decision] = []
    for one in imported:
        original = originals.get(one.annotation.document.id)
        if original is None:
            raise StudyError(
                f"{one.annotation.document.id!r} is not among the annotations; right would be the corpus "
                "that was exported"
            )
        if one.judged:
            decisions += _changes(original, one, annotator, on_note)
    former = {one.place: one for one in earlier}
    kept = (_former(one, former) for one in decisions)
    return [one for one in kept if not (only_changes and one.verdict == "accept")]


def _former(decision: Decision, former: Mapping[tuple[str, int, int, str], Decision]) -> Decision:
    """The earlier decision about the same place, if it comes to the same."""
    earlier = former.get(decision.place)
    same = earlier and earlier.text == decision.text and same_decision(earlier, decision)
    return earlier if earlier and same else decision


def _changes(original: Annotation, one: Imported, annotator: str, on_note: Note | None) -> Iterator[Decision]:
    text = original.document.text
    digest = text_digest(text)
    for layer, spec in LAYERS.items():
        before, after = _said(original, spec), _said(one.annotation, spec)
        for start, end in sorted(before.keys() | after.keys()):
            old, new = before.get((start, end)), after.get((start, end))
            verdict, labels = _verdict(old, new)
            lost = ", ".join(sorted(old.keys() - new.keys() - OPTIONAL)) if old and new else ""
            if on_note and lost:
                on_note(
                    f"{original.document.id}, {layer} {start}-{end}: {lost} taken away, which no decision "
                    "can say; right would be to reject the mark, or to give another one"
                )
            yield Decision(
                original.document.id,
                digest,
                layer,
                start,
                end,
                text[start:end],
                verdict,
                labels,
                annotator,
                one.notes.get((layer, start, end), ""),
            )


def _verdict(old: dict[str, str] | None, new: dict[str, str] | None) -> tuple[Verdict, dict[str, str]]:
    if old is None:
        return "add", new or {}
    if new is None:
        return "reject", {}
    changed = {name: value for name, value in new.items() if old.get(name) != value}
    changed |= dict.fromkeys(sorted(OPTIONAL & old.keys() - new.keys()), NONE)
    return ("relabel", changed) if changed else ("accept", {})


def _said(annotation: Annotation, layer: LayerSpec) -> dict[tuple[int, int], dict[str, str]]:
    return {(mark.start, mark.end): layer.labels_of(mark) for mark in annotation.marks[layer.name]}
