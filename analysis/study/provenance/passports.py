"""A figure file -> the recipe it was made by: from the record beside it, or from inside the picture.

`analysis.study.provenance.figure_files` writes the record NAME.json beside a figure and a short form of it
into every
picture, so that a PDF that went its own way still tells what it is.
"""

import logging
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from analysis.base.data_files import LARGEST, read_json
from analysis.base.errors import StudyError
from analysis.base.format_versions import FIGURE
from analysis.corpus.paths import in_short
from analysis.study.provenance.origin import ABOUT
from analysis.study.provenance.passport_shapes import check_shape

PICTURES = (".png", ".pdf", ".svg")
LARGEST_PICTURE: Final = 64_000_000
"""Bytes of a picture whose passport is read."""
_PAIR = re.compile(r"; (?=[a-z]+=)")


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a figure was made from. `path` is the file asked about; `files` (name -> digest) and `record`
    are empty where only the passport inside the picture is left; `passport` is what that says then, in the
    words of a record."""

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
    passport: Mapping[str, Any] = field(default_factory=dict)

    @property
    def citable(self) -> Mapping[str, Any]:
        """What a citation is written from: the record beside a picture, else what its passport says."""
        return self.record or self.passport

    @property
    def folder(self) -> Path:
        """Where the figure stands."""
        return self.path.parent


def read_recipe(path: str | Path) -> Recipe:
    """The recipe of a figure, given any of its files.

    Raises `StudyError` where the file is none of ours, its recipe cannot be found or has another shape than
    the one that `save_figure` writes.
    """
    path = Path(path)
    if not _is_file(path):
        raise StudyError(
            f"{in_short(path)}: no such file; give a figure (.pdf, .svg, .png) or its record (.json)"
        )
    inside = read_passport(path) if path.suffix in PICTURES else {}
    FIGURE.version_of(inside, f"{path}: the passport in it")
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
    """The record NAME.json; nothing where there is none, or where that file is no record of a figure."""
    beside = path.with_suffix(".json")
    if not _is_file(beside):
        return {}
    if beside.stat().st_size > LARGEST:
        raise StudyError(f"{beside}: too large for a record ({LARGEST:,} bytes at most)")
    record = read_json(beside.read_bytes(), str(beside))
    if not (isinstance(record, dict) and {"figure", "id", "notebook", "parameters"} <= set(record)):
        return {}
    FIGURE.version_of(record, beside)
    check_shape(record, str(beside))
    return record


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that is too long, or holds a NUL
        return False


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
    record = {
        "figure": inside.get("figure", path.stem),
        "id": inside.get("id", ""),
        "notebook": inside.get("notebook", ""),
        "parameters": read_json(inside["parameters"], f"{path}: the parameters in its passport"),
        "corpus": {"name": corpus, "digest": digest}
        | ({"decisions": {"digest": decisions}} if decisions else {}),
        "lexicons": _pairs(inside.get("lexicons", "")),
        "models": _pairs(inside.get("models", "")),
        "versions": _pairs(inside.get("versions", "")),
    }
    check_shape(record, f"{path}: the passport in it")
    seen = {"seed": int(inside["seed"])} if inside.get("seed", "").isdecimal() else {}
    told = record | {"licence": inside.get("licence", "")} | seen | _about(path, inside)
    check_shape(told, f"{path}: the passport in it")
    return replace(_from_record(path, record), record={}, passport=told)


def _about(path: Path, inside: Mapping[str, str]) -> dict[str, Any]:
    """Title, caption, alternative text and corpus, which passports have since 0.2.0."""
    said: Any = read_json(inside[ABOUT], f"{path}: the passport in it") if ABOUT in inside else {}
    known = ("title", "caption", "alt", "corpus")
    return {name: said[name] for name in known if name in said} if isinstance(said, dict) else {}


def _pairs(text: str) -> dict[str, str]:
    """`a:1 b:2` as a mapping."""
    return dict(item.split(":", 1) for item in text.split() if ":" in item)


def read_passport(path: Path) -> dict[str, str]:
    """The short form of the record inside a PNG, PDF or SVG file; empty where there is none."""
    try:
        if path.stat().st_size > LARGEST_PICTURE:
            return {}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return dict(_READERS[path.suffix](path))
    except Exception:  # whatever a damaged file makes a reader raise: it tells us nothing
        return {}


def _in_png(path: Path) -> Iterator[tuple[str, str]]:
    from PIL import Image

    with Image.open(path, formats=["PNG"]) as image:  # Pillow bounds what is packed in its texts
        for name, value in image.info.items():
            if str(name).startswith("hedgerow:"):
                yield str(name).removeprefix("hedgerow:"), str(value)


def _in_pdf(path: Path) -> Iterator[tuple[str, str]]:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    information = PdfReader(path).metadata
    yield from _keywords(_PAIR.split((information and information.keywords) or ""))


def _in_svg(path: Path) -> Iterator[tuple[str, str]]:
    from defusedxml import ElementTree

    items = ElementTree.parse(path).iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li")
    yield from _keywords([item.text or "" for item in items])


def _keywords(pairs: list[str]) -> Iterator[tuple[str, str]]:
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if equals:
            yield name, value


_READERS = {".png": _in_png, ".pdf": _in_pdf, ".svg": _in_svg}
