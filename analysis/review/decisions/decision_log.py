"""Decisions made one by one, as in a widget: each is saved at once and can be taken back.

    book = DecisionLog("decisions.yaml")
    book.decide(decision_about(annotation, row, "reject", annotator="MK", reason="a cheese"))
    book.undo()

The file may be open elsewhere too, in another kernel or in an editor. Before anything is saved, what was
written there meanwhile is read and kept; only where both changed the same decision is the step refused.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

from filelock import FileLock

from analysis.base.digests import digest_bytes, digest_file
from analysis.base.errors import StudyError
from analysis.review.decisions.decision import Decision
from analysis.review.decisions.decision_files import read_decisions, write_decisions

Place: TypeAlias = tuple[str, int, int, str]
Key: TypeAlias = tuple[Place, str]
"""What a decision is about, and whose it is."""


class DecisionLog:
    """The decisions of a file. A file that does not exist is an empty one, made by the first decision."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._decisions: dict[Key, Decision] = {}
        self._digest: str | None = None
        self._steps: list[tuple[Key, Decision | None, Decision | None]] = []
        self.refresh()

    @property
    def decisions(self) -> list[Decision]:
        """All decisions, in the order of the file."""
        return [self._decisions[key] for key in sorted(self._decisions)]

    def of(self, document: str) -> list[Decision]:
        """The decisions about one document."""
        return [decision for decision in self.decisions if decision.document == document]

    def decide(self, decision: Decision) -> None:
        """Put in a decision, in place of an earlier one of the same annotator there, and save the file."""
        self._take(_key(decision), decision)

    def withdraw(self, place: Place, *, annotator: str | None = None) -> None:
        """Take out the decision about a place (`Decision.place`) and save the file.

        StudyError where there is none, or where several readers decided and `annotator` does not say
        whose is meant.
        """
        keys = [key for key in self._decisions if key[0] == place and annotator in (None, key[1])]
        if not keys:
            raise StudyError(f"{self.path}: nobody has decided about {_shown(place)}")
        if len(keys) > 1:
            names = ", ".join(sorted(name or "one without a name" for _, name in keys))
            raise StudyError(
                f"{self.path}: {names} have decided about {_shown(place)}; say whose decision is meant"
            )
        self._take(keys[0], None)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._steps)

    def undo(self) -> Place | None:
        """Take back the last step of this book and save the file; its place, None if there is no step.

        StudyError where somebody else has changed that decision since; the step before is then the last.
        """
        if not self._steps:
            return None
        key, before, after = self._steps[-1]
        with _alone(self.path):
            self.refresh()
            mine = self._decisions.get(key) == after
            if mine:
                self._put(key, before)
        self._steps.pop()
        if not mine:
            raise StudyError(f"{self._changed(key)}; there is nothing of yours to take back there")
        return key[0]

    def refresh(self) -> bool:
        """Read the file again if it has changed on the disk; whether it had.

        A file that has vanished changes nothing: the next step writes all decisions again.
        """
        digest = digest_file(self.path) if self.path.is_file() else None
        if digest in (None, self._digest):
            return False
        self._decisions = {_key(decision): decision for decision in read_decisions(self.path)}
        self._digest = digest
        return True

    def _take(self, key: Key, decision: Decision | None) -> None:
        """One step: refused if the decision that it replaces is not the one that was seen."""
        seen = self._decisions.get(key)
        with _alone(self.path):
            self.refresh()
            if self._decisions.get(key) not in (seen, decision):
                raise StudyError(f"{self._changed(key)}; it was read again: look at it, then decide")
            self._put(key, decision)
        self._steps.append((key, seen, decision))

    def _put(self, key: Key, decision: Decision | None) -> None:
        """Save the file with a decision at a place, or with none; nothing changes if it cannot be saved."""
        changed = {other: one for other, one in self._decisions.items() if other != key}
        if decision is not None:
            changed[key] = decision
        write_decisions(changed.values(), self.path)
        self._decisions, self._digest = changed, digest_file(self.path)

    def _changed(self, key: Key) -> str:
        return f"{self.path}: the decision about {_shown(key[0])} was changed elsewhere"


def _key(decision: Decision) -> Key:
    return decision.place, decision.annotator


def _shown(place: Place) -> str:
    document, start, end, layer = place
    return f"{layer} {start}-{end} of {document}"


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other books of this file on this machine out, from reading to saving.

    The lock is no file beside the decisions, where it would be one more to explain.
    """
    name = digest_bytes(os.fsencode(path.resolve()))[:24]
    lock = FileLock(Path(tempfile.gettempdir()) / f"hedgerow-{name}.lock", mode=0o666)
    with suppress(OSError):
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
