"""How much of what was said changes on the way into print: rates of drift with intervals by article."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from analysis.base.records import Annotation
from analysis.measure.formulas.intervals import FEWEST, Floats

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
            n, total = int(table[:, place].sum()), int(said.sum())
            share = n / total if total else np.nan
            low, high = _interval(share, shares, len(table))
            rows.append([*key, fate, n, total, share, low, high, len(table)])
    return pd.DataFrame(rows, columns=[*by, "fate", "n", "total", "share", "low", "high", "articles"])


def _interval(share: float, drawn: Floats, articles: int) -> tuple[float, float]:
    """95% by article; none for fewer than `FEWEST`, exact where all agree (Clopper and Pearson)."""
    if articles < FEWEST or not len(drawn):
        return np.nan, np.nan
    edge = float(0.025 ** (1 / articles))
    if share in (0.0, 1.0):
        return (edge, 1.0) if share else (0.0, 1 - edge)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)


def found_by_kind(statements: pd.DataFrame, by: Sequence[str] = ("kind", "how")) -> pd.DataFrame:
    """How many pieces of statements were found, and how: `by`, n, total, share."""
    counts = statements.groupby(list(by)).size().rename("n").reset_index()
    total = counts.groupby(by[0])["n"].transform("sum")
    return counts.assign(total=total, share=counts["n"] / total)


def as_rates(table: pd.DataFrame) -> pd.DataFrame:
    """A table of `drift` by manner and layer as rates per 100 marks said, as figures take them."""
    rates = table.assign(
        group=table["manner"] + ", " + table["fate"],
        rate=100 * table["share"],
        low=100 * table["low"],
        high=100 * table["high"],
        denominator=table["total"],
        per="100 marks said",
        note=np.where(table["total"] > 0, "", "none said"),
    )
    return rates[["layer", "group", "n", "denominator", "per", "rate", "low", "high", "articles", "note"]]


def side_by_side(
    statements: pd.DataFrame, said: Sequence[Annotation], printed: Sequence[Annotation], *, top: int = 12
) -> pd.DataFrame:
    """What was printed beside what was said, those first that differ most."""
    texts = [{one.document.id: one.document.text for one in side} for side in (printed, said)]
    found = statements[statements["source"] != ""].sort_values("score", kind="stable").head(top)
    places = found[["doc_id", "start", "end", "source", "source_start", "source_end"]].itertuples(index=False)
    both = [(texts[0][doc][a:b], texts[1][source][c:d]) for doc, a, b, source, c, d in places]
    columns = found[["outlet", "speaker", "how", "score"]].reset_index(drop=True)
    return columns.join(pd.DataFrame(both, columns=["printed", "said"]))
