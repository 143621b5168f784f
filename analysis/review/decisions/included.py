"""A file of decisions -> annotations with them in force, and a record of what that was, for figures."""

from collections.abc import Container, Iterable
from pathlib import Path
from typing import Any

from analysis.base.errors import StudyError
from analysis.base.records import Annotation
from analysis.review.decisions.applying import apply_decisions
from analysis.review.decisions.decision import decisions_digest
from analysis.review.decisions.decision_files import read_decisions


def include_decisions(
    annotations: Iterable[Annotation], path: Path, *, left_out: Container[str] = ()
) -> tuple[tuple[Annotation, ...], dict[str, Any]]:
    """The annotations that the readers stand behind, and the record that figures carry.

    The record: `included` (number of decisions in force by verdict), `stale` (about a mark that is not
    found any more), `elsewhere` (about texts that are not among the annotations), and the `digest` of
    what was decided (`decision.decisions_digest`). `left_out` are ids of texts that could not be annotated:
    decisions about these, if there are any, are counted as `left_out` instead.
    StudyError, with the name of the file, where it cannot be read or does not fit the texts.
    """
    decisions = read_decisions(path)
    try:
        applied = apply_decisions(annotations, decisions)
    except StudyError as error:
        raise StudyError(f"{path.name}: {error}") from error
    without = sum(decision.document in left_out for decision in decisions)
    record = {
        "included": dict(applied.included),
        "stale": len(applied.stale),
        "elsewhere": applied.elsewhere - without,
        **({"left_out": without} if without else {}),
        "digest": decisions_digest(decisions),
    }
    return applied.annotations, record
