"""Do intervals hold for rare markers? What was tried, from one expected mark on.

    python benchmarks/rare_markers.py [--rounds 2000] [--all]

Corpora of 8 to 200 texts, of even or lognormal lengths (s.d. of the logarithm .6 and 1), whose rates are the
same or differ (gamma, variance k). Prints the lowest and highest coverage of 95% intervals over all of them,
and the median width without overdispersion over that of the exact interval (Garwood 1936; Clopper-Pearson for
the share of two counts). `--all` prints every cell of the interval in use. The seed is fixed.
"""

import argparse
from collections.abc import Callable, Iterator
from itertools import product
from typing import NamedTuple

import numpy as np
from scipy import stats

from analysis.measure.formulas import intervals, widened

UNITS, KINDS, SPREADS = (8, 15, 40, 200), {"even": 0.0, "uneven": 0.6, "very uneven": 1.0}, (0.0, 0.25, 1.0)
EXPECTED = (1, 2, 3, 5, 9, 20, 50, 200)
PAIRS = ((2, 2), (4, 4), (15, 3), (20, 5), (20, 20), (50, 20), (200, 200))
FEW = 20
RESAMPLES = 400  # of bootstraps, which are shown for comparison

Sample = tuple[np.ndarray, np.ndarray]
Interval = Callable[[Sample], tuple[np.ndarray, np.ndarray]]


class Corpus(NamedTuple):
    units: int
    kind: str
    k: float


def corpora() -> Iterator[Corpus]:
    return (Corpus(*which) for which in product(UNITS, KINDS, SPREADS))


def draw(which: Corpus, expected: float, cells: int, rng: np.random.Generator) -> Sample:
    """Counts (texts x cells) and sizes of texts, with so many marks expected in each cell."""
    sizes = np.ceil(rng.lognormal(np.log(800), KINDS[which.kind], which.units))
    shape = (which.units, cells)
    own = rng.gamma(1 / which.k, which.k, shape) if which.k else np.ones(shape)
    return rng.poisson(expected * (sizes / sizes.sum())[:, None] * own).astype(float), sizes


def exact(sample: Sample) -> tuple[np.ndarray, np.ndarray]:
    low, high = widened.poisson_limits(sample[0].sum(axis=0))
    return low / sample[1].sum(), high / sample[1].sum()


def scaled(sample: Sample) -> tuple[np.ndarray, np.ndarray]:
    """Exact limits of the count over its dispersion (as Korn and Graubard 1998 do for shares)."""
    found, size = widened.spread(*sample), sample[1].sum()
    phi = np.maximum(found.variance / found.least, 1)
    phi *= np.where(phi > 1, (stats.t.ppf(0.975, found.freedom) / stats.norm.ppf(0.975)) ** 2, 1)
    low, high = widened.poisson_limits(found.totals / phi)
    return low * phi / size, high * phi / size


def plain(sample: Sample) -> tuple[np.ndarray, np.ndarray]:
    """The widened interval with the excess as it is seen, not bounded."""
    found, size = widened.spread(*sample), sample[1].sum()
    n, beyond = found.totals, np.maximum(found.variance - found.least, 0)
    wide = stats.t.ppf(0.975, found.freedom) ** 2 * np.where(n > 0, beyond, 0)
    base = np.maximum(n, 1e-9)
    low, high = widened.poisson_limits(n)
    with np.errstate(divide="ignore"):
        below, above = (np.sqrt(np.log(base / limit) ** 2 + wide) for limit in (low, high))
    return base * np.exp(-below) / size, np.where(n > 0, base * np.exp(above), high) / size


def studentised(sample: Sample) -> tuple[np.ndarray, np.ndarray]:
    return intervals.ratio_interval(*sample, resamples=RESAMPLES)


def bootstrap_with_prior(sample: Sample) -> tuple[np.ndarray, np.ndarray]:
    """Percentiles of redrawn texts, each total redrawn from a gamma distribution with Jeffreys' prior."""
    rng = np.random.default_rng(1)
    counts, sizes = sample
    weights = rng.multinomial(len(sizes), np.full(len(sizes), 1 / len(sizes)), size=RESAMPLES)
    drawn = rng.gamma(weights @ counts + 0.5) / (weights @ sizes)[:, None]
    return tuple(np.quantile(drawn, [0.025, 0.975], axis=0))


RATES: dict[str, Interval] = {
    "widened (used)": lambda sample: widened.rate_interval(*sample),
    "widened, excess not bounded": plain,
    "exact of the count over its dispersion": scaled,
    "exact (Garwood)": exact,
    "studentised bootstrap (until 0.1)": studentised,
    "bootstrap with prior": bootstrap_with_prior,
}

