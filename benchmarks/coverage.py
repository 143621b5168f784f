"""How often do the 95% intervals hold the truth, and how often do the tests cry wolf?

    python benchmarks/coverage.py [--rounds 400]

Corpora are drawn from a known population: text lengths are lognormal, a marker's rate differs between
texts (gamma), its count is Poisson. Prints Markdown tables; the seed is fixed.
"""

import argparse
from collections.abc import Callable, Iterable

import numpy as np

from analysis.measure.formulas.intervals import (
    bca_interval,
    log_ratio_interval,
    percentile_interval,
    ratio_interval,
    ratio_jackknife,
    ratio_replicates,
)
from analysis.measure.formulas.models import rate_ratio_model
from analysis.measure.formulas.ranks import rank_test

RATES = np.repeat([0.0005, 0.002, 0.01], 5)  # three frequencies of a marker, five markers of each
SPREADS = {"even (Poisson)": 0.0, "moderate (k = 0.25)": 0.25, "bursty (k = 1)": 1.0}
RESAMPLES = 1000


def draw(texts: int, spread: float, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Counts (texts x markers) and words of a corpus."""
    words = np.ceil(rng.lognormal(np.log(800), 0.6, texts))
    shape = (texts, len(RATES))
    own = RATES * (rng.gamma(1 / spread, spread, shape) if spread else np.ones(shape))
    return rng.poisson(own * words[:, None]).astype(float), words


def studentised(counts: np.ndarray, words: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray]:
    return ratio_interval(counts, words, resamples=RESAMPLES, seed=seed)


def percentile(counts: np.ndarray, words: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray]:
    return percentile_interval(ratio_replicates(counts, words, resamples=RESAMPLES, seed=seed).values)


def bca(counts: np.ndarray, words: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray]:
    drawn = ratio_replicates(counts, words, resamples=RESAMPLES, seed=seed).values
    return bca_interval(counts.sum(axis=0) / words.sum(), drawn, ratio_jackknife(counts, words))


Interval = Callable[[np.ndarray, np.ndarray, int], tuple[np.ndarray, np.ndarray]]


def coverage(interval: Interval, texts: int, spread: float, rounds: int) -> np.ndarray:
    """Share of intervals that hold the true rate, for each of the three frequencies."""
    rng = np.random.default_rng([texts, int(100 * spread)])
    held = []
    for seed in range(rounds):
        low, high = interval(*draw(texts, spread, rng), seed)
        held.append((low <= RATES) & (high >= RATES))
    return np.mean(held, axis=0).reshape(3, -1).mean(axis=1)


def difference_coverage(texts: int, spread: float, rounds: int) -> np.ndarray:
    """The same for the Log Ratio of two groups of `texts` each with equal rates; missing ones left out."""
    rng = np.random.default_rng([texts, int(100 * spread), 2])
    held = []
    for seed in range(rounds):
        a, b = draw(texts, spread, rng), draw(texts, spread, rng)
        low, high = log_ratio_interval(a, b, resamples=RESAMPLES, seed=seed)
        held.append(np.where(np.isnan(low), np.nan, (low <= 0) & (high >= 0)))
    return np.nanmean(np.array(held).reshape(rounds, 3, -1), axis=(0, 2))


def false_alarms(texts: int, spread: float, rounds: int) -> tuple[float, float]:
    """Share of p < 0.05 without any difference: rank test and model, middle frequency."""
    rng = np.random.default_rng([texts, int(100 * spread), 3])
    rank, model = [], []
    for _ in range(rounds):
        (a, words_a), (b, words_b) = draw(texts, spread, rng), draw(texts, spread, rng)
        rank.append(rank_test((a / words_a[:, None])[:, 7], (b / words_b[:, None])[:, 7])[0][0] < 0.05)
        fitted = rate_ratio_model(
            np.append(a[:, 7], b[:, 7]),
            np.append(words_a, words_b),
            np.repeat([1, 0], texts),
            [str(i) for i in range(2 * texts)],
        )
        model.append(fitted.p < 0.05 if np.isfinite(fitted.p) else np.nan)
    return float(np.mean(rank)), float(np.nanmean(model))


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(head), ["---"] * len(list(head)), *map(list, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def percent(shares: Iterable[float]) -> list[str]:
    return [f"{100 * share:.1f}" for share in shares]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=400, help="simulated corpora for each row")
    rounds = parser.parse_args().rounds
    frequencies = ["0.5 per 1,000", "2 per 1,000", "10 per 1,000"]

    print("## Rates: share of 95% intervals that hold the true rate (%)\n")
    rows = [
        [name, str(texts), spread, *percent(coverage(interval, texts, value, rounds))]
        for name, interval in (("studentised (used)", studentised), ("BCa", bca), ("percentile", percentile))
        for texts in (5, 10, 30, 100)
        for spread, value in SPREADS.items()
    ]
    print(table(["interval", "texts", "texts differ", *frequencies], rows))

    print("## Log Ratio of two groups: share of 95% intervals that hold 0 (%)\n")
    rows = [
        [str(texts), spread, *percent(difference_coverage(texts, value, rounds))]
        for texts in (10, 30, 100)
        for spread, value in SPREADS.items()
    ]
    print(table(["texts in each group", "texts differ", *frequencies], rows))

    print("## Tests: share of p < 0.05 where there is no difference (%), 2 per 1,000\n")
    rows = [
        [str(texts), spread, *percent(false_alarms(texts, value, rounds))]
        for texts in (5, 10, 30, 100)
        for spread, value in SPREADS.items()
    ]
    print(table(["texts in each group", "texts differ", "rank test", "negative binomial"], rows))


if __name__ == "__main__":
    main()
