"""What ran: a design together with what the results say was done, for the methods paragraph of a paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.measure.formulas.models import NOT_CONVERGED
from analysis.measure.statistics.comparison import TESTS
from analysis.measure.statistics.design import TEXT, Design, Smoother


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """What was done with a corpus, beyond counting.

    `measures` are names among log_ratio, log_likelihood and model; `ranks` are the rank tests that were made;
    `families` holds the number of tests of each of `TESTS`, `undrawn` how many markers were too rare to be
    drawn and tested, `poisson` for how many a Poisson regression took the place of the negative binomial.
    `smoother` is given where lines were drawn, `curve` (a design, and the number of specifications) where
    one difference was counted in many ways.
    """

    design: Design
    measures: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    families: Mapping[str, int] = field(default_factory=dict)
    undrawn: int = 0
    poisson: int = 0
    smoother: Smoother | None = None
    curve: tuple[Design, int] | None = None

    @property
    def record(self) -> dict[str, Any]:
        """The `analysis` of `methods.methods_paragraph`."""
        design = self.design
        said: dict[str, Any] = {
            "unit": design.unit or TEXT,
            "unit_note": design.unit_note,
            "interval": design.interval,
            "level": design.level,
            "resamples": design.resamples,
            "min_words": design.min_words,
            "measures": list(self.measures),
            "ranks": list(self.ranks),
            "adjustment": design.adjustment,
            "families": dict(self.families),
            "undrawn": self.undrawn,
            "poisson": self.poisson,
        }
        if self.smoother:
            said["smoother"] = {"share": self.smoother.share, "resamples": self.smoother.resamples}
        if self.curve:
            said["curve"] = {"specifications": self.curve[1], "resamples": self.curve[0].resamples}
        return said


def compared(
    design: Design,
    table: pd.DataFrame,
    *,
    undrawn: int = 0,
    smoother: Smoother | None = None,
    curve: tuple[Design, int] | None = None,
) -> Procedure:
    """What `comparison.compare` did, read from its table: which measures and tests are there, and how many.

    >>> table = pd.DataFrame({"log_ratio": [1.0], "g2": [8.0], "test": ["Mann-Whitney"], "p_rank": [0.02],
    ...                       "p_model": [float("nan")], "family_log_ratio": [1], "family_rank": [1],
    ...                       "family_model": [0], "note": [""]})
    >>> ran = compared(Design(), table)
    >>> ran.measures, ran.ranks, ran.families
    (('log_ratio', 'log_likelihood'), ('Mann-Whitney',), {'log_ratio': 1, 'rank': 1})
    """
    if table.empty:
        return Procedure(design=design, smoother=smoother, curve=curve)
    columns = {"log_ratio": "log_ratio", "log_likelihood": "g2", "model": "p_model"}
    families = {name: int(table[f"family_{name}"].max()) for name in TESTS}
    return Procedure(
        design=design,
        measures=tuple(name for name, column in columns.items() if table[column].notna().any()),
        ranks=tuple(sorted({str(name) for name in table["test"] if name})),
        families={name: size for name, size in families.items() if size},
        undrawn=undrawn,
        poisson=int(table["note"].str.contains(NOT_CONVERGED, regex=False).sum()),
        smoother=smoother,
        curve=curve,
    )
