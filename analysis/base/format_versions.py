"""The formats of our own files, each with its version: the one place that says which is written and read.

A file says its version under `format`. One that says none is of version 1, as those of Hedgerow 0.1.0 are.
A number is raised when a reader that skips what it does not know would read the file wrong; a field that can
be skipped does not raise it. Files of all earlier versions are read, or brought up to date by
`hedgerow migrate` (`analysis.study.migration`); one of a later version is refused, with what to do.
`docs/formats.md` tells users the same, and `tests/kept/` has files of each version that was released.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from analysis.base.errors import HedgerowError, StudyError

KEY: Final = "format"
"""Where a file says its version."""
FIRST: Final = 1
"""The version of what says none."""


@dataclass(frozen=True, slots=True)
class Format:
    """What a file of a format is called, and the version that is written."""

    noun: str
    version: int

    @property
    def said(self) -> dict[str, int]:
        """What a file says of its version."""
        return {KEY: self.version}

    def version_of(
        self, file: Mapping[Any, Any], where: object, error: type[HedgerowError] = StudyError
    ) -> int:
        """The version that the content of a file says; `error` for a later one than ours, and for no number.

        >>> RECORD.version_of({"id": "a"}, "a.jsonl")
        1
        """
        return self.check(file.get(KEY, FIRST), where, error)

    def check(self, version: object, where: object, error: type[HedgerowError] = StudyError) -> int:
        """A version that a file says, as a number; `error` for one that cannot be read here."""
        number = int(version) if isinstance(version, str) and version.isdecimal() else version
        if not isinstance(number, int) or isinstance(number, bool) or number < FIRST:
            shown = repr(version)[:40]
            raise error(
                f"{where}: {KEY} is {shown}; right would be {self.version}, the version of {self.noun}"
            )
        if number > self.version:
            raise error(
                f"{where}: {self.noun} of format {number}, and this Hedgerow knows {self.version} at most; "
                "update it: 'pip install --upgrade hedgerow'"
            )
        return number


RECORD: Final = Format("annotations", 2)
"""Interchange records: JSON lines, and Parquet, which keeps the number in its key-value metadata.

2  *ought to* is one mark (before, its *ought* was a mark of its own as well); says its version
1  Hedgerow 0.1.0
"""

PARTS: Final = Format("a manifest", 2)
"""`manifest.json` of a folder of Parquet parts.

2  its parts are of RECORD 2
1  Hedgerow 0.1.0
"""

DECISIONS: Final = Format("a file of decisions", 2)
"""Decisions of readers (YAML).

2  a mapping: the version, and the list under `decisions`
1  Hedgerow 0.1.0: the list alone
"""

SAMPLE: Final = Format("a sample", 1)
"""A sample that is judged (CSV), with its version in the column `format`; in 0.1.0 it had no such column."""

TOKENS: Final = Format("an index of words", 1)
"""The words of an annotated corpus (Parquet), with its version in the key-value metadata."""

STUDY: Final = Format("a study", 1)
"""A study (YAML)."""

RUN: Final = Format("a record of a run", 1)
"""`run.json` of a finished run."""

PACK: Final = Format("a replication pack", 2)
"""A replication pack (zip), with its version in `pack.json`.

2  its file of decisions is of DECISIONS 2
1  Hedgerow 0.1.0
"""

FIGURE: Final = Format("a record of a figure", 1)
"""The record beside a figure (JSON), and the passport in each picture."""
