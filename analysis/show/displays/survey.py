"""What is in a corpus, gathered in one pass: sizes, voices, marks, metadata, and what looks odd."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Final

import numpy as np
import pandas as pd

from analysis.annotation.notes import Noted, Twins
from analysis.base.layers import LAYERS
from analysis.base.records import Annotation, Document
from analysis.corpus.digest import CorpusDigest
from analysis.measure.formulas.intervals import FEWEST, Floats
from analysis.measure.formulas.widened import poisson_limits, rate_interval
from analysis.measure.tables import NARRATOR, voice_of

PER: Final = 1000
"""Words that rates are given per."""
_DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass
class Survey:
    """The corpus as counted so far; `add` takes in the next text.

    `words` and `marks` have one entry a text, `voices` and `kinds` count words, `metadata` texts. `empty` and
    `damaged` (with the sign for an unreadable character) are ids of texts; `copies` are ids of texts whose
    words stood in an earlier one, `unsure` of those with a date that cannot be read or may be read in two
    ways; `noted` are the notes about texts, and which nearly repeat another.
    """

    words: list[int] = field(default_factory=list)
    sentences: int = 0
    marks: list[tuple[int, ...]] = field(default_factory=list)
    voices: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    metadata: dict[str, Counter[str]] = field(default_factory=dict)
    empty: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    noted: Noted = field(default_factory=Noted)
    digest: CorpusDigest = field(default_factory=CorpusDigest)
    _seen: set[bytes] = field(default_factory=set)
    _twins: Twins = field(default_factory=Twins)

    def add(self, annotation: Annotation) -> None:
        """Take in the next text."""
        self.words.append(annotation.words)
        self.sentences += len(annotation.sentences)
        self.marks.append(tuple(len(annotation.marks[layer]) for layer in LAYERS))
        self.digest.add(annotation.document)
        for name, value in annotation.document.metadata.items():
            self.metadata.setdefault(name, Counter())[value] += 1
        self._add_voices(annotation)
        self._add_oddities(annotation.document, annotation.words)
        self.noted.add(annotation.document.id, annotation.notes)

    def _add_voices(self, annotation: Annotation) -> None:
        said = sum(annotation.statement_words)
        for statement, words in zip(annotation.statements, annotation.statement_words, strict=True):
            self.voices[voice_of(statement)] += words
            self.kinds[statement.kind] += words
        self.voices[NARRATOR] += annotation.words - said

    def _add_oddities(self, document: Document, words: int) -> None:
        known = document.metadata
        if not _DATE.fullmatch(known.get("date", "" if "date_original" in known else "2000")):
            self.unsure.append(document.id)
        if not words:
            self.empty.append(document.id)
            return
        text = document.text[document.body_start :]
        key = sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).digest()
        if key in self._seen:
            self.copies.append(document.id)
        elif twin := self._twins.add(document):
            self.noted.add(document.id, [twin])
        self._seen.add(key)
        if "\ufffd" in text:
            self.damaged.append(document.id)

    @cached_property
    def total(self) -> int:
        """Words of all texts; to be asked for when all are taken in."""
        return sum(self.words)

    @property
    def dates(self) -> tuple[str, str] | None:
        """The first and the last date (or year) among the metadata; None where none is known."""
        found = [value for name in ("date", "year") for value in self.metadata.get(name, ())]
        known = [value for value in found if _DATE.fullmatch(value)]
        return (min(known), max(known)) if known else None

    def rates(self) -> pd.DataFrame:
        """One row a layer: n, texts with a mark, rate per 1,000 words, low, high.

        The interval is that of `formulas.widened` by text; of fewer than five texts it is the exact Poisson
        interval of the count (Garwood 1936), which describes these texts. Missing without any word.
        """
        counts = np.array(self.marks, dtype=float).reshape(-1, len(LAYERS))
        totals = counts.sum(axis=0)
        scale = PER / self.total if self.total else np.nan
        low, high = self._limits(counts)
        return pd.DataFrame(
            {
                "layer": list(LAYERS),
                "n": totals.astype(int),
                "texts": (counts > 0).sum(axis=0),
                "rate": totals * scale,
                "low": low * scale,
                "high": high * scale,
            }
        )

    def _limits(self, counts: Floats) -> tuple[Floats, Floats]:
        """Both ends of the interval of each count."""
        if len(self.words) < FEWEST or not self.total:
            return poisson_limits(counts.sum(axis=0))
        low, high = rate_interval(counts, self.words)
        return low * self.total, high * self.total


def survey(annotations: Iterable[Annotation]) -> Survey:
    """All texts of a corpus, read once."""
    found = Survey()
    for annotation in annotations:
        found.add(annotation)
    return found
