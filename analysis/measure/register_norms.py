"""What is usual in a register: counts of its speakers' texts, and the distributions that were fitted to them.

    fitted("debates")["modals"].pmf(250)      # how many modals a speaker's 250 words in a debate may hold

`analysis/norms/REGISTER.csv` has one row a speaker and text (band, speaker, words, then marks by layer,
`layer:category` and `layer::item`), `fits.csv` the distributions. Neither has names or wording; how they were
made is told in their card, `norms.md`.
"""

from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from analysis.base.digests import PACKAGE, digest_file
from analysis.measure.formulas.predictive import Fitted, Floats, fit

NORMS: Final = PACKAGE / "norms"
"""Where the norms of this package are."""
FITS: Final = "fits.csv"
BANDS: Final = (25, 100, 300, 1000, 3000)
"""Words from which each band of length begins; shorter texts are not counted."""
FEWEST: Final = 10
"""Speakers that a band of length must have."""
TEXTS: Final = 5
"""Texts of a speaker that count in full; of more, each counts less."""
UNIT: Final = ["band", "speaker", "words"]
"""The columns of a table of counts that are no marks."""


def column(layer: str, category: str = "", *, item: str = "") -> str:
    """The name of what is counted.

    >>> column("modals"), column("modals", "central"), column("modals", item="can")
    ('modals', 'modals:central', 'modals::can')
    """
    if item:
        return f"{layer}::{item}"
    return f"{layer}:{category}" if category else layer


def weights(speakers: pd.Series) -> Floats:
    """How much each text counts: all texts of a speaker together as `TEXTS` at most."""
    texts = speakers.map(speakers.value_counts()).to_numpy(dtype=float)
    return np.minimum(1.0, TEXTS / texts)


def fit_one(counts: pd.DataFrame, name: str) -> Fitted:
    """The distribution of one column of a table of counts."""
    numbers = counts[[name, "words"]].to_numpy(dtype=float)
    return fit(numbers[:, 0], numbers[:, 1], weights(counts["speaker"]))


def fit_markers(counts: pd.DataFrame) -> pd.DataFrame:
    """The distributions of a register: marker, texts, speakers, and the parameters of `Fitted`."""
    size = {"texts": len(counts), "speakers": counts["speaker"].nunique()}
    rows = []
    for name in counts.columns.drop(UNIT):
        one = fit_one(counts, name)
        rows.append({"marker": name, **size, **{field: getattr(one, field) for field in Fitted.__slots__}})
    return pd.DataFrame(rows)


@cache
def _fits(folder: Path) -> pd.DataFrame:
    return pd.read_csv(folder / FITS)


def registers(folder: Path = NORMS) -> dict[str, tuple[int, int]]:
    """The registers that there are norms of, each with its number of texts and speakers."""
    sizes = _fits(folder).groupby("register")[["texts", "speakers"]].first()
    return {str(name): (int(row["texts"]), int(row["speakers"])) for name, row in sizes.iterrows()}


@cache
def fitted(register: str, folder: Path = NORMS) -> dict[str, Fitted]:
    """The distribution of each marker in a register, by the name of its column."""
    table = _fits(folder)
    rows = table[table["register"] == register].set_index("marker")[list(Fitted.__slots__)]
    return {str(name): Fitted(*map(float, row)) for name, row in rows.iterrows()}


def version(folder: Path = NORMS) -> str:
    """Short digest of all distributions."""
    return digest_file(folder / FITS)[:12]
