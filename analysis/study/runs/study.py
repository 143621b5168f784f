"""A study file (YAML) -> Study: what is to be run on what, checked before any kernel starts.

    format: 1                   # the version of this file; 1 without it
    name: seed
    corpus: ../seeds            # paths count from the study file
    parameters: {per: 1000}     # for every notebook that has such a parameter
    notebooks:
      - 01_statements
      - notebook: 03_hedging
        parameters: {top: 12}
    matrix:                     # one run for each value; results are gathered in one table
      voices: [[JD Vance], [narrator]]

Every error names file and line and says what would be right.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from analysis.annotation.statements.turns.patterns import check_turns
from analysis.base.data_files import check_yaml
from analysis.base.errors import StudyError, did_you_mean
from analysis.base.format_versions import FIRST, KEY, STUDY
from analysis.corpus.reading import HOW_TEXTS_ARE_READ

Location = tuple[int | str, ...]
Picture = Literal["pdf", "svg", "png"]
PICTURES: tuple[Picture, ...] = get_args(Picture)
LARGEST = 500_000
"""Bytes of a study: it names things, and holds none."""


def _text(value: Any) -> Any:
    """Metadata are text: a number is taken as it is written."""
    if isinstance(value, bool):
        raise ValueError("is read by YAML as true or false; put the value in quotes")
    return value if isinstance(value, list | str) else str(value)


def _plain(value: Any) -> Any:
    """A value that a notebook can be given: text, numbers, truth values, lists and mappings of them."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict) and all(isinstance(name, str) for name in value):
        return {name: _plain(item) for name, item in value.items()}
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise ValueError(f"holds {value!r}; a parameter is text, a number, true or false, or a list of them")


def _turns(said: str) -> str:
    """A layout or a pattern of labels, as `check_turns` knows it."""
    try:
        return check_turns(said) if said else said
    except StudyError as error:
        raise ValueError(str(error).removeprefix("turns: ")) from error


def _entry(value: Any) -> Any:
    return {"notebook": value} if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_text)]
Plain = Annotated[Any, BeforeValidator(_plain)]


class _Loader(yaml.SafeLoader):
    """YAML without dates: 2025-05-09 is the text that it is in the metadata of a corpus."""


_Loader.yaml_implicit_resolvers = {
    first: [rule for rule in rules if rule[0] != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class NotebookRun(_Part):
    """One notebook of a study with parameters of its own, which win over the common ones."""

    notebook: str = Field(min_length=1)
    parameters: dict[str, Plain] = {}


class Study(_Part):
    """A study as written. Fields that a study leaves out leave the notebooks' defaults alone.

    `format` is the version of the file (`analysis.base.format_versions`), `figures` is the folder to which
    figures are
    published, `formats` the pictures that go there (all without it), `timeout` the seconds that one cell may
    take.
    """

    format: int = FIRST
    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")
    title: str = ""
    corpus: str = Field(min_length=1)
    filters: dict[str, Text | list[Text]] | None = None
    voices: str | list[str] | None = None
    lens: str | None = None
    speakers: str | None = None
    text_column: str | None = None
    id_column: str | None = None
    encoding: str | None = None
    name_fields: str | None = None
    turns: Annotated[str, AfterValidator(_turns)] | None = None
    reader: Literal["fast", "careful"] | None = None
    decisions: str | None = None
    seed: int | None = None
    formats: list[Picture] | None = None
    parameters: dict[str, Plain] = {}
    notebooks: list[Annotated[NotebookRun, BeforeValidator(_entry)]] = Field(min_length=1)
    matrix: dict[str, Annotated[list[Plain], Field(min_length=1)]] = {}
    figures: str | None = None
    timeout: int = Field(default=3600, gt=0)

    @property
    def reading(self) -> dict[str, str]:
        """What the study says of how files become texts, in the words of `read_corpus`."""
        given = {name: getattr(self, name) for name in HOW_TEXTS_ARE_READ}
        return {name: value for name, value in given.items() if value}


def read_study(path: str | Path) -> Study:
    """Read and check a study file. Raises `StudyError` with file and line."""
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST:
            raise StudyError(f"{path}: too large for a study ({LARGEST:,} bytes at most)")
        content = path.read_bytes().decode("utf-8")
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); give the path of a study file"
        raise StudyError(f"{path}: {reason}") from error
    except UnicodeDecodeError as error:
        raise StudyError(f"{path}: not a text in UTF-8; a study is a YAML file") from error
    raw, lines = _parsed(content, path)
    if not isinstance(raw, dict):
        raise StudyError(f"{path}: a study has the fields name, corpus and notebooks; this file has none")
    STUDY.version_of(raw, f"{path}:{_line((KEY,), lines)}")
    try:
        return Study.model_validate(raw)
    except ValidationError as error:
        first = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
        raise StudyError(f"{path}:{_line(first['loc'], lines)}: {_reason(first)}") from error


def _parsed(content: str, path: Path) -> tuple[Any, dict[Location, int]]:
    """The values of a YAML text and the line of each."""
    try:
        check_yaml(content, str(path), loader=_Loader)
        node = yaml.compose(content, Loader=_Loader)
        lines = dict(_lines(node)) if node else {}
        return yaml.load(content, Loader=_Loader), lines
    except yaml.MarkedYAMLError as error:
        raise StudyError(f"{path}:{_marked_line(error)}: not valid YAML: {_marked_reason(error)}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise StudyError(f"{path}: not valid YAML: {' '.join(str(error).split())}") from error
    except _RepeatedKeyError as error:
        raise StudyError(f"{path}:{error.line}: {error.key!r} is given twice; keep one") from error


class _RepeatedKeyError(Exception):
    def __init__(self, key: str, line: int) -> None:
        self.key, self.line = key, line


def _lines(node: yaml.Node, at: Location = ()) -> Iterator[tuple[Location, int]]:
    """(location, line) of every value of a YAML document; raises for a key given twice."""
    yield at, node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _lines(item, (*at, index))
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.MarkedYAMLError(problem="a name is text, no list", problem_mark=key.start_mark)
            if key.value in seen:
                raise _RepeatedKeyError(key.value, line)
            seen.add(key.value)
            yield from _lines(value, (*at, key.value))
            yield (*at, key.value), line


def _line(location: Location, lines: Mapping[Location, int]) -> int:
    """The line of the innermost part of a location that stands in the file."""
    known = (lines[location[:n]] for n in range(len(location), -1, -1) if location[:n] in lines)
    return next(known, 1)


def _marked_line(error: yaml.MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark else 1


def _marked_reason(error: yaml.MarkedYAMLError) -> str:
    return " ".join(f"{error.context or ''} {error.problem or ''}".split())


def _reason(error: ErrorDetails) -> str:
    """One complaint of pydantic in our words."""
    names = [part for part in error["loc"] if isinstance(part, str) and part.isidentifier()]
    name = names[-1] if names else "study"
    match error["type"]:
        case "extra_forbidden":
            fields = NotebookRun.model_fields if "notebooks" in names[:-1] else Study.model_fields
            return f"unknown field {name!r}{did_you_mean(name, fields)}"
        case "missing":
            return f"{name!r} is missing"
        case "string_pattern_mismatch":
            return f"{name!r} may hold only letters, digits, - and _, such as vance-2025"
        case "too_short" | "string_too_short":
            return f"{name!r} is empty"
        case "value_error":
            return f"{name!r} {error['ctx']['error']}"
        case _:
            field = next((part for part in names if part in Study.model_fields), name)
            return f"{field!r} is {error['input']!r}; {error['msg'][0].lower()}{error['msg'][1:]}"
