"""What is added up over marks where one mark is not simply one: the probability of a sense, and its doubt."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.base.layers.modal_layer import SENSES
from analysis.measure.store.label_sql import SHARES

Quantity: TypeAlias = Literal["probability", "variance", "top"]


@dataclass(frozen=True, slots=True)
class Weight:
    """What each mark adds to a sum: of the probability p of `sense` among `senses`,

    - "probability": p, so that the sum is the expected number of marks with that sense;
    - "variance": p (1 - p), the doubt of that number;
    - "top": 1 where no sense is more probable and none before it as probable, else 0.

    A mark without senses adds nothing.
    """

    sense: str
    quantity: Quantity = "probability"
    senses: tuple[str, ...] = SENSES

    def of(self, marks: pd.DataFrame) -> NDArray[np.float64]:
        """What each row of a table of marks adds.

        >>> marks = pd.DataFrame({"epistemic": [0.2, 0.5], "deontic": [0.7, 0.5], "dynamic": [0.1, 0.0]})
        >>> Weight("epistemic", "top").of(marks).tolist(), Weight("epistemic", "variance").of(marks).tolist()
        ([0.0, 1.0], [0.16000000000000003, 0.25])
        """
        share = marks[self.sense].fillna(0).to_numpy(dtype=float)
        if self.quantity == "probability":
            return share
        if self.quantity == "variance":
            return np.asarray(share * (1 - share))
        shares = marks[list(self.senses)].fillna(0).to_numpy(dtype=float)
        known = marks[self.sense].notna().to_numpy()
        return np.asarray(known & (shares.argmax(axis=1) == self.senses.index(self.sense)), dtype=float)

    def sql(self) -> tuple[str, int]:
        """The same as an aggregate in whole numbers, and how many of them make one."""
        if self.quantity == "probability":
            return f"coalesce(sum({self.sense}), 0)", SHARES
        if self.quantity == "variance":
            return f"coalesce(sum({self.sense}::BIGINT * ({SHARES} - {self.sense})), 0)", SHARES**2
        return f"count(*) FILTER (WHERE {self._on_top()})", 1

    def _on_top(self) -> str:
        place = self.senses.index(self.sense)
        before = [f"{self.sense} > {other}" for other in self.senses[:place]]
        after = [f"{self.sense} >= {other}" for other in self.senses[place + 1 :]]
        return " AND ".join([f"{self.sense} IS NOT NULL", *before, *after])
