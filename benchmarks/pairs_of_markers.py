"""Do markers that are independent stand together? False alarms of co-occurrence, with and without lengths.

    python benchmarks/pairs_of_markers.py [--rounds 300]

Texts of 50 sentences whose lengths are lognormal (mean of the logarithm 2.8); each word may be each of three
markers, independently, at a rate of the text (gamma, variance k). A false alarm is a 95% interval of the
Log Ratio that leaves out 0, among the pairs found; `no lengths` gives every sentence the same length. The
last column is the share found where the second marker is three times as likely beside the first. Seeded.
"""

import argparse
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.measure.statistics.cooccurrence import cooccurrence
from analysis.measure.statistics.design import Design

DESIGN, SENTENCES = Design(by=("item",)), 50


class Case(NamedTuple):
    texts: int
    uneven: float
    rates: tuple[float, float, float]
    k: float


OFTEN, SELDOM = (0.02, 0.012, 0.006), (0.004, 0.002, 0.001)
CASES = [
    Case(texts, uneven, rates, k)
    for texts in (10, 40)
    for uneven in (0.0, 0.5, 0.9)
    for rates in (OFTEN, SELDOM)
    for k in (0.0, 0.3)
]


def corpus(case: Case, rng: np.random.Generator, *, drawn: float = 1.0) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Marks and places; beside "a" the marker "b" is `drawn` times as likely."""
    shape = (case.texts, SENTENCES)
    words = np.ceil(rng.lognormal(2.8, case.uneven, shape)).astype(int)
    held = {}
    for item, rate in zip("abc", case.rates, strict=True):
        own = rng.gamma(1 / case.k, case.k, (case.texts, 1)) if case.k else 1.0
        more = np.where(held["a"], drawn, 1.0) if item == "b" else 1.0
        held[item] = rng.random(shape) < 1 - np.exp(-rate * own * more * words)
    texts = [f"t{number:02}" for number in range(case.texts)]
    places = pd.DataFrame(
        {
            "doc_id": np.repeat(texts, SENTENCES),
            "sentence": np.tile(np.arange(SENTENCES), case.texts),
            "words": words.ravel(),
        }
    )
    marks = [places[present.ravel()].assign(item=item) for item, present in held.items()]
    return pd.concat(marks, ignore_index=True), places


def alarms(case: Case, rounds: int, *, drawn: float = 1.0, lengths: bool = True) -> float:
    """The share of pairs whose interval leaves out 0; of the drawn pair alone where there is one."""
    rng = np.random.default_rng(
        [case.texts, int(10 * case.uneven), int(1e4 * case.rates[0]), int(10 * case.k)]
    )
    found = []
    for _ in range(rounds):
        marks, places = corpus(case, rng, drawn=drawn)
        table = cooccurrence(marks, places if lengths else places.assign(words=1), DESIGN, floor=1)
        if drawn != 1:
            table = table[(table["item_a"] == "a") & (table["item_b"] == "b")]
        found += list((table["log_ratio_low"] > 0) | (table["log_ratio_high"] < 0))
    return float(np.mean(found))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=300, help="corpora for each row")
    rounds = parser.parse_args().rounds
    print("| texts | s.d. of log length | rates a word | k | false alarms | no lengths | found |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for case in CASES:
        shares = alarms(case, rounds), alarms(case, rounds, lengths=False), alarms(case, rounds, drawn=3)
        said = (f"{100 * share:.1f}" for share in shares)
        rates = ", ".join(f"{rate:g}" for rate in case.rates)
        print(f"| {case.texts} | {case.uneven} | {rates} | {case.k} | {' | '.join(said)} |", flush=True)


if __name__ == "__main__":
    main()
