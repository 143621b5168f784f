"""The values of the named features of clauses, for the cuts of many conditions at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.marks.clauses import Case
from analysis.annotation.marks.joined_sentences import LENGTHS, Words, capped, chosen, lengths, whole
from analysis.annotation.marks.sentence_words import Sentence
from analysis.language.engine.hashing import Ints
from analysis.language.engine.scoring import Column
from analysis.language.word_classes import JOINS, WordClass

Columns = dict[str, Column]
Flags = NDArray[np.bool_]

_JOINING: Final = JOINS | {WordClass.PREPOSITION, WordClass.ADVERB}


class Conditions:
    """Cases as arrays; what holds for a whole condition is here."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self.cases = cases
        sentences = list({id(case.sentence): case.sentence for case in cases}.values())
        place = {id(sentence): number for number, sentence in enumerate(sentences)}
        self.words = Words(sentences)
        number = np.array([place[id(case.sentence)] for case in cases])
        self.base = self.words.base.take(number)
        """The place of the first word of each sentence."""
        self.end = self.base + self.words.size.take(number)
        self.start = self.base + np.array([case.condition.start for case in cases])
        """The place of the cut before each marker."""
        self.after = self.base + np.array([case.condition.after for case in cases])

    @cached_property
    def verbs_before(self) -> Ints:
        """Finite verbs before each marker."""
        return between(self.words.verbs, self.base, self.start)

    @cached_property
    def left(self) -> Columns:
        """What stands before each marker, and what lies between it and the punctuation before it."""
        contexts = [left_context(case.sentence, case.condition.start) for case in self.cases]
        counts = [_left_clause(case.sentence, case.condition.start) for case in self.cases]
        verbs, words = np.array(counts).T
        return {"left": Column(contexts), "verbs_left": capped(verbs, 2), "words_left": capped(words, 4)}

    @cached_property
    def marker(self) -> Column:
        """The kind of each marker."""
        return Column([case.condition.type for case in self.cases])


def left_context(s: Sentence, start: int) -> str:
    """What stands directly before the marker: an edge or the class of a joining word, and the cut."""
    if start == 0:
        return "^"
    letter = s.classes[start - 1]
    return (letter if letter in _JOINING else "x") + (s.gap[start] or "_")


def _left_clause(s: Sentence, start: int) -> tuple[int, int]:
    """Finite verbs and words between the last punctuation and the marker."""
    low = next((cut for cut in range(start - 1, 0, -1) if s.gap[cut]), 0)
    return s.finite[start] - s.finite[low], start - low


def protasis_columns(c: Conditions, number: Ints, at: Ints) -> Columns:
    """The values of `PROTASIS`: row i is about condition `number[i]` and an end at the place `at[i]`."""
    w, end, after = c.words, c.end.take(number), c.after.take(number)
    asked = _signs_with(w, "?").take(end)
    last = at == end
    return {
        **_around(w, at, (-2, -1, 0, 1), (-1, 0, 1, 2)),
        **_inside(w, at, after),
        **_of_conditions(c, number),
        **_counted(c, number, at),
        "gap": _gap(w, at, (last & ~asked, _ending), (last & asked, _asking)),
        "clause_before": chosen(w.clauses.take(at) > w.clauses.take(after + 1), "-", "C"),
        "clause_after": chosen(w.clauses.take(end) > w.clauses.take(at + 1), "-", "C"),
    }


def _ending(_: str) -> str:
    return "$"


def _asking(_: str) -> str:
    return "$?"


def _inside(w: Words, at: Ints, after: Ints) -> Columns:
    """The classes of the three words before each cut, as far as they are inside the protasis."""
    letters = w.classes.index
    assert letters is not None
    outside = ord("-")
    return {
        f"inside[{by}]": Column(w.classes.names, np.where(at + by >= after, letters.take(at + by), outside))
        for by in (-3, -2, -1)
    }


def _of_conditions(c: Conditions, number: Ints) -> Columns:
    """What is the same for all ends of one protasis."""
    w, behind = c.words, c.start + 1
    order = np.where(c.verbs_before > 0, 2, (c.start > c.base).astype(np.int64))
    columns = {
        **c.left,
        "marker": c.marker,
        "order": Column(("I", "M", "L"), order),
        "first_onset": w.onsets.take(c.after),
        "quoted": chosen(w.quotes.take(behind) > w.quotes.take(c.base), "-", "q"),
        "bracketed": chosen(w.brackets.take(behind) > w.brackets.take(c.base), "-", "p"),
    }
    return {name: column.take(number) for name, column in columns.items()}


def _counted(c: Conditions, number: Ints, at: Ints) -> Columns:
    """What is counted before and behind the ends of protases."""
    w, end, after = c.words, c.end.take(number), c.after.take(number)
    behind = c.start.take(number) + 1
    ahead, first = w.next_verb.take(at), w.next_verb.take(after)
    rank = np.minimum(w.openings.take(at) - w.openings.take(first), 3)
    brackets = w.brackets.take(behind)
    return {
        "verbs_inside": capped(between(w.verbs, after, at)),
        "verbs_after": capped(between(w.verbs, at, end)),
        "verb_ahead": capped(np.where(ahead == end, 9, np.minimum(ahead - at, 7)), 9),
        "length": lengths(at - after),
        "commas": capped(between(w.commas, after, at)),
        "rank": capped(np.where(at > first, rank, 9), 9),
        "quotes": whole(between(w.quotes, behind, at)),
        "brackets": whole(w.brackets.take(at) - brackets),
        "brackets[1]": whole(w.brackets.take(at + 1) - brackets),
        "markers_inside": capped(between(w.markers, after, at), 2),
        "markers_after": capped(between(w.markers, at, end), 2),
    }


