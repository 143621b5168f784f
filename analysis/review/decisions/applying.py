"""Annotation and decisions -> the annotation that the readers stand behind.

Rejected marks go, relabelled ones change, added ones come in; accepted ones stay as they are. The
voice of an added mark is that of the place where it stands.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from analysis.annotation.cleaning import clean
from analysis.base.errors import StudyError
from analysis.base.layers import LAYERS
from analysis.base.records import Annotation, Document, Mark, Span
from analysis.language.text import fold
from analysis.review.decisions.decision import PARTS, VERDICTS, Decision, text_digest


@dataclass(frozen=True, slots=True)
class Applied:
    """Annotations with decisions in them; `included` counts those in force by verdict.

    `stale` are decisions about a mark that is not found any more (another lexicon or version), `elsewhere`
    those about texts that are not in this corpus.
    """

    annotations: tuple[Annotation, ...]
    included: Mapping[str, int]
    stale: tuple[Decision, ...]
    elsewhere: int


def apply_decisions(annotations: Iterable[Annotation], decisions: Sequence[Decision]) -> Applied:
    """The annotations with all decisions about their marks in force.

    StudyError where the text has changed since, where two readers disagree about a place, where an
    added mark lies outside the text or in a stretch that is not counted, or where a mark to be added is
    there already.
    """
    by_document: dict[str, list[Decision]] = {}
    for decision in decisions:
        by_document.setdefault(decision.document, []).append(decision)
    included: Counter[str] = Counter()
    stale: list[Decision] = []
    decided = []
    for annotation in annotations:
        own = agreed(by_document.pop(annotation.document.id, []))
        decided.append(_decided(annotation, own, included, stale) if own else annotation)
    counts = {str(verdict): included[verdict] for verdict in VERDICTS if included[verdict]}
    return Applied(tuple(decided), counts, tuple(stale), sum(map(len, by_document.values())))


def same_decision(one: Decision, other: Decision) -> bool:
    """Whether two decisions about a place come to the same: who decided, and why, does not matter."""
    return one.verdict == other.verdict and dict(one.labels) == dict(other.labels)


def agreed(decisions: Iterable[Decision]) -> list[Decision]:
    """One decision for each place; StudyError where readers disagree."""
    chosen: dict[object, Decision] = {}
    for decision in decisions:
        first = chosen.setdefault(decision.place, decision)
        if not same_decision(first, decision):
            raise StudyError(
                f"{decision.document}: {first.annotator or 'one reader'} and "
                f"{decision.annotator or 'another'} disagree about {decision.layer} {decision.start}-"
                f"{decision.end} ({decision.surface!r}); right would be one decision, or one file a reader"
            )
    return list(chosen.values())


def _decided(
    annotation: Annotation, decisions: list[Decision], included: Counter[str], stale: list[Decision]
) -> Annotation:
    marks = {layer: {(mark.start, mark.end): mark for mark in own} for layer, own in annotation.marks.items()}
    for decision in decisions:
        check_text(annotation, decision)
        place, found = (decision.start, decision.end), marks[decision.layer]
        if decision.verdict == "add":
            if place in found:
                raise StudyError(
                    f"{_where(decision)}: a mark is there already; right would be accept or relabel"
                )
            found[place] = _added(annotation, decision)
        elif place not in found:
            stale.append(decision)
            continue
        elif decision.verdict == "reject":
            del found[place]
        else:
            found[place] = relabelled(found[place], decision)
        included[decision.verdict] += 1
    in_order = {
        layer: tuple(sorted(found.values(), key=lambda mark: (mark.start, mark.end)))
        for layer, found in marks.items()
    }
    return replace(annotation, marks=in_order)


def check_text(annotation: Annotation, decision: Decision) -> None:
    """StudyError unless the decision was made on this very text, lies in it, and its words stand there.

    A decision without words (`surface`), as in a replication pack, is taken by its offsets.
    """
    text = annotation.document.text
    if decision.text != (now := text_digest(text)):
        raise StudyError(
            f"{_where(decision)}: the text has changed since (digest {decision.text} then, {now} now); "
            "right would be the text that the decision was made on"
        )
    if not annotation.document.body_start <= decision.start < decision.end <= len(text):
        raise StudyError(f"{_where(decision)}: lies outside the text; offsets run to {len(text)}")
    for name in PARTS:
        part = decision.part(name)
        if part and part[1] > len(text):
            raise StudyError(
                f"{_where(decision)}: {name} {decision.labels[name]} lies outside the text; "
                f"offsets run to {len(text)}"
            )
    words = text[decision.start : decision.end]
    if decision.surface and decision.surface.split() != words.split():
        raise StudyError(f"{_where(decision)}: the text says {words!r} there; mend the span or the surface")


def relabelled(mark: Mark, decision: Decision) -> Mark:
    """The mark with the labels of a decision; a sense that was decided is certain."""
    layer, labels = LAYERS[decision.layer], decision.labels
    said = ((layer.by_name[name], label) for name, label in labels.items())
    changes: dict[str, Any] = {
        field.at: field.value.decided(label, getattr(mark, field.at)) for field, label in said
    }
    changed: Mark = layer.settle(replace(mark, **changes), labels) if changes else mark
    return changed


def _added(annotation: Annotation, decision: Decision) -> Mark:
    """A new mark with the labels of its decision; without an item it is called as it is written."""
    span = (decision.start, decision.end)
    surface = annotation.document.text[slice(*span)]
    words = fold(clean(Document("", surface)).document.text)
    blank = LAYERS[decision.layer].blank(span, surface, " ".join(words.split()))
    if any(_holds(span, decision.start) for span in annotation.excluded):
        raise StudyError(
            f"{_where(decision)}: stands in a stretch that is not counted (a heading, a stage direction)"
        )
    changes: dict[str, Any] = {"statement": statement_at(annotation, decision.start)}
    return replace(relabelled(blank, decision), **changes)


def statement_at(annotation: Annotation, offset: int) -> int | None:
    """The number of the statement whose words stand at an offset; None for the narrator."""
    owners = (
        index
        for index, statement in enumerate(annotation.statements)
        if any(_holds(span, offset) for span in statement.spans)
    )
    return next(owners, None)


def _holds(span: Span, offset: int) -> bool:
    return span[0] <= offset < span[1]


def _where(decision: Decision) -> str:
    return f"{decision.document}, {decision.layer} {decision.start}-{decision.end} ({decision.surface!r})"
