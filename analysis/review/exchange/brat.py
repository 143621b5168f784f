"""brat standoff: a text, a file of annotations beside it, and the configuration of the collection.

    T1<TAB>Hedge 10 17<TAB>sort of               a stretch; one that runs over lines is cut in fragments
    A1<TAB>Hedge_category T1 degree-adaptor      a label from a closed list
    R1<TAB>Has_protasis Arg1:T2 Arg2:T3          a conditional and its part
    #1<TAB>Hedgerow T1<TAB>{...}                 what brat has no place for, as JSON
    #2<TAB>AnnotatorNotes T1<TAB>...             what the annotator wrote: the reason of a decision

Offsets count code points. Source: brat.nlplab.org/standoff.html and the server of brat 1.3.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, pairwise
from pathlib import Path
from typing import Final

from analysis.base.errors import CorpusError, StudyError, did_you_mean
from analysis.base.layers import LAYERS, OWNERS
from analysis.base.layers.values import Flag
from analysis.base.records import Span
from analysis.review.decisions.decision import PARTS
from analysis.review.exchange.document_files import file_name, read_index, write_index
from analysis.review.exchange.marked_document import KINDS, Link, Markup, Region
from analysis.review.exchange.span_labels import COLOUR, LETTERS, values_of
from analysis.review.exchange.untrusted import (
    as_object,
    as_offset,
    parsed,
    read_text,
    to_json,
    write_text,
)

_TYPES: Final = {name: layer.brat for name, layer in LAYERS.items()} | {
    part: part.capitalize() for part in PARTS
}
_KIND_OF: Final = {type: kind for kind, type in _TYPES.items()}
_FIELDS: Final = {
    (name, field.name): field for name, layer in LAYERS.items() for field in layer.labels if field.brat
}
_FLAGS: Final = {key: field.brat for key, field in _FIELDS.items() if isinstance(field.value, Flag)}
"""Attributes that are there or not."""
_ATTRIBUTES: Final = {key: field.brat for key, field in _FIELDS.items() if key not in _FLAGS}
_LABEL_OF: Final = {attribute: label for label, attribute in (_ATTRIBUTES | _FLAGS).items()}
_RELATIONS: Final = {part: f"Has_{part}" for part in PARTS}
_NOTE: Final = "Hedgerow"
_BREAKS: Final = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
"""Characters that end a line for one reader of the format or another, and the tab."""


def write(markups: Sequence[Markup], folder: Path) -> None:
    """Write a collection that brat opens as it is."""
    for markup in markups:
        name = file_name(markup.document)
        write_text(markup.text or "", folder / f"{name}.txt")
        write_text("".join(f"{line}\n" for line in _lines(markup)), folder / f"{name}.ann")
    write_text(_annotation_conf(markups), folder / "annotation.conf")
    write_text(_visual_conf(), folder / "visual.conf")
    write_index(markups, folder, "brat")


def read(folder: Path) -> Iterator[Markup]:
    """Yield the documents of a collection that `write` wrote and brat changed.

    StudyError with file and line for a line that is not brat's, CorpusError for a missing file.
    """
    documents = read_index(folder)
    paths = sorted(folder.glob("*.ann"))
    if not paths:
        raise CorpusError(f"{folder}: holds no .ann file; give the folder of the collection")
    for path in paths:
        if path.stem not in documents:
            raise StudyError(f"{path}: is not in {folder / 'hedgerow.json'}, which names the documents")
        yield _read_document(path, *documents[path.stem])


def _lines(markup: Markup) -> Iterator[str]:
    text = markup.text or ""
    attribute = count(1)
    for region in markup.regions:
        spans = _fragments(text, (region.start, region.end))
        offsets = ";".join(f"{start} {end}" for start, end in spans)
        words = " ".join(text[start:end] for start, end in spans)
        yield f"T{region.id}\t{_TYPES[region.kind]} {offsets}\t{words}"
        for written in _attributes(region):
            yield f"A{next(attribute)}\t{written}"
        yield f"#{region.id}\t{_NOTE} T{region.id}\t{to_json(dict(region.details))}"
    kinds = {region.id: region.kind for region in markup.regions}
    for number, (conditional, part) in enumerate(markup.links, 1):
        yield f"R{number}\t{_RELATIONS[kinds[part]]} Arg1:T{conditional} Arg2:T{part}"


def _fragments(text: str, span: Span) -> list[Span]:
    """The pieces of a span between line breaks, since a line of the file cannot hold one."""
    start, end = span
    pieces = []
    for gap in _BREAKS.finditer(text, start, end):
        pieces.append((start, gap.start()))
        start = gap.end()
    return [*pieces, (start, end)]


def _attributes(region: Region) -> Iterator[str]:
    for (layer, name), flag in _FLAGS.items():
        if layer == region.kind and region.labels.get(name) == "true":
            yield f"{flag} T{region.id}"
    for (layer, name), attribute in _ATTRIBUTES.items():
        if layer == region.kind and name in region.labels:
            yield f"{attribute} T{region.id} {region.labels[name]}"


@dataclass(slots=True)
class _Drawn:
    """What the lines of a file say of one stretch."""

    kind: str
    span: Span
    surface: str
    labels: dict[str, str] = field(default_factory=dict)
    details: dict[str, object] = field(default_factory=dict)
    note: str = ""


def _read_document(path: Path, document: str, digest: str) -> Markup:
    text = read_text(path.with_suffix(".txt"))
    drawn: dict[str, _Drawn] = {}
    links: list[Link] = []
    lines = [
        (f"{path}, line {number}", line.rstrip("\r").split("\t"))
        for number, line in enumerate(read_text(path).split("\n"), 1)
        if line.strip()
    ]
    for where, fields in sorted(lines, key=lambda line: not line[1][0].startswith("T")):
        try:
            _take(fields, text, drawn, links)
        except (IndexError, KeyError, ValueError) as error:
            raise StudyError(
                f"{where}: {'<TAB>'.join(fields)[:60]!r} is no line of brat's that Hedgerow reads"
            ) from error
        except StudyError as error:
            raise StudyError(f"{where}: {error}") from error
    regions = tuple(
        Region(id, one.kind, *one.span, one.labels, one.details, one.note, one.surface)
        for id, one in drawn.items()
    )
    return Markup(document, digest, text, regions, tuple(links), where=str(path))


def _take(fields: list[str], text: str, drawn: dict[str, _Drawn], links: list[Link]) -> None:
    """Add what one line says. Lines of events, equivalences and normalisations are not ours."""
    match fields[0][:1]:
        case "T":
            if fields[0] in drawn:
                raise StudyError(f"{fields[0]} is there twice")
            drawn[fields[0]] = _stretch(fields, text)
        case "A" | "M":
            name, target, *value = fields[1].split(" ", 2)
            if name in _LABEL_OF and _LABEL_OF[name][0] == drawn[target].kind:
                flag = _LABEL_OF[name] in _FLAGS
                drawn[target].labels[_LABEL_OF[name][1]] = "true" if flag else value[0]
        case "R":
            name, *arguments = fields[1].split()
            if name in _RELATIONS.values():
                one, other = (argument.partition(":")[2] for argument in arguments)
                links.append((one, other))
        case "#":
            name, target = fields[1].split()
            if name == _NOTE and target in drawn:
                drawn[target].details = as_object(parsed(fields[2], "note"), "note")
            elif name == "AnnotatorNotes" and target in drawn:
                drawn[target].note = " ".join(fields[2:]).strip()
        case _:
            pass


def _stretch(fields: list[str], text: str) -> _Drawn:
    type, offsets = fields[1].split(" ", 1)
    if type not in _KIND_OF:
        raise StudyError(f"type {type!r} does not exist{did_you_mean(type, _KIND_OF)}")
    spans = [tuple(as_offset(each, "offset") for each in pair.split()) for pair in offsets.split(";")]
    for (_, end), (start, _) in pairwise(spans):
        if text[end:start].strip():
            raise StudyError(
                f"{fields[0]} leaves out {text[end:start].strip()[:40]!r} in its middle; right would be one "
                "stretch, since a mark has no gaps"
            )
    start, end = spans[0][0], spans[-1][1]
    kind = _KIND_OF[type]
    labels = {name: "false" for layer, name in _FLAGS if layer == kind}
    return _Drawn(kind, (start, end), " ".join(fields[2:]), labels)


def _annotation_conf(markups: Sequence[Markup]) -> str:
    values = values_of(markups)
    flags = [f"{flag}\tArg:{_TYPES[layer]}" for (layer, _), flag in _FLAGS.items()]
    attributes = [
        f"{attribute}\tArg:{_TYPES[layer]}, Value:{'|'.join(values[layer, name])}"
        for (layer, name), attribute in _ATTRIBUTES.items()
        if (layer, name) in values
    ]
    relations = [
        f"{_RELATIONS[part]}\tArg1:{_TYPES[layer]}, Arg2:{_TYPES[part]}" for part, layer in OWNERS.items()
    ]
    overlap = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
    sections = {
        "entities": [_TYPES[kind] for kind in KINDS],
        "relations": [overlap, *relations],
        "events": [],
        "attributes": [*flags, *attributes],
    }
    return _sections(sections)


def _visual_conf() -> str:
    drawing = [
        f"{_TYPES[kind]}\tbgColor:{colour}, fgColor:{LETTERS[kind]}" for kind, colour in COLOUR.items()
    ]
    labels = [f"{_TYPES[kind]} | {_TYPES[kind]} | {_TYPES[kind][:4]}" for kind in KINDS]
    return _sections({"labels": labels, "drawing": drawing})


def _sections(sections: dict[str, list[str]]) -> str:
    return "\n".join("\n".join([f"[{name}]", *lines, ""]) for name, lines in sections.items())
