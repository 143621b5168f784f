"""What must hold of a record of the interchange format, whatever the text (`docs/interchange.md`)."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from analysis.annotation.cleaning import clean
from analysis.base.layers import LAYERS
from analysis.base.records import Document
from analysis.language.text import WORD

SUM = 1e-9
"""How far the sum of a distribution may lie from 1."""
MARKS = tuple(name for name in LAYERS if name != "conditionals")
"""The layers whose marks stand at one place; a conditional has parts."""
CHOICES = {
    "statements": {"kind": {"direct", "mixed", "indirect"}},
    "modals": {"class": {"central", "marginal", "semi"}},
    "conditionals": {
        "kind": {"open", "hypothetical", "counterfactual", "concessive", "speech-act"},
        "order": {"protasis-first", "apodosis-first", "embedded", "alone"},
    },
}
Record = Mapping[str, Any]
Span = Sequence[int]


def contradictions(text: str, record: Record, *, start: int = 0) -> Iterator[str]:
    """What contradicts the format within one record, in words; `start` is where the text proper begins."""
    yield from _spans(text, record)
    yield from _overlaps(record)
    yield from _words(text, record, start)
    yield from _voices(record)
    yield from _values(record)


def _named_spans(record: Record) -> Iterator[tuple[str, Span]]:
    """Every span of a record with what it is."""
    yield from (("excluded", span) for span in record["excluded"])
    for one in record["statements"]:
        yield "a statement", (one["start"], one["end"])
        yield from (("a piece of a statement", span) for span in one["spans"])
        yield from ((name, one[name]) for name in ("speaker_span", "cue") if one[name] is not None)
    for layer in MARKS:
        yield from ((layer, (mark["start"], mark["end"])) for mark in record[layer])
    for mark in record["conditionals"]:
        parts = ("marker", "protasis", "apodosis")
        yield from ((f"the {part} of a conditional", mark[part]) for part in parts if mark[part] is not None)


def _spans(text: str, record: Record) -> Iterator[str]:
    for name, (start, end) in _named_spans(record):
        if not 0 <= start < end <= len(text):
            yield f"{name} is empty or lies outside the text"
        elif not text[start:end].strip():
            yield f"{name} holds nothing but white space"
    for one in record["statements"]:
        if (one["start"], one["end"]) != (one["spans"][0][0], one["spans"][-1][1]):
            yield "a statement does not run from its first piece to its last"
    for one in record["conditionals"]:
        if one["marker"] and text[slice(*one["marker"])] != one["marker_text"]:
            yield "the text of a marker is not what stands at its place"
        if (
            one["marker"]
            and not one["protasis"][0] <= one["marker"][0] < one["marker"][1] <= one["protasis"][1]
        ):
            yield "a marker stands outside its protasis"


def _overlaps(record: Record) -> Iterator[str]:
    pieces = [span for one in record["statements"] for span in one["spans"]]
    if _overlap(pieces):
        yield "two statements overlap"
    if _overlap(record["excluded"]):
        yield "two excluded stretches overlap"
    if not _overlap(pieces) and _overlap([*pieces, *record["excluded"]]):
        yield "an excluded stretch lies in a statement"
    for one in record["conditionals"]:
        if one["apodosis"] and _cross(one["protasis"], one["apodosis"]):
            yield "protasis and apodosis cross each other"
    for layer in LAYERS:
        places = [_place(mark) for mark in record[layer]]
        if _overlap(places):
            yield f"two {layer} overlap"
        if places != sorted(places):
            yield f"{layer} are not in the order of the text"


def _place(mark: Record) -> tuple[int, int]:
    start, end = (mark["marker"] or mark["protasis"]) if "protasis" in mark else (mark["start"], mark["end"])
    return start, end


def _overlap(spans: Sequence[Span]) -> bool:
    return any(a[1] > b[0] for a, b in pairwise(sorted(spans)))


def _cross(one: Span, other: Span) -> bool:
    """Whether two stretches share characters and neither lies in the other (as *otherwise* in its clause)."""
    (_, first_end), (start, end) = sorted((one, other), key=lambda span: (span[0], -span[1]))
    return start < first_end < end


def _words(text: str, record: Record, start: int) -> Iterator[str]:
    """Every word is somebody's, once: a statement's, the narrator's, or nobody's. It is where it begins."""
    cleaned = clean(Document("", text, body_start=start))
    begins = (cleaned.back(match.span())[0] for match in WORD.finditer(cleaned.document.text))
    words = [begin for begin in begins if begin >= start]

    def begun(spans: Sequence[Span]) -> int:
        return sum(bisect_left(words, b) - bisect_left(words, a) for a, b in spans)

    if record["words"] + begun(record["excluded"]) != len(words):
        yield "words of the document and excluded words are not those of the text"
    if sum(one["words"] for one in record["statements"]) > record["words"]:
        yield "statements have more words than the document"
    if any(one["words"] != begun(one["spans"]) for one in record["statements"]):
        yield "a statement has not the words of its pieces"


def _voices(record: Record) -> Iterator[str]:
    owners = [(*span, n) for n, one in enumerate(record["statements"]) for span in one["spans"]]
    for layer in LAYERS:
        for mark in record[layer]:
            start = _place(mark)[0]
            if mark["statement"] not in ([n for a, b, n in owners if a <= start < b] or [None]):
                yield f"one of the {layer} belongs to a statement that does not hold it"
            if any(a <= start < b for a, b in record["excluded"]):
                yield f"one of the {layer} stands in an excluded stretch"


def _values(record: Record) -> Iterator[str]:
    for layer, fields in CHOICES.items():
        for name, known in fields.items():
            yield from (
                f"{layer} with {name} {one[name]!r}" for one in record[layer] if one[name] not in known
            )
    for mark in record["modals"]:
        for name in ("senses", "quirk"):
            shares = mark[name].values()
            if not shares:
                yield f"{name} is empty"
            elif abs(sum(shares) - 1) > SUM or min(shares) < 0:
                yield f"{name} is no distribution"
    for one in record["statements"]:
        if not 0 <= one["confidence"] <= 1 or one["words"] < 0 or one["speaker"] == "":
            yield "a statement with an odd confidence, number of words or name"
    if len(record["excluded"]) != len(record.get("excluded_kinds", record["excluded"])):
        yield "excluded stretches without a kind"
    if record["words"] < 0 or record["sentences"] < 0:
        yield "a negative number"
