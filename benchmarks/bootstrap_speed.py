"""How long do intervals take? 2,000 resamples of 1,000 documents and 50 markers, on one core.

OPENBLAS_NUM_THREADS=1 python benchmarks/bootstrap_speed.py
"""

import time
from collections.abc import Callable

import numpy as np
from scipy import stats

from analysis.measure.formulas.intervals import ratio_interval

DOCUMENTS, MARKERS, RESAMPLES = 1000, 50, 2000


def seconds(run: Callable[[], None]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def main() -> None:
    rng = np.random.default_rng(1)
    counts = rng.poisson(2, (DOCUMENTS, MARKERS)).astype(float)
    words = rng.integers(300, 2000, DOCUMENTS).astype(float)

    def ours() -> None:
        ratio_interval(counts, words, resamples=RESAMPLES)

    def scipys() -> None:
        stats.bootstrap(
            (counts[:, 0], words),
            lambda c, w, axis=-1: c.sum(axis=axis) / w.sum(axis=axis),
            paired=True,
            n_resamples=RESAMPLES,
            method="percentile",
            rng=rng,
        )

    print(f"{DOCUMENTS:,} documents x {MARKERS} markers, {RESAMPLES:,} resamples")
    print(f"hedgerow, studentised, all markers: {min(seconds(ours) for _ in range(3)):.2f} s")
    print(f"scipy.stats.bootstrap, percentile, one marker: {min(seconds(scipys) for _ in range(3)):.2f} s")


if __name__ == "__main__":
    main()
