"""A figure file -> the recipe it was made by: from the record beside it, or from inside the picture.

`analysis.provenance.figures` writes the record NAME.json beside a figure and a short form of it into every
picture, so that a PDF that went its own way still tells what it is.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from analysis.errors import StudyError

PICTURES = (".png", ".pdf", ".svg")
_PAIR = re.compile(r"; (?=[a-z]+=)")


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a figure was made from. `path` is the file asked about; `files` (name -> digest) and `record`
    are empty where only the passport inside the picture is left."""

    path: Path
    figure: str
    id: str
    notebook: str
    parameters: Mapping[str, Any]
    corpus: Mapping[str, Any]
    lexicons: Mapping[str, str]
    models: Mapping[str, str]
    versions: Mapping[str, str]
    files: Mapping[str, str] = field(default_factory=dict)
    record: Mapping[str, Any] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """Where the figure stands."""
        return self.path.parent


def read_recipe(path: str | Path) -> Recipe:
    """The recipe of a figure, given any of its files.

    Raises `StudyError` where the file is none of ours or its recipe cannot be found.
    """
    path = Path(path)
    if not path.is_file():
        raise StudyError(f"{path}: no such file; give a figure (.pdf, .svg, .png) or its record (.json)")
    inside = read_passport(path) if path.suffix in PICTURES else {}
    record = _record_beside(path)
    if record and inside.get("id", record["id"]) != record["id"]:
        record = {}  # the record beside the picture is that of another figure
    if record:
        return _from_record(path, record)
    if "parameters" in inside:
        return _from_passport(path, inside)
    raise StudyError(
        f"{path}: no recipe in it and no record {path.stem}.json beside it; was it saved by Hedgerow?"
    )


def _record_beside(path: Path) -> dict[str, Any]:
    try:
        record = json.loads(path.with_suffix(".json").read_bytes())
    except (OSError, ValueError):
        return {}
    known = isinstance(record, dict) and {"figure", "id", "notebook", "parameters"} <= set(record)
    return record if known else {}


def _from_record(path: Path, record: Mapping[str, Any]) -> Recipe:
    return Recipe(
        path=path,
        figure=str(record["figure"]),
        id=str(record["id"]),
        notebook=str(record["notebook"]),
        parameters=record["parameters"],
        corpus=record.get("corpus", {}),
        lexicons=record.get("lexicons", {}),
        models=record.get("models", {}),
        versions=record.get("versions", {}),
        files=record.get("files", {}),
        record=record,
    )


def _from_passport(path: Path, inside: Mapping[str, str]) -> Recipe:
    corpus, _, digest = inside.get("corpus", "").rpartition(" ")
    _, _, decisions = inside.get("decisions", "").rpartition(" ")
    return Recipe(
        path=path,
        figure=inside.get("figure", path.stem),
        id=inside.get("id", ""),
        notebook=inside.get("notebook", ""),
        parameters=json.loads(inside["parameters"]),
        corpus={"name": corpus, "digest": digest}
        | ({"decisions": {"digest": decisions}} if decisions else {}),
        lexicons=_pairs(inside.get("lexicons", "")),
        models=_pairs(inside.get("models", "")),
        versions=_pairs(inside.get("versions", "")),
    )


def _pairs(text: str) -> dict[str, str]:
    """`a:1 b:2` as a mapping."""
    return dict(item.split(":", 1) for item in text.split() if ":" in item)


def read_passport(path: Path) -> dict[str, str]:
    """The short form of the record inside a PNG, PDF or SVG file; empty where there is none."""
    try:
        return dict(_READERS[path.suffix](path))
    except Exception:  # whatever a damaged file makes a reader raise: it tells us nothing
        return {}


def _in_png(path: Path) -> Iterator[tuple[str, str]]:
    from PIL import Image

    with Image.open(path) as image:
        for name, value in image.info.items():
            if str(name).startswith("hedgerow:"):
                yield str(name).removeprefix("hedgerow:"), str(value)


def _in_pdf(path: Path) -> Iterator[tuple[str, str]]:
    from pypdf import PdfReader

    information = PdfReader(path).metadata
    yield from _keywords(_PAIR.split((information and information.keywords) or ""))


def _in_svg(path: Path) -> Iterator[tuple[str, str]]:
    items = ElementTree.parse(path).iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li")
    yield from _keywords([item.text or "" for item in items])


def _keywords(pairs: list[str]) -> Iterator[tuple[str, str]]:
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if equals:
            yield name, value


_READERS = {".png": _in_png, ".pdf": _in_pdf, ".svg": _in_svg}
