"""How rates are formed and how sure they are said to be: what a methods section has to state.

    design = Design(by=["item"], unit="speaker")
    rates(marks, voices, documents, design)
    compare(marks, voices, documents, Contrast("party", "left", "right"), design)
    design.grouped("category")            # the same design, other rows
    replace(design, per="100 sentences")  # the same rows, another denominator

Every function of this package that gives a rate, an interval or a test takes one `Design` and says in its
result what it did; captions and the methods paragraph are written from both (`procedure`).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias, get_args

from analysis.base.errors import StudyError, did_you_mean
from analysis.base.wording import plural

Levels: TypeAlias = Mapping[str, Sequence[str]]
"""The values to show of some columns, in this order, found or not."""

TEXT: Final = "doc_id"
"""The unit that is a text of its own."""

IntervalKind: TypeAlias = Literal["widened", "studentised"]
Adjustment: TypeAlias = Literal["holm", "bh", "none"]
INTERVALS: Final[tuple[str, ...]] = get_args(IntervalKind)
ADJUSTMENTS: Final[tuple[str, ...]] = get_args(Adjustment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """The choices behind a table of rates; StudyError for one that cannot be.

    - `by`: the columns that make the rows, of the marks (layer, item, category, sense ...), of the voices
      (voice, voice_kind, doc_id) or of the documents (their metadata); none gives one row;
    - `levels`: for a column of `by` the values to show, in this order, found or not;
    - `per`: what rates are divided by: "1,000 words", "100 sentences", "statement";
    - `unit`: what is resampled and tested: "doc_id", or a column such as "voice" or a field of the metadata;
      "" takes the highest level of the hierarchy that leaves six or more in each group (`inference_units`);
    - `hierarchy`: levels above the text from low to high, such as ("speaker", "outlet"); where none are
      named, "speaker" where speakers repeat;
    - `unit_note`: which unit was taken and why, once it is settled;
    - `min_words`: a group with fewer words is counted and not rated;
    - `interval`, `level`: how intervals are made, exact ones "widened" by how units differ or "studentised"
      bootstrap, and how sure they are;
    - `resamples`, `seed`: how often units are redrawn where they are, and what is drawn;
    - `adjustment`: the method by which p-values are corrected that a paper shows: "holm", "bh" or "none";
    - `effect`: the ratio of two rates that a comparison should be able to find.

    >>> Design(by="item", levels={"item": ["can", "may"]}).levels["item"]
    ('can', 'may')
    """

    by: Sequence[str] = ()
    levels: Levels = field(default_factory=dict)
    per: str = "1,000 words"
    unit: str = ""
    hierarchy: Sequence[str] = ()
    unit_note: str = ""
    min_words: int = 100
    interval: IntervalKind = "widened"
    level: float = 0.95
    resamples: int = 2000
    seed: int = 1
    adjustment: Adjustment = "holm"
    effect: float = 1.5

    def __post_init__(self) -> None:
        by = _listed(self.by)
        object.__setattr__(self, "by", by)
        levels = {name: tuple(map(str, _listed(values))) for name, values in self.levels.items()}
        object.__setattr__(self, "levels", MappingProxyType(levels))
        object.__setattr__(self, "hierarchy", _listed(self.hierarchy))
        _check_names(by, levels, self.unit)
        _check_choice("interval", self.interval, INTERVALS)
        _check_choice("adjustment", self.adjustment, ADJUSTMENTS)
        _check_number(
            "level", self.level, 0 < _number(self.level) < 1, "a share between 0 and 1, such as 0.95"
        )
        _check_whole("resamples", self.resamples, 2, "2000")
        _check_whole("seed", self.seed, 0, "1")
        _check_whole("min_words", self.min_words, 0, "100")
        _check_number("effect", self.effect, 0 < _number(self.effect) != 1, "a ratio such as 1.5")

    def grouped(self, *by: str, levels: Levels | None = None) -> "Design":
        """The same design with other rows.

        >>> Design(by=["item"], unit="speaker").grouped("layer").by
        ('layer',)
        """
        return replace(self, by=by, levels=levels or {})

    def resampling(self, unit: str) -> "Design":
        """The same design with another unit; "" leaves it to the hierarchy."""
        return replace(self, unit=unit, unit_note="")

    @property
    def noun(self) -> str:
        """The unit in words: "text", "speaker"."""
        return "text" if self.unit in ("", TEXT) else self.unit

    @property
    def nouns(self) -> str:
        """The unit in words, plural.

        >>> Design(unit="party").nouns, Design(unit="speaker").nouns
        ('parties', 'speakers')
        """
        return several(self.noun)

    @property
    def percent(self) -> str:
        """The level in words: "95%"."""
        return f"{100 * self.level:g}%"


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two groups set side by side: `a` and `b` are values of the column `group`; without `b` all others."""

    group: str
    a: str
    b: str | None = None

    def __post_init__(self) -> None:
        if self.a == self.b:
            raise StudyError(f"{self.group}: {self.a!r} cannot be set against itself; right would be another")

    @property
    def named(self) -> tuple[str, ...]:
        """The groups that have a name."""
        return (self.a,) if self.b is None else (self.a, self.b)


@dataclass(frozen=True, slots=True, kw_only=True)
class Smoother:
    """How a line is drawn along time: local linear regression over the nearest `share` of the texts.

    The line has `points` points; its band resamples units `resamples` times, point by point.
    """

    share: float = 0.4
    points: int = 60
    resamples: int = 1000

    def __post_init__(self) -> None:
        _check_number("share", self.share, 0 < _number(self.share) <= 1, "a share of the texts, such as 0.4")
        _check_whole("points", self.points, 1, "60")
        _check_whole("resamples", self.resamples, 2, "1000")


def several(noun: str) -> str:
    """The plural of a unit.

    >>> several("text"), several("country"), several("day")
    ('texts', 'countries', 'days')
    """
    ies = noun.endswith("y") and noun[-2:-1] not in ("", *"aeiou")
    return f"{noun[:-1]}ies" if ies else plural(2, noun).removeprefix("2 ")


def _listed(values: Sequence[Any]) -> tuple[Any, ...]:
    """One value as a list of one."""
    return (values,) if isinstance(values, str) else tuple(values)


def _check_names(by: tuple[str, ...], levels: Mapping[str, Any], unit: str) -> None:
    if twice := [name for name in dict.fromkeys(by) if by.count(name) > 1]:
        raise StudyError(f"by: {twice[0]!r} stands there twice; right would be each column once")
    for name in levels:
        if name not in by:
            right = f"one of {', '.join(by)}" if by else f"by = [{name!r}]"
            raise StudyError(f"levels: {name!r} is no column of by; right would be {right}")
    if not isinstance(unit, str):
        raise StudyError(f"unit: {unit!r} is no column; right would be 'doc_id' or a field such as 'speaker'")


def _check_choice(name: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        raise StudyError(f"{name}: no method {value!r}{did_you_mean(str(value), known)}")


def _check_number(name: str, value: float, holds: bool, right: str) -> None:
    if not holds:
        raise StudyError(f"{name}: {value!r} will not do; right would be {right}")


def _number(value: object) -> float:
    """The value where it is a number; else one that no comparison holds of."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan


def _check_whole(name: str, value: int, least: int, example: str) -> None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    right = f"a whole number from {least} on, such as {example}"
    _check_number(name, value, whole and value >= least, right)


DEFAULT: Final = Design()
SMOOTHER: Final = Smoother()
