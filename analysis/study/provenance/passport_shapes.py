"""What the record of a figure and the passport in a picture must look like before anything uses them.

Both may come from anybody. Names of figures and files become paths, digests and versions become LaTeX, and
parameters reach a notebook: what is not of the shape that `save_figure` writes is refused, with its place.
"""

import math
from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from analysis.base.errors import StudyError
from analysis.corpus.paths import in_short
from analysis.review.decisions.decision import Verdict

MOST: Final = 2_000
"""Entries of one list or mapping."""
LONGEST: Final = 200_000
"""Characters of a text: an alternative text tells a whole table."""
DEEPEST: Final = 8
"""Lists and mappings in one another in the parameters of a notebook."""


def _whole(text: str) -> str:
    """Text that a file can hold: without half a character and without NUL."""
    if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueError("holds a character that no file can hold")
    return text


def _plain(value: Any, left: int = DEEPEST) -> Any:
    """A literal that a notebook can be given: texts, numbers, truth values, lists and mappings of them."""
    match value:
        case None | bool():
            return value
        case int() if abs(value) < 2**63:
            return value
        case float() if math.isfinite(value):
            return value
        case str() if len(value) <= LONGEST:
            return _whole(value)
        case list() if left and len(value) <= MOST:
            return [_plain(item, left - 1) for item in value]
        case dict() if left and len(value) <= MOST:
            return {_plain(name, 0): _plain(item, left - 1) for name, item in value.items()}
    raise ValueError(
        f"may hold only texts, finite numbers, truth values and lists of at most {MOST:,} of them"
    )


Text = Annotated[str, Field(max_length=LONGEST), AfterValidator(_whole)]
Short = Annotated[str, Field(max_length=300), AfterValidator(_whole)]
FigureName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=120)]
FileName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=140)]
Digest = Annotated[str, Field(pattern=r"^[0-9A-Za-z]*$", max_length=128)]
Version = Annotated[str, Field(pattern=r"^[0-9A-Za-z.+!_-]*$", max_length=80)]
Count = Annotated[int, Field(ge=0, lt=2**63)]
Versions = Annotated[dict[Short, Version], Field(max_length=MOST)]


class _Part(BaseModel):
    """Fields that are not here are not used: later versions may write more."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class Decisions(_Part):
    """What a record says of the decisions of readers."""

    digest: Digest
    included: dict[Verdict, Count] = {}
    stale: Count = 0
    elsewhere: Count = 0


class Corpus(_Part):
    """What a record says of the texts."""

    name: Short = ""
    digest: Digest = ""
    documents: Count = 0
    words: Count = 0
    decisions: Decisions | None = None


class Shape(_Part):
    """A record; what only `hedgerow cite` needs may be missing here (`CITED`)."""

    figure: FigureName
    id: Digest
    notebook: Short
    parameters: Annotated[dict[str, Any], BeforeValidator(_plain)]
    corpus: Corpus = Corpus()
    lexicons: Versions = {}
    models: Versions = {}
    versions: Versions = {}
    files: Annotated[dict[FileName, Digest], Field(max_length=100)] = {}
    run: Digest = ""
    title: Text = ""
    caption: Text = ""
    alt: Text = ""
    licence: Short = ""
    seed: Annotated[int, Field(gt=-(2**63), lt=2**63)] = 0


CITED: Final = ("title", "caption", "alt", "licence", "seed", "corpus.name", "corpus.words", "corpus.digest",
                "versions.hedgerow")  # fmt: skip
"""Fields of a record without which a figure cannot be cited."""


def check_shape(record: Mapping[str, Any], where: str) -> None:
    """StudyError with the name of the field for a record that `save_figure` cannot have written."""
    try:
        Shape.model_validate(dict(record))
    except (ValidationError, RecursionError) as error:
        raise StudyError(f"{where}: not a record of a figure: {_reason(error)}") from error


def check_cited(record: Mapping[str, Any], where: str) -> None:
    """StudyError for a record that lacks what a citation says."""
    for field in CITED:
        value: Any = record
        for name in field.split("."):
            value = value.get(name) if isinstance(value, Mapping) else None
        if value is None:
            raise StudyError(f"{where}: its record has no {field!r}, which a citation names")
    decided = record["corpus"].get("decisions")
    if decided and not {"included", "stale", "elsewhere"} <= set(decided):
        raise StudyError(f"{where}: its record does not say what was decided, which a citation tells")


def _reason(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return "lists lie too deep in one another"
    first = error.errors()[0]
    place = in_short(".".join(str(part) for part in first["loc"] if part != "[key]"))
    return f"{place!r} {' '.join(first['msg'].removeprefix('Value error, ').split())}"
