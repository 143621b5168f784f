"""How well do the norms' bands hold? `python benchmarks/norms.py [--norms DIR]`.

Speakers of each register are dealt into ten folds. The distributions are fitted without a fold, and the band
that nine in ten texts should lie in is held against each text of the fold, at its own number of words. The
first table has texts of about 100, 300 and 1,000 words (a factor of 1.4 up and down), pooled over registers,
the second one row a register. Intervals resample speakers.
"""

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.base.layers import LAYERS
from analysis.measure.formulas.predictive import band
from analysis.measure.register_norms import FITS, NORMS, fit_one

FOLDS = 10
LENGTHS = (100, 300, 1000)
NEAR = 1.4
LEVEL = 0.9
RESAMPLES = 1000


def held_back(folder: Path) -> pd.DataFrame:
    """Every text of every register with the band of each layer from other speakers: is its count inside?"""
    parts = []
    for path in sorted(folder.glob("*.csv")):
        if path.name != FITS:
            parts.append(of_register(pd.read_csv(path)).assign(register=path.stem))
    return pd.concat(parts, ignore_index=True)


def of_register(counts: pd.DataFrame) -> pd.DataFrame:
    """The texts of one register: layer, speaker, words, n, low, high, inside."""
    rows = []
    fold = np.random.default_rng(1).permutation(counts["speaker"].max() + 1)[counts["speaker"]] % FOLDS
    for held in range(FOLDS):
        train, test = counts[fold != held], counts[fold == held]
        for layer in LAYERS:
            fitted = fit_one(train, layer)
            for speaker, words, n in test[["speaker", "words", layer]].itertuples(index=False):
                low, high = band(fitted.pmf(words), LEVEL)
                rows.append((layer, speaker, words, n, low, high, low <= n <= high))
    return pd.DataFrame(rows, columns=["layer", "speaker", "words", "n", "low", "high", "inside"])


def coverage(texts: pd.DataFrame) -> dict[str, object]:
    """Share inside, with a 95% interval that resamples speakers, and how many miss below and above."""
    sums = texts.groupby(["register", "speaker"])["inside"].agg(["sum", "count"]).to_numpy()
    drawn = np.random.default_rng(1).integers(len(sums), size=(RESAMPLES, len(sums)))
    shares = sums[drawn, 0].sum(axis=1) / sums[drawn, 1].sum(axis=1)
    low, high = np.quantile(shares, [0.025, 0.975])
    return {
        "texts": len(texts) // texts["layer"].nunique(),
        "speakers": len(sums),
        "coverage": round(100 * texts["inside"].mean(), 1),
        "low": round(100 * low, 1),
        "high": round(100 * high, 1),
        "below": round(100 * (texts["n"] < texts["low"]).mean(), 1),
        "above": round(100 * (texts["n"] > texts["high"]).mean(), 1),
    }


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--norms", type=Path, default=NORMS, help="folder of the norms")
    texts = held_back(parser.parse_args().norms)
    near = {n: texts[(texts["words"] >= n / NEAR) & (texts["words"] < n * NEAR)] for n in LENGTHS}
    rows = [
        {"words": words, "layer": layer, **coverage(part[part["layer"] == layer])}
        for words, part in near.items()
        for layer in LAYERS
    ]
    rows += [{"words": words, "layer": "all", **coverage(part)} for words, part in near.items()]
    rows += [{"words": "all", "layer": "all", **coverage(pd.concat(near.values()))}]
    print(pd.DataFrame(rows).to_string(index=False))
    by_register = [{"register": name, **coverage(part)} for name, part in texts.groupby("register")]
    print(pd.DataFrame(by_register).to_string(index=False))


if __name__ == "__main__":
    main()
