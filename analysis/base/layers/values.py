"""The kinds of values that are said of a mark, each with all its forms; imports the records alone.

A value of a record has a form in the interchange record (`plain`), in a table (`columns`, `cells`), as a
label that a reader can see and change (`label`, `decided`), and, as far as no label can say it, in
the files of annotation tools (`unsaid`, `rebuilt`). `arrow` names its type in Parquet.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isclose
from typing import Any, ClassVar

from analysis.base.records import ActCandidate, Span

NONE = "none"
"""The label of a stretch that is not there."""
BY_HAND = "decided by a reader"
DIGITS = 4
"""Decimal places of probabilities in a record."""
_SUM = 1e-6
"""How far the sum of a distribution may lie from 1."""


@dataclass(frozen=True, slots=True)
class Value:
    """One kind of value; `values` are all it can be, in the order of display, where that is known."""

    values: tuple[str, ...] = ()
    arrow: ClassVar[str] = ""

    def plain(self, value: Any) -> Any:
        """As JSON has it."""
        return value

    def columns(self, name: str) -> dict[str, str]:
        """The columns of a table of marks, with their types."""
        return {name: "string"}

    def cells(self, name: str, value: Any, text: str) -> dict[str, Any]:
        """The values of those columns; `text` is the document."""
        del text
        return {name: self.plain(value)}

    def label(self, value: Any) -> str:
        """What a reader sees and can change; empty where nothing is said."""
        return str(value or "")

    def decided(self, label: str, before: Any) -> Any:
        """The value that a reader's label makes of what was there before."""
        del before
        return label

    def unsaid(self, value: Any) -> Any:
        """What the label does not say, as JSON; None where it says all."""
        del value

    def rebuilt(self, label: str | None, unsaid: Any, span: Span) -> Any:
        """The value from its label and what that did not say; `span` is the place of the mark.

        ValueError for what was never written.
        """
        del unsaid, span
        if self.values and label not in self.values:
            raise ValueError(f"{label!r} is none of {', '.join(self.values)}")
        return self.decided(label or "", None)


class Word(Value):
    """A word: an entry, a category."""

    __slots__ = ()
    arrow: ClassVar[str] = "word"


class Hidden(Value):
    """A word that is kept with the mark, but is no label and no column of its own."""

    __slots__ = ()
    arrow: ClassVar[str] = "word"

    def columns(self, name: str) -> dict[str, str]:
        """None."""
        del name
        return {}

    def cells(self, name: str, value: Any, text: str) -> dict[str, Any]:
        """None."""
        del name, value, text
        return {}

    def unsaid(self, value: Any) -> Any:
        """The word."""
        return value

    def rebuilt(self, label: str | None, unsaid: Any, span: Span) -> Any:
        """The word as it was."""
        del label, span
        return _text(unsaid)


@dataclass(frozen=True, slots=True)
class Flag(Value):
    """Yes or no."""

    values: tuple[str, ...] = ("true", "false")
    arrow: ClassVar[str] = "flag"

    def columns(self, name: str) -> dict[str, str]:
        """One column of truth values."""
        return {name: "boolean"}

    def label(self, value: Any) -> str:
        """*true* or *false*."""
        return str(value).lower()

    def decided(self, label: str, before: Any) -> Any:
        """Whether the label is *true*."""
        del before
        return label == "true"


@dataclass(frozen=True, slots=True)
class Shares(Value):
    """A probability distribution over categories; a reader says which one it is.

    With `apart` each of the `values` has a column of its own beside that of the most probable one.
    """

    apart: bool = False
    arrow: ClassVar[str] = "shares"

    def plain(self, value: Mapping[str, float]) -> Any:
        """Rounded so that the shares still sum to 1: the largest takes what rounding left."""
        rounded = {name: round(share, DIGITS) for name, share in value.items()}
        if rounded:
            top = max(rounded, key=rounded.__getitem__)
            rounded[top] = round(rounded[top] + 1 - sum(rounded.values()), DIGITS)
        return rounded

    def columns(self, name: str) -> dict[str, str]:
        """The most probable category, then the probability of each."""
        return {name: "string", **(dict.fromkeys(self.values, "float64") if self.apart else {})}

    def cells(self, name: str, value: Mapping[str, float], text: str) -> dict[str, Any]:
        """The most probable category, then the probability of each."""
        del text
        return {name: self.label(value) or None, **(value if self.apart else {})}

    def label(self, value: Any) -> str:
        """The most probable category."""
        return max(value, key=value.__getitem__) if value else ""

    def decided(self, label: str, before: Any) -> Any:
        """Certainty: what was decided has probability 1."""
        return dict.fromkeys(before or (), 0.0) | {label: 1.0}

    def unsaid(self, value: Any) -> Any:
        """The whole distribution."""
        return dict(value)

    def rebuilt(self, label: str | None, unsaid: Any, span: Span) -> Any:
        """The distribution as it was."""
        del label, span
        if not isinstance(unsaid, Mapping):
            raise ValueError("no distribution")
        shares = {_text(name): _share(share) for name, share in unsaid.items()}
        if self.values and (unknown := shares.keys() - set(self.values)):
            raise ValueError(f"{min(unknown)!r} is none of {', '.join(self.values)}")
        if shares and not isclose(sum(shares.values()), 1, abs_tol=_SUM):
            raise ValueError(f"shares that add up to {sum(shares.values()):.3g}, not to 1")
        return shares


