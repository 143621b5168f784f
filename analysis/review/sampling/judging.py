"""Judgements put into a sample one by one: what a widget, or a loop of one's own, works with."""

from pathlib import Path
from typing import Any

import pandas as pd

from analysis.base.digests import digest_file
from analysis.base.errors import StudyError
from analysis.review.decisions.decision import Decision
from analysis.review.sampling.samples import check_judgement, judged, read_sample, write_sample

_MINE = ("judgement", "label", "note")


class SampleBook:
    """A sample and its file: every judgement is saved at once and can be taken back.

    Without a file it can be read, not judged: no judgement is ever lost.

    >>> book = SampleBook.open("hedges.csv")                            # doctest: +SKIP
    >>> book.judge(book.next(), "wrong", note="a kind of cheese")       # doctest: +SKIP
    """

    def __init__(self, sample: pd.DataFrame, path: str | Path | None = None) -> None:
        self.path = Path(path) if path else None
        self._sample = sample.set_index("place", drop=False)
        self._before: list[tuple[int, dict[str, str]]] = []
        self._written = digest_file(self.path) if self.path and self.path.exists() else ""

    @classmethod
    def open(cls, path: str | Path) -> "SampleBook":
        """The sample of a file, judged as far as it is."""
        return cls(read_sample(path), path)

    @property
    def sample(self) -> pd.DataFrame:
        """The sample with all judgements so far (`samples.SAMPLE`)."""
        return self._sample.reset_index(drop=True)

    @property
    def left(self) -> int:
        """Number of places that are not judged yet."""
        return int((self._sample["judgement"] == "").sum())

    def next(self, after: int = 0) -> int | None:
        """The first place behind `after` that is not judged, else the first of all; None when all are."""
        open_places = [int(place) for place in self._sample.index[self._sample["judgement"] == ""]]
        return next((place for place in open_places if place > after), next(iter(open_places), None))

    def row(self, place: int) -> dict[str, Any]:
        """What is known of a place; StudyError where the sample has none of this number."""
        if place not in self._sample.index:
            raise StudyError(
                f"{self.path or 'the sample'}: no place {place}; right would be 1 to {len(self._sample)}"
            )
        return {str(name): value for name, value in self._sample.loc[place].items()}

    def judge(self, place: int, judgement: str, *, label: str = "", note: str = "") -> None:
        """Put in a judgement and save the file; an empty one takes back what was said.

        StudyError where the file was changed by another program since; nothing is overwritten then.
        """
        row = self.row(place) | {"judgement": judgement, "label": label, "note": note}
        check_judgement(row, f"place {place}")
        before = {name: str(self._sample.loc[place, name]) for name in _MINE}
        self._put(place, {name: row[name] for name in _MINE})
        self._before.append((place, before))

    def undo(self) -> int | None:
        """Take back the last judgement of this session; the place it was about, None if there was none."""
        if not self._before:
            return None
        place, values = self._before.pop()
        self._put(place, values)
        return place

    def _put(self, place: int, values: dict[str, str]) -> None:
        if self.path is None:
            raise StudyError("the sample has no file to keep judgements in; name one, such as hedges.csv")
        if self._written and (not self.path.exists() or digest_file(self.path) != self._written):
            raise StudyError(
                f"{self.path}: was changed by another program since it was read; open it again to go on"
            )
        for name, value in values.items():
            self._sample.loc[place, name] = value
        write_sample(self.sample, self.path)
        self._written = digest_file(self.path)


def decisions_of(sample: pd.DataFrame, *, annotator: str = "") -> list[Decision]:
    """What was judged of marks as decisions: accepted, rejected, or relabelled with another category."""
    return [_decision(row, annotator) for row in judged(sample, "marks").to_dict("records")]


def _decision(row: dict[Any, Any], annotator: str) -> Decision:
    wrong, label = row["judgement"] == "wrong", row["label"]
    return Decision(
        document=row["doc_id"],
        text=row["text"],
        layer=row["layer"],
        start=row["start"],
        end=row["end"],
        surface=row["mark"],
        verdict="reject" if wrong else "relabel" if label else "accept",
        labels={"category": label} if label and not wrong else {},
        annotator=annotator,
        reason=row["note"],
    )
