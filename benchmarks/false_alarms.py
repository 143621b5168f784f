"""How often do tests and intervals find a difference that is not there? By unit, at .05.

    python benchmarks/false_alarms.py [--rounds 1000] [--models 200]

Two groups of 10 speakers with 8 texts each (400 to 1,600 words), the logarithm of a speaker's rate with a
standard deviation of .4: with the text and with the speaker as the unit (the default). Then two groups of 30
texts of 200 and of 2,000 words with the same rate, and of 800 and 1,000: a rank test that is withheld is no
alarm, and what it would have found stands in brackets. Seeded.
"""

import argparse

import numpy as np

from analysis.measure.formulas.models import rate_ratio_model
from analysis.measure.formulas.ranks import rank_test
from analysis.measure.formulas.widened import log_ratio_p
from analysis.measure.statistics.comparison import UNLIKE

RATE = 0.006


def speakers(rng: np.random.Generator, rounds: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Counts (texts x rounds), words and speakers of 160 texts; the first half is one group."""
    words, who = rng.integers(400, 1600, 160), np.repeat(np.arange(20), 8)
    own = rng.lognormal(0, 0.4, (20, rounds))[who]
    return rng.poisson(RATE * words[:, None] * own), words, who


def lengths(short: int, long: int):
    """Two groups of 30 texts of so many words, each by somebody else."""

    def draw(rng: np.random.Generator, rounds: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        words = np.repeat([short, long], 30)
        return rng.poisson(RATE / 3 * words[:, None], (60, rounds)), words, np.arange(60)

    return draw


def summed(values: np.ndarray, who: np.ndarray) -> np.ndarray:
    return np.array([values[who == one].sum(axis=0) for one in np.unique(who)])


def alarms(draw, by_speaker: bool, rounds: int, models: int) -> list[str]:
    """The shares of rank tests, models and Log Ratios that find a difference."""
    counts, words, who = draw(np.random.default_rng(7), rounds)
    half, unit = len(words) // 2, who if by_speaker else np.arange(len(words))
    in_a = (np.arange(len(words)) < half).astype(float)
    n, size = summed(counts, unit), summed(words, unit)
    a, b = slice(0, len(n) // 2), slice(len(n) // 2, None)
    rank = 100 * (rank_test(n[a] / size[a, None], n[b] / size[b, None])[0] < 0.05).mean()
    means = sorted([size[a].mean(), size[b].mean()])
    ranked = f"withheld ({rank:.1f})" if means[1] >= UNLIKE * means[0] else f"{rank:.1f}"
    fits = [rate_ratio_model(column, words, in_a, list(unit)).p for column in counts.T[:models]]
    apart = log_ratio_p((n[a], size[a]), (n[b], size[b])) < 0.05
    return [ranked, f"{100 * np.mean(np.array(fits) < 0.05):.1f}", f"{100 * apart.mean():.1f}"]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=1000, help="corpora for each row")
    parser.add_argument("--models", type=int, default=200, help="corpora whose regression is fitted")
    asked = parser.parse_args()
    print("| texts | unit | rank | model | Log Ratio |\n| --- | --- | --- | --- | --- |")
    for name, draw, by_speaker in (
        ("10 x 8, speakers differ", speakers, False),
        ("10 x 8, speakers differ", speakers, True),
        ("200 and 2,000 words", lengths(200, 2000), False),
        ("800 and 1,000 words", lengths(800, 1000), False),
    ):
        found = " | ".join(alarms(draw, by_speaker, asked.rounds, asked.models))
        print(f"| {name} | {'speaker' if by_speaker else 'text'} | {found} |", flush=True)


if __name__ == "__main__":
    main()
