"""Which words stand near what was found more often than elsewhere: size and interval first, G2 beside it.

Two sides of one corpus are compared as everywhere in the suite: the words in the windows around the
matches and all other words. A word in two windows is counted once, and what was found is in neither side.
"""

from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.base.errors import StudyError, did_you_mean
from analysis.measure.formulas.association import log_likelihood, log_ratio
from analysis.measure.formulas.intervals import MANY, random_groups
from analysis.measure.search.spans import Spans
from analysis.measure.search.token_table import Ints, TokenTable, Truths
from analysis.measure.statistics.comparison import Pair, effects
from analysis.measure.statistics.counts import Counts, Denominator
from analysis.measure.statistics.design import DEFAULT, Design

BY: Final = ("word", "lemma")
_WORDS: Final = Denominator("1,000 words", 1000.0, "words")


class Window(NamedTuple):
    """How many words before and after a match are looked at."""

    left: int = 5
    right: int = 5


AROUND: Final = Window()


def collocates(
    table: TokenTable,
    spans: Spans,
    *,
    window: Window = AROUND,
    by: str = "word",
    floor: int = 3,
    top: int = 100,
    design: Design = DEFAULT,
) -> pd.DataFrame:
    """The `top` words near the matches by G2, of those that stand there `floor` times or more and attract.

    `by` is the word (in lower case) or its lemma. Columns: item, n (times in the windows), left and right (of
    them before and after), expected (times if the word cared nothing), documents (texts in which it stands
    there), n_elsewhere, log_ratio with log_ratio_low and log_ratio_high (by text), g2. Highest ratio first.
    StudyError for a window or a column that cannot be.
    """
    if by not in BY:
        raise StudyError(f"by: collocates have no {by!r}{did_you_mean(by, BY)}")
    if min(window) < 0 or not max(window):
        raise StudyError(f"window: {window.left} and {window.right} words hold none; right would be 5 and 5")
    values, code = _codes(table, by)
    sides = _near(table, spans, window)
    near = (sides[0] | sides[1]) & ~sides[2]
    rest = ~near & ~sides[2]
    size = len(values)
    inside, outside = (np.bincount(code[side], minlength=size) for side in (near, rest))
    totals = (inside, near.sum(), outside, rest.sum())
    g2, ratio = log_likelihood(*totals), log_ratio(*totals)
    ranked = np.argsort(-g2, kind="stable")
    chosen = ranked[(inside[ranked] >= floor) & (ratio[ranked] > 0)][:top]
    pair = _pair(table, code, (near, rest), chosen, design)
    columns: dict[str, Any] = {
        "item": [values[number] for number in chosen.tolist()],
        "n": inside[chosen],
        **{
            name: np.bincount(code[side & near], minlength=size)[chosen]
            for name, side in zip(("left", "right"), sides, strict=False)
        },
        "expected": (inside + outside)[chosen] * near.sum() / max(1, near.sum() + rest.sum()),
        "documents": _texts_with(table, code, near, chosen),
        "n_elsewhere": outside[chosen],
        **{name: value for name, value in effects(pair, design).items() if name != "percent_diff"},
    }
    found = pd.DataFrame(columns).sort_values(["log_ratio", "item"], ascending=[False, True])
    return found.reset_index(drop=True)


def _codes(table: TokenTable, by: str) -> tuple[list[str], Ints]:
    """The distinct words or lemmas, and of which of them each word token is one."""
    named = table.folded if by == "word" else table.lemmas
    numbers: dict[str, int] = {}
    places = np.array([numbers.setdefault(name, len(numbers)) for name in named], dtype=np.int32)
    return list(numbers), places[table.word[table.words_at]]


def _near(table: TokenTable, spans: Spans, window: Window) -> tuple[Truths, Truths, Truths]:
    """Which words stand before matches, which after them, which in them; among words alone."""
    before, document = table.words_before, table.document[spans.start]
    ends = before[table.document_ends]
    begins = np.concatenate([[0], ends[:-1]])
    first, last = before[spans.start], before[spans.end]
    left = _covered(len(table.words_at), np.maximum(first - window.left, begins[document]), first)
    right = _covered(len(table.words_at), last, np.minimum(last + window.right, ends[document]))
    return left, right, _covered(len(table.words_at), first, last)


def _covered(size: int, first: Ints, last: Ints) -> Truths:
    """Which of so many places lie in one of the stretches."""
    steps = np.bincount(first, minlength=size + 1) - np.bincount(last, minlength=size + 1)
    covered: Truths = np.cumsum(steps[:size]) > 0
    return covered


def _pair(
    table: TokenTable, code: Ints, sides: tuple[Truths, Truths], chosen: "NDArray[Any]", design: Design
) -> Pair:
    """The counts of the chosen words on both sides, text by text; of many texts in random groups."""
    unit = np.arange(len(table.documents))
    if len(unit) > MANY:
        unit = np.asarray(random_groups(len(unit), most=MANY, seed=design.seed))
    row, units = unit[table.document[table.words_at]], int(unit.max(initial=-1)) + 1
    place = np.full(int(code.max(initial=-1)) + 1, -1)
    place[chosen] = np.arange(len(chosen))
    near, rest = (_counts(row[side], place[code[side]], units, len(chosen)) for side in sides)
    return Pair(near, rest, shared=True)


def _counts(row: Ints, cell: Ints, units: int, cells: int) -> Counts:
    asked = cell >= 0
    marks = np.bincount(row[asked] * cells + cell[asked], minlength=units * cells)
    sizes = np.bincount(row, minlength=units).astype(float)
    names = tuple(f"{number:09}" for number in range(units))
    frame = pd.DataFrame(index=range(cells))
    return Counts({}, names, frame, marks.reshape(units, cells).astype(float), sizes, sizes, _WORDS, units)


def _texts_with(table: TokenTable, code: Ints, near: Truths, chosen: "NDArray[Any]") -> list[int]:
    """In how many texts each chosen word stands near a match."""
    asked = near & np.isin(code, chosen)
    documents = table.document[table.words_at][asked]
    pairs = np.unique(np.stack([code[asked], documents]), axis=1)[0]
    return [int(np.count_nonzero(pairs == number)) for number in chosen.tolist()]
