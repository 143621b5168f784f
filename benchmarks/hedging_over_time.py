"""How far hedging fell in the messages of the presidents, with errors of the suite taken out.

`python benchmarks/hedging_over_time.py` (extra `corpora`). A rate that is counted mixes language with errors,
and errors differ by period. So the places of `older_hedges.csv` correct it: of all candidates of a period
(`draw_places.py`) the share that is marked is known, and the mean of label minus mark over the places drawn
there tells what must be added (the difference estimator: Särndal, Swensson and Wretman 1992, 6.3).
"""

import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from draw_places import candidates, messages
from older_hedges import hedge_spans, labelled, outcomes

from analysis.language.text import count_words

RESAMPLES = 5_000


class Period(NamedTuple):
    """Candidates of a period, how many are marked, its words, and label minus mark of the places drawn."""

    candidates: int
    marked: int
    words: int
    differences: list[int]

    def rate(self, differences: Sequence[int] = ()) -> float:
        """Hedges per 1,000 words: counted, or corrected by the differences given."""
        added = self.candidates * sum(differences) / max(1, len(differences))
        return 1_000 * (self.marked + added) / self.words


def period(since: str, until: str, drawn: Sequence[str]) -> Period:
    """A period of the messages with the samples that were drawn from it."""
    spans = marked = words = 0
    for document in messages(since, until):
        marks = hedge_spans(document.text)
        found = list(candidates(document.text))
        spans += len(found)
        marked += sum(any(a < end and start < b for a, b in marks) for start, end in found)
        words += count_words(document.text)
    places = {name: [row for row in rows if row["drawn"] in drawn] for name, rows in labelled().items()}
    differences = [is_hedge - is_marked for _, is_marked, is_hedge in outcomes(places)]
    return Period(spans, marked, words, differences)


def main() -> None:
    """Print counted and corrected rates of both periods, and the earlier over the later."""
    early, late = (
        period("1790", "1860", ("1", "2", "4", "5", "7")),
        period("1960", "2100", ("6 (since 1960)",)),
    )
    rng = random.Random(1)
    ratios = sorted(
        early.rate(rng.choices(early.differences, k=len(early.differences)))
        / late.rate(rng.choices(late.differences, k=len(late.differences)))
        for _ in range(RESAMPLES)
    )
    for name, one in (("before 1860", early), ("since 1960", late)):
        print(f"{name}: counted {one.rate():.2f}, corrected {one.rate(one.differences):.2f} per 1,000 words")
    low, high = ratios[RESAMPLES // 40], ratios[-RESAMPLES // 40]
    counted = early.rate() / late.rate()
    corrected = early.rate(early.differences) / late.rate(late.differences)
    print(f"ratio: counted {counted:.2f}, corrected {corrected:.2f} [{low:.2f}, {high:.2f}]")


if __name__ == "__main__":
    main()
