"""How much of what was said changes on the way into print: rates of drift with intervals by article."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

GONE: Final = ("dropped", "cut off")
FATES: Final = ("kept", "changed", "dropped", "cut off", "added")
RESAMPLES: Final = 2000


def with_statements(statements: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Each pair with what is known of its statement: outlet, speaker, manner (quoted, reported) ..."""
    keys = ["doc_id", "statement", "start"]
    about = statements[[*keys, "outlet", "speaker", "kind", "headline", "how"]].drop_duplicates(keys)
    manner = about["how"].where(about["how"] == "reported", "quoted")
    return pairs.merge(about.assign(manner=manner), on=keys, how="left")


def drift(
    statements: pd.DataFrame, pairs: pd.DataFrame, by: Sequence[str] = ("manner", "layer"), *, seed: int = 1
) -> pd.DataFrame:
    """What became of the marks that were said: one row a group and fate.

    Columns: `by`, fate, n, total, share, low, high (95% interval that resamples articles), articles. Shares
    are of the marks that stood between the words printed; *cut off* and *added* come beside these.
    """
    told = with_statements(statements, pairs)
    rows = []
    for key, part in told.groupby(list(by), sort=True):
        counts = part.pivot_table(
            index="doc_id", columns="fate", values="layer", aggfunc="size", fill_value=0
        )
        table = counts.reindex(columns=list(FATES), fill_value=0).to_numpy(dtype=float)
        said = table[:, :3].sum(axis=1)
        drawn = np.random.default_rng(seed).integers(len(table), size=(RESAMPLES, len(table)))
        totals = said[drawn].sum(axis=1)
        for place, fate in enumerate(FATES):
            shares = table[drawn, place].sum(axis=1)[totals > 0] / totals[totals > 0]
            low, high = np.quantile(shares, [0.025, 0.975]) if len(shares) else (np.nan, np.nan)
            n, total = int(table[:, place].sum()), int(said.sum())
            share = n / total if total else np.nan
            rows.append([*key, fate, n, total, share, low, high, len(table)])
    return pd.DataFrame(rows, columns=[*by, "fate", "n", "total", "share", "low", "high", "articles"])


def found_by_kind(statements: pd.DataFrame, by: Sequence[str] = ("kind", "how")) -> pd.DataFrame:
    """How many pieces of statements were found, and how: `by`, n, total, share."""
    counts = statements.groupby(list(by)).size().rename("n").reset_index()
    total = counts.groupby(by[0])["n"].transform("sum")
    return counts.assign(total=total, share=counts["n"] / total)
