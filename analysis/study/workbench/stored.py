"""The workbench of an annotated corpus: the same questions, answered from Parquet without the texts.

    bench = open_bench("05_voices", corpus="OUT/")    # what `hedgerow annotate CORPUS -o OUT/` wrote

Counts, rates and intervals are those of the texts themselves. What needs the words stays empty and says so:
sentences, positions in the text, pairs of markers in a sentence, plain word lists.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

import pandas as pd

from analysis.base.errors import StudyError
from analysis.base.layers import TAXONOMIES
from analysis.measure.statistics.kwic import KWIC
from analysis.measure.statistics.overlaps import stored_overlaps
from analysis.measure.store import Marks, Store, StoredMarks, open_store
from analysis.measure.tables import STATEMENTS
from analysis.measure.taxonomies import apply_lens
from analysis.show.displays import Html, show_context
from analysis.study.workbench.bench import NOT_HERE, Workbench, chosen_voices, known_layer, origin_of
from analysis.study.workbench.segments import STRETCHES


@dataclass(frozen=True, repr=False)
class StoredBench(Workbench):
    """A workbench whose tables come from a store; it has no annotations and no texts."""

    store: Store = field(kw_only=True)

    has_texts: ClassVar[bool] = False

    @cached_property
    def documents(self) -> pd.DataFrame:
        """One row a document, with its metadata."""
        return self.store.documents

    @cached_property
    def every_voice(self) -> pd.DataFrame:
        """The denominators of all voices, whatever was chosen."""
        return self.store.voices

    @cached_property
    def every_mark(self) -> pd.DataFrame:
        """Not made: StudyError."""
        raise StudyError(
            "marks: a table of all marks of an annotated corpus is not made, as it may not fit into memory; "
            "right would be `countable()`, which the statistics take in its place"
        )

    @cached_property
    def statements(self) -> pd.DataFrame:
        """No row: what was said is not here. Their number is in `voices`."""
        return _empty(STATEMENTS)

    @cached_property
    def stretches(self) -> pd.DataFrame:
        """No row: the order of the text is not here."""
        return _empty(STRETCHES)

    @cached_property
    def overlaps(self) -> pd.DataFrame:
        """How many marks of one layer share characters with another
        (`analysis.measure.statistics.overlaps`)."""
        return stored_overlaps(self._marks)

    def countable(self, layer: str = "") -> Marks:
        """The marks of one layer, or all, as the statistics take them; they stay in the store."""
        return self._marks.of(known_layer(layer)) if layer else self._marks

    def context(self, *layers: str) -> Html:
        """Some marks of each layer with their places, drawn at random."""
        return show_context(pd.concat([self.drawn(layer) for layer in layers], ignore_index=True))

    def drawn(
        self, layer: str, values: Sequence[str] = (), *, column: str = "item", top: int = 200
    ) -> pd.DataFrame:
        """Some marks of a layer, with their places instead of their sentences."""
        marks = self._marks.of(known_layer(layer))
        if values:
            marks = marks.where(lambda labels: labels[labels[column].isin(list(values))])
        return in_place(marks.lines(top, seed=self.seed))

    @cached_property
    def _marks(self) -> StoredMarks:
        marks = self.store.marks(self.chosen)
        return marks.where(self._through_lens) if self.lens else marks

    def _through_lens(self, labels: pd.DataFrame) -> pd.DataFrame:
        others = labels[~labels["layer"].isin(TAXONOMIES)]
        return pd.concat([others, apply_lens(labels, self.lens)], ignore_index=True)


def in_place(lines: pd.DataFrame) -> pd.DataFrame:
    """Lines of a store as `kwic` would give them: the item for the mark, its place for the sentence."""
    places = [
        f"({NOT_HERE}: characters {a:,} to {b:,})" for a, b in zip(lines["start"], lines["end"], strict=True)
    ]
    table = lines.assign(sentence=-1, left="", mark=lines["item"], right=places)
    return table[list(KWIC)].astype(KWIC)


def open_stored(notebook: str, path: Path, settings: Mapping[str, Any], out_dir: Path) -> StoredBench:
    """What `open_bench` does for an annotated corpus; `settings` are its parameters as they are recorded.

    StudyError for what must be known before texts are annotated (speakers, turns, decisions) and for what
    needs the texts themselves (a judged sample, finite verbs).
    """
    for name in ("speakers", "turns", "decisions"):
        if settings.get(name):
            raise StudyError(
                f"{name}: {settings[name]!r} comes too late, as this corpus is annotated already; "
                f"right would be {name} = '', or the texts as the corpus"
            )
    if sample := settings.get("sample"):
        raise StudyError(
            f"sample: {sample!r} is judged on texts, which an annotated corpus does not hold; right would be "
            "sample = '', or the texts as the corpus"
        )
    if "finite" in settings["per"]:
        raise StudyError(
            f"per: {settings['per']!r} needs the texts, which an annotated corpus does not hold; right would "
            "be words, sentences or statements"
        )
    store = open_store(path, filters=settings["filters"])
    about = {
        "name": path.name,
        "documents": len(store.documents),
        "words": int(store.documents["words"].sum()),
        "digest": store.digest,
        **({"left_out": store.left_out} if store.left_out else {}),
        **({"notes": store.notes} if store.notes else {}),
    }
    whose = chosen_voices(settings["voices"], store.voices["voice"])
    chosen = (whose, settings["per"], settings["seed"], out_dir, settings["lens"], {"corpus": path})
    return StoredBench(origin_of(notebook, about, settings), (), *chosen, store=store)


def _empty(columns: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame(columns=list(columns)).astype(dict(columns))