@dataclass(frozen=True, slots=True)
class Stretch(Value):
    """A part of a mark elsewhere in the text, such as the protasis of a conditional.

    A table shows its wording; as a label it is two offsets. `letter` stands before its bracket in a
    text, `tint` is its background in annotation tools. One that is `optional` may not be there.
    """

    letter: str = ""
    tint: str = "#FFFFFF"
    optional: bool = False
    arrow: ClassVar[str] = "span"

    def plain(self, value: Span | None) -> Any:
        """A list of two offsets."""
        return None if value is None else list(value)

    def cells(self, name: str, value: Span | None, text: str) -> dict[str, Any]:
        """The wording."""
        return {name: None if value is None else text[slice(*value)]}

    def label(self, value: Span | None) -> str:
        """Two offsets, as in "12-40"."""
        return "" if value is None else f"{value[0]}-{value[1]}"

    def decided(self, label: str, before: Any) -> Any:
        """The span that two offsets say; none for "none" and for nothing."""
        del before
        if not label or label == NONE:
            return None
        start, _, end = label.partition("-")
        return int(start), int(end)


class OwnPlace(Value):
    """The place of the mark itself, or None where no word shows it; nobody changes it."""

    __slots__ = ()
    arrow: ClassVar[str] = "span"

    def plain(self, value: Span | None) -> Any:
        """A list of two offsets."""
        return None if value is None else list(value)

    def columns(self, name: str) -> dict[str, str]:
        """None: a mark has `start` and `end`."""
        del name
        return {}

    def cells(self, name: str, value: Any, text: str) -> dict[str, Any]:
        """None."""
        del name, value, text
        return {}

    def unsaid(self, value: Any) -> Any:
        """Whether a word shows it."""
        return value is not None

    def rebuilt(self, label: str | None, unsaid: Any, span: Span) -> Any:
        """The place of the mark, wherever that is now."""
        del label
        return span if unsaid else None


class Candidates(Value):
    """What a mark may be doing, the likeliest first, each with its reasons."""

    __slots__ = ()
    arrow: ClassVar[str] = "candidates"

    def plain(self, value: Iterable[ActCandidate]) -> Any:
        """A list of objects."""
        return [
            {"act": one.act, "reasons": list(one.reasons), "probability": one.probability} for one in value
        ]

    def columns(self, name: str) -> dict[str, str]:
        """The first candidate and its reasons."""
        return {name: "string", "reasons": "string"}

    def cells(self, name: str, value: tuple[ActCandidate, ...], text: str) -> dict[str, Any]:
        """The first candidate and its reasons, joined by "; "."""
        del text
        return {name: self.label(value) or None, "reasons": "; ".join(value[0].reasons) if value else None}

    def label(self, value: Any) -> str:
        """The first candidate."""
        return value[0].act if value else ""

    def decided(self, label: str, before: Any) -> Any:
        """The one candidate that a reader says it is."""
        del before
        return (ActCandidate(label, (BY_HAND,)),)

    def unsaid(self, value: Any) -> Any:
        """All candidates."""
        return [
            [one.act, list(one.reasons), *([] if one.probability is None else [one.probability])]
            for one in value
        ]

    def rebuilt(self, label: str | None, unsaid: Any, span: Span) -> Any:
        """All candidates as they were."""
        del label, span
        return tuple(
            ActCandidate(_text(act), _texts(reasons), *map(_share, said)) for act, reasons, *said in unsaid
        )


KINDS = frozenset([Word, Hidden, Flag, Shares, Stretch, OwnPlace, Candidates])
"""All kinds of values; what tells them apart elsewhere (Parquet types, SQL) knows these."""


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is no list")
    return tuple(map(_text, value))


def _share(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(f"{value!r} is no share")
    return float(value)
