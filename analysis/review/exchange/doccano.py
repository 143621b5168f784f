"""doccano JSON lines for a project of sequence labelling with overlapping spans and relations.

`entities` have an id, a label ("hedges:approximator") and offsets, `relations` lead from a conditional to
its parts. doccano counts as JavaScript does, in UTF-16 code units; it keeps `hedgerow`, which it does not
know, with the metadata of the text and hands it back. An export without relations holds triples
`[start, end, label]` under `label` or `labels`; parts then belong to the conditional they came from.
Source: doccano's importers and exporters, version 1.8.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from analysis.base.errors import StudyError
from analysis.review.decisions.decision import PARTS
from analysis.review.exchange.marked_document import Link, Markup, Region
from analysis.review.exchange.sidecar import Beside, passport
from analysis.review.exchange.span_labels import COLOUR, LETTERS, flat_label, flat_labels, from_flat
from analysis.review.exchange.units import Utf16
from analysis.review.exchange.untrusted import (
    as_list,
    as_object,
    as_offset,
    as_text,
    read_json_lines,
    to_json,
    write_json,
    write_text,
)

TASKS: Final = "tasks.jsonl"
_SPANS: Final = ("entities", "label", "labels")
_TEXTS: Final = ("text", "data")


def write(markups: Sequence[Markup], folder: Path) -> None:
    """Write the texts with their labels, and the label types of spans and relations for the project."""
    write_text("".join(f"{to_json(_line(markup))}\n" for markup in markups), folder / TASKS)
    write_json(
        [_label_type(label, label.split(":")[0]) for label in flat_labels()], folder / "span_types.json"
    )
    write_json([_label_type(part, part) for part in PARTS], folder / "relation_types.json")


def read(path: Path) -> Iterator[Markup]:
    """Yield the documents of a file that `write` or doccano wrote."""
    for where, line in read_json_lines(path / TASKS if path.is_dir() else path):
        yield _markup(line, where)


def _line(markup: Markup) -> dict[str, Any]:
    units = Utf16(markup.text or "")
    kinds = {region.id: region.kind for region in markup.regions}
    return {
        "text": markup.text,
        "entities": [
            {
                "id": int(region.id),
                "start_offset": units.from_points(region.start),
                "end_offset": units.from_points(region.end),
                "label": flat_label(region.kind, dict(region.labels)),
            }
            for region in markup.regions
        ],
        "relations": [
            {"id": n, "from_id": int(conditional), "to_id": int(part), "type": kinds[part]}
            for n, (conditional, part) in enumerate(markup.links, 1)
        ],
        "hedgerow": passport(markup),
    }


def _label_type(label: str, kind: str) -> dict[str, Any]:
    return {"text": label, "suffix_key": None, "background_color": COLOUR[kind], "text_color": LETTERS[kind]}


def _markup(line: dict[str, Any], where: str) -> Markup:
    text = next((line[name] for name in _TEXTS if isinstance(line.get(name), str)), None)
    text = as_text(text, f"{where}: text")
    beside = Beside(line.get("hedgerow"), text, where)
    entities = next((line[name] for name in _SPANS if name in line), None)
    units = Utf16(text)
    regions = tuple(
        _region(_entity(entity, str(n), where), units, beside, where)
        for n, entity in enumerate(as_list(entities, f"{where}: entities"), 1)
    )
    links = tuple(_link(each, where) for each in as_list(line.get("relations", []), f"{where}: relations"))
    return Markup(beside.document, beside.digest, text, regions, links, where=where)


def _entity(entity: Any, id: str, where: str) -> dict[str, Any]:
    """An entity as an object, however it was written."""
    if isinstance(entity, list) and len(entity) == 3:
        return {"id": id, **dict(zip(("start_offset", "end_offset", "label"), entity, strict=True))}
    return {"id": id, **as_object(entity, where)}


def _region(entity: dict[str, Any], units: Utf16, beside: Beside, where: str) -> Region:
    kind, labels = from_flat(as_text(entity.get("label"), f"{where}: label"), where)
    try:
        start, end = (
            units.to_points(as_offset(entity.get(name), f"{where}: {name}"))
            for name in ("start_offset", "end_offset")
        )
    except ValueError as error:
        raise StudyError(f"{where}: {error}; right would be offsets as doccano writes them") from error
    return Region(str(entity["id"]), kind, start, end, labels, beside.details(kind, start, end))


def _link(relation: Any, where: str) -> Link:
    ends = as_object(relation, where)
    return str(ends.get("from_id")), str(ends.get("to_id"))
