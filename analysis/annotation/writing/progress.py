"""What the command line tells on stderr while a corpus is read: a bar on a terminal, then notes and skips."""

import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, Self

import click

from analysis.annotation.notes.noted import Noted
from analysis.corpus.files import corpus_size

if TYPE_CHECKING:
    from tqdm import tqdm

SHOWN = 100
"""Skips and notes that are printed in full; of the others only the number."""


SAID = ("mojibake",)
"""Notes that the readers of corpora tell already."""


class Progress:
    """Collects what happens to a corpus and prints it at the end of the block, errors or not.

    The bar counts bytes of the corpus as they are read, and shows words a second and the time that
    remains. Without a terminal, or if `quiet`, there is none; skips and notes are always printed, and last
    what looks wrong about the texts, as `noted` has gathered it.
    """

    def __init__(self, corpus: Path, *, quiet: bool, noted: Noted | None = None) -> None:
        self.quiet = quiet
        self._noted = noted or Noted()
        self.skipped = 0
        self._lines: list[str] = []
        self._left_out = 0
        self._words = 0
        self._bar = None if quiet or not sys.stderr.isatty() else _bar(corpus_size(corpus))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.close()
        for line in self._lines:
            click.echo(line, err=True)
        if self._left_out:
            click.echo(f"... and {self._left_out:,} more", err=True)
        for line in self._noted.lines(without=SAID):
            click.echo(line, err=True)

    def skip(self, where: str, reason: str) -> None:
        """Something was left out."""
        self.skipped += 1
        self._add(f"skipped {where}: {reason}")

    def note(self, where: str, what: str) -> None:
        """Something was read, but not as it stands."""
        self._add(f"note {where}: {what}")

    def _add(self, line: str) -> None:
        if len(self._lines) < SHOWN:
            self._lines.append(line)
        else:
            self._left_out += 1

    def read(self, size: int) -> None:
        """So many more bytes of the corpus have been read."""
        if self._bar is not None:
            self._bar.update(size)

    def done(self, words: int) -> None:
        """A document of so many words is finished."""
        self._words += words
        if self._bar is not None:
            rate = self._words / max(self._bar.format_dict["elapsed"], 1e-9)
            self._bar.set_postfix_str(f"{rate:,.0f} words/s", refresh=False)
            self._bar.update(0)

    def say(self, line: str) -> None:
        """Print one line with the number of skips, unless `quiet`."""
        if not self.quiet:
            click.echo(line + (f"; {self.skipped:,} skipped" if self.skipped else ""), err=True)


def _bar(total: int) -> "tqdm[NoReturn]":
    from tqdm import tqdm

    return tqdm(total=total, unit="B", unit_scale=True, leave=False, dynamic_ncols=True, miniters=0)
