"""The frozen records that travel from corpus to tables; imports nothing of ours.

Every span is half-open and counts Python code points of `Document.text`:
`text[start:end]` is the marked surface. A span is `(start, end)`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, Protocol

Span = tuple[int, int]

StatementKind = Literal["direct", "mixed", "indirect"]
ModalClass = Literal["central", "marginal", "semi"]
ConditionalKind = Literal["open", "hypothetical", "counterfactual", "concessive", "speech-act"]
ConditionalOrder = Literal["protasis-first", "apodosis-first", "embedded", "alone"]


@dataclass(frozen=True, slots=True)
class Document:
    """One text of a corpus, exactly as it was read, with what is known about it.

    `body_start` is where the text proper begins: what stands before is a metadata header,
    kept so that offsets count into the file, but never counted or searched.
    """

    id: str
    text: str
    metadata: Mapping[str, str] = field(default_factory=dict)
    body_start: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that somebody is reported to have said.

    `spans` are the pieces ("A," she said, "B." has two); `start` and `end` enclose them.
    `speaker` is the fullest form of the name in the document, None where nobody is named;
    `speaker_span` is the mention in place (it may be a pronoun). `found_by` says in a few
    words how the speaker was found, `confidence` (0 to 1) how sure that is. `speaker_note` is
    what the label of a turn notes beside the name: constituency, party, state, office.
    """

    start: int
    end: int
    spans: tuple[Span, ...]
    speaker: str | None
    speaker_span: Span | None
    cue: Span | None
    kind: StatementKind
    found_by: str = ""
    confidence: float = 1.0
    speaker_note: str = ""


@dataclass(frozen=True, slots=True)
class Modal:
    """A modal or semi-modal verb; `senses` (Palmer) and `quirk` are distributions that sum to 1."""

    start: int
    end: int
    lemma: str
    modal_class: ModalClass
    negated: bool
    senses: Mapping[str, float]
    quirk: Mapping[str, float]
    statement: int | None = None


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word or phrase that weakens commitment or makes a term less exact."""

    start: int
    end: int
    entry: str
    category: str
    statement: int | None = None


@dataclass(frozen=True, slots=True)
class Booster:
    """A word or phrase that strengthens commitment."""

    start: int
    end: int
    entry: str
    statement: int | None = None


@dataclass(frozen=True, slots=True)
class ActCandidate:
    """What a conditional may be doing (threat, promise ...), with the reasons; never a verdict.

    `probability` is that of the act among all eight; None where none was given (a reader's decision).
    """

    act: str
    reasons: tuple[str, ...]
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Conditional:
    """A condition and what depends on it; `marker` is None only for imperative-and conditionals."""

    marker: Span | None
    marker_text: str
    protasis: Span
    apodosis: Span | None
    kind: ConditionalKind
    order: ConditionalOrder
    act_candidates: tuple[ActCandidate, ...] = ()
    statement: int | None = None
    entry: str = ""

    @property
    def start(self) -> int:
        """Where the marker (or, without one, the protasis) begins."""
        return (self.marker or self.protasis)[0]

    @property
    def end(self) -> int:
        """Where the marker (or, without one, the protasis) ends."""
        return (self.marker or self.protasis)[1]


class Mark(Protocol):
    """What the marks of all layers have: a place, and the statement that holds it (None: the narrator's)."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def statement(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Note:
    """What looks wrong about a text: a stable name (`analysis.annotation.notes.noted.SHORT`) and one line for
    people."""

    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that was found in one document.

    `words` and `sentences` count the text without `excluded`: stretches that nobody says and
    that are not counted (labels, stage directions, page heads); `excluded_kinds[i]` says what `excluded[i]`
    is. `statement_words[i]` is the number of words of `statements[i]`; the rest is the narrator's. Every
    word is counted once: statements overlap neither each other nor what is excluded, and a word that is
    cut belongs to the stretch where it begins. `marks` has those of each layer under its name, in the order
    of the text; `annotation.hedges` is short for `annotation.marks["hedges"]`.

    `reader` says how the text was read (*transcript*, *speech* or *prose*), `layout` by which forms of
    label the turns of a transcript were found.
    `notes` say what looks wrong about the text.
    """

    document: Document
    words: int
    sentences: tuple[Span, ...]
    statements: tuple[Statement, ...]
    statement_words: tuple[int, ...]
    excluded: tuple[Span, ...]
    marks: Mapping[str, tuple[Any, ...]]
    excluded_kinds: tuple[str, ...] = ()
    reader: str = "prose"
    layout: str = ""
    notes: tuple[Note, ...] = ()

    def __getattr__(self, name: str) -> tuple[Any, ...]:
        """The marks of a layer by its name."""
        if not name.startswith("_") and name != "marks" and name in self.marks:
            return self.marks[name]
        raise AttributeError(f"an annotation has no {name!r}")
