"""What a run has written, and what it says of that when it is stopped."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from analysis.base.errors import HedgerowError, OutputError


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run has written; `resumed` of the documents were there already."""

    documents: int
    words: int
    resumed: int

    def __str__(self) -> str:
        before = f" ({self.resumed:,} from before)" if self.resumed else ""
        return f"{counted(self.documents, 'document')}, {counted(self.words, 'word')}{before}"


class ChangedError(OutputError):
    """What is there belongs to another run, so that this one cannot go on from it."""


class Kept(Protocol):
    """What outlives a run that is stopped: the documents that are finished, and where they are."""

    path: Path
    documents: int


@contextmanager
def keeping(kept: Kept) -> Iterator[None]:
    """Say with an error, or when the user stops the run, what is kept and how to go on."""
    try:
        yield
    except ChangedError:
        raise
    except (HedgerowError, KeyboardInterrupt) as error:
        if not kept.documents and isinstance(error, KeyboardInterrupt):
            raise OutputError("stopped before a document was finished; nothing is kept") from error
        if not kept.documents:
            raise
        verb = "is" if kept.documents == 1 else "are"
        done = f"{counted(kept.documents, 'finished document')} {verb} kept in {kept.path}"
        raise OutputError(f"{str(error) or 'stopped'} ({done}; go on with --resume)") from error


def counted(number: int, noun: str) -> str:
    """
    >>> counted(1, "word"), counted(2_000, "word")
    ('1 word', '2,000 words')
    """
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
