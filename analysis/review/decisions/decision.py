"""One decision of a reader about one mark: it stands, it is none, it is something else, it was missed.

A decision names its place by document, layer and offsets and carries a digest of the text, so that it is
never applied to another text by mistake. Nothing of the machine's result is overwritten: take the
decision away and the mark is as it was.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from analysis.base.digests import digest_bytes
from analysis.base.errors import StudyError, did_you_mean
from analysis.base.layers import LAYERS, OWNERS
from analysis.base.layers.values import NONE, Flag, Stretch
from analysis.base.records import Span

Verdict = Literal["accept", "reject", "relabel", "add"]

VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
LABELS: Final[Mapping[str, tuple[str, ...]]] = {
    name: tuple(field.name for field in layer.labels) for name, layer in LAYERS.items()
}
"""What can be said of a mark, by layer: columns of `analysis.measure.tables.MARKS`. A part (a protasis, an
apodosis) is said by its offsets, as in "12-40"; one that is not there is "none"."""
PARTS: Final = tuple(OWNERS)
"""The labels that are offsets."""
SAID: Final = tuple(dict.fromkeys(name for own in LABELS.values() for name in own if name not in PARTS))
"""All other labels, of all layers."""
FLAGS: Final = frozenset(
    field.name for layer in LAYERS.values() for field in layer.labels if isinstance(field.value, Flag)
)
"""The labels that are true or false."""
OPTIONAL: Final = frozenset(
    part.name
    for layer in LAYERS.values()
    for part in layer.parts
    if isinstance(part.value, Stretch) and part.value.optional
)
"""Parts that a mark can be without."""
ALLOWED: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    (name, field.name): field.value.values
    for name, layer in LAYERS.items()
    for field in layer.labels
    if field.value.values
}
"""Values that a label can take, where they are a closed list."""
NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    name: tuple(field.name for field in layer.labels if field.needed) for name, layer in LAYERS.items()
}
"""What must be said of a mark that is added."""
HALVED: Final = "half a character; right would be a whole one, or none"
_DIGITS: Final = 12
_HALF: Final = re.compile("[\ud800-\udfff]")
_LONGEST_OFFSET: Final = 15  # digits: no text is so long


@dataclass(frozen=True, slots=True)
class Decision:
    """What `annotator` decided about the characters `start` to `end` of a document, and why.

    `text` is `text_digest` of the document, `surface` the characters themselves, for readers.
    `labels` is what a mark is said to be (`LABELS`); "accept" and "reject" need none.
    StudyError for a layer, verdict or label that does not exist, and for an added mark without its
    category.
    """

    document: str
    text: str
    layer: str
    start: int
    end: int
    surface: str
    verdict: Verdict
    labels: Mapping[str, str] = field(default_factory=dict)
    annotator: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        _check("layer", self.layer, tuple(LAYERS))
        _check("verdict", self.verdict, VERDICTS)
        if not 0 <= self.start < self.end:
            raise StudyError(f"span {self.start}-{self.end} holds no characters; right would be start < end")
        for name, value in self.labels.items():
            _check("label", name, LABELS[self.layer])
            _check(name, value, ALLOWED.get((self.layer, name), (value,)))
        for name, value in (*self.labels.items(), ("annotator", self.annotator), ("reason", self.reason)):
            if half := half_character(value):
                raise StudyError(f"{name} holds {half}, {HALVED}")
        self._check_labels()

    def _check_labels(self) -> None:
        for name in PARTS:
            self.part(name)
        if self.verdict == "relabel" and not self.labels:
            raise StudyError("relabel says no label; right would be one such as category: approximator")
        missing = [name for name in NEEDED[self.layer] if name not in self.labels]
        if self.verdict == "add" and missing:
            raise StudyError(f"an added mark among the {self.layer} needs its {missing[0]}")

    @property
    def place(self) -> tuple[str, int, int, str]:
        """What the decision is about: document, start, end, layer."""
        return self.document, self.start, self.end, self.layer

    def part(self, name: str) -> Span | None:
        """Where a part (the protasis, the apodosis) is said to be; None where it says "none", or nothing."""
        written = self.labels.get(name)
        if written is None or (written == NONE and name in OPTIONAL):
            return None
        return parse_span(written)


def half_character(text: str) -> str:
    """The first half of a character (a lone surrogate) in a text as Python writes it; empty if there is none.

    >>> half_character("a\\ud800"), half_character("a")
    ("'\\\\ud800'", '')
    """
    found = None if text.isascii() else _HALF.search(text)
    return ascii(found.group()) if found else ""


def text_digest(text: str) -> str:
    """Short digest by which a decision knows the text it was made on."""
    return digest_bytes(text.encode("utf-8", "surrogatepass"))[:_DIGITS]


def decisions_digest(decisions: Iterable[Decision]) -> str:
    """Digest of what decisions do to a result: where, and what was decided; not whose they are, nor why."""
    done = {json.dumps([*one.place, one.text, one.verdict, sorted(one.labels.items())]) for one in decisions}
    return digest_bytes("\n".join(sorted(done)).encode())


def parse_span(written: str) -> Span:
    """Two offsets from "12-40"; StudyError for anything else.

    >>> parse_span("12-40")
    (12, 40)
    """
    start, _, end = written.partition("-")
    if not (_is_offset(start) and _is_offset(end) and int(start) < int(end)):
        raise StudyError(f"{written!r} is no span; right would be two offsets, as in 12-40")
    return int(start), int(end)


def _is_offset(written: str) -> bool:
    return written.strip().isdecimal() and len(written) <= _LONGEST_OFFSET


def _check(what: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise StudyError(f"{what} {value!r} does not exist{did_you_mean(value, known)}")
