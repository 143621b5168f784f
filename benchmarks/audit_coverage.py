"""How often the intervals of a judged sample hold the truth: `python benchmarks/audit_coverage.py`.

Corpora with known errors are made up, a stratified sample of each is judged without mistakes, and the
intervals of `analysis.review.sampling.estimates.estimate_accuracy` are compared with the truth.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.review.sampling.estimates import estimate_accuracy
from analysis.review.sampling.samples import FRAMES

ROUNDS, SEED = 400, 3
MEASURES = ("precision", "recall", "f1")


@dataclass(frozen=True)
class Frame:
    """Strata of one frame: places in the corpus, share (or mean number) of hits, places judged."""

    sizes: tuple[int, ...]
    rates: tuple[float, ...]
    judged: tuple[int, ...]


CASES = {
    "60 marks, 100 sentences of a small corpus": (
        Frame((300, 100, 40), (0.9, 0.8, 0.95), (30, 20, 10)),
        Frame((400, 600, 2000), (0.05, 0.02, 0.002), (50, 25, 25)),
    ),
    "100 marks, 200 sentences of a large one": (
        Frame((3000, 1000, 400), (0.9, 0.8, 0.95), (60, 25, 15)),
        Frame((4000, 6000, 20000), (0.05, 0.02, 0.002), (100, 50, 50)),
    ),
    "350 marks, 800 sentences of a large one": (
        Frame((3000, 1000, 400), (0.9, 0.8, 0.95), (200, 100, 50)),
        Frame((4000, 6000, 20000), (0.05, 0.02, 0.002), (400, 200, 200)),
    ),
}


def main() -> None:
    """Print coverage, bias and width of the 95% intervals."""
    for name, (marks, sentences) in CASES.items():
        generator = np.random.default_rng(SEED)
        rounds = np.array([one_round(marks, sentences, generator) for _ in range(ROUNDS)])
        print(name)
        for measure, (covered, bias, width) in zip(MEASURES, rounds.mean(axis=0), strict=True):
            print(f"  {measure}: covers {covered:.3f}, bias {bias:+.3f}, mean width {width:.3f}")


def one_round(
    marks: Frame, sentences: Frame, generator: np.random.Generator
) -> list[tuple[float, float, float]]:
    """Covered, error and width of precision, recall and F1 in one made-up corpus."""
    right, places = drawn(marks, "marks", generator)
    missed, others = drawn(sentences, "sentences", generator)
    row = estimate_accuracy(pd.DataFrame(places + others), draws=2000).iloc[-1]
    found = sum(marks.sizes)
    truth = (right / found, right / (right + missed), 2 * right / (found + right + missed))
    return [
        (
            row[f"{name}_low"] <= true <= row[f"{name}_high"],
            row[name] - true,
            row[f"{name}_high"] - row[f"{name}_low"],
        )
        for name, true in zip(MEASURES, truth, strict=True)
    ]


def drawn(frame: Frame, name: str, generator: np.random.Generator) -> tuple[int, list[dict[str, object]]]:
    """The true total of a frame and the judged places of its sample."""
    total, rows = 0, []
    for stratum, (size, rate, number) in enumerate(zip(frame.sizes, frame.rates, frame.judged, strict=True)):
        marks = name == FRAMES[0]
        truth = (generator.random(size) < rate).astype(int) if marks else generator.poisson(rate, size)
        total += int(truth.sum())
        for value in generator.choice(truth, number, replace=False):
            judgement = ("wrong", "right")[value] if marks else str(value)
            rows.append({"frame": name, "stratum": str(stratum), "in_stratum": size, "judgement": judgement})
    return total, rows


if __name__ == "__main__":
    main()