# --- apodosis ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rows:
    """Edges or segments: row i is beside the protasis of condition `number[i]` that ends at `end[i]`."""

    conditions: Conditions
    number: Ints
    end: Ints
    right: Flags

    @cached_property
    def low(self) -> Ints:
        """Where the words on that side begin."""
        return np.where(self.right, self.end, self.conditions.base.take(self.number))

    @cached_property
    def high(self) -> Ints:
        """Where they end."""
        c = self.conditions
        return np.where(self.right, c.end.take(self.number), c.start.take(self.number))

    @cached_property
    def sides(self) -> Columns:
        """The side, and whether a finite verb stands before the marker."""
        order = chosen(self.conditions.verbs_before > 0, "I", "L").take(self.number)
        return {"side": chosen(self.right, "L", "R"), "order": order}


def start_columns(rows: Rows, at: Ints) -> Columns:
    """The values of `START` for first edges at the places `at`."""
    w, low, high, right = rows.conditions.words, rows.low, rows.high, rows.right
    before, behind = between(w.verbs, low, at), between(w.verbs, at, high)
    opens = at == low
    return {
        **rows.sides,
        **_around(w, at, (-2, -1, 0), (-1, 0, 1)),
        "gap": _gap(w, at, (opens & right, "^{}".format), (opens & ~right, "^".format)),
        "verbs_between": capped(np.where(right, np.minimum(before, 3), np.minimum(behind, 4)), 4),
        "verbs_beyond": capped(np.where(right, behind, before)),
        "distance": lengths(np.where(right, at - low, high - at)),
    }


def end_columns(rows: Rows, at: Ints) -> Columns:
    """The values of `END` for last edges at the places `at`."""
    w, low, high, right = rows.conditions.words, rows.low, rows.high, rows.right
    before, behind = between(w.verbs, low, at), between(w.verbs, at, high)
    closes, words = at == high, lengths(high - at).index
    assert words is not None
    return {
        **rows.sides,
        **_around(w, at, (-1, 0), (-1, 0, 1)),
        "gap": _gap(w, at, (closes & right, _ending), (closes & ~right, "${}".format)),
        "verbs_between": capped(np.where(right, before, behind)),
        "beyond": Column(LENGTHS, np.where(right, np.minimum(behind, 3), words)),
    }


def inside_columns(rows: Rows, start: Ints, end: Ints) -> Columns:
    """The values of `INSIDE` for segments from the places `start` to `end`."""
    c, w, number, right = rows.conditions, rows.conditions.words, rows.number, rows.right
    verbs = np.minimum(between(w.verbs, start, end), 3)
    last = c.end.take(number)
    hinge = np.where(right, start - rows.end, c.start.take(number) - end)
    return {
        **rows.sides,
        **{name: column.take(number) for name, column in c.left.items()},
        "verbs": capped(verbs),
        "verbs_left_out": capped(between(w.verbs, rows.low, rows.high) - verbs),
        "modal": chosen(between(w.modals, start, end) > 0, "-", "M"),
        "onset": w.onsets.take(start),
        "commas": capped(between(w.commas, start + 1, end)),
        "length": lengths(end - start),
        "quotes": whole(between(w.quotes, start + 1, end)),
        "hinge": capped(hinge),
        "hinge_gap": _gap(w, rows.end, (rows.end == last, _ending)),
        "following": capped(between(w.verbs, rows.end, last), 2),
    }


def none_columns(c: Conditions, number: Ints, end: Ints) -> Columns:
    """The values of `NONE` for protases that end at the places `end`."""
    w, start, after, last = c.words, c.start.take(number), c.after.take(number), c.end.take(number)
    before, behind = c.verbs_before.take(number), between(w.verbs, end, last)
    return {
        **{name: column.take(number) for name, column in c.left.items()},
        "always": Column(("True",), np.zeros(len(end), dtype=np.int64)),
        "marker": c.marker.take(number),
        "verbs_before": capped(before, 2),
        "verbs_after": capped(behind, 2),
        "any_before": capped(before, 1),
        "any_after": capped(behind, 1),
        "words_before": lengths(start - c.base.take(number)),
        "words_after": lengths(last - end),
        "verbs_inside": capped(between(w.verbs, after, end), 2),
        "word[-1]": w.forms.take(start - 1),
        "word[0]": w.forms.take(after),
        "class[-1]": w.classes.take(start - 1),
        "onset": w.onsets.take(end),
        "end_gap": _gap(w, last),
        "gap_before": _gap(w, start),
        "gap_after": _gap(w, end),
    }


# --- both -------------------------------------------------------------------------------------


def between(counts: Ints, low: Ints, high: Ints) -> Ints:
    """What is counted from one place to another."""
    return counts.take(high) - counts.take(low)


def _around(w: Words, at: Ints, words: tuple[int, ...], classes: tuple[int, ...]) -> Columns:
    """Words and classes around each cut, and what begins there."""
    return {
        **{f"word[{by}]": w.forms.take(at + by) for by in words},
        **{f"class[{by}]": w.classes.take(at + by) for by in classes},
        "onset": w.onsets.take(at),
    }


def _gap(w: Words, at: Ints, *special: tuple[Flags, Callable[[str], str]]) -> Column:
    """The punctuation at places, `_` for none; where flags are set, as their function writes it."""
    signs, index = w.gaps.names, w.gaps.index
    assert index is not None
    index, names = index.take(at), [sign or "_" for sign in signs]
    for flags, write in special:  # no place has two of them
        index = index + len(names) * flags
        names += map(write, signs)
    return Column(names, index)


def _signs_with(w: Words, sign: str) -> Flags:
    """Whether a sign is among the punctuation at each place."""
    assert w.gaps.index is not None
    return np.array([sign in gap for gap in w.gaps.names]).take(w.gaps.index)