RATIOS = {
    "widened (used)": widened.log_ratio_interval,
    "exact (mid-P)": lambda a, b: pair_limits(a, b, widened.share_limits),
    "exact (Clopper-Pearson)": lambda a, b: pair_limits(a, b, clopper_pearson),
    "studentised bootstrap (until 0.1)": lambda a, b: intervals.log_ratio_interval(a, b, resamples=RESAMPLES),
}


def clopper_pearson(a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    low = np.where(a > 0, stats.beta.ppf(0.025, np.maximum(a, 1), b + 1), 0)
    return low, np.where(b > 0, stats.beta.ppf(0.975, a + 1, np.maximum(b, 1)), 1)


def pair_limits(a: Sample, b: Sample, limits: Callable) -> tuple[np.ndarray, np.ndarray]:
    low, high = limits(a[0].sum(axis=0), b[0].sum(axis=0))
    known = a[0].sum(axis=0) + b[0].sum(axis=0) > 0
    sizes = b[1].sum() / a[1].sum()
    with np.errstate(divide="ignore"):
        return tuple(np.where(known, np.log2(share / (1 - share) * sizes), np.nan) for share in (low, high))


def rate_cell(which: Corpus, expected: int, rounds: int, interval: Interval) -> tuple[float, float]:
    """Coverage, and width over the exact one, in corpora of twenty cells with lengths of their own."""
    rng = np.random.default_rng([which.units, len(which.kind), int(100 * which.k), expected])
    held, ratio = [], []
    for _ in range(max(1, rounds // 20)):
        sample = draw(which, expected, 20, rng)
        truth = expected / sample[1].sum()
        (low, high), (least, most) = interval(sample), exact(sample)
        held.append((low <= truth) & (truth <= high))
        ratio.append((high - low) / (most - least))
    return float(np.mean(held)), float(np.median(ratio))


def ratio_cell(which: Corpus, pair: tuple[int, int], rounds: int, name: str) -> tuple[float, float]:
    rng = np.random.default_rng([which.units, len(which.kind), int(100 * which.k), *pair])
    held, ratio = [], []
    for _ in range(max(1, rounds // 20)):
        a, b = (draw(which, expected, 20, rng) for expected in pair)
        truth = np.log2(pair[0] / a[1].sum() / (pair[1] / b[1].sum()))
        (low, high), (least, most) = RATIOS[name](a, b), pair_limits(a, b, clopper_pearson)
        held.append(np.where(np.isnan(least), np.nan, (low <= truth) & (truth <= high)))
        with np.errstate(invalid="ignore"):
            wide = (high - low) / (most - least)
        ratio.append(np.where(np.isfinite(wide), wide, np.nan))
    return float(np.nanmean(held)), float(np.nanmedian(ratio))


def summary(cells: dict[tuple, tuple[float, float]]) -> list[str]:
    """Lowest and highest coverage of few and of many expected marks, and the widest median."""
    said = []
    for few in (True, False):
        held = [100 * cell[0] for key, cell in cells.items() if (key[-1] < FEW) == few]
        said += [f"{min(held):.1f}", f"{max(held):.1f}"]
    return [*said, f"{max(cell[1] for key, cell in cells.items() if key[0].k == 0):.2f}"]


def table(head: list[str], rows: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(line)} |" for line in [head, ["---"] * len(head), *rows]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=2000, help="intervals for each cell")
    parser.add_argument("--all", action="store_true", help="every cell of the interval in use")
    asked = parser.parse_args()
    head = ["fewer than 20: lowest", "highest", "from 20: lowest", "highest", "width over exact"]
    print("## Rates: coverage of 95% intervals (%)\n")
    rows = []
    for name, interval in RATES.items():
        found = {(w, m): rate_cell(w, m, asked.rounds, interval) for w in corpora() for m in EXPECTED}
        rows.append([name, *summary(found)])
        if asked.all and "used" in name:
            everything = found
    print(table(["interval", *head], rows))
    print("## Log Ratios: coverage of 95% intervals (%)\n")
    rows = []
    for name in RATIOS:
        found = {(w, *p): ratio_cell(w, p, asked.rounds, name) for w in corpora() for p in PAIRS}
        rows.append([name, *summary(found)])
    print(table(["interval", *head], rows))
    if asked.all:
        rows = [
            [str(w.units), w.kind, str(w.k), *(f"{100 * everything[w, m][0]:.1f}" for m in EXPECTED)]
            for w in corpora()
        ]
        print(table(["texts", "lengths", "k", *map(str, EXPECTED)], rows))


if __name__ == "__main__":
    main()
