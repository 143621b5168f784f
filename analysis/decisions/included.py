"""A file of decisions -> annotations with them in force, and a record of what that was, for figures."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from analysis.decisions.applying import apply_decisions
from analysis.decisions.decision import decisions_digest
from analysis.decisions.files import read_decisions
from analysis.errors import StudyError
from analysis.records import Annotation


def include_decisions(
    annotations: Iterable[Annotation], path: Path
) -> tuple[tuple[Annotation, ...], dict[str, Any]]:
    """The annotations that the readers stand behind, and the record that figures carry.

    The record: `included` (number of decisions in force by verdict), `stale` (about a mark that is not
    found any more), `elsewhere` (about texts that are not among the annotations), and the `digest` of
    what was decided (`decision.decisions_digest`).
    StudyError, with the name of the file, where it cannot be read or does not fit the texts.
    """
    decisions = read_decisions(path)
    try:
        applied = apply_decisions(annotations, decisions)
    except StudyError as error:
        raise StudyError(f"{path.name}: {error}") from error
    record = {
        "included": dict(applied.included),
        "stale": len(applied.stale),
        "elsewhere": applied.elsewhere,
        "digest": decisions_digest(decisions),
    }
    return applied.annotations, record
