"""Markup -> Annotation: the marks of a file in the document they belong to, or a refusal.

A mark that Hedgerow wrote comes back with all that is known about it, changed where the annotator
changed it. A mark that was drawn in the tool comes in as an added one.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from analysis.base.errors import StudyError
from analysis.base.layers import LAYERS, OWNERS, LayerSpec
from analysis.base.layers.values import OwnPlace
from analysis.base.records import Annotation, Mark, Span
from analysis.review.decisions.applying import apply_decisions, relabelled, statement_at
from analysis.review.decisions.decision import (
    LABELS,
    OPTIONAL,
    PARTS,
    Decision,
    Verdict,
    parse_span,
    text_digest,
)
from analysis.review.exchange.marked_document import Imported, Markup, Region
from analysis.review.exchange.regions import written_span
from analysis.review.exchange.sidecar import details_span, kept_span
from analysis.review.exchange.untrusted import as_object, as_text

Note = Callable[[str], None]
"""Hears of what was left aside."""
_SHOWN: Final = 40


def rebuilt(markup: Markup, annotation: Annotation, on_note: Note) -> Imported:
    """The annotation with the marks of the markup in place of its own.

    StudyError if the text is another one (both digests are named), if an offset lies outside of it, if
    the words of a mark are not those at its offsets, or if a label does not exist.
    """
    check_text(markup, annotation)
    text, digest = annotation.document.text, markup.digest
    markup = replace(markup, regions=tuple(_checked(markup, text, region) for region in markup.regions))
    parts = _parts_by_mark(markup, text, on_note)
    known: dict[str, list[Mark]] = {layer: [] for layer in LAYERS}
    added: list[Decision] = []
    notes: dict[tuple[str, int, int], str] = {}
    for region in (region for region in markup.regions if region.kind in LAYERS):
        span, own = kept_span(region, text), parts.get(region.id, {})
        said = _said(region, own)
        try:
            if region.details:
                known[region.kind].append(_known(annotation, digest, region, span, said))
            else:
                added.append(_decision(annotation, digest, region.kind, span, "add", said))
        except StudyError as error:
            raise StudyError(f"{_where(markup, region)}: {error}") from error
        for part in LAYERS[region.kind].parts if region.details else ():
            if part.name not in own and part.name not in OPTIONAL:
                on_note(f"{_where(markup, region)}: has lost its {part.name}, which stays as it was")
        if region.note:
            notes[region.kind, *span] = region.note
    return Imported(_with_marks(annotation, known, added), markup.judged, notes)


def check_text(markup: Markup, annotation: Annotation) -> None:
    """StudyError unless the markup was made on this very text and the tool left the text as it was."""
    text = annotation.document.text
    if markup.digest != (now := text_digest(text)):
        raise StudyError(
            f"{markup.where}: {markup.document!r} was exported from another text (digest "
            f"{markup.digest[:_SHOWN]!r} in the file, {now!r} in the corpus); right would be the corpus that "
            "was exported"
        )
    if markup.text is not None and markup.text != text:
        raise StudyError(
            f"{markup.where}: {markup.document!r}: {_difference(markup.text, text)} (digest "
            f"{text_digest(markup.text)!r} in the file, {now!r} in the corpus); right would be the text "
            "as it was exported"
        )


def _difference(theirs: str, ours: str) -> str:
    if "".join(theirs.split()) == "".join(ours.split()):
        if theirs.splitlines() == ours.splitlines():
            return "the tool rewrote the line ends of the text"
        return "the tool rewrote white space of the text"
    pairs = enumerate(zip(theirs, ours, strict=False))
    first = next((i for i, (one, other) in pairs if one != other), min(len(theirs), len(ours)))
    return f"the text in the file differs from character {first} on"


def _checked(markup: Markup, text: str, region: Region) -> Region:
    """The region, which lies in the text and says what stands there.

    Details that speak of another kind are taken away: its layer was changed in the tool.
    """
    if not 0 <= region.start < region.end <= len(text):
        raise StudyError(f"{_where(markup, region)}: lies outside the text; offsets run to {len(text)}")
    words = text[region.start : region.end]
    if region.surface is not None and region.surface.split() != words.split():
        raise StudyError(
            f"{_where(markup, region)}: the file says {region.surface[:_SHOWN]!r}, the text says "
            f"{words[:_SHOWN]!r}; right would be offsets that count the characters of the text"
        )
    if region.details.get("kind") != region.kind:
        return replace(region, details={})
    details_span(region.details, _where(markup, region))
    return region


def _parts_by_mark(markup: Markup, text: str, on_note: Note) -> dict[str, dict[str, Span]]:
    """The parts of each mark that can have some: linked, or of old, or else of the nearest without one."""
    regions = {region.id: region for region in markup.regions}
    whole = [region for region in markup.regions if region.kind in OWNERS.values()]
    owner = dict(_directed(link, regions) for link in markup.links if set(link) <= regions.keys())
    found: dict[str, dict[str, Span]] = {}
    free = []
    for part in (region for region in markup.regions if region.kind in PARTS):
        own = owner.get(part.id) or _former_owner(part, _owning(part, whole))
        if own is None:
            free.append(part)
        elif part.kind in found.setdefault(own, {}):
            on_note(f"{_where(markup, part)}: is a second {part.kind} of its {_noun(part)}, left out")
        else:
            found[own][part.kind] = kept_span(part, text)
    for part in sorted(free, key=lambda one: (PARTS.index(one.kind), one.start)):
        near = [one for one in _owning(part, whole) if part.kind not in found.get(one.id, {})]
        if part.details or not near:
            on_note(f"{_where(markup, part)}: belongs to no {_noun(part)}, left out")
            continue
        nearest = min(near, key=lambda one: (_gap(one, found.get(one.id, {}), part), one.start))
        found.setdefault(nearest.id, {})[part.kind] = part.start, part.end
    return found


def _directed(link: tuple[str, str], regions: Mapping[str, Region]) -> tuple[str, str]:
    """Part and mark of a link, whichever way it was drawn."""
    one, other = link
    return (one, other) if regions[one].kind in PARTS else (other, one)


def _owning(part: Region, whole: list[Region]) -> list[Region]:
    """The marks that can have such a part."""
    return [one for one in whole if one.kind == OWNERS[part.kind]]


def _noun(part: Region) -> str:
    return LAYERS[OWNERS[part.kind]].noun


def _former_owner(part: Region, owning: list[Region]) -> str | None:
    of = part.details.get("of")
    return next((one.id for one in owning if of and one.details.get("span") == of), None)


def _gap(mark: Region, parts: Mapping[str, Span], part: Region) -> int:
    """Characters between a part and a mark with the parts it has."""
    spans = [(mark.start, mark.end), *parts.values()]
    start, end = min(start for start, _ in spans), max(end for _, end in spans)
    return max(0, start - part.end, part.start - end)


def _said(region: Region, parts: Mapping[str, Span]) -> dict[str, str]:
    known = LABELS[region.kind]
    shown = {name: value for name, value in region.labels.items() if value and name in known}
    return shown | {kind: written_span(part) for kind, part in parts.items()}


def _decision(
    annotation: Annotation, digest: str, layer: str, span: Span, verdict: Verdict, labels: Mapping[str, str]
) -> Decision:
    surface = annotation.document.text[slice(*span)]
    return Decision(annotation.document.id, digest, layer, *span, surface, verdict, labels)


def _known(annotation: Annotation, digest: str, region: Region, span: Span, said: Mapping[str, str]) -> Mark:
    """A mark as Hedgerow wrote it, at its place of now, with what the annotator changed."""
    mark = _as_written(annotation, digest, region, span)
    layer = LAYERS[region.kind]
    gone: dict[str, Any] = {
        part.at: None for part in layer.parts if part.name in OPTIONAL and part.name not in said
    }
    mark = replace(mark, **gone) if gone else mark
    now = layer.labels_of(mark)
    changed = {name: value for name, value in said.items() if now.get(name) != value}
    if not changed:
        return mark
    return relabelled(mark, _decision(annotation, digest, region.kind, span, "relabel", changed))


def _as_written(annotation: Annotation, digest: str, region: Region, span: Span) -> Mark:
    """The mark that the details of a region describe; StudyError where they are damaged."""
    details = dict(region.details)
    said = {name: as_text(value, name) for name, value in as_object(details.get("labels"), "labels").items()}
    _decision(annotation, digest, region.kind, span, "relabel", said)  # checks the labels
    if any(parse_span(said[part])[1] > len(annotation.document.text) for part in PARTS if part in said):
        raise StudyError("a part of the mark lies outside the text")
    try:
        mark: Mark = LAYERS[region.kind].rebuild(span, said, details)
    except (KeyError, TypeError, ValueError) as error:
        raise StudyError(f"details are damaged ({error}); right would be those of the export") from error
    own: dict[str, Any] = {"statement": statement_at(annotation, mark.start)}
    return replace(mark, **own, **_words(LAYERS[region.kind], mark, annotation.document.text))


def _words(layer: LayerSpec, mark: Mark, text: str) -> dict[str, Any]:
    """The words at the place of a mark, where its record holds them: those of the text, not of the file."""
    places = (getattr(mark, field.at) for field in layer.fields if isinstance(field.value, OwnPlace))
    return {layer.unnamed: "".join(text[slice(*place)] for place in places if place)} if layer.unnamed else {}


def _with_marks(annotation: Annotation, known: Mapping[str, list[Mark]], added: list[Decision]) -> Annotation:
    marks = {
        layer: tuple(sorted(own, key=lambda mark: (mark.start, mark.end))) for layer, own in known.items()
    }
    return apply_decisions([replace(annotation, marks=marks)], added).annotations[0]


def _where(markup: Markup, region: Region) -> str:
    return f"{markup.where}: {markup.document!r}, {region.kind} {region.start}-{region.end}"
