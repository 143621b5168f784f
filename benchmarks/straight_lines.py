"""How often is a straight course ruled out that is straight, and one found that is not? At .05.

    python benchmarks/straight_lines.py [--rounds 1000]

44 presidents with 1 to 8 yearly messages each (2,000 to 20,000 words), the logarithm of a president's rate
with a standard deviation of .3 or 0, the mean rate flat, rising in a straight line by half, or doubled by a
step in the middle; by text and by president. Seeded.
"""

import argparse

import numpy as np

from analysis.measure.formulas.straight_line import signs, straight_line_p

RATE = 0.002
COURSES = {
    "flat": lambda years: np.ones_like(years),
    "straight": lambda years: 1 + 0.5 * years / years.max(),
    "step": lambda years: 1.0 + (years > years.max() / 2),
}


def ruled_out(course: str, spread: float, by_text: bool, rounds: int) -> float:
    rng, p = np.random.default_rng(11), []
    for _ in range(rounds // 20):
        each = rng.integers(1, 9, 44)
        who, years = np.repeat(np.arange(44), each), np.arange(each.sum(), dtype=float)
        words = rng.integers(2000, 20000, len(years))
        own = rng.lognormal(0, spread, (44, 20))[who] if spread else 1.0
        counts = rng.poisson((RATE * words * COURSES[course](years))[:, None] * own * np.ones((1, 20)))
        units = np.arange(len(years)) if by_text else who
        flips = signs(int(units.max()) + 1, resamples=400, seed=int(rng.integers(1e6)))
        p += list(straight_line_p(years, counts, words, units, share=0.4, flips=flips))
    return 100 * float(np.mean(np.array(p) < 0.05))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=1000, help="corpora for each cell")
    rounds = parser.parse_args().rounds
    print("| course | s.d. of presidents | by text | by president |\n| --- | --- | --- | --- |")
    for course in COURSES:
        for spread in (0.0, 0.3):
            found = [ruled_out(course, spread, by_text, rounds) for by_text in (True, False)]
            print(f"| {course} | {spread:g} | {found[0]:.1f} | {found[1]:.1f} |", flush=True)


if __name__ == "__main__":
    main()
