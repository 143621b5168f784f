"""What the page may say, by type: each message is checked before anything is done with it.

    question = read_question({"ask": "lines", "with": {"group": ["hedges", "perhaps"]}, "id": "v-1"})
    question.name, question.given      # "lines", {"group": ["hedges", "perhaps"]}

A page of ours sends nothing else; a stale page, another program or a mistake may. What is wrong is said in
words (StudyError), and nothing has happened then.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from analysis.base.errors import StudyError, did_you_mean
from analysis.base.wording import joined
from analysis.review.decisions.decision import Verdict

LONGEST: Final = 10_000
"""Characters of one word, path, reason or note."""
MOST: Final = 1_000
"""Values of one list."""
LARGEST: Final = 10**12
"""The largest number: beyond any offset."""
SHOWN: Final = 60
"""Characters of a wrong value that are shown."""


def _writable(value: str) -> str:
    if "\0" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise ValueError("holds a character that no text can hold")
    return value


Word = Annotated[str, Field(max_length=LONGEST), AfterValidator(_writable)]
Words = Annotated[list[Word], Field(max_length=MOST)]
Offset = Annotated[int, Field(ge=0, le=LARGEST)]
Selected = Annotated[list[Offset], Field(max_length=2)]


class _Checked(BaseModel):
    """Exactly these fields, each of its own type: no number for a word, no truth value for a number."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Part(_Checked):
    words: Word
    span: Selected = []


class _Nothing(_Checked):
    pass


class _Path(_Checked):
    path: Word


class _Open(_Checked):
    corpus: Word


class _Choices(_Checked):
    voices: Word | Words = "all"
    layers: Words = []
    lens: Word = ""
    by: Words = []
    per: Word = ""
    top: Annotated[int, Field(ge=1, le=LARGEST)] = 1
    filters: Annotated[dict[Word, Words], Field(max_length=MOST)] = {}
    chart: Word = ""
    contrast: Annotated[list[Word], Field(max_length=3)] = []


class _Lines(_Checked):
    group: Words
    sort: Word = ""
    page: Annotated[int, Field(ge=-LARGEST, le=LARGEST)] = 0


class _Search(_Checked):
    query: Word
    sort: Word = ""
    page: Annotated[int, Field(ge=-LARGEST, le=LARGEST)] = 0


class _Near(_Checked):
    query: Word
    left: Annotated[int, Field(ge=0, le=100)] = 5
    right: Annotated[int, Field(ge=0, le=100)] = 5
    by: Word = "word"


class _Spread(_Checked):
    query: Word
    by: Word = ""


class _Write(_Checked):
    """Lines as a file: of a row of the figure, or of a search."""

    path: Word
    group: Words


class _Read(_Checked):
    document: Word
    start: Offset
    end: Offset
    around: Offset = 0


class _Said(_Checked):
    document: Word
    layer: Word
    labels: Annotated[dict[Word, Word], Field(max_length=MOST)] = {}
    parts: Annotated[dict[Literal["protasis", "apodosis"], _Part], Field(max_length=2)] = {}
    reason: Word = ""
    annotator: Word = ""


class _Decide(_Said):
    verdict: Verdict
    start: Offset
    end: Offset


class _Add(_Said):
    words: Word
    near: Offset
    span: Selected = []


class _Freeze(_Path):
    replace: bool = False


class _Deed(_Checked):
    """What was done to the place of a sample that is shown."""

    do: Literal["judge", "undo", "go"]
    judgement: Word = ""
    label: Word = ""
    note: Word = ""
    by: Annotated[int, Field(ge=-LARGEST, le=LARGEST)] = 1


QUESTIONS: Final[Mapping[str, type[_Checked]]] = {
    "open": _Open,
    "choose": _Choices,
    "lines": _Lines,
    "search": _Search,
    "near": _Near,
    "spread": _Spread,
    "write": _Write,
    "read": _Read,
    "decide": _Decide,
    "add": _Add,
    "undo": _Nothing,
    "keep": _Path,
    "freeze": _Freeze,
}
"""What the page asks for by name, and what it says with it."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the page asks, and what it gave with it."""

    name: str
    given: Mapping[str, Any]


def read_question(message: Any) -> Question:
    """The question in a message of the explorer's page; StudyError, in words, where it is none."""
    if not isinstance(message, Mapping):
        raise StudyError(f"a message is {_shown(message)}; right would be a question with ask, with and id")
    name = message.get("ask")
    if not isinstance(name, str) or name not in QUESTIONS:
        near = did_you_mean(name[:SHOWN], QUESTIONS) if isinstance(name, str) else did_you_mean("", QUESTIONS)
        raise StudyError(f"the explorer answers no {_shown(name)}{near}")
    given = message.get("with")
    return Question(name, _checked(name, QUESTIONS[name], {} if given is None else given))


def read_deed(message: Any) -> Mapping[str, Any]:
    """What a message of the page of a sample says was done, by field; StudyError, in words, if nothing."""
    return {"judgement": "", "label": "", "note": "", "by": 1} | _checked("judging", _Deed, message)


def id_of(message: Any) -> str | int | None:
    """The id under which the page waits for its answer, if it gave one that can be sent back."""
    id = message.get("id") if isinstance(message, Mapping) else None
    if isinstance(id, str):
        return id if len(id) <= LONGEST and id.isprintable() else None
    return id if isinstance(id, int) and not isinstance(id, bool) and abs(id) <= LARGEST else None


def _checked(name: str, form: type[_Checked], given: Any) -> dict[str, Any]:
    """The values of a message as its form has them; what was not said stays unsaid."""
    if not isinstance(given, Mapping) or not all(isinstance(field, str) for field in given):
        raise StudyError(f"{name}: {_shown(given)} is given; right would be {_fields(form)}")
    try:
        return form.model_validate(dict(given)).model_dump(exclude_unset=True)
    except (ValidationError, RecursionError) as error:
        reason = _reason(error.errors()[0], form) if isinstance(error, ValidationError) else "nested too deep"
        raise StudyError(f"{name}: {reason}") from error


def _fields(form: type[_Checked]) -> str:
    return joined(list(form.model_fields)) or "nothing"


def _reason(error: ErrorDetails, form: type[_Checked]) -> str:
    """The first complaint about a message in our words."""
    field = str(next(iter(error["loc"]), ""))[:SHOWN]
    match error["type"]:
        case "missing":
            return f"{field!r} is missing; right would be {_fields(form)}"
        case "extra_forbidden" if len(error["loc"]) == 1:
            return f"nothing is called {field!r}{did_you_mean(field, form.model_fields)}"
        case "value_error":
            return f"{field!r} {error['ctx']['error']}"
        case _:
            return f"{field!r} is {_shown(error['input'])}; {error['msg'][0].lower()}{error['msg'][1:]}"


def _shown(value: Any) -> str:
    """A value as it may be shown: the beginning of a long one, and nothing that cannot be written."""
    try:
        whole = ascii(value) if not isinstance(value, str) else ascii(value[: 2 * SHOWN])
    except (RecursionError, ValueError):  # nested without end; a number of thousands of digits
        return f"a {type(value).__name__}"
    return whole if len(whole) <= SHOWN else f"{whole[:SHOWN]}…"
