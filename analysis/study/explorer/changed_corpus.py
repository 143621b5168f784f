"""A workbench seen otherwise: other choices, or some texts annotated anew; known tables are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.base.records import Annotation
from analysis.measure.statistics.counts import parse_per
from analysis.measure.tables import FINITE_VERBS, NARRATOR, marks_table
from analysis.study.workbench.bench import Workbench, chosen_voices


def with_choices(bench: Workbench, *, voices: str | Sequence[str], lens: str, per: str) -> Workbench:
    """The same corpus through other choices (see `open_bench`). StudyError for one that does not exist."""
    chosen = chosen_voices(voices, bench.every_voice["voice"])
    changed = replace(bench, chosen=chosen, lens=lens, per=per)
    known = {"every_mark": bench.every_mark, "documents": bench.documents}
    if "finite" not in per or FINITE_VERBS in bench.every_voice:
        known["every_voice"] = bench.every_voice
    _told(changed, known)
    parse_per(per, changed.voices)
    changed.layer("hedges")  # an unknown lens stops here
    return changed


def with_annotations(
    bench: Workbench, anew: Mapping[str, Annotation], decided: tuple[Path, Mapping[str, Any]] | None
) -> Workbench:
    """The bench with some texts annotated anew, by name: the same words and voices, other marks.

    `decided` is the file of decisions that is in force now, and its record (`decisions.included`); None
    where no decision is.
    """
    annotations = tuple(anew.get(one.document.id, one) for one in bench.annotations)
    order = {one.document.id: place for place, one in enumerate(annotations)}
    kept = bench.every_mark[~bench.every_mark["doc_id"].isin(list(anew))]
    marks = pd.concat([kept, marks_table(anew.values())], ignore_index=True)
    in_order = marks["doc_id"].map(order).sort_values(kind="stable").index
    tables = {
        "every_mark": marks.loc[in_order].reset_index(drop=True),
        "every_voice": bench.every_voice,
        "voices": bench.voices,
        "documents": bench.documents,
    }
    corpus = {name: value for name, value in bench.origin.corpus.items() if name != "decisions"}
    inputs = {name: path for name, path in bench.inputs.items() if name != "decisions"}
    if decided:
        inputs["decisions"], corpus["decisions"] = decided[0], dict(decided[1])
    origin = replace(bench.origin, corpus=corpus)
    return _told(replace(bench, annotations=annotations, origin=origin, inputs=inputs), tables)


def voices_of(bench: Workbench) -> str | list[str]:
    """The voices of a bench as `open_bench` takes them, in the shortest way."""
    if bench.chosen is None:
        return "all"
    if bench.chosen == (NARRATOR,):
        return NARRATOR
    attributed = chosen_voices("attributed", bench.every_voice["voice"])
    return "attributed" if bench.chosen == attributed else list(bench.chosen)


def _told(bench: Workbench, tables: Mapping[str, pd.DataFrame]) -> Workbench:
    """The bench with these of its cached tables filled in, as if they had been asked for already."""
    vars(bench).update(tables)
    return bench
