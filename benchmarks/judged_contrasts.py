"""How often do intervals of a contrast hold that a judged sample corrects? Printed as Markdown.

    python benchmarks/judged_contrasts.py [--rounds 1000] [--seed 5]

Corpora of two groups of speakers, the second with 1.5 times the rate. A machine finds a share of the marks
(recall) and adds wrong ones (precision), in each group another share. Missed marks stand in sentences of
which some hold a form that was not taken. As `hedgerow sample` does, marks are drawn by stratum, and half of
the sentences where a miss is likely. Coverage is that of the 95% interval of the ratio, in %: the lowest and
the highest of the shapes.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis.measure.formulas.judged_errors import Places, corrected_counts, corrected_limits, doubt_of_sums
from analysis.measure.formulas.log_linear import LogLinear, Uncertainty, cr2, fit_log_linear

RATIO, RATE, WORDS, SENTENCE = 1.5, 5.0, 2500, 20
SHAPES = ((40, 0.3), (120, 0.3), (20, 0.0))
"""Speakers in both groups together, and the s.d. of the logarithms of their rates."""


@dataclass(frozen=True)
class Machine:
    """Precision and recall in each group, and how many of the missed marks stand where a form was seen."""

    name: str
    precision: tuple[float, float]
    recall: tuple[float, float]
    near: tuple[float, float] = (0.85, 0.85)


MACHINES = (
    Machine("good", (0.9, 0.9), (0.9, 0.9)),
    Machine("errors differ", (0.95, 0.7), (0.9, 0.8)),
    Machine("biased, errors differ", (0.6, 0.4), (0.8, 0.6)),
    Machine("misses differ", (0.97, 0.97), (0.95, 0.7)),
    Machine("about ten errors", (0.95, 0.93), (0.95, 0.95)),
    Machine("a few errors", (0.99, 0.97), (0.99, 0.98)),
    Machine("no error", (1, 1), (1, 1)),
    Machine("misses that hardly any sample sees", (0.95, 0.95), (1, 0.8), (0.85, 0)),
)


CASES = (*((machine, 200) for machine in MACHINES), (MACHINES[1], 100), (MACHINES[1], 400))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=5)
    asked = parser.parse_args(arguments)
    print("| machine | judged | errors in the sample | corrected | machine alone | width, times the ratio |")
    print("|---|---|---|---|---|---|")
    for machine, judged in CASES:
        rows = [measure(machine, judged, shape, asked.rounds, asked.seed) for shape in SHAPES]
        low, high = np.min(rows, axis=0), np.max(rows, axis=0)
        print(
            f"| {machine.name} | {judged} | {np.mean([row[2] for row in rows]):.0f} | "
            f"{100 * low[0]:.1f}–{100 * high[0]:.1f} | {100 * low[1]:.1f}–{100 * high[1]:.1f} | "
            f"{low[3]:.2f}–{high[3]:.2f} |",
            flush=True,
        )


def measure(
    machine: Machine, judged: int, shape: tuple[int, float], rounds: int, seed: int
) -> tuple[float, ...]:
    """Coverage corrected and raw, mean errors found, and the median of limit / estimate."""
    generator = np.random.default_rng([seed, judged, shape[0]])
    found = [one_round(generator, machine, judged, shape) for _ in range(rounds)]
    corrected, raw, errors, width = np.array(found, dtype=float).T
    return corrected.mean(), raw.mean(), errors.mean(), float(np.median(width))


def one_round(
    generator: np.random.Generator, machine: Machine, judged: int, shape: tuple[int, float]
) -> tuple[float, ...]:
    group, sizes, counts, places = corpus(generator, machine, *shape)
    places = sampled(generator, places, judged)
    x = np.column_stack([np.ones(len(sizes)), group])
    names = [f"{number:04}" for number in range(len(sizes))]
    model = fit_log_linear(corrected_counts(counts, places), sizes, x)
    raw = fit_log_linear(counts, sizes, x)
    if model is None or raw is None:
        return 1.0, 1.0, places.errors, np.inf
    below, above = limits(model, cr2(model, names), places)
    truth, sure = np.log(RATIO) - model.coefficients[1], cr2(raw, names)
    half = stats.t.ppf(0.975, sure.freedom[1]) * sure.errors[1]
    holds = -below <= truth <= above
    return holds, abs(raw.coefficients[1] - np.log(RATIO)) <= half, places.errors, np.exp(max(below, above))


def limits(model: LogLinear, sure: Uncertainty, places: Places) -> tuple[float, float]:
    """How far the limits of the ratio lie from it, on the scale of logarithms."""
    doubts = [doubt_of_sums(kind, model.influence[:, 1:]) for kind in places.kinds]
    variances, least = sure.errors[1:] ** 2, np.diag(model.bread)[1:]
    below, above = corrected_limits(variances, sure.freedom[1:], least, doubts)
    return float(below[0]), float(above[0])


def corpus(
    generator: np.random.Generator, machine: Machine, speakers: int, spread: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray, Places]:
    """Group, words and machine marks of each speaker, and all places with their true errors."""
    group = np.arange(speakers) % 2
    words = WORDS * generator.lognormal(0, 0.5, speakers)
    mean = RATE / 1000 * words * np.where(group == 1, RATIO, 1)
    true = generator.poisson(mean * generator.lognormal(-(spread**2) / 2, spread, speakers))
    precision, recall, near = (
        np.array(shares)[group] for shares in (machine.precision, machine.recall, machine.near)
    )
    right = generator.binomial(true, recall)
    wrong = generator.poisson(mean * recall * (1 / precision - 1) * generator.lognormal(-0.02, 0.2, speakers))
    missed = true - right
    seen = generator.binomial(missed, near)
    with_form = (words / SENTENCE * 0.05).astype(int) + seen
    others = np.maximum((words / SENTENCE).astype(int) - with_form, missed - seen + 1)
    blocks = [
        (right, 0.0, generator.random(right.sum()) > 0.7),
        (wrong, -1.0, generator.random(wrong.sum()) > 0.4),
        (seen, 1.0, np.full(seen.sum(), 2)),
        (with_form - seen, 0.0, np.full((with_form - seen).sum(), 2)),
        (missed - seen, 1.0, np.full((missed - seen).sum(), 3)),
        (others - missed + seen, 0.0, np.full((others - missed + seen).sum(), 3)),
    ]
    row = np.concatenate([np.repeat(np.arange(speakers), counts) for counts, _, _ in blocks])
    error = np.concatenate([np.full(counts.sum(), value) for counts, value, _ in blocks])
    stratum = np.concatenate([strata.astype(int) for _, _, strata in blocks])
    return group, words, right + wrong, Places(row, stratum, error, stratum < 2)


def sampled(generator: np.random.Generator, places: Places, judged: int) -> Places:
    """The places with the errors of those that were drawn: half marks, a quarter each kind of sentence."""
    sizes, half = places.sizes, judged // 2
    sizes = np.pad(sizes, (0, 4 - len(sizes)))
    wanted = [max(5, round(half * sizes[s] / max(sizes[:2].sum(), 1))) for s in (0, 1)]
    error = np.full(len(places.error), np.nan)
    for stratum, number in enumerate([*wanted, half // 2, half - half // 2]):
        at = np.flatnonzero(places.stratum == stratum)
        drawn = generator.choice(at, size=min(number, len(at)), replace=False)
        error[drawn] = places.error[drawn]
    return Places(places.row, places.stratum, error, places.marks)


if __name__ == "__main__":
    main()
