"""How often do tests and intervals find a difference that is not there? By unit, at .05.

    python benchmarks/false_alarms.py [--rounds 400]

Two groups of 10 speakers with 8 texts each (400 to 1,600 words), the logarithm of a speaker's rate with a
standard deviation of .4: once with the text as the unit, once as the default finds it. Then two groups of 30
texts of 200 and of 2,000 words with the same rate. A test that is withheld is no alarm. Seeded.
"""

import argparse

import numpy as np
import pandas as pd

from analysis.measure.statistics.comparison import compare
from analysis.measure.statistics.design import Contrast, Design

CONTRAST = Contrast("party", "a", "b")


def tables(
    counts: np.ndarray, words: np.ndarray, speaker: list[str], party: list[str]
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Marks, voices and documents of texts with so many marks."""
    names = [f"t{number:03}" for number in range(len(words))]
    of = {"voice": "narrator", "voice_kind": "narrator"}
    marks = pd.DataFrame({"doc_id": np.repeat(names, counts), "layer": "hedges", "item": "perhaps", **of})
    voices = pd.DataFrame({"doc_id": names, **of, "words": words, "sentences": words // 20, "statements": 0})
    documents = pd.DataFrame({"doc_id": names, "words": words, "speaker": speaker, "party": party})
    return marks, voices, documents


def speakers(rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    own, words = np.repeat(rng.lognormal(0, 0.4, 20), 8), rng.integers(400, 1600, 160)
    who = [f"s{number}" for number in range(20) for _ in range(8)]
    return tables(rng.poisson(0.006 * words * own), words, who, ["a"] * 80 + ["b"] * 80)


def lengths(rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    words = np.repeat([200, 2000], 30)
    who = [f"s{number}" for number in range(60)]
    return tables(rng.poisson(0.002 * words), words, who, ["a"] * 30 + ["b"] * 30)


def alarms(draw, unit: str, rounds: int) -> list[float]:
    """The shares of rank tests, models and Log Ratio intervals that find a difference."""
    rng, found = np.random.default_rng(7), []
    for _ in range(rounds):
        row = compare(*draw(rng), CONTRAST, Design(by="item", unit=unit)).iloc[0]
        apart = row["log_ratio_low"] > 0 or row["log_ratio_high"] < 0
        found.append([row["p_rank"] < 0.05, row["p_model"] < 0.05, apart])
    return list(100 * np.mean(found, axis=0))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=400, help="corpora for each row")
    rounds = parser.parse_args().rounds
    print("| texts | unit | rank | model | Log Ratio |\n| --- | --- | --- | --- | --- |")
    for name, draw, unit in (
        ("10 x 8, speakers differ", speakers, "doc_id"),
        ("10 x 8, speakers differ", speakers, ""),
        ("200 and 2,000 words", lengths, ""),
    ):
        shares = " | ".join(f"{share:.1f}" for share in alarms(draw, unit, rounds))
        print(f"| {name} | {unit or 'by default'} | {shares} |", flush=True)


if __name__ == "__main__":
    main()
